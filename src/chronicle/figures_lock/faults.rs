//! The faults of figures that changed, are gone or are not recorded yet.
//! It does not know how they are found.

use crate::chronicle::figures_lock::FILE;
use crate::chronicle::figures_lock::changes::{Change, Changes, Explanation, PLACEHOLDER, some_of};
use crate::chronicle::figures_lock::correction_entry::CorrectionEntry;
use crate::chronicle::figures_lock::lines::{PublishedLine, WITHDRAWN};
use crate::chronicle::figures_lock::lock_file;
use crate::chronicle::figures_lock::notation;
use crate::chronicle::figures_lock::recorded_line::RecordedLine;
use crate::chronicle::figures_lock::subject::{INCIDENTS, Subject};
use crate::chronicle::visible::Reason;
use crate::field::day::Day;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;

/// A change that no correction explains.
pub(super) struct Unexplained<'a> {
    /// What changed.
    pub(super) change: &'a Change,
    /// Where it changed.
    pub(super) subject: &'a Subject,
    /// The recorded line.
    pub(super) entry: Option<&'a RecordedLine<'a>>,
    /// The line now.
    pub(super) line: Option<&'a PublishedLine>,
    /// The text of the file.
    pub(super) text: Option<&'a str>,
    /// The day of the report.
    pub(super) today: Day,
}

impl Unexplained<'_> {
    /// The error, with the entry to add.
    pub(super) fn fault(&self, explanation: Explanation) -> Diagnostic {
        let Change { name, key, was, now } = self.change;
        let message = match self.line {
            None if key == WITHDRAWN => {
                format!("`{name}` was withdrawn and is published again without a correction")
            }
            None => {
                format!(
                    "`{key}` of `{name}` was published and has been deleted without a correction"
                )
            }
            Some(_) => {
                format!("`{key}` of `{name}` was published and has changed without a correction")
            }
        };
        let path = self.subject.path();
        let mut found = rule::FIGURE_CHANGED.in_file(path, message);
        found.span = self.subject.place(key, self.line, self.text);
        let wording = self.line.and_then(|line| line.wording.as_deref());
        let label = match self.line {
            Some(_) => {
                let now = wording.map_or_else(|| notation::in_words(key, now), str::to_owned);
                format!("the file says `{now}` now")
            }
            None => format!("`{key}` is missing now"),
        };
        found = found.label(label);
        if let Some(entry) = self.entry {
            found = found.related(
                &SourcePath::new(FILE),
                entry.span(),
                format!("published: {}", notation::in_words(key, was)),
            );
        }
        let pasted = CorrectionEntry { change: self.change, wording, today: self.today }.yaml();
        let opening = match explanation {
            Explanation::Unfinished(on) => {
                return found.help(format!(
                    "the entry of {on} still has `note: {PLACEHOLDER}`. Replace `{PLACEHOLDER}` with the reason"
                ));
            }
            Explanation::Wrong(wrong) => format!("{wrong};\ncorrect it, or add"),
            Explanation::Given | Explanation::Missing => "add".to_owned(),
        };
        let reason = format!("replace `{PLACEHOLDER}` with the reason. Readers will see it");
        found.help(if self.subject.corrections().is_empty() {
            format!(
                "{opening} these lines, with `corrections:` only once, and {reason}:\ncorrections:\n  - {pasted}"
            )
        } else {
            format!(
                "{opening} this line at the end of the list `corrections`, and {reason}:\n  - {pasted}"
            )
        })
    }
}

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
