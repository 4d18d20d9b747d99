//! Every city with its dispatches, incidents and toll, collected once because many pages need them.
//! It does not know pages.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::chronicle::Chronicle;
use crate::chronicle::city_names::CityName;
use crate::chronicle::incident::Incident;
use crate::chronicle::reckoning::Reckoning;
use crate::chronicle::reckoning::question::{Membership, Question};
use crate::chronicle::references::DispatchId;
use crate::field::claim::Grade;
use crate::field::dispatch::Dispatch;
use crate::field::place_name::PlaceName;
use crate::plan::cache::Cached;
use crate::plan::index::by_time::IncidentsByTime;
use crate::plan::period::Period;

/// What is known about one place.
pub(crate) struct PlaceEntry<'a> {
    /// The dispatches about the place, in order of publication. Translations are left out.
    pub dispatches: Vec<DispatchId>,
    /// Withdrawn dispatches about the place. Pages do not list them, but its feed reports each withdrawal.
    pub withdrawn: Vec<DispatchId>,
    /// Incidents and tolls that belong to the place, or may belong to it. Each is listed once.
    pub incidents: IncidentsByTime<'a>,
    /// Those of them that are known to belong to the place, alone or with other places.
    pub own: IncidentsByTime<'a>,
    /// The cached toll of the place.
    pub toll: Cached<Reckoning>,
}

impl<'a> PlaceEntry<'a> {
    /// Incidents and tolls that name the city `name` as a place, alone or with other cities.
    pub(crate) fn named(&self, name: &CityName) -> impl Iterator<Item = &'a Incident> {
        let touching = self.incidents.touching(Period::Always).into_iter();
        touching.filter(move |incident| incident.place.cities.contains(name))
    }
}

/// Every city by name.
pub(crate) type Gazetteer<'a> = BTreeMap<CityName, PlaceEntry<'a>>;

/// Makes an entry for every city of `chronicle`. Tolls count only these `grades`.
pub(crate) fn gazetteer<'a>(chronicle: &'a Chronicle, grades: &BTreeSet<Grade>) -> Gazetteer<'a> {
    let [mut dispatches, mut withdrawn] = dispatches(chronicle);
    let unbound = unbound(chronicle);
    let names = chronicle.places.cities.keys();
    let cities: Vec<(&CityName, [Vec<DispatchId>; 2])> = names
        .map(|name| {
            (name, [&mut dispatches, &mut withdrawn].map(|it| it.remove(name).unwrap_or_default()))
        })
        .collect();
    let entry = |(name, [dispatches, withdrawn]): (&CityName, [Vec<DispatchId>; 2])| {
        let question =
            Question { place: Some(PlaceName::City(name)), days: None, party: None, grades };
        let named = dispatches.iter().flat_map(|number| chronicle.incidents_of(*number));
        // Most incidents of a vague place were in another country, so they are filtered out.
        let incidents: BTreeMap<_, (&Incident, Membership)> = named
            .chain(unbound.iter().copied())
            .map(|it| (it.number, (it, question.membership(it, &chronicle.places))))
            .filter(|(_, (_, membership))| *membership != Membership::Outside)
            .collect();
        let is_own = |(it, membership): (&'a Incident, Membership)| {
            (membership != Membership::PlaceUnclear).then_some(it)
        };
        let own = IncidentsByTime::new(incidents.values().copied().filter_map(is_own));
        let incidents = IncidentsByTime::new(incidents.into_values().map(|(it, _)| it));
        let toll = Cached::default();
        (Arc::clone(name), PlaceEntry { dispatches, withdrawn, incidents, own, toll })
    };
    cities.into_par_iter().map(entry).collect()
}

/// The published dispatches of each city, and the withdrawn ones.
fn dispatches(chronicle: &Chronicle) -> [BTreeMap<CityName, Vec<DispatchId>>; 2] {
    let [mut standing, mut withdrawn] = [const { BTreeMap::new() }; 2];
    for (number, dispatch) in chronicle.dispatches.iter().enumerate() {
        // A translation repeats its original, and the original links to it.
        if chronicle.references.translates[number].is_some() {
            continue;
        }
        let by_city = if dispatch.withdrawn.is_none() { &mut standing } else { &mut withdrawn };
        for city in cities_of(chronicle, dispatch) {
            by_city.entry(city).or_insert_with(Vec::new).push(number);
        }
    }
    [standing, withdrawn]
}

/// Incidents that may belong to a city although none of their dispatches names it: their place is vague, or their
/// own file names the city.
fn unbound(chronicle: &Chronicle) -> Vec<&Incident> {
    let is_unbound = |incident: &&Incident| {
        let file = incident.file.as_ref();
        incident.place.precision.is_vaguer_than_a_city()
            || file.is_some_and(|file| !file.place.cities.is_empty())
    };
    chronicle.incidents.values().filter(is_unbound).collect()
}

/// The cities a dispatch is about, each once, in the order written.
pub(crate) fn cities_of(chronicle: &Chronicle, dispatch: &Dispatch) -> Vec<CityName> {
    let mut seen = BTreeSet::new();
    let reports = dispatch.reports.iter();
    let mentioned = reports.flat_map(|report| chronicle.places.cities_of(&report.place));
    mentioned.filter(|city| seen.insert(Arc::clone(city))).collect()
}
