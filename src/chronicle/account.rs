//! What one account supports: its figures by measure, from the newsroom's own number or from the claims it reports.
//! Rules 1, 3 and 8 of the counting policy. It does not know other accounts of the same incident.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::chronicle::measure::Measure;
use crate::field::casualties::{Casualties, Figures, Group, Harm};
use crate::field::claim::{Claim, Grade};
use crate::field::count::{Bounds, Count};
use crate::field::dispatch::Account;
use crate::text::span::Span;

/// What a figure rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// The newsroom's own figure.
    Newsroom,
    /// The claim that the dispatch adopts.
    Adopted,
    /// What several or all claims support together.
    Claims,
    /// Only what the accused themselves say.
    AccusedOnly,
}

/// One figure of one account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What it proves and supports; `None` when the number is unknown.
    pub bounds: Option<Bounds>,
    /// As reported.
    pub wording: String,
    /// What it rests on.
    pub voice: Voice,
    /// The state of knowledge, where it differs from the account's.
    pub as_of: Option<Timestamp>,
    /// Where it stands in the file.
    pub span: Span,
}

/// The figures of an account, by measure. A measure it is silent on is missing.
pub type FiguresByMeasure = BTreeMap<Measure, Figure>;

/// A part above the whole it belongs to, after the claims were put together.
pub struct PartsAboveWhole {
    /// The harm.
    pub harm: Harm,
    /// The least its parts add up to.
    pub parts: u64,
    /// The most there can be in all.
    pub whole: u64,
    /// Where.
    pub span: Span,
}

/// What `account` supports, when its incident is graded `grade`.
pub fn figures(
    account: &Account,
    grade: Grade,
    zone: &TimeZone,
) -> Result<FiguresByMeasure, PartsAboveWhole> {
    let mut figures = FiguresByMeasure::new();
    if account.casualties.is_empty() {
        let (voices, voice) = speaking(account, grade, zone);
        for claim in voices {
            for (measure, mut figure) in of(&claim.casualties, voice, claim.span, zone) {
                figure.as_of = figure
                    .as_of
                    .or(claim.as_of.as_ref().map(|at| at.instant(zone)));
                figures
                    .entry(measure)
                    .and_modify(|so_far| *so_far = envelope(so_far, &figure))
                    .or_insert(figure);
            }
        }
    } else {
        figures = of(&account.casualties, Voice::Newsroom, account.span, zone);
    }
    cap_parts(&mut figures)?;
    Ok(figures)
}

/// What one claim says by itself.
pub fn claimed(claim: &Claim, zone: &TimeZone) -> FiguresByMeasure {
    of(&claim.casualties, Voice::Claims, claim.span, zone)
}

/// The claims that have a voice: the adopted one; else the latest of each speaker, without the accused.
fn speaking<'a>(account: &'a Account, grade: Grade, zone: &TimeZone) -> (Vec<&'a Claim>, Voice) {
    if let Some(adopt) = &account.adopt {
        let stands = |claim: &&Claim| claim.id.as_ref().is_some_and(|id| id.value == adopt.value);
        return (
            account.claims.iter().filter(stands).collect(),
            Voice::Adopted,
        );
    }
    let mut latest: BTreeMap<&str, &Claim> = BTreeMap::new();
    let as_of = |claim: &Claim| claim.as_of.as_ref().map(|moment| moment.instant(zone));
    for claim in account.claims.iter().filter(|claim| claim.counted) {
        let speaker = claim.party.as_deref().unwrap_or(&claim.by.value);
        let so_far = latest.entry(speaker).or_insert(claim);
        if as_of(claim) >= as_of(so_far) {
            *so_far = claim;
        }
    }
    let accused = |claim: &Claim| {
        let party = claim.party.as_deref();
        account
            .attribution
            .iter()
            .any(|attributed| Some(attributed.to.as_str()) == party)
    };
    let (theirs, others): (Vec<&Claim>, Vec<&Claim>) =
        latest.into_values().partition(|claim| accused(claim));
    // The accused move neither bound, unless they confirm it or nobody else speaks.
    match (others.is_empty(), grade) {
        (true, _) => (theirs, Voice::AccusedOnly),
        (false, Grade::Confirmed) => (others.into_iter().chain(theirs).collect(), Voice::Claims),
        (false, _) => (others, Voice::Claims),
    }
}

