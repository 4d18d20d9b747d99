//! Slugs: names in addresses and file names, such as `baghdad-3-killed`.
//! It does not know what is named, nor whether the name is taken.

use std::fmt;
use std::ops::Range;

use deunicode::deunicode_char;
use serde::{Deserialize, Serialize};

use crate::field::excerpt::is_invisible;
use crate::field::parse_error::ParseError;
use crate::text::hidden::code_point;
use crate::text::source::SourcePath;

/// One to 120 of `a-z`, `0-9` and single hyphens between them. Safe in URLs and on every file system.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Slug(String);

/// Maximum length of a slug that an author writes, in bytes. With folders and `.html.tmp` it fits every file system.
const LONGEST_WRITTEN: usize = 120;

/// Maximum length of a slug that is made from a title, in bytes. It is cut between words.
const LONGEST_MADE: usize = 80;

impl Slug {
    /// The slug of any text: `Bāghdād — 3 killed` becomes `baghdad-3-killed`.
    ///
    /// At most 80 characters, cut between words; `untitled` if the text has no letters or digits.
    pub fn make(text: &str) -> Slug {
        let mut slug = String::new();
        let seen = text.chars().filter(|&c| !is_invisible(c));
        for c in seen.flat_map(|c| deunicode_char(c).unwrap_or("-").chars()) {
            match c.to_ascii_lowercase() {
                c @ ('a'..='z' | '0'..='9') => slug.push(c),
                // "Sana'a" is one word.
                '\'' | '`' => {}
                _ if slug.ends_with('-') || slug.is_empty() => {}
                _ => slug.push('-'),
            }
            if slug.len() > LONGEST_MADE {
                let word_end = slug.rfind('-').filter(|&end| end > LONGEST_MADE / 2);
                slug.truncate(word_end.unwrap_or(LONGEST_MADE));
                break;
            }
        }
        let slug = slug.trim_end_matches('-');
        match slug {
            "" => Slug("untitled".to_owned()),
            _ if is_reserved(slug) => Slug(format!("{slug}-1")),
            _ => Slug(slug.to_owned()),
        }
    }

    /// The slug of the content file at `path`, unless the file says another: its name, or that of its folder if it is called `index`.
    pub fn of_file(path: &SourcePath) -> Slug {
        Slug::make(of_file(path.as_str()).unwrap_or(path.stem()))
    }

    /// Reads a slug that an author wrote, without changing it.
    pub fn parse(raw: &str) -> Result<Slug, ParseError> {
        if let Some((at, c)) = raw.char_indices().find(|&(_, c)| !is_allowed(c)) {
            return Err(fault(raw, at..at + c.len_utf8(), refusal(raw, c)));
        }
        if let Some(at) = raw.find("--") {
            return Err(fault(raw, at..at + 2, "two hyphens in a row"));
        }
        if raw.starts_with('-') {
            return Err(fault(raw, 0..1, "starts with a hyphen"));
        }
        if raw.ends_with('-') {
            return Err(fault(raw, raw.len() - 1..raw.len(), "ends with a hyphen"));
        }
        if raw.is_empty() {
            return Err(fault(raw, 0..0, "nothing is written here"));
        }
        if raw.len() > LONGEST_WRITTEN {
            let label = format!("longer than {LONGEST_WRITTEN} characters");
            return Err(fault(raw, LONGEST_WRITTEN..raw.len(), label));
        }
        if is_reserved(raw) {
            return Err(fault(raw, 0..raw.len(), "a name that Windows keeps for a device"));
        }
        Ok(Slug(raw.to_owned()))
    }

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The fault that `raw` is no slug, with the slug that it most likely means.
fn fault(raw: &str, at: Range<usize>, label: impl Into<String>) -> ParseError {
    let of_file = of_file(raw);
    let help = match (of_file, Slug::make(of_file.unwrap_or(raw)).0.as_str()) {
        (_, "untitled") => "write a name in a-z, 0-9 and hyphens, as in `mosul-31-may`".to_owned(),
        (Some(_), made) => format!("write `{made}`, without the folder and without `.md`"),
        (None, made) => format!("write `{made}`"),
    };
    ParseError::new("slug", raw, at, label, help)
}

/// The part of the path of a content file that names its page: for an `index.md`, its folder. None if `path` is no such path.
fn of_file(path: &str) -> Option<&str> {
    let path = path.strip_suffix(".md")?;
    let path = path.strip_suffix("/index").unwrap_or(path);
    path.rsplit('/').next()
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_allowed(c: char) -> bool {
    matches!(c, 'a'..='z' | '0'..='9' | '-')
}

fn refusal(raw: &str, c: char) -> String {
    match c {
        '.' if raw.contains("..") => "leads out of its folder".to_owned(),
        '/' | '\\' => "a slug has no folders".to_owned(),
        '%' => "a slug is not percent-encoded".to_owned(),
        'A'..='Z' => "slugs are in lower case".to_owned(),
        ' ' => "a space".to_owned(),
        _ if is_invisible(c) || c.is_whitespace() => {
            format!("invisible character {}", code_point(c))
        }
        _ if !c.is_ascii() => {
            format!("`{c}` ({}): use only small letters (a–z), digits and hyphens", code_point(c))
        }
        _ => "use only small letters (a–z), digits and hyphens".to_owned(),
    }
}

/// Whether a file name is that of a device on Windows, with or without an ending.
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name);
    is_reserved(&stem.to_ascii_lowercase())
}

