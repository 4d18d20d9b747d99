//! Where and when something happened, as closely as it is known.
//! It does not know which cities exist.

use serde::{Deserialize, Serialize};

use crate::field::day::DayRange;
use crate::field::word::words;
use crate::text::span::Spanned;

words! {
    /// How closely a place is known, from the closest to the vaguest.
    Precision, "precision of a place" {
        /// The spot itself.
        Exact = "exact",
        /// The street.
        Street = "street",
        /// The neighbourhood.
        Neighbourhood = "neighbourhood",
        /// A part of a city.
        District = "district",
        /// The city.
        City = "city",
        /// A part of a region.
        Subregion = "subregion",
        /// The region.
        Region = "region",
        /// The country.
        Country = "country",
    }
}

impl Precision {
    /// Whether it is vaguer than a city. Such a place counts in no city's toll.
    pub fn is_vaguer_than_a_city(self) -> bool {
        self > Precision::City
    }
}

words! {
    /// How closely the days are known.
    DayPrecision, "precision of the days" {
        /// To the day.
        Day = "day",
        /// Within some days.
        Days = "days",
        /// Within a week.
        Week = "week",
        /// Within a month.
        Month = "month",
        /// Within a year.
        Year = "year",
    }
}

/// A point on the map, in millionths of a degree so that it stays exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Coordinates {
    /// Latitude, north positive, in millionths of a degree.
    pub lat: i32,
    /// Longitude, east positive, in millionths of a degree.
    pub lon: i32,
}

/// The mean radius of the earth in kilometres.
const EARTH: f64 = 6_371.0;

impl Coordinates {
    /// The distance to `other` along the ground, in whole kilometres.
    pub fn km_to(self, other: Coordinates) -> u32 {
        let radians = |millionths: i32| (f64::from(millionths) / 1e6).to_radians();
        let half = |one: i32, other: i32| libm::sin((radians(one) - radians(other)) / 2.0);
        let (up, across) = (half(self.lat, other.lat), half(self.lon, other.lon));
        let narrowing = libm::cos(radians(self.lat)) * libm::cos(radians(other.lat));
        let chord = (up * up + narrowing * across * across).min(1.0);
        (2.0 * EARTH * libm::asin(libm::sqrt(chord))) as u32
    }
}

/// A point, how closely it is known and how closely it may be published.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Location {
    /// The point.
    pub coordinates: Option<Coordinates>,
    /// How closely it is known.
    pub precision: Option<Precision>,
    /// How closely it may be published.
    pub publish: Option<Precision>,
}

/// Where it happened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The cities by name; more than one when it happened in several.
    pub cities: Vec<Spanned<String>>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// The region's name.
    pub region: Option<Spanned<String>>,
    /// Free text below the city.
    pub area: Option<String>,
    /// The point and how closely it is known.
    pub location: Location,
}

impl Place {
    /// How closely the place is known: as written, else by the closest place that is named.
    pub fn precision(&self) -> Precision {
        let named = if !self.cities.is_empty() {
            Precision::City
        } else if self.region.is_some() {
            Precision::Region
        } else {
            Precision::Country
        };
        self.location.precision.unwrap_or(named)
    }

    /// Whether nothing was written about the place.
    pub fn is_empty(&self) -> bool {
        *self == Place::default()
    }
}

/// The days on which it happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Event {
    /// From the first day to the last.
    pub days: DayRange,
    /// How closely they are known.
    pub precision: DayPrecision,
}
