//! A theme in one language: its templates with the words, numbers and dates of that language.
//! It does not know which pages are in the language.

use std::sync::Arc;

use tera::{Tera, Value};

use crate::press::fallback;
use crate::press::filters;
use crate::press::locale::Locale;
use crate::press::page_language::{PageLanguage, RangePatterns};
use crate::press::strings::{Strings, Words, word};

/// A theme in one language.
pub struct LocalizedTheme {
    /// The templates.
    pub(crate) tera: Tera,
    /// The words for templates, marked where they are English because the language lacks them.
    pub(crate) words: Value,
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
        let mut ranges = RangePatterns::default();
        let patterns = [
            ("days", &mut ranges.days),
            ("range", &mut ranges.dates),
            ("some_time", &mut ranges.some_time),
        ];
        for (name, pattern) in patterns {
            if let Some(own) = word(&words, &["dates", name]) {
                // The dates on both sides are in the page's language, even if these words are English.
                *pattern = fallback::unmarked(own);
            }
        }
        filters::register(&mut tera, &Arc::new(PageLanguage::new(lang, site, locale, ranges)));
        LocalizedTheme { tera, words, missing }
    }
}
