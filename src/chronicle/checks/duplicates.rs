//! Suspected duplicates: two incidents in the same city, within two days, with numbers that fit. Rule 10 of the counting
//! policy. It never merges them; editors decide.

use std::collections::{BTreeMap, BTreeSet};

use crate::chronicle::Chronicle;
use crate::chronicle::checks::{MAX_WARNINGS, at_figure};
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

/// Maximum number of days between two incidents that may be one.
const MAX_DAYS_APART: i64 = 2;

/// Minimum number of people. Smaller numbers often fit by chance.
const MIN_PEOPLE: u64 = 5;

/// Maximum number of later incidents in the same city that each incident is compared with.
const MAX_COMPARED: usize = 200;

/// Two incidents that look alike, and the measure in which their figures fit.
struct Pair<'c> {
    one: &'c Incident,
    other: &'c Incident,
    measure: Measure,
}

/// Warns of every pair of incidents that look like one.
pub fn check(chronicle: &Chronicle, faults: &mut Vec<Diagnostic>) {
    let mut by_city: BTreeMap<&CityName, Vec<&Incident>> = BTreeMap::new();
    for incident in chronicle.incidents.values().filter(|incident| may_have_a_duplicate(incident)) {
        for city in &incident.place.cities {
            by_city.entry(city).or_default().push(incident);
        }
    }
    let mut asked: BTreeSet<(IncidentId, IncidentId)> = BTreeSet::new();
    let mut found = Vec::new();
    for (city, mut incidents) in by_city {
        incidents.sort_by_key(|incident| (incident.days.from(), incident.number));
        for (at, one) in incidents.iter().enumerate() {
            let after = incidents[at + 1..].iter().take(MAX_COMPARED);
            let near = after.take_while(|other| within_reach(one.days, other.days));
            for pair in near.filter_map(|other| Pair::new(one, other)) {
                if !pair.is_known_to_be_two(chronicle)
                    && asked.insert((one.number, pair.other.number))
                {
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

fn may_have_a_duplicate(incident: &Incident) -> bool {
    incident.kind == Kind::Incident
        && incident.grade != Grade::Discounted
        && !incident.place.precision.is_vaguer_than_a_city()
}

fn within_reach(one: DayRange, later: DayRange) -> bool {
    one.to().days_until(later.from()) <= MAX_DAYS_APART
}

impl<'c> Pair<'c> {
    /// The two as a pair, if their numbers are large enough and fit.
    fn new(one: &'c Incident, other: &'c Incident) -> Option<Pair<'c>> {
        let killed = Measure::Whole(Harm::Killed);
        let both_know = one.bounds(killed).and(other.bounds(killed)).is_some();
        let measure = if both_know { killed } else { Measure::Casualties };
        let (a, b) = (one.bounds(measure)?, other.bounds(measure)?);
        let fit = a.overlaps(b) && a.min >= MIN_PEOPLE && b.min >= MIN_PEOPLE;
        fit.then_some(Pair { one, other, measure })
    }

    /// Whether they are known to be two: a file says so, or one dispatch reports on both.
    fn is_known_to_be_two(&self, chronicle: &Chronicle) -> bool {
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
        let number = |incident: &Incident| {
            let bounds = incident.bounds(*measure);
            bounds.as_ref().map(Bounds::to_string).unwrap_or_default()
        };
        let (later, earlier) = (number(other), number(one));
        let message = format!("`{}` and `{}` may be one incident", other.id, one.id);
        let help = format!(
            "if they are one, write the same `incident` in both; if they are two, say so with `distinct_from: [{}]` \
             in content/incidents/{}.md",
            one.id, other.id
        );
        let figures = [one, other].map(|incident| incident.figures.get(measure));
        let mut fault =
            at_figure(&rule::SAME_TWICE, other, figures[1], message, chronicle).help(help);
        if figures[1].is_some() {
            let day = other.days.from();
            fault = fault.label(format!("{city}, {day}: {later} {}", measure.name()));
        }
        if let Some(first) = figures[0] {
            let label = format!("{}: {earlier} {}", one.days.from(), measure.name());
            let path = &chronicle.dispatches[first.dispatch].path;
            fault = fault.related(path, first.figure.span, label);
        }
        fault
    }
}
