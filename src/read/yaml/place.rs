//! Places in the YAML of a file: words, lines and the boundaries of characters.
//! It does not know the YAML library.

use std::ops::Range;

use crate::text::diagnostic::{Diagnostic, Rule};
use crate::text::private::{self, OPENING};
use crate::text::source::SourcePath;
use crate::text::span::Span;

/// The YAML of a file and where it is in the file.
#[derive(Clone, Copy)]
pub(super) struct File<'a> {
    /// The file.
    pub(super) path: &'a SourcePath,
    /// Its YAML.
    pub(super) yaml: &'a str,
    /// Where the YAML begins in the file, in bytes.
    pub(super) offset: usize,
}

impl File<'_> {
    /// A range of the YAML as a place in the whole file.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::of(range).shifted(self.offset)
    }

    /// A fault at a range of the YAML. It must quote nothing but what `quotable` gives; so one in a list of people has the opening
    /// of messages that print nothing of a person.
    pub(super) fn fault(&self, rule: &'static Rule, at: Range<usize>, message: &str) -> Diagnostic {
        let opening = if self.lists_people(&(at.start..at.start + 1)) { OPENING } else { "" };
        rule.at(self.path, self.span(at), format!("{opening}{message}"))
    }

    /// The text of a range, if a message may quote it: the lines that list people are not shown, because a name may be withheld.
    pub(super) fn quotable(&self, at: Range<usize>) -> Option<&str> {
        if self.lists_people(&at) { None } else { self.yaml.get(at) }
    }

    fn lists_people(&self, at: &Range<usize>) -> bool {
        let lines = private::lines(self.yaml);
        lines.iter().any(|line| line.start < at.end && at.start < line.end)
    }

    /// The word that begins at a place.
    pub(super) fn word_at(&self, at: usize) -> Range<usize> {
        let rest = &self.yaml[at..];
        at..at + rest.find(char::is_whitespace).unwrap_or(rest.len())
    }

    /// The place behind the colon of a key that ends at a place.
    pub(super) fn after_colon(&self, at: usize) -> usize {
        let rest = &self.yaml[at..];
        at + rest.find(':').map_or(0, |colon| colon + 1)
    }

    /// The character at a place.
    pub(super) fn character_at(&self, at: usize) -> Range<usize> {
        at..self.ceil(at + 1)
    }

    /// From a place to the end of its line.
    pub(super) fn line_from(&self, at: usize) -> Range<usize> {
        let rest = &self.yaml[at..];
        let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
        at..at + line.trim_end().len()
    }

    /// The line of a place, without its indentation.
    pub(super) fn line_of(&self, at: usize) -> Range<usize> {
        let start = self.yaml[..at].rfind('\n').map_or(0, |end| end + 1);
        let line = self.line_from(start);
        let written = &self.yaml[line.clone()];
        line.start + (written.len() - written.trim_start().len())..line.end
    }

    /// The same without the dashes of an item.
    pub(super) fn entry_of(&self, at: usize) -> Range<usize> {
        let line = self.line_of(at);
        let entry = self.yaml[line.clone()].trim_start_matches("- ").trim_start();
        line.end - entry.len()..line.end
    }

    /// The last boundary between characters that is not after a place.
    pub(super) fn floor(&self, at: usize) -> usize {
        let mut before = (0..=at.min(self.yaml.len())).rev();
        before.find(|&at| self.yaml.is_char_boundary(at)).unwrap_or(0)
    }

    /// The first boundary between characters that is not before a place.
    pub(super) fn ceil(&self, at: usize) -> usize {
        let end = self.yaml.len();
        (at.min(end)..=end).find(|&at| self.yaml.is_char_boundary(at)).unwrap_or(end)
    }
}
