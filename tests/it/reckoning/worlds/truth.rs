//! The truth lies in the range of every toll, and where nothing is in doubt the range is the truth.

use std::collections::BTreeMap;

use dateline::chronicle::measure::Measure;
use dateline::chronicle::reckoning::sum::Facts;
use dateline::chronicle::reckoning::{Reckoning, Selection, Toll};
use dateline::field::casualties::Harm;
use dateline::field::place_name::PlaceName;
use dateline::field::slug::Slug;
use proptest::prelude::*;

use super::deeds::{CITIES, Deed, DeedSet, Harmed, date};
use super::{Told, World, measures, periods, questions, world};
use crate::reckoning::{Asked, Site, basis, cases, site_of};

/// A world and the site that reports on it.
struct Known<'w> {
    world: &'w World,
    deeds: Vec<&'w Deed>,
    facts: BTreeMap<String, Told>,
    site: Site,
}

impl<'w> Known<'w> {
    fn of(world: &'w World) -> Known<'w> {
        let facts = world.facts(0).into_iter().map(|told| (told.id.clone(), told)).collect();
        Known { world, deeds: world.deeds(), facts, site: site_of(&world.files()) }
    }

    fn sorted(&self, asked: &Asked) -> Selection<'_> {
        let chronicle = &self.site.chronicle;
        Selection::new(chronicle.incidents.values(), &asked.question(), &chronicle.places)
    }

    /// The deeds of which `facts` tell in a row. A toll without a number for the row is no report on it, and neither is
    /// a series whose latest member has none: it stands for the earlier ones.
    fn told(&self, facts: &Facts<'_>, measure: Measure) -> DeedSet {
        self.told_by(facts, measure, |at| facts.list[at].bounds(measure).is_some())
    }

    /// The deeds that the maximum of a row is about. A member of a series that tells of some groups only says nothing of
    /// the whole, if another member gives it.
    fn supported(&self, facts: &Facts<'_>, measure: Measure) -> DeedSet {
        let phase = |at: usize| facts.list[at].incident.series.as_ref();
        let gives = |at: usize| facts.list[at].incident.states(measure);
        let stating = facts.sum(measure).stating;
        let is_given = |at: usize| stating.iter().any(|it| phase(*it) == phase(at) && gives(*it));
        self.told_by(facts, measure, |at| {
            facts.list[at].bounds(measure).is_some() && (gives(at) || !is_given(at))
        })
    }

    fn told_by(
        &self,
        facts: &Facts<'_>,
        measure: Measure,
        states: impl Fn(usize) -> bool,
    ) -> DeedSet {
        let stating = facts.sum(measure).stating;
        let phase = |at: usize| facts.list[at].incident.series.as_ref();
        let speaks = |at: &usize| {
            let of_series = stating.iter().any(|other| phase(*other) == phase(*at));
            !facts.list[*at].is_toll() || (states(*at) && (phase(*at).is_none() || of_series))
        };
        let speaking = (0..facts.list.len()).filter(speaks);
        let ids = speaking.map(|at| facts.list[at].incident.id.as_str());
        ids.flat_map(|id| &self.facts[id].deeds).copied().collect()
    }

    /// How many of those harmed in `deeds` were harmed where and when it is asked, each person once.
    fn truth(&self, deeds: &DeedSet, asked: &Asked, measure: Measure) -> u64 {
        let deeds = deeds.iter().map(|n| self.deeds[*n]);
        let here = deeds.filter(|deed| {
            let town = &CITIES[deed.city];
            let is_there = match asked.question().place {
                None => true,
                Some(PlaceName::City(city)) => town.name == city,
                Some(PlaceName::Region(region)) => town.regions.contains(&region),
                Some(PlaceName::Country(country)) => town.country == country,
            };
            is_there && asked.days.is_none_or(|days| days.contains(date(deed.day)))
        });
        Harmed::of(here).count(measure)
    }
}

/// The most that a row supports by itself; `None` when nobody knows.
fn most(reckoning: &Reckoning, row: Option<&Toll>) -> Option<u64> {
    match row {
        Some(row) if row.unknown == 0 => row.bounds?.max,
        None if reckoning.counted.is_empty() => Some(0),
        _ => None,
    }
}

