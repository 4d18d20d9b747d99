//! The cities and regions there are, under one name each, whether they have a file or not.
//! It does not know what happened in them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::chronicle::visible::ContentFiles;
use crate::field::city::{City, Region};
use crate::field::dateline::Place;
use crate::field::slug::Slug;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::Spanned;
use crate::text::spelling::{FoldedWord, similar_pairs};

/// At most this many warnings of one kind; then a count.
const MOST_WARNINGS: usize = 5;

/// So many pairs of names are looked for.
const MOST_PAIRS: usize = 1_000;

/// A city's one name.
pub type CityName = Arc<str>;

/// Every city and region, and which spellings mean them.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// The cities by name, with their file if they have one.
    pub cities: BTreeMap<CityName, Option<Arc<City>>>,
    /// The regions that have a file, by name.
    pub regions: BTreeMap<String, Arc<Region>>,
    spellings: BTreeMap<String, CityName>,
    /// Where dispatches and incident files say that a city lies.
    said: BTreeMap<CityName, Surroundings>,
}

/// What lies around a city.
#[derive(Clone, Debug, Default)]
struct Surroundings {
    regions: BTreeSet<String>,
    countries: BTreeSet<String>,
}

/// Where a city is first named, and how many times in all.
struct Use {
    path: SourcePath,
    name: Spanned<String>,
    times: usize,
}

impl Places {
    /// Gathers the places that `content` name.
    pub fn new(content: &ContentFiles, faults: &mut Vec<Diagnostic>) -> Places {
        let mut places = Places::default();
        for city in &content.cities {
            let name: CityName = city.name.value.as_str().into();
            places.spell(&city.name, &name, &city.path, content, faults);
            for alias in &city.aliases {
                places.spell(alias, &name, &city.path, content, faults);
            }
            places.cities.insert(name, Some(Arc::clone(city)));
        }
        for region in &content.regions {
            places.regions.insert(region.name.value.clone(), Arc::clone(region));
        }
        let mut uses: BTreeMap<CityName, Use> = BTreeMap::new();
        for (path, name) in named(content) {
            let city = places.city(&name.value);
            places.cities.entry(Arc::clone(&city)).or_insert(None);
            let first = || Use { path: path.clone(), name: name.clone(), times: 0 };
            uses.entry(city).or_insert_with(first).times += 1;
        }
        for (_, place) in placed(content) {
            places.learn(place);
        }
        places.question_near_names(&uses, faults);
        places
    }

