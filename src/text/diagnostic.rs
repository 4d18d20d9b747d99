//! A fault as a value: which rule, where, what, and what to do about it.
//! It does not know how it is shown; `report` draws it.

use serde::Serialize;

use crate::text::source::SourcePath;
use crate::text::span::Span;

/// How much a fault weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing is published while one stands.
    Error,
    /// Said, and published all the same.
    Warning,
}

/// One thing that can be wrong, known by its code.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rule {
    /// The code that reports print and `tests/faults/<code>.txt` is named after.
    pub code: &'static str,
    /// What breaking it means for the build.
    pub severity: Severity,
    /// What it asks for, in one sentence.
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

    /// A fault against this rule that concerns the file `path` as a whole.
    pub fn in_file(&'static self, path: &SourcePath, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            path: path.clone(),
            span: None,
            rule: self,
            message: message.into(),
            label: None,
            related: Vec::new(),
            help: None,
        }
    }
}

/// Another place that has to do with a fault.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Related {
    /// The file.
    pub path: SourcePath,
    /// Where in it.
    pub span: Span,
    /// What stands there.
    pub label: String,
}

/// One fault. They sort by file, then place, then rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// The file at fault.
    pub path: SourcePath,
    /// Where in the whole file; `None` when it is the file itself.
    pub span: Option<Span>,
    /// The rule that was broken.
    pub rule: &'static Rule,
    /// What is wrong, in one line.
    pub message: String,
    /// What to say right at the caret.
    pub label: Option<String>,
    /// Other places that matter.
    pub related: Vec<Related>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// Adds the words at the caret.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Diagnostic {
        self.label = Some(label.into());
        self
    }

    /// Adds the remedy.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    /// Adds another place.
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

    /// Whether nothing may be published while this stands.
    pub fn is_error(&self) -> bool {
        self.rule.severity == Severity::Error
    }
}
