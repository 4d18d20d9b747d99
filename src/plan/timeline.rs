//! The timeline: years, months, days, by the time things happened and not by the time they were reported.
//! It does not add up; it asks the reckoning.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::chronicle::incidents::Incident;
use crate::chronicle::reckoning::Reckoning;
use crate::chronicle::references::Number;
use crate::field::day::{Day, Month};
use crate::plan::desk::Desk;
use crate::plan::edition::{Route, Sheet};
use crate::plan::periods::Period;
use crate::plan::scope::Scope;
use crate::plan::shared::Once;
use crate::plan::view::chart::{ChartView, Unit};
use crate::plan::view::lists::{
    IncidentRowView, LatestMonthView, PeriodRowView, TimelineDayView, YearLinkView, YearView,
};
use crate::plan::view::pages::{MonthPage, TimelinePage, YearPage};
use crate::plan::view::{Kind, View};
use crate::plan::{Planned, address, figures, lanes, rows, tally};

/// The months and years that have a page, and what stands in them beside incidents.
#[derive(Default)]
pub struct Calendar {
    /// The months with a page, in which something began or ended or was said, and the toll of each once somebody has asked.
    months: BTreeMap<Month, Once<Reckoning>>,
    /// The years with a page by one of their months, and the toll of each once somebody has asked.
    years: BTreeMap<i16, (Month, Once<Reckoning>)>,
    /// Dispatches that tell of no incident.
    statements: BTreeMap<Day, Vec<Number>>,
}

/// The timeline and the pages of its years and months.
pub fn pages(desk: &Desk<'_>) -> Vec<Planned> {
    let of_month = |month: Month| {
        let make = move |desk: &Desk<'_>, here: &Route| month_page(desk, here, month);
        Planned::page(Kind::Month, address::month(month), make)
    };
    let of_year = |month: Month| {
        let make = move |desk: &Desk<'_>, here: &Route| year_page(desk, here, month);
        Planned::page(Kind::Year, address::year(month.year()), make)
    };
    let front = Planned::page(Kind::Timeline, address::timeline(), front);
    let months = desk.calendar.months().map(of_month);
    months.chain(desk.calendar.years().map(of_year)).chain([front]).collect()
}

impl Calendar {
    /// Sorts everything by when it happened.
    pub fn of(desk: &Desk<'_>) -> Calendar {
        let mut months: BTreeSet<Month> = desk.incidents.months().collect();
        let mut statements: BTreeMap<Day, Vec<Number>> = BTreeMap::new();
        for (number, dispatch) in desk.chronicle.dispatches.iter().enumerate() {
            let silent = desk.chronicle.incidents_of(number).next().is_none();
            if silent && dispatch.translation_of.is_none() && dispatch.withdrawn.is_none() {
                let day = dispatch.date.value.day();
                months.insert(day.calendar_month());
                statements.entry(day).or_default().push(number);
            }
        }
        // A year goes by the first of its months.
        let years = months.iter().rev().map(|month| (month.year(), (*month, Once::default())));
        let years = years.collect();
        Calendar {
            months: months.into_iter().map(|month| (month, Once::default())).collect(),
            years,
            statements,
        }
    }

    /// The months with a page, oldest first.
    pub fn months(&self) -> impl DoubleEndedIterator<Item = Month> {
        self.months.keys().copied()
    }

    /// A month of each year with a page, oldest first.
    pub fn years(&self) -> impl DoubleEndedIterator<Item = Month> {
        self.years.values().map(|(month, _)| *month)
    }

    /// Whether the month or year has a page.
    pub fn tells_of(&self, period: Period) -> bool {
        match period {
            Period::Always => !self.months.is_empty(),
            Period::Year(month) => self.years.contains_key(&month.year()),
            Period::Month(month) => self.months.contains_key(&month),
        }
    }

    /// Whether some of it lies between the first and the last month with a page.
    pub fn covers(&self, period: Period) -> bool {
        let ends = self.ends().zip(period.months());
        ends.is_some_and(|((first, last), (from, to))| from <= last && first <= to)
    }

    /// The first and the last month with a page.
    pub fn ends(&self) -> Option<(Month, Month)> {
        let first = self.months.first_key_value()?;
        let last = self.months.last_key_value()?;
        Some((*first.0, *last.0))
    }

    /// The toll of a month or year with a page; none of anything else.
    pub fn toll(&self, desk: &Desk<'_>, period: Period) -> Option<&Reckoning> {
        let toll = match period {
            Period::Always => return None,
            Period::Year(month) => self.years.get(&month.year()).map(|(_, toll)| toll),
            Period::Month(month) => self.months.get(&month),
        };
        Some(toll?.get(|| Scope::everywhere(period).reckon(desk)))
    }
}

/// Every year with its months, oldest first.
pub fn year_views(desk: &Desk<'_>, here: &Route) -> Vec<YearView> {
    desk.calendar.years().map(|month| year_view(desk, here, month)).collect()
}

