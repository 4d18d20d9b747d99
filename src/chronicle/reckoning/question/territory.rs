//! How far an incident happened in a region or a country. Rules 5 and 11 of the counting policy.
//! It does not know days, parties or figures.

use crate::chronicle::city_names::CityName;
use crate::chronicle::incident::IncidentPlace;
use crate::chronicle::places::Places;
use crate::chronicle::reckoning::extent::Extent;
use crate::chronicle::reckoning::question::Membership;

/// Whether one city lies in a region or a country.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lies {
    Inside,
    Perhaps,
    Outside,
}

/// How far what happened at `place` happened in `region`.
pub(super) fn in_region(place: &IncidentPlace, region: &str, places: &Places) -> Membership {
    let is_vague = place.cities.is_empty() || place.precision.is_vaguer_than_a_city();
    let by_region = match Extent::of(place) {
        Extent::Region(of, _) if places.region_lies_in(of, region) => Membership::Inside,
        there if is_vague && there.is_apart_from(Extent::Region(region, None), places) => {
            Membership::Outside
        }
        _ if is_vague => Membership::PlaceUnclear,
        _ => of_cities(place, |city| city_in_region(city, place, region, places)),
    };
    // What is not known to be in the region is not there either if it was in another country.
    let is_abroad = || {
        let country = places.country_of_region(region);
        country.is_some_and(|of| in_country(place, of, places) == Membership::Outside)
    };
    match by_region {
        Membership::PlaceUnclear if is_abroad() => Membership::Outside,
        known => known,
    }
}

/// How far what happened at `place` happened in `country`. What is said of the incident counts more than what is said of its cities.
pub(super) fn in_country(place: &IncidentPlace, country: &str, places: &Places) -> Membership {
    match &place.country {
        Some(of) if of == country => Membership::Inside,
        Some(_) => Membership::Outside,
        None if place.cities.is_empty() => Membership::PlaceUnclear,
        None => of_cities(place, |city| city_in_country(city, country, places)),
    }
}

/// An incident in several cities may have harmed all its people in one of them.
fn of_cities(place: &IncidentPlace, lies: impl Fn(&CityName) -> Lies) -> Membership {
    let of: Vec<Lies> = place.cities.iter().map(lies).collect();
    let all = |one: Lies| of.iter().all(|it| *it == one);
    match (all(Lies::Inside), all(Lies::Outside), of.contains(&Lies::Inside)) {
        (true, ..) => Membership::Inside,
        (_, true, _) => Membership::Outside,
        (_, _, true) => Membership::Partly,
        _ => Membership::PlaceUnclear,
    }
}

/// A city lies in one region, and in the regions around that one. So it is in no other, but perhaps in a part of its region.
fn city_in_region(city: &str, place: &IncidentPlace, region: &str, places: &Places) -> Lies {
    let own = place.region.as_deref();
    if own.is_some_and(|own| places.region_lies_in(own, region)) {
        return Lies::Inside;
    }
    let by_file = places.region_of(city);
    let reported = || own.into_iter().chain(places.regions_of(city));
    let told: Vec<&str> = match by_file {
        Some(by_file) => vec![by_file],
        None => reported().collect(),
    };
    // A wider region that is told too leaves it open.
    let closer = told.iter().filter(|of| !places.region_lies_in(region, of) || **of == region);
    let (inside, elsewhere): (Vec<&str>, Vec<&str>) =
        closer.partition(|of| places.region_lies_in(of, region));
    match (inside.is_empty(), elsewhere.is_empty()) {
        (false, true) => Lies::Inside,
        (true, false) => Lies::Outside,
        // Nothing closer is told, or the dispatches disagree.
        (true, true) | (false, false) => Lies::Perhaps,
    }
}

fn city_in_country(city: &str, country: &str, places: &Places) -> Lies {
    let mut told = places.countries_of(city).peekable();
    if told.peek().is_none() {
        return Lies::Perhaps;
    }
    let (here, elsewhere): (Vec<&str>, Vec<&str>) = told.partition(|of| *of == country);
    match (here.is_empty(), elsewhere.is_empty()) {
        (false, true) => Lies::Inside,
        (true, _) => Lies::Outside,
        // Several countries claim it, or the dispatches disagree.
        (false, false) => Lies::Perhaps,
    }
}