/// The truth of a row are the people harmed in the place and the days of the question, each once, of whom a report that
/// is not outside the question tells. What lies wholly inside proves no more of them than there are, and with the most
/// of what lies partly inside or nobody knows where (`spans`, `place_unclear`) all of them are covered.
fn the_truth_is_inside(known: &Known<'_>, question: &str) -> Result<(), TestCaseError> {
    let asked = Asked::of(question);
    let sorted = known.sorted(&asked);
    let reckoning = sorted.reckon();
    prop_assert!(reckoning.graded_out.is_empty());
    // Whoever was first taken for a civilian is in the whole all the time.
    let is_certain = |measure: &Measure| !measure.is_part() || !known.world.moves_people();
    for measure in measures().filter(is_certain) {
        let row = reckoning.rows.get(&measure);
        let proved = known.truth(&known.told(&sorted.counted, measure), &asked, measure);
        let counted = known.supported(&sorted.counted, measure);
        let beside = [&sorted.place_unclear, &sorted.spans];
        let told = beside.into_iter().fold(counted.clone(), |told, facts| {
            told.union(&known.supported(facts, measure)).copied().collect()
        });
        let truths = [counted, told].map(|deeds| known.truth(&deeds, &asked, measure));
        let least = row.and_then(|row| row.bounds).map_or(0, |bounds| bounds.min);
        let most = most(&reckoning, row);
        let elsewhere = [&reckoning.place_unclear, &reckoning.spans];
        let with_doubts =
            elsewhere.iter().fold(most, |sum, beside| Some(sum? + beside.most(measure)?));
        let inside = least <= proved && most.is_none_or(|most| truths[0] <= most);
        prop_assert!(
            inside && with_doubts.is_none_or(|most| truths[1] <= most),
            "{question}: {} are {} of {}, but:\n{}",
            measure.name(),
            truths[0],
            truths[1],
            known.site.answer(question)
        );
    }
    Ok(())
}

/// Whoever was harmed in the place and the days of a question, of whom any report tells: the report is in one of the lists
/// of the answer.
fn nobody_is_forgotten(known: &Known<'_>, question: &str) -> Result<(), TestCaseError> {
    let asked = Asked::of(question);
    let sorted = known.sorted(&asked);
    let lists = [&sorted.counted, &sorted.place_unclear, &sorted.spans];
    let near: Vec<&str> =
        lists.iter().flat_map(|facts| &facts.list).map(|fact| fact.incident.id.as_str()).collect();
    for told in known.facts.values().filter(|told| !near.contains(&told.id.as_str())) {
        for measure in measures() {
            prop_assert_eq!(
                known.truth(&told.deeds, &asked, measure),
                0,
                "{}: {}",
                question,
                told.id
            );
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn the_truth_is_inside_every_toll_of_sound_reports((world, periods) in (world(), periods())) {
        let known = Known::of(&world);
        // A report that knows less than the one before is a fall, a lie that is gone brings an older number back, and
        // tolls do not say all that they could of each other.
        let tolerated = [
            "figure-falls",
            "included-gone",
            "may-overlap",
            // Those who were taken for civilians may be more than a later whole that is not known closely.
            "parts-outgrow-whole",
            // A toll of nobody is inside and outside of anything; phases of these worlds share days and nobody.
            "included-apart",
            "not-together",
            "series-period",
            "withdrawal-revives",
        ];
        // Combatants whom only the last report would have called so may be more civilians than a toll of all knows of.
        let of_the_mistaken = "included-above-toll";
        let is_tolerated = |rule: &&str| {
            tolerated.contains(rule) || world.moves_people() && *rule == of_the_mistaken
        };
        let broken = known.site.broken();
        prop_assert!(broken.iter().all(is_tolerated), "{:#?}", known.site.faults);
        for question in questions(&periods) {
            the_truth_is_inside(&known, &question)?;
            nobody_is_forgotten(&known, &question)?;
        }
    }

    #[test]
    fn everybody_who_is_listed_by_name_is_proved_once(world in world()) {
        let known = Known::of(&world);
        let killed = Measure::Whole(Harm::Killed);
        for (n, happening) in world.happenings.iter().enumerate() {
            let id = Slug::parse(&format!("i-{n}")).expect("an id");
            let incident = known.site.chronicle.incident(&id).expect("it is reported");
            let by_name = incident.people.by_name.get(&killed).copied().unwrap_or(0);
            prop_assert_eq!(by_name, happening.killed_by_name());
            let least = incident.bounds(killed).map_or(0, |bounds| bounds.min);
            prop_assert!(by_name <= least && least <= Harmed::of(&happening.deeds).all_killed());
        }
    }

    /// Everything is told exactly; where of any two facts it is also known how they stand to each other, the range of
    /// a toll is the truth itself.
    #[test]
    fn where_nothing_is_in_doubt_the_range_is_the_truth((world, periods) in (world(), periods())) {
        let world = world.in_plain_sight();
        let known = Known::of(&world);
        for question in questions(&periods) {
            let asked = Asked::of(&question);
            let sorted = known.sorted(&asked);
            let reckoning = sorted.reckon();
            for (measure, row) in &reckoning.rows {
                if !basis::is_beyond_doubt(&sorted, *measure, &known.site) {
                    continue;
                }
                let deeds = known.told(&sorted.counted, *measure);
                let truth = known.truth(&deeds, &asked, *measure);
                let bounds = row.bounds.map(|bounds| (bounds.min, bounds.max));
                prop_assert_eq!(bounds, Some((truth, Some(truth))), "{}", known.site.answer(&question));
            }
        }
    }
}
