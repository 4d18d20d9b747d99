//! The basis of every row adds up to it, by a second reckoning that is written from the rule alone: which facts clash,
//! what is inside what, and the heaviest set of facts of which no two clash, found by trying all.

use std::collections::BTreeSet;

use dateline::chronicle::incident::{Incident, IncidentPlace};
use dateline::chronicle::measure::Measure;
use dateline::chronicle::reckoning::fact::{Fact, Share};
use dateline::chronicle::reckoning::sum::{Facts, Sum};
use dateline::chronicle::reckoning::{Selection, Toll};
use dateline::field::count::Bounds;
use dateline::field::dateline::Precision;
use dateline::field::dispatch::Kind;
use dateline::field::slug::Slug;
use dateline::text::span::Spanned;
use proptest::prelude::*;

use super::worlds::{periods, questions, world};
use super::{Asked, Site, cases, site_of};

/// The cities of the worlds, each with its regions and its country.
const ATLAS: [(&str, &[&str], &str); 4] = [
    ("Mosul", &["Nineveh"], "IQ"),
    ("Sinjar", &["Sinjar District", "Nineveh"], "IQ"),
    ("Rivertown, Iraq", &["Erbil Province"], "IQ"),
    ("Rivertown, Ukraine", &["Kyiv Oblast"], "UA"),
];

/// The cities that a place may reach into. A city that is only known to lie in Nineveh may lie in any part of it.
fn reach(place: &IncidentPlace) -> BTreeSet<&'static str> {
    let vague = place.precision > Precision::City;
    let reaches = |(city, regions, country): &&(&'static str, &[&str], &str)| {
        let named = place.cities.iter().any(|name| **name == **city);
        let in_region = place.region.as_deref().is_none_or(|region| {
            regions.contains(&region) || (region == "Sinjar District" && regions[0] == "Nineveh")
        });
        let in_country = place.country.as_ref().is_none_or(|within| within == country);
        match vague {
            false => named,
            true => in_country && (in_region || place.precision == Precision::Country),
        }
    };
    ATLAS.iter().filter(reaches).map(|(city, ..)| *city).collect()
}

/// Whether one is declared to be inside the other, directly or through another. What earlier members of a series include
/// is inside the later ones, if it is an incident and none of them excludes it.
fn holds(site: &Site, outer: &Incident, inner: &Slug) -> bool {
    let included = outer.declared.includes.iter();
    let mut included = included.filter_map(|id| site.chronicle.incident(&id.value));
    let rank = |it: &Incident| (it.days.to(), it.dispatches.last().copied());
    let members = || {
        let of_phase = |it: &&Incident| it.series.is_some() && it.series == outer.series;
        site.chronicle.incidents.values().filter(of_phase).filter(|it| rank(it) <= rank(outer))
    };
    let names = |ids: &[Spanned<Slug>]| {
        let mut named = ids.iter().filter_map(|id| site.chronicle.incident(&id.value));
        named.any(|it| it.id == *inner && it.kind == Kind::Incident)
    };
    let included_at = members().filter(|it| names(&it.declared.includes)).map(rank).max();
    let excluded_at = members().filter(|it| names(&it.declared.excludes)).map(rank).max();
    let is_handed_on = included_at.is_some() && included_at > excluded_at;
    is_handed_on || included.any(|part| part.id == *inner || holds(site, part, inner))
}

/// Whether one is declared to be outside the other, or inside of something that is.
fn excludes(site: &Site, one: &Incident, other: &Slug) -> bool {
    let excluded = one.declared.excludes.iter();
    let mut excluded = excluded.filter_map(|id| site.chronicle.incident(&id.value));
    excluded.any(|outside| outside.id == *other || holds(site, outside, other))
}

