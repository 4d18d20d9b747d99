//! One fact of an answer: an incident or a toll, and how much of it belongs to the answer.
//! It does not know the other facts.

use crate::chronicle::figure::Recency;
use crate::chronicle::group_set::GroupSet;
use crate::chronicle::incident::Incident;
use crate::chronicle::measure::Measure;
use crate::field::count::Bounds;
use crate::field::dispatch::Kind;

/// How much of a fact belongs to an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// All of it.
    Whole,
    /// Between nothing and all of it: some may belong to another answer. Rule 5 of the counting policy.
    Perhaps,
}

/// An incident or a toll that takes part in an answer.
#[derive(Clone, Copy, Debug)]
pub struct Fact<'i> {
    /// The incident or toll.
    pub incident: &'i Incident,
    /// How much of it belongs to the answer.
    pub share: Share,
}

impl<'i> Fact<'i> {
    /// Whether it is a total over a period.
    pub fn is_toll(self) -> bool {
        self.incident.kind == Kind::Toll
    }

    /// The range it adds to a row; `None` while no number is known.
    pub fn bounds(self, measure: Measure) -> Option<Bounds> {
        let bounds = self.incident.bounds(measure)?;
        Some(match self.share {
            Share::Whole => bounds,
            Share::Perhaps => bounds.perhaps(),
        })
    }

    /// The groups of people that it counts in a row.
    pub fn groups(self, measure: Measure) -> GroupSet {
        let figure = self.incident.figures.get(&measure);
        figure.map_or(GroupSet::ANYBODY, |effective| effective.figure.groups)
    }

    /// When its figure for a row was known, and when it was published; `None` while no number is known.
    pub fn known_at(self, measure: Measure) -> Option<Recency> {
        let known = |of: Measure| {
            let effective = self.incident.figures.get(&of)?;
            effective.figure.bounds.map(|_| (effective.as_of, effective.recency.1))
        };
        match (measure, known(measure)) {
            (Measure::Casualties, None) => Measure::in_casualties().map(known).max()?,
            (_, moment) => moment,
        }
    }

    /// Whether the two are declared to share nobody: one excludes the other, or they are phases of one series.
    pub fn is_declared_apart_from(self, fact: Fact<'_>) -> bool {
        let (one, other) = (self.incident, fact.incident);
        let excludes =
            |one: &Incident, other: &Incident| one.outside.binary_search(&other.number).is_ok();
        let phases = self.is_of_the_series_of(fact) && one.series != other.series;
        phases || excludes(one, other) || excludes(other, one)
    }

    /// Whether the two are tolls of one series, of whatever phase.
    pub fn is_of_the_series_of(self, other: Fact<'_>) -> bool {
        let tolls = self.is_toll() && other.is_toll();
        let series = self.incident.series.as_ref().zip(other.incident.series.as_ref());
        tolls && series.is_some_and(|(one, other)| one.series == other.series)
    }

    /// Whether the other is declared inside it, directly or through another.
    pub fn holds(self, other: Fact<'_>) -> bool {
        self.incident.inside.binary_search(&other.incident.number).is_ok()
    }
}
