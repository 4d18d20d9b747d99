//! Which total a line of `figures.lock` is about: the place, the year and the measure.
//! It does not know its value.

use std::collections::BTreeMap;
use std::fmt;

use crate::chronicle::measure::Measure;
use crate::field::slug::Slug;

/// Stands for every place and all time.
const EVERYTHING: &str = "everything";

/// The prefix of the names of cities.
const CITIES: &str = "cities/";

/// A place and a period. Everywhere comes first, and all time before its years.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TotalScope {
    /// The slug of a city; none for everywhere.
    pub city: Option<Slug>,
    /// A year; none for all time.
    pub year: Option<i16>,
}

/// What one total is of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TotalKey {
    /// The place and the period.
    pub scope: TotalScope,
    /// The row of the toll.
    pub measure: Measure,
}

/// The values of totals, in the notation of the file.
pub(super) type TotalValues = BTreeMap<TotalKey, String>;

/// `everything`, `2017`, `cities/mosul`, `cities/mosul/2017`.
impl fmt::Display for TotalScope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.city, self.year) {
            (None, None) => f.write_str(EVERYTHING),
            (None, Some(year)) => write!(f, "{year:04}"),
            (Some(city), None) => write!(f, "{CITIES}{city}"),
            (Some(city), Some(year)) => write!(f, "{CITIES}{city}/{year:04}"),
        }
    }
}

impl TotalScope {
    /// Reads what [`fmt::Display`] writes. None if it was written by rules that this program does not know.
    pub(super) fn parse(text: &str) -> Option<TotalScope> {
        let Some(rest) = text.strip_prefix(CITIES) else {
            let year = (text != EVERYTHING).then(|| text.parse()).transpose().ok()?;
            return Some(TotalScope { city: None, year });
        };
        let (city, year) = match rest.split_once('/') {
            Some((city, year)) => (city, Some(year.parse().ok()?)),
            None => (rest, None),
        };
        let slug = Slug::make(city);
        (slug.as_str() == city).then_some(TotalScope { city: Some(slug), year })
    }
}

impl TotalKey {
    /// The total of the line with the name `totals/` and `scope`, and the key `key`.
    pub(super) fn parse(scope: &str, key: &str) -> Option<TotalKey> {
        Some(TotalKey { scope: TotalScope::parse(scope)?, measure: Measure::of_key(key)? })
    }
}

/// The key of a measure, such as `killed.civilian`.
pub(super) fn short(measure: Measure) -> String {
    let key = measure.key();
    key.strip_prefix("casualties.").map(str::to_owned).unwrap_or(key)
}
