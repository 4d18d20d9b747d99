//! Plans the tables of all incidents, and of those of each year.
//! It does not know how readers sort it; the theme does.

use crate::chronicle::incident::Incident;
use crate::field::day::Month;
use crate::plan::address;
use crate::plan::edition::Sheet;
use crate::plan::index::Index;
use crate::plan::page::pager::{numbers, page_of};
use crate::plan::page::timeline::lines;
use crate::plan::period::Period;
use crate::plan::planned::Planned;
use crate::plan::route::Route;
use crate::plan::site::Site;
use crate::plan::view::lists::YearLinkView;
use crate::plan::view::pages::YearIncidentsPage;
use crate::plan::view::{Kind, View};

/// Maximum number of rows on one page of the table.
const PER_PAGE: usize = 400;

/// The table of the year of `month`, or of everything, on as many pages as it needs.
pub(crate) fn pages(index: &Index<'_>, month: Option<Month>) -> Vec<Planned> {
    let own = home(month);
    let of = index.incidents.touching(period(month)).len().div_ceil(PER_PAGE).max(1);
    let page = |number: usize| {
        let route = page_of(&own, number);
        Planned::page(Kind::YearIncidents, route, move |site, here| {
            sheet(site, here, month, (number, of))
        })
    };
    (1..=of).map(page).collect()
}

fn home(month: Option<Month>) -> Route {
    month.map_or_else(address::incidents, |month| address::incidents_of(month.year()))
}

fn period(month: Option<Month>) -> Period {
    month.map_or(Period::Always, Period::Year)
}

fn sheet(
    site: &Site<'_>,
    here: &Route,
    month: Option<Month>,
    (number, of): (usize, usize),
) -> Sheet {
    let index = &site.index;
    let mut incidents: Vec<&Incident> = index.incidents.touching(period(month));
    incidents.sort_by_key(|incident| incident.order());
    let count = incidents.len();
    let shown = incidents.into_iter().skip((number - 1) * PER_PAGE).take(PER_PAGE);
    let of_year = |month: Month| {
        let year = month.year();
        YearLinkView { year, href: index.linker.link(here, &address::year(year)) }
    };
    Sheet::of(View::YearIncidents(YearIncidentsPage {
        site: site.frame(here),
        page: site.head(here, "", None),
        of_year: month.map(of_year),
        rows: lines(site, here, shown),
        count,
        numbers: numbers(index, here, &home(month), (number, of)),
    }))
}
