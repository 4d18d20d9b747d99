//! Makes reports of faults: as drawings for people, as one line per fault, or as JSON.
//! It does not print them, and it does not know where they are shown.

pub mod alike;
mod json;
mod texts;

pub use json::json;

use std::fmt::Write;
use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::text::diagnostic::{Diagnostic, Severity};
use crate::text::report::alike::{Alike, alike};
use crate::text::report::texts::{Text, TextOf, Texts};
use crate::text::source::SourcePath;
use crate::text::span::Span;

/// Whether a report has colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportStyle {
    /// With the escape sequences of a terminal.
    Colour,
    /// Plain text with the same words.
    Plain,
}

/// Maximum number of places that are listed below a fault of which there are many.
const MOST_LISTED: usize = 20;

/// Every kind of fault, with its line, its caret, its help and where there are others of its kind; at the end, the number of faults.
pub fn human(faults: &[Diagnostic], text_of: TextOf<'_>, style: ReportStyle) -> String {
    let renderer = match style {
        ReportStyle::Colour => Renderer::styled(),
        ReportStyle::Plain => Renderer::plain(),
    };
    let mut texts = Texts::new(text_of);
    let mut report = String::new();
    for group in alike(faults) {
        let others = others(&group, &mut texts);
        let mut drawing = drawn(group.shown, &mut texts);
        if !others.is_empty() {
            drawing = drawing.element(Level::NOTE.message(others));
        }
        let text = renderer.render(&[drawing]);
        writeln!(report, "{text}{}\n", pasted(group.shown)).expect("a string takes every write");
    }
    if !faults.is_empty() {
        writeln!(report, "{}", count(faults)).expect("a string takes every write");
    }
    report
}

/// The number of other faults of a kind and their places, one on each line; what they say, where it differs.
fn others(group: &Alike<'_>, texts: &mut Texts<'_>) -> String {
    let Alike { shown, others } = group;
    if others.is_empty() {
        return String::new();
    }
    let mut list = format!("{} more of this kind:", others.len());
    for fault in others.iter().take(MOST_LISTED) {
        list.push_str(&format!("\n{}", where_it_is(fault, texts)));
        if fault.message != shown.message {
            list.push_str(&format!(": {}", fault.message));
        }
    }
    if others.len() > MOST_LISTED {
        let more = others.len() - MOST_LISTED;
        list.push_str(&format!("\nand {more} more, which `--format concise` lists"));
    }
    list
}

/// `file:line:column`, or the file alone.
fn where_it_is(fault: &Diagnostic, texts: &mut Texts<'_>) -> String {
    match fault.span.and_then(|span| texts.place(&fault.path, span)) {
        Some((line, column)) => format!("{}:{line}:{column}", fault.path),
        None => fault.path.to_string(),
    }
}

/// One fault with its line, its caret and its help, in plain text.
pub fn one(fault: &Diagnostic, text_of: TextOf<'_>) -> String {
    let drawing = Renderer::plain().render(&[drawn(fault, &mut Texts::new(text_of))]);
    drawing + &pasted(fault)
}

/// The lines to paste, below the drawing of a fault. They begin at the left margin, because YAML reads their indentation.
fn pasted(fault: &Diagnostic) -> String {
    fault.paste.iter().map(|lines| format!("\n\n{lines}")).collect()
}

/// Line and column of a fault, if it has a place. Both count from 1; columns count characters.
pub fn line_and_column(fault: &Diagnostic, text_of: TextOf<'_>) -> Option<(usize, usize)> {
    Texts::new(text_of).place(&fault.path, fault.span?)
}

/// The parts of the drawing of one fault.
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
        group = match texts.get(path) {
            Some(text) if fault.is_private || is_private(text, &marks) => {
                without_lines(group, path, text, marks)
            }
            Some(text) => group.element(snippet(path, text, marks)),
            None => group.element(Origin::path(path.as_str())),
        };
    }
    match &fault.help {
        Some(help) => group.element(Level::HELP.message(help.as_str())),
        None => group,
    }
}

/// A label at a place in a file.
struct Mark<'f> {
    span: Span,
    label: &'f str,
    kind: AnnotationKind,
}

/// The marks of a fault by file; its own file comes first.
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

/// Whether a line that would be shown lists people.
fn is_private(text: &Text, marks: &[Mark<'_>]) -> bool {
    let shown = shown(text, marks.iter().map(|mark| text.on_one_line(mark.span)));
    let lines = text.private_lines();
    lines.iter().any(|line| line.start <= shown.end && shown.start < line.end)
}

/// The places of the marks and what is said there, without the lines.
fn without_lines<'f>(
    mut group: Group<'f>,
    path: &'f SourcePath,
    text: &Text,
    marks: Vec<Mark<'f>>,
) -> Group<'f> {
    for mark in marks {
        let start = text.on_one_line(mark.span).start;
        let line = text.line(start);
        let column = text.written[text.start_of(line)..start].chars().count();
        group = group.element(Origin::path(path.as_str()).line(line + 1).char_column(column + 1));
        if !mark.label.is_empty() {
            group = group.element(Level::NOTE.message(mark.label));
        }
    }
    group
}

/// The bytes from the first line of some ranges to the last.
fn shown(text: &Text, ranges: impl Iterator<Item = Range<usize>> + Clone) -> Range<usize> {
    let first = ranges.clone().map(|range| range.start).min().unwrap_or(0);
    let last = ranges.map(|range| range.end).max().unwrap_or(0);
    text.start_of(text.line(first))..text.shown_end(last)
}

/// The lines of `text` from the first mark to the last, with the marks below them.
fn snippet<'f>(
    path: &'f SourcePath,
    text: &Text,
    marks: Vec<Mark<'f>>,
) -> Snippet<'f, Annotation<'f>> {
    let ranges: Vec<Range<usize>> = marks.iter().map(|mark| text.on_one_line(mark.span)).collect();
    let shown = shown(text, ranges.iter().cloned());
    let line = text.line(shown.start);
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

/// One line per fault: `file:line:column: severity[code]: message`.
pub fn concise(faults: &[Diagnostic], text_of: TextOf<'_>) -> String {
    let mut texts = Texts::new(text_of);
    let mut report = String::new();
    for fault in faults {
        let severity = severity(fault);
        let (code, message) = (fault.rule.code, &fault.message);
        let place = where_it_is(fault, &mut texts);
        writeln!(report, "{place}: {severity}[{code}]: {message}")
            .expect("a string takes every write");
    }
    report
}

fn severity(fault: &Diagnostic) -> &'static str {
    match fault.rule.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}
