//! Which total a line of `figures.lock` is about: the place, the year and the measure.
//! It does not know its value.

use std::collections::BTreeMap;
use std::fmt;

use crate::chronicle::measure::Measure;
use crate::field::slug::Slug;

/// Stands for every place and all time.
const EVERYTHING: &str = "everything";

/// A place with totals, by its slug.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TotalPlace {
    /// A city.
    City(Slug),
    /// A region, with all that lies in it.
    Region(Slug),
    /// A country, with all that lies in it.
    Country(Slug),
}

/// Makes a place from its slug.
type MakePlace = fn(Slug) -> TotalPlace;

/// What stands before the slug of each kind of place.
const PREFIXES: [(&str, MakePlace); 3] = [
    ("cities/", TotalPlace::City),
    ("regions/", TotalPlace::Region),
    ("countries/", TotalPlace::Country),
];

/// A place and a period. Everywhere comes first, and all time before its years.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TotalScope {
    /// A place; none for everywhere.
    pub place: Option<TotalPlace>,
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

/// `cities/mosul`, `regions/nineveh`, `countries/iq`.
impl fmt::Display for TotalPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let own = PREFIXES.iter().find(|(_, make)| make(self.slug().clone()) == *self);
        let prefix = own.map_or("", |(prefix, _)| prefix);
        write!(f, "{prefix}{}", self.slug())
    }
}

impl TotalPlace {
    /// Its part of the address.
    pub fn slug(&self) -> &Slug {
        match self {
            TotalPlace::City(slug) | TotalPlace::Region(slug) | TotalPlace::Country(slug) => slug,
        }
    }

    /// Whether it is a region or a country, which older versions of dateline did not record.
    pub(super) fn is_territory(&self) -> bool {
        match self {
            TotalPlace::City(_) => false,
            TotalPlace::Region(_) | TotalPlace::Country(_) => true,
        }
    }
}

/// `everything`, `2017`, `cities/mosul`, `cities/mosul/2017`.
impl fmt::Display for TotalScope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.place, self.year) {
            (None, None) => f.write_str(EVERYTHING),
            (None, Some(year)) => write!(f, "{year:04}"),
            (Some(place), None) => write!(f, "{place}"),
            (Some(place), Some(year)) => write!(f, "{place}/{year:04}"),
        }
    }
}

impl TotalScope {
    /// Reads what [`fmt::Display`] writes. None if it was written by rules that this program does not know.
    pub(super) fn parse(text: &str) -> Option<TotalScope> {
        let place =
            PREFIXES.iter().find_map(|(prefix, make)| Some((text.strip_prefix(prefix)?, make)));
        let Some((rest, make)) = place else {
            let year = (text != EVERYTHING).then(|| text.parse()).transpose().ok()?;
            return Some(TotalScope { place: None, year });
        };
        let (name, year) = match rest.split_once('/') {
            Some((name, year)) => (name, Some(year.parse().ok()?)),
            None => (rest, None),
        };
        let slug = Slug::make(name);
        (slug.as_str() == name).then(|| TotalScope { place: Some(make(slug)), year })
    }

    /// Whether it is of a region or a country.
    pub(super) fn is_of_territory(&self) -> bool {
        self.place.as_ref().is_some_and(TotalPlace::is_territory)
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
