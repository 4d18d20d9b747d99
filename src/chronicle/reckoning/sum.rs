//! What facts add up to in one row: the minimum they prove and the maximum they support. Rules 1, 6 and 7 of the counting
//! policy. It does not know which question the facts answer.

use std::borrow::Cow;

use crate::chronicle::group_set::GroupSet;
use crate::chronicle::measure::Measure;
use crate::chronicle::places::Places;
use crate::chronicle::reckoning::clash::{clashes, held};
use crate::chronicle::reckoning::fact::Fact;
use crate::chronicle::reckoning::heaviest::{Choice, Clashing, heaviest};
use crate::chronicle::reckoning::phases::Phases;
use crate::field::count::Bounds;
use crate::field::day::DayRange;

/// Facts that are added up together.
#[derive(Clone, Debug, Default)]
pub struct Facts<'i> {
    /// The facts, in order of their numbers.
    pub list: Vec<Fact<'i>>,
    /// The tolls among them, each with all that it clashes with.
    pub clashes: Vec<Clashing>,
    /// The series among them.
    pub phases: Phases<'i>,
    /// The days of each.
    days: Vec<DayRange>,
}

/// What facts add up to in one row, and its basis. Each list has places in [`Facts::list`].
#[derive(Clone, Debug, Default)]
pub struct Sum {
    /// The sum; `None` while no number is known.
    pub bounds: Option<Bounds>,
    /// The facts with a number of their own in this row, in order.
    pub stating: Vec<usize>,
    /// The number of each of them, as it is counted.
    pub numbers: Vec<Bounds>,
    /// Members of a series that may prove more than the one that counts, and clash with other facts than it does: pairs of
    /// the one that counts and the other.
    pub rivals: Vec<(usize, usize)>,
    /// Those of them whose minimum is added, in order.
    pub least: Vec<usize>,
    /// Those of them whose maximum is added, in order: all but those that another of them includes.
    pub most: Vec<usize>,
    /// The incidents without a number, in order, except those that a toll with a number includes.
    pub unknown: Vec<usize>,
}

impl Sum {
    /// The number of a fact as it is counted in this row; `None` if it has none of its own.
    pub fn number(&self, at: usize) -> Option<Bounds> {
        self.stating.binary_search(&at).ok().map(|found| self.numbers[found])
    }
}

