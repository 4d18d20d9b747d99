//! Killed and injured together: what a bare number says, and how it stands to figures that tell the two apart.
//! Rules 1 and 2 of the counting policy. It does not know why a bare number was given.

use crate::chronicle::account::{Figure, summed};
use crate::chronicle::effective::{Effective, EffectiveByMeasure, Statement, Told, agreed, latest};
use crate::chronicle::measure::Measure;
use crate::chronicle::parts::together;
use crate::chronicle::unexplained::below_parts;
use crate::field::casualties::Harm;
use crate::field::count::Bounds;
use crate::text::diagnostic::Diagnostic;

/// The harms that a bare number does not tell apart.
const APART: [Harm; 2] = [Harm::Killed, Harm::Injured];

/// Adds to `effective` what the bare numbers among `told` say of everyone, of the killed and of the injured.
///
/// A bare number is never taken to mean killed: it bounds killed and injured by nought to itself each.
pub fn everyone(
    told: &[Told<'_>],
    effective: &mut EffectiveByMeasure,
    faults: &mut Vec<Diagnostic>,
) {
    let gives_a_bare_number = |told: &Told<'_>| told.figures.contains_key(&Measure::Casualties);
    if !told.iter().any(gives_a_bare_number) {
        return;
    }
    let sums: Vec<Option<Figure>> = told.iter().map(told_apart).collect();
    let mut statements: Vec<Statement<'_>> = told
        .iter()
        .zip(&sums)
        .filter_map(|(told, sum)| {
            let bare = told.figures.get(&Measure::Casualties);
            Some(Statement {
                told,
                figures: vec![(Measure::Casualties, bare.or(sum.as_ref())?)],
                moment: told.moment,
            })
        })
        .collect();
    let latest = latest(&mut statements, faults);
    let Some(mut all) = agreed(latest, faults).remove(&Measure::Casualties) else {
        return;
    };
    faults.extend(outweighed(&all, effective, latest));
    hold_over_parts(&mut all, effective);
    bound_parts(&all, effective);
    effective.insert(Measure::Casualties, all);
}

/// An report that gives both killed and injured has told how many there are in all.
fn told_apart(told: &Told<'_>) -> Option<Figure> {
    let [killed, injured] = APART.map(|harm| told.figures.get(&Measure::Whole(harm)));
    let (killed, injured) = (killed?, injured?);
    let sum = killed.bounds?.plus(injured.bounds?);
    Some(summed(Some(sum), killed.voice, killed.as_of, killed.span))
}

/// What the figures that tell the two apart come to.
fn parts(effective: &EffectiveByMeasure) -> Option<Bounds> {
    let [killed, injured] = APART.map(|harm| effective.get(&Measure::Whole(harm))?.figure.bounds);
    together(killed, injured)
}

/// Everyone together are at least the killed and the injured. A number that these outgrew is out of date.
fn hold_over_parts(all: &mut Effective, effective: &EffectiveByMeasure) {
    let Some(parts) = parts(effective) else {
        return;
    };
    let outgrown = |stated: Bounds| {
        let newer = APART.iter().filter_map(|harm| effective.get(&Measure::Whole(*harm)));
        let mut newer = newer.filter(|part| part.moment > all.moment);
        let reaches_beyond = |part: Bounds| part.max.is_none_or(|most| Some(most) > stated.max);
        stated.max.is_some() && newer.any(|part| part.figure.bounds.is_some_and(reaches_beyond))
    };
    let bounds = match all.figure.bounds {
        Some(stated) if parts.fits_within(stated) => Bounds {
            min: stated.min.max(parts.min),
            max: if outgrown(stated) { stated.envelope(parts).max } else { stated.max },
            ..stated
        },
        _ => parts,
    };
    all.figure.restate(Some(bounds));
}

/// Nobody is killed or injured beyond a number of everyone that is as new as theirs.
fn bound_parts(all: &Effective, effective: &mut EffectiveByMeasure) {
    let Some(everyone) = all.figure.bounds.filter(|bounds| bounds.max.is_some()) else {
        return;
    };
    for harm in APART {
        let whole = effective.get(&Measure::Whole(harm));
        if whole.is_none_or(|whole| whole.figure.bounds.is_none()) {
            let mut share = all.clone();
            share.figure.restate(Some(everyone.perhaps()));
            effective.insert(Measure::Whole(harm), share);
            continue;
        }
        for (measure, part) in effective.iter_mut() {
            if measure.is_of(harm) && part.moment <= all.moment {
                part.figure.bounds = part.figure.bounds.map(|part| part.capped_by(everyone));
            }
        }
    }
}

/// A new number of everyone below the killed and injured that were counted before it is a fall.
fn outweighed(
    all: &Effective,
    effective: &EffectiveByMeasure,
    latest: &[Statement<'_>],
) -> Option<Diagnostic> {
    let (parts, stated) = (parts(effective)?, all.figure.bounds?);
    let apart = APART.iter().filter_map(|harm| effective.get(&Measure::Whole(*harm)));
    let is_newer = apart.clone().all(|part| part.moment <= all.moment);
    if parts.fits_within(stated) || !is_newer {
        return None;
    }
    below_parts(latest, parts)
}
