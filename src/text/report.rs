//! Faults as an editor reads them: one text for the terminal, the browser and the tests; or a line each; or JSON.
//! It does not print; it makes text.

use std::collections::BTreeMap;
use std::fmt::Write;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use crate::text::diagnostic::{Diagnostic, Severity};
use crate::text::source::SourcePath;
use crate::text::span::Span;

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
    let mut report = String::new();
    for fault in faults {
        let groups = drawn(fault, text_of);
        let text = renderer.render(&groups);
        writeln!(report, "{text}\n").expect("a string takes every write");
    }
    if !faults.is_empty() {
        writeln!(report, "{}", count(faults)).expect("a string takes every write");
    }
    report
}

/// A fault as the parts of a drawing.
fn drawn<'f>(fault: &'f Diagnostic, text_of: TextOf<'_>) -> Vec<Group<'f>> {
    let level = match fault.rule.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = level
        .primary_title(fault.message.as_str())
        .id(fault.rule.code)
        .elements(Vec::<annotate_snippets::Element<'f>>::new());
    let mut places: Vec<(&SourcePath, Span, &str, AnnotationKind)> = Vec::new();
    if let Some(span) = fault.span {
        let label = fault.label.as_deref().unwrap_or_default();
        places.push((&fault.path, span, label, AnnotationKind::Primary));
    }
    for related in &fault.related {
        places.push((
            &related.path,
            related.span,
            &related.label,
            AnnotationKind::Context,
        ));
    }
    let by_path = marks_by_file(fault);
    if fault.span.is_none() {
        group = group.element(Origin::path(fault.path.as_str()));
    }
    for (path, marks) in by_path {
        group = match text_of(path) {
            Some(text) => group.element(snippet(path, text, marks)),
            None => group.element(Origin::path(path.as_str())),
        };
    }
    if let Some(help) = &fault.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    vec![group]
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
    let own = fault.span.map(|span| Mark {
        span,
        label,
        kind: AnnotationKind::Primary,
    });
    let mut by_file: Vec<(&SourcePath, Vec<Mark<'_>>)> = own
        .into_iter()
        .map(|mark| (&fault.path, vec![mark]))
        .collect();
    for related in &fault.related {
        let mark = Mark {
            span: related.span,
            label: &related.label,
            kind: AnnotationKind::Context,
        };
        match by_file
            .iter_mut()
            .find(|(known, _)| **known == related.path)
        {
            Some((_, marks)) => marks.push(mark),
            None => by_file.push((&related.path, vec![mark])),
        }
    }
    by_file
}

fn snippet<'f>(
    path: &'f SourcePath,
    text: String,
    marks: Vec<Mark<'f>>,
) -> Snippet<'f, Annotation<'f>> {
    let annotations: Vec<Annotation<'f>> = marks
        .into_iter()
        .map(|Mark { span, label, kind }| {
            let annotation = kind.span(clamped(&text, span));
            if label.is_empty() {
                annotation
            } else {
                annotation.label(label)
            }
        })
        .collect();
    Snippet::source(text)
        .path(path.as_str())
        .fold(true)
        .annotations(annotations)
}

/// A span that lies between characters of `text` and on one line: the drawing panics on anything else,
/// and a caret under a whole paragraph helps nobody.
fn clamped(text: &str, span: Span) -> std::ops::Range<usize> {
    let boundary = |at: usize| {
        let at = at.min(text.len());
        (0..=at)
            .rev()
            .find(|at| text.is_char_boundary(*at))
            .unwrap_or(0)
    };
    let start = boundary(span.start as usize);
    let end = boundary(span.end as usize).max(start);
    let line = text[start..end]
        .find(['\n', '\r'])
        .map_or(end, |at| start + at);
    start..line
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
            format!(
                "{} and {}",
                number(errors, "error"),
                number(warnings, "warning")
            )
        }
    }
}

/// A line for each fault: `file:line:column: severity[code]: message`.
pub fn concise(faults: &[Diagnostic], text_of: TextOf<'_>) -> String {
    let mut places = Places::new(text_of);
    let mut report = String::new();
    for fault in faults {
        let at = places.of(fault);
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
        file: &'f str,
        line: Option<usize>,
        column: Option<usize>,
        label: Option<&'f str>,
        help: Option<&'f str>,
    }
    let mut places = Places::new(text_of);
    let faults: Vec<Fault<'_>> = faults
        .iter()
        .map(|fault| {
            let at = places.of(fault);
            Fault {
                rule: fault.rule.code,
                severity: severity(fault),
                message: &fault.message,
                file: fault.path.as_str(),
                line: at.map(|(line, _)| line),
                column: at.map(|(_, column)| column),
                label: fault.label.as_deref(),
                help: fault.help.as_deref(),
            }
        })
        .collect();
    let mut text = serde_json::to_string_pretty(&faults).expect("faults are plain data");
    text.push('\n');
    text
}

fn severity(fault: &Diagnostic) -> &'static str {
    match fault.rule.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// Turns spans into lines and columns; a file's text is fetched once.
struct Places<'a> {
    text_of: TextOf<'a>,
    texts: BTreeMap<SourcePath, Option<String>>,
}

impl<'a> Places<'a> {
    fn new(text_of: TextOf<'a>) -> Places<'a> {
        Places {
            text_of,
            texts: BTreeMap::new(),
        }
    }

    /// Line and column, both from 1; the column counts characters.
    fn of(&mut self, fault: &Diagnostic) -> Option<(usize, usize)> {
        let span = fault.span?;
        let text_of = self.text_of;
        let text = self
            .texts
            .entry(fault.path.clone())
            .or_insert_with(|| text_of(&fault.path));
        let text = text.as_ref()?;
        let before = &text[..clamped(text, span).start];
        let line = before.matches('\n').count() + 1;
        let column = before
            .rsplit('\n')
            .next()
            .unwrap_or_default()
            .chars()
            .count()
            + 1;
        Some((line, column))
    }
}
