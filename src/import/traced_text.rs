//! Writes front matter as YAML that our reader and any other reads back unchanged. Each part keeps its origin.
//! It does not know which keys there are.

use std::fmt::Write;
use std::ops::Range;

use crate::field::day::Day;
use crate::field::excerpt::is_invisible;
use crate::import::filled::{Content, Filled, Origin};
use crate::text::span::{Span, Spanned};

/// A text, and where each part of it comes from.
#[derive(Default)]
pub(super) struct TracedText {
    /// The text.
    pub(super) text: String,
    origins: Vec<(Range<usize>, Origin)>,
}

impl TracedText {
    /// Writes the keys, one per line.
    pub(super) fn keys(&mut self, entries: &[(Spanned<String>, Filled)]) {
        for (key, value) in entries {
            self.entry(key, value, 0);
            self.text.push('\n');
        }
    }

    /// Writes a text that comes from `origin`.
    pub(super) fn add(&mut self, text: &str, origin: Origin) {
        self.traced(origin, |it| it.text.push_str(text));
    }

    /// The origin of the smallest part that contains `span`.
    pub(super) fn origin(&self, span: Span) -> Option<Origin> {
        let span = span.range();
        let holds = |part: &Range<usize>| part.start <= span.start && span.end <= part.end;
        let holding = self.origins.iter().filter(|(part, _)| holds(part));
        holding.min_by_key(|(part, _)| part.len()).map(|(_, origin)| *origin)
    }

    /// Records that what `write` writes comes from `origin`.
    fn traced(&mut self, origin: Origin, write: impl FnOnce(&mut TracedText)) {
        let from = self.text.len();
        write(self);
        self.origins.push((from..self.text.len(), origin));
    }

    fn entry(&mut self, key: &Spanned<String>, value: &Filled, indent: usize) {
        self.key(key);
        if fits_on_a_line(value) {
            self.text.push(' ');
            self.flow(value);
            return;
        }
        let inner = indent + 2;
        self.traced(value.origin, |it| match &value.content {
            Content::Text(_) => {}
            Content::List(items) => {
                for item in items {
                    let _ = write!(it.text, "\n{:inner$}- ", "");
                    // An item of a list is written on one line.
                    it.flow(item);
                }
            }
            Content::Map(entries) => {
                for (key, value) in entries {
                    let _ = write!(it.text, "\n{:inner$}", "");
                    it.entry(key, value, inner);
                }
            }
        });
    }

    /// Writes the value on the current line.
    fn flow(&mut self, value: &Filled) {
        self.traced(value.origin, |it| match &value.content {
            Content::Text(text) => it.text.push_str(&scalar(text)),
            Content::List(items) => {
                it.text.push('[');
                for (n, item) in items.iter().enumerate() {
                    it.text.push_str(if n == 0 { "" } else { ", " });
                    it.flow(item);
                }
                it.text.push(']');
            }
            Content::Map(entries) => {
                it.text.push('{');
                for (n, (key, value)) in entries.iter().enumerate() {
                    it.text.push_str(if n == 0 { "" } else { ", " });
                    it.key(key);
                    it.text.push(' ');
                    it.flow(value);
                }
                it.text.push('}');
            }
        });
    }

    fn key(&mut self, key: &Spanned<String>) {
        self.add(&scalar(&key.value), Origin::of_map(key.span));
        self.text.push(':');
    }
}

/// Whether it is a text, or a list or mapping of texts.
fn fits_on_a_line(value: &Filled) -> bool {
    match &value.content {
        Content::Text(_) => true,
        Content::List(items) => items.iter().all(Filled::is_text),
        Content::Map(entries) => entries.iter().all(|(_, value)| value.is_text()),
    }
}

/// A single value: without quotes if no reader can misread it, otherwise in double quotes.
fn scalar(text: &str) -> String {
    let bare = is_plain_word(text) || is_plain_number(text) || Day::parse(text).is_ok();
    if bare { text.to_owned() } else { quoted(text) }
}

/// Words that some readers of YAML take for a switch or for no value.
const RESERVED: [&str; 10] = ["true", "false", "yes", "no", "on", "off", "y", "n", "null", "none"];

fn is_plain_word(text: &str) -> bool {
    let letters = |byte: u8| byte.is_ascii_lowercase() || byte == b'_';
    !text.is_empty() && text.bytes().all(letters) && !RESERVED.contains(&text)
}

/// A decimal number that can be read in one way only: not `+3`, `012` or `1e3`.
fn is_plain_number(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    digits(whole) && digits(fraction) && (whole == "0" || !whole.starts_with('0'))
}

/// A JSON string is also valid YAML, if invisible characters are written by their numbers.
fn quoted(text: &str) -> String {
    let json = serde_json::to_string(text).expect("a string is plain data");
    let mut quoted = String::with_capacity(json.len());
    for c in json.chars() {
        let unseen = is_invisible(c) || (c.is_whitespace() && c != ' ');
        // The last two code points of each plane are not characters.
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
