//! All cities and regions, under one name each, whether they have a file or not.
//! It does not know what happened in them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::chronicle::city_checks;
use crate::chronicle::city_names::{CityName, CityNames, Spot};
use crate::chronicle::city_uses::CityUses;
use crate::chronicle::near_names::{Closeness, Kind, Name, similar};
use crate::chronicle::used::written_places;
use crate::chronicle::visible::ContentFiles;
use crate::field::city::{City, Region};
use crate::field::dateline::Place;
use crate::field::place_name::PlaceName;
use crate::field::slug::Slug;
use crate::text::diagnostic::Diagnostic;
use crate::text::source::SourcePath;

/// All cities and regions, and the spellings that mean them.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// The cities by name that something published names, with their file if they have one.
    pub cities: BTreeMap<CityName, Option<Arc<City>>>,
    /// All city files by name. Where a city lies is known even if nothing published names it.
    files: BTreeMap<CityName, Arc<City>>,
    /// The regions that have a file, by name. Where a region lies is known even if nothing published is in it.
    pub regions: BTreeMap<String, Arc<Region>>,
    /// Those of their files that something published is in. Readers see their texts.
    pub region_files: Vec<Arc<Region>>,
    /// What the names of cities mean.
    names: CityNames,
    /// Names that have no page: lists, and names that need the address of another city. That is an error.
    pub colliding: BTreeSet<CityName>,
    /// Where a city lies according to dispatches and incident files.
    reported: BTreeMap<CityName, Surroundings>,
}

/// The regions and countries that a city is said to lie in.
#[derive(Clone, Debug, Default)]
struct Surroundings {
    regions: BTreeSet<String>,
    countries: BTreeSet<String>,
}

/// Similar names of cities.
const CITIES: Kind = Kind {
    noun: "city",
    otherwise: "If it is a different city, write a file for it in content/cities. If it is another spelling, add it under \
                `aliases` in the file of the city",
    closeness: Closeness::Whole,
    has_pages: true,
};

/// Similar names of regions.
const REGIONS: Kind = Kind {
    noun: "region",
    otherwise: "If it is a different region, write a file for it in content/regions",
    closeness: Closeness::EachWord,
    has_pages: true,
};

impl Places {
    /// Collects the places that `content` mentions.
    pub fn new(content: &ContentFiles, faults: &mut Vec<Diagnostic>) -> Places {
        let mut places = Places { region_files: content.regions.clone(), ..Places::default() };
        for region in content.unused.regions.iter().chain(&content.regions) {
            places.regions.insert(region.name.value.clone(), Arc::clone(region));
        }
        // A name of a city that nothing published names may still clash with another, or be what an editor meant.
        let mut described: Vec<&Arc<City>> =
            content.cities.iter().chain(&content.unused.cities).collect();
        described.sort_by(|one, other| one.path.cmp(&other.path));
        places.names = CityNames::new(described.into_iter(), &places.regions, faults);
        let used: BTreeSet<&SourcePath> = content.cities.iter().map(|city| &city.path).collect();
        for city in &places.names.cities {
            places.files.insert(Arc::clone(&city.name), Arc::clone(&city.file));
            if used.contains(&city.file.path) {
                places.cities.insert(Arc::clone(&city.name), Some(Arc::clone(&city.file)));
            }
        }
        let written = || written_places(&content.dispatches, &content.incidents);
        let mentions = || written().flat_map(|(_, place)| &place.cities);
        mentions().for_each(|city| places.names.learn(&city.value));
        for (_, place) in written() {
            places.learn(place);
        }
        let names = places.names.clone();
        let uses = CityUses::new(written(), &names);
        for name in uses.by_name.keys() {
            places.cities.entry(Arc::clone(name)).or_insert(None);
        }
        let nested = |inner: &str, outer: &str| places.region_lies_in(inner, outer);
        let mut checked = city_checks::check(&uses, &names, &nested);
        faults.append(&mut checked.faults);
        let is_reported = |one: &str, other: &str| {
            let (one, other) = (CityName::from(one), CityName::from(other));
            let is_pair = |a: &CityName, b: &CityName| {
                checked.pairs.contains(&(CityName::clone(a), CityName::clone(b)))
            };
            let is_list = |name: &CityName| checked.lists.contains(name);
            is_list(&one) || is_list(&other) || is_pair(&one, &other) || is_pair(&other, &one)
        };
        faults.append(&mut similar(places.city_names(&uses), &CITIES, is_reported));
        let regions = places.region_names(written());
        // Two that want one address are an error.
        let slug = |name: &str| places.slug_of(PlaceName::Region(name));
        let is_settled = |one: &str, other: &str| slug(one) == slug(other);
        faults.append(&mut similar(regions, &REGIONS, is_settled));
        places.colliding = checked.colliding;
        places
    }

