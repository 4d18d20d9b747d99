//! Faults as an editor reads them: one text for the terminal, the browser and the tests; or a line each; or JSON.
//! It does not print; it makes text.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use crate::text::diagnostic::{Diagnostic, Severity};
use crate::text::source::SourcePath;
use crate::text::span::Span;

/// At most so many bytes are underlined, and at most so many are drawn behind the last caret.
const LONGEST_TAIL: usize = 1024;

/// Finds the text of a file for a report.
pub type TextOf<'a> = &'a dyn Fn(&SourcePath) -> Option<String>;

/// Whether a report is drawn in colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Escape sequences for a terminal.
    Colour,
    /// Plain text, which says the same.
    Plain,
}

/// Every fault with its line, its caret and its remedy, and at the end how many there are.
pub fn human(faults: &[Diagnostic], text_of: TextOf<'_>, ink: Ink) -> String {
    let renderer = match ink {
        Ink::Colour => Renderer::styled(),
        Ink::Plain => Renderer::plain(),
    };
    let mut texts = Texts::new(text_of);
    let mut report = String::new();
    for fault in faults {
        let text = renderer.render(&[drawn(fault, &mut texts)]);
        writeln!(report, "{text}\n").expect("a string takes every write");
    }
    if !faults.is_empty() {
        writeln!(report, "{}", count(faults)).expect("a string takes every write");
    }
    report
}

/// A fault as the parts of a drawing.
fn drawn<'f>(fault: &'f Diagnostic, texts: &mut Texts<'_>) -> Group<'f> {
    let level = match fault.rule.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = level
        .primary_title(fault.message.as_str())
        .id(fault.rule.code)
        .elements(Vec::<annotate_snippets::Element<'f>>::new());
    if fault.span.is_none() {
        group = group.element(Origin::path(fault.path.as_str()));
    }
    for (path, marks) in marks_by_file(fault) {
        group = match texts.of(path) {
            Some(text) => group.element(snippet(path, text, marks)),
            None => group.element(Origin::path(path.as_str())),
        };
    }
    match &fault.help {
        Some(help) => group.element(Level::HELP.message(help.as_str())),
        None => group,
    }
}

/// Something to be said at a place in a file.
struct Mark<'f> {
    span: Span,
    label: &'f str,
    kind: AnnotationKind,
}

/// The places of a fault by file, its own first.
fn marks_by_file(fault: &Diagnostic) -> Vec<(&SourcePath, Vec<Mark<'_>>)> {
    let label = fault.label.as_deref().unwrap_or_default();
    let own = fault.span.map(|span| Mark { span, label, kind: AnnotationKind::Primary });
    let mut by_file: Vec<(&SourcePath, Vec<Mark<'_>>)> =
        own.into_iter().map(|mark| (&fault.path, vec![mark])).collect();
    for related in &fault.related {
        let mark =
            Mark { span: related.span, label: &related.label, kind: AnnotationKind::Context };
        match by_file.iter_mut().find(|(known, _)| **known == related.path) {
            Some((_, marks)) => marks.push(mark),
            None => by_file.push((&related.path, vec![mark])),
        }
    }
    by_file
}

/// The lines of `text` from the first mark to the last, with the marks under them.
fn snippet<'f>(
    path: &'f SourcePath,
    text: &Text,
    marks: Vec<Mark<'f>>,
) -> Snippet<'f, Annotation<'f>> {
    let ranges: Vec<Range<usize>> = marks.iter().map(|mark| text.on_one_line(mark.span)).collect();
    let first = ranges.iter().map(|range| range.start).min().unwrap_or(0);
    let last = ranges.iter().map(|range| range.end).max().unwrap_or(0);
    let line = text.line(first);
    let shown = text.start_of(line)..text.shown_end(last);
    let annotations: Vec<Annotation<'f>> = marks
        .iter()
        .zip(ranges)
        .map(|(mark, range)| {
            let here = range.start - shown.start..range.end - shown.start;
            let annotation = mark.kind.span(here);
            if mark.label.is_empty() { annotation } else { annotation.label(mark.label) }
        })
        .collect();
    Snippet::source(text.written[shown].to_owned())
        .line_start(line + 1)
        .path(path.as_str())
        .fold(true)
        .annotations(annotations)
}

/// `2 errors and 1 warning`.
pub fn count(faults: &[Diagnostic]) -> String {
    let errors = faults.iter().filter(|fault| fault.is_error()).count();
    let number = |n: usize, what: &str| match n {
        1 => format!("1 {what}"),
        n => format!("{n} {what}s"),
    };
    match (errors, faults.len() - errors) {
        (errors, 0) => number(errors, "error"),
        (0, warnings) => number(warnings, "warning"),
        (errors, warnings) => {
            format!("{} and {}", number(errors, "error"), number(warnings, "warning"))
        }
    }
}