impl<'i> Facts<'i> {
    /// The facts of `list`, which is in order of their numbers.
    pub fn new(list: Vec<Fact<'i>>, places: &Places) -> Facts<'i> {
        let days = list.iter().map(|fact| fact.incident.possible_days).collect();
        Facts { clashes: clashes(&list, places), phases: Phases::new(&list), days, list }
    }

    /// The range that a fact states in a row.
    pub fn bounds(&self, at: usize, measure: Measure) -> Option<Bounds> {
        self.phases.bounds(&self.list, at, measure)
    }

    /// Every row in which a fact states something, in order. Rule 9: states have no row, because they are never added.
    pub fn measures(&self) -> Vec<Measure> {
        let mut measures: Vec<Measure> = Vec::new();
        for fact in &self.list {
            let own = fact.incident.figures.keys().copied().filter(|measure| measure.adds_up());
            for measure in own {
                if !measures.contains(&measure) {
                    measures.push(measure);
                }
            }
        }
        // Killed and injured make a number of casualties even without a bare number.
        let counts_both = |fact: &Fact<'_>| fact.incident.bounds(Measure::Casualties).is_some();
        if !measures.contains(&Measure::Casualties) && self.list.iter().any(counts_both) {
            measures.push(Measure::Casualties);
        }
        measures.sort_unstable();
        measures
    }

    /// What they add up to in a row.
    pub fn sum(&self, measure: Measure) -> Sum {
        let overtaken = self.phases.overtaken(&self.list, measure);
        let number =
            |at: usize| self.bounds(at, measure).filter(|_| overtaken.binary_search(&at).is_err());
        let mut stating: Vec<(usize, Bounds)> =
            (0..self.list.len()).filter_map(|at| Some((at, number(at)?))).collect();
        let is_held = self.held(&stating);
        let rivals = self.rivals(measure, &stating);
        let least = self.least(measure, &mut stating, &rivals);
        // A member of a series that a later one has outgrown counts for people harmed since, who may be outside. So may those whom
        // the parts of another member prove.
        let others_are_held =
            |at: usize| self.phases.speaks_for(&self.list, at, measure).all(&is_held);
        let is_inside = |at: usize| is_held(at) && others_are_held(at);
        let most: Vec<(usize, Bounds)> =
            stating.iter().filter(|(at, _)| !is_inside(*at)).copied().collect();
        let unknown = (0..self.list.len()).filter(|at| {
            let fact = self.list[*at];
            !fact.is_toll() && fact.bounds(measure).is_none() && !is_held(*at)
        });
        Sum {
            bounds: (!stating.is_empty()).then(|| bounds(&least, &most)),
            unknown: unknown.collect(),
            numbers: stating.iter().map(|(_, number)| *number).collect(),
            rivals: rivals.iter().map(|rival| (rival.counts, rival.at)).collect(),
            stating: places(&stating),
            least: places(&least),
            most: places(&most),
        }
    }

    /// The maximum that these facts add to a row in which others were `counted`; `None` when it is not known.
    ///
    /// If a toll includes some of the others, or continues their series, only the rest is added.
    pub fn most_beyond(&self, counted: &Facts<'_>, measure: Measure) -> Option<u64> {
        let (own, others) = (self.sum(measure), counted.sum(measure));
        let least = |at: &usize| counted.bounds(*at, measure).map_or(0, |bounds| bounds.min);
        let already = |fact: Fact<'_>| {
            let stating = || others.stating.iter();
            let other = |at: &usize| counted.list[*at];
            let held = stating().filter(|at| fact.holds(other(at)) && !other(at).is_toll());
            // Another phase began from zero, so it counts nobody of this one.
            let is_before = |at: &&usize| {
                fact.is_of_the_series_of(other(at)) && !fact.is_declared_apart_from(other(at))
            };
            let held = held.map(least).fold(0, u64::saturating_add);
            held.max(stating().filter(is_before).map(least).max().unwrap_or(0))
        };
        let is_silent = |fact: &Fact<'_>| {
            let said = fact.incident.figures.get(&measure);
            fact.is_toll() && said.is_some_and(|said| said.figure.bounds.is_none())
        };
        if !own.unknown.is_empty() || self.list.iter().any(is_silent) {
            return None;
        }
        own.most.iter().try_fold(0, |sum: u64, at| {
            let most = self.bounds(*at, measure)?.max?;
            let rest = most.saturating_sub(already(self.list[*at]));
            Some(sum.saturating_add(rest))
        })
    }

    /// Says of a fact whether it is declared inside one of those that state a number.
    fn held(&self, stating: &[(usize, Bounds)]) -> impl Fn(usize) -> bool + use<> {
        let tolls = stating.iter().filter(|(at, _)| self.list[*at].is_toll());
        let mut inside: Vec<usize> = tolls.flat_map(|(at, _)| held(&self.list, *at)).collect();
        inside.sort_unstable();
        move |at| inside.binary_search(&at).is_ok()
    }

    /// Those whose minimum is added: the heaviest set of facts that state a number and do not clash.
    ///
    /// A rival takes part as well, instead of the member that counts. Where it is in the set, it raises that member's minimum;
    /// where it is not, the minimum is what the member says itself.
    fn least(
        &self,
        measure: Measure,
        stating: &mut [(usize, Bounds)],
        rivals: &[Rival],
    ) -> Vec<(usize, Bounds)> {
        if self.clashes.is_empty() {
            return stating.to_vec();
        }
        let mut weights = vec![None; self.list.len()];
        for (at, bounds) in &*stating {
            weights[*at] = Some(bounds.min);
        }
        for rival in rivals {
            weights[rival.counts] = Some(rival.without);
            weights[rival.at] = Some(rival.least);
        }
        let taking_part: Vec<usize> =
            (0..weights.len()).filter(|at| weights[*at].is_some()).collect();
        let tolls = self.clashing(measure, &taking_part);
        let tolls = if rivals.is_empty() { tolls } else { with_rivals(tolls.into_owned(), rivals) };
        let chosen = heaviest(&Choice { weights, days: &self.days, tolls });
        for (at, bounds) in stating.iter_mut().filter(|(at, _)| chosen[*at]) {
            let without = rivals.iter().find(|rival| rival.counts == *at).map(|it| it.without);
            bounds.min = without.unwrap_or(bounds.min);
        }
        let raises = |at: usize| rivals.iter().find(|rival| rival.counts == at && chosen[rival.at]);
        let counted = stating.iter_mut().filter_map(|(at, bounds)| {
            let raised = raises(*at).map(|rival| bounds.min = rival.least);
            (chosen[*at] || raised.is_some()).then_some((*at, *bounds))
        });
        counted.collect()
    }

    /// The rivals in a row: members of a series whose parts prove more than the member that counts, and that clash with other
    /// facts than it does. They may lie elsewhere, or count other groups. If its minimum were simply raised to theirs, people whom
    /// only they count could count twice.
    fn rivals(&self, measure: Measure, stating: &[(usize, Bounds)]) -> Vec<Rival> {
        let mut rivals = Vec::new();
        for (at, _) in stating.iter().filter(|(at, _)| self.list[*at].is_toll()) {
            let Some((own, proofs)) = self.phases.own_and_proofs(&self.list, *at, measure) else {
                continue;
            };
            let has_number =
                |other: &&usize| stating.binary_search_by_key(*other, |(at, _)| *at).is_ok();
            let (near, elsewhere): (Vec<_>, Vec<_>) =
                proofs.into_iter().partition(|(member, _)| {
                    let around = |one: usize, other: usize| {
                        let around = self.around(one).iter().filter(has_number);
                        around.filter(move |at| **at != other && self.may_share(one, **at, measure))
                    };
                    around(*member, *at).eq(around(*at, *member))
                });
            let without = near.iter().map(|(_, proved)| proved.min).fold(own.min, u64::max);
            let beyond = elsewhere.into_iter().filter(|(_, proved)| proved.min > without);
            rivals.extend(beyond.map(|(member, proved)| Rival {
                counts: *at,
                at: member,
                least: proved.min,
                without,
            }));
        }
        rivals
    }

    /// Everything that a toll clashes with, in whatever row.
    fn around(&self, toll: usize) -> &[usize] {
        let found = self.clashes.binary_search_by_key(&toll, |clashing| clashing.toll);
        found.map_or(&[], |at| &self.clashes[at].with)
    }

    /// Whether two clashing facts may count the same people in a row, by the groups that they count.
    pub fn may_share(&self, one: usize, other: usize, measure: Measure) -> bool {
        let (one, other) = (self.list[one], self.list[other]);
        // What is declared inside counts as inside, whatever groups it counts.
        let declared = || one.holds(other) || other.holds(one);
        !one.groups(measure).is_disjoint_from(other.groups(measure)) || declared()
    }

    /// What clashes in a row: all that clash, except those that count disjoint groups.
    fn clashing(&self, measure: Measure, taking_part: &[usize]) -> Cow<'_, [Clashing]> {
        let groups = |at: usize| self.list[at].groups(measure);
        if taking_part.iter().all(|at| groups(*at) == GroupSet::ANYBODY) {
            return Cow::Borrowed(&self.clashes);
        }
        let clashing = |clashing: &Clashing| {
            let shares = |at: &usize| self.may_share(clashing.toll, *at, measure);
            let with = clashing.with.iter().copied().filter(shares).collect();
            Clashing { toll: clashing.toll, with }
        };
        self.clashes.iter().map(clashing).collect()
    }
}

