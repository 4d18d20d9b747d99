//! Suspected duplicates: incidents in one place, on one day, with numbers that are close; or less alike, with a second sign. Rule 10
//! of the counting policy. It never merges them; editors decide.

mod places;
mod signs;

use std::collections::{BTreeMap, BTreeSet};

use crate::chronicle::Chronicle;
use crate::chronicle::checks::duplicates::places::Neighbours;
use crate::chronicle::checks::duplicates::signs::Signs;
use crate::chronicle::checks::{MAX_WARNINGS, at_figure};
use crate::chronicle::disjoint_sets::DisjointSets;
use crate::chronicle::incident::{Incident, IncidentId};
use crate::chronicle::measure::Measure;
use crate::field::casualties::Harm;
use crate::field::count::Bounds;
use crate::text::diagnostic::{Diagnostic, keep_first};
use crate::text::{listing, rule};

/// Minimum number of people in two incidents that look alike without a second sign. Smaller numbers often fit by chance.
const MIN_PEOPLE: u64 = 5;

/// Maximum number of days between two incidents that look alike without a second sign.
const MAX_DAYS_APART: i64 = 1;

/// Maximum number of days over which an incident may extend to look like another without a second sign.
const MAX_LENGTH: i64 = 3;

/// Two numbers are close if they differ by one, or by this part of the larger one: a tenth.
const TOLERANCE: u64 = 10;

/// Maximum number of incidents of a group that a warning names and shows.
const MAX_SHOWN: usize = 5;

/// Two incidents that look alike.
struct Pair<'c> {
    one: &'c Incident,
    other: &'c Incident,
}

/// How much two incidents look alike.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Likeness {
    /// Nothing else is needed to ask.
    Enough,
    /// There must be a second sign.
    NeedsSign,
}

/// Warns of every group of incidents that look like one.
pub fn check(chronicle: &Chronicle, faults: &mut Vec<Diagnostic>) {
    let signs = Signs::new(chronicle);
    let known = Known::new(chronicle);
    let mut asked: BTreeSet<(IncidentId, IncidentId)> = BTreeSet::new();
    let mut pairs = Vec::new();
    Neighbours::new(chronicle).each_pair(|one, other, in_one_place| {
        let Some(likeness) = likeness(one, other, in_one_place) else { return };
        let is_asked = !known.are_two(one, other)
            && (likeness == Likeness::Enough || signs.has_one(one, other));
        let numbers = (one.number.min(other.number), one.number.max(other.number));
        if is_asked && asked.insert(numbers) {
            pairs.push(Pair { one, other });
        }
    });
    let mut warnings: Vec<Diagnostic> =
        groups(&pairs).iter().map(|group| warning(group, chronicle)).collect();
    keep_first(&mut warnings, MAX_WARNINGS, "groups of incidents look as alike");
    faults.append(&mut warnings);
}

/// The number by which two incidents are compared: the killed if both know it, else all casualties.
fn measure(one: &Incident, other: &Incident) -> Measure {
    let killed = Measure::Whole(Harm::Killed);
    let both_know = one.bounds(killed).and(other.bounds(killed)).is_some();
    if both_know { killed } else { Measure::Casualties }
}

/// How much two incidents look alike. None if their numbers differ.
fn likeness(one: &Incident, other: &Incident, in_one_place: bool) -> Option<Likeness> {
    let measure = measure(one, other);
    let (a, b) = (one.bounds(measure)?, other.bounds(measure)?);
    let are_large = a.min >= MIN_PEOPLE && b.min >= MIN_PEOPLE;
    let fit = a.min > 0 && b.min > 0 && (a.overlaps(b) || are_large && are_close(a, b));
    let apart = one.days.to().days_until(other.days.from());
    let are_days_known = one.days.length().max(other.days.length()) <= MAX_LENGTH;
    let is_enough = are_large && in_one_place && apart <= MAX_DAYS_APART && are_days_known;
    fit.then_some(if is_enough { Likeness::Enough } else { Likeness::NeedsSign })
}

/// Whether the gap between two numbers is small.
fn are_close(one: Bounds, other: Bounds) -> bool {
    let (lower, higher) = if one.min <= other.min { (one, other) } else { (other, one) };
    lower.max.is_none_or(|max| higher.min.saturating_sub(max) <= (higher.min / TOLERANCE).max(1))
}

