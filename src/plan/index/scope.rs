//! What a toll is of: everything or one city, always or in one year or month; and where it is explained.
//! It does not know what the toll comes to.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::chronicle::places::CityName;
use crate::chronicle::reckoning::question::Question;
use crate::chronicle::reckoning::{Reckoning, Selection};
use crate::field::day::Month;
use crate::plan::address;
use crate::plan::index::Index;
use crate::plan::index::by_time::IncidentsByTime;
use crate::plan::period::Period;
use crate::plan::route::Route;

/// A toll is explained on one page if it rests on at most so many incidents; else by shorter periods.
pub(crate) const LISTED: usize = 200;

/// What a toll is of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Scope {
    /// One city, or everywhere.
    pub city: Option<CityName>,
    /// When.
    pub period: Period,
}

impl Scope {
    /// Everywhere, in `period`.
    pub(crate) fn everywhere(period: Period) -> Scope {
        Scope { city: None, period }
    }

    /// One city, always.
    pub(crate) fn city(name: &CityName) -> Scope {
        Scope { city: Some(Arc::clone(name)), period: Period::Always }
    }

    /// The same place in another period.
    pub(crate) fn during(&self, period: Period) -> Scope {
        Scope { period, ..self.clone() }
    }

    /// What it asks.
    pub(crate) fn question<'q>(&'q self, index: &'q Index<'_>) -> Question<'q> {
        Question {
            city: self.city.as_deref(),
            days: self.period.days(),
            party: None,
            grades: &index.config.headline_grades,
        }
    }

    /// Everything that may take part in it, in whatever period, by when it happened.
    pub(crate) fn incidents<'d>(&self, index: &'d Index<'_>) -> &'d IncidentsByTime<'d> {
        match &self.city {
            Some(name) => &index.gazetteer[name].incidents,
            None => &index.incidents,
        }
    }

    /// What takes part in it.
    pub(crate) fn sorted<'d>(&self, index: &'d Index<'_>) -> Selection<'d> {
        let touching = self.incidents(index).touching(self.period);
        Selection::new(touching, &self.question(index), &index.chronicle.places)
    }

    /// What it comes to. The tolls that many pages show are kept.
    pub(crate) fn toll<'d>(&self, index: &'d Index<'_>) -> Cow<'d, Reckoning> {
        let kept = match (&self.city, self.period) {
            (None, period) => index.calendar.cached_toll(period),
            (Some(name), Period::Always) => Some(&index.gazetteer[name].toll),
            (Some(_), _) => None,
        };
        let reckon = || self.sorted(index).reckon();
        kept.map_or_else(|| Cow::Owned(reckon()), |toll| Cow::Borrowed(toll.get(reckon)))
    }

    /// Whether it rests on more incidents than one page explains.
    pub(crate) fn is_long(&self, index: &Index<'_>) -> bool {
        // A toll of few incidents is not reckoned to find that out.
        self.incidents(index).count() > LISTED / 2 && is_long(&self.toll(index))
    }

    /// The shorter periods that a long toll is explained by: years, or the months of a year. A month has none, and a city's year
    /// has none.
    pub(crate) fn parts(&self, index: &Index<'_>) -> Vec<Period> {
        if !self.is_long(index) {
            return Vec::new();
        }
        let incidents = self.incidents(index);
        match (self.period, &self.city) {
            (Period::Always, _) => {
                let years: BTreeMap<i16, Month> =
                    incidents.months().map(|month| (month.year(), month)).collect();
                years.into_values().map(Period::Year).collect()
            }
            (Period::Year(year), None) => {
                let of_year = incidents.months().filter(|month| month.year() == year.year());
                of_year.map(Period::Month).collect()
            }
            (Period::Year(_), Some(_)) | (Period::Month(_), _) => Vec::new(),
        }
    }

    /// The page that shows it.
    pub(crate) fn shown_at(&self, index: &Index<'_>) -> Route {
        match (&self.city, self.period) {
            (Some(name), _) => address::city(&index.chronicle.places.slug(name)),
            (None, Period::Always) => address::front(),
            (None, Period::Year(month)) => address::year(month.year()),
            (None, Period::Month(month)) => address::month(month),
        }
    }

    /// The page that explains it. Of a city in a month that is the page of its year or of the city.
    pub(crate) fn explained_at(&self, index: &Index<'_>) -> Route {
        let slug = self.city.as_ref().map(|name| index.chronicle.places.slug(name));
        match (slug, self.period) {
            (Some(slug), Period::Always) => address::toll_of_city(&slug),
            (Some(slug), Period::Year(month) | Period::Month(month)) => {
                match self.during(Period::Always).is_long(index) {
                    true => address::toll_of_city_in(&slug, month.year()),
                    false => address::toll_of_city(&slug),
                }
            }
            (None, period) => address::toll_of(period),
        }
    }

    /// The link from `here` to where it is explained.
    pub(crate) fn link(&self, index: &Index<'_>, here: &Route) -> String {
        let page = index.linker.link(here, &self.explained_at(index));
        match (&self.city, self.period) {
            (Some(_), Period::Month(month)) => format!("{page}#{}", anchor(month)),
            _ => page,
        }
    }
}

/// The anchor of a month on a page that explains.
pub(crate) fn anchor(month: Month) -> String {
    format!("m{month}")
}

fn is_long(reckoning: &Reckoning) -> bool {
    reckoning.counted.len() + reckoning.tolls.len() + reckoning.overtaken.len() > LISTED
}
