//! How an incident stands to a question: inside, outside, or in doubt. Rules 5 and 11 of the counting policy.
//! It does not know any figure.

use crate::chronicle::incidents::{Incident, Placed};
use crate::chronicle::places::Places;
use crate::chronicle::reckoning::Question;
use crate::field::claim::Scope;
use crate::field::dateline::Precision;
use crate::field::day::DayRange;

/// How an incident stands to a question, from certainly inside to certainly outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// All of it belongs to the answer.
    Inside,
    /// Some of it may belong elsewhere: nought to all of it belongs to the answer.
    Partly,
    /// Its place is not known closely enough to say.
    PlaceUnclear,
    /// It lies across a border of the period.
    SpansPeriod,
    /// It belongs to another answer.
    Outside,
}

/// How `incident` stands to `question`: what leaves it furthest outside decides.
pub fn standing(incident: &Incident, question: &Question<'_>, places: &Places) -> Standing {
    let where_it_was = question.city.map(|city| in_city(&incident.place, city, places));
    let when = question.days.map(|days| in_days(incident.days, days));
    let by_whom = question.party.map(|party| by_party(incident, party));
    let doubts = [where_it_was, when, by_whom].into_iter().flatten();
    doubts.max().unwrap_or(Standing::Inside)
}

fn in_days(days: DayRange, asked: DayRange) -> Standing {
    if days.is_disjoint_from(asked) {
        Standing::Outside
    } else if days.lies_within(asked) {
        Standing::Inside
    } else {
        Standing::SpansPeriod
    }
}

/// An incident in several cities may have harmed all its people in one of them.
fn in_city(place: &Placed, city: &str, places: &Places) -> Standing {
    let named = place.cities.iter().any(|name| **name == *city);
    let vague = place.precision.is_vaguer_than_a_city();
    match (vague, named, place.cities.len()) {
        (true, true, _) => Standing::PlaceUnclear,
        (true, false, _) if may_hold(place, city, places) => Standing::PlaceUnclear,
        (false, true, 1) => Standing::Inside,
        (false, true, _) => Standing::Partly,
        (_, false, _) => Standing::Outside,
    }
}

/// Whether a place that is vaguer than a city may be this one: the city is known to lie in the same region or country.
fn may_hold(place: &Placed, city: &str, places: &Places) -> bool {
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

/// Of an incident that is attributed only in part, or nobody knows how far, nought to all is this party's.
fn by_party(incident: &Incident, party: &str) -> Standing {
    let scopes =
        incident.attribution.iter().filter(|attributed| attributed.to == party).map(|attributed| {
            match attributed.scope {
                Scope::All => Standing::Inside,
                Scope::Some | Scope::Unknown => Standing::Partly,
            }
        });
    scopes.min().unwrap_or(Standing::Outside)
}
