//! Which facts clash: they may count the same people. Rule 6 of the counting policy.
//! It does not know figures, nor which of two clashing facts is counted.

use std::collections::BTreeMap;

use crate::chronicle::places::Places;
use crate::chronicle::reckoning::extent::Extent;
use crate::chronicle::reckoning::fact::Fact;
use crate::chronicle::reckoning::heaviest::Clashing;
use crate::field::day::{Day, DayRange};

/// The facts of one extent by their first day, so that those of some days are found quickly.
#[derive(Default)]
struct Calendar {
    by_day: Vec<(DayRange, usize)>,
    /// The length of the longest, in days after its first.
    longest: i64,
}

/// For each toll among `facts`, which are in order of their numbers, all that it clashes with.
///
/// Two facts clash if one is declared inside the other. Else they clash if one is a toll and they are not provably apart:
/// by a declaration, by their days or by their places. Of one series only one member counts in a row, so its members need not clash.
pub fn clashes(facts: &[Fact<'_>], places: &Places) -> Vec<Clashing> {
    let tolls: Vec<usize> = (0..facts.len()).filter(|at| facts[*at].is_toll()).collect();
    if tolls.is_empty() {
        return Vec::new();
    }
    let calendars = calendars(facts);
    let mut near: BTreeMap<Extent<'_>, Vec<&Calendar>> = BTreeMap::new();
    let mut clashes: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &toll in &tolls {
        let extent = Extent::of(&facts[toll].incident.place);
        let near = near.entry(extent).or_insert_with(|| {
            let shared =
                calendars.iter().filter(|(other, _)| !extent.is_apart_from(**other, places));
            shared.map(|(_, calendar)| calendar).collect()
        });
        let days = facts[toll].incident.possible_days;
        let found = near.iter().flat_map(|calendar| calendar.sharing_a_day(days));
        let (one, other) = (facts[toll], |at: usize| facts[at]);
        let found = found.filter(|at| {
            *at != toll
                && !one.is_of_the_series_of(other(*at))
                && !one.is_declared_apart_from(other(*at))
        });
        clashes.entry(toll).or_default().extend(found);
        for held in held(facts, toll) {
            clashes.entry(toll).or_default().push(held);
            if facts[held].is_toll() {
                clashes.entry(held).or_default().push(toll);
            }
        }
    }
    let sorted = |(toll, mut with): (usize, Vec<usize>)| {
        with.sort_unstable();
        with.dedup();
        Clashing { toll, with }
    };
    clashes.into_iter().map(sorted).collect()
}

/// Whether the tolls among `tolls` make more than `most` pairs of tolls that share a day and are not of one series. Their places are not
/// looked at, nor what is declared of them.
pub fn has_more_pairs(tolls: &[Fact<'_>], most: usize) -> bool {
    let mut running: Vec<Fact<'_>> = Vec::new();
    let mut by_start: Vec<Fact<'_>> = tolls.to_vec();
    by_start.sort_unstable_by_key(|toll| toll.incident.possible_days.from());
    let mut pairs = 0;
    for toll in by_start {
        let from = toll.incident.possible_days.from();
        running.retain(|other| other.incident.possible_days.to() >= from);
        pairs += running.iter().filter(|other| !toll.is_of_the_series_of(**other)).count();
        if pairs > most {
            return true;
        }
        running.push(toll);
    }
    false
}

/// The places of those `facts` that are declared inside the toll at a place.
pub fn held<'f>(facts: &'f [Fact<'_>], toll: usize) -> impl Iterator<Item = usize> + 'f {
    let inside = facts[toll].incident.inside.iter();
    inside.filter_map(|number| facts.binary_search_by_key(number, |fact| fact.incident.number).ok())
}

fn calendars<'f>(facts: &[Fact<'f>]) -> BTreeMap<Extent<'f>, Calendar> {
    let mut calendars: BTreeMap<Extent<'f>, Calendar> = BTreeMap::new();
    for (at, fact) in facts.iter().enumerate() {
        let calendar = calendars.entry(Extent::of(&fact.incident.place)).or_default();
        calendar.by_day.push((fact.incident.possible_days, at));
    }
    for calendar in calendars.values_mut() {
        calendar.by_day.sort_unstable_by_key(|(days, at)| (days.from(), *at));
        let lengths = calendar.by_day.iter().map(|(days, _)| days.from().days_until(days.to()));
        calendar.longest = lengths.max().unwrap_or(0);
    }
    calendars
}

impl Calendar {
    fn sharing_a_day(&self, days: DayRange) -> impl Iterator<Item = usize> + '_ {
        let begun = |day: Day| self.by_day.partition_point(|(of, _)| of.from() <= day);
        // No fact reaches into these days if it began earlier than the longest could have.
        let too_early = |of: &DayRange| of.from().days_until(days.from()) > self.longest;
        let first = self.by_day.partition_point(|(of, _)| too_early(of));
        let candidates = &self.by_day[first..begun(days.to())];
        candidates.iter().filter(move |(of, _)| of.overlaps(days)).map(|(_, at)| *at)
    }
}
