//! Two incidents that may be one: the same city, within two days, with numbers that fit. Rule 10 of the counting policy.
//! Nothing is ever merged here; the editors say whether it is one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::chronicle::Chronicle;
use crate::chronicle::checks::MAX_WARNINGS;
use crate::chronicle::incident::{Incident, IncidentId};
use crate::chronicle::measure::Measure;
use crate::chronicle::places::CityName;
use crate::field::casualties::Harm;
use crate::field::claim::Grade;
use crate::field::count::Bounds;
use crate::field::day::DayRange;
use crate::field::dispatch::Kind;
use crate::text::diagnostic::{Diagnostic, keep_first};
use crate::text::rule;

/// So many days may lie between two reports of one incident.
const DAYS_APART: i64 = 2;

/// Below so many people, numbers that fit say little.
const FEWEST: u64 = 5;

/// Each incident is held against so many that began after it. A city with more in two days has other questions.
const MOST_COMPARED: usize = 200;

/// Two incidents that look alike, and the figures by which they do.
struct Pair<'c> {
    one: &'c Incident,
    other: &'c Incident,
    measure: Measure,
}

/// Warns of every pair of incidents that look like one.
pub fn check(chronicle: &Chronicle, faults: &mut Vec<Diagnostic>) {
    let mut by_city: BTreeMap<&CityName, Vec<&Incident>> = BTreeMap::new();
    for incident in chronicle.incidents.values().filter(|incident| may_be_told_twice(incident)) {
        for city in &incident.place.cities {
            by_city.entry(city).or_default().push(incident);
        }
    }
    let mut asked: BTreeSet<(IncidentId, IncidentId)> = BTreeSet::new();
    let mut found = Vec::new();
    for (city, mut incidents) in by_city {
        incidents.sort_by_key(|incident| (incident.days.from(), incident.number));
        for (at, one) in incidents.iter().enumerate() {
            let after = incidents[at + 1..].iter().take(MOST_COMPARED);
            let near = after.take_while(|other| within_reach(one.days, other.days));
            for pair in near.filter_map(|other| Pair::new(one, other)) {
                if !pair.is_told_apart(chronicle) && asked.insert((one.number, pair.other.number)) {
                    found.push((city, pair));
                }
            }
        }
    }
    found.sort_by_key(|(_, pair)| (pair.other.number, pair.one.number));
    let warnings = found.iter().map(|(city, pair)| pair.warning(city, chronicle));
    let mut warnings: Vec<Diagnostic> = warnings.collect();
    keep_first(&mut warnings, MAX_WARNINGS, "pairs look as alike");
    faults.append(&mut warnings);
}

fn may_be_told_twice(incident: &Incident) -> bool {
    incident.kind == Kind::Incident
        && incident.grade != Grade::Discounted
        && !incident.place.precision.is_vaguer_than_a_city()
}

fn within_reach(one: DayRange, later: DayRange) -> bool {
    one.to().days_until(later.from()) <= DAYS_APART
}

impl<'c> Pair<'c> {
    /// The two as a pair, if their numbers are large enough and fit.
    fn new(one: &'c Incident, other: &'c Incident) -> Option<Pair<'c>> {
        let killed = Measure::Whole(Harm::Killed);
        let both_know = one.bounds(killed).and(other.bounds(killed)).is_some();
        let measure = if both_know { killed } else { Measure::Casualties };
        let (a, b) = (one.bounds(measure)?, other.bounds(measure)?);
        let fit = a.overlaps(b) && a.min >= FEWEST && b.min >= FEWEST;
        fit.then_some(Pair { one, other, measure })
    }

    /// Whether somebody said that they are two, or one dispatch tells of both.
    fn is_told_apart(&self, chronicle: &Chronicle) -> bool {
        let says = |one: &Incident, other: &Incident| {
            let file = one.file.as_ref();
            let ids = file.into_iter().flat_map(|file| &file.distinct_from);
            let mut incidents = ids.filter_map(|id| chronicle.incident(&id.value));
            incidents.any(|incident| incident.number == other.number)
        };
        let shared =
            self.one.dispatches.iter().any(|number| self.other.dispatches.contains(number));
        shared || says(self.one, self.other) || says(self.other, self.one)
    }

    fn warning(&self, city: &str, chronicle: &Chronicle) -> Diagnostic {
        let Pair { one, other, measure } = self;
        let found = &rule::SAME_TWICE;
        let figure = |incident: &'c Incident| {
            let effective = incident.figures.get(measure)?;
            Some((Arc::clone(&chronicle.dispatches[effective.dispatch]), &effective.figure))
        };
        let number = |incident: &Incident| {
            let bounds = incident.bounds(*measure);
            bounds.as_ref().map(Bounds::to_string).unwrap_or_default()
        };
        let (later, earlier) = (number(other), number(one));
        let message = format!("`{}` and `{}` may be one incident", other.id, one.id);
        let label = format!("{city}, {}: {later} {}", other.days.from().iso(), measure.name());
        let fault = match figure(other) {
            Some((dispatch, figure)) => found.at(&dispatch.path, figure.span, message).label(label),
            None => {
                let last = other.dispatches.last().expect("an incident is told by a dispatch");
                found.in_file(&chronicle.dispatches[*last].path, message)
            }
        };
        let fault = fault.help(format!(
            "if they are one, write the same `incident` in both; if they are two, say so with `distinct_from: [{}]` \
             in content/incidents/{}.md",
            one.id, other.id
        ));
        match figure(one) {
            Some((dispatch, figure)) => {
                let label = format!("{}: {earlier} {}", one.days.from().iso(), measure.name());
                fault.related(&dispatch.path, figure.span, label)
            }
            None => fault,
        }
    }
}