/// Apart are disjoint days, places that share nothing, disjoint groups, phases of a series, and what is said to be.
fn are_apart(site: &Site, measure: Measure, one: Fact<'_>, other: Fact<'_>) -> bool {
    let (a, b) = (one.incident, other.incident);
    let phases = match (&a.series, &b.series) {
        (Some(a), Some(b)) => a.series == b.series && a.phase != b.phase,
        _ => false,
    };
    a.days.is_disjoint_from(b.days)
        || reach(&a.place).is_disjoint(&reach(&b.place))
        || one.groups(measure).is_disjoint_from(other.groups(measure))
        || phases
        || excludes(site, a, &b.id)
        || excludes(site, b, &a.id)
}

fn is_nested(site: &Site, one: Fact<'_>, other: Fact<'_>) -> bool {
    let (one, other) = (one.incident, other.incident);
    holds(site, one, &other.id) || holds(site, other, &one.id)
}

fn clash(site: &Site, measure: Measure, one: Fact<'_>, other: Fact<'_>) -> bool {
    let toll = one.is_toll() || other.is_toll();
    is_nested(site, one, other) || (toll && !are_apart(site, measure, one, other))
}

/// Whether every figure of a row is exact and of all facts in it, and of any two it is known that they share nobody or
/// that one is inside the other.
pub(super) fn is_beyond_doubt(sorted: &Selection<'_>, measure: Measure, site: &Site) -> bool {
    let facts = &sorted.counted;
    let sum = facts.sum(measure);
    let stating: Vec<Fact<'_>> = sum.stating.iter().map(|at| facts.list[*at]).collect();
    let exact = stating.iter().all(|fact| {
        let bounds = fact.bounds(measure).expect("it states a number");
        fact.share == Share::Whole && bounds.max == Some(bounds.min)
    });
    let clear = stating.iter().enumerate().all(|(n, one)| {
        let others = stating[..n].iter();
        let mut others = others
            .map(|other| is_nested(site, *one, *other) || !clash(site, measure, *one, *other));
        others.all(|clear| clear)
    });
    exact && clear && sum.unknown.is_empty() && !stating.is_empty()
}

/// The most that a set of facts weighs of which no two clash: every choice of tolls is tried, with all the incidents
/// that it leaves room for. A member of a series whose parts prove more may be chosen in place of the one that counts.
fn heaviest(site: &Site, measure: Measure, facts: &Facts<'_>, stating: &[usize]) -> u64 {
    let is_toll = |at: &usize| facts.list[*at].is_toll();
    let least = |at: usize| facts.bounds(at, measure).map_or(0, |bounds| bounds.min);
    // Each toll with the member that counts for its series, and what it proves.
    let mut tolls: Vec<(usize, usize, u64)> = Vec::new();
    for at in stating.iter().copied().filter(is_toll) {
        let (own, proofs) =
            facts.phases.own_and_proofs(&facts.list, at, measure).expect("it states a number");
        let alone = if proofs.is_empty() { least(at) } else { own.min };
        tolls.push((at, at, alone));
        tolls.extend(proofs.into_iter().map(|(member, proved)| (member, at, proved.min)));
    }
    let incidents: Vec<usize> = stating.iter().copied().filter(|at| !is_toll(at)).collect();
    let of_one_series = |one: usize, other: usize| tolls[one].1 == tolls[other].1;
    let clashing = |one: usize, other: usize| {
        clash(site, measure, facts.list[tolls[one].0], facts.list[other])
    };
    let choices = (0..1_u64 << tolls.len()).filter_map(|choice| {
        let chosen = || (0..tolls.len()).filter(move |n| choice >> n & 1 == 1);
        let exclude =
            |one: usize, other: usize| of_one_series(one, other) || clashing(one, tolls[other].0);
        let clashes = chosen().any(|one| chosen().any(|other| one < other && exclude(one, other)));
        let has_room = |incident: &&usize| !chosen().any(|toll| clashing(toll, **incident));
        let weight = |()| {
            let room = incidents.iter().filter(has_room).map(|at| least(*at));
            chosen().map(|n| tolls[n].2).sum::<u64>() + room.sum::<u64>()
        };
        (!clashes).then_some(()).map(weight)
    });
    choices.max().unwrap_or(0)
}