/// The figures in `casualties` by measure.
fn of(casualties: &Casualties, voice: Voice, span: Span, zone: &TimeZone) -> FiguresByMeasure {
    let mut figures = FiguresByMeasure::new();
    for (&harm, given) in &casualties.harms {
        let as_of = given.as_of.as_ref().map(|moment| moment.instant(zone));
        let figure = |count: &Count| Figure {
            bounds: count.bounds(),
            wording: count.wording().to_owned(),
            voice,
            as_of,
            span: given.span,
        };
        if let Some(whole) = whole(given) {
            figures.insert(Measure::Whole(harm), figure(&whole));
        }
        for (&group, count) in &given.parts {
            figures.insert(Measure::Part(harm, group), figure(count));
        }
    }
    if let Some(untold) = &casualties.untold {
        let figure = Figure {
            bounds: untold.count.bounds(),
            wording: untold.count.wording().to_owned(),
            voice,
            as_of: None,
            span: if untold.span == Span::default() {
                span
            } else {
                untold.span
            },
        };
        figures.insert(Measure::Casualties, figure);
    }
    figures
}

/// The whole of a harm: as given, else the sum of its status parts, which is open unless all three are known.
fn whole(figures: &Figures) -> Option<Count> {
    if let Some(total) = &figures.total {
        return Some(total.clone());
    }
    let parts: Vec<Bounds> = Group::STATUS
        .iter()
        .filter_map(|group| figures.parts.get(group)?.bounds())
        .collect();
    if parts.is_empty() {
        // "At least 14 children" proves fourteen people.
        let of_whom = figures
            .parts
            .values()
            .filter_map(Count::bounds)
            .max_by_key(|b| b.min)?;
        return Count::from_bounds(Some(of_whom.min), None).ok();
    }
    let complete = parts.len() == Group::STATUS.len();
    let sum = parts.into_iter().reduce(Bounds::plus)?;
    Count::from_bounds(Some(sum.min), sum.max.filter(|_| complete)).ok()
}

/// The lowest minimum and the highest maximum of two voices; a voice without a number has none.
fn envelope(one: &Figure, other: &Figure) -> Figure {
    let bounds = match (one.bounds, other.bounds) {
        (Some(a), Some(b)) => Some(Bounds {
            min: a.min.min(b.min),
            max: a.max.zip(b.max).map(|(a, b)| a.max(b)),
            approximate: a.approximate || b.approximate,
        }),
        (known, None) | (None, known) => known,
    };
    let wording = bounds.map_or_else(|| one.wording.clone(), |bounds| bounds.to_string());
    Figure {
        bounds,
        wording,
        as_of: one.as_of.max(other.as_of),
        ..one.clone()
    }
}

/// Holds every part under its whole.
fn cap_parts(figures: &mut FiguresByMeasure) -> Result<(), PartsAboveWhole> {
    let wholes: Vec<(Harm, Bounds)> = figures
        .iter()
        .filter_map(|(measure, figure)| match measure {
            Measure::Whole(harm) => Some((*harm, figure.bounds?)),
            Measure::Part(..) | Measure::Casualties => None,
        })
        .collect();
    for (harm, whole) in wholes {
        let Some(most) = whole.max else { continue };
        let mut least = 0;
        let mut span = Span::default();
        for group in Group::STATUS {
            let Some(part) = figures.get_mut(&Measure::Part(harm, group)) else {
                continue;
            };
            span = part.span;
            least += part.bounds.map_or(0, |bounds| bounds.min);
        }
        if least > most {
            return Err(PartsAboveWhole {
                harm,
                parts: least,
                whole: most,
                span,
            });
        }
        for (measure, part) in figures.iter_mut() {
            let of_this_whole = matches!(measure, Measure::Part(of, _) if *of == harm);
            if let Some(bounds) = part.bounds.as_mut().filter(|_| of_this_whole) {
                bounds.max = Some(bounds.max.map_or(most, |max| max.min(most)));
            }
        }
    }
    Ok(())
}
