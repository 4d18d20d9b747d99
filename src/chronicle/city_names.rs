//! Which city a name in a dispatch means: its name, alias or slug in a city file, and the country or region beside it.
//! It does not know who names a city.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::field::city::{City, Region};
use crate::field::country::english_name;
use crate::field::dateline::Place;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::{Span, Spanned};
use crate::text::spelling::composed;

/// The one name of a city. Of several cities with the same name, each has more words, as in "Tripoli, Lebanon".
pub type CityName = Arc<str>;

/// All spellings that mean a city with a file.
#[derive(Clone, Debug, Default)]
pub struct CityNames {
    /// The cities, in the order of their files.
    pub cities: Vec<KnownCity>,
    /// The cities that a name or an alias may mean.
    spellings: HashMap<String, Vec<usize>>,
    /// The first spelling of every name without a file that has accents or is in no Latin letters.
    as_written: HashMap<String, CityName>,
    /// The country of every region, by its file or that of a wider region.
    countries: BTreeMap<String, String>,
}

/// A city with a file.
#[derive(Clone, Debug)]
pub struct KnownCity {
    /// Its one name.
    pub name: CityName,
    /// Its file.
    pub file: Arc<City>,
    countries: Vec<String>,
}

/// A place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot<'c> {
    /// The file.
    pub path: &'c SourcePath,
    /// Where in it.
    pub span: Span,
}

/// What a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning<'n> {
    /// A city without a file.
    Unknown,
    /// This city, by its number.
    One(usize),
    /// One of these cities; the dispatch does not say which.
    Several(&'n [usize]),
}

impl CityNames {
    /// The names in the files of `cities`, which are sorted by path. Two files for one city are reported.
    pub fn new<'c>(
        cities: impl Iterator<Item = &'c Arc<City>>,
        regions: &BTreeMap<String, Arc<Region>>,
        faults: &mut Vec<Diagnostic>,
    ) -> CityNames {
        let mut names = CityNames { countries: countries_of(regions), ..CityNames::default() };
        for file in cities {
            let mut countries: Vec<String> = file.accepted_countries().map(str::to_owned).collect();
            let by_region = || names.countries.get(&file.region.as_ref()?.value).cloned();
            if countries.is_empty() {
                countries.extend(by_region());
            }
            let name = file.name.value.as_str().into();
            names.cities.push(KnownCity { name, file: Arc::clone(file), countries });
        }
        let mut reported = BTreeSet::new();
        for at in 0..names.cities.len() {
            let file = Arc::clone(&names.cities[at].file);
            for spelling in std::iter::once(&file.name).chain(&file.aliases) {
                let same = names.add(at, spelling).filter(|other| reported.insert((at, *other)));
                let cities = &names.cities;
                faults.extend(same.map(|other| same_city(spelling, &cities[at], &cities[other])));
            }
        }
        names.tell_apart();
        // A slug is the weakest spelling: it means its city only if no name does.
        for at in 0..names.cities.len() {
            let known = &names.cities[at];
            for spelling in [known.file.slug.value.to_string(), known.name.to_string()] {
                names.spellings.entry(spelling).or_insert_with(|| vec![at]);
            }
        }
        names
    }

    /// The cities that `spelling` may mean.
    pub fn candidates(&self, spelling: &str) -> &[usize] {
        self.spellings.get(&*composed(spelling)).map_or(&[], Vec::as_slice)
    }

    /// What `spelling` means in a dispatch about `place`.
    pub fn meaning(&self, spelling: &str, place: &Place) -> Meaning<'_> {
        match self.candidates(spelling) {
            [] => Meaning::Unknown,
            [one] => Meaning::One(*one),
            several => {
                let says_nothing = place.country.is_none() && place.region.is_none();
                let mut fitting = several.iter().filter(|at| self.cities[**at].fits(place, self));
                match (says_nothing, fitting.next(), fitting.next()) {
                    (false, Some(one), None) => Meaning::One(*one),
                    _ => Meaning::Several(several),
                }
            }
        }
    }

    /// The one name of the city that `spelling` means in a dispatch about `place`.
    pub fn city(&self, spelling: &str, place: &Place) -> CityName {
        match self.meaning(spelling, place) {
            Meaning::One(at) => Arc::clone(&self.cities[at].name),
            // Which one is an error that stops the build.
            Meaning::Several(cities) => Arc::clone(&self.cities[cities[0]].name),
            Meaning::Unknown => self.without_file(spelling),
        }
    }

    /// The one name of a city without a file: as it is first written.
    pub fn without_file(&self, spelling: &str) -> CityName {
        let first = (!spelling.is_ascii()).then(|| self.as_written.get(&*composed(spelling)));
        first.flatten().map_or_else(|| spelling.into(), Arc::clone)
    }

    /// Remembers how a city without a file is written.
    pub fn learn(&mut self, spelling: &str) {
        if !spelling.is_ascii() && self.candidates(spelling).is_empty() {
            let first = self.as_written.entry(composed(spelling).into_owned());
            first.or_insert_with(|| spelling.into());
        }
    }

    /// The country in which `place` is said to lie: as written, else that of its region.
    pub fn country_told<'p>(&'p self, place: &'p Place) -> Option<&'p str> {
        let by_region = || self.countries.get(&place.region.as_ref()?.value).map(String::as_str);
        place.country.as_deref().or_else(by_region)
    }

    /// Records that `spelling` may mean the city `at`. Returns another city that it may mean, if nothing tells the two apart.
    fn add(&mut self, at: usize, spelling: &Spanned<String>) -> Option<usize> {
        let cities = &self.cities;
        let meant = self.spellings.entry(composed(&spelling.value).into_owned()).or_default();
        if meant.contains(&at) {
            return None;
        }
        let mut others = meant.iter().copied();
        let same = others.find(|other| !cities[*other].is_another_than(&cities[at]));
        meant.push(at);
        same
    }

    /// Gives each of several cities with one name more words.
    fn tell_apart(&mut self) {
        let labels: Vec<CityName> = self.cities.iter().map(|city| self.label(city)).collect();
        for (city, label) in self.cities.iter_mut().zip(labels) {
            city.name = label;
        }
    }

    /// The name of `city`, with what tells it apart from others of that name: its country, else its region, else its slug.
    fn label(&self, city: &KnownCity) -> CityName {
        let name = &city.file.name.value;
        let is_other = |other: &&KnownCity| {
            other.file.path != city.file.path && composed(&other.file.name.value) == composed(name)
        };
        let others: Vec<&KnownCity> = self.cities.iter().filter(is_other).collect();
        if others.is_empty() {
            return Arc::clone(&city.name);
        }
        let country = city.countries.first();
        let country = country.filter(|it| others.iter().all(|other| !other.countries.contains(it)));
        let region = city.file.region.as_ref().map(|region| &region.value);
        let is_there =
            |other: &&KnownCity| other.file.region.as_ref().map(|it| &it.value) == region;
        let region = region.filter(|_| !others.iter().any(is_there));
        match (country, region) {
            (Some(code), _) => format!("{name}, {}", english_name(code).unwrap_or(code)).into(),
            (None, Some(region)) => format!("{name}, {region}").into(),
            (None, None) => format!("{name} ({})", city.file.slug.value).into(),
        }
    }
}

