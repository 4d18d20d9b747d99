//! All cities and regions, under one name each, whether they have a file or not.
//! It does not know what happened in them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::chronicle::used::written_places;
use crate::chronicle::visible::ContentFiles;
use crate::field::city::{City, Region};
use crate::field::dateline::Place;
use crate::field::slug::Slug;
use crate::text::diagnostic::{Diagnostic, keep_first};
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::Spanned;
use crate::text::spelling::{FoldedWord, similar_pairs};

/// Maximum number of warnings about similar names. The others are counted.
const MAX_WARNINGS: usize = 5;

/// Maximum number of pairs of similar names that are looked for.
const MAX_PAIRS: usize = 1_000;

/// The one name of a city.
pub type CityName = Arc<str>;

/// All cities and regions, and the spellings that mean them.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// The cities by name that something published names, with their file if they have one.
    pub cities: BTreeMap<CityName, Option<Arc<City>>>,
    /// All city files by name. Where a city lies is known even if nothing published names it.
    files: BTreeMap<CityName, Arc<City>>,
    /// The regions that have a file, by name.
    pub regions: BTreeMap<String, Arc<Region>>,
    /// The city that each spelling in a city file means.
    spellings: BTreeMap<String, CityName>,
    /// Where a city lies according to dispatches and incident files.
    reported: BTreeMap<CityName, Surroundings>,
}

/// The regions and countries that a city is said to lie in.
#[derive(Clone, Debug, Default)]
struct Surroundings {
    regions: BTreeSet<String>,
    countries: BTreeSet<String>,
}

/// A name of a city, whether a file describes that city, and where it is mentioned.
type Spelling<'u> = (&'u str, bool, Option<&'u Use>);

/// Where a city is first mentioned, and how many times in all.
struct Use {
    path: SourcePath,
    name: Spanned<String>,
    times: usize,
}

impl Places {
    /// Collects the places that `content` mentions.
    pub fn new(content: &ContentFiles, faults: &mut Vec<Diagnostic>) -> Places {
        let mut places = Places::default();
        // A name of a city that nothing published names may still clash with another, or be what an editor meant.
        let mut described: Vec<&Arc<City>> =
            content.cities.iter().chain(&content.unused.cities).collect();
        described.sort_by(|one, other| one.path.cmp(&other.path));
        for city in &described {
            let name: CityName = city.name.value.as_str().into();
            places.add_spelling(&city.name, &name, &city.path, &described, faults);
            for alias in &city.aliases {
                places.add_spelling(alias, &name, &city.path, &described, faults);
            }
        }
        for city in described.iter().copied() {
            places.files.insert(city.name.value.as_str().into(), Arc::clone(city));
        }
        for city in &content.cities {
            places.cities.insert(city.name.value.as_str().into(), Some(Arc::clone(city)));
        }
        for region in content.unused.regions.iter().chain(&content.regions) {
            places.regions.insert(region.name.value.clone(), Arc::clone(region));
        }
        let mut uses: BTreeMap<CityName, Use> = BTreeMap::new();
        let written = || written_places(&content.dispatches, &content.incidents);
        let mentions =
            written().flat_map(|(path, place)| place.cities.iter().map(move |city| (path, city)));
        for (path, name) in mentions {
            let city = places.city(&name.value);
            places.cities.entry(Arc::clone(&city)).or_insert(None);
            let first = || Use { path: path.clone(), name: name.clone(), times: 0 };
            uses.entry(city).or_insert_with(first).times += 1;
        }
        for (_, place) in written() {
            places.learn(place);
        }
        let described = described.iter().map(|city| city.name.value.as_str()).collect();
        faults.append(&mut places.similar_names(&described, &uses));
        places
    }

    /// Remembers where `place` says that its city lies. If it has several cities, it does not say which.
    fn learn(&mut self, place: &Place) {
        let [city] = place.cities.as_slice() else {
            return;
        };
        if place.region.is_none() && place.country.is_none() {
            return;
        }
        let around = self.reported.entry(self.city(&city.value)).or_default();
        around.regions.extend(place.region.iter().map(|region| region.value.clone()));
        around.countries.extend(place.country.clone());
    }

    /// The city that `spelling` means.
    pub fn city(&self, spelling: &str) -> CityName {
        match self.spellings.get(spelling) {
            Some(name) => Arc::clone(name),
            None => spelling.into(),
        }
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
        file.country.as_deref().or_else(by_region)
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
        let reported = self.reported.get(city).filter(|_| by_file.is_none());
        let countries = reported.into_iter().flat_map(|reported| &reported.countries);
        let regions = self.regions_of(city).filter(move |_| by_file.is_none());
        let by_region = regions.filter_map(|region| self.country_of_region(region));
        by_file.into_iter().chain(countries.map(String::as_str)).chain(by_region)
    }

