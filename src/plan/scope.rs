//! What a toll is of: everything or one city, always or in one year or month; and where it is explained.
//! It does not know what the toll comes to.

use std::sync::Arc;

use crate::chronicle::places::CityName;
use crate::chronicle::reckoning::question::Question;
use crate::chronicle::reckoning::{Reckoning, Selection};
use crate::field::day::Month;
use crate::plan::desk::Desk;
use crate::plan::edition::Route;
use crate::plan::periods::{Period, Periods};
use crate::plan::{address, rows};

/// A toll is explained on one page if it rests on at most so many incidents; else by shorter periods.
pub const LISTED: usize = 200;

/// What a toll is of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Scope {
    /// One city, or everywhere.
    pub city: Option<CityName>,
    /// When.
    pub period: Period,
}

impl Scope {
    /// Everywhere, in `period`.
    pub fn everywhere(period: Period) -> Scope {
        Scope { city: None, period }
    }

    /// One city, always.
    pub fn city(name: &CityName) -> Scope {
        Scope { city: Some(Arc::clone(name)), period: Period::Always }
    }

    /// The same place in another period.
    pub fn during(&self, period: Period) -> Scope {
        Scope { period, ..self.clone() }
    }

    /// What it asks.
    pub fn question<'q>(&'q self, desk: &'q Desk<'_>) -> Question<'q> {
        Question { city: self.city.as_deref(), days: self.period.days(), ..rows::headline(desk) }
    }

    /// Everything that may take part in it, in whatever period, by when it happened.
    pub fn incidents<'d>(&self, desk: &'d Desk<'_>) -> &'d Periods<'d> {
        match &self.city {
            Some(name) => &desk.gazetteer[name].incidents,
            None => &desk.incidents,
        }
    }

    /// What takes part in it.
    pub fn sorted<'d>(&self, desk: &'d Desk<'_>) -> Selection<'d> {
        let touching = self.incidents(desk).touching(self.period);
        Selection::new(touching, &self.question(desk), &desk.chronicle.places)
    }

    /// What it comes to.
    pub fn reckon(&self, desk: &Desk<'_>) -> Reckoning {
        self.sorted(desk).reckon()
    }

    /// Whether it rests on more than one page explains.
    pub fn is_long(&self, desk: &Desk<'_>) -> bool {
        // What few take part in is not reckoned to find that out.
        self.incidents(desk).count() > LISTED / 2
            && match (&self.city, self.period) {
                (Some(name), Period::Always) => is_long(desk.toll_of(name)),
                _ => is_long(&self.reckon(desk)),
            }
    }

    /// The page that shows it.
    pub fn shown_at(&self, desk: &Desk<'_>) -> Route {
        match (&self.city, self.period) {
            (Some(name), _) => address::city(&desk.chronicle.places.slug(name)),
            (None, Period::Always) => address::front(),
            (None, Period::Year(month)) => address::year(month.year()),
            (None, Period::Month(month)) => address::month(month),
        }
    }

    /// The page that explains it. Of a city in a month that is the page of its year or of the city.
    pub fn explained_at(&self, desk: &Desk<'_>) -> Route {
        let slug = self.city.as_ref().map(|name| desk.chronicle.places.slug(name));
        match (slug, self.period) {
            (Some(slug), Period::Always) => address::toll_of_city(&slug),
            (Some(slug), Period::Year(month) | Period::Month(month)) => {
                match self.during(Period::Always).is_long(desk) {
                    true => address::toll_of_city_in(&slug, month.year()),
                    false => address::toll_of_city(&slug),
                }
            }
            (None, period) => address::toll_of(period),
        }
    }

    /// The link from `here` to where it is explained.
    pub fn link(&self, desk: &Desk<'_>, here: &Route) -> String {
        let page = desk.linker.link(here, &self.explained_at(desk));
        match (&self.city, self.period) {
            (Some(_), Period::Month(month)) => format!("{page}#{}", anchor(month)),
            _ => page,
        }
    }
}

/// The anchor of a month on a page that explains.
pub fn anchor(month: Month) -> String {
    format!("m{month}")
}

fn is_long(reckoning: &Reckoning) -> bool {
    reckoning.counted.len() + reckoning.tolls.len() + reckoning.overtaken.len() > LISTED
}