impl KnownCity {
    /// The countries in which dispatches may say that it lies. None if its file says nothing about that.
    pub fn countries(&self) -> &[String] {
        &self.countries
    }

    /// Where its file gives its name.
    pub fn spot(&self) -> Spot<'_> {
        Spot { path: &self.file.path, span: self.file.name.span }
    }

    /// Whether another city of the same name is known to be another: it lies in another country or region.
    fn is_another_than(&self, other: &KnownCity) -> bool {
        let by_country = !self.countries.is_empty()
            && !other.countries.is_empty()
            && !self.countries.iter().any(|country| other.countries.contains(country));
        let regions = [self, other].map(|it| it.file.region.as_ref().map(|it| &it.value));
        let by_region = matches!(regions, [Some(one), Some(other)] if one != other);
        self.file.slug.value != other.file.slug.value && (by_country || by_region)
    }

    /// Whether nothing that `place` says speaks against this city.
    fn fits(&self, place: &Place, names: &CityNames) -> bool {
        let told = names.country_told(place);
        let in_country = told.is_none_or(|told| {
            self.countries.is_empty() || self.countries.iter().any(|country| country == told)
        });
        let in_region = match (&place.region, &self.file.region) {
            (Some(told), Some(own)) => composed(&told.value) == composed(&own.value),
            _ => true,
        };
        in_country && in_region
    }
}

/// The country of every region that has a file.
fn countries_of(regions: &BTreeMap<String, Arc<Region>>) -> BTreeMap<String, String> {
    let country = |region: &Arc<Region>| {
        let wider = |region: &&Arc<Region>| regions.get(&region.within.as_ref()?.value);
        // A chain that is longer than the list of regions is a circle.
        let chain = std::iter::successors(Some(region), wider).take(regions.len() + 1);
        chain.filter_map(|region| region.country.clone()).next()
    };
    regions.iter().filter_map(|(name, region)| Some((name.clone(), country(region)?))).collect()
}

/// The fault that two files describe one city, or give it one spelling.
fn same_city(spelling: &Spanned<String>, city: &KnownCity, other: &KnownCity) -> Diagnostic {
    let (file, first) = (&city.file, &other.file);
    let (message, label) = match composed(&file.name.value) == composed(&first.name.value) {
        true => (format!("two files describe the city `{}`", file.name.value), "again here"),
        false => (
            format!("`{}` is already a name of `{}`", spelling.value, first.name.value),
            "a second meaning",
        ),
    };
    rule::SAME_CITY
        .at(&file.path, spelling.span, message)
        .label(label)
        .related(&first.path, first.name.span, "first here")
        .help(
            "if it is one city, keep one of the two files, with all its spellings. If they are two cities, give each \
             file its own `slug` and its own `country`, or its own `region` in one country",
        )
}
