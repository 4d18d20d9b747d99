//! Rounds points to the precision that may be published. Coordinates reach pages and data only through here.
//! It does not know which page or file shows the point.

use std::fmt;

use crate::atlas::projection::LonLat;
use crate::chronicle::incident::IncidentPlace;
use crate::chronicle::places::Places;
use crate::field::dateline::{Coordinates, Precision};

/// Rounding step for four decimals, in millionths of a degree (about 11 m).
const FOUR_DECIMALS: u32 = 100;
/// Rounding step for three decimals, in millionths of a degree (about 110 m).
const THREE_DECIMALS: u32 = 1_000;
/// Rounding step for two decimals, in millionths of a degree (about 1.1 km).
const TWO_DECIMALS: u32 = 10_000;
/// Rounding step for one decimal, in millionths of a degree (about 11 km).
const ONE_DECIMAL: u32 = 100_000;

/// A rounded point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Point {
    /// Latitude, north positive.
    pub lat: Degrees,
    /// Longitude, east positive.
    pub lon: Degrees,
}

/// Degrees with only the decimals that may be published. Prints as `-36.34`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Degrees {
    is_negative: bool,
    /// The number of steps from zero.
    steps: u32,
    /// The size of a step, in millionths of a degree.
    step: u32,
}

impl Point {
    /// The point of a city, rounded to two decimals.
    pub(crate) fn of_city(coordinates: Coordinates) -> Point {
        Point::rounded(coordinates, TWO_DECIMALS)
    }

    /// The point at which an incident may be shown. This is its own point, rounded to the precision that is known and
    /// may be published. Without such a point, or if only the city may be shown, it is the point of its only city.
    /// None if only an area larger than a city may be shown.
    pub(crate) fn of_incident(place: &IncidentPlace, places: &Places) -> Option<Point> {
        let closest = place.publish.map_or(place.precision, |told| told.max(place.precision));
        let own = |step| place.coordinates.map(|point| Point::rounded(point, step));
        let city = || match place.cities.as_slice() {
            [only] => places.file(only)?.coordinates.map(Point::of_city),
            _ => None,
        };
        match closest {
            Precision::Exact => own(FOUR_DECIMALS).or_else(city),
            Precision::Street => own(THREE_DECIMALS).or_else(city),
            Precision::Neighbourhood | Precision::District => own(TWO_DECIMALS).or_else(city),
            // Two decimals of a point inside a city would reveal more than the name of the city.
            Precision::City => city().or_else(|| own(ONE_DECIMAL)),
            Precision::Subregion | Precision::Region | Precision::Country => None,
        }
    }

    /// Number of decimals with which a point is shown whose place is known and may be published like this. 0 if none is shown.
    pub(crate) fn decimals(precision: Precision, publish: Option<Precision>) -> usize {
        match publish.map_or(precision, |told| told.max(precision)) {
            Precision::Exact => 4,
            Precision::Street => 3,
            // For a city it is the point of the city.
            Precision::Neighbourhood | Precision::District | Precision::City => 2,
            Precision::Subregion | Precision::Region | Precision::Country => 0,
        }
    }

    /// The rounded point in the form that maps use.
    pub(crate) fn spot(self) -> LonLat {
        LonLat { lon: self.lon.degrees(), lat: self.lat.degrees() }
    }

    fn rounded(point: Coordinates, step: u32) -> Point {
        Point { lat: Degrees::rounded(point.lat, step), lon: Degrees::rounded(point.lon, step) }
    }
}

impl Degrees {
    fn degrees(self) -> f64 {
        let degrees = f64::from(self.steps) * f64::from(self.step) / 1e6;
        if self.is_negative { -degrees } else { degrees }
    }

    fn rounded(millionths: i32, step: u32) -> Degrees {
        let steps = (millionths.unsigned_abs() + step / 2) / step;
        Degrees { is_negative: millionths < 0 && steps > 0, steps, step }
    }
}

impl fmt::Display for Degrees {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let to_the_degree = 1_000_000 / self.step;
        let decimals = to_the_degree.ilog10() as usize;
        let sign = if self.is_negative { "-" } else { "" };
        let (whole, rest) = (self.steps / to_the_degree, self.steps % to_the_degree);
        write!(f, "{sign}{whole}.{rest:0decimals$}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_are_rounded_to_the_nearest_step_on_both_sides_of_nought() {
        let point = Coordinates { lat: 36_335_678, lon: -43_118_889 };
        let told = |step| {
            let point = Point::rounded(point, step);
            format!("{} {}", point.lat, point.lon)
        };
        assert_eq!(told(FOUR_DECIMALS), "36.3357 -43.1189");
        assert_eq!(told(THREE_DECIMALS), "36.336 -43.119");
        assert_eq!(told(TWO_DECIMALS), "36.34 -43.12");
        assert_eq!(told(ONE_DECIMAL), "36.3 -43.1");
        assert_eq!(Degrees::rounded(-4_999, TWO_DECIMALS).to_string(), "0.00");
        assert_eq!(Degrees::rounded(-180_000_000, ONE_DECIMAL).to_string(), "-180.0");
    }
}
