//! What a place with a toll is (a city, a region or a country) and what it is called.
//! It does not know which places there are, nor what happened there.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A place by a name of the kind `N`: cities and regions by their names and countries by their two-letter codes; or all by their slugs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PlaceName<N = Arc<str>> {
    /// A city.
    City(N),
    /// A region, with all that lies in it.
    Region(N),
    /// A country, with all that lies in it.
    Country(N),
}

/// Whether a place is a city, a region or a country.
pub type PlaceKind = PlaceName<()>;

impl<N> PlaceName<N> {
    /// What it is called.
    pub fn name(&self) -> &N {
        match self {
            PlaceName::City(name) | PlaceName::Region(name) | PlaceName::Country(name) => name,
        }
    }

    /// The same place by another name.
    pub fn called<M>(&self, name: M) -> PlaceName<M> {
        match self {
            PlaceName::City(_) => PlaceName::City(name),
            PlaceName::Region(_) => PlaceName::Region(name),
            PlaceName::Country(_) => PlaceName::Country(name),
        }
    }

    /// What it is.
    pub fn kind(&self) -> PlaceKind {
        self.called(())
    }
}

impl PlaceName {
    /// The same with a borrowed name.
    pub fn borrowed(&self) -> PlaceName<&str> {
        self.called(&**self.name())
    }
}

impl PlaceName<&str> {
    /// The same with a name of its own.
    pub fn owned(&self) -> PlaceName {
        self.called(Arc::from(*self.name()))
    }
}

impl PlaceKind {
    /// Every kind.
    pub const ALL: [PlaceKind; 3] =
        [PlaceName::City(()), PlaceName::Region(()), PlaceName::Country(())];

    /// The word for one place.
    pub fn word(self) -> &'static str {
        match self {
            PlaceName::City(()) => "city",
            PlaceName::Region(()) => "region",
            PlaceName::Country(()) => "country",
        }
    }

    /// The word for several places.
    pub fn several(self) -> &'static str {
        match self {
            PlaceName::City(()) => "cities",
            PlaceName::Region(()) => "regions",
            PlaceName::Country(()) => "countries",
        }
    }
}
