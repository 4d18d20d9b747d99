//! Front matter as text, written so that our own reader and any other reads it back as it was meant.
//! It does not know which keys there are.

use std::fmt::Write;
use std::ops::Range;

use crate::field::day::Day;
use crate::field::excerpt::is_invisible;
use crate::import::said::{Origin, Said};
use crate::text::span::Spanned;

/// A text that knows where each part of it came from.
#[derive(Default)]
pub(super) struct Written {
    /// The text.
    pub(super) text: String,
    /// The parts.
    pub(super) origins: Vec<(Range<usize>, Origin)>,
}

impl Written {
    /// The keys one below the other, as the lines between `---` and `---`.
    pub(super) fn keys(&mut self, entries: &[(Spanned<String>, Said)]) {
        for (key, value) in entries {
            self.entry(key, value, 0);
            self.text.push('\n');
        }
    }

    /// Adds what came from `origin`.
    pub(super) fn add(&mut self, text: &str, origin: Origin) {
        let from = self.text.len();
        self.text.push_str(text);
        self.origins.push((from..self.text.len(), origin));
    }

    fn entry(&mut self, key: &Spanned<String>, value: &Said, indent: usize) {
        self.key(key);
        let inner = indent + 2;
        match value {
            _ if fits_on_a_line(value) => {
                self.text.push(' ');
                self.flow(value);
            }
            Said::Text { .. } => {}
            Said::List(items, origin) => {
                let from = self.text.len();
                for item in items {
                    let _ = write!(self.text, "\n{:inner$}- ", "");
                    // Below a dash there is room for one line only.
                    self.flow(item);
                }
                self.origins.push((from..self.text.len(), *origin));
            }
            Said::Map(entries, origin) => {
                let from = self.text.len();
                for (key, value) in entries {
                    let _ = write!(self.text, "\n{:inner$}", "");
                    self.entry(key, value, inner);
                }
                self.origins.push((from..self.text.len(), *origin));
            }
        }
    }

    /// The value on the line that has begun.
    fn flow(&mut self, value: &Said) {
        match value {
            Said::Text { text, origin } => self.add(&scalar(text), *origin),
            Said::List(items, origin) => {
                let from = self.text.len();
                self.text.push('[');
                for (n, item) in items.iter().enumerate() {
                    self.text.push_str(if n == 0 { "" } else { ", " });
                    self.flow(item);
                }
                self.text.push(']');
                self.origins.push((from..self.text.len(), *origin));
            }
            Said::Map(entries, origin) => {
                let from = self.text.len();
                self.text.push('{');
                for (n, (key, value)) in entries.iter().enumerate() {
                    self.text.push_str(if n == 0 { "" } else { ", " });
                    self.key(key);
                    self.text.push(' ');
                    self.flow(value);
                }
                self.text.push('}');
                self.origins.push((from..self.text.len(), *origin));
            }
        }
    }

    fn key(&mut self, key: &Spanned<String>) {
        self.add(&scalar(&key.value), Origin { map: key.span, column: None });
        self.text.push(':');
    }
}

/// A text, or a list or mapping of nothing but texts.
fn fits_on_a_line(value: &Said) -> bool {
    match value {
        Said::Text { .. } => true,
        Said::List(items, _) => items.iter().all(Said::is_text),
        Said::Map(entries, _) => entries.iter().all(|(_, value)| value.is_text()),
    }
}

/// A single value: bare if nobody could take it for anything else, else in double quotes.
fn scalar(text: &str) -> String {
    let bare = is_plain_word(text) || is_plain_number(text) || Day::parse(text).is_ok();
    if bare { text.to_owned() } else { quoted(text) }
}

/// Words that some reader of YAML takes for a switch or for nothing.
const TAKEN: [&str; 10] = ["true", "false", "yes", "no", "on", "off", "y", "n", "null", "none"];

fn is_plain_word(text: &str) -> bool {
    let letters = |byte: u8| byte.is_ascii_lowercase() || byte == b'_';
    !text.is_empty() && text.bytes().all(letters) && !TAKEN.contains(&text)
}

/// A decimal number without a sign that could be read another way: no `+3`, no `012`, no `1e3`.
fn is_plain_number(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    digits(whole) && digits(fraction) && (whole == "0" || !whole.starts_with('0'))
}

/// JSON's way to write a string is also YAML's, once all that cannot be seen is written by its number.
fn quoted(text: &str) -> String {
    let json = serde_json::to_string(text).expect("a string is plain data");
    let mut quoted = String::with_capacity(json.len());
    for c in json.chars() {
        let unseen = is_invisible(c) || (c.is_whitespace() && c != ' ');
        // The last two characters of each plane are none.
        let unseen = unseen || (u32::from(c) & 0xfffe) == 0xfffe;
        let _ = match u32::from(c) {
            code if unseen && code > 0xffff => write!(quoted, "\\U{code:08X}"),
            code if unseen => write!(quoted, "\\u{code:04X}"),
            _ => {
                quoted.push(c);
                Ok(())
            }
        };
    }
    quoted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::scalar;
    use crate::read::node::{Node, Value};
    use crate::read::yaml::parse;
    use crate::text::source::SourcePath;
    use crate::text::span::Span;

    /// The text that our reader finds under `k`.
    fn read_back(written: &str) -> String {
        let front = format!("k: {{a: {written}}}\n");
        let path = SourcePath::new("content/a.md");
        let tree = parse(&path, &front, Span::of(0..front.len()));
        let tree = tree.unwrap_or_else(|fault| panic!("{written}: {fault:?}")).expect("a key");
        let inner = |node: &Node| match &node.value {
            Value::Map(entries) => entries[0].value.clone(),
            other => panic!("{other:?}"),
        };
        match inner(&inner(&tree)).value {
            Value::Scalar(scalar) => scalar.text,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn only_what_cannot_be_misread_stands_without_quotes() {
        for bare in ["0", "12", "-3.5", "43.118889", "2017-05-31", "exact", "state_based"] {
            assert_eq!(scalar(bare), bare);
        }
        for misread in [
            "",
            "NO",
            "no",
            "null",
            "~",
            "012",
            "0o12",
            "1e3",
            "+3",
            ".5",
            "5.",
            "1_000",
            "2017-13-01",
            "a: b",
            "# x",
        ] {
            assert!(scalar(misread).starts_with('"'), "{misread}");
        }
    }

    #[test]
    fn what_cannot_be_seen_is_written_by_its_number() {
        assert_eq!(scalar("a\u{202e}b\0\u{85}\u{feff}"), r#""a\u202Eb\u0000\u0085\uFEFF""#);
        assert_eq!(scalar("a\nb\t\"c\\"), r#""a\nb\t\"c\\""#);
        assert_eq!(scalar("\u{e0001}"), r#""\U000E0001""#);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn whatever_is_written_is_read_back_as_it_was(text in any::<String>()) {
            prop_assert_eq!(read_back(&scalar(&text)), text);
        }

        #[test]
        fn signs_that_mean_something_in_yaml_are_read_back(text in "[-:#{}\\[\\],&*!|>'\"%@`~?. \\\\a0\n\r\t\u{0}\u{7f}\u{85}\u{a0}\u{2028}\u{feff}\u{fffe}\u{10ffff}]{0,12}") {
            prop_assert_eq!(read_back(&scalar(&text)), text);
        }
    }
}
