//! A series: a cumulative toll that is told again and again. Rule 7 of the counting policy.
//! It does not add; it asks for a word wherever a figure falls or two of one moment differ.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::chronicle::Chronicle;
use crate::chronicle::effective::Effective;
use crate::chronicle::incidents::{Incident, Phase};
use crate::chronicle::measure::Measure;
use crate::chronicle::unexplained::concerns;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;

/// Holds every series of `chronicle` to rising, but where a correction or a new phase says otherwise.
pub fn check(chronicle: &Chronicle, faults: &mut Vec<Diagnostic>) {
    let mut phases: BTreeMap<&Phase, Vec<&Incident>> = BTreeMap::new();
    for incident in chronicle.incidents.values() {
        if let Some(phase) = &incident.series {
            phases.entry(phase).or_default().push(incident);
        }
    }
    for members in phases.into_values().filter(|members| members.len() > 1) {
        let mut told: BTreeMap<Measure, Vec<&Effective>> = BTreeMap::new();
        let figures = members.iter().flat_map(|member| &member.figures);
        for (measure, effective) in figures.filter(|(measure, _)| measure.adds_up()) {
            if effective.figure.bounds.is_some() {
                told.entry(*measure).or_default().push(effective);
            }
        }
        for (measure, mut told) in told {
            told.sort_by_key(|effective| (known_at(effective), effective.number));
            let steps = told
                .windows(2)
                .filter_map(|step| unexplained(measure, step[0], step[1], chronicle));
            faults.extend(steps);
        }
    }
}

fn known_at(effective: &Effective) -> (Timestamp, Timestamp) {
    (effective.as_of, effective.moment.1)
}

/// What is to be said of two figures that follow each other.
fn unexplained(
    measure: Measure,
    was: &Effective,
    now: &Effective,
    chronicle: &Chronicle,
) -> Option<Diagnostic> {
    let (older, newer) = (&chronicle.dispatches[was.number], &chronicle.dispatches[now.number]);
    let corrections = &newer.corrections;
    if corrections.iter().any(|entry| concerns(entry, measure, Some(&now.figure))) {
        return None;
    }
    let (before, after) = (was.figure.bounds?, now.figure.bounds?);
    let name = measure.name();
    let (rule, message, help) = if known_at(was) == known_at(now) {
        (
            &rule::TIED_FIGURES,
            format!("two figures for {name} of one series and one moment"),
            format!(
                "take one of them out, say which replaces the other with `supersedes: {}`, or give each an `as_of` with \
                 its hour",
                older.slug.value
            ),
        )
    } else {
        (
            &rule::FIGURE_FALLS,
            format!("the figure for {name} falls within its series without a word of explanation"),
            format!(
                "add an entry under `corrections` with `field: {}` that says why; if the count began anew, give this \
                 and what follows the next `phase`",
                measure.key()
            ),
        )
    };
    let is_wrong =
        if known_at(was) == known_at(now) { before != after } else { after.min < before.min };
    is_wrong.then(|| {
        rule.at(&newer.path, now.figure.span, message)
            .label(format!("`{}` now", now.figure.wording))
            .related(&older.path, was.figure.span, format!("`{}` before", was.figure.wording))
            .help(help)
    })
}
