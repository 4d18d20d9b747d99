//! Tests of the three ways to find the heaviest set, against trying every set.
//! It does not know what the facts are.

use jiff::civil::date;
use proptest::collection::vec;
use proptest::prelude::*;

use super::{Choice, Clashing, heaviest};
use crate::field::day::{Day, DayRange};

fn days(first: u16, length: u16) -> DayRange {
    let day = |n: u16| {
        let date = date(2017, 1, 1).checked_add(jiff::Span::new().days(i64::from(n)));
        Day::new(date.expect("a day of that year")).expect("a year of four digits")
    };
    DayRange::new(day(first), day(first + length)).expect("the length is not negative")
}

/// A choice from facts, each given as (first day, length, weight, whether it is a toll), and pairs of facts that clash.
fn choice(
    facts: &[(u16, u16, u64, bool)],
    clash: impl Fn(usize, usize) -> bool,
) -> Choice<'static> {
    let is_toll = |at: &usize| facts[*at].3;
    let clashes = |one: usize, other: usize| {
        one != other && (is_toll(&one) || is_toll(&other)) && clash(one, other)
    };
    let all = 0..facts.len();
    let tolls = all.clone().filter(is_toll);
    Choice {
        weights: facts.iter().map(|fact| Some(fact.2)).collect(),
        days: facts.iter().map(|fact| days(fact.0, fact.1)).collect::<Vec<_>>().leak(),
        tolls: tolls
            .map(|toll| Clashing {
                toll,
                with: all.clone().filter(|at| clashes(toll, *at)).collect(),
            })
            .collect(),
    }
}

fn weight(choice: &Choice<'_>, chosen: &[bool]) -> u64 {
    choice
        .weights
        .iter()
        .flatten()
        .zip(chosen)
        .filter(|(_, chosen)| **chosen)
        .map(|(weight, _)| weight)
        .sum()
}

fn is_free_of_clashes(choice: &Choice<'_>, chosen: &[bool]) -> bool {
    let clashes = |it: &Clashing| chosen[it.toll] && it.with.iter().any(|at| chosen[*at]);
    !choice.tolls.iter().any(clashes)
}

/// The weight of the heaviest set, found by trying every set.
fn heaviest_of_all(choice: &Choice<'_>) -> u64 {
    let count = choice.weights.len();
    let sets = (0..1_u32 << count).map(|set| (0..count).map(|at| set >> at & 1 == 1).collect());
    let free = sets.filter(|chosen: &Vec<bool>| is_free_of_clashes(choice, chosen));
    free.map(|chosen| weight(choice, &chosen)).max().unwrap_or(0)
}

fn facts(most: usize) -> impl Strategy<Value = Vec<(u16, u16, u64, bool)>> {
    vec((0..40_u16, 0..12_u16, 0..30_u64, any::<bool>()), 0..most)
}

proptest! {
    #[test]
    fn no_set_is_heavier_where_facts_clash_by_their_days(facts in facts(12)) {
        let by_days = |one: usize, other: usize| {
            let of = |at: usize| days(facts[at].0, facts[at].1);
            of(one).overlaps(of(other))
        };
        let choice = choice(&facts, by_days);
        let chosen = heaviest(&choice);
        prop_assert!(is_free_of_clashes(&choice, &chosen));
        prop_assert_eq!(weight(&choice, &chosen), heaviest_of_all(&choice));
    }

    #[test]
    fn no_set_is_heavier_however_facts_clash((facts, seed) in (facts(12), any::<u64>())) {
        let at_random = |one: usize, other: usize| {
            let pair = one.min(other) * 64 + one.max(other);
            seed.rotate_left(pair as u32 % 61).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 62 == 0
        };
        let choice = choice(&facts, at_random);
        let chosen = heaviest(&choice);
        prop_assert!(is_free_of_clashes(&choice, &chosen));
        prop_assert_eq!(weight(&choice, &chosen), heaviest_of_all(&choice));
    }

    #[test]
    fn a_large_tangle_is_free_of_clashes_and_no_lighter_than_its_incidents((facts, seed) in (facts(90), any::<u64>())) {
        let at_random = |one: usize, other: usize| (one * other).wrapping_add(seed as usize).is_multiple_of(5);
        let choice = choice(&facts, at_random);
        let chosen = heaviest(&choice);
        let incidents: u64 = facts.iter().filter(|fact| !fact.3).map(|fact| fact.2).sum();
        prop_assert!(is_free_of_clashes(&choice, &chosen));
        prop_assert!(weight(&choice, &chosen) >= incidents);
    }
}

#[test]
fn of_two_that_weigh_the_same_the_incidents_are_taken() {
    let choice = choice(&[(0, 5, 20, true), (1, 0, 12, false), (3, 0, 8, false)], |_, _| true);
    assert_eq!(heaviest(&choice), [false, true, true]);
}

#[test]
fn a_toll_takes_the_place_of_the_incidents_it_outweighs() {
    let choice = choice(&[(0, 5, 21, true), (1, 0, 12, false), (3, 0, 8, false)], |_, _| true);
    assert_eq!(heaviest(&choice), [true, false, false]);
}

#[test]
fn fifty_weeks_of_tolls_in_one_place_are_solved_exactly() {
    // Every week shares one day with the next, and weighs a little more than the incidents of its days.
    let weeks = (0..50_u16).map(|n| (n * 6, 6, 100, true));
    let incidents = (0..300_u16).map(|day| (day, 0, 10, false));
    let facts: Vec<_> = weeks.chain(incidents).collect();
    let by_days = |one: usize, other: usize| {
        let of = |at: usize| days(facts[at].0, facts[at].1);
        of(one).overlaps(of(other))
    };
    let choice = choice(&facts, by_days);
    let chosen = heaviest(&choice);
    assert!(is_free_of_clashes(&choice, &chosen));
    // A week weighs 100, its seven days weigh 70, and the last week has only six days. So every second week is chosen,
    // with the days between.
    assert_eq!(weight(&choice, &chosen), 25 * 100 + 126 * 10);
}