/// A member of a series that may prove more in a row than the member that counts there.
#[derive(Clone, Copy, Debug)]
struct Rival {
    /// The member that counts.
    counts: usize,
    /// The rival.
    at: usize,
    /// The minimum that the rival proves.
    least: u64,
    /// The minimum of the member that counts, without rivals.
    without: u64,
}

/// What clashes, if each rival also clashes with the member that counts and with the other rivals: they count the same people.
fn with_rivals(mut tolls: Vec<Clashing>, rivals: &[Rival]) -> Cow<'static, [Clashing]> {
    let of = |rival: &Rival| [rival.counts, rival.at];
    for Clashing { toll, with } in &mut tolls {
        let own = rivals.iter().filter(|rival| of(rival).contains(toll));
        let counts: Vec<usize> = own.map(|rival| rival.counts).collect();
        let of_the_series = rivals.iter().filter(|rival| counts.contains(&rival.counts));
        with.extend(of_the_series.flat_map(of).filter(|other| other != toll));
        with.sort_unstable();
        with.dedup();
    }
    Cow::Owned(tolls)
}

/// The minimum from the sum of some facts and the maximum from the sum of others; approximate if any of them is.
fn bounds(least: &[(usize, Bounds)], most: &[(usize, Bounds)]) -> Bounds {
    let sum = |facts: &[(usize, Bounds)]| {
        facts.iter().fold(Bounds::exactly(0), |sum, (_, bounds)| sum.plus(*bounds))
    };
    let (least, most) = (sum(least), sum(most));
    Bounds {
        min: least.min,
        max: most.max.map(|max| max.max(least.min)),
        approximate: least.approximate || most.max.is_some() && most.approximate,
    }
}

fn places(facts: &[(usize, Bounds)]) -> Vec<usize> {
    facts.iter().map(|(at, _)| *at).collect()
}
