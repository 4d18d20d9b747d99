//! Which member of a series counts for all of it in a row, and with what number. Rule 7 of the counting policy.
//! It does not know what else takes part in the answer.

use std::collections::BTreeMap;

use crate::chronicle::incident::Phase;
use crate::chronicle::measure::Measure;
use crate::chronicle::reckoning::fact::{Fact, Share};
use crate::field::count::Bounds;

/// The members of each phase of each series, by their places in a list of facts.
#[derive(Clone, Debug, Default)]
pub struct Phases<'i>(BTreeMap<&'i Phase, Vec<usize>>);

impl<'i> Phases<'i> {
    /// The series among `facts`.
    pub fn new(facts: &[Fact<'i>]) -> Phases<'i> {
        let mut phases: BTreeMap<&Phase, Vec<usize>> = BTreeMap::new();
        for (at, fact) in facts.iter().enumerate() {
            if let Some(phase) = fact.incident.series.as_ref().filter(|_| fact.is_toll()) {
                phases.entry(phase).or_default().push(at);
            }
        }
        Phases(phases)
    }

    /// The range that a fact states in a row.
    ///
    /// If an earlier member gives a part and a later one only the whole, then the part's minimum is still proved, unless the whole is
    /// smaller. Its maximum becomes that of the whole. A whole is at least what other members prove by parts alone.
    pub fn bounds(&self, facts: &[Fact<'i>], at: usize, measure: Measure) -> Option<Bounds> {
        let own = facts[at].bounds(measure)?;
        if let Some(later) = self.outgrown(facts, at, measure) {
            let whole = facts[later].bounds(measure.whole())?;
            let is_proved = measure == Measure::Casualties || own.fits_within(whole);
            let min = whole.max.map_or(own.min, |most| own.min.min(most));
            return is_proved.then_some(Bounds { min, max: whole.max, ..own });
        }
        if measure.is_part() || measure == Measure::Casualties {
            return Some(own);
        }
        Some(self.raised(facts, at, measure, own))
    }

    /// A whole that is raised to what the parts of other members prove. If a later member proves more than the maximum, it is open.
    fn raised(&self, facts: &[Fact<'i>], at: usize, whole: Measure, own: Bounds) -> Bounds {
        let proofs = self.proofs(facts, at, whole, own);
        proofs.into_iter().fold(own, |so_far, (_, proved)| match proved.min > so_far.min {
            true if proved.fits_within(own) => Bounds { min: proved.min, ..so_far },
            true => proved,
            false => so_far,
        })
    }

    /// The range that a fact states in a row by itself, and the members of its series whose parts prove more, each with what
    /// it proves. Each of them may count people whom the fact does not.
    pub fn own_and_proofs(
        &self,
        facts: &[Fact<'i>],
        at: usize,
        measure: Measure,
    ) -> Option<(Bounds, Vec<(usize, Bounds)>)> {
        let own = facts[at].bounds(measure)?;
        let is_raised = !measure.is_part() && measure != Measure::Casualties;
        Some((own, if is_raised { self.proofs(facts, at, measure, own) } else { Vec::new() }))
    }

    /// The other members of its series that a fact counts for in a row: the later one that has outgrown it, and those whose parts
    /// prove more.
    pub fn speaks_for(
        &self,
        facts: &[Fact<'i>],
        at: usize,
        measure: Measure,
    ) -> impl Iterator<Item = usize> + use<> {
        let proofs = self.own_and_proofs(facts, at, measure).map(|(_, proofs)| proofs);
        let proving = proofs.into_iter().flatten().map(|(member, _)| member);
        self.outgrown(facts, at, measure).into_iter().chain(proving)
    }

    /// What other members prove by parts beyond the whole that a fact states.
    fn proofs(
        &self,
        facts: &[Fact<'i>],
        at: usize,
        whole: Measure,
        own: Bounds,
    ) -> Vec<(usize, Bounds)> {
        let Some(members) = self.members(facts, at) else {
            return Vec::new();
        };
        // Where nobody tells the whole, the latest member counts, and the others only add to what it proves.
        if !facts[at].incident.states(whole) && latest(facts, members, whole) != Some(at) {
            return Vec::new();
        }
        let by_parts = members.iter().filter(|member| !facts[**member].incident.states(whole));
        let proofs = by_parts.filter_map(|member| {
            let proved = proved_by_parts(facts, members, *member, whole)?;
            let is_later = facts[*member].known_at(whole) > facts[at].known_at(whole);
            let counts = proved.min > own.min && (is_later || proved.fits_within(own));
            counts.then_some((*member, proved))
        });
        proofs.collect()
    }

    /// The later member that gives only the whole where a fact gives a part, or only one harm where it gives a bare number.
    pub fn outgrown(&self, facts: &[Fact<'i>], at: usize, measure: Measure) -> Option<usize> {
        let is_of_more = measure.is_part() || measure == Measure::Casualties;
        let members = self.members(facts, at).filter(|_| is_of_more)?;
        let whole = measure.whole();
        // Who gives another part only says nothing of this one.
        let states =
            |at: &usize| measure == Measure::Casualties || facts[*at].incident.states(whole);
        let later = last(facts, members.iter().copied().filter(states), whole)?;
        let moment = |at: usize, measure| facts[at].known_at(measure);
        (moment(later, whole) > moment(at, measure)).then_some(later)
    }

    /// The member that replaces a fact in a row, if there is one.
    pub fn overtakes(&self, facts: &[Fact<'i>], at: usize, measure: Measure) -> Option<usize> {
        let latest = latest(facts, self.members(facts, at)?, measure);
        latest.filter(|latest| *latest != at && facts[at].bounds(measure).is_some())
    }

    /// The facts that another member replaces in a row, in order.
    pub fn overtaken(&self, facts: &[Fact<'i>], measure: Measure) -> Vec<usize> {
        let mut overtaken = Vec::new();
        for members in self.0.values().filter(|members| members.len() > 1) {
            let latest = latest(facts, members, measure);
            overtaken.extend(members.iter().copied().filter(|at| Some(*at) != latest));
        }
        overtaken.sort_unstable();
        overtaken
    }

    /// The facts that others replace in every row that they state, in order. They are in no sum.
    pub fn overtaken_everywhere(&self, facts: &[Fact<'i>], measures: &[Measure]) -> Vec<usize> {
        let several = self.0.values().filter(|members| members.len() > 1);
        let mut overtaken: Vec<usize> = several.flatten().copied().collect();
        for measure in measures {
            let here = self.overtaken(facts, *measure);
            let silent = |at: usize| facts[at].bounds(*measure).is_none();
            overtaken.retain(|at| here.binary_search(at).is_ok() || silent(*at));
        }
        overtaken.sort_unstable();
        overtaken
    }

    /// The members of a fact's phase, if there are several.
    fn members(&self, facts: &[Fact<'i>], at: usize) -> Option<&[usize]> {
        let members = self.0.get(facts[at].incident.series.as_ref()?)?;
        (members.len() > 1).then_some(members)
    }
}

/// What a member without the whole proves of it. A part that a later member lowers does not stand any more; then the others may not be
/// added, because the same people may have been moved from one to the other.
fn proved_by_parts(
    facts: &[Fact<'_>],
    members: &[usize],
    member: usize,
    whole: Measure,
) -> Option<Bounds> {
    let parts = facts[member].incident.figures.keys().copied();
    let parts: Vec<Measure> =
        parts.filter(|part| part.is_part() && part.whole() == whole).collect();
    let least = |at: usize, part: Measure| facts[at].bounds(part).map(|bounds| bounds.min);
    let stands = |part: &Measure| {
        let latest = last(facts, members.iter().copied(), *part);
        latest.is_none_or(|at| least(at, *part) >= least(member, *part))
    };
    let standing: Vec<Measure> = parts.iter().copied().filter(stands).collect();
    let all = facts[member].bounds(whole)?.open();
    if standing.len() == parts.len() {
        return Some(all);
    }
    // Claims may disagree: one tells of more civilians than all of them together prove people.
    let alone = standing.iter().filter_map(|part| least(member, *part)).max()?;
    Some(Bounds { min: alone.min(all.min), ..all })
}

/// The latest of some members that have a number in a row.
fn last(
    facts: &[Fact<'_>],
    members: impl Iterator<Item = usize>,
    measure: Measure,
) -> Option<usize> {
    let known_at = |at: usize| {
        let fact = facts[at];
        Some((fact.known_at(measure)?, fact.incident.days.to(), at))
    };
    members.filter_map(known_at).max().map(|(.., at)| at)
}

/// The member that counts for all in a row: the latest that has a number. A member that lies wholly inside wins over one
/// that does so only in part. In the row of casualties, one that counts all of them wins over a later one that does not,
/// unless the later one proves more.
fn latest(facts: &[Fact<'_>], members: &[usize], measure: Measure) -> Option<usize> {
    let is_whole = |at: &usize| facts[*at].share == Share::Whole;
    let whole: Vec<usize> = members.iter().copied().filter(is_whole).collect();
    let all_whole = last(facts, whole.iter().copied(), measure).is_some();
    let members = if all_whole { whole } else { members.to_vec() };
    let states = |at: &usize| facts[*at].incident.states(measure);
    let states_it: Vec<usize> = members.iter().copied().filter(states).collect();
    let is_stated = measure != Measure::Casualties && !states_it.is_empty();
    let members = if is_stated { states_it } else { members };
    let any = last(facts, members.iter().copied(), measure)?;
    let counts_all_casualties = |at: &usize| facts[*at].incident.counts_all_casualties();
    let everyone = last(facts, members.iter().copied().filter(counts_all_casualties), measure);
    let least = |at: usize| facts[at].bounds(measure).map(|bounds| bounds.min);
    match everyone.filter(|_| measure == Measure::Casualties) {
        Some(everyone) if least(any) <= least(everyone) => Some(everyone),
        _ => Some(any),
    }
}
