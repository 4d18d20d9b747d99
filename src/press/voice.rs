//! A theme in one language: its templates with that language's words, numbers and dates.

use std::sync::Arc;

use tera::{Tera, Value};

use crate::press::dates::Ranges;
use crate::press::filters::{self, Speaking};
use crate::press::locale::Locale;
use crate::press::strings::{FALLBACK, Strings};
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
    /// The voice of `tera` in the language `lang`.
    pub fn new(tera: &Tera, strings: &Strings, lang: &str) -> Voice {
        let locale = Locale::of(lang);
        let forms: Vec<&str> = locale.plurals().collect();
        let words = strings.in_language(lang, &forms);
        let mut tera = tera.clone();
        let range = |name, general: &str| {
            telling::word(&words.words, &["dates", name]).unwrap_or(general).to_owned()
        };
        let ranges = Ranges {
            days: range("days", "{from}–{to}"),
            dates: range("range", "{from} – {to}"),
        };
        let english = Locale::of(FALLBACK);
        filters::register(&mut tera, &Arc::new(Speaking { locale, english, ranges }));
        Voice { tera, words: words.words, missing: words.missing }
    }

    /// Whether some of its words are of another language.
    pub fn falls_back(&self) -> bool {
        !self.missing.is_empty()
    }
}
