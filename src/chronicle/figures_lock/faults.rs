//! The faults of figures that are gone or are not recorded yet. Those of figures that changed are in `unexplained`.
//! It does not know how they are found.

use crate::chronicle::figures_lock::FILE;
use crate::chronicle::figures_lock::changes::{Changes, some_of};
use crate::chronicle::figures_lock::lock_file;
use crate::chronicle::figures_lock::notation;
use crate::chronicle::figures_lock::recorded_line::RecordedLine;
use crate::chronicle::figures_lock::subject::INCIDENTS;
use crate::chronicle::visible::Reason;
use crate::field::day::Day;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;

/// Why something that was published is gone.
pub(super) enum Absence<'a> {
    /// For no known reason.
    Gone,
    /// Its file is hidden from readers.
    Hidden(&'a SourcePath, Reason),
    /// Its file is a translation now, which has no figures of its own.
    Translation(&'a SourcePath),
}

/// The error that something published is gone.
pub(super) fn vanished(
    name: &str,
    entries: &[RecordedLine<'_>],
    absence: &Absence<'_>,
    today: Day,
) -> Diagnostic {
    let message = match absence {
        Absence::Gone => format!("`{name}` was published, but its file is missing"),
        Absence::Hidden(path, Reason::Embargoed(ends)) => {
            format!("`{name}` was published and is under embargo until {ends} again: {path}")
        }
        Absence::Hidden(path, _) => format!("`{name}` was published and is a draft again: {path}"),
        Absence::Translation(path) => {
            format!("`{name}` was published with figures and is a translation now: {path}")
        }
    };
    let (undo, otherwise) = match absence {
        Absence::Gone => ("restore the file", "you must delete it"),
        Absence::Hidden(_, Reason::Embargoed(_)) => {
            ("delete the key `embargo`", "it must stay hidden")
        }
        Absence::Hidden(..) => ("delete the line `draft: true`", "it must stay hidden"),
        Absence::Translation(_) => {
            ("delete the key `translation_of`", "it must stay a translation")
        }
    };
    let mut ways = vec![undo.to_owned()];
    if !name.starts_with(INCIDENTS) {
        ways.push(format!(
            "withdraw the dispatch: {undo} and add `withdrawn: {{on: {today}, why: \"The reason\"}}`"
        ));
        ways.push(format!(
            "if you renamed it, add `aliases: [/dispatches/{name}/]` to the new file"
        ));
    }
    ways.push(format!("if {otherwise}, run `dateline figures accept --deleted {name}`"));
    let help = ways.join("; or\n");
    let found = rule::PUBLISHED_VANISHED.at(&SourcePath::new(FILE), entries[0].span(), message);
    found.label("recorded here").help(help)
}

/// The warnings of what may be recorded and is not yet.
pub(super) fn unrecorded(changes: &Changes) -> Vec<Diagnostic> {
    let path = SourcePath::new(FILE);
    let mut faults = Vec::new();
    if !changes.new.is_empty() {
        let verb = if changes.new.len() == 1 { "is" } else { "are" };
        let message = format!(
            "{} {verb} not in figures.lock yet: {}",
            changes.newcomers(),
            some_of(&changes.new)
        );
        faults.push(rule::FIGURES_NOT_RECORDED.in_file(&path, message).help(
            "when you have published them, run `dateline figures accept` and commit figures.lock. After that, a \
             changed figure needs a correction",
        ));
    }
    let explained = changes.explained();
    if !explained.is_empty() {
        let message = format!("not recorded in figures.lock yet: {explained}");
        faults.push(rule::FIGURES_NOT_RECORDED.in_file(&path, message).help(
            "when you have published, run `dateline figures accept` and commit figures.lock",
        ));
    }
    faults
}

/// The warning that a site has no lock.
pub(super) fn no_lock() -> Diagnostic {
    rule::NO_FIGURES_LOCK
        .in_file(&SourcePath::new(FILE), "there is no figures.lock: a published figure could change unnoticed")
        .help(
            "run `dateline figures accept`, which writes it, and commit it with the content; from then on a figure \
             changes only with a correction",
        )
}

/// The error of a recorded line that should be a count and cannot be read as one.
pub(super) fn unreadable_count(entry: &RecordedLine<'_>) -> Option<Diagnostic> {
    let is_read = !notation::is_count(entry.key()) || notation::is_readable(entry.value());
    (!is_read).then(|| lock_file::no_count(entry))
}
