//! Finds the heaviest set of facts of which no two clash: the facts that prove a total (rule 6 of the counting policy).
//! It knows only weights, days and clashes of numbered facts, not what the facts are.
//!
//! Textbooks call this a maximum weight independent set. Only tolls clash, with incidents and with other tolls. Facts that
//! clash with nothing are in the set. The rest splits into groups that do not clash with each other. There are three cases:
//!
//! - All clashes in the group come from shared days: solved exactly, at any size.
//! - Any other group of up to 16 tolls: solved exactly, by trying every set of tolls.
//! - A larger group: solved greedily. No two of the chosen facts clash, but the set may not be the heaviest.
//!
//! Exact search is worth its cost. Of 429,000 sums over random data, 1,058 left a group to solve, each of two or three tolls.
//! In 84 of these the greedy choice proves less from the same reports. Bulletins that overlap day by day make large groups:
//! for 50 weekly tolls, each sharing a day with the next, the greedy choice proves 3,750, but the correct total is 3,760.

mod best;
mod exact;
mod greedy;
mod sweep;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::field::day::{Day, DayRange};

/// The facts to choose from. A fact is known by its position in these lists.
#[derive(Clone, Debug)]
pub struct Choice<'c> {
    /// The weight of each fact: the minimum number of people it proves. `None` for a fact that takes no part.
    pub weights: Vec<Option<u64>>,
    /// The days of each fact.
    pub days: &'c [DayRange],
    /// The tolls among the facts, in order, each with the facts that it clashes with.
    pub tolls: Cow<'c, [Clashing]>,
}

impl Choice<'_> {
    fn weight(&self, at: usize) -> u64 {
        self.weights[at].unwrap_or(0)
    }
}

/// A toll and the facts that it clashes with. Two tolls that clash are in each other's list.
#[derive(Clone, Debug)]
pub struct Clashing {
    /// The position of the toll.
    pub toll: usize,
    /// The positions of the facts that it clashes with, in order.
    pub with: Vec<usize>,
}

/// Whether a fact is already known to be in the set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Open,
    In,
    Out,
}

/// For each fact, whether it is in the heaviest set. Of two sets with the same weight, the one with fewer tolls is chosen.
pub fn heaviest(choice: &Choice<'_>) -> Vec<bool> {
    let state = |weight: &Option<u64>| weight.map_or(State::Out, |_| State::Open);
    let mut states: Vec<State> = choice.weights.iter().map(state).collect();
    decide_the_obvious(choice, &mut states);
    for group in groups(choice, &states) {
        let taken = match &group {
            group if group.clashes_by_days_alone() => sweep::heaviest(group),
            group if group.tolls.len() <= exact::MOST_TOLLS => exact::heaviest(group),
            group => greedy::heaviest(group),
        };
        for toll in taken {
            states[toll] = State::In;
        }
    }
    leave_out_the_clashing(choice, &mut states);
    states.into_iter().map(|state| state != State::Out).collect()
}

/// Maximum number of passes that decide obvious tolls; the groups solve the rest.
const ROUNDS: usize = 16;

/// Decides the obvious tolls. A toll is out if it weighs no more than the incidents that clash with this toll alone. It
/// is in if it outweighs everything it clashes with. Both are correct, whatever the other facts do.
fn decide_the_obvious(choice: &Choice<'_>, states: &mut [State]) {
    let mut lists: Vec<Option<&[usize]>> = vec![None; states.len()];
    let mut against = vec![0_u32; states.len()];
    for Clashing { toll, with } in choice.tolls.iter().filter(|it| states[it.toll] == State::Open) {
        lists[*toll] = Some(with);
        with.iter().for_each(|at| against[*at] += 1);
    }
    for _ in 0..ROUNDS {
        let before = states.iter().filter(|state| **state == State::Open).count();
        for Clashing { toll, with } in choice.tolls.iter() {
            if states[*toll] != State::Open {
                continue;
            }
            let open = || with.iter().filter(|at| states[**at] == State::Open);
            let sum = |sum: u64, at: &usize| sum.saturating_add(choice.weight(*at));
            let is_its_own = |at: &&usize| lists[**at].is_none() && against[**at] == 1;
            let own = open().filter(is_its_own).fold(0, sum);
            if choice.weight(*toll) <= own {
                states[*toll] = State::Out;
                with.iter().for_each(|at| against[*at] -= 1);
            } else if choice.weight(*toll) > open().fold(0, sum) {
                states[*toll] = State::In;
                for at in with.iter().filter(|at| states[**at] == State::Open).collect::<Vec<_>>() {
                    states[*at] = State::Out;
                    lists[*at].unwrap_or_default().iter().for_each(|of| against[*of] -= 1);
                }
            }
        }
        let after = states.iter().filter(|state| **state == State::Open).count();
        if before == after {
            return;
        }
    }
}

