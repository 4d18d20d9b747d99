//! What every command does with the faults it found.
//! It does not know how faults are found or drawn.

use dateline::config;
use dateline::text::diagnostic::Diagnostic;
use dateline::text::report::{self, ReportStyle};
use dateline::text::rule;
use dateline::text::source::SourcePath;

use crate::cli::Format;
use crate::command::failure::Exit;

/// The report on `faults` in the form that the command line asks for.
pub(super) fn report(
    faults: &[Diagnostic],
    text_of: &dyn Fn(&SourcePath) -> Option<String>,
    format: Format,
) -> String {
    match format {
        Format::Human => report::human(faults, text_of, ReportStyle::Colour),
        Format::Concise => report::concise(faults, text_of),
        Format::Json => report::json(faults, text_of),
    }
}

/// The first fault of each kind. An error in a template fails every page that it prints, and is one error.
pub(super) fn one_of_each(faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut first: Vec<Diagnostic> = Vec::new();
    for fault in faults {
        let is_same = |known: &Diagnostic| {
            (&known.path, known.span, &known.label) == (&fault.path, fault.span, &fault.label)
        };
        if !first.iter().any(is_same) {
            first.push(fault);
        }
    }
    first
}

/// The exit code of a command that found `faults`.
pub(super) fn exit_for(faults: &[Diagnostic]) -> Exit {
    let mut errors = faults.iter().filter(|fault| fault.is_error()).peekable();
    if errors.peek().is_none() {
        Exit::Clean
    } else if errors.clone().any(|fault| fault.rule.code == rule::UNREADABLE.code) {
        Exit::World
    } else if errors.any(|fault| fault.path.as_str() == config::FILE) {
        Exit::Usage
    } else {
        Exit::Content
    }
}
