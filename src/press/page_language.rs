//! The language of a page, as the filters of templates need it: its tag, its locale, and its words for numbers and for ranges of dates.
//! It does not know the theme's other words.

use tera::Value;

use crate::press::count_words::CountWords;
use crate::press::fallback;
use crate::press::locale::Locale;
use crate::press::strings::word;
use crate::text::language;

/// The language of a page.
#[derive(Debug)]
pub struct PageLanguage {
    /// Its tag.
    tag: String,
    /// The tag of the site's own language.
    site: String,
    /// How it writes numbers and dates.
    pub(crate) locale: Locale,
    /// How English does, for words that the language lacks.
    pub(crate) english: Locale,
    /// How it writes a range of dates.
    pub(crate) ranges: RangePatterns,
    /// How it says what is known of a number.
    pub(crate) counts: CountWords,
}

/// Maximum number of letters of a text that are looked at to find its direction.
const LETTERS: usize = 200;

/// How a language writes a range of dates.
#[derive(Clone, Debug)]
pub struct RangePatterns {
    /// Between two days of a month: `{from}–{to}`.
    pub days: String,
    /// Between two dates: `{from} – {to}`.
    pub dates: String,
    /// For a day somewhere between two dates: `Some time from {from} to {to}`.
    pub some_time: String,
}

impl Default for RangePatterns {
    fn default() -> RangePatterns {
        RangePatterns {
            days: "{from}–{to}".to_owned(),
            dates: "{from} – {to}".to_owned(),
            some_time: "Some time from {from} to {to}".to_owned(),
        }
    }
}

impl RangePatterns {
    /// Those among the words for a page.
    fn new(words: &Value) -> RangePatterns {
        let mut ranges = RangePatterns::default();
        let patterns = [
            ("days", &mut ranges.days),
            ("range", &mut ranges.dates),
            ("some_time", &mut ranges.some_time),
        ];
        for (name, pattern) in patterns {
            if let Some(own) = word(words, &["dates", name]) {
                // The dates on both sides are in the page's language, even if these words are English.
                *pattern = fallback::unmarked(own);
            }
        }
        ranges
    }
}

impl PageLanguage {
    /// The language with this `tag`, `locale` and `words`, on a site whose own language is `site`.
    pub fn new(tag: &str, site: &str, locale: Locale, words: &Value) -> PageLanguage {
        PageLanguage {
            tag: tag.to_owned(),
            site: site.to_owned(),
            locale,
            english: Locale::new(fallback::LANGUAGE),
            ranges: RangePatterns::new(words),
            counts: CountWords::new(words),
        }
    }

    /// Whether `lang` (none: the site's language) is another language than that of the page.
    pub(crate) fn is_foreign(&self, lang: Option<&str>) -> bool {
        lang.unwrap_or(&self.site) != self.tag
    }

    /// ` dir="auto"` if most letters at the start of `text` run in the other direction than the page, otherwise nothing. Tags do not
    /// count.
    pub(crate) fn direction_of(&self, text: &str) -> &'static str {
        let mut is_tag = false;
        let shown = text.chars().filter(|c| {
            let was_tag = is_tag;
            is_tag = if was_tag { *c != '>' } else { *c == '<' };
            !was_tag && !is_tag
        });
        let letters = shown.filter(|c| c.is_alphabetic()).take(LETTERS);
        let (from_the_right, others): (Vec<char>, Vec<char>) =
            letters.partition(|c| language::runs_from_the_right(*c));
        let leads = match language::direction(&self.tag) {
            "rtl" => others.len() > from_the_right.len(),
            _ => from_the_right.len() > others.len(),
        };
        if leads { " dir=\"auto\"" } else { "" }
    }

    /// The attributes of an element whose text is in `lang` (none: the site's language): ` lang="ar" dir="auto"`, or nothing if that
    /// is the language of the page.
    pub(crate) fn attributes(&self, lang: Option<&str>) -> String {
        match self.is_foreign(lang) {
            true => format!(" lang=\"{}\" dir=\"auto\"", lang.unwrap_or(&self.site)),
            false => String::new(),
        }
    }
}