/// A line for each fault: `file:line:column: severity[code]: message`.
pub fn concise(faults: &[Diagnostic], text_of: TextOf<'_>) -> String {
    let mut texts = Texts::new(text_of);
    let mut report = String::new();
    for fault in faults {
        let at = fault.span.and_then(|span| texts.place(&fault.path, span));
        let severity = severity(fault);
        let (code, message) = (fault.rule.code, &fault.message);
        let line = match at {
            Some((line, column)) => format!("{}:{line}:{column}", fault.path),
            None => fault.path.to_string(),
        };
        writeln!(report, "{line}: {severity}[{code}]: {message}")
            .expect("a string takes every write");
    }
    report
}

/// The faults as a JSON array, for editors and scripts.
pub fn json(faults: &[Diagnostic], text_of: TextOf<'_>) -> String {
    #[derive(Serialize)]
    struct Fault<'f> {
        rule: &'f str,
        severity: &'f str,
        message: &'f str,
        #[serde(flatten)]
        place: Place<'f>,
        related: Vec<Place<'f>>,
        help: Option<&'f str>,
    }
    let mut texts = Texts::new(text_of);
    let mut place = |path, span, label| Place::of(&mut texts, path, span, label);
    let faults: Vec<Fault<'_>> = faults
        .iter()
        .map(|fault| Fault {
            rule: fault.rule.code,
            severity: severity(fault),
            message: &fault.message,
            place: place(&fault.path, fault.span, fault.label.as_deref()),
            related: fault
                .related
                .iter()
                .map(|related| place(&related.path, Some(related.span), Some(&related.label)))
                .collect(),
            help: fault.help.as_deref(),
        })
        .collect();
    let mut text = serde_json::to_string_pretty(&faults).expect("faults are plain data");
    text.push('\n');
    text
}

/// A place in a file as scripts want it; line and column count from 1.
#[derive(Serialize)]
struct Place<'f> {
    file: &'f str,
    line: Option<usize>,
    column: Option<usize>,
    label: Option<&'f str>,
}

impl<'f> Place<'f> {
    fn of(
        texts: &mut Texts<'_>,
        path: &'f SourcePath,
        span: Option<Span>,
        label: Option<&'f str>,
    ) -> Place<'f> {
        let at = span.and_then(|span| texts.place(path, span));
        let (line, column) = at.unzip();
        Place { file: path.as_str(), line, column, label }
    }
}

fn severity(fault: &Diagnostic) -> &'static str {
    match fault.rule.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// The texts of a report; each is fetched once.
struct Texts<'a> {
    text_of: TextOf<'a>,
    fetched: BTreeMap<SourcePath, Option<Text>>,
}

impl<'a> Texts<'a> {
    fn new(text_of: TextOf<'a>) -> Texts<'a> {
        Texts { text_of, fetched: BTreeMap::new() }
    }

    fn of(&mut self, path: &SourcePath) -> Option<&Text> {
        let text_of = self.text_of;
        self.fetched.entry(path.clone()).or_insert_with(|| text_of(path).map(Text::new)).as_ref()
    }

    /// Line and column, both from 1; the column counts characters.
    fn place(&mut self, path: &SourcePath, span: Span) -> Option<(usize, usize)> {
        let text = self.of(path)?;
        let start = text.on_one_line(span).start;
        let line = text.line(start);
        let before = &text.written[text.start_of(line)..start];
        Some((line + 1, before.chars().count() + 1))
    }
}

/// A text that knows where its lines begin.
struct Text {
    written: String,
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
    fn line(&self, at: usize) -> usize {
        self.lines.partition_point(|start| *start <= at).saturating_sub(1)
    }

    fn start_of(&self, line: usize) -> usize {
        self.lines[line]
    }

    /// Where a line ends, without the characters that end it.
    fn end_of(&self, line: usize) -> usize {
        let next = self.lines.get(line + 1).copied();
        let text = &self.written[self.lines[line]..next.unwrap_or(self.written.len())];
        self.lines[line] + text.trim_end_matches(['\n', '\r']).len()
    }

    /// The end of the line that a byte stands in, or a place well behind the byte in a very long one.
    fn shown_end(&self, at: usize) -> usize {
        let end = self.end_of(self.line(at));
        let far = (at + LONGEST_TAIL).min(end);
        (far..=end).find(|at| self.written.is_char_boundary(*at)).unwrap_or(end)
    }

    /// A span as a range that lies between characters and on one line: the drawing panics on anything else, and a
    /// caret under a whole paragraph helps nobody.
    fn on_one_line(&self, span: Span) -> Range<usize> {
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
