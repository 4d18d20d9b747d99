//! What dispatches and incident files say about each city that they name: how often, and in which country, region and point.
//! It does not judge whether that fits.

use std::collections::BTreeMap;

use crate::chronicle::city_names::{CityName, CityNames, Meaning, Spot};
use crate::field::dateline::{Coordinates, Place};
use crate::text::source::SourcePath;
use crate::text::span::Spanned;

/// What is said about one city.
pub struct CityUse<'c> {
    /// The first place that names it.
    pub first: Spot<'c>,
    /// As it is spelled there.
    pub spelled: &'c str,
    /// How many times it is named.
    pub times: usize,
    /// The countries that it is said to lie in, each with the first place that says so.
    pub countries: BTreeMap<&'c str, Spot<'c>>,
    /// The regions that it is said to lie in.
    pub regions: BTreeMap<&'c str, Spot<'c>>,
    /// The points in it, as closely known as a city or closer.
    pub points: Vec<(Coordinates, Spot<'c>)>,
}

/// A name that may mean several cities, and the place that does not say which.
pub struct Unclear<'c> {
    /// The name.
    pub name: &'c Spanned<String>,
    /// The file.
    pub path: &'c SourcePath,
    /// What is said about the place.
    pub place: &'c Place,
    /// The cities that it may mean, by number.
    pub cities: Vec<usize>,
}

/// What is said about all cities.
#[derive(Default)]
pub struct CityUses<'c> {
    /// By the one name of the city.
    pub by_name: BTreeMap<CityName, CityUse<'c>>,
    /// Names that may mean several cities.
    pub unclear: Vec<Unclear<'c>>,
}

impl<'c> CityUses<'c> {
    /// What is said in `written`.
    pub fn new(
        written: impl Iterator<Item = (&'c SourcePath, &'c Place)>,
        names: &'c CityNames,
    ) -> CityUses<'c> {
        let mut uses = CityUses::default();
        for (path, place) in written {
            for name in &place.cities {
                uses.add(path, place, name, names);
            }
        }
        uses
    }

    fn add(
        &mut self,
        path: &'c SourcePath,
        place: &'c Place,
        name: &'c Spanned<String>,
        names: &'c CityNames,
    ) {
        if let Meaning::Several(cities) = names.meaning(&name.value, place) {
            self.unclear.push(Unclear { name, path, place, cities: cities.to_vec() });
            return;
        }
        let at = Spot { path, span: name.span };
        let first = || CityUse {
            first: at,
            spelled: &name.value,
            times: 0,
            countries: BTreeMap::new(),
            regions: BTreeMap::new(),
            points: Vec::new(),
        };
        let told = self.by_name.entry(names.city(&name.value, place)).or_insert_with(first);
        told.times += 1;
        // Of several cities, it is not said which one lies there.
        if place.cities.len() > 1 {
            return;
        }
        if let Some(country) = names.country_told(place) {
            told.countries.entry(country).or_insert(at);
        }
        if let Some(region) = &place.region {
            told.regions.entry(&region.value).or_insert(Spot { path, span: region.span });
        }
        let point = place.location.coordinates;
        if let Some(point) = point.filter(|_| !place.precision().is_vaguer_than_a_city()) {
            told.points.push((point, at));
        }
    }
}
