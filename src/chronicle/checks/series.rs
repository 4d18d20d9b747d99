//! A series is a cumulative toll that is updated. Rule 7 of the counting policy: it never falls without a word.
//! It does not add; it reports falls, ties, and members of different places or periods.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::chronicle::Chronicle;
use crate::chronicle::figure::EffectiveFigure;
use crate::chronicle::incident::{Incident, Phase};
use crate::chronicle::measure::Measure;
use crate::chronicle::reckoning::extent::Extent;
use crate::chronicle::unexplained::concerns;
use crate::field::count::Bounds;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;

/// Reports every series of `chronicle` that falls, unless a correction or a new phase says why.
pub fn check(chronicle: &Chronicle, faults: &mut Vec<Diagnostic>) {
    let mut phases: BTreeMap<&Phase, Vec<&Incident>> = BTreeMap::new();
    for incident in chronicle.incidents.values() {
        if let Some(phase) = &incident.series {
            phases.entry(phase).or_default().push(incident);
        }
    }
    let pairs = phases.iter().zip(phases.iter().skip(1));
    faults.extend(pairs.filter_map(|((before, earlier), (after, later))| {
        (before.series == after.series)
            .then(|| overlap([before, after], earlier, later, chronicle))?
    }));
    for members in phases.into_values().filter(|members| members.len() > 1) {
        faults.extend(another_place(&members, chronicle));
        for (measure, mut steps) in steps(&members) {
            steps.sort_by_key(|step| (step.known_at(), step.effective.dispatch));
            let pairs = steps.windows(2);
            faults
                .extend(pairs.filter_map(|pair| unexplained(measure, pair[0], pair[1], chronicle)));
        }
    }
}

/// Phases are added up, so one that begins before the other is over would count the same people twice.
fn overlap(
    [before, after]: [&Phase; 2],
    earlier: &[&Incident],
    later: &[&Incident],
    chronicle: &Chronicle,
) -> Option<Diagnostic> {
    let last = earlier.iter().map(|member| member.days.to()).max()?;
    let first = later.iter().min_by_key(|member| member.days.from())?;
    let begins = first.days.from();
    (begins <= last).then(|| {
        let Phase { series, phase } = after;
        let earlier = before.phase;
        let message =
            format!("phase {phase} of `{series}` begins on {begins}, before phase {earlier} is over");
        in_dispatch(first, message, chronicle).help(format!(
            "phases are added up: let `event` begin after {last}, the last day of phase {earlier}, or give both one phase"
        ))
    })
}

/// A member of another place, or one that begins on another day: it counts other people, or is of the next phase.
fn another_place(members: &[&Incident], chronicle: &Chronicle) -> Option<Diagnostic> {
    let first = members.iter().min_by_key(|member| (member.days.from(), member.number))?;
    let extent = Extent::of(&first.place);
    if let Some(other) = members.iter().find(|member| Extent::of(&member.place) != extent) {
        let message =
            format!("`{}` and `{}` are of one series and of two places", other.id, first.id);
        return Some(in_dispatch(other, message, chronicle).help(
            "the latest of a series stands for all of it, so all must count in one place: give each place a series of its own",
        ));
    }
    let begins = first.days.from();
    let other = members.iter().find(|member| member.days.from() != begins)?;
    let message = format!(
        "`{}` counts from {}, the others of its series from {begins}",
        other.id,
        other.days.from()
    );
    Some(in_dispatch(other, message, chronicle).help(
        "write the day on which the whole count began; if the count began anew, give this and what follows the next `phase`",
    ))
}

fn in_dispatch(member: &Incident, message: String, chronicle: &Chronicle) -> Diagnostic {
    let last = member.dispatches.last().expect("every toll has a dispatch");
    let dispatch = &chronicle.dispatches[*last];
    match dispatch.reports.first().and_then(|report| report.event.as_ref()) {
        Some(event) => rule::SERIES_PERIOD.at(&dispatch.path, event.span, message),
        None => rule::SERIES_PERIOD.in_file(&dispatch.path, message),
    }
}

/// The figure of one member in a row.
#[derive(Clone, Copy)]
struct Step<'c> {
    effective: &'c EffectiveFigure,
    bounds: Bounds,
}

impl Step<'_> {
    fn known_at(&self) -> (Timestamp, Timestamp) {
        (self.effective.as_of, self.effective.recency.1)
    }
}

/// The figures of the members, row by row. If some give a bare number, then the row of casualties also has the sums of
/// those that give killed and injured.
fn steps<'c>(members: &[&'c Incident]) -> BTreeMap<Measure, Vec<Step<'c>>> {
    let mut steps: BTreeMap<Measure, Vec<Step<'c>>> = BTreeMap::new();
    for member in members {
        for (measure, effective) in member.figures.iter().filter(|(measure, _)| measure.adds_up()) {
            // A whole that nobody stated cannot fall; its parts can.
            if let Some(bounds) = effective.figure.bounds.filter(|_| !effective.figure.from_parts) {
                steps.entry(*measure).or_default().push(Step { effective, bounds });
            }
        }
    }
    if let Some(casualties) = steps.get_mut(&Measure::Casualties) {
        let sum = |member: &&'c Incident| {
            let is_sum = !member.figures.contains_key(&Measure::Casualties);
            let bounds = member.bounds(Measure::Casualties);
            let bounds = bounds.filter(|_| is_sum && member.counts_all_casualties())?;
            let first = Measure::in_casualties().find_map(|it| member.figures.get(&it))?;
            Some(Step { effective: first, bounds })
        };
        casualties.extend(members.iter().filter_map(sum));
    }
    steps
}

/// What is wrong with two figures that follow each other.
fn unexplained(
    measure: Measure,
    before: Step<'_>,
    after: Step<'_>,
    chronicle: &Chronicle,
) -> Option<Diagnostic> {
    let (was, now) = (before.effective, after.effective);
    let (older, newer) = (&chronicle.dispatches[was.dispatch], &chronicle.dispatches[now.dispatch]);
    if newer.corrections.iter().any(|entry| concerns(entry, measure, Some(&now.figure))) {
        return None;
    }
    let name = measure.name();
    let (rule, message, help) = if before.known_at() == after.known_at() {
        if before.bounds == after.bounds {
            return None;
        }
        let message = format!("two figures for {name} of one series and one moment");
        let help = format!(
            "take one of them out, say which replaces the other with `supersedes: {}`, or give each an `as_of` with its hour",
            older.slug.value
        );
        (&rule::TIED_FIGURES, message, help)
    } else {
        if after.bounds.min >= before.bounds.min {
            return None;
        }
        let message =
            format!("the figure for {name} falls within its series without a word of explanation");
        let help = format!(
            "add an entry under `corrections` with `field: {}` that says why; if the count began anew, give this and \
             what follows the next `phase`",
            measure.key()
        );
        (&rule::FIGURE_FALLS, message, help)
    };
    let fault = rule
        .at(&newer.path, now.figure.span, message)
        .label(format!("`{}` now", now.figure.wording))
        .related(&older.path, was.figure.span, format!("`{}` before", was.figure.wording))
        .help(help);
    Some(fault)
}
