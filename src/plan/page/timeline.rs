//! Plans the timeline and its years, by the time of the event and not of the report.
//! It does not know how totals are counted; the chronicle does that.

mod incidents;
mod month;

use std::cmp::Reverse;
use std::sync::Arc;

use crate::chronicle::incident::Incident;
use crate::field::day::Month;
use crate::plan::address;
use crate::plan::draw::month_spans;
use crate::plan::edition::Sheet;
use crate::plan::index::Index;
use crate::plan::index::scope::Scope;
use crate::plan::period::Period;
use crate::plan::planned::Planned;
use crate::plan::route::Route;
use crate::plan::row::{tally, toll};
use crate::plan::site::Site;
use crate::plan::view::chart::{ChartView, Unit};
use crate::plan::view::lists::{
    IncidentRowView, LatestMonthView, PeriodRowView, YearLinkView, YearView,
};
use crate::plan::view::pages::{TimelinePage, YearPage};
use crate::plan::view::{Kind, View};

/// The timeline page, and for each year and month its pages.
pub(crate) fn pages(index: &Index<'_>) -> Vec<Planned> {
    let of_year = |month: Month| {
        let make = move |site: &Site<'_>, here: &Route| year_page(site, here, month);
        Planned::page(Kind::Year, address::year(month.year()), make)
    };
    let front = Planned::page(Kind::Timeline, address::timeline(), front);
    let months = index.calendar.months().flat_map(|month| month::pages(index, month));
    // On an empty site there is nothing to list.
    let years = index.calendar.years().map(Some);
    let all = has_incidents(index).then_some(None);
    let tables = years.chain(all).flat_map(|year| incidents::pages(index, year));
    months.chain(index.calendar.years().map(of_year)).chain(tables).chain([front]).collect()
}

fn has_incidents(index: &Index<'_>) -> bool {
    !index.chronicle.incidents.is_empty()
}

/// Every year with its months, oldest first.
pub(crate) fn year_views(site: &Site<'_>, here: &Route) -> Vec<YearView> {
    site.index.calendar.years().map(|month| year_view(site, here, month)).collect()
}

fn month_of(index: &Index<'_>, here: &Route, month: Month) -> PeriodRowView {
    tally::tally(index, here, &Scope::everywhere(Period::Always), (Unit::Month, month))
}

/// The row of the year that contains `month`.
fn year_view(site: &Site<'_>, here: &Route, month: Month) -> YearView {
    let scope = Scope::everywhere(Period::Year(month));
    let (span_rows, more) = month_spans::rows(&site.index, here, month);
    YearView {
        year: month.year(),
        href: site.index.linker.link(here, &address::year(month.year())),
        months: month.of_its_year().map(|month| month_of(&site.index, here, month)).collect(),
        span_rows,
        more,
        toll: toll::view(&site.index, here, &scope.toll(&site.index), &scope),
    }
}

/// Maximum number of incidents and totals listed that span several months.
const SPANS: usize = 150;

/// Maximum number of incidents of the latest month on the front page.
const LATEST: usize = 5;

/// The latest month, with the latest incidents that began in it. None if the calendar is empty.
pub(crate) fn latest(site: &Site<'_>, here: &Route) -> Option<LatestMonthView> {
    let month = site.index.calendar.months().next_back()?;
    let mut incidents = site.index.incidents.in_month(month).to_vec();
    incidents.sort_by_key(|incident| Reverse(incident.order()));
    incidents.truncate(LATEST);
    Some(LatestMonthView {
        month: month_of(&site.index, here, month),
        incidents: lines(site, here, incidents.into_iter()),
    })
}

/// The chart of all places, from the year of the first month to the year of the second.
fn chart(site: &Site<'_>, here: &Route, ends: (Month, Month)) -> Option<ChartView> {
    tally::chart(&site.index, here, &Scope::everywhere(Period::Always), ends)
}

fn front(site: &Site<'_>, here: &Route) -> Sheet {
    Sheet::of(View::Timeline(TimelinePage {
        site: site.frame(here),
        page: site.head(here, "", None),
        chart: site.index.calendar.ends().and_then(|ends| chart(site, here, ends)),
        years: site
            .index
            .calendar
            .years()
            .rev()
            .map(|month| year_view(site, here, month))
            .collect(),
        all_incidents: has_incidents(&site.index)
            .then(|| site.index.linker.link(here, &address::incidents())),
    }))
}

/// The page of the year that contains `month`.
fn year_page(site: &Site<'_>, here: &Route, month: Month) -> Sheet {
    let year = month.year();
    let link =
        |year: i16| YearLinkView { year, href: site.index.linker.link(here, &address::year(year)) };
    let [previous, next] = site.index.calendar.years_beside(year).map(|year| year.map(link));
    let months = site.index.calendar.months().filter(|month| month.year() == year);
    let spanning: Vec<_> = site.index.incidents.spanning(month.year_of_days()).collect();
    Sheet::of(View::Year(YearPage {
        site: site.frame(here),
        page: site.head(here, &year.to_string(), None),
        year: year_view(site, here, month),
        chart: chart(site, here, (month, month)),
        months: months.map(|month| month_of(&site.index, here, month)).collect(),
        all_incidents: site.index.linker.link(here, &address::incidents_of(year)),
        spans: lines(site, here, spanning.iter().copied().take(SPANS)),
        more_spans: spanning.len().saturating_sub(SPANS),
        previous,
        next,
    }))
}

fn lines<'i>(
    site: &Site<'_>,
    here: &Route,
    incidents: impl Iterator<Item = &'i Incident>,
) -> Vec<Arc<IncidentRowView>> {
    incidents.map(|incident| site.incident_row(here, incident)).collect()
}