fn month_of(desk: &Desk<'_>, here: &Route, month: Month) -> PeriodRowView {
    tally::tally(desk, here, &Scope::everywhere(Period::Always), (Unit::Month, month))
}

/// The year that `month` is in.
fn year_view(desk: &Desk<'_>, here: &Route, month: Month) -> YearView {
    let period = Period::Year(month);
    let reckoning = desk.calendar.toll(desk, period).expect("the year has a page");
    let (lanes, more) = lanes::lanes(desk, here, month);
    YearView {
        year: month.year(),
        href: desk.linker.link(here, &address::year(month.year())),
        months: month.of_its_year().map(|month| month_of(desk, here, month)).collect(),
        span_rows: lanes,
        more,
        toll: rows::toll(desk, here, reckoning, &Scope::everywhere(period)),
    }
}

/// How many incidents of the latest month the front page shows.
const LATEST: usize = 5;

/// The latest month with the latest of what began in it.
pub fn latest(desk: &Desk<'_>, here: &Route) -> Option<LatestMonthView> {
    let month = desk.calendar.months().next_back()?;
    let mut incidents = desk.incidents.in_month(month).to_vec();
    incidents.sort_by_key(|incident| (Reverse(incident.days.from()), incident.number));
    incidents.truncate(LATEST);
    Some(LatestMonthView {
        month: month_of(desk, here, month),
        incidents: lines(desk, here, incidents.into_iter()),
    })
}

/// What happened everywhere in the years of these two months.
fn chart(desk: &Desk<'_>, here: &Route, ends: (Month, Month)) -> Option<ChartView> {
    tally::chart(desk, here, &Scope::everywhere(Period::Always), ends)
}

fn front(desk: &Desk<'_>, here: &Route) -> Sheet {
    Sheet::of(View::Timeline(TimelinePage {
        site: desk.site(here),
        page: desk.head(here, "", None),
        chart: desk.calendar.ends().and_then(|ends| chart(desk, here, ends)),
        years: desk.calendar.years().rev().map(|month| year_view(desk, here, month)).collect(),
    }))
}

/// The page of the year that `month` is in.
fn year_page(desk: &Desk<'_>, here: &Route, month: Month) -> Sheet {
    let year = month.year();
    let years = &desk.calendar.years;
    let link = |year: &i16| YearLinkView {
        year: *year,
        href: desk.linker.link(here, &address::year(*year)),
    };
    let months = desk.calendar.months().filter(|month| month.year() == year);
    Sheet::of(View::Year(YearPage {
        site: desk.site(here),
        page: desk.head(here, &year.to_string(), None),
        year: year_view(desk, here, month),
        chart: chart(desk, here, (month, month)),
        months: months.map(|month| month_of(desk, here, month)).collect(),
        spans: lines(desk, here, desk.incidents.spanning(month.year_of_days())),
        previous: years.range(..year).next_back().map(|(year, _)| link(year)),
        next: years.range(year + 1..).next().map(|(year, _)| link(year)),
    }))
}

fn month_page(desk: &Desk<'_>, here: &Route, month: Month) -> Sheet {
    let Calendar { months, statements, .. } = &desk.calendar;
    let mut by_day: BTreeMap<Day, Vec<&Incident>> = BTreeMap::new();
    for incident in desk.incidents.in_month(month) {
        by_day.entry(incident.days.from()).or_default().push(incident);
    }
    let span = month.days();
    for (day, _) in statements.range(span.from()..=span.to()) {
        by_day.entry(*day).or_default();
    }
    let row = |number: &Number| rows::dispatch(desk, here, *number);
    let days = by_day.into_iter().map(|(day, incidents)| TimelineDayView {
        day: figures::day(day),
        incidents: lines(desk, here, incidents.into_iter()),
        dispatches: statements.get(&day).into_iter().flatten().map(row).collect(),
    });
    let reckoning = desk.calendar.toll(desk, Period::Month(month)).expect("the month has a page");
    let after = (std::ops::Bound::Excluded(month), std::ops::Bound::Unbounded);
    Sheet::of(View::Month(MonthPage {
        site: desk.site(here),
        page: desk.head(here, &month.to_string(), None),
        month: month_of(desk, here, month),
        toll: rows::toll(desk, here, reckoning, &Scope::everywhere(Period::Month(month))),
        year: year_view(desk, here, month),
        days: days.collect(),
        spans: lines(desk, here, desk.incidents.spanning(month.days())),
        previous: months.range(..month).next_back().map(|(m, _)| month_of(desk, here, *m)),
        next: months.range(after).next().map(|(m, _)| month_of(desk, here, *m)),
    }))
}

fn lines<'i>(
    desk: &Desk<'_>,
    here: &Route,
    incidents: impl Iterator<Item = &'i Incident>,
) -> Vec<Arc<IncidentRowView>> {
    incidents.map(|incident| desk.incident_row(here, incident)).collect()
}
