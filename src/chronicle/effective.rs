//! Which of several accounts of one incident counts, harm by harm, and what the incident comes to.
//! Rule 2 of the counting policy. It does not add incidents to each other.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::chronicle::account::{Figure, FiguresByMeasure};
use crate::chronicle::measure::Measure;
use crate::field::casualties::Harm;
use crate::field::count::Bounds;
use crate::field::dispatch::Dispatch;
use crate::field::word::Word;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;

/// One account of an incident, ready to be compared with others.
#[derive(Clone, Debug)]
pub struct Told<'a> {
    /// The dispatch it stands in.
    pub dispatch: &'a Dispatch,
    /// The dispatch's place in the chronicle.
    pub number: usize,
    /// What it supports.
    pub figures: FiguresByMeasure,
    /// The state of knowledge, then the moment of publication.
    pub order: (Timestamp, Timestamp),
}

impl Told<'_> {
    fn order_of(&self, measure: Measure) -> (Timestamp, Timestamp) {
        let as_of = self.figures.get(&measure).and_then(|figure| figure.as_of);
        (as_of.unwrap_or(self.order.0), self.order.1)
    }
}

/// The figure that counts, and the dispatch it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effective {
    /// The figure.
    pub figure: Figure,
    /// The place of its dispatch in the chronicle; for a figure made of two, the later.
    pub number: usize,
    /// The state of knowledge.
    pub as_of: Timestamp,
}

/// What counts for each measure, of the live and unsuperseded accounts `told`.
pub fn effective(told: &[Told<'_>], faults: &mut Vec<Diagnostic>) -> BTreeMap<Measure, Effective> {
    let mut effective = BTreeMap::new();
    for &harm in Harm::ALL {
        let Some(stands) = latest(told, Measure::Whole(harm), faults) else {
            continue;
        };
        let measures = stands
            .figures
            .iter()
            .filter(|(measure, _)| is_of(**measure, harm));
        for (measure, figure) in measures {
            effective.insert(*measure, standing(stands, *measure, figure.clone()));
        }
    }
    if let Some(untold) = latest(told, Measure::Casualties, faults) {
        let figure = untold.figures[&Measure::Casualties].clone();
        fill_from_untold(
            &mut effective,
            &standing(untold, Measure::Casualties, figure),
        );
    }
    effective
}

fn standing(told: &Told<'_>, measure: Measure, figure: Figure) -> Effective {
    Effective {
        figure,
        number: told.number,
        as_of: told.order_of(measure).0,
    }
}

fn is_of(measure: Measure, harm: Harm) -> bool {
    match measure {
        Measure::Whole(of) | Measure::Part(of, _) => of == harm,
        Measure::Casualties => false,
    }
}

/// The account that counts for `measure`: the latest. A fall or a tie that nobody explains is a fault.
fn latest<'t, 'a>(
    told: &'t [Told<'a>],
    measure: Measure,
    faults: &mut Vec<Diagnostic>,
) -> Option<&'t Told<'a>> {
    let mut stating: Vec<&Told<'_>> = told
        .iter()
        .filter(|account| account.figures.contains_key(&measure))
        .collect();
    stating.sort_by(|a, b| {
        let order = a.order_of(measure).cmp(&b.order_of(measure));
        order.then_with(|| a.dispatch.slug.value.cmp(&b.dispatch.slug.value))
    });
    for pair in stating.windows(2) {
        let (older, newer) = (pair[0], pair[1]);
        if older.dispatch.path == newer.dispatch.path {
            continue;
        }
        let (was, now) = (
            older.figures[&measure].bounds,
            newer.figures[&measure].bounds,
        );
        if older.order_of(measure) == newer.order_of(measure) {
            if was != now {
                faults.push(tie(older, newer, measure));
            }
        } else if falls(was, now) && newer.dispatch.corrections.is_empty() {
            faults.push(fall(older, newer, measure));
        }
    }
    stating.last().copied()
}

fn falls(was: Option<Bounds>, now: Option<Bounds>) -> bool {
    was.is_some_and(|was| now.is_none_or(|now| now.min < was.min))
}

fn tie(older: &Told<'_>, newer: &Told<'_>, measure: Measure) -> Diagnostic {
    let (one, other) = (&older.figures[&measure], &newer.figures[&measure]);
    rule::TIED_FIGURES
        .at(
            &newer.dispatch.path,
            other.span,
            format!("two figures for {} of one incident and one moment", measure.name()),
        )
        .label(format!("`{}` here", other.wording))
        .related(&older.dispatch.path, one.span, format!("`{}` there", one.wording))
        .help(format!(
            "say which replaces the other with `supersedes: {}`, or give each an `as_of` with its hour",
            older.dispatch.slug.value
        ))
}

fn fall(older: &Told<'_>, newer: &Told<'_>, measure: Measure) -> Diagnostic {
    let (was, now) = (&older.figures[&measure], &newer.figures[&measure]);
    rule::FIGURE_FALLS
        .at(
            &newer.dispatch.path,
            now.span,
            format!(
                "the figure for {} falls without a word of explanation",
                measure.name()
            ),
        )
        .label(format!("`{}` now", now.wording))
        .related(
            &older.dispatch.path,
            was.span,
            format!("`{}` before", was.wording),
        )
        .help(format!(
            "add `supersedes: {}`, or an entry under `corrections` that says why",
            older.dispatch.slug.value
        ))
}

/// A bare number bounds killed and injured where nothing better is known, and the two bound it in turn.
fn fill_from_untold(effective: &mut BTreeMap<Measure, Effective>, untold: &Effective) {
    let told_apart = |harm| {
        effective
            .get(&Measure::Whole(harm))
            .map(|e: &Effective| e.figure.bounds)
    };
    let (killed, injured) = (told_apart(Harm::Killed), told_apart(Harm::Injured));
    let least_told = [killed, injured]
        .into_iter()
        .flatten()
        .flatten()
        .map(|b| b.min)
        .sum::<u64>();
    let most_told = match (killed, injured) {
        (None, None) => Some(0),
        (Some(Some(killed)), Some(Some(injured))) => killed.plus(injured).max,
        _ => None,
    };
    let all = untold.figure.bounds.map(|all| Bounds {
        min: all.min.max(least_told),
        max: all.max.zip(most_told).map(|(all, told)| all.max(told)),
        ..all
    });
    let share = untold.figure.bounds.map(|all| Bounds { min: 0, ..all });
    for harm in [Harm::Killed, Harm::Injured] {
        effective.entry(Measure::Whole(harm)).or_insert_with(|| {
            let wording = share.map_or_else(|| "unknown".to_owned(), |share| share.to_string());
            Effective {
                figure: Figure {
                    bounds: share,
                    wording,
                    ..untold.figure.clone()
                },
                ..untold.clone()
            }
        });
    }
    let figure = Figure {
        bounds: all,
        ..untold.figure.clone()
    };
    effective.insert(
        Measure::Casualties,
        Effective {
            figure,
            ..untold.clone()
        },
    );
}
