//! What a toll is asked for, and which incidents belong to the answer. Rules 5 and 11 of the counting policy.
//! It does not know any figure.

use std::collections::BTreeSet;

use crate::chronicle::incident::{Incident, IncidentPlace};
use crate::chronicle::places::Places;
use crate::field::claim::{Grade, Scope};
use crate::field::dateline::Precision;
use crate::field::day::DayRange;

/// What a toll is asked for.
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

/// How far an incident belongs to the answer, from certainly inside to certainly outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Membership {
    /// All of it belongs to the answer.
    Inside,
    /// Some of it may belong to another answer: between nothing and all of it belongs to this one.
    Partly,
    /// Its place is not known closely enough to say.
    PlaceUnclear,
    /// It lies across a border of the period.
    SpansPeriod,
    /// It belongs to another answer.
    Outside,
}

impl Question<'_> {
    /// How far `incident` belongs to the answer: the part of the question that it fits least decides.
    pub fn membership(&self, incident: &Incident, places: &Places) -> Membership {
        let by_city = self.city.map(|city| in_city(&incident.place, city, places));
        let by_days = self.days.map(|days| in_days(incident.days, days));
        let by_party = self.party.map(|party| attributed_to(incident, party));
        let parts = [by_city, by_days, by_party].into_iter().flatten();
        parts.max().unwrap_or(Membership::Inside)
    }
}

fn in_days(days: DayRange, asked: DayRange) -> Membership {
    if days.is_disjoint_from(asked) {
        Membership::Outside
    } else if days.lies_within(asked) {
        Membership::Inside
    } else {
        Membership::SpansPeriod
    }
}

/// An incident in several cities may have harmed all its people in one of them.
fn in_city(place: &IncidentPlace, city: &str, places: &Places) -> Membership {
    let named = place.cities.iter().any(|name| **name == *city);
    let vague = place.precision.is_vaguer_than_a_city();
    match (vague, named, place.cities.len()) {
        (true, true, _) => Membership::PlaceUnclear,
        (true, false, _) if may_hold(place, city, places) => Membership::PlaceUnclear,
        (false, true, 1) => Membership::Inside,
        (false, true, _) => Membership::Partly,
        (_, false, _) => Membership::Outside,
    }
}

/// Whether a place that is vaguer than a city may be this one: the city is known to lie in the same region or country.
fn may_hold(place: &IncidentPlace, city: &str, places: &Places) -> bool {
    let in_country = |country: &str| places.countries_of(city).any(|of| of == country);
    let in_region = |region: &str| {
        // A city that is only known to lie in a wider region may lie in this part of it.
        places
            .regions_of(city)
            .any(|of| places.region_lies_in(of, region) || places.region_lies_in(region, of))
    };
    match (&place.region, &place.country) {
        (Some(_), Some(country)) if place.precision == Precision::Country => in_country(country),
        (Some(region), _) => in_region(region),
        (None, Some(country)) => in_country(country),
        (None, None) => place.cities.is_empty(),
    }
}

/// If an incident is attributed to a party only in part, or to an unknown extent, between nothing and all of it is theirs.
fn attributed_to(incident: &Incident, party: &str) -> Membership {
    let scopes = incident.attribution.iter().filter(|attributed| attributed.to.value == party).map(
        |attributed| match attributed.scope {
            Scope::All => Membership::Inside,
            Scope::Some | Scope::Unknown => Membership::Partly,
        },
    );
    scopes.min().unwrap_or(Membership::Outside)
}
