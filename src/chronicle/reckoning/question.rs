//! What a toll is asked for, and which incidents belong to the answer. Rules 5 and 11 of the counting policy.
//! It does not know any figure.

mod territory;

use std::collections::BTreeSet;

use crate::chronicle::city_names::CityName;
use crate::chronicle::incident::{Incident, IncidentPlace};
use crate::chronicle::places::Places;
use crate::chronicle::reckoning::extent::Extent;
use crate::chronicle::reckoning::fact::Share;
use crate::chronicle::reckoning::parties::OfParty;
use crate::field::claim::Grade;
use crate::field::day::DayRange;
use crate::field::place_name::PlaceName;

/// What a toll is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// One place, or everywhere.
    pub place: Option<PlaceName<&'a str>>,
    /// Some days, or always.
    pub days: Option<DayRange>,
    /// What is attributed to one party in one of five ways, or anybody's. Rows by party do not add up.
    pub party: Option<OfParty<'a>>,
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
        let by_place = self.place.map(|asked| in_place(&incident.place, asked, places));
        let by_days = self.days.map(|days| in_days(incident.days, days));
        let by_party = self.party.map(|party| match party.share(incident) {
            Some(Share::Whole) => Membership::Inside,
            Some(Share::Perhaps) => Membership::Partly,
            None => Membership::Outside,
        });
        let parts = [by_place, by_days, by_party].into_iter().flatten();
        parts.max().unwrap_or(Membership::Inside)
    }
}

/// How far what happened at `place` happened in the place that is asked for.
pub fn in_place(place: &IncidentPlace, asked: PlaceName<&str>, places: &Places) -> Membership {
    match asked {
        PlaceName::City(city) => in_city(place, city, places),
        PlaceName::Region(region) => territory::in_region(place, region, places),
        PlaceName::Country(country) => territory::in_country(place, country, places),
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
        (true, false, _) if may_hold(place, &city.into(), places) => Membership::PlaceUnclear,
        (false, true, 1) => Membership::Inside,
        (false, true, _) => Membership::Partly,
        (_, false, _) => Membership::Outside,
    }
}

/// Whether a place that is vaguer than a city may be this one. A place that nobody described is anywhere: it may, unless it is known that
/// the two are apart.
fn may_hold(place: &IncidentPlace, city: &CityName, places: &Places) -> bool {
    let here = Extent::Cities(std::slice::from_ref(city));
    match Extent::of(place) {
        // Somewhere around cities of which nothing else is told: not in a country that none of them is in.
        Extent::Anywhere if !place.cities.is_empty() => {
            let around = |of: &CityName| {
                let mut countries = places.countries_of(of).peekable();
                countries.peek().is_none()
                    || countries
                        .any(|country| !here.is_apart_from(Extent::Country(country), places))
            };
            place.cities.iter().any(around)
        }
        there => !here.is_apart_from(there, places),
    }
}
