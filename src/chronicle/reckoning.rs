//! The counting policy: how incidents become a toll. `docs/counting.md` says it in words, rule by rule.
//! Pure integer arithmetic; it does not know pages, and it never sees a hidden dispatch.
//!
//! The least is what can be proved from facts that do not overlap; the most is the highest that the reports support.

pub mod clash;
pub mod explanation;
pub mod extent;
pub mod fact;
pub mod heaviest;
pub mod phases;
pub mod sum;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::chronicle::incidents::Incident;
use crate::chronicle::measure::Measure;
use crate::chronicle::places::Places;
use crate::chronicle::reckoning::explanation::Explanation;
use crate::chronicle::reckoning::fact::{Fact, Share};
use crate::chronicle::reckoning::sum::{Facts, Sum};
use crate::chronicle::standing::{Standing, standing};
use crate::chronicle::states::{State, states};
use crate::field::casualties::Harm;
use crate::field::claim::Grade;
use crate::field::count::Bounds;
use crate::field::day::DayRange;
use crate::field::slug::Slug;

/// What a toll is asked of.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// One city, or everywhere.
    pub city: Option<&'a str>,
    /// Some days, or always.
    pub days: Option<DayRange>,
    /// One party that incidents are attributed to, or anybody. Rows by party do not add up.
    pub party: Option<&'a str>,
    /// The grades that count.
    pub grades: &'a BTreeSet<Grade>,
}

/// One row of an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Toll {
    /// The sum; `None` while no number is known.
    pub bounds: Option<Bounds>,
    /// How many incidents have a number.
    pub known: usize,
    /// How many have none.
    pub unknown: usize,
}

/// What may or may not belong to an answer: "and up to N more in k".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Elsewhere {
    /// The incidents and tolls.
    pub incidents: Vec<Slug>,
    /// What they come to.
    pub rows: BTreeMap<Measure, Toll>,
    /// The most they add to each row, beyond what is in the sum already; `None` when nobody knows.
    most: BTreeMap<Measure, Option<u64>>,
}

/// The answer, with its basis: every incident and toll that is not outside the question stands in one of its lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reckoning {
    /// The rows that have something to say. The row of casualties is worth showing only with an `untold` number in it.
    pub rows: BTreeMap<Measure, Toll>,
    /// The incidents that were counted.
    pub counted: Vec<Slug>,
    /// Those of them that count from nought, since some of it may belong to another answer.
    pub partly: Vec<Slug>,
    /// The tolls over a period that take part in the sum.
    pub tolls: Vec<Slug>,
    /// Tolls that a later one of their series stands for.
    pub overtaken: Vec<Slug>,
    /// Those whose place is not known closely enough.
    pub place_unclear: Elsewhere,
    /// Those that lie across a border of the period.
    pub spans: Elsewhere,
    /// How many of those counted have a number that does not tell the killed from the injured.
    pub untold: usize,
    /// Those that were left out for their grade.
    pub graded_out: Vec<Slug>,
    /// Who was missing, displaced or trapped, each as of its own moment.
    pub states: Vec<State>,
}

/// Everything that is not outside a question, sorted by how it stands to it.
#[derive(Clone, Debug, Default)]
pub struct Sorted<'i> {
    /// What takes part in the sum.
    pub counted: Facts<'i>,
    /// What is not known closely enough to be in the place that is asked of.
    pub place_unclear: Facts<'i>,
    /// What lies across a border of the period.
    pub spans: Facts<'i>,
    /// What is left out for its grade.
    pub graded_out: Vec<&'i Incident>,
}

/// Reckons the answer to `question` from `incidents`.
pub fn reckon<'i>(
    incidents: impl IntoIterator<Item = &'i Incident>,
    question: &Question<'_>,
    places: &Places,
) -> Reckoning {
    Sorted::of(incidents, question, places).reckon()
}

