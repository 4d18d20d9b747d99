//! A fault as a value: which rule is broken, where, what is wrong, and what to do.
//! It does not know how it is shown; `report` draws it.
//!
//! There is one way to make one: `rule::NO_DATE.at(path, span, message).label(..).help(..)`.

use crate::text::source::SourcePath;
use crate::text::span::Span;

/// What a fault does to a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It stops the build: nothing is published.
    Error,
    /// It is reported, and the site is published.
    Warning,
}

/// One thing that dateline checks.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rule {
    /// The code that reports print and `tests/faults/<code>.txt` is named after.
    pub code: &'static str,
    /// What breaking it does to a build.
    pub severity: Severity,
    /// What it asks for, in one short sentence.
    pub summary: &'static str,
}

impl Rule {
    /// A fault against this rule at `span` of the file `path`.
    pub fn at(
        &'static self,
        path: &SourcePath,
        span: Span,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic { span: Some(span), ..self.in_file(path, message) }
    }

    /// A fault against this rule that is about the whole file `path`.
    pub fn in_file(&'static self, path: &SourcePath, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            path: path.clone(),
            span: None,
            rule: self,
            message: message.into(),
            label: None,
            related: Vec::new(),
            help: None,
            paste: None,
            is_private: false,
        }
    }
}

/// Another place that a fault points to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Related {
    /// The file.
    pub path: SourcePath,
    /// Where in it.
    pub span: Span,
    /// What is said at that place.
    pub label: String,
}

/// One fault. They sort by file, then place, then rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// The file that is wrong.
    pub path: SourcePath,
    /// Where in the whole file; `None` when the fault is about the file as a whole.
    pub span: Option<Span>,
    /// The rule that was broken.
    pub rule: &'static Rule,
    /// What is wrong, in one line.
    pub message: String,
    /// What is wrong at that place, printed beside the caret.
    pub label: Option<String>,
    /// Other places to look at.
    pub related: Vec<Related>,
    /// What to do about it.
    pub help: Option<String>,
    /// Lines for the file, which a report shows as they are pasted: without an indentation of its own.
    pub paste: Option<String>,
    /// Whether no report shows its lines, because a name in them may be withheld.
    pub is_private: bool,
}

impl Diagnostic {
    /// Sets what is printed beside the caret.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Diagnostic {
        self.label = Some(label.into());
        self
    }

    /// Sets what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    /// Sets the lines that the help says to add.
    #[must_use]
    pub fn paste(self, lines: impl Into<String>) -> Diagnostic {
        Diagnostic { paste: Some(lines.into()), ..self }
    }

    /// Keeps reports from showing its lines, because a name in them may be withheld.
    #[must_use]
    pub fn without_lines(self) -> Diagnostic {
        Diagnostic { is_private: true, ..self }
    }

    /// Adds another place to look at.
    #[must_use]
    pub fn related(
        mut self,
        path: &SourcePath,
        span: Span,
        label: impl Into<String>,
    ) -> Diagnostic {
        self.related.push(Related { path: path.clone(), span, label: label.into() });
        self
    }

    /// Whether it stops the build.
    pub fn is_error(&self) -> bool {
        self.rule.severity == Severity::Error
    }

    /// Adds to the help how many `more` faults like this one are not shown: "..; 3 more links lead nowhere".
    pub fn and_more(&mut self, more: usize, what: &str) {
        if more > 0 {
            let help = self.help.take().unwrap_or_default();
            self.help = Some(format!("{help}; {more} more {what}"));
        }
    }
}

/// Keeps the first `most` of `faults`; the last that is kept says how many more there are, and of `what`.
pub fn keep_first(faults: &mut Vec<Diagnostic>, most: usize, what: &str) {
    let more = faults.len().saturating_sub(most);
    faults.truncate(most);
    if let Some(last) = faults.last_mut() {
        last.and_more(more, what);
    }
}