    /// Every name of a city, with what is known about it.
    fn city_names<'p>(&'p self, uses: &'p CityUses<'_>) -> Vec<Name<'p>> {
        let names: BTreeSet<&CityName> = self.cities.keys().chain(self.files.keys()).collect();
        let name = |name: &'p CityName| {
            let told = uses.by_name.get(name);
            let file = self.files.get(name);
            // What an editor types is the name in the file, not the longer one.
            let text = file.map_or(&**name, |file| file.name.value.as_str());
            let (is_declared, times) = (file.is_some(), told.map_or(0, |told| told.times));
            let first = told.map(|told| told.first);
            Name { text, is_declared, first, times, is_of_file: false }
        };
        names.into_iter().map(name).collect()
    }

    /// Every name of a region, with what is known about it.
    fn region_names<'p>(
        &'p self,
        written: impl Iterator<Item = (&'p SourcePath, &'p Place)>,
    ) -> Vec<Name<'p>> {
        let mut uses: BTreeMap<&str, (Option<Spot<'p>>, usize)> =
            self.regions.keys().map(|name| (name.as_str(), (None, 0))).collect();
        for (path, place) in written {
            let Some(region) = &place.region else { continue };
            let (first, times) = uses.entry(&region.value).or_default();
            first.get_or_insert(Spot { path, span: region.span });
            *times += 1;
        }
        let name = |(text, (first, times))| Name {
            text,
            is_declared: self.regions.contains_key(text),
            first,
            times,
            is_of_file: false,
        };
        uses.into_iter().map(name).collect()
    }

    /// Remembers where `place` says that its city lies. If it has several cities, it does not say which.
    fn learn(&mut self, place: &Place) {
        let [city] = place.cities.as_slice() else {
            return;
        };
        if place.region.is_none() && place.country.is_none() {
            return;
        }
        let around = self.reported.entry(self.names.city(&city.value, place)).or_default();
        around.regions.extend(place.region.iter().map(|region| region.value.clone()));
        around.countries.extend(place.country.clone());
    }

    /// The one names of the cities of `place`, in the order written.
    pub fn cities_of<'p>(&'p self, place: &'p Place) -> impl Iterator<Item = CityName> + 'p {
        place.cities.iter().map(|city| self.names.city(&city.value, place))
    }

    /// The cities that something published names and that `spelling` may mean: a name, an alias or a slug.
    pub fn named(&self, spelling: &str) -> Vec<&CityName> {
        let candidates = self.names.candidates(spelling);
        let mut names: Vec<CityName> =
            candidates.iter().map(|at| Arc::clone(&self.names.cities[*at].name)).collect();
        if names.is_empty() {
            names.push(self.names.without_file(spelling));
        }
        let own = |name: &CityName| self.cities.get_key_value(name).map(|(name, _)| name);
        names.iter().filter_map(own).collect()
    }

    /// The cities whose files give the same name as that of the city `name`, itself among them.
    pub fn same_names(&self, name: &str) -> impl Iterator<Item = &CityName> {
        let written = self.file(name).map(|file| file.name.value.as_str());
        let candidates = self.names.candidates(written.unwrap_or(name));
        candidates.iter().map(|at| &self.names.cities[*at].name)
    }

    /// The file of the city called `name`.
    pub fn file(&self, name: &str) -> Option<&Arc<City>> {
        self.files.get(name)
    }

    /// The region a city lies in, by its file.
    pub fn region_of(&self, city: &str) -> Option<&str> {
        Some(self.file(city)?.region.as_ref()?.value.as_str())
    }

    /// The country of a city, by its file or its region's.
    pub fn country_of(&self, city: &str) -> Option<&str> {
        let file = self.file(city)?;
        let by_region = || self.country_of_region(file.region.as_ref()?.value.as_str());
        // A city that several countries claim is said to lie in one only if its file says so.
        match file.countries.is_empty() {
            true => file.country.as_deref().or_else(by_region),
            false => file.country.as_deref(),
        }
    }

    /// The regions that a city is said to lie in: by its file, else by dispatches and incident files.
    pub fn regions_of(&self, city: &str) -> impl Iterator<Item = &str> {
        let by_file = self.region_of(city);
        let reported = self.reported.get(city).filter(|_| by_file.is_none());
        let regions = reported.into_iter().flat_map(|reported| &reported.regions);
        by_file.into_iter().chain(regions.map(String::as_str))
    }

    /// The countries that a city is said to lie in: by its file, else by dispatches and incident files.
    pub fn countries_of(&self, city: &str) -> impl Iterator<Item = &str> {
        let by_file = self.country_of(city);
        let claimed = self.file(city).map(|file| file.countries.as_slice()).unwrap_or_default();
        let is_unknown = by_file.is_none() && claimed.is_empty();
        let reported = self.reported.get(city).filter(|_| is_unknown);
        let countries = reported.into_iter().flat_map(|reported| &reported.countries);
        let regions = self.regions_of(city).filter(move |_| is_unknown);
        let by_region = regions.filter_map(|region| self.country_of_region(region));
        let claimed = claimed.iter().map(String::as_str);
        by_file.into_iter().chain(claimed).chain(countries.map(String::as_str)).chain(by_region)
    }

    /// The region of a city: by its file, else the only one that dispatches and incident files name.
    pub fn agreed_region_of(&self, city: &str) -> Option<&str> {
        only(self.regions_of(city))
    }

    /// The country of a city: by its file, else the only one that dispatches and incident files name.
    pub fn agreed_country_of(&self, city: &str) -> Option<&str> {
        only(self.countries_of(city))
    }

    /// The country of a region, by its file or that of a wider region.
    pub fn country_of_region(&self, region: &str) -> Option<&str> {
        self.widening(region).find_map(|around| self.regions.get(around)?.country.as_deref())
    }

    /// Whether `inner` is `outer` or lies in it, directly or through wider regions.
    pub fn region_lies_in(&self, inner: &str, outer: &str) -> bool {
        self.widening(inner).any(|around| around == outer)
    }

    /// Whether anything says in which region or country a city lies.
    pub fn tell_surroundings(&self) -> bool {
        let says =
            |file: &Arc<City>| file.region.is_some() || file.accepted_countries().next().is_some();
        !self.reported.is_empty() || self.files.values().any(says)
    }

    /// The regions that a city is said to lie in. Unlike [`Places::regions_of`], the names outlive that of the city.
    pub fn known_regions_of<'p>(&'p self, city: &str) -> Vec<&'p str> {
        let reported = || self.reported.get(city).map(|it| it.regions.iter().map(String::as_str));
        match self.region_of(city) {
            Some(by_file) => vec![by_file],
            None => reported().into_iter().flatten().collect(),
        }
    }

    /// The countries that a city is said to lie in: by its file, else by dispatches. Countries that only claim it are left out.
    pub fn known_countries_of<'p>(&'p self, city: &str) -> Vec<&'p str> {
        let is_claimed = self.file(city).is_some_and(|file| !file.countries.is_empty());
        let reported = self.reported.get(city).filter(|_| !is_claimed);
        let by_reports = || reported.into_iter().flat_map(|it| it.countries.iter());
        match self.country_of(city) {
            Some(by_file) => vec![by_file],
            None => by_reports().map(String::as_str).collect(),
        }
    }

    /// A region and the wider regions around it, from the inside out.
    pub fn widening<'p>(&'p self, region: &'p str) -> impl Iterator<Item = &'p str> {
        let wider = |inner: &&str| Some(self.regions.get(*inner)?.within.as_ref()?.value.as_str());
        // A chain that is longer than the list of regions is a cycle.
        std::iter::successors(Some(region), wider).take(self.regions.len() + 1)
    }

    /// A place by its slug. A region has that of its file, else of its own name.
    pub fn slug_of(&self, place: PlaceName<&str>) -> PlaceName<Slug> {
        place.called(match place {
            PlaceName::City(name) => self.slug(name),
            PlaceName::Region(name) => {
                self.regions.get(name).map_or_else(|| Slug::make(name), |file| file.slug())
            }
            PlaceName::Country(code) => Slug::make(code),
        })
    }

    /// The slug of the city called `name`.
    pub fn slug(&self, name: &str) -> Slug {
        match self.file(name) {
            Some(city) => city.slug.value.clone(),
            None => Slug::make(name),
        }
    }
}

/// The name, if there is one and no other.
fn only<'n>(mut names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let first = names.next()?;
    names.all(|name| name == first).then_some(first)
}
