//! What a toll covers (everything, one place or one row of a party, in all time or in a year or month) and where it is explained.
//! It does not know the numbers.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::chronicle::city_names::CityName;
use crate::chronicle::figures_lock::totals::scope::TotalScope;
use crate::chronicle::reckoning::parties::{OfParty, Standing};
use crate::chronicle::reckoning::question::Question;
use crate::chronicle::reckoning::{Reckoning, Selection};
use crate::field::day::Month;
use crate::field::place_name::PlaceName;
use crate::plan::address;
use crate::plan::index::Index;
use crate::plan::index::by_time::IncidentsByTime;
use crate::plan::index::parties::PartyRow;
use crate::plan::period::Period;
use crate::plan::route::Route;

/// Maximum number of incidents on one page that explains a toll; longer tolls are explained by shorter periods.
pub(crate) const LISTED: usize = 200;

/// What a toll covers: a place or what is attributed to a party, and a period.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Scope {
    /// The place, or none for everywhere.
    pub place: Option<PlaceName>,
    /// The id of a party and one of its rows. Without one, everything counts.
    pub party: Option<(Arc<str>, Standing)>,
    /// The period.
    pub period: Period,
}

impl Scope {
    /// Everywhere, in `period`.
    pub(crate) fn everywhere(period: Period) -> Scope {
        Scope { place: None, party: None, period }
    }

    /// One place, in all time.
    pub(crate) fn place(name: &PlaceName) -> Scope {
        Scope { place: Some(name.clone()), party: None, period: Period::Always }
    }

    /// One city, in all time.
    pub(crate) fn city(name: &CityName) -> Scope {
        Scope::place(&PlaceName::City(Arc::clone(name)))
    }

    /// One row of a party, in all time.
    pub(crate) fn party(id: &Arc<str>, row: Standing) -> Scope {
        Scope { place: None, party: Some((Arc::clone(id), row)), period: Period::Always }
    }

    /// The code of the country, if the place is one. Themes have its name.
    pub(crate) fn country(&self) -> Option<String> {
        match &self.place {
            Some(PlaceName::Country(code)) => Some(code.to_string()),
            Some(PlaceName::Region(_) | PlaceName::City(_)) | None => None,
        }
    }

    /// Whether it covers all places and all parties.
    pub(crate) fn is_everywhere(&self) -> bool {
        self.place.is_none() && self.party.is_none()
    }

    /// The scope of a total in `figures.lock`. None if there is no such place now, or nothing in that year.
    pub(crate) fn of_total(index: &Index<'_>, total: &TotalScope) -> Option<Scope> {
        let scope = match &total.place {
            None => Scope::everywhere(Period::Always),
            Some(place) => Scope::place(&index.place_of_slug(place)?),
        };
        let Some(year) = total.year else {
            return Some(scope);
        };
        let month = scope.incidents(index).months().find(|month| month.year() == year)?;
        Some(scope.during(Period::Year(month)))
    }

    /// The same place in another period.
    pub(crate) fn during(&self, period: Period) -> Scope {
        Scope { period, ..self.clone() }
    }

