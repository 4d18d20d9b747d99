//! Which total a line of `figures.lock` is about: the place, the year and the measure.
//! It does not know its value.

use std::collections::BTreeMap;
use std::fmt;

use crate::chronicle::measure::Measure;
use crate::field::place_name::{PlaceKind, PlaceName};
use crate::field::slug::Slug;

/// Stands for every place and all time.
const EVERYTHING: &str = "everything";

/// A place and a period. Everywhere comes first, and all time before its years.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TotalScope {
    /// A place, by its slug; none for everywhere.
    pub place: Option<PlaceName<Slug>>,
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

/// `everything`, `2017`, `cities/mosul`, `countries/iq/2017`.
impl fmt::Display for TotalScope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{}/{}", place.kind().several(), place.name())?;
        }
        match (&self.place, self.year) {
            (None, None) => f.write_str(EVERYTHING),
            (None, Some(year)) => write!(f, "{year:04}"),
            (Some(_), None) => Ok(()),
            (Some(_), Some(year)) => write!(f, "/{year:04}"),
        }
    }
}

impl TotalScope {
    /// Reads what [`fmt::Display`] writes. None if it was written by rules that this program does not know.
    pub(super) fn parse(text: &str) -> Option<TotalScope> {
        let below = |kind: PlaceKind| text.strip_prefix(kind.several())?.strip_prefix('/');
        let place = PlaceKind::ALL.into_iter().find_map(|kind| Some((kind, below(kind)?)));
        let Some((kind, rest)) = place else {
            let year = (text != EVERYTHING).then(|| text.parse()).transpose().ok()?;
            return Some(TotalScope { place: None, year });
        };
        let (name, year) = match rest.split_once('/') {
            Some((name, year)) => (name, Some(year.parse().ok()?)),
            None => (rest, None),
        };
        let slug = Slug::make(name);
        (slug.as_str() == name).then(|| TotalScope { place: Some(kind.called(slug)), year })
    }

    /// Whether it is of a region or a country, which older versions of dateline did not record.
    pub(super) fn is_of_territory(&self) -> bool {
        match self.place {
            None | Some(PlaceName::City(_)) => false,
            Some(PlaceName::Region(_) | PlaceName::Country(_)) => true,
        }
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
