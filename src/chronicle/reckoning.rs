//! The counting policy: how incidents become a toll. `docs/counting.md` explains it rule by rule.
//! Integer arithmetic only. It does not know pages, and it never sees a hidden dispatch.
//!
//! The minimum is what can be proved from facts that do not overlap. The maximum is the highest number that the reports
//! support.

pub mod clash;
pub mod explanation;
pub mod extent;
pub mod fact;
pub mod heaviest;
pub mod parties;
pub mod phases;
pub mod question;
pub mod sum;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::chronicle::incident::Incident;
use crate::chronicle::measure::Measure;
use crate::chronicle::places::Places;
use crate::chronicle::reckoning::explanation::Explanation;
use crate::chronicle::reckoning::fact::{Fact, Share};
use crate::chronicle::reckoning::question::{Membership, Question};
use crate::chronicle::reckoning::sum::{Facts, Sum};
use crate::chronicle::states::{State, states};
use crate::field::casualties::Harm;
use crate::field::count::Bounds;
use crate::field::slug::Slug;

/// The version of the rules of counting, which `figures.lock` records. Raise it whenever a change may move a total of a site
/// whose files did not change: editors are then shown what moved.
pub const RULES: u32 = 5;

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

/// Incidents and tolls of which it is uncertain whether they belong to the answer: "and up to N more in k".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Uncertain {
    /// The incidents and tolls.
    pub incidents: Vec<Slug>,
    /// What they add up to.
    pub rows: BTreeMap<Measure, Toll>,
    /// The maximum they add to each row beyond what is counted already; `None` when it is not known.
    at_most: BTreeMap<Measure, Option<u64>>,
}

/// The answer to a question, with its basis: every incident and toll that is not outside the question is in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reckoning {
    /// The rows that have something to say. The row of casualties is worth showing only if there are `bare_numbers`.
    pub rows: BTreeMap<Measure, Toll>,
    /// The incidents that were counted.
    pub counted: Vec<Slug>,
    /// Those of them that count from zero, because some of them may belong to another answer.
    pub partly: Vec<Slug>,
    /// The tolls over a period that take part in the sum.
    pub tolls: Vec<Slug>,
    /// The tolls that a later one of their series replaces.
    pub overtaken: Vec<Slug>,
    /// Those whose place is not known closely enough.
    pub place_unclear: Uncertain,
    /// Those that are partly outside the period.
    pub spans: Uncertain,
    /// How many of those counted have a bare number, which does not tell the killed from the injured.
    pub bare_numbers: usize,
    /// Those that were left out for their grade.
    pub graded_out: Vec<Slug>,
    /// Those that were left out for their grade, and whose place is not known closely enough.
    pub graded_out_unclear: Vec<Slug>,
    /// Who was missing, displaced, trapped or held, each as of its own moment.
    pub states: Vec<State>,
}

/// The incidents and tolls that are not outside a question, by how far they belong to the answer.
#[derive(Clone, Debug, Default)]
pub struct Selection<'i> {
    /// Those that take part in the sum.
    pub counted: Facts<'i>,
    /// Those whose place is not known closely enough.
    pub place_unclear: Facts<'i>,
    /// Those that are partly outside the period.
    pub spans: Facts<'i>,
    /// Those that are left out for their grade.
    pub graded_out: Vec<&'i Incident>,
    /// Those that are left out for their grade, and whose place is not known closely enough.
    pub graded_out_unclear: Vec<&'i Incident>,
}

/// Reckons the answer to `question` from `incidents`.
pub fn reckon<'i>(
    incidents: impl IntoIterator<Item = &'i Incident>,
    question: &Question<'_>,
    places: &Places,
) -> Reckoning {
    Selection::new(incidents, question, places).reckon()
}

