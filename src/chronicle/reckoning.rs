//! The counting policy: how incidents become a toll. `docs/counting.md` says it in words, rule by rule.
//! Pure integer arithmetic; it does not know pages, and it never sees a hidden dispatch.
//!
//! The least is what can be proved from incidents that do not overlap; the most is the highest that the reports
//! support. Tolls over a period are named beside the sum and are not part of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::chronicle::incidents::Incident;
use crate::chronicle::measure::Measure;
use crate::chronicle::places::Places;
use crate::chronicle::standing::{Standing, standing};
use crate::chronicle::states::{State, states};
use crate::field::casualties::Harm;
use crate::field::claim::Grade;
use crate::field::count::Bounds;
use crate::field::day::DayRange;
use crate::field::dispatch::Kind;
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

/// Incidents that may or may not belong to an answer: "and up to N more in k".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Elsewhere {
    /// The incidents.
    pub incidents: Vec<Slug>,
    /// What they come to.
    pub rows: BTreeMap<Measure, Toll>,
}

/// The answer, with its basis: every incident that is not outside the question stands in one of its lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reckoning {
    /// The rows that have something to say. The row of casualties is worth showing only with an `untold` number in it.
    pub rows: BTreeMap<Measure, Toll>,
    /// The incidents that were counted.
    pub counted: Vec<Slug>,
    /// Those of them that count from nought, since some of it may belong to another answer.
    pub partly: Vec<Slug>,
    /// Those whose place is not known closely enough.
    pub place_unclear: Elsewhere,
    /// Those that lie across a border of the period.
    pub spans: Elsewhere,
    /// How many of those counted have a number that does not tell the killed from the injured.
    pub untold: usize,
    /// Those that were left out for their grade.
    pub graded_out: Vec<Slug>,
    /// Tolls over a period that touch the answer and are not in the sum.
    pub tolls: Vec<Slug>,
    /// Who was missing, displaced or trapped, each as of its own moment.
    pub states: Vec<State>,
}

/// Reckons the answer to `question` from `incidents`.
pub fn reckon<'i>(
    incidents: impl IntoIterator<Item = &'i Incident>,
    question: &Question<'_>,
    places: &Places,
) -> Reckoning {
    // Rule 5: first the set, then the sum. An incident that is handed in twice is one incident.
    let set: BTreeMap<&Slug, &Incident> = incidents.into_iter().map(|it| (&it.id, it)).collect();
    let mut answer = Reckoning::default();
    let mut reporting = Vec::new();
    for (id, incident) in set {
        let standing = standing(incident, question, places);
        if standing == Standing::Outside {
            continue;
        }
        // Rule 4: grades are a filter before anything is added.
        if !question.grades.contains(&incident.grade) {
            answer.graded_out.push(id.clone());
            continue;
        }
        if standing <= Standing::Partly {
            reporting.push(incident);
        }
        if incident.kind == Kind::Toll {
            answer.tolls.push(id.clone());
            continue;
        }
        match standing {
            Standing::Inside => answer.count(incident, |bounds| bounds),
            // Rule 5: nought to all of it, in each of the rows it may belong to.
            Standing::Partly => {
                answer.partly.push(id.clone());
                answer.count(incident, Bounds::perhaps);
            }
            // Rule 11: what is not known closely enough stays beside the sum.
            Standing::PlaceUnclear => answer.place_unclear.add(incident),
            Standing::SpansPeriod => answer.spans.add(incident),
            Standing::Outside => {}
        }
    }
    answer.states = states(&reporting);
    answer.finish();
    answer
}

impl Reckoning {
    /// The headline row.
    pub fn killed(&self) -> Option<&Toll> {
        self.rows.get(&Measure::Whole(Harm::Killed))
    }
}

impl Reckoning {
    fn count(&mut self, incident: &Incident, share: impl Fn(Bounds) -> Bounds) {
        self.counted.push(incident.id.clone());
        let untold = incident.figures.get(&Measure::Casualties);
        self.untold += usize::from(untold.is_some_and(|it| it.figure.bounds.is_some()));
        add(&mut self.rows, incident, share);
    }

    fn finish(&mut self) {
        // The headline row stands even when nobody knows a number: rule 1.
        if !self.counted.is_empty() {
            self.rows.entry(Measure::Whole(Harm::Killed)).or_default();
        }
        complete(&mut self.rows, self.counted.len());
        complete(&mut self.place_unclear.rows, self.place_unclear.incidents.len());
        complete(&mut self.spans.rows, self.spans.incidents.len());
    }
}

impl Elsewhere {
    fn add(&mut self, incident: &Incident) {
        self.incidents.push(incident.id.clone());
        add(&mut self.rows, incident, |bounds| bounds);
    }

    /// The most these incidents may add to a row; `None` when nobody knows.
    pub fn most(&self, measure: Measure) -> Option<u64> {
        if self.incidents.is_empty() {
            return Some(0);
        }
        let row = self.rows.get(&measure).filter(|row| row.unknown == 0)?;
        row.bounds?.max
    }
}

/// Adds an incident to the rows it has something to say in. States are never added: rule 9.
fn add(rows: &mut BTreeMap<Measure, Toll>, incident: &Incident, share: impl Fn(Bounds) -> Bounds) {
    let own = incident.figures.keys().filter(|measure| measure.adds_up());
    for measure in own.filter(|measure| **measure != Measure::Casualties) {
        rows.entry(*measure).or_default().add(incident.bounds(*measure).map(&share));
    }
    // Whoever tells the killed from the injured has told how many they are together.
    if let Some(everyone) = incident.bounds(Measure::Casualties) {
        rows.entry(Measure::Casualties).or_default().add(Some(share(everyone)));
    }
}

impl Toll {
    fn add(&mut self, bounds: Option<Bounds>) {
        let Some(bounds) = bounds else { return };
        self.bounds = Some(self.bounds.map_or(bounds, |sum| sum.plus(bounds)));
        self.known += 1;
    }
}

/// Rule 1: an incident that is silent on a row has no number there; that is not nought.
fn complete(rows: &mut BTreeMap<Measure, Toll>, incidents: usize) {
    for row in rows.values_mut() {
        row.unknown = incidents - row.known;
    }
}
