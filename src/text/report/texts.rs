//! The texts that a report draws from, and where lines and columns lie in them.
//! It does not know what is wrong with them.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::text::report::TextOf;
use crate::text::source::SourcePath;
use crate::text::span::Span;

/// At most so many bytes are underlined, and at most so many are drawn behind the last caret.
const LONGEST_TAIL: usize = 1024;

/// The texts of a report; each is fetched once.
pub(super) struct Texts<'a> {
    text_of: TextOf<'a>,
    fetched: BTreeMap<SourcePath, Option<Text>>,
}

impl<'a> Texts<'a> {
    pub(super) fn new(text_of: TextOf<'a>) -> Texts<'a> {
        Texts { text_of, fetched: BTreeMap::new() }
    }

    pub(super) fn of(&mut self, path: &SourcePath) -> Option<&Text> {
        let text_of = self.text_of;
        self.fetched.entry(path.clone()).or_insert_with(|| text_of(path).map(Text::new)).as_ref()
    }

    /// Line and column, both from 1; the column counts characters.
    pub(super) fn place(&mut self, path: &SourcePath, span: Span) -> Option<(usize, usize)> {
        let text = self.of(path)?;
        let start = text.on_one_line(span).start;
        let line = text.line(start);
        let before = &text.written[text.start_of(line)..start];
        Some((line + 1, before.chars().count() + 1))
    }
}

/// A text that knows where its lines begin.
pub(super) struct Text {
    pub(super) written: String,
    lines: Vec<usize>,
}

impl Text {
    fn new(written: String) -> Text {
        // A byte order mark is no character that an editor could see or count.
        let first = if written.starts_with('\u{feff}') { 3 } else { 0 };
        let others = written.match_indices('\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(first).chain(others).collect();
        Text { written, lines }
    }

    /// The line that a byte stands in, from 0.
    pub(super) fn line(&self, at: usize) -> usize {
        self.lines.partition_point(|start| *start <= at).saturating_sub(1)
    }

    pub(super) fn start_of(&self, line: usize) -> usize {
        self.lines[line]
    }

    /// Where a line ends, without the characters that end it.
    fn end_of(&self, line: usize) -> usize {
        let next = self.lines.get(line + 1).copied();
        let text = &self.written[self.lines[line]..next.unwrap_or(self.written.len())];
        self.lines[line] + text.trim_end_matches(['\n', '\r']).len()
    }

    /// The end of the line that a byte stands in, or a place well behind the byte in a very long one.
    pub(super) fn shown_end(&self, at: usize) -> usize {
        let end = self.end_of(self.line(at));
        let far = (at + LONGEST_TAIL).min(end);
        (far..=end).find(|at| self.written.is_char_boundary(*at)).unwrap_or(end)
    }

    /// A span as a range that lies between characters and on one line: the drawing panics on anything else, and a
    /// caret under a whole paragraph helps nobody.
    pub(super) fn on_one_line(&self, span: Span) -> Range<usize> {
        let boundary = |at: usize| {
            let at = at.min(self.written.len());
            let before = (0..=at).rev().find(|at| self.written.is_char_boundary(*at));
            before.unwrap_or(0).max(self.lines[0])
        };
        let start = boundary(span.start as usize);
        let end_of_line = self.end_of(self.line(start));
        let start = start.min(end_of_line);
        start..boundary((span.end as usize).min(start + LONGEST_TAIL)).clamp(start, end_of_line)
    }
}