impl<'i> Selection<'i> {
    /// Selects what belongs to the answer to `question`, or may.
    pub fn new(
        incidents: impl IntoIterator<Item = &'i Incident>,
        question: &Question<'_>,
        places: &Places,
    ) -> Selection<'i> {
        // Rule 5: first the set, then the sum. An incident that is passed twice is one incident.
        let mut set: Vec<&Incident> = incidents.into_iter().collect();
        set.sort_by_key(|incident| incident.number);
        set.dedup_by_key(|incident| incident.number);
        let (mut counted, mut place_unclear, mut spans) = (Vec::new(), Vec::new(), Vec::new());
        let (mut graded_out, mut graded_out_unclear) = (Vec::new(), Vec::new());
        for incident in set {
            let (facts, share) = match question.membership(incident, places) {
                Membership::Outside => continue,
                // Rule 4: grades are a filter before anything is added.
                membership if !question.grades.contains(&incident.grade) => {
                    match membership {
                        Membership::PlaceUnclear => graded_out_unclear.push(incident),
                        _ => graded_out.push(incident),
                    }
                    continue;
                }
                Membership::Inside => (&mut counted, Share::Whole),
                Membership::Partly => (&mut counted, Share::Perhaps),
                // Rule 11: what is not known closely enough stays beside the sum.
                Membership::PlaceUnclear => (&mut place_unclear, Share::Whole),
                Membership::SpansPeriod => (&mut spans, Share::Whole),
            };
            facts.push(Fact { incident, share });
        }
        let facts = |list| Facts::new(list, places);
        Selection {
            counted: facts(counted),
            place_unclear: facts(place_unclear),
            spans: facts(spans),
            graded_out,
            graded_out_unclear,
        }
    }

    /// How the answer was counted.
    pub fn explain(&self) -> Explanation<'i> {
        Explanation::new(&self.counted)
    }

    /// The answer.
    pub fn reckon(&self) -> Reckoning {
        let facts = &self.counted;
        let reporting: Vec<&Incident> = facts.list.iter().map(|fact| fact.incident).collect();
        let ids_of = |incidents: &[&Incident]| {
            incidents.iter().map(|incident| incident.id.clone()).collect::<Vec<Slug>>()
        };
        let ids = |picks: fn(&Fact<'_>) -> bool| {
            let picked = facts.list.iter().filter(|fact| picks(fact));
            picked.map(|fact| fact.incident.id.clone()).collect::<Vec<Slug>>()
        };
        let Rows { mut rows, overtaken: mut all_overtaken, current: tolls } = Rows::new(facts);
        let counted = ids(|fact| !fact.is_toll());
        // Rule 1: the headline row is there even if no number is known.
        if !facts.list.is_empty() {
            let silent = || Toll { unknown: counted.len(), ..Toll::default() };
            rows.entry(Measure::Whole(Harm::Killed)).or_insert_with(silent);
        }
        let [place_unclear, spans] = [&self.place_unclear, &self.spans].map(|uncertain| {
            let (uncertain, overtaken) = Uncertain::beside(uncertain, facts);
            all_overtaken.extend(overtaken);
            uncertain
        });
        all_overtaken.sort();
        Reckoning {
            rows,
            partly: ids(|fact| !fact.is_toll() && fact.share == Share::Perhaps),
            bare_numbers: facts.list.iter().filter(|fact| has_bare_number(fact)).count(),
            counted,
            tolls,
            overtaken: all_overtaken,
            place_unclear,
            spans,
            graded_out: ids_of(&self.graded_out),
            graded_out_unclear: ids_of(&self.graded_out_unclear),
            states: states(&reporting),
        }
    }
}

fn has_bare_number(fact: &Fact<'_>) -> bool {
    let bare = fact.incident.figures.get(&Measure::Casualties);
    bare.is_some_and(|effective| effective.figure.bounds.is_some())
}

/// Minimum number of facts for which adding up the rows in parallel is faster.
const PARALLEL_FROM: usize = 5_000;

/// The rows that facts come to, and the tolls among them.
struct Rows {
    rows: BTreeMap<Measure, Toll>,
    /// The tolls that stand in a row.
    current: Vec<Slug>,
    /// The tolls that others of their series replace in every row.
    overtaken: Vec<Slug>,
}

impl Rows {
    fn new(facts: &Facts<'_>) -> Rows {
        let measures = facts.measures();
        let overtaken = facts.phases.overtaken_everywhere(&facts.list, &measures);
        let is_overtaken = |at: &usize| overtaken.binary_search(at).is_ok();
        let id = |at: usize| facts.list[at].incident.id.clone();
        let tolls = (0..facts.list.len()).filter(|at| facts.list[*at].is_toll());
        let (overtaken, current): (Vec<usize>, Vec<usize>) = tolls.partition(is_overtaken);
        let per_task = if facts.list.len() < PARALLEL_FROM { measures.len() } else { 1 };
        let rows = measures.par_iter().with_min_len(per_task);
        let rows: BTreeMap<Measure, Toll> =
            rows.map(|of| (*of, Toll::from_sum(&facts.sum(*of), facts))).collect();
        // Without a number, only the headline row says something.
        let says_something = |(measure, toll): &(Measure, Toll)| {
            toll.bounds.is_some() || *measure == Measure::Whole(Harm::Killed)
        };
        Rows {
            rows: rows.into_iter().filter(says_something).collect(),
            current: current.into_iter().map(id).collect(),
            overtaken: overtaken.into_iter().map(id).collect(),
        }
    }
}

impl Reckoning {
    /// The headline row.
    pub fn killed(&self) -> Option<&Toll> {
        self.rows.get(&Measure::Whole(Harm::Killed))
    }
}

impl Uncertain {
    /// What `facts` may add to those `counted`; and the tolls among them that others of their series replace.
    fn beside(facts: &Facts<'_>, counted: &Facts<'_>) -> (Uncertain, Vec<Slug>) {
        let Rows { rows, overtaken, .. } = Rows::new(facts);
        let ids = facts.list.iter().map(|fact| &fact.incident.id);
        let incidents = ids.filter(|id| overtaken.binary_search(id).is_err()).cloned().collect();
        let at_most = rows.keys().map(|measure| (*measure, facts.most_beyond(counted, *measure)));
        (Uncertain { incidents, at_most: at_most.collect(), rows }, overtaken)
    }

    /// The maximum these may add to a row; `None` when it is not known.
    pub fn most(&self, measure: Measure) -> Option<u64> {
        if self.incidents.is_empty() {
            return Some(0);
        }
        self.at_most.get(&measure).copied().flatten()
    }
}

impl Toll {
    /// The row that `sum` makes. Rule 1: an incident that does not state it has no number there, which is not zero.
    pub fn from_sum(sum: &Sum, facts: &Facts<'_>) -> Toll {
        let is_incident = |at: &&usize| !facts.list[**at].is_toll();
        Toll {
            bounds: sum.bounds,
            known: sum.stating.iter().filter(is_incident).count(),
            unknown: sum.unknown.len(),
        }
    }
}
