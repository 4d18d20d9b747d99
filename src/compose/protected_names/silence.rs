//! Takes withheld names out of the faults of a site, whatever rule is broken: out of what they say, and out of the lines that a report
//! would show. It does not know any rule.

use std::ops::Range;

use crate::compose::protected_names::{ProtectedNames, Why};
use crate::text::diagnostic::Diagnostic;
use crate::text::snapshot::Snapshot;
use crate::text::source::SourcePath;
use crate::text::{private, rule};

impl ProtectedNames {
    /// Takes all that could hold a withheld name out of `faults`, which are of `snapshot`.
    pub(in crate::compose) fn silence(&self, snapshot: &Snapshot, faults: &mut [Diagnostic]) {
        if self.secrets.iter().all(|secret| secret.why != Why::Withheld) {
            return;
        }
        // The faults of names that stand in a text say nothing of them.
        for fault in faults.iter_mut().filter(|fault| *fault.rule != rule::WITHHELD_NAME) {
            if self.says_a_name(fault) || self.shows_a_name(snapshot, fault) {
                private::silence_beside_name(fault);
            }
        }
    }

    fn says_a_name(&self, fault: &Diagnostic) -> bool {
        let beside = fault.label.iter().chain(&fault.help).chain(&fault.paste);
        let related = fault.related.iter().map(|related| &related.label);
        let mut said = std::iter::once(&fault.message).chain(beside).chain(related);
        said.any(|text| self.has_a_withheld_name(text))
    }

    /// Whether the lines of a fault have a name; those that list people are never shown.
    fn shows_a_name(&self, snapshot: &Snapshot, fault: &Diagnostic) -> bool {
        if fault.is_private {
            return false;
        }
        let own = fault.span.iter().map(|_| &fault.path);
        own.chain(fault.related.iter().map(|it| &it.path)).any(|path| {
            let Some(text) = snapshot.text(path) else { return false };
            let shown = shown(text, fault, path);
            let is_in_list = || {
                private::lines(text)
                    .iter()
                    .any(|list| list.start <= shown.start && shown.end <= list.end)
            };
            text.get(shown.clone()).is_some_and(|it| self.has_a_withheld_name(it)) && !is_in_list()
        })
    }

    fn has_a_withheld_name(&self, text: &str) -> bool {
        let found = self.search.in_text(text);
        found.iter().any(|(_, secret)| self.secrets[*secret].why == Why::Withheld)
    }
}

/// The lines of `text`, the file at `path`, from the first place of a fault to its last.
fn shown(text: &str, fault: &Diagnostic, path: &SourcePath) -> Range<usize> {
    let own = fault.span.iter().filter(|_| fault.path == *path);
    let related = fault.related.iter().filter(|it| it.path == *path).map(|it| &it.span);
    let places = own.chain(related).map(|span| span.range());
    let first = places.clone().map(|at| at.start).min().unwrap_or(0).min(text.len());
    // A report shows the first line of each place.
    let last = places.map(|at| at.start).max().unwrap_or(0).min(text.len());
    let bytes = text.as_bytes();
    let start = bytes[..first].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let rest = bytes[last..].iter().position(|byte| *byte == b'\n');
    start..rest.map_or(text.len(), |at| last + at)
}
