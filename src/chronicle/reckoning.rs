//! The counting policy: how incidents become a toll. `docs/counting.md` says it in words.
//! Pure integer arithmetic; it does not know pages, and it never sees a hidden dispatch.
//!
//! Rules 1 (unknown is not zero), 4 (grades), 5 (incidents in several cities), 8 (parts), 9 (states are not flows)
//! and 11 (precision gates roll-ups). Tolls over a period are named beside the sum and are not part of it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use crate::chronicle::incidents::Incident;
use crate::chronicle::measure::Measure;
use crate::chronicle::places::Places;
use crate::chronicle::references::Number;
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
    /// The grades that count.
    pub grades: &'a BTreeSet<Grade>,
}

/// How an incident stands to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// All of it belongs to the answer.
    Inside,
    /// It happened here and elsewhere: nought to all of it belongs to the answer.
    Partly,
    /// Its place is not known closely enough to say.
    PlaceUnclear,
    /// It lies across a border of the period.
    SpansPeriod,
    /// It belongs to another answer.
    Outside,
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
    /// The most they may add, by measure; `None` when nobody knows.
    pub most: BTreeMap<Measure, Option<u64>>,
}

/// A state (missing, displaced, trapped) as of a moment. Never added to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// Which state.
    pub harm: Harm,
    /// How many, if a number is known.
    pub bounds: Option<Bounds>,
    /// As reported.
    pub wording: String,
    /// As of when.
    pub as_of: Timestamp,
    /// In which dispatch.
    pub number: Number,
}

/// The answer, with its basis.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reckoning {
    /// The rows that have something to say.
    pub rows: BTreeMap<Measure, Toll>,
    /// The incidents that were counted.
    pub counted: Vec<Slug>,
    /// Those of them that count from nought, since they happened elsewhere too.
    pub partly: Vec<Slug>,
    /// Those whose place is not known closely enough.
    pub place_unclear: Elsewhere,
    /// Those that lie across a border of the period.
    pub spans: Elsewhere,
    /// Those that were left out for their grade.
    pub graded_out: Vec<Slug>,
    /// Tolls over a period that touch the answer and are not in the sum.
    pub tolls: Vec<Slug>,
    /// What was missing, displaced or trapped, each as of its own moment.
    pub states: Vec<State>,
}

/// Reckons the answer to `question` from `incidents`.
pub fn reckon<'i>(
    incidents: impl IntoIterator<Item = &'i Incident>,
    question: &Question<'_>,
    places: &Places,
) -> Reckoning {
    let mut answer = Reckoning::default();
    for incident in incidents {
        let standing = standing(incident, question, places);
        if standing == Standing::Outside {
            continue;
        }
        if !question.grades.contains(&incident.grade) {
            answer.graded_out.push(incident.id.clone());
            continue;
        }
        answer.states.extend(states(incident));
        if incident.kind == Kind::Toll {
            answer.tolls.push(incident.id.clone());
            continue;
        }
        match standing {
            Standing::Inside => answer.count(incident, |bounds| bounds),
            Standing::Partly => {
                answer.partly.push(incident.id.clone());
                answer.count(incident, |bounds| Bounds { min: 0, ..bounds });
            }
            Standing::PlaceUnclear => answer.place_unclear.add(incident),
            Standing::SpansPeriod => answer.spans.add(incident),
            Standing::Outside => {}
        }
    }
    answer.complete_unknowns();
    answer
}

/// How `incident` stands to `question`.
pub fn standing(incident: &Incident, question: &Question<'_>, places: &Places) -> Standing {
    if let Some(days) = question.days {
        if incident.days.is_disjoint_from(days) {
            return Standing::Outside;
        }
        if !incident.days.lies_within(days) {
            return match question.city.map(|city| in_city(incident, city, places)) {
                Some(Standing::Outside) => Standing::Outside,
                _ => Standing::SpansPeriod,
            };
        }
    }
    question
        .city
        .map_or(Standing::Inside, |city| in_city(incident, city, places))
}

fn in_city(incident: &Incident, city: &str, places: &Places) -> Standing {
    let place = &incident.place;
    if !place.precision.is_vaguer_than_a_city() {
        return match place.cities.iter().any(|name| **name == *city) {
            true if place.cities.len() == 1 => Standing::Inside,
            true => Standing::Partly,
            false => Standing::Outside,
        };
    }
    // A vague place may be this city if the city is named, or lies in the region or country that is.
    let named = place.cities.iter().any(|name| **name == *city);
    let around = match (&place.region, &place.country) {
        (Some(region), _) => places
            .region_of(city)
            .is_some_and(|inner| places.region_lies_in(inner, region)),
        (None, Some(country)) => places.country_of(city) == Some(country),
        (None, None) => false,
    };
    if named || around {
        Standing::PlaceUnclear
    } else {
        Standing::Outside
    }
}

impl Reckoning {
    fn count(&mut self, incident: &Incident, share: impl Fn(Bounds) -> Bounds) {
        self.counted.push(incident.id.clone());
        for measure in Measure::that_add_up() {
            let Some(effective) = incident.figures.get(&measure) else {
                continue;
            };
            let row = self.rows.entry(measure).or_default();
            match effective.figure.bounds.map(&share) {
                Some(bounds) => {
                    row.bounds = Some(row.bounds.map_or(bounds, |sum| sum.plus(bounds)));
                    row.known += 1;
                }
                None => row.unknown += 1,
            }
        }
    }

    /// An incident that is silent on a row has no number there; that is not nought.
    fn complete_unknowns(&mut self) {
        if !self.counted.is_empty() {
            self.rows.entry(Measure::Whole(Harm::Killed)).or_default();
        }
        let all = self.counted.len();
        for row in self.rows.values_mut() {
            row.unknown = all - row.known;
        }
    }

    /// The headline row.
    pub fn killed(&self) -> Option<&Toll> {
        self.rows.get(&Measure::Whole(Harm::Killed))
    }
}

impl Elsewhere {
    fn add(&mut self, incident: &Incident) {
        for measure in Measure::that_add_up() {
            let Some(effective) = incident.figures.get(&measure) else {
                continue;
            };
            let most = effective.figure.bounds.and_then(|bounds| bounds.max);
            let sum = self.most.entry(measure).or_insert(Some(0));
            *sum = sum.zip(most).map(|(sum, most)| sum.saturating_add(most));
        }
        self.incidents.push(incident.id.clone());
    }
}

/// The states an incident or a toll reports, each as of its own moment.
fn states(incident: &Incident) -> impl Iterator<Item = State> {
    incident
        .figures
        .iter()
        .filter_map(|(measure, effective)| match measure {
            Measure::Whole(harm) if harm.is_state() => Some(State {
                harm: *harm,
                bounds: effective.figure.bounds,
                wording: effective.figure.wording.clone(),
                as_of: effective.as_of,
                number: effective.number,
            }),
            Measure::Whole(_) | Measure::Part(..) | Measure::Casualties => None,
        })
}
