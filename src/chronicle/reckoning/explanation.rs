//! How an answer was counted: what was added, what was not and by which rule, and how much of each toll is not itemised.
//! It decides nothing; it reads the same sums that make the answer.

use std::collections::BTreeMap;

use crate::chronicle::incident::Incident;
use crate::chronicle::measure::Measure;
use crate::chronicle::reckoning::clash::held;
use crate::chronicle::reckoning::fact::{Fact, Share};
use crate::chronicle::reckoning::sum::{Facts, Sum};
use crate::field::count::Bounds;

/// How every fact in an answer was counted.
#[derive(Clone, Debug, Default)]
pub struct Explanation<'i> {
    /// The facts, by their first day and then by id.
    pub lines: Vec<Line<'i>>,
    /// How much of each toll is in no incident, row by row.
    pub remainders: Vec<Remainder<'i>>,
}

/// One fact and how it was counted.
#[derive(Clone, Debug)]
pub struct Line<'i> {
    /// The incident or toll.
    pub incident: &'i Incident,
    /// How much of it belongs to the answer.
    pub share: Share,
    /// The rows in which it is not simply added, and why.
    pub exceptions: Vec<Exception<'i>>,
}

/// Rows in which a fact is not simply added, for the same reason.
#[derive(Clone, Debug)]
pub struct Exception<'i> {
    /// The rows.
    pub measures: Vec<Measure>,
    /// Why.
    pub reason: Reason<'i>,
}