    /// The question that calculates this toll.
    pub(crate) fn question<'q>(&'q self, index: &'q Index<'_>) -> Question<'q> {
        Question {
            place: self.place.as_ref().map(PlaceName::borrowed),
            days: self.period.days(),
            party: self.party.as_ref().map(|(id, standing)| OfParty {
                family: &index.parties[id].family,
                standing: *standing,
            }),
            grades: &index.config.headline_grades,
        }
    }

    /// Everything that may count in this place, in any period.
    pub(crate) fn incidents<'d>(&self, index: &'d Index<'_>) -> &'d IncidentsByTime<'d> {
        match (&self.place, self.row(index)) {
            (Some(name), _) => &index.place(name).incidents,
            (None, Some(row)) => &row.incidents,
            (None, None) => &index.incidents,
        }
    }

    /// Those of them that are known to belong to this place.
    pub(crate) fn own_incidents<'d>(&self, index: &'d Index<'_>) -> &'d IncidentsByTime<'d> {
        match &self.place {
            Some(name) => &index.place(name).own,
            None => self.incidents(index),
        }
    }

    fn row<'d>(&self, index: &'d Index<'_>) -> Option<&'d PartyRow<'d>> {
        let (id, standing) = self.party.as_ref()?;
        Some(&index.parties[id].rows[standing])
    }

    /// The incidents sorted into counted and not counted.
    pub(crate) fn sorted<'d>(&self, index: &'d Index<'_>) -> Selection<'d> {
        let touching = self.incidents(index).touching(self.period);
        Selection::new(touching, &self.question(index), &index.chronicle.places)
    }

    /// The toll. Those that many pages show are cached.
    pub(crate) fn toll<'d>(&self, index: &'d Index<'_>) -> Cow<'d, Reckoning> {
        let kept = match (&self.place, self.period) {
            (None, Period::Always) if self.party.is_some() => self.row(index).map(|row| &row.toll),
            (None, _) if self.party.is_some() => None,
            (None, period) => index.calendar.cached_toll(period),
            (Some(name), Period::Always) => Some(&index.place(name).toll),
            (Some(_), _) => None,
        };
        let reckon = || self.sorted(index).reckon();
        kept.map_or_else(|| Cow::Owned(reckon()), |toll| Cow::Borrowed(toll.get(reckon)))
    }

    /// Whether the toll has more incidents than fit on one page.
    pub(crate) fn is_long(&self, index: &Index<'_>) -> bool {
        // The first test avoids calculating a toll of few incidents.
        self.incidents(index).count() > LISTED / 2 && is_long(&self.toll(index))
    }

    /// How many incidents and totals the page that explains the toll lists.
    pub(crate) fn facts(&self, index: &Index<'_>) -> usize {
        listed(&self.toll(index))
    }

    /// The shorter periods that explain a long toll: years, or the months of a year. Empty for a month, and for the
    /// year of a place.
    pub(crate) fn parts(&self, index: &Index<'_>) -> Vec<Period> {
        if !self.is_long(index) {
            return Vec::new();
        }
        let incidents = self.incidents(index);
        match (self.period, self.is_everywhere()) {
            (Period::Always, _) => {
                let years: BTreeMap<i16, Month> =
                    incidents.months().map(|month| (month.year(), month)).collect();
                years.into_values().map(Period::Year).collect()
            }
            (Period::Year(year), true) => {
                let of_year = incidents.months().filter(|month| month.year() == year.year());
                of_year.map(Period::Month).collect()
            }
            (Period::Year(_), false) | (Period::Month(_), _) => Vec::new(),
        }
    }

    /// The page that shows the toll.
    pub(crate) fn shown_at(&self, index: &Index<'_>) -> Route {
        if let Some((id, _)) = &self.party {
            return address::party(&index.parties[id].slug);
        }
        match (&self.place, self.period) {
            (Some(name), _) => index.place_route(name),
            (None, Period::Always) => address::front(),
            (None, Period::Year(month)) => address::year(month.year()),
            (None, Period::Month(month)) => address::month(month),
        }
    }

    /// The page that explains the toll. A month of a place or a party is explained on the page of its year, or on that for all time.
    pub(crate) fn explained_at(&self, index: &Index<'_>) -> Route {
        if let Some((id, row)) = &self.party {
            let slug = &index.parties[id].slug;
            return match self.period {
                Period::Year(month) | Period::Month(month)
                    if self.during(Period::Always).is_long(index) =>
                {
                    address::toll_of_party_in(slug, *row, month.year())
                }
                _ => address::toll_of_party(slug, *row),
            };
        }
        let place = self.place.as_ref().map(|name| index.place_route(name));
        match (place, self.period) {
            (Some(place), Period::Always) => address::toll_of_place(&place),
            (Some(place), Period::Year(month) | Period::Month(month)) => {
                match self.during(Period::Always).is_long(index) {
                    true => address::toll_of_place_in(&place, month.year()),
                    false => address::toll_of_place(&place),
                }
            }
            (None, period) => address::toll_of(period),
        }
    }

    /// The link from `here` to the explanation.
    pub(crate) fn link(&self, index: &Index<'_>, here: &Route) -> String {
        let page = index.linker.link(here, &self.explained_at(index));
        format!("{page}{}", self.anchor_at(index))
    }

    /// The whole address of the explanation. It leads to the sum and its incidents.
    pub(crate) fn address(&self, index: &Index<'_>) -> String {
        let page = index.linker.absolute(&self.explained_at(index));
        format!("{page}{}", self.anchor_at(index))
    }

    /// The anchor of the toll on the page that explains it, with `#`. Empty if the page explains nothing else.
    pub(crate) fn anchor_at(&self, index: &Index<'_>) -> String {
        match (&self.place, self.period) {
            (Some(_), Period::Month(month)) => format!("#{}", anchor(month)),
            (Some(_), Period::Year(month)) if !self.during(Period::Always).is_long(index) => {
                format!("#{}", year_anchor(month))
            }
            (Some(_) | None, _) => String::new(),
        }
    }
}

/// The anchor of a month on a page that explains a toll.
pub(crate) fn anchor(month: Month) -> String {
    format!("m{month}")
}

/// The anchor of the year of a month.
pub(crate) fn year_anchor(month: Month) -> String {
    format!("y{:04}", month.year())
}

fn is_long(reckoning: &Reckoning) -> bool {
    listed(reckoning) > LISTED
}

fn listed(reckoning: &Reckoning) -> usize {
    reckoning.counted.len() + reckoning.tolls.len() + reckoning.overtaken.len()
}
