//! A series: a cumulative toll that is told again and again. Rule 7 of the counting policy.
//! It does not add; it asks for a word wherever a figure falls or two of one moment differ.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::chronicle::Chronicle;
use crate::chronicle::figure::EffectiveFigure;
use crate::chronicle::incident::{Incident, Phase};
use crate::chronicle::measure::Measure;
use crate::chronicle::reckoning::extent::Extent;
use crate::chronicle::unexplained::concerns;
use crate::field::casualties::Harm;
use crate::field::count::Bounds;
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
    faults.extend(overlapping(&phases, chronicle));
    for members in phases.into_values().filter(|members| members.len() > 1) {
        faults.extend(moved(&members, chronicle));
        for (measure, mut told) in told(&members) {
            told.sort_by_key(|said| (said.known_at(), said.effective.dispatch));
            let steps = told.windows(2);
            faults
                .extend(steps.filter_map(|step| unexplained(measure, step[0], step[1], chronicle)));
        }
    }
}

/// Phases are added, so one that begins before the other is over counts the same people twice.
fn overlapping(
    phases: &BTreeMap<&Phase, Vec<&Incident>>,
    chronicle: &Chronicle,
) -> Vec<Diagnostic> {
    let pairs = phases.iter().zip(phases.iter().skip(1));
    pairs.filter_map(|(before, after)| overlap(before, after, chronicle)).collect()
}

/// The members of a phase.
type Members<'p, 'c> = (&'p &'c Phase, &'p Vec<&'c Incident>);

fn overlap(
    (before, earlier): Members<'_, '_>,
    (after, later): Members<'_, '_>,
    chronicle: &Chronicle,
) -> Option<Diagnostic> {
    let last = earlier.iter().map(|member| member.days.to()).max()?;
    let first = later.iter().min_by_key(|member| member.days.from())?;
    let overlap = before.series == after.series && first.days.from() <= last;
    overlap.then(|| {
        let message = format!(
            "phase {} of `{}` begins on {}, before phase {} is over",
            after.phase,
            after.series,
            first.days.from(),
            before.phase
        );
        in_dispatch(first, message, chronicle).help(format!(
            "phases are added up: let `event` begin after {last}, the last day of phase {}, or give both one phase",
            before.phase
        ))
    })
}

/// A cumulative count that begins on another day counts other people: it may be of the next phase.
fn moved(members: &[&Incident], chronicle: &Chronicle) -> Option<Diagnostic> {
    let first = members.iter().min_by_key(|member| (member.days.from(), member.number))?;
    let elsewhere =
        members.iter().find(|member| Extent::of(&member.place) != Extent::of(&first.place));
    if let Some(elsewhere) = elsewhere {
        let message =
            format!("`{}` and `{}` are of one series and of two places", elsewhere.id, first.id);
        return Some(in_dispatch(elsewhere, message, chronicle).help(
            "the latest of a series stands for all of it, so all count in one place: give each place a series of its own",
        ));
    }
    let moved = members.iter().find(|member| member.days.from() != first.days.from())?;
    let message = format!(
        "`{}` counts from {}, the others of its series from {}",
        moved.id,
        moved.days.from(),
        first.days.from()
    );
    Some(in_dispatch(moved, message, chronicle).help(
        "write the day on which the whole count began; if the count began anew, give this and what follows the next `phase`",
    ))
}

fn in_dispatch(member: &Incident, message: String, chronicle: &Chronicle) -> Diagnostic {
    let last = member.dispatches.last().expect("a toll is told by a dispatch");
    let dispatch = &chronicle.dispatches[*last];
    let event = dispatch.reports.first().and_then(|report| report.event.as_ref());
    match event {
        Some(event) => rule::SERIES_PERIOD.at(&dispatch.path, event.span, message),
        None => rule::SERIES_PERIOD.in_file(&dispatch.path, message),
    }
}

/// What one member says in a row.
#[derive(Clone, Copy)]
struct Said<'c> {
    effective: &'c EffectiveFigure,
    bounds: Bounds,
}

impl Said<'_> {
    fn known_at(&self) -> (Timestamp, Timestamp) {
        (self.effective.as_of, self.effective.recency.1)
    }
}

/// What the members say, row by row. In the row of everyone those who tell the killed from the injured have a voice beside
/// those who do not.
fn told<'c>(members: &[&'c Incident]) -> BTreeMap<Measure, Vec<Said<'c>>> {
    let mut told: BTreeMap<Measure, Vec<Said<'c>>> = BTreeMap::new();
    for member in members {
        for (measure, effective) in member.figures.iter().filter(|(measure, _)| measure.adds_up()) {
            if let Some(bounds) = effective.figure.bounds {
                told.entry(*measure).or_default().push(Said { effective, bounds });
            }
        }
    }
    let killed = Measure::Whole(Harm::Killed);
    let together = |member: &&&'c Incident| {
        member.counts_all_casualties() && !member.figures.contains_key(&Measure::Casualties)
    };
    if let Some(everyone) = told.get_mut(&Measure::Casualties) {
        for member in members.iter().filter(together) {
            let said = member.figures.get(&killed).zip(member.bounds(Measure::Casualties));
            everyone.extend(said.map(|(effective, bounds)| Said { effective, bounds }));
        }
    }
    told
}

/// What is to be said of two figures that follow each other.
fn unexplained(
    measure: Measure,
    before: Said<'_>,
    after: Said<'_>,
    chronicle: &Chronicle,
) -> Option<Diagnostic> {
    let (was, now) = (before.effective, after.effective);
    let (older, newer) = (&chronicle.dispatches[was.dispatch], &chronicle.dispatches[now.dispatch]);
    let corrections = &newer.corrections;
    if corrections.iter().any(|entry| concerns(entry, measure, Some(&now.figure))) {
        return None;
    }
    let name = measure.name();
    let is_tied = before.known_at() == after.known_at();
    let (rule, message, help) = if is_tied {
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
    let is_wrong = match is_tied {
        true => before.bounds != after.bounds,
        false => after.bounds.min < before.bounds.min,
    };
    is_wrong.then(|| {
        rule.at(&newer.path, now.figure.span, message)
            .label(format!("`{}` now", now.figure.wording))
            .related(&older.path, was.figure.span, format!("`{}` before", was.figure.wording))
            .help(help)
    })
}
