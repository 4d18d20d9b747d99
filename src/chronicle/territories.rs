//! The regions and countries that published dispatches are about, by themselves or through their cities.
//! It does not know how many were harmed in them. A region that only a hidden dispatch names is not among them.

use std::collections::{BTreeMap, BTreeSet};

use crate::chronicle::Chronicle;
use crate::chronicle::city_names::CityName;
use crate::chronicle::incident::{Incident, IncidentPlace};
use crate::chronicle::places::Places;
use crate::chronicle::reckoning::question::{Membership, in_place};
use crate::field::dateline::{Place, Precision};
use crate::field::dispatch::Dispatch;
use crate::field::place_name::PlaceName;
use crate::text::source::SourcePath;
use crate::text::span::Span;

/// The regions and countries around one place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Around<'p> {
    /// The regions by name, with those that they lie within.
    pub regions: BTreeSet<&'p str>,
    /// The countries by their codes.
    pub countries: BTreeSet<&'p str>,
}

/// Every region and country that something published is about.
#[derive(Clone, Debug, Default)]
pub struct Territories<'p> {
    /// The regions by name, with the first place where each is written, if a dispatch or an incident file writes it.
    pub regions: BTreeMap<&'p str, Option<(&'p SourcePath, Span)>>,
    /// The countries by their codes.
    pub countries: BTreeSet<&'p str>,
}

/// The incidents that happened in each territory, or may have, and how far they did.
pub type IncidentsByTerritory<'p> = BTreeMap<PlaceName<&'p str>, Vec<(&'p Incident, Membership)>>;

impl<'p> Territories<'p> {
    /// Those of `chronicle`.
    pub fn of(chronicle: &'p Chronicle) -> Territories<'p> {
        let mut all = Territories::default();
        let live = chronicle.dispatches.iter().filter(|it| it.withdrawn.is_none());
        let written = live.flat_map(|it| it.reports.iter().map(move |of| (&it.path, &of.place)));
        let files = chronicle.incidents.values().filter_map(|it| it.file.as_ref());
        let of_cities = chronicle.places.tell_surroundings();
        for (path, place) in written.chain(files.map(|file| (&file.path, &file.place))) {
            // Most sites that name no region and no country do so nowhere.
            if !of_cities && place.region.is_none() && place.country.is_none() {
                continue;
            }
            let around = Around::of(place, &chronicle.places);
            for region in around.regions {
                let first = all.regions.entry(region).or_default();
                let here = place.region.as_ref().filter(|it| first.is_none() && it.value == region);
                *first = first.or(here.map(|it| (path, it.span)));
            }
            all.countries.extend(around.countries);
        }
        all
    }

    /// The names of all.
    pub fn names(&self) -> impl Iterator<Item = PlaceName<&'p str>> {
        let regions = self.regions.keys().copied().map(PlaceName::Region);
        regions.chain(self.countries.iter().copied().map(PlaceName::Country))
    }

    /// The incidents that happened in each, or may have, and how far they did.
    pub fn incidents(&self, chronicle: &'p Chronicle) -> IncidentsByTerritory<'p> {
        let places = &chronicle.places;
        let mut found = IncidentsByTerritory::new();
        let mut known: BTreeMap<Spot<'p>, Vec<(PlaceName<&str>, Membership)>> = BTreeMap::new();
        for incident in chronicle.incidents.values() {
            let place = &incident.place;
            let IncidentPlace { cities, region, country, precision, .. } = place;
            let spot = (cities.as_slice(), region.as_deref(), country.as_deref(), *precision);
            let of = known.entry(spot).or_insert_with(|| {
                let candidates = self.names().filter(|name| may_lie_in(place, *name, places));
                let each = candidates.map(|name| (name, in_place(place, name, places)));
                each.filter(|(_, membership)| *membership != Membership::Outside).collect()
            });
            for (name, membership) in of {
                found.entry(*name).or_default().push((incident, *membership));
            }
        }
        found
    }
}

/// What of a place decides where it lies. Most incidents share it with others.
type Spot<'p> = (&'p [CityName], Option<&'p str>, Option<&'p str>, Precision);

/// Whether a place may lie in a territory. A country that is told rules out the others, so most need not be asked.
fn may_lie_in(place: &IncidentPlace, name: PlaceName<&str>, places: &Places) -> bool {
    match (name, &place.country) {
        (PlaceName::Country(code), Some(country)) => *code == **country,
        (PlaceName::Region(name), Some(country)) => {
            let of_region = places.country_of_region(name);
            let is_named =
                || place.region.as_ref().is_some_and(|it| places.region_lies_in(it, name));
            of_region.is_none_or(|of| of == country) || is_named()
        }
        (PlaceName::Country(_) | PlaceName::Region(_) | PlaceName::City(_), _) => true,
    }
}

impl<'p> Around<'p> {
    /// Their names.
    pub fn names(&self) -> impl Iterator<Item = PlaceName<&'p str>> {
        let regions = self.regions.iter().copied().map(PlaceName::Region);
        regions.chain(self.countries.iter().copied().map(PlaceName::Country))
    }

    /// The regions and countries around `place`, as written there, else as they are told of its cities.
    pub fn of(place: &'p Place, places: &'p Places) -> Around<'p> {
        let cities: Vec<_> = places.cities_of(place).collect();
        let of_cities = cities.iter().flat_map(|city| places.known_regions_of(city));
        let told = place.region.iter().map(|region| region.value.as_str()).chain(of_cities);
        let regions: BTreeSet<&str> = told.flat_map(|region| places.widening(region)).collect();
        let mut countries: BTreeSet<&str> = place.country.as_deref().into_iter().collect();
        if countries.is_empty() {
            countries.extend(cities.iter().flat_map(|city| places.known_countries_of(city)));
        }
        if countries.is_empty() {
            countries.extend(regions.iter().filter_map(|it| places.country_of_region(it)));
        }
        Around { regions, countries }
    }

    /// Those around all places of `dispatch`.
    pub fn dispatch(dispatch: &'p Dispatch, places: &'p Places) -> Around<'p> {
        let mut all = Around::default();
        for report in &dispatch.reports {
            let around = Around::of(&report.place, places);
            all.regions.extend(around.regions);
            all.countries.extend(around.countries);
        }
        all
    }
}
