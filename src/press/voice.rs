//! A theme in one language: its templates with that language's words, numbers and dates.

use std::sync::Arc;

use tera::{Tera, Value};

use crate::press::dates::Ranges;
use crate::press::fallback;
use crate::press::filters::{self, Speaking};
use crate::press::locale::Locale;
use crate::press::strings::Strings;
use crate::press::telling;

/// A theme in one language.
pub struct Voice {
    /// The templates.
    pub(crate) tera: Tera,
    /// The words for templates.
    pub(crate) words: Value,
    /// The keys of the words that are English because the language lacks them.
    pub(crate) missing: Vec<String>,
}

impl Voice {
    /// The voice of `tera` in the language `lang`, on a site whose own is `site`.
    pub fn new(tera: &Tera, strings: &Strings, lang: &str, site: &str) -> Voice {
        let mut tera = tera.clone();
        let locale = Locale::of(lang);
        let forms: Vec<&str> = locale.plurals().collect();
        let words = strings.in_language(lang, &forms);
        let range = |name, general: String| {
            let own = telling::word(&words.words, &["dates", name]);
            // The dates are of the page's language, whoever lent the words between them.
            own.map_or(general, fallback::unmarked)
        };
        let general = Ranges::default();
        let ranges =
            Ranges { days: range("days", general.days), dates: range("range", general.dates) };
        filters::register(&mut tera, &Arc::new(Speaking::new(lang, site, locale, ranges)));
        Voice { tera, words: words.words, missing: words.missing }
    }

    /// Whether some of its words are of another language.
    pub fn falls_back(&self) -> bool {
        !self.missing.is_empty()
    }
}
