//! The figures that one report of an incident supports: the newsroom's own, or those of the claims in it.
//! Rules 1, 3 and 8 of the counting policy. It does not know other reports of the same incident.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::chronicle::claims::{ClaimContext, counting};
use crate::chronicle::figure::{Figure, FiguresByMeasure, Origin};
use crate::chronicle::group_set::GroupSet;
use crate::chronicle::measure::Measure;
use crate::chronicle::parts::{PartsAboveWhole, cap_parts, together, whole};
use crate::field::casualties::{Casualties, Figures, Harm};
use crate::field::claim::Claim;
use crate::field::count::Bounds;
use crate::field::dispatch::IncidentReport;
use crate::field::word::Word;
use crate::text::span::Span;

/// The figures that `report` supports. If the newsroom gives figures of its own, the claims do not count.
pub fn figures(
    report: &IncidentReport,
    context: &ClaimContext<'_>,
) -> Result<FiguresByMeasure, PartsAboveWhole> {
    let mut figures = if report.casualties.is_empty() {
        from_claims(report, context)
    } else {
        stated(&report.casualties, Origin::Newsroom, report.span, context.zone)
    };
    cap_parts(&mut figures)?;
    Ok(figures)
}

/// The figures of one claim by itself.
pub fn claim_figures(claim: &Claim, zone: &TimeZone) -> FiguresByMeasure {
    stated(&claim.casualties, Origin::Claims, claim.span, zone)
}

/// The range that the claims cover together, harm by harm: from the lowest minimum to the highest maximum.
fn from_claims(report: &IncidentReport, context: &ClaimContext<'_>) -> FiguresByMeasure {
    let mut figures = FiguresByMeasure::new();
    for &harm in Harm::ALL {
        let states = |claim: &Claim| claim.casualties.harms.contains_key(&harm);
        let (claims, origin) = counting(report, context, states);
        for claim in claims {
            let Some(given) = claim.casualties.harms.get(&harm) else {
                continue;
            };
            let as_of = Some(context.as_of(claim));
            for (measure, mut figure) in of_harm(harm, given, origin, context.zone) {
                figure.as_of = figure.as_of.or(as_of);
                widen(&mut figures, measure, figure);
            }
        }
    }
    if report.claims.iter().any(|claim| claim.casualties.bare_number.is_some()) {
        casualties_from_claims(&mut figures, report, context);
    }
    figures
}

/// Adds the row of all casualties once a claim gives a bare number. Claims that give killed and injured count in it too.
fn casualties_from_claims(
    figures: &mut FiguresByMeasure,
    report: &IncidentReport,
    context: &ClaimContext<'_>,
) {
    let states = |claim: &Claim| {
        let harms = &claim.casualties.harms;
        claim.casualties.bare_number.is_some()
            || harms.contains_key(&Harm::Killed)
            || harms.contains_key(&Harm::Injured)
    };
    let (claims, origin) = counting(report, context, states);
    if claims.iter().all(|claim| claim.casualties.bare_number.is_none()) {
        return;
    }
    for claim in claims {
        let mut all = stated(&claim.casualties, origin, claim.span, context.zone);
        let figure = all.remove(&Measure::Casualties).unwrap_or_else(|| {
            let known = |measure| all.get(&measure).and_then(|figure: &Figure| figure.bounds);
            Figure::computed(together(known), origin, None, claim.span)
        });
        let as_of = Some(context.as_of(claim));
        widen(figures, Measure::Casualties, Figure { as_of, ..figure });
    }
}

fn widen(figures: &mut FiguresByMeasure, measure: Measure, figure: Figure) {
    match figures.get_mut(&measure) {
        Some(so_far) => so_far.widen(figure),
        None => {
            figures.insert(measure, figure);
        }
    }
}

/// All figures that one speaker gives.
fn stated(
    casualties: &Casualties,
    origin: Origin,
    span: Span,
    zone: &TimeZone,
) -> FiguresByMeasure {
    let mut figures = FiguresByMeasure::new();
    for (&harm, given) in &casualties.harms {
        figures.extend(of_harm(harm, given, origin, zone));
    }
    if let Some(bare) = &casualties.bare_number {
        let span = if bare.span == Span::default() { span } else { bare.span };
        figures.insert(Measure::Casualties, Figure::written(&bare.count, origin, None, span));
    }
    figures
}

/// The figures for one harm: the whole, given or computed, and the parts.
fn of_harm(
    harm: Harm,
    given: &Figures,
    origin: Origin,
    zone: &TimeZone,
) -> impl Iterator<Item = (Measure, Figure)> {
    let as_of: Option<Timestamp> = given.as_of.as_ref().map(|moment| moment.instant(zone));
    let written = move |count| Figure::written(count, origin, as_of, given.span);
    let all = given.total.as_ref().map(written).unwrap_or_else(|| {
        let whole: Option<Bounds> = whole(given);
        let groups = GroupSet::of_whole(given);
        Figure { groups, ..Figure::computed(whole, origin, as_of, given.span) }
    });
    let parts = given.parts.iter();
    let parts = parts.map(move |(group, count)| (Measure::Part(harm, *group), written(count)));
    std::iter::once((Measure::Whole(harm), all)).chain(parts)
}