    /// Keeps what `place` says of where its city lies; of several cities it does not say which.
    fn learn(&mut self, place: &Place) {
        let [city] = place.cities.as_slice() else {
            return;
        };
        if place.region.is_none() && place.country.is_none() {
            return;
        }
        let around = self.said.entry(self.city(&city.value)).or_default();
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
        self.cities.get(name)?.as_ref()
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

    /// Every region a city is said to lie in: by its file, else by those who write of it.
    pub fn regions_of(&self, city: &str) -> impl Iterator<Item = &str> {
        let by_file = self.region_of(city);
        let said = self.said.get(city).filter(|_| by_file.is_none());
        let regions = said.into_iter().flat_map(|said| &said.regions);
        by_file.into_iter().chain(regions.map(String::as_str))
    }

    /// Every country a city is said to lie in: by its file, else by those who write of it.
    pub fn countries_of(&self, city: &str) -> impl Iterator<Item = &str> {
        let by_file = self.country_of(city);
        let said = self.said.get(city).filter(|_| by_file.is_none());
        let countries = said.into_iter().flat_map(|said| &said.countries);
        let regions = self.regions_of(city).filter(move |_| by_file.is_none());
        let by_region = regions.filter_map(|region| self.country_of_region(region));
        by_file.into_iter().chain(countries.map(String::as_str)).chain(by_region)
    }

    /// The country of a region, by its file or that of a wider region around it.
    pub fn country_of_region(&self, region: &str) -> Option<&str> {
        self.widening(region).find_map(|around| self.regions.get(around)?.country.as_deref())
    }

    /// Whether `inner` is `outer`, or lies in it through any number of wider regions.
    pub fn region_lies_in(&self, inner: &str, outer: &str) -> bool {
        self.widening(inner).any(|around| around == outer)
    }

    /// A region and the wider ones around it, from the inside out.
    fn widening<'p>(&'p self, region: &'p str) -> impl Iterator<Item = &'p str> {
        let wider = |inner: &&str| Some(self.regions.get(*inner)?.within.as_ref()?.value.as_str());
        // A chain longer than the list of regions goes in a circle.
        std::iter::successors(Some(region), wider).take(self.regions.len() + 1)
    }

    /// The slug of the city called `name`.
    pub fn slug(&self, name: &str) -> Slug {
        match self.file(name) {
            Some(city) => city.slug.value.clone(),
            None => Slug::make(name),
        }
    }

    fn spell(
        &mut self,
        spelling: &Spanned<String>,
        name: &CityName,
        path: &SourcePath,
        content: &ContentFiles,
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
        let first =
            content.cities.iter().find(|city| city.name.value == *other && city.path != *path);
        faults.push(match first {
            Some(first) => fault.related(&first.path, first.name.span, "first here"),
            None => fault,
        });
    }

    fn question_near_names(&self, uses: &BTreeMap<CityName, Use>, faults: &mut Vec<Diagnostic>) {
        let names: Vec<&CityName> = self.cities.keys().collect();
        let known: Vec<bool> = self.cities.values().map(Option::is_some).collect();
        let words: Vec<FoldedWord> = names.iter().map(|name| FoldedWord::new(name)).collect();
        // Two cities with files are two cities, however alike their names.
        let asked = |one: usize, other: usize| !(known[one] && known[other]);
        let pairs = similar_pairs(&words, asked, MOST_PAIRS);
        let more = pairs.len().saturating_sub(MOST_WARNINGS);
        for (n, (one, other)) in pairs.into_iter().take(MOST_WARNINGS).enumerate() {
            let (one, other) = (names[one], names[other]);
            // The name without a file is the one to question; of two without, the rarer, and of two as rare, the later.
            let weight = |name: &CityName| {
                let used = uses.get(name);
                let times = used.map_or(0, |used| used.times);
                (self.file(name).is_some(), times, used.map(|used| Reverse(&used.path)))
            };
            let (known, odd) =
                if weight(one) < weight(other) { (other, one) } else { (one, other) };
            let Some(Use { path, name: spelled, .. }) = uses.get(odd) else {
                continue;
            };
            let mut help = format!(
                "write `{known}`, or give the city a file in content/cities to say that it is another; \
                 a second spelling goes under `aliases` in that file"
            );
            if n + 1 == MOST_WARNINGS && more > 0 {
                let at_least = if more + MOST_WARNINGS == MOST_PAIRS { "at least " } else { "" };
                help = format!("{help}; {at_least}{more} more pairs of names are as close");
            }
            let fault = rule::NEAR_NAME
                .at(path, spelled.span, format!("`{odd}` and `{known}` look like one city"))
                .label(format!("did you mean `{known}`?"))
                .help(help);
            faults.push(match uses.get(known) {
                Some(known) => fault.related(&known.path, known.name.span, "spelled so here"),
                None => fault,
            });
        }
    }
}

/// Every mention of a city, with where it stands.
fn named(content: &ContentFiles) -> impl Iterator<Item = (&SourcePath, &Spanned<String>)> {
    placed(content).flat_map(|(path, place)| place.cities.iter().map(move |city| (path, city)))
}

/// Every place that dispatches and incident files write of, and in which file.
fn placed(content: &ContentFiles) -> impl Iterator<Item = (&SourcePath, &Place)> {
    let standing = content.dispatches.iter().filter(|dispatch| dispatch.withdrawn.is_none());
    let by_dispatch = standing.flat_map(|dispatch| {
        let reports = dispatch.reports.iter();
        reports.map(|report| (&dispatch.path, &report.place))
    });
    let by_incident = content.incidents.iter().map(|it| (&it.path, &it.place));
    by_dispatch.chain(by_incident)
}
