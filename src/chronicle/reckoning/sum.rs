//! What facts come to in one row: the least they prove and the most they support. Rules 1, 6 and 7 of the counting
//! policy. It does not know which question the facts answer.

use std::collections::BTreeMap;

use crate::chronicle::incidents::Phase;
use crate::chronicle::measure::Measure;
use crate::chronicle::parts::Whose;
use crate::chronicle::places::Places;
use crate::chronicle::reckoning::clash::{clashes, held};
use crate::chronicle::reckoning::fact::Fact;
use crate::chronicle::reckoning::heaviest::{Choice, Clashing, heaviest};
use crate::field::count::Bounds;

/// Facts that are added up together.
#[derive(Clone, Debug, Default)]
pub struct Facts<'i> {
    /// The facts, in order of their numbers.
    pub list: Vec<Fact<'i>>,
    /// The tolls among them, each with what it clashes with.
    pub clashes: Vec<Clashing>,
    /// The members of each phase of a series.
    phases: BTreeMap<&'i Phase, Vec<usize>>,
}

/// What facts come to in one row, and what that rests on. Each list holds places in [`Facts::list`].
#[derive(Clone, Debug, Default)]
pub struct Sum {
    /// The sum; `None` while no number is known.
    pub bounds: Option<Bounds>,
    /// The facts with a number of their own in this row, in order.
    pub stating: Vec<usize>,
    /// Those of them whose least is added, in order.
    pub least: Vec<usize>,
    /// Those of them whose most is added, in order: all but what another of them is known to include.
    pub most: Vec<usize>,
    /// The incidents without a number, in order, but for those that a toll with a number includes.
    pub unknown: Vec<usize>,
}

