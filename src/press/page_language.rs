//! The language of a page, as the filters of templates need it: its tag, its locale and its patterns for ranges of dates.
//! It does not know the theme's words.

use crate::press::fallback;
use crate::press::locale::Locale;

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
}

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

impl PageLanguage {
    /// The language with this `tag` and `locale`, on a site whose own language is `site`.
    pub fn new(tag: &str, site: &str, locale: Locale, ranges: RangePatterns) -> PageLanguage {
        let english = Locale::new(fallback::LANGUAGE);
        PageLanguage { tag: tag.to_owned(), site: site.to_owned(), locale, english, ranges }
    }

    /// The attributes of an element whose text is in `lang` (none: the site's language): ` lang="ar" dir="auto"`, or nothing if that
    /// is the language of the page.
    pub(crate) fn attributes(&self, lang: Option<&str>) -> String {
        let lang = lang.unwrap_or(&self.site);
        if lang == self.tag { String::new() } else { format!(" lang=\"{lang}\" dir=\"auto\"") }
    }
}
