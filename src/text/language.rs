//! Language tags: which to fall back on, how each is spelled, and which way its script runs.
//! It does not know the words of any language.

use std::collections::BTreeMap;

use icu_locale::{Direction, LanguageIdentifier, LocaleDirectionality};

/// A tag, and the more general tags to fall back on: `ar-IQ`, then `ar`.
pub fn fallbacks(tag: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(tag), |tag| Some(tag.rsplit_once('-')?.0))
}

/// The value for a language: for the tag itself, or else for the first tag it falls back on.
pub fn lookup<'m, T>(by_language: &'m BTreeMap<String, T>, tag: &str) -> Option<&'m T> {
    fallbacks(tag).find_map(|tag| by_language.get(tag))
}

/// The tag in its standard spelling, `ar-IQ` for `ar-iq`; `None` if it is not a language tag.
pub fn canonical(tag: &str) -> Option<String> {
    let tag: LanguageIdentifier = tag.parse().ok()?;
    // Every language code has two or three letters. Longer words are names, such as `Arabic`.
    (2..=3).contains(&tag.language.as_str().len()).then(|| tag.to_string())
}

/// Whether a language is English, of any country.
pub fn is_english(tag: &str) -> bool {
    fallbacks(tag).any(|tag| tag == "en")
}

/// Which way a language is written: the value of the HTML attribute `dir`.
pub fn direction(tag: &str) -> &'static str {
    let known = LocaleDirectionality::new_extended();
    let direction = tag.parse().ok().and_then(|tag: LanguageIdentifier| known.get(&tag));
    match direction {
        Some(Direction::RightToLeft) => "rtl",
        _ => "ltr",
    }
}

/// Whether a text may be in the language `tag`, by its letters: `Reuters` is not in Arabic, and `رويترز` is not in English.
pub fn may_be_in(text: &str, tag: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    let is_rtl = direction(tag) == "rtl";
    letters.peek().is_none() || letters.any(|c| runs_from_the_right(c) == is_rtl)
}

/// Whether a letter is of a script that is written from right to left: Hebrew, Arabic, Syriac and others.
pub fn runs_from_the_right(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// What languages call themselves, sorted by tag. Who reads no English finds their language by this.
const OWN_NAMES: [(&str, &str); 60] = [
    ("am", "አማርኛ"),
    ("ar", "العربية"),
    ("az", "Azərbaycanca"),
    ("be", "Беларуская"),
    ("bg", "Български"),
    ("bn", "বাংলা"),
    ("bs", "Bosanski"),
    ("ca", "Català"),
    ("ckb", "کوردیی ناوەندی"),
    ("cs", "Čeština"),
    ("da", "Dansk"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("es", "Español"),
    ("et", "Eesti"),
    ("fa", "فارسی"),
    ("fi", "Suomi"),
    ("fr", "Français"),
    ("ha", "Hausa"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "Hrvatski"),
    ("hu", "Magyar"),
    ("hy", "Հայերեն"),
    ("id", "Bahasa Indonesia"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("ka", "ქართული"),
    ("kk", "Қазақ тілі"),
    ("ko", "한국어"),
    ("ku", "Kurdî"),
    ("ky", "Кыргызча"),
    ("lt", "Lietuvių"),
    ("lv", "Latviešu"),
    ("mk", "Македонски"),
    ("my", "မြန်မာ"),
    ("nb", "Norsk bokmål"),
    ("nl", "Nederlands"),
    ("om", "Afaan Oromoo"),
    ("pl", "Polski"),
    ("ps", "پښتو"),
    ("pt", "Português"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("sk", "Slovenčina"),
    ("so", "Soomaali"),
    ("sq", "Shqip"),
    ("sr", "Српски"),
    ("sv", "Svenska"),
    ("sw", "Kiswahili"),
    ("ta", "தமிழ்"),
    ("tg", "Тоҷикӣ"),
    ("th", "ไทย"),
    ("ti", "ትግርኛ"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("ur", "اردو"),
    ("vi", "Tiếng Việt"),
    ("zh", "中文"),
];

/// What a language calls itself: `العربية` for `ar-IQ`. None if that is not known here.
pub fn own_name(tag: &str) -> Option<&'static str> {
    fallbacks(tag).find_map(|tag| {
        let at = OWN_NAMES.binary_search_by_key(&tag, |(of, _)| *of).ok()?;
        Some(OWN_NAMES[at].1)
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{OWN_NAMES, canonical, direction, lookup, own_name};

    #[test]
    fn the_nearest_language_is_taken() {
        let names = BTreeMap::from([("ar".to_owned(), 1), ("ar-IQ".to_owned(), 2)]);
        assert_eq!(lookup(&names, "ar-IQ"), Some(&2));
        assert_eq!(lookup(&names, "ar-EG"), Some(&1));
        assert_eq!(lookup(&names, "uk"), None);
    }

    #[test]
    fn a_language_is_called_by_its_own_name() {
        assert!(OWN_NAMES.is_sorted_by_key(|(tag, _)| tag), "the search needs an order");
        assert_eq!(own_name("ar-IQ"), Some("العربية"));
        assert_eq!(own_name("zh-Hant-TW"), Some("中文"));
        assert_eq!(own_name("xx"), None);
    }

    #[test]
    fn a_tag_is_written_in_one_way() {
        assert_eq!(canonical("ar-iq").as_deref(), Some("ar-IQ"));
        assert_eq!(canonical("zh-hant-tw").as_deref(), Some("zh-Hant-TW"));
        assert_eq!(canonical("ar").as_deref(), Some("ar"));
        for name in ["Arabic", "arabic", "x", "", "not a tag"] {
            assert_eq!(canonical(name), None, "{name}");
        }
    }

    #[test]
    fn the_script_says_which_way_a_language_is_written() {
        for tag in ["ar", "ar-IQ", "fa", "ckb", "he", "ur", "ps", "az-Arab", "pa-PK"] {
            assert_eq!(direction(tag), "rtl", "{tag}");
        }
        for tag in ["en", "uk", "ku", "az", "pa-IN", "xx", "not a tag"] {
            assert_eq!(direction(tag), "ltr", "{tag}");
        }
    }
}