/// Which incidents are known to be two.
struct Known {
    /// Incidents that one file lists as different, each with its own incident.
    lists: BTreeMap<IncidentId, Vec<usize>>,
}

impl Known {
    fn new(chronicle: &Chronicle) -> Known {
        let mut lists: BTreeMap<IncidentId, Vec<usize>> = BTreeMap::new();
        for incident in chronicle.incidents.values() {
            let Some(file) = incident.file.as_ref().filter(|it| !it.distinct_from.is_empty())
            else {
                continue;
            };
            let ids = file.distinct_from.iter().filter_map(|id| chronicle.incident(&id.value));
            for number in ids.map(|it| it.number).chain([incident.number]) {
                lists.entry(number).or_default().push(incident.number as usize);
            }
        }
        Known { lists }
    }

    /// Whether a file says that they are two, or one dispatch reports on both.
    fn are_two(&self, one: &Incident, other: &Incident) -> bool {
        let of = |incident: &Incident| self.lists.get(&incident.number);
        let is_said = match (of(one), of(other)) {
            (Some(one), Some(other)) => one.iter().any(|list| other.contains(list)),
            _ => false,
        };
        is_said || one.dispatches.iter().any(|number| other.dispatches.contains(number))
    }
}

/// The pairs put together: incidents that look like each other through others are asked about once. Later groups come later.
fn groups<'c>(pairs: &[Pair<'c>]) -> Vec<Vec<&'c Incident>> {
    let mut numbers: BTreeMap<IncidentId, (usize, &'c Incident)> = BTreeMap::new();
    for incident in pairs.iter().flat_map(|pair| [pair.one, pair.other]) {
        let next = numbers.len();
        numbers.entry(incident.number).or_insert((next, incident));
    }
    let mut sets = DisjointSets::new(numbers.len());
    for pair in pairs {
        sets.join(numbers[&pair.one.number].0, numbers[&pair.other.number].0);
    }
    let mut by_set: BTreeMap<usize, Vec<&Incident>> = BTreeMap::new();
    for (at, incident) in numbers.into_values() {
        by_set.entry(sets.lowest(at)).or_default().push(incident);
    }
    let mut groups: Vec<Vec<&Incident>> = by_set.into_values().collect();
    for group in &mut groups {
        group.sort_by_key(|incident| (incident.days.from(), incident.number));
    }
    groups.sort_by_key(|group| group.iter().map(|incident| incident.number).max());
    groups
}

fn warning(group: &[&Incident], chronicle: &Chronicle) -> Diagnostic {
    let [earlier @ .., other] = group else { unreachable!("a group has two incidents or more") };
    let first = earlier[0];
    let measure = measure(first, other);
    let number = |incident: &Incident| {
        let bounds = incident.bounds(measure);
        bounds.as_ref().map(Bounds::to_string).unwrap_or_default()
    };
    let ids: Vec<&str> = earlier.iter().map(|incident| incident.id.as_str()).collect();
    let all: Vec<&str> = std::iter::once(other.id.as_str()).chain(ids.iter().copied()).collect();
    let names = match ids.as_slice() {
        [_] => listing::all(&all),
        _ => listing::first_few(&all, MAX_SHOWN),
    };
    let message = format!("{names} may be one incident");
    let help = format!(
        "if they are one, write the same `incident` in {}; if they are {}, say so with `distinct_from: [{}]` in \
         content/incidents/{}.md",
        if earlier.len() == 1 { "both" } else { "all" },
        if earlier.len() == 1 { "two" } else { "different" },
        ids.join(", "),
        other.id
    );
    let figure = other.figures.get(&measure);
    let mut fault = at_figure(&rule::SAME_TWICE, other, figure, message, chronicle).help(help);
    if figure.is_some() {
        let day = other.days.from();
        let place = other.place.cities.first().map(|city| &**city);
        let place = place.or(other.place.region.as_deref()).unwrap_or("place unknown");
        fault = fault.label(format!("{place}, {day}: {} {}", number(other), measure.name()));
    }
    for incident in earlier.iter().take(MAX_SHOWN) {
        if let Some(first) = incident.figures.get(&measure) {
            let label =
                format!("{}: {} {}", incident.days.from(), number(incident), measure.name());
            let path = &chronicle.dispatches[first.dispatch].path;
            fault = fault.related(path, first.figure.span, label);
        }
    }
    fault
}