impl<'i> Sorted<'i> {
    /// Sorts `incidents` by how they stand to `question`.
    pub fn of(
        incidents: impl IntoIterator<Item = &'i Incident>,
        question: &Question<'_>,
        places: &Places,
    ) -> Sorted<'i> {
        // Rule 5: first the set, then the sum. An incident that is handed in twice is one incident.
        let mut set: Vec<&Incident> = incidents.into_iter().collect();
        set.sort_by_key(|incident| incident.number);
        set.dedup_by_key(|incident| incident.number);
        let (mut counted, mut place_unclear, mut spans) = (Vec::new(), Vec::new(), Vec::new());
        let mut graded_out = Vec::new();
        for incident in set {
            let (facts, share) = match standing(incident, question, places) {
                Standing::Outside => continue,
                // Rule 4: grades are a filter before anything is added.
                _ if !question.grades.contains(&incident.grade) => {
                    graded_out.push(incident);
                    continue;
                }
                Standing::Inside => (&mut counted, Share::Whole),
                Standing::Partly => (&mut counted, Share::Perhaps),
                // Rule 11: what is not known closely enough stays beside the sum.
                Standing::PlaceUnclear => (&mut place_unclear, Share::Whole),
                Standing::SpansPeriod => (&mut spans, Share::Whole),
            };
            facts.push(Fact { incident, share });
        }
        let facts = |list| Facts::of(list, places);
        Sorted {
            counted: facts(counted),
            place_unclear: facts(place_unclear),
            spans: facts(spans),
            graded_out,
        }
    }

    /// How the answer came about.
    pub fn explain(&self) -> Explanation<'i> {
        Explanation::of(&self.counted)
    }

    /// The answer.
    pub fn reckon(&self) -> Reckoning {
        let facts = &self.counted;
        let reporting: Vec<&Incident> = facts.list.iter().map(|fact| fact.incident).collect();
        let ids = |picks: fn(&Fact<'_>) -> bool| {
            let picked = facts.list.iter().filter(|fact| picks(fact));
            picked.map(|fact| fact.incident.id.clone()).collect::<Vec<Slug>>()
        };
        let Rows { mut rows, overtaken, standing: tolls } = Rows::of(facts);
        let counted = ids(|fact| !fact.is_toll());
        // The headline row stands even when nobody knows a number: rule 1.
        if !facts.list.is_empty() {
            let silent = || Toll { unknown: counted.len(), ..Toll::default() };
            rows.entry(Measure::Whole(Harm::Killed)).or_insert_with(silent);
        }
        let mut answer = Reckoning {
            rows,
            partly: ids(|fact| !fact.is_toll() && fact.share == Share::Perhaps),
            untold: facts.list.iter().filter(|fact| is_untold(fact)).count(),
            counted,
            tolls,
            overtaken,
            graded_out: self.graded_out.iter().map(|incident| incident.id.clone()).collect(),
            states: states(&reporting),
            ..Reckoning::default()
        };
        answer.place_unclear = answer.beside(&self.place_unclear, facts);
        answer.spans = answer.beside(&self.spans, facts);
        answer
    }
}

fn is_untold(fact: &Fact<'_>) -> bool {
    let bare = fact.incident.figures.get(&Measure::Casualties);
    bare.is_some_and(|effective| effective.figure.bounds.is_some())
}

/// So many facts are worth sharing out among several cores.
const MANY: usize = 5_000;

/// The rows that facts come to, and which of the tolls among them stand in one.
struct Rows {
    rows: BTreeMap<Measure, Toll>,
    standing: Vec<Slug>,
    overtaken: Vec<Slug>,
}

impl Rows {
    fn of(facts: &Facts<'_>) -> Rows {
        let measures = facts.measures();
        let overtaken = facts.phases.overtaken_everywhere(&facts.list, &measures);
        let is_overtaken = |at: &usize| overtaken.binary_search(at).is_ok();
        let id = |at: usize| facts.list[at].incident.id.clone();
        let tolls = (0..facts.list.len()).filter(|at| facts.list[*at].is_toll());
        let (overtaken, standing): (Vec<usize>, Vec<usize>) = tolls.partition(is_overtaken);
        // No row looks at another; but few facts are added up sooner than they are shared out.
        let together = if facts.list.len() < MANY { measures.len() } else { 1 };
        let rows = measures.par_iter().with_min_len(together);
        Rows {
            rows: rows.map(|of| (*of, Toll::of(&facts.sum(*of), facts))).collect(),
            standing: standing.into_iter().map(id).collect(),
            overtaken: overtaken.into_iter().map(id).collect(),
        }
    }
}

impl Reckoning {
    /// The headline row.
    pub fn killed(&self) -> Option<&Toll> {
        self.rows.get(&Measure::Whole(Harm::Killed))
    }

    /// What `facts` come to beside the sum of what was `counted`. Tolls that are overtaken there are listed with the
    /// others.
    fn beside(&mut self, facts: &Facts<'_>, counted: &Facts<'_>) -> Elsewhere {
        let Rows { rows, overtaken, .. } = Rows::of(facts);
        let ids = facts.list.iter().map(|fact| &fact.incident.id);
        let standing = ids.filter(|id| overtaken.binary_search(id).is_err()).cloned().collect();
        self.overtaken.extend(overtaken);
        self.overtaken.sort();
        let most = rows.keys().map(|measure| (*measure, facts.most_beyond(counted, *measure)));
        Elsewhere { incidents: standing, most: most.collect(), rows }
    }
}

impl Elsewhere {
    /// The most these may add to a row; `None` when nobody knows.
    pub fn most(&self, measure: Measure) -> Option<u64> {
        if self.incidents.is_empty() {
            return Some(0);
        }
        self.most.get(&measure).copied().flatten()
    }
}

impl Toll {
    /// The row that `sum` makes. Rule 1: an incident that is silent on it has no number there; that is not nought.
    pub fn of(sum: &Sum, facts: &Facts<'_>) -> Toll {
        let is_incident = |at: &&usize| !facts.list[**at].is_toll();
        Toll {
            bounds: sum.bounds,
            known: sum.stating.iter().filter(is_incident).count(),
            unknown: sum.unknown.len(),
        }
    }
}