/// Whether it is the name of a device on Windows, which no file or folder there can have.
fn is_reserved(slug: &str) -> bool {
    let numbered = |device: &str| {
        slug.strip_prefix(device).is_some_and(|port| matches!(port.as_bytes(), [b'0'..=b'9']))
    };
    matches!(slug, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check_made(text: &str, slug: &str) {
        assert_eq!(Slug::make(text).as_str(), slug);
    }

    fn check_refused(text: &str, [place, label, help]: [&str; 3]) {
        match Slug::parse(text) {
            Err(fault) => {
                assert_eq!([&text[fault.at], &fault.label, &fault.help], [place, label, help]);
            }
            Ok(slug) => panic!("`{text}` was read as {slug}"),
        }
    }

    #[test]
    fn a_title_becomes_plain_words() {
        check_made("Bāghdād — 3 killed", "baghdad-3-killed");
        check_made("Sana'a: “no one” left?", "sanaa-no-one-left");
        check_made("  Łódź/Köln  ", "lodz-koln");
        check_made("Cafe\u{301} al-Nu\u{200b}ri", "cafe-al-nuri");
        check_made("Харків", "kharkiv");
        check_made("北京", "bei-jing");
        check_made("../../etc/passwd", "etc-passwd");
    }

    #[test]
    fn a_slug_is_never_empty_and_never_a_device() {
        for nothing in ["", "…", "---", "\u{200f}"] {
            check_made(nothing, "untitled");
        }
        check_made("CON", "con-1");
        check_made("Com7", "com7-1");
    }

    #[test]
    fn a_long_title_is_cut_between_words() {
        let made = Slug::make(&"civilians killed ".repeat(100_000));
        assert_eq!(made.as_str(), "civilians-killed-".repeat(4) + "civilians");
        assert_eq!(Slug::make(&"x".repeat(500)).as_str().len(), LONGEST_MADE);
        assert_eq!(Slug::make(&format!("a {}", "x".repeat(500))).as_str().len(), LONGEST_MADE);
    }

    #[test]
    fn what_is_no_slug_is_named_and_answered_with_one() {
        check_refused("Mosul", ["M", "slugs are in lower case", "write `mosul`"]);
        check_refused("west mosul", [" ", "a space", "write `west-mosul`"]);
        check_refused("../etc", [".", "leads out of its folder", "write `etc`"]);
        check_refused("a/b", ["/", "a slug has no folders", "write `a-b`"]);
        check_refused("a%2fb", ["%", "a slug is not percent-encoded", "write `a-2fb`"]);
        let help = "write `may-31`, without the folder and without `.md`";
        check_refused("may-31.md", [".", "use only small letters (a–z), digits and hyphens", help]);
        for path in ["content/dispatches/may-31.md", "content/dispatches/may-31/index.md"] {
            check_refused(path, ["/", "a slug has no folders", help]);
        }
        check_refused("a--b", ["--", "two hyphens in a row", "write `a-b`"]);
        check_refused("-a", ["-", "starts with a hyphen", "write `a`"]);
        check_refused("a-", ["-", "ends with a hyphen", "write `a`"]);
        check_refused(
            "a_b",
            ["_", "use only small letters (a–z), digits and hyphens", "write `a-b`"],
        );
        check_refused("aux", ["aux", "a name that Windows keeps for a device", "write `aux-1`"]);
        let help = "write a name in a-z, 0-9 and hyphens, as in `mosul-31-may`";
        check_refused("", ["", "nothing is written here", help]);
    }

    #[test]
    fn characters_beyond_ascii_are_named_by_code_point() {
        let label = "`é` (U+00E9): use only small letters (a–z), digits and hyphens";
        check_refused("liège é".replace('è', "e").as_str(), [" ", "a space", "write `liege-e`"]);
        check_refused("é", ["é", label, "write `e`"]);
        check_refused("a\u{202e}b", ["\u{202e}", "invisible character U+202E", "write `ab`"]);
        check_refused("a\u{200b}b", ["\u{200b}", "invisible character U+200B", "write `ab`"]);
    }

    #[test]
    fn a_slug_fits_every_file_system() {
        let long = "a".repeat(LONGEST_WRITTEN);
        assert!(Slug::parse(&long).is_ok());
        assert!(Slug::parse(&(long + "a")).is_err());
    }

    proptest! {
        #[test]
        fn whatever_is_made_can_be_read_and_made_again(text in "\\PC{0,60}") {
            let made = Slug::make(&text);
            prop_assert_eq!(Slug::parse(made.as_str()), Ok(made.clone()));
            prop_assert_eq!(Slug::make(made.as_str()), made);
        }
    }
}
