//! What an editor is told of figures that changed, went away or are not recorded yet.
//! It does not know how they are found.

use crate::chronicle::figures_lock::FILE;
use crate::chronicle::figures_lock::changes::{Change, Changes, Explanation, some_of};
use crate::chronicle::figures_lock::correction_entry::Entry as Pasted;
use crate::chronicle::figures_lock::lines::{Line, WITHDRAWN};
use crate::chronicle::figures_lock::lock_file::{self, Entry};
use crate::chronicle::figures_lock::notation;
use crate::chronicle::figures_lock::subject::{INCIDENTS, Subject};
use crate::chronicle::visible::Reason;
use crate::field::day::Day;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;

/// A change that no correction tells of.
pub(super) struct Silent<'a> {
    /// What changed.
    pub(super) change: &'a Change,
    /// GroupSet it is.
    pub(super) subject: &'a Subject,
    /// What was recorded.
    pub(super) entry: Option<&'a Entry<'a>>,
    /// What stands now.
    pub(super) line: Option<&'a Line>,
    /// The text of its file.
    pub(super) text: Option<&'a str>,
    /// The day of the report.
    pub(super) today: Day,
}

impl Silent<'_> {
    /// The error, with the entry to add.
    pub(super) fn fault(&self, explanation: Explanation) -> Diagnostic {
        let Change { name, key, was, now } = self.change;
        let message = match self.line {
            None if key == WITHDRAWN => {
                format!("`{name}` was withdrawn and is live again without a correction")
            }
            None => format!("`{key}` of `{name}` was published and is gone without a correction"),
            Some(_) => {
                format!("`{key}` of `{name}` was published and has changed without a correction")
            }
        };
        let path = self.subject.path();
        let mut found = rule::FIGURE_CHANGED.in_file(path, message);
        found.span = self.subject.place(key, self.line, self.text);
        let wording = self.line.and_then(|line| line.wording.as_deref());
        let label = match self.line {
            Some(_) => format!("`{}` now", wording.unwrap_or(now)),
            None => format!("`{key}` is not written any more"),
        };
        found = found.label(label);
        if let Some(entry) = self.entry {
            found = found.related(
                &SourcePath::new(FILE),
                entry.span(),
                format!("`{was}` was published"),
            );
        }
        let pasted = Pasted { change: self.change, wording, today: self.today }.yaml();
        let opening = match explanation {
            Explanation::Astray(wrong) => format!("{wrong};\nmend it, or add"),
            Explanation::Given | Explanation::Missing => "tell readers: add".to_owned(),
        };
        let how = if self.subject.corrections().is_empty() {
            "this under a key `corrections:`, written once, with the reason as its note"
        } else {
            "this under `corrections`, with the reason as its note"
        };
        found.help(format!("{opening} {how}:\n  - {pasted}"))
    }
}

/// Why something that was published is not there.
pub(super) enum Absence<'a> {
    /// Nothing says why.
    Gone,
    /// Its file is there and hidden from readers.
    Hidden(&'a SourcePath, Reason),
    /// Its file is a translation now, which carries no figures.
    Translation(&'a SourcePath),
}

/// The error of something published that is not there any more.
pub(super) fn vanished(name: &str, entries: &[Entry<'_>], absence: &Absence<'_>) -> Diagnostic {
    let message = match absence {
        Absence::Gone => format!("`{name}` was published and is gone"),
        Absence::Hidden(path, Reason::Embargoed(ends)) => {
            format!("`{name}` was published and is under embargo until {ends} again: {path}")
        }
        Absence::Hidden(path, _) => format!("`{name}` was published and is a draft again: {path}"),
        Absence::Translation(path) => {
            format!("`{name}` was published with figures and is a translation now: {path}")
        }
    };
    let mut ways = vec!["bring it back".to_owned()];
    if !name.starts_with(INCIDENTS) {
        ways.push(
            "take it back openly, with `withdrawn: {on: .., why: ..}`: its address then says so"
                .to_owned(),
        );
        ways.push(format!(
            "if it has another address now, write `aliases: [/dispatches/{name}/]` there"
        ));
    }
    ways.push(format!("if it really has to go, `dateline figures accept --deleted {name}`"));
    let help = ways.join("; or\n");
    let found = rule::PUBLISHED_VANISHED.at(&SourcePath::new(FILE), entries[0].span(), message);
    found.label("recorded here").help(help)
}

/// The warnings of what is right and not recorded yet.
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
            "once they are published, run `dateline figures accept` and commit figures.lock: from then on no figure \
             of theirs changes unnoticed",
        ));
    }
    let explained = changes.explained();
    if !explained.is_empty() {
        let message = format!("figures.lock does not say yet: {explained}");
        faults.push(
            rule::FIGURES_NOT_RECORDED
                .in_file(&path, message)
                .help("run `dateline figures accept` and commit figures.lock"),
        );
    }
    faults
}

/// The warning of a site that keeps no record.
pub(super) fn no_lock() -> Diagnostic {
    rule::NO_FIGURES_LOCK
        .in_file(&SourcePath::new(FILE), "there is no figures.lock: a published figure could change unnoticed")
        .help(
            "run `dateline figures accept`, which writes it, and commit it with the content; from then on a figure \
             changes only with a correction",
        )
}

/// The error of a count in the lock that cannot be read, if it is one.
pub(super) fn unreadable_count(entry: &Entry<'_>) -> Option<Diagnostic> {
    let is_read = !notation::is_count(entry.key()) || notation::is_readable(entry.value());
    (!is_read).then(|| lock_file::no_count(entry))
}