fn adds_up(
    site: &Site,
    measure: Measure,
    facts: &Facts<'_>,
    row: &Toll,
) -> Result<(), TestCaseError> {
    let sum = facts.sum(measure);
    prop_assert_eq!(row, &Toll::from_sum(&sum, facts));
    let Sum { bounds, stating, least, most, unknown, .. } = &sum;
    let number = |at: &usize| sum.number(*at);
    let add =
        |list: &[usize]| list.iter().filter_map(number).fold(Bounds::exactly(0), Bounds::plus);
    let Some(bounds) = bounds else {
        prop_assert!(stating.is_empty() && least.is_empty() && most.is_empty());
        return Ok(());
    };
    let supported = add(most).max.map(|most| most.max(bounds.min));
    prop_assert_eq!((bounds.min, bounds.max), (add(least).min, supported));
    for (n, one) in least.iter().enumerate() {
        for other in &least[..n] {
            let proving = |at: &usize| {
                let rivals = sum.rivals.iter().filter(|(counts, _)| counts == at);
                let all = rivals.map(|(_, rival)| *rival).chain([*at]);
                all.map(|at| facts.list[at]).collect::<Vec<_>>()
            };
            let apart = |one: &Fact<'_>| {
                proving(other).iter().any(|other| !clash(site, measure, *one, *other))
            };
            prop_assert!(proving(one).iter().any(apart));
        }
    }
    prop_assert_eq!(bounds.min, heaviest(site, measure, facts, stating));
    let is_held = |at: &usize| {
        let id = &facts.list[*at].incident.id;
        stating.iter().any(|outer| holds(site, facts.list[*outer].incident, id))
    };
    // What counts for other members of its series as well is inside only with them.
    let is_inside = |at: &usize| {
        let mut others = facts.phases.speaks_for(&facts.list, *at, measure);
        is_held(at) && others.all(|other| is_held(&other))
    };
    let outermost: Vec<usize> = stating.iter().copied().filter(|at| !is_inside(at)).collect();
    prop_assert_eq!(most, &outermost);
    let is_incident = |at: &usize| !facts.list[*at].is_toll();
    let silent = |at: &usize| is_incident(at) && number(at).is_none();
    let incidents = (0..facts.list.len()).filter(is_incident).count();
    let inside = (0..facts.list.len()).filter(|at| silent(at) && is_held(at)).count();
    let known = stating.iter().filter(|at| is_incident(at)).count();
    prop_assert_eq!(known + unknown.len() + inside, incidents);
    Ok(())
}

/// The least is never below the heaviest fact, nor below all the incidents together.
fn is_no_less_than_any_part(
    measure: Measure,
    facts: &Facts<'_>,
    least: u64,
) -> Result<(), TestCaseError> {
    let stating = facts.sum(measure).stating;
    let number = |at: &usize| facts.bounds(*at, measure).map_or(0, |bounds| bounds.min);
    let incidents = stating.iter().filter(|at| !facts.list[**at].is_toll());
    prop_assert!(least >= incidents.map(number).sum::<u64>());
    prop_assert!(least >= stating.iter().map(number).max().unwrap_or(0));
    Ok(())
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn the_basis_adds_up_to_the_toll((world, periods) in (world(), periods())) {
        let site = site_of(&world.files());
        for question in questions(&periods) {
            let asked = Asked::of(&question);
            let incidents = site.chronicle.incidents.values();
            let sorted = Selection::new(incidents, &asked.question(), &site.chronicle.places);
            let reckoning = sorted.reckon();
            let rows = [
                (&sorted.counted, &reckoning.rows),
                (&sorted.place_unclear, &reckoning.place_unclear.rows),
                (&sorted.spans, &reckoning.spans.rows),
            ];
            for (facts, rows) in rows {
                for (measure, row) in rows.iter().filter(|(_, row)| row.bounds.is_some()) {
                    adds_up(&site, *measure, facts, row)?;
                    let least = row.bounds.map_or(0, |bounds| bounds.min);
                    is_no_less_than_any_part(*measure, facts, least)?;
                }
            }
        }
    }
}
