//! How far the place of a fact reaches, and which places are apart. Rule 6 of the counting policy.
//! It does not know days or figures.

use crate::chronicle::city_names::CityName;
use crate::chronicle::incident::IncidentPlace;
use crate::chronicle::places::Places;
use crate::field::dateline::Precision;

/// How far a place reaches, as closely as it is known. Equal extents count as the same place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extent<'p> {
    /// Some cities, or parts of them.
    Cities(&'p [CityName]),
    /// A region, and the country it is said to lie in.
    Region(&'p str, Option<&'p str>),
    /// A country.
    Country(&'p str),
    /// Not known.
    Anywhere,
}

impl<'p> Extent<'p> {
    /// How far `place` reaches.
    pub fn of(place: &'p IncidentPlace) -> Extent<'p> {
        let country = place.country.as_deref();
        if !place.precision.is_vaguer_than_a_city() && !place.cities.is_empty() {
            return Extent::Cities(&place.cities);
        }
        let is_country = place.precision == Precision::Country;
        match (place.region.as_deref(), country) {
            (Some(region), _) if !is_country => Extent::Region(region, country),
            (_, Some(country)) => Extent::Country(country),
            (Some(region), None) if !is_country => Extent::Region(region, None),
            (_, None) => Extent::Anywhere,
        }
    }

    /// Whether it is known that the two have no part in common, so that nobody can be counted in both.
    pub fn is_apart_from(self, other: Extent<'_>, places: &Places) -> bool {
        match (self, other) {
            (Extent::Anywhere, _) | (_, Extent::Anywhere) => false,
            (Extent::Cities(here), Extent::Cities(there)) => {
                here.iter().all(|city| !there.contains(city))
            }
            (Extent::Cities(cities), Extent::Region(region, country))
            | (Extent::Region(region, country), Extent::Cities(cities)) => {
                cities.iter().all(|city| city_is_outside(city, region, country, places))
            }
            (Extent::Cities(cities), Extent::Country(country))
            | (Extent::Country(country), Extent::Cities(cities)) => {
                cities.iter().all(|city| city_is_abroad(city, country, places))
            }
            (Extent::Region(here, in_one), Extent::Region(there, in_other)) => {
                let countries = (
                    in_one.or_else(|| places.country_of_region(here)),
                    in_other.or_else(|| places.country_of_region(there)),
                );
                differ(countries) || regions_are_apart(here, there, places)
            }
            (Extent::Region(region, within), Extent::Country(country))
            | (Extent::Country(country), Extent::Region(region, within)) => {
                differ((within.or_else(|| places.country_of_region(region)), Some(country)))
            }
            (Extent::Country(here), Extent::Country(there)) => here != there,
        }
    }
}

fn differ(countries: (Option<&str>, Option<&str>)) -> bool {
    matches!(countries, (Some(one), Some(other)) if one != other)
}

/// Regions without a file are never apart: it is not known what they lie in, nor what lies in them.
fn regions_are_apart(here: &str, there: &str, places: &Places) -> bool {
    let described = |region| places.regions.contains_key(region);
    let nested = places.region_lies_in(here, there) || places.region_lies_in(there, here);
    described(here) && described(there) && !nested
}

fn city_is_outside(city: &str, region: &str, country: Option<&str>, places: &Places) -> bool {
    let mut around = places.regions_of(city).peekable();
    let is_known = around.peek().is_some();
    let outside = is_known && around.all(|of| regions_are_apart(of, region, places));
    let country = country.or_else(|| places.country_of_region(region));
    outside || country.is_some_and(|country| city_is_abroad(city, country, places))
}

fn city_is_abroad(city: &str, country: &str, places: &Places) -> bool {
    let mut countries = places.countries_of(city).peekable();
    countries.peek().is_some() && countries.all(|of| of != country)
}
