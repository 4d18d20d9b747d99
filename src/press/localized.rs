//! A theme in one language: its templates with the words, numbers and dates of that language.
//! It does not know which pages are in the language.

use std::sync::Arc;

use tera::{Tera, Value};

use crate::press::filters;
use crate::press::locale::Locale;
use crate::press::page_language::PageLanguage;
use crate::press::strings::{Strings, Words};

/// A theme in one language.
pub struct LocalizedTheme {
    /// The templates.
    pub(crate) tera: Tera,
    /// The words for templates, marked where they are English because the language lacks them.
    pub(crate) words: Value,
    /// The language, for what is said without a template.
    pub(crate) page: Arc<PageLanguage>,
    /// The keys of the words that the language lacks.
    pub(crate) missing: Vec<String>,
}

impl LocalizedTheme {
    /// The templates of `tera` in the language `lang`, on a site whose own language is `site`.
    pub fn new(tera: &Tera, strings: &Strings, lang: &str, site: &str) -> LocalizedTheme {
        let mut tera = tera.clone();
        let locale = Locale::new(lang);
        let forms: Vec<&str> = locale.plural_forms().collect();
        let Words { words, missing } = strings.in_language(lang, &forms);
        let page = Arc::new(PageLanguage::new(lang, site, locale, &words));
        filters::register(&mut tera, &page);
        LocalizedTheme { tera, words, page, missing }
    }
}
