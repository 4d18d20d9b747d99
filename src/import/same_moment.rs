//! Rows that report on one incident at one moment. Only one of their figures can count, so a table of people, one row for each,
//! would lose nearly all of them.
//! It does not decide which figure counts; the counting policy does.

use std::collections::BTreeMap;

use crate::field::dispatch::Dispatch;
use crate::field::slug::Slug;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::Span;

/// The incident that a row reports on, and the moment of its figure.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ReportedAt {
    incident: Slug,
    moment: String,
}

/// What a dispatch made from a row reports on, if it gives figures of an incident that other rows can name.
pub(super) fn reported(dispatch: &Dispatch) -> Vec<ReportedAt> {
    let with_figures = dispatch.reports.iter().filter(|report| !report.casualties.is_empty());
    let at = with_figures.filter_map(|report| {
        let moment = report.as_of.as_ref().unwrap_or(&dispatch.date.value);
        let incident = report.incident.as_ref()?.value.clone();
        Some(ReportedAt { incident, moment: moment.to_string() })
    });
    at.collect()
}

/// A warning for each incident that several rows report on at one moment. `rows` are in the order of the table.
pub(super) fn check(path: &SourcePath, rows: &[(ReportedAt, Span)]) -> Vec<Diagnostic> {
    let mut by_moment: BTreeMap<&ReportedAt, Vec<Span>> = BTreeMap::new();
    for (at, span) in rows {
        by_moment.entry(at).or_default().push(*span);
    }
    let several = by_moment.into_iter().filter_map(|(at, places)| match places.as_slice() {
        [first, second, ..] => {
            let ReportedAt { incident, moment } = at;
            let message = format!("{} rows report on the incident `{incident}` at one moment, {moment}", places.len());
            let fault = rule::SAME_MOMENT.at(path, *second, message);
            Some(fault.label("again here").related(path, *first, "first here").help(
                "of figures for one incident at one moment only one counts. If each row is a person or a part of the harm, add them up \
                 first, and import one row for each incident. If each row is a report on all of it, map `as_of` or `supersedes` to say \
                 which of them is the latest",
            ))
        }
        _ => None,
    });
    several.collect()
}
