//! The lists by which readers find a place: by letters, by country and region, and by similar names. Long lists are in parts.
//! It does not know what is known about a place.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::chronicle::city_names::CityName;
use crate::chronicle::places::Places;
use crate::field::country;
use crate::field::slug::Slug;
use crate::plan::index::gazetteer::Gazetteer;
use crate::plan::index::similar_names::SimilarNames;

/// Maximum number of places in a list that has no parts, and of a country whose regions have no lists of their own.
const MOST: usize = 200;

/// Maximum number of places in one part of a list. On a phone, a place takes an eighth of the screen.
const PART: usize = 100;

/// The region in addresses for places of which no region is known.
const NO_REGION: &str = "without-region";

/// The country in addresses for places of which no country is known.
const NO_COUNTRY: &str = "without-country";

/// One page of places.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// Its address below that of the list of cities: `letter/a`, `country/iq/nineveh/2`.
    pub path: String,
    /// What it lists.
    pub of: PartOf,
    /// The places, sorted by name.
    pub cities: Vec<CityName>,
    /// Other names that belong here: the language, the name, and the place.
    pub other_names: Vec<(String, String, CityName)>,
}

/// What a part lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PartOf {
    /// Names that begin with a letter.
    Letter(String),
    /// Places in a country and region, as far as they are known.
    Area { country: Option<String>, region: Option<String> },
}

/// All lists of places.
pub(crate) struct PlaceLists {
    /// The places that dispatches name, sorted by name.
    pub all: Vec<CityName>,
    /// The parts by letters, then those by country and region. Empty if one page has room for all places.
    pub parts: Vec<Part>,
    /// Which places have similar names.
    pub similar: SimilarNames,
}

impl PlaceLists {
    /// The lists of the cities in `gazetteer` that dispatches name.
    pub(crate) fn new(
        gazetteer: &Gazetteer<'_>,
        places: &Places,
        country_names: &BTreeMap<String, String>,
    ) -> PlaceLists {
        let told_of = gazetteer.iter().filter(|(_, entry)| !entry.dispatches.is_empty());
        let mut all: Vec<CityName> = told_of.map(|(name, _)| CityName::clone(name)).collect();
        all.sort_by_cached_key(|name| (folded(name), CityName::clone(name)));
        let mut parts = Vec::new();
        if all.len() > MOST {
            parts.extend(by_letter(&all, places));
            parts.extend(by_area(&all, places, country_names));
        }
        PlaceLists { parts, similar: SimilarNames::new(&all, places), all }
    }

    /// All places, if one page has room for them; or else none.
    pub(crate) fn on_one_page(&self) -> &[CityName] {
        if self.parts.is_empty() { &self.all } else { &[] }
    }
}

/// The parts by the first letter of every name, also of those in other languages.
fn by_letter(all: &[CityName], places: &Places) -> Vec<Part> {
    #[derive(Default)]
    struct Names {
        cities: Vec<CityName>,
        others: Vec<(String, String, CityName)>,
    }
    let mut letters: BTreeMap<String, Names> = BTreeMap::new();
    for city in all {
        letters.entry(letter(city)).or_default().cities.push(CityName::clone(city));
        let names = places.file(city).map(|file| &file.names);
        for (lang, name) in names.into_iter().flatten().filter(|(_, name)| **name != **city) {
            let other = (lang.clone(), name.clone(), CityName::clone(city));
            letters.entry(letter(name)).or_default().others.push(other);
        }
    }
    let parts = |(letter, mut names): (String, Names)| {
        names.others.sort_by_cached_key(|(lang, name, _)| (folded(name), lang.clone()));
        let path = format!("letter/{}", in_address(&letter));
        in_parts(&path, &PartOf::Letter(letter), names.cities, names.others)
    };
    letters.into_iter().flat_map(parts).collect()
}

