//! The name of a place that has a page: a city, a region or a country.
//! It does not know what happened there.

use std::sync::Arc;

use crate::chronicle::city_names::CityName;
use crate::chronicle::reckoning::question::AskedPlace;

/// A place that has a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum PlaceName {
    /// A country, by its two-letter code.
    Country(Arc<str>),
    /// A region, by its name.
    Region(Arc<str>),
    /// A city, by its name.
    City(CityName),
}

impl PlaceName {
    /// The place that a toll is asked for.
    pub(crate) fn asked(&self) -> AskedPlace<'_> {
        match self {
            PlaceName::Country(code) => AskedPlace::Country(code),
            PlaceName::Region(name) => AskedPlace::Region(name),
            PlaceName::City(name) => AskedPlace::City(name),
        }
    }

    /// The word for what it is.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            PlaceName::Country(_) => "country",
            PlaceName::Region(_) => "region",
            PlaceName::City(_) => "city",
        }
    }
}
