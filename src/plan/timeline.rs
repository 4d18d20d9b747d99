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
use crate::plan::view::lists::{
    IncidentRowView, LatestMonthView, MonthView, TimelineDayView, YearView,
};
use crate::plan::view::pages::{MonthPage, TimelinePage, YearPage};
use crate::plan::view::values::LinkView;
use crate::plan::view::{Kind, View};
use crate::plan::{Planned, address, figures, rows};

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

/// A month in a strip of time.
pub fn month_view(desk: &Desk<'_>, here: &Route, month: Month, reckoning: &Reckoning) -> MonthView {
    MonthView {
        year: month.year(),
        month: month.month(),
        href: Some(desk.linker.link(here, &address::month(month))),
        incidents: reckoning.counted.len(),
        killed: figures::sum(reckoning.killed().and_then(|toll| toll.bounds)),
        unknown: reckoning.killed().map_or(0, |toll| toll.unknown),
        explained: Some(Scope::everywhere(Period::Month(month)).link(desk, here)),
    }
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

    fn toll_of_month(&self, desk: &Desk<'_>, month: Month) -> Option<&Reckoning> {
        let toll = self.months.get(&month)?;
        Some(toll.get(|| Scope::everywhere(Period::Month(month)).reckon(desk)))
    }

    /// The toll of the year that `month` is in.
    fn toll_of_year(&self, desk: &Desk<'_>, month: Month) -> &Reckoning {
        let (_, toll) = &self.years[&month.year()];
        toll.get(|| Scope::everywhere(Period::Year(month)).reckon(desk))
    }
}

/// Every year with its months, oldest first.
pub fn year_views(desk: &Desk<'_>, here: &Route) -> Vec<YearView> {
    desk.calendar.years().map(|month| year_view(desk, here, month)).collect()
}

fn month_of(desk: &Desk<'_>, here: &Route, month: Month) -> MonthView {
    match desk.calendar.toll_of_month(desk, month) {
        Some(reckoning) => month_view(desk, here, month, reckoning),
        None => MonthView {
            href: None,
            explained: None,
            ..month_view(desk, here, month, &Reckoning::default())
        },
    }
}

/// The year that `month` is in.
fn year_view(desk: &Desk<'_>, here: &Route, month: Month) -> YearView {
    let reckoning = desk.calendar.toll_of_year(desk, month);
    YearView {
        year: month.year(),
        href: desk.linker.link(here, &address::year(month.year())),
        months: month.of_its_year().map(|month| month_of(desk, here, month)).collect(),
        toll: rows::toll(desk, here, reckoning, &Scope::everywhere(Period::Year(month))),
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

fn front(desk: &Desk<'_>, here: &Route) -> Sheet {
    Sheet::of(View::Timeline(TimelinePage {
        site: desk.site(here),
        page: desk.head(here, "", None),
        years: desk.calendar.years().rev().map(|month| year_view(desk, here, month)).collect(),
    }))
}

/// The page of the year that `month` is in.
fn year_page(desk: &Desk<'_>, here: &Route, month: Month) -> Sheet {
    let year = month.year();
    let years = &desk.calendar.years;
    let link = |year: &i16| LinkView {
        title: year.to_string(),
        href: desk.linker.link(here, &address::year(*year)),
    };
    let months = desk.calendar.months().filter(|month| month.year() == year);
    Sheet::of(View::Year(YearPage {
        site: desk.site(here),
        page: desk.head(here, &year.to_string(), None),
        year: year_view(desk, here, month),
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
    let reckoning = desk.calendar.toll_of_month(desk, month).expect("the month has a page");
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
