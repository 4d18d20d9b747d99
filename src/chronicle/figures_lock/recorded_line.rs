//! One line of `figures.lock`: a name, a key and a value.
//! It does not know what they mean.

use crate::text::span::Span;

/// What separates the name, the key and the value of a line. Names and keys have no spaces; the value is the rest.
pub(super) const GAP: &str = "  ";

/// The prefix of the names of lines about totals. No slug has a `/`.
pub(super) const TOTALS: &str = "totals/";

/// One line of the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct RecordedLine<'a> {
    /// Its text.
    pub(super) line: &'a str,
    /// Where it begins in the file.
    pub(super) at: usize,
}

impl<'a> RecordedLine<'a> {
    /// The name of the dispatch or incident file.
    pub(super) fn name(&self) -> &'a str {
        self.parts().0
    }

    /// Its key.
    pub(super) fn key(&self) -> &'a str {
        self.parts().1
    }

    /// Its value.
    pub(super) fn value(&self) -> &'a str {
        self.parts().2
    }

    /// Where it stands in the file.
    pub(super) fn span(&self) -> Span {
        Span::of(self.at..self.at + self.line.len())
    }

    fn parts(&self) -> (&'a str, &'a str, &'a str) {
        let (name, rest) = self.line.split_once(GAP).unwrap_or((self.line, ""));
        let (key, value) = rest.split_once(GAP).unwrap_or((rest, ""));
        (name, key, value)
    }

    /// Whether it is about totals, and not about a dispatch or an incident file.
    pub(super) fn is_total(&self) -> bool {
        self.line.starts_with(TOTALS)
    }

    /// What it is sorted by: its name and key.
    pub(super) fn place(&self) -> (&'a str, &'a str) {
        (self.name(), self.key())
    }

    /// Whether the line has the form that we write.
    pub(super) fn is_sound(&self) -> bool {
        let (name, key, value) = self.parts();
        let plain =
            |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '/');
        let is_name = !name.is_empty() && name.chars().all(plain);
        let is_key = !key.is_empty() && !key.contains(char::is_whitespace);
        is_name && is_key && !value.is_empty() && value.trim() == value
    }
}