    /// The country of a region, by its file or that of a wider region.
    pub fn country_of_region(&self, region: &str) -> Option<&str> {
        self.widening(region).find_map(|around| self.regions.get(around)?.country.as_deref())
    }

    /// Whether `inner` is `outer` or lies in it, directly or through wider regions.
    pub fn region_lies_in(&self, inner: &str, outer: &str) -> bool {
        self.widening(inner).any(|around| around == outer)
    }

    /// A region and the wider regions around it, from the inside out.
    fn widening<'p>(&'p self, region: &'p str) -> impl Iterator<Item = &'p str> {
        let wider = |inner: &&str| Some(self.regions.get(*inner)?.within.as_ref()?.value.as_str());
        // A chain that is longer than the list of regions is a cycle.
        std::iter::successors(Some(region), wider).take(self.regions.len() + 1)
    }

    /// The slug of the city called `name`.
    pub fn slug(&self, name: &str) -> Slug {
        match self.file(name) {
            Some(city) => city.slug.value.clone(),
            None => Slug::make(name),
        }
    }

    /// Records that `spelling` means the city `name`. A spelling with two meanings is a fault.
    fn add_spelling(
        &mut self,
        spelling: &Spanned<String>,
        name: &CityName,
        path: &SourcePath,
        described: &[&Arc<City>],
        faults: &mut Vec<Diagnostic>,
    ) {
        let before = self.spellings.insert(spelling.value.clone(), Arc::clone(name));
        let Some(other) = before.filter(|other| other != name || spelling.value == **name) else {
            return;
        };
        let (message, label, help) = if other == *name {
            (
                format!("two files describe the city `{name}`"),
                "again here",
                "keep one of the two files, or give the second the name of another city",
            )
        } else {
            (
                format!("`{}` is already a name of `{other}`", spelling.value),
                "a second meaning",
                "a spelling belongs to one city: take it out of one of the two files",
            )
        };
        let fault = rule::SAME_CITY.at(path, spelling.span, message).label(label).help(help);
        let mut cities = described.iter();
        let first = cities.find(|city| city.name.value == *other && city.path != *path);
        faults.push(match first {
            Some(first) => fault.related(&first.path, first.name.span, "first here"),
            None => fault,
        });
    }

    /// Warnings of pairs of names that look like one city. The cities `described` have a file.
    fn similar_names(
        &self,
        described: &BTreeSet<&str>,
        uses: &BTreeMap<CityName, Use>,
    ) -> Vec<Diagnostic> {
        let named = self.cities.keys().map(|name| &**name);
        let names: BTreeSet<&str> = named.chain(described.iter().copied()).collect();
        let names: Vec<&str> = names.into_iter().collect();
        let has_file: Vec<bool> = names.iter().map(|name| described.contains(name)).collect();
        let words: Vec<FoldedWord> = names.iter().map(|name| FoldedWord::new(name)).collect();
        // Two cities with files are two cities, however similar their names.
        let may_be_one = |one: usize, other: usize| !(has_file[one] && has_file[other]);
        let pairs = similar_pairs(&words, may_be_one, MAX_PAIRS);
        let what = match pairs.len() {
            MAX_PAIRS => "pairs of names are as close, and perhaps others",
            _ => "pairs of names are as close",
        };
        let known = |at: usize| (names[at], has_file[at], uses.get(names[at]));
        let warning = |(one, other): (usize, usize)| similar(known(one), known(other));
        let mut warnings: Vec<Diagnostic> = pairs.into_iter().filter_map(warning).collect();
        keep_first(&mut warnings, MAX_WARNINGS, what);
        warnings
    }
}

/// The warning that two names look like one city. Of each: whether it has a file, and where it is mentioned.
fn similar(one: Spelling<'_>, other: Spelling<'_>) -> Option<Diagnostic> {
    // The name without a file is the doubtful one; of two without, the rarer; of two as rare, the later.
    let weight = |(_, has_file, used): Spelling<'_>| {
        let times = used.map_or(0, |used| used.times);
        (has_file, times, used.map(|used| Reverse(used.path.clone())))
    };
    let (known, odd) = if weight(one) < weight(other) { (other, one) } else { (one, other) };
    let ((known, _, known_use), (odd, _, odd_use)) = (known, odd);
    let Use { path, name: spelled, .. } = odd_use?;
    let fault = rule::NEAR_NAME
        .at(path, spelled.span, format!("`{odd}` and `{known}` look like one city"))
        .label(format!("did you mean `{known}`?"))
        .help(format!(
            "write `{known}`. If it is a different city, write a file for it in content/cities. If it is another \
             spelling, add it under `aliases` in the file of the city"
        ));
    Some(match known_use {
        Some(known) => fault.related(&known.path, known.name.span, "spelled so here"),
        None => fault,
    })
}
