//! Every city with what its pages and its data are made from: its dispatches, its incidents and its toll.
//! Worked out once, since many ask. It does not know pages.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::chronicle::Chronicle;
use crate::chronicle::incidents::Incident;
use crate::chronicle::places::CityName;
use crate::chronicle::reckoning::{Question, Reckoning, reckon};
use crate::chronicle::references::Number;
use crate::chronicle::standing::{Standing, standing};
use crate::field::claim::Grade;
use crate::field::dispatch::Dispatch;
use crate::plan::periods::{Period, Periods};
use crate::plan::shared::Once;
use crate::plan::view::map::MapView;

/// A city.
pub struct Entry<'a> {
    /// The dispatches that tell of it, in order of publication. Translations and withdrawn ones are not among them.
    pub dispatches: Vec<Number>,
    /// The incidents and tolls that belong to it or may, each once, by when they happened.
    pub incidents: Periods<'a>,
    /// The map of where it lies, once somebody has asked; none if its file does not say.
    pub locator: Once<Option<Arc<MapView>>>,
    /// What all of them come to, once somebody has asked.
    toll: Once<Reckoning>,
}

impl Entry<'_> {
    /// What all of it comes to in the city called `name`.
    pub fn toll(
        &self,
        name: &CityName,
        chronicle: &Chronicle,
        grades: &BTreeSet<Grade>,
    ) -> &Reckoning {
        self.toll.get(|| {
            let question = Question { city: Some(name), days: None, party: None, grades };
            reckon(self.incidents.touching(Period::Always), &question, &chronicle.places)
        })
    }
}

/// Every city by name.
pub type Gazetteer<'a> = BTreeMap<CityName, Entry<'a>>;

/// Makes an entry for every city of `chronicle`; tolls count these `grades`.
pub fn gazetteer<'a>(chronicle: &'a Chronicle, grades: &BTreeSet<Grade>) -> Gazetteer<'a> {
    let mut dispatches = dispatches(chronicle);
    let unbound = unbound(chronicle);
    let cities: Vec<(&CityName, Vec<Number>)> = chronicle
        .places
        .cities
        .keys()
        .map(|name| (name, dispatches.remove(name).unwrap_or_default()))
        .collect();
    let entry = |(name, dispatches): (&CityName, Vec<Number>)| {
        let question = Question { city: Some(name), days: None, party: None, grades };
        let named = dispatches.iter().flat_map(|number| chronicle.incidents_of(*number));
        // Most of what is vague is so in another country.
        let incidents: BTreeMap<_, &Incident> = named
            .chain(unbound.iter().copied())
            .filter(|it| standing(it, &question, &chronicle.places) != Standing::Outside)
            .map(|incident| (incident.number, incident))
            .collect();
        let incidents = Periods::of(incidents.into_values());
        (
            Arc::clone(name),
            Entry { dispatches, incidents, locator: Once::default(), toll: Once::default() },
        )
    };
    cities.into_par_iter().map(entry).collect()
}

fn dispatches(chronicle: &Chronicle) -> BTreeMap<CityName, Vec<Number>> {
    let mut by_city: BTreeMap<CityName, Vec<Number>> = BTreeMap::new();
    for (number, dispatch) in chronicle.dispatches.iter().enumerate() {
        // A translation is the same dispatch over again; the original links to it. A withdrawn one tells of nothing.
        if chronicle.references.translates[number].is_some() || dispatch.withdrawn.is_some() {
            continue;
        }
        for city in cities_of(chronicle, dispatch) {
            by_city.entry(city).or_default().push(number);
        }
    }
    by_city
}

/// The incidents that may belong to a city that none of their dispatches names: those of a vague place, and those whose
/// own file says in which city it was.
fn unbound(chronicle: &Chronicle) -> Vec<&Incident> {
    let is_unbound = |incident: &&Incident| {
        let file = incident.file.as_ref();
        incident.place.precision.is_vaguer_than_a_city()
            || file.is_some_and(|file| !file.place.cities.is_empty())
    };
    chronicle.incidents.values().filter(is_unbound).collect()
}

/// The cities a dispatch tells of, each once, in its own order.
pub fn cities_of(chronicle: &Chronicle, dispatch: &Dispatch) -> Vec<CityName> {
    let mut seen = BTreeSet::new();
    let mentioned = dispatch.accounts.iter().flat_map(|account| &account.place.cities);
    mentioned
        .map(|city| chronicle.places.city(&city.value))
        .filter(|city| seen.insert(Arc::clone(city)))
        .collect()
}
