//! The figures that one report of an incident supports: the newsroom's own, or those of the claims in it.
//! Rules 1, 3 and 8 of the counting policy. It does not know other reports of the same incident.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use litemap::LiteMap;

use crate::chronicle::accounts::{Account, settle};
use crate::chronicle::claims::{ClaimContext, by_speaker, heard};
use crate::chronicle::figure::{Figure, FiguresByMeasure, Origin};
use crate::chronicle::group_set::GroupSet;
use crate::chronicle::measure::Measure;
use crate::chronicle::parts::{PartsAboveWhole, cap_parts, state_the_whole, together, whole};
use crate::chronicle::people;
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
    let listed = people::proof::complete(&report.people);
    let mut figures = if report.casualties.is_empty() && listed.is_empty() {
        from_claims(report, context)
    } else {
        stated(&report.casualties, Origin::Newsroom, report.span, context.zone)
    };
    // A list that is complete is the whole where no figure is.
    for (measure, figure) in listed {
        let is_stated = figures.get(&measure).is_some_and(|known| !known.from_parts);
        if !is_stated && !figures.contains_key(&Measure::Casualties) {
            figures.insert(measure, figure);
        }
    }
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
        let speaks = |claim: &Claim| claim.casualties.harms.contains_key(&harm);
        let (claims, origin) = heard(report, context, speaks);
        let speakers = by_speaker(&claims, context).into_iter();
        let account = |moments| of_speaker(harm, moments, origin, context);
        figures.extend(together_cover(harm, speakers.map(account).collect()));
    }
    if report.claims.iter().any(|claim| claim.casualties.bare_number.is_some()) {
        casualties_from_claims(&mut figures, report, context);
    }
    figures
}

/// What one speaker says of a harm. A ministry revises its own figures, so only its latest word on each counts.
fn of_speaker(
    harm: Harm,
    moments: BTreeMap<Timestamp, Vec<&Claim>>,
    origin: Origin,
    context: &ClaimContext<'_>,
) -> FiguresByMeasure {
    let of_claim = |claim: &&Claim| {
        let given = claim.casualties.harms.get(&harm)?;
        let as_of = Some(context.as_of(claim));
        let figures = of_harm(harm, given, origin, context.zone);
        let dated = figures
            .map(|(measure, figure)| (measure, Figure { as_of: figure.as_of.or(as_of), ..figure }));
        Some(dated.collect::<FiguresByMeasure>())
    };
    let told = |(moment, claims): (_, Vec<&Claim>)| {
        (moment, together_cover(harm, claims.iter().filter_map(of_claim).collect()))
    };
    let mut told: Vec<(Timestamp, FiguresByMeasure)> = moments.into_iter().map(told).collect();
    if told.len() == 1 {
        return told.remove(0).1;
    }
    let accounts: Vec<Account<'_>> = told
        .iter()
        .map(|(moment, figures)| Account { recency: (*moment, *moment), figures })
        .collect();
    let mut latest = LiteMap::new();
    for (at, account) in accounts.iter().enumerate() {
        let stated = account.figures.iter().filter(|(_, figure)| !figure.from_parts);
        latest.extend(stated.map(|(measure, _)| (*measure, at)));
    }
    let settled = settle(harm, &accounts, &latest).figures;
    settled.into_iter().map(|(measure, (_, figure))| (measure, figure)).collect()
}

/// The range that several accounts of a harm cover together. Who is silent on the whole has no voice in it, unless nobody else gives a
/// number, or the parts alone are more than the others allow.
fn together_cover(harm: Harm, accounts: Vec<FiguresByMeasure>) -> FiguresByMeasure {
    let whole = Measure::Whole(harm);
    let stated = accounts.iter().filter_map(|account| account.get(&whole));
    let stated = stated.filter(|figure| !figure.from_parts).filter_map(|figure| figure.bounds);
    let stated = stated.reduce(Bounds::envelope);
    let has_voice = |figure: &Figure| {
        let allows = |stated: Bounds| figure.bounds.is_none_or(|own| own.fits_within(stated));
        !figure.from_parts || !stated.is_some_and(allows)
    };
    let mut figures = FiguresByMeasure::new();
    for (measure, figure) in accounts.into_iter().flatten() {
        if measure.is_part() || has_voice(&figure) {
            widen(&mut figures, measure, figure);
        }
    }
    figures
}

/// Adds the row of all casualties once a claim gives a bare number. Claims that give killed and injured count in it too.
fn casualties_from_claims(
    figures: &mut FiguresByMeasure,
    report: &IncidentReport,
    context: &ClaimContext<'_>,
) {
    let speaks = |claim: &Claim| {
        let harms = &claim.casualties.harms;
        claim.casualties.bare_number.is_some()
            || harms.contains_key(&Harm::Killed)
            || harms.contains_key(&Harm::Injured)
    };
    let (claims, origin) = heard(report, context, speaks);
    let latest = by_speaker(&claims, context).into_iter().filter_map(|mut said| said.pop_last());
    let claims: Vec<&Claim> = latest.flat_map(|(_, claims)| claims).collect();
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
    let proved: Option<Bounds> = whole(given);
    let all = given.total.as_ref().map(written).unwrap_or_else(|| Figure {
        groups: GroupSet::of_whole(given),
        from_parts: !state_the_whole(given),
        ..Figure::computed(proved, origin, as_of, given.span)
    });
    let parts_prove = proved.map_or(0, |proved| proved.min);
    let all = Figure { parts_prove, area: given.area, ..all };
    let parts = given.parts.iter();
    let parts = parts.map(move |(group, count)| (Measure::Part(harm, *group), written(count)));
    std::iter::once((Measure::Whole(harm), all)).chain(parts)
}