impl<'i> Facts<'i> {
    /// Takes facts together that stand in order of their numbers.
    pub fn of(list: Vec<Fact<'i>>, places: &Places) -> Facts<'i> {
        let mut phases: BTreeMap<&Phase, Vec<usize>> = BTreeMap::new();
        for (at, fact) in list.iter().enumerate() {
            if let Some(phase) = fact.incident.series.as_ref().filter(|_| fact.is_toll()) {
                phases.entry(phase).or_default().push(at);
            }
        }
        Facts { clashes: clashes(&list, places), list, phases }
    }

    /// Every row in which one of the facts has something to say. States are never added: rule 9.
    pub fn measures(&self) -> Vec<Measure> {
        let mut measures: Vec<Measure> = Vec::new();
        for fact in &self.list {
            let own = fact.incident.figures.keys().copied().filter(|measure| measure.adds_up());
            // Whoever tells the killed from the injured has told how many they are together.
            let together = fact.incident.bounds(Measure::Casualties).map(|_| Measure::Casualties);
            for measure in own.chain(together) {
                if !measures.contains(&measure) {
                    measures.push(measure);
                }
            }
        }
        measures.sort_unstable();
        measures
    }

    /// What they come to in a row.
    pub fn sum(&self, measure: Measure) -> Sum {
        let overtaken = self.overtaken(measure);
        let number = |at: usize| {
            self.list[at].bounds(measure).filter(|_| overtaken.binary_search(&at).is_err())
        };
        let stating: Vec<(usize, Bounds)> =
            (0..self.list.len()).filter_map(|at| Some((at, number(at)?))).collect();
        let is_held = self.held(&stating);
        let least = self.least(measure, &stating);
        let most: Vec<(usize, Bounds)> =
            stating.iter().filter(|(at, _)| !is_held(*at)).copied().collect();
        let unknown = (0..self.list.len()).filter(|at| {
            let fact = self.list[*at];
            !fact.is_toll() && fact.bounds(measure).is_none() && !is_held(*at)
        });
        Sum {
            bounds: (!stating.is_empty()).then(|| bounds(&least, &most)),
            unknown: unknown.collect(),
            stating: places(&stating),
            least: places(&least),
            most: places(&most),
        }
    }

    /// The tolls that a later member of their series overtook, in every row. They are in no sum.
    pub fn overtaken_everywhere(&self, measures: &[Measure]) -> Vec<usize> {
        let mut members =
            self.phases.values().filter(|members| members.len() > 1).flatten().copied();
        let mut overtaken: Vec<usize> = members.by_ref().collect();
        for measure in measures {
            let here = self.overtaken(*measure);
            let silent = |at: usize| self.list[at].bounds(*measure).is_none();
            overtaken.retain(|at| here.contains(at) || silent(*at));
        }
        overtaken.sort_unstable();
        overtaken
    }

    /// The member of its series that stands for a toll in a row, if that is another.
    pub fn overtakes(&self, at: usize, measure: Measure) -> Option<usize> {
        let phase = self.list[at].incident.series.as_ref()?;
        let latest = self.latest(self.phases.get(phase)?, measure);
        latest.filter(|latest| *latest != at && self.list[at].bounds(measure).is_some())
    }

    /// The member that stands for all in a row: the latest that knows the harm.
    fn latest(&self, members: &[usize], measure: Measure) -> Option<usize> {
        let known_at = |at: &usize| {
            let fact = self.list[*at];
            Some((fact.known_at(measure)?, fact.incident.days.to(), *at))
        };
        members.iter().filter_map(known_at).max().map(|(.., at)| at)
    }

    /// Of each phase the latest member that knows the harm stands for all. The others, in order.
    fn overtaken(&self, measure: Measure) -> Vec<usize> {
        let mut overtaken = Vec::new();
        for members in self.phases.values().filter(|members| members.len() > 1) {
            let latest = self.latest(members, measure);
            overtaken.extend(members.iter().copied().filter(|at| Some(*at) != latest));
        }
        overtaken.sort_unstable();
        overtaken
    }

    /// Whether a fact is declared inside one of those that state a number.
    fn held(&self, stating: &[(usize, Bounds)]) -> impl Fn(usize) -> bool + use<> {
        let tolls = stating.iter().filter(|(at, _)| self.list[*at].is_toll());
        let mut inside: Vec<usize> = tolls.flat_map(|(at, _)| held(&self.list, *at)).collect();
        inside.sort_unstable();
        move |at| inside.binary_search(&at).is_ok()
    }

    /// The heaviest of the facts that state a number and do not clash.
    fn least(&self, measure: Measure, stating: &[(usize, Bounds)]) -> Vec<(usize, Bounds)> {
        if self.clashes.is_empty() {
            return stating.to_vec();
        }
        // Tolls of years and countries clash with most of a chronicle: one look for each of these, not a search.
        let mut found: Vec<Option<(usize, Whose)>> = vec![None; self.list.len()];
        for (place, (at, _)) in stating.iter().enumerate() {
            found[*at] = Some((place, self.list[*at].whose(measure)));
        }
        let clashing = |clashing: &Clashing| {
            let (place, whose) = found[clashing.toll]?;
            let toll = self.list[clashing.toll];
            let with = clashing.with.iter().filter_map(|at| {
                let (place, other) = found[*at]?;
                // What is declared inside is counted inside, whatever groups it tells of.
                let declared = || toll.holds(self.list[*at]) || self.list[*at].holds(toll);
                (!whose.is_apart_from(other) || declared()).then_some(place)
            });
            Some(Clashing { toll: place, with: with.collect() })
        };
        let tolls: Vec<Clashing> = self.clashes.iter().filter_map(clashing).collect();
        if tolls.is_empty() {
            return stating.to_vec();
        }
        let chosen = heaviest(&Choice {
            weights: stating.iter().map(|(_, bounds)| bounds.min).collect(),
            days: stating.iter().map(|(at, _)| self.list[*at].incident.days).collect(),
            tolls,
        });
        stating.iter().zip(chosen).filter(|(_, chosen)| *chosen).map(|(fact, _)| *fact).collect()
    }
}

/// The sum of the least of some facts and of the most of others; it is "about" if any of them is.
fn bounds(least: &[(usize, Bounds)], most: &[(usize, Bounds)]) -> Bounds {
    let sum = |facts: &[(usize, Bounds)]| {
        facts.iter().fold(Bounds::exactly(0), |sum, (_, bounds)| sum.plus(*bounds))
    };
    let (least, most) = (sum(least), sum(most));
    Bounds {
        min: least.min,
        max: most.max.map(|max| max.max(least.min)),
        approximate: least.approximate || most.approximate,
    }
}

fn places(facts: &[(usize, Bounds)]) -> Vec<usize> {
    facts.iter().map(|(at, _)| *at).collect()
}
