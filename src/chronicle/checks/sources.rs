//! Grades that need two sources and rest on one. Rule 12 of the counting policy: `fair` needs two that are not the same
//! text. It does not judge how good a source is.

use std::collections::{BTreeMap, BTreeSet};

use crate::chronicle::Chronicle;
use crate::chronicle::checks::MAX_WARNINGS;
use crate::chronicle::incident::Incident;
use crate::field::claim::{Citation, Grade};
use crate::field::dispatch::Dispatch;
use crate::text::diagnostic::{Diagnostic, keep_first};
use crate::text::rule;

/// Minimum number of independent sources for a fair grade.
const MIN_SOURCES: usize = 2;

/// Warns of every incident that is graded fair and rests on fewer than two independent sources.
pub fn check(chronicle: &Chronicle, faults: &mut Vec<Diagnostic>) {
    let fair = chronicle.incidents.values().filter(|incident| incident.grade == Grade::Fair);
    let thin = fair.filter(|incident| independent(incident, chronicle).len() < MIN_SOURCES);
    let mut warnings: Vec<Diagnostic> = thin.map(|it| warning(it, chronicle)).collect();
    keep_first(&mut warnings, MAX_WARNINGS, "incidents as well");
    faults.append(&mut warnings);
}

/// The texts that the live dispatches on an incident rest on, each once.
fn independent<'c>(incident: &Incident, chronicle: &'c Chronicle) -> BTreeSet<&'c str> {
    let dispatches = incident.dispatches.iter().map(|number| &chronicle.dispatches[*number]);
    let live = dispatches.filter(|dispatch| dispatch.withdrawn.is_none());
    live.flat_map(|dispatch| dispatch.sources.iter().map(move |source| origin(source, dispatch)))
        .collect()
}

/// The text that a source repeats, else its own: its address, else its name.
fn origin<'d>(source: &'d Citation, dispatch: &'d Dispatch) -> &'d str {
    let named = dispatch.sources.iter().filter_map(|it| Some((it.id.as_ref()?.value.as_str(), it)));
    let by_id: BTreeMap<&str, &Citation> = named.collect();
    let mut at = source;
    // A chain that is longer than the list is a cycle.
    for _ in 0..dispatch.sources.len() {
        match at.syndicated_from.as_deref().map(|id| by_id.get(id).ok_or(id)) {
            Some(Ok(further)) => at = further,
            Some(Err(elsewhere)) => return elsewhere,
            None => break,
        }
    }
    let address = at.url.as_deref().map(|url| url.trim_end_matches('/'));
    address.unwrap_or(&at.name)
}

fn warning(incident: &Incident, chronicle: &Chronicle) -> Diagnostic {
    let message =
        format!("`{}` has the grade `fair`, but fewer than two independent sources", incident.id);
    let by_file = incident.file.as_ref().filter(|file| file.grade.is_some());
    let dispatches = incident.dispatches.iter().rev().map(|number| &chronicle.dispatches[*number]);
    let mut graded = dispatches.filter(|it| it.reports.iter().any(|report| report.grade.is_some()));
    let path = match (by_file, graded.next()) {
        (Some(file), _) => &file.path,
        (None, Some(dispatch)) => &dispatch.path,
        (None, None) => &chronicle.dispatches[incident.dispatches[0]].path,
    };
    rule::ONE_SOURCE.in_file(path, message).help(
        "add an independent source under `sources`, or write `grade: weak`. A copy of the same text, or the same \
         `url`, is not independent",
    )
}