/// Why a fact is not simply added.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason<'i> {
    /// Neither minimum nor maximum is added: it lies inside these, which are counted instead. Rule 6.
    Within(Vec<IncidentRef<'i>>),
    /// Its minimum is not added: it may count the same people as these, which prove more together. Rule 6.
    GivesWay(Vec<IncidentRef<'i>>),
    /// Its maximum is not added: these include it and are counted. Rule 6.
    Inside(Vec<IncidentRef<'i>>),
    /// Its maximum is out of date: this later toll of the same series gives only the whole. Rule 7.
    Outgrown(Vec<IncidentRef<'i>>),
    /// Neither is added: this later toll of the same series replaces it. Rule 7.
    Overtaken(Vec<IncidentRef<'i>>),
}

/// A reference to an incident; equal and ordered by the incident's number.
#[derive(Clone, Copy, Debug)]
pub struct IncidentRef<'i>(pub &'i Incident);

/// How many people of a toll are in no incident of the answer.
#[derive(Clone, Debug)]
pub struct Remainder<'i> {
    /// The toll.
    pub toll: &'i Incident,
    /// The row.
    pub measure: Measure,
    /// How many.
    pub bounds: Bounds,
}

impl<'i> Explanation<'i> {
    /// How `facts` were counted.
    pub fn new(facts: &Facts<'i>) -> Explanation<'i> {
        let mut reasons: Vec<BTreeMap<Reason<'i>, Vec<Measure>>> =
            vec![BTreeMap::new(); facts.list.len()];
        let mut remainders = Vec::new();
        let tolls = tolls_around(facts);
        for measure in facts.measures() {
            let row = Row { facts, tolls: &tolls, measure, sum: facts.sum(measure) };
            for (at, reasons) in reasons.iter_mut().enumerate() {
                for reason in row.reasons(at) {
                    reasons.entry(reason).or_default().push(measure);
                }
            }
            remainders.extend(row.remainders());
        }
        let line = |(fact, reasons): (_, BTreeMap<Reason<'i>, Vec<Measure>>)| {
            let Fact { incident, share } = fact;
            let exception = |(reason, measures)| Exception { measures, reason };
            Line { incident, share, exceptions: reasons.into_iter().map(exception).collect() }
        };
        let mut lines: Vec<Line<'i>> = facts.list.iter().copied().zip(reasons).map(line).collect();
        lines.sort_by_key(|line| line.incident.order());
        Explanation { lines, remainders }
    }
}

/// For each fact the tolls that clash with it, in order.
fn tolls_around(facts: &Facts<'_>) -> Vec<Vec<usize>> {
    let mut tolls = vec![Vec::new(); facts.list.len()];
    for clashing in &facts.clashes {
        for at in &clashing.with {
            tolls[*at].push(clashing.toll);
        }
    }
    tolls
}

/// One row and what it rests on.
struct Row<'f, 'i> {
    facts: &'f Facts<'i>,
    tolls: &'f [Vec<usize>],
    measure: Measure,
    sum: Sum,
}

impl<'i> Row<'_, 'i> {
    fn reasons(&self, at: usize) -> Vec<Reason<'i>> {
        let fact = self.facts.list[at];
        let is_in = |list: &[usize]| list.binary_search(&at).is_ok();
        let mut reasons = Vec::new();
        let phases = &self.facts.phases;
        if !is_in(&self.sum.stating) {
            let by = phases.overtakes(&self.facts.list, at, self.measure);
            reasons.extend(by.map(|by| Reason::Overtaken(self.named([by]))));
            return reasons;
        }
        let later = phases.outgrown(&self.facts.list, at, self.measure);
        reasons.extend(later.map(|later| Reason::Outgrown(self.named([later]))));
        // All that include it clash with it.
        let holds = |toll: &usize| self.states(*toll) && self.facts.list[*toll].holds(fact);
        let inside: Vec<usize> = self.tolls[at].iter().copied().filter(holds).collect();
        let gives_way: Vec<usize> = if is_in(&self.sum.least) || self.bounds(at).min == 0 {
            Vec::new()
        } else {
            let stands = |other: &usize| self.sum.least.binary_search(other).is_ok();
            self.clashing(at).into_iter().filter(stands).collect()
        };
        let adds_its_most = is_in(&self.sum.most);
        let all_inside = gives_way.iter().all(|other| inside.contains(other));
        if !gives_way.is_empty() && all_inside && !adds_its_most {
            reasons.push(Reason::Within(self.named(gives_way)));
            return reasons;
        }
        if !gives_way.is_empty() {
            reasons.push(Reason::GivesWay(self.named(gives_way)));
        }
        if !adds_its_most {
            reasons.push(Reason::Inside(self.named(inside)));
        }
        reasons
    }

    fn bounds(&self, at: usize) -> Bounds {
        self.sum.number(at).unwrap_or(Bounds::exactly(0))
    }

    fn named(&self, places: impl IntoIterator<Item = usize>) -> Vec<IncidentRef<'i>> {
        places.into_iter().map(|at| IncidentRef(self.facts.list[at].incident)).collect()
    }

    /// Whether a fact has a number in the row.
    fn states(&self, at: usize) -> bool {
        self.sum.stating.binary_search(&at).is_ok()
    }

    /// Everything that clashes with a fact, in whatever row.
    fn around(&self, at: usize) -> &[usize] {
        let own = self.facts.clashes.binary_search_by_key(&at, |clashing| clashing.toll);
        own.map_or(&self.tolls[at], |own| &self.facts.clashes[own].with)
    }

    /// Everything in the row that clashes with a fact, or with its rivals.
    fn clashing(&self, at: usize) -> Vec<usize> {
        let rivals = &self.sum.rivals;
        let own = rivals.iter().filter(|(counts, _)| *counts == at).map(|(_, rival)| *rival);
        let mut found = Vec::new();
        for one in std::iter::once(at).chain(own) {
            let shared = |other: &&usize| self.facts.may_share(one, **other, self.measure);
            for other in self.around(one).iter().filter(shared) {
                let counts = rivals.iter().find(|(_, rival)| rival == other);
                found.push(counts.map_or(*other, |(counts, _)| *counts));
            }
        }
        found.retain(|other| self.states(*other) && *other != at);
        found.sort_unstable();
        found.dedup();
        found
    }

    /// How many people of each toll may be in no incident. The minimum is that of the toll less the maxima of all incidents
    /// that may be in it. The maximum is that of the toll less the minima of all that are.
    fn remainders(&self) -> impl Iterator<Item = Remainder<'i>> {
        let is_incident = |at: &usize| !self.facts.list[*at].is_toll();
        let tolls = self.sum.stating.iter().copied().filter(move |at| !is_incident(at));
        tolls.map(move |at| {
            let toll = self.bounds(at);
            let near = self.clashing(at).into_iter().filter(is_incident);
            // An incident without a number may be all of it.
            let some_are_silent =
                self.around(at).iter().any(|other| is_incident(other) && !self.states(*other));
            let most = near
                .map(|other| self.bounds(other).max)
                .try_fold(0, |sum: u64, max| Some(sum.saturating_add(max?)));
            let inside = held(&self.facts.list, at).filter(is_incident);
            let least =
                inside.fold(0, |sum: u64, other| sum.saturating_add(self.bounds(other).min));
            let most = most.filter(|_| !some_are_silent);
            let min = most.map_or(0, |most| toll.min.saturating_sub(most));
            let max = toll.max.map(|max| max.saturating_sub(least).max(min));
            Remainder {
                toll: self.facts.list[at].incident,
                measure: self.measure,
                bounds: Bounds { min, max, approximate: toll.approximate },
            }
        })
    }
}

impl PartialEq for IncidentRef<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.0.number == other.0.number
    }
}

impl Eq for IncidentRef<'_> {}

impl PartialOrd for IncidentRef<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for IncidentRef<'_> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.number.cmp(&other.0.number)
    }
}
