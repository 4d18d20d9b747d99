//! The texts that a report quotes, and the places of lines and columns in them.
//! It does not know what is wrong with them.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::text::private;
use crate::text::source::SourcePath;
use crate::text::span::Span;

/// Maximum number of bytes that are underlined, and that are quoted after the last caret.
const LONGEST_TAIL: usize = 1024;

/// Gives the text of a file for a report.
pub(super) type TextOf<'a> = &'a dyn Fn(&SourcePath) -> Option<String>;

/// The texts of a report. Each is fetched once.
pub(super) struct Texts<'a> {
    text_of: TextOf<'a>,
    fetched: BTreeMap<SourcePath, Option<Text>>,
}

impl<'a> Texts<'a> {
    pub(super) fn new(text_of: TextOf<'a>) -> Texts<'a> {
        Texts { text_of, fetched: BTreeMap::new() }
    }

    pub(super) fn get(&mut self, path: &SourcePath) -> Option<&Text> {
        let text_of = self.text_of;
        self.fetched.entry(path.clone()).or_insert_with(|| text_of(path).map(Text::new)).as_ref()
    }

    /// Line and column. Both count from 1; columns count characters.
    pub(super) fn place(&mut self, path: &SourcePath, span: Span) -> Option<(usize, usize)> {
        let text = self.get(path)?;
        let start = text.on_one_line(span).start;
        let line = text.line(start);
        let before = &text.written[text.start_of(line)..start];
        Some((line + 1, before.chars().count() + 1))
    }
}

/// A text and the places where its lines begin.
pub(super) struct Text {
    pub(super) written: String,
    lines: Vec<usize>,
    private: Vec<Range<usize>>,
}

impl Text {
    fn new(written: String) -> Text {
        // An editor does not see a byte order mark, so it is not counted.
        let first = if written.starts_with('\u{feff}') { 3 } else { 0 };
        let others = written.match_indices('\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(first).chain(others).collect();
        let private = private::lines(&written);
        Text { written, lines, private }
    }

    /// The lines that are not shown, as ranges of bytes.
    pub(super) fn private_lines(&self) -> &[Range<usize>] {
        &self.private
    }

    /// The line of a byte, counted from 0.
    pub(super) fn line(&self, at: usize) -> usize {
        self.lines.partition_point(|start| *start <= at).saturating_sub(1)
    }

    pub(super) fn start_of(&self, line: usize) -> usize {
        self.lines[line]
    }

    /// Where the text of a line ends, before its line break.
    fn end_of(&self, line: usize) -> usize {
        let next = self.lines.get(line + 1).copied();
        let text = &self.written[self.lines[line]..next.unwrap_or(self.written.len())];
        self.lines[line] + text.trim_end_matches(['\n', '\r']).len()
    }

    /// The end of the line of a byte; in a very long line, a place some way after the byte.
    pub(super) fn shown_end(&self, at: usize) -> usize {
        let end = self.end_of(self.line(at));
        let far = (at + LONGEST_TAIL).min(end);
        (far..=end).find(|at| self.written.is_char_boundary(*at)).unwrap_or(end)
    }

    /// A span as a range on one line, between characters. The drawing library panics on other ranges, and an underlined
    /// paragraph does not show where the fault is.
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