/// The parts by country, and by region where a country has too many places for one page.
fn by_area(
    all: &[CityName],
    places: &Places,
    country_names: &BTreeMap<String, String>,
) -> Vec<Part> {
    let mut by_country: BTreeMap<Option<&str>, Vec<CityName>> = BTreeMap::new();
    for city in all {
        by_country.entry(places.country_of(city)).or_default().push(CityName::clone(city));
    }
    let mut parts = Vec::new();
    // Those of which no country is known come last.
    let unknown = by_country.remove(&None).map(|cities| (None, cities));
    let mut countries: Vec<_> = by_country.into_iter().collect();
    countries
        .sort_by_cached_key(|(code, _)| code.map(|it| folded(name_of_country(country_names, it))));
    for (country, cities) in countries.into_iter().chain(unknown) {
        let path = format!("country/{}", country.unwrap_or(NO_COUNTRY).to_ascii_lowercase());
        let country = country.map(str::to_owned);
        let mut regions: BTreeMap<Slug, (Option<String>, Vec<CityName>)> = BTreeMap::new();
        for city in &cities {
            let region = places.region_of(city);
            let slug = Slug::make(region.unwrap_or(NO_REGION));
            let named = || (region.map(str::to_owned), Vec::new());
            regions.entry(slug).or_insert_with(named).1.push(CityName::clone(city));
        }
        if cities.len() <= MOST || regions.len() < 2 {
            let of = PartOf::Area { country, region: None };
            parts.extend(in_parts(&path, &of, cities, Vec::new()));
            continue;
        }
        let (known, unknown): (Vec<_>, Vec<_>) =
            regions.into_iter().partition(|(_, (region, _))| region.is_some());
        for (slug, (region, cities)) in known.into_iter().chain(unknown) {
            let of = PartOf::Area { country: country.clone(), region };
            parts.extend(in_parts(&format!("{path}/{slug}"), &of, cities, Vec::new()));
        }
    }
    parts
}

/// One part, or several of the greatest size. Other names are on the last.
fn in_parts(
    path: &str,
    of: &PartOf,
    cities: Vec<CityName>,
    mut other_names: Vec<(String, String, CityName)>,
) -> Vec<Part> {
    let number = cities.len().div_ceil(PART).max(1);
    let size = cities.len().div_ceil(number).max(1);
    let mut chunks: Vec<Vec<CityName>> = cities.chunks(size).map(<[CityName]>::to_vec).collect();
    if chunks.is_empty() {
        chunks.push(Vec::new());
    }
    let last = chunks.len() - 1;
    let part = |(at, cities): (usize, Vec<CityName>)| Part {
        path: if at == 0 { path.to_owned() } else { format!("{path}/{}", at + 1) },
        of: of.clone(),
        cities,
        other_names: if at == last { std::mem::take(&mut other_names) } else { Vec::new() },
    };
    chunks.into_iter().enumerate().map(part).collect()
}

/// The name of a country in the language of the site: by its code in `names`, or in English.
pub(crate) fn name_of_country<'n>(names: &'n BTreeMap<String, String>, code: &'n str) -> &'n str {
    let own = names.get(code).map(String::as_str);
    own.or_else(|| country::english_name(code)).unwrap_or(code)
}

/// A name without accents and in small letters, for sorting.
pub(crate) fn folded(name: &str) -> String {
    name.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// The letter under which readers look for a name. The Arabic article is none of it.
pub(crate) fn letter(name: &str) -> String {
    let name = name.strip_prefix("ال").unwrap_or(name);
    let mut letters = name.nfd().filter(|c| c.is_alphanumeric());
    letters.next().map_or_else(|| "#".to_owned(), |c| c.to_uppercase().collect())
}

/// A letter in an address: `a`, or the number of the sign if it is not Latin.
pub(crate) fn in_address(letter: &str) -> String {
    match letter.chars().next() {
        Some(c) if c.is_ascii_alphanumeric() => c.to_ascii_lowercase().to_string(),
        Some(c) => format!("u{:x}", u32::from(c)),
        None => "other".to_owned(),
    }
}