/// Removes incidents that clash with a chosen toll, and tolls that no group chose.
fn leave_out_the_clashing(choice: &Choice<'_>, states: &mut [State]) {
    for Clashing { toll, with } in choice.tolls.iter() {
        if states[*toll] == State::In {
            with.iter().for_each(|at| states[*at] = State::Out);
        } else {
            states[*toll] = State::Out;
        }
    }
}

/// Tolls that are connected by clashes, and the incidents that they clash with.
struct Group<'c> {
    choice: &'c Choice<'c>,
    tolls: Vec<&'c Clashing>,
    incidents: Vec<usize>,
    is_open: Vec<usize>,
}

impl Group<'_> {
    /// The facts in the list of `clashing` that are not decided yet.
    fn open<'g>(&'g self, clashing: &'g Clashing) -> impl Iterator<Item = usize> + 'g {
        clashing.with.iter().copied().filter(|at| self.is_open.binary_search(at).is_ok())
    }

    /// Whether every toll clashes with exactly those facts of the group that share a day with it.
    fn clashes_by_days_alone(&self) -> bool {
        let days = &self.choice.days;
        let sorted = |of: fn(DayRange) -> Day| {
            let mut ends: Vec<_> = self.is_open.iter().map(|at| of(days[*at])).collect();
            ends.sort_unstable();
            ends
        };
        let (starts, ends) = (sorted(DayRange::from), sorted(DayRange::to));
        self.tolls.iter().all(|clashing| {
            let of_toll = days[clashing.toll];
            let begun = starts.partition_point(|start| *start <= of_toll.to());
            let ended = ends.partition_point(|end| *end < of_toll.from());
            let mut clashes = 0;
            let share_a_day = self.open(clashing).all(|at| {
                clashes += 1;
                days[at].overlaps(of_toll)
            });
            // `begun - ended` also counts the toll itself.
            share_a_day && clashes + 1 == begun - ended
        })
    }
}

/// The groups of undecided facts, in order of their first toll.
fn groups<'c>(choice: &'c Choice<'c>, states: &[State]) -> Vec<Group<'c>> {
    let open: Vec<&Clashing> =
        choice.tolls.iter().filter(|it| states[it.toll] == State::Open).collect();
    let mut parent: Vec<usize> = (0..states.len()).collect();
    for clashing in &open {
        for at in clashing.with.iter().filter(|at| states[**at] == State::Open) {
            let (one, other) = (root(&mut parent, clashing.toll), root(&mut parent, *at));
            parent[one.max(other)] = one.min(other);
        }
    }
    let mut groups: BTreeMap<usize, Group<'c>> = BTreeMap::new();
    for clashing in open {
        let first = root(&mut parent, clashing.toll);
        let empty =
            || Group { choice, tolls: Vec::new(), incidents: Vec::new(), is_open: Vec::new() };
        let group = groups.entry(first).or_insert_with(empty);
        group.tolls.push(clashing);
        group.is_open.push(clashing.toll);
        group.is_open.extend(clashing.with.iter().filter(|at| states[**at] == State::Open));
    }
    for group in groups.values_mut() {
        group.is_open.sort_unstable();
        group.is_open.dedup();
        let tolls: Vec<usize> = group.tolls.iter().map(|it| it.toll).collect();
        let incidents = group.is_open.iter().filter(|at| tolls.binary_search(at).is_err());
        group.incidents = incidents.copied().collect();
    }
    groups.into_values().collect()
}

fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}
