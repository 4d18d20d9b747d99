//! Bare numbers: what a number of all casualties says, beside figures that tell the killed from the injured.
//! Rules 1 and 2 of the counting policy. It does not know why a bare number was given.

use crate::chronicle::figure::{EffectiveByMeasure, EffectiveFigure, Figure};
use crate::chronicle::latest::{agreed, latest};
use crate::chronicle::measure::Measure;
use crate::chronicle::parts::together;
use crate::chronicle::statement::{StandingReport, Statement};
use crate::chronicle::unexplained::{below_parts, without_repetitions};
use crate::field::count::Bounds;
use crate::text::diagnostic::Diagnostic;

/// Adds to `effective` what the bare numbers in `reports` say of all casualties, and of the killed and the injured.
///
/// A bare number never means killed: killed and injured may each be anything from zero to the number.
pub fn add_bare_numbers(
    reports: &[StandingReport<'_>],
    effective: &mut EffectiveByMeasure,
    faults: &mut Vec<Diagnostic>,
) {
    let has_bare_number =
        |report: &StandingReport<'_>| report.figures.contains_key(&Measure::Casualties);
    if !reports.iter().any(has_bare_number) {
        return;
    }
    let sums: Vec<Option<Figure>> = reports.iter().map(sum_of_harms).collect();
    let stated = |by: usize| reports[by].figures.get(&Measure::Casualties).or(sums[by].as_ref());
    // Who tells the killed from the injured speaks of those whom a bare number left untold.
    let speaks = |by: usize| {
        let mut matters = Measure::in_casualties().chain([Measure::Casualties]);
        matters.any(|measure| reports[by].figures.contains_key(&measure))
    };
    let mut statements = Statement::all(reports, Measure::Casualties, stated, speaks);
    let mut falls = Vec::new();
    let latest = latest(&mut statements, &mut falls);
    faults.extend(without_repetitions(falls));
    let Some(counts) = agreed(latest, faults) else { return };
    let mut all = EffectiveFigure {
        figure: counts.figure.clone(),
        dispatch: counts.report.dated.id,
        as_of: counts.figure.as_of.unwrap_or(counts.recency.0),
        recency: counts.recency,
    };
    faults.extend(outweighed(&all, effective, latest));
    raise_to_parts(&mut all, effective);
    cap_parts(&all, effective);
    effective.insert(Measure::Casualties, all);
}

/// The casualties of a report that gives a number for each harm: their sum.
fn sum_of_harms(report: &StandingReport<'_>) -> Option<Figure> {
    let figure = |measure: Measure| report.figures.get(&measure).filter(|it| !it.from_parts);
    let first = Measure::in_casualties().find_map(figure)?;
    let bounds = Measure::in_casualties().map(|measure| figure(measure)?.bounds);
    let sum = bounds.reduce(|sum, bounds| Some(sum?.plus(bounds?)))??;
    Some(Figure::computed(Some(sum), first.origin, first.as_of, first.span))
}

/// What the figures for each harm come to together.
fn parts(effective: &EffectiveByMeasure) -> Option<Bounds> {
    together(|measure| effective.get(&measure)?.figure.bounds)
}

fn wholes(effective: &EffectiveByMeasure) -> impl Iterator<Item = &EffectiveFigure> {
    Measure::in_casualties().filter_map(|measure| effective.get(&measure))
}

/// All casualties are at least the killed and the injured together. A bare number below newer figures is out of date.
fn raise_to_parts(all: &mut EffectiveFigure, effective: &EffectiveByMeasure) {
    let Some(parts) = parts(effective) else {
        return;
    };
    let is_outgrown = |stated: Bounds| {
        let mut newer = wholes(effective).filter(|part| part.recency > all.recency);
        let reaches_beyond = |part: Bounds| part.max.is_none_or(|max| Some(max) > stated.max);
        stated.max.is_some() && newer.any(|part| part.figure.bounds.is_some_and(reaches_beyond))
    };
    let bounds = match all.figure.bounds {
        Some(stated) if parts.fits_within(stated) => Bounds {
            min: stated.min.max(parts.min),
            max: if is_outgrown(stated) { stated.envelope(parts).max } else { stated.max },
            ..stated
        },
        _ => parts,
    };
    all.figure.restate(Some(bounds));
}

/// Killed or injured are at most a number of all casualties that is as recent as theirs.
fn cap_parts(all: &EffectiveFigure, effective: &mut EffectiveByMeasure) {
    let Some(stated) = all.figure.bounds.filter(|bounds| bounds.max.is_some()) else {
        return;
    };
    for whole in Measure::in_casualties() {
        let known = effective.get(&whole);
        if known.is_none_or(|known| known.figure.bounds.is_none()) {
            let mut share = all.clone();
            share.figure.restate(Some(stated.perhaps()));
            effective.insert(whole, share);
            continue;
        }
        for (measure, part) in effective.iter_mut() {
            if measure.whole() == whole && part.recency <= all.recency {
                part.figure.bounds = part.figure.bounds.map(|part| part.capped_by(stated));
            }
        }
    }
}

/// The fault of a new bare number below the killed and injured that were counted before it.
fn outweighed(
    all: &EffectiveFigure,
    effective: &EffectiveByMeasure,
    latest: &[Statement<'_>],
) -> Option<Diagnostic> {
    let (parts, stated) = (parts(effective)?, all.figure.bounds?);
    let is_newest = wholes(effective).all(|part| part.recency <= all.recency);
    if parts.fits_within(stated) || !is_newest {
        return None;
    }
    below_parts(latest, parts)
}
