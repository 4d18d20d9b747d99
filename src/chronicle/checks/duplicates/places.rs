//! Incidents that are near each other in place and time: in one city, under two names of one town, or in a city and its region.
//! It does not compare their numbers.

use std::collections::BTreeMap;

use crate::chronicle::Chronicle;
use crate::chronicle::incident::Incident;
use crate::field::claim::Grade;
use crate::field::day::DayRange;
use crate::field::dispatch::Kind;
use crate::field::slug::Slug;

/// Maximum number of days between two incidents that may be one.
const MAX_DAYS_APART: i64 = 2;

/// Maximum number of later incidents in the same place that each incident is compared with.
const MAX_COMPARED: usize = 200;

/// Words beside the name of a town that only say what it is.
const KINDS_OF_PLACE: [&str; 10] = [
    "town",
    "city",
    "village",
    "district",
    "municipality",
    "area",
    "suburb",
    "neighbourhood",
    "neighborhood",
    "outskirts",
];

/// Incidents by place.
pub(super) struct Neighbours<'c> {
    /// Those in a city, by the name of the city without words that only say what it is.
    in_cities: BTreeMap<Slug, Vec<&'c Incident>>,
    /// Those of which only the region is known, by region.
    in_regions: BTreeMap<&'c str, Vec<&'c Incident>>,
    /// Those in a city of a region, by region.
    in_cities_of: BTreeMap<&'c str, Vec<&'c Incident>>,
}

impl<'c> Neighbours<'c> {
    /// The incidents of `chronicle` that may be reported twice.
    pub(super) fn new(chronicle: &'c Chronicle) -> Neighbours<'c> {
        let (mut in_cities, mut in_regions, mut in_cities_of) =
            (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let stems: BTreeMap<&str, Slug> =
            chronicle.places.cities.keys().map(|name| (&**name, stem(name))).collect();
        let counted = |incident: &&Incident| {
            incident.kind == Kind::Incident && incident.grade != Grade::Discounted
        };
        for incident in chronicle.incidents.values().filter(counted) {
            let place = &incident.place;
            let region = place.region.as_deref();
            if place.precision.is_vaguer_than_a_city() {
                if let Some(region) = region {
                    in_regions.entry(region).or_insert_with(Vec::new).push(incident);
                }
                continue;
            }
            for city in &place.cities {
                let Some(stem) = stems.get(&**city) else { continue };
                in_cities.entry(stem.clone()).or_insert_with(Vec::new).push(incident);
            }
            if let Some(region) = region {
                in_cities_of.entry(region).or_insert_with(Vec::new).push(incident);
            }
        }
        in_cities_of.retain(|region, _| in_regions.contains_key(region));
        Neighbours { in_cities, in_regions, in_cities_of }
    }

    /// Visits each pair of incidents that are near each other, the earlier first, and says whether they are in one place.
    pub(super) fn each_pair(self, mut visit: impl FnMut(&'c Incident, &'c Incident, bool)) {
        for mut incidents in self.in_cities.into_values() {
            in_order(&mut incidents);
            for (at, one) in incidents.iter().enumerate() {
                let near = near(one.days, &incidents[at + 1..]);
                near.for_each(|other| visit(one, other, share_a_place(one, other)));
            }
        }
        for (region, mut vague) in self.in_regions {
            let Some(exact) = self.in_cities_of.get(region) else { continue };
            vague.extend(exact);
            in_order(&mut vague);
            let is_vague = |incident: &Incident| incident.place.precision.is_vaguer_than_a_city();
            for (at, one) in vague.iter().enumerate() {
                let near = near(one.days, &vague[at + 1..]);
                let differing = near.filter(|other| is_vague(other) != is_vague(one));
                differing.for_each(|other| visit(one, other, false));
            }
        }
    }
}

fn in_order(incidents: &mut [&Incident]) {
    incidents.sort_by_key(|incident| (incident.days.from(), incident.number));
}

/// Those of the `later` incidents that begin soon after `days`.
fn near<'l, 'c>(
    days: DayRange,
    later: &'l [&'c Incident],
) -> impl Iterator<Item = &'c Incident> + use<'l, 'c> {
    let is_near =
        move |other: &&Incident| days.to().days_until(other.days.from()) <= MAX_DAYS_APART;
    later.iter().copied().take(MAX_COMPARED).take_while(is_near)
}

/// Whether two incidents are in one place: the same city, or two spellings of it, in one country and region as far as is known.
fn share_a_place(one: &Incident, other: &Incident) -> bool {
    let (one, other) = (&one.place, &other.place);
    let differ = |a: &Option<String>, b: &Option<String>| a.is_some() && b.is_some() && a != b;
    one.cities.iter().any(|city| other.cities.contains(city))
        || !differ(&one.country, &other.country) && !differ(&one.region, &other.region)
}

/// The name of a city without words that only say what it is: `Mariupol` for `Mariupol town`.
fn stem(name: &str) -> Slug {
    let slug = Slug::make(name);
    let words = slug.as_str().split('-').filter(|word| !KINDS_OF_PLACE.contains(word));
    match words.collect::<Vec<_>>().as_slice() {
        [] => slug,
        words => Slug::make(&words.join("-")),
    }
}
