//! The timeline: years, months, days, by the time things happened and not by the time they were reported.
//! It does not add up; it asks the reckoning.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::chronicle::incidents::Incident;
use crate::chronicle::reckoning::Reckoning;
use crate::chronicle::references::Number;
use crate::field::day::{Day, Month};
use crate::plan::desk::Desk;
use crate::plan::edition::{Page, Route};
use crate::plan::periods::Period;
use crate::plan::scope::Scope;
use crate::plan::view::View;
use crate::plan::view::lists::{IncidentRowView, MonthView, TimelineDayView, YearView};
use crate::plan::view::pages::{MonthPage, TimelinePage, YearPage};
use crate::plan::view::values::LinkView;
use crate::plan::{Planned, address, figures, rows};

/// The incidents and the dispatches without one, by when they happened.
pub struct Calendar<'d> {
    desk: &'d Desk<'d>,
    /// The months with a page: something began or ended in them, or was said in them.
    months: BTreeSet<Month>,
    /// Dispatches that tell of no incident.
    statements: BTreeMap<Day, Vec<Number>>,
    /// The toll of each month.
    of_months: BTreeMap<Month, Reckoning>,
    /// The toll of each year.
    of_years: BTreeMap<i16, Reckoning>,
}

/// The timeline and the pages of its years and months.
pub fn pages(calendar: &Calendar<'_>) -> Vec<Planned> {
    let months: Vec<Month> = calendar.months.iter().copied().collect();
    let mut pages: Vec<Planned> =
        months.into_par_iter().map(|month| calendar.month_page(month)).collect();
    let years: Vec<Month> = calendar.years().into_values().collect();
    pages.par_extend(years.into_par_iter().map(|month| calendar.year_page(month)));
    pages.push(calendar.front());
    pages
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

impl<'d> Calendar<'d> {
    /// Sorts everything by when it happened.
    pub fn of(desk: &'d Desk<'d>) -> Calendar<'d> {
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
        let mut calendar = Calendar {
            desk,
            months,
            statements,
            of_months: BTreeMap::new(),
            of_years: BTreeMap::new(),
        };
        let toll = |period| Scope::everywhere(period).reckon(desk);
        let months = calendar.months.par_iter();
        let of_months = months.map(|month| (*month, toll(Period::Month(*month)))).collect();
        let years = calendar.years().into_par_iter();
        let of_years = years.map(|(year, month)| (year, toll(Period::Year(month)))).collect();
        calendar.of_months = of_months;
        calendar.of_years = of_years;
        calendar
    }

    /// Every year with its months, oldest first.
    pub fn year_views(&self, here: &Route) -> Vec<YearView> {
        self.years().values().map(|month| self.year_view(here, *month)).collect()
    }

    /// The months with a page, oldest first.
    pub fn months_listed(&self) -> Vec<Month> {
        self.months.iter().copied().collect()
    }

    /// A month of each year with a page, oldest first.
    pub fn years_listed(&self) -> Vec<Month> {
        self.years().into_values().collect()
    }

    /// The years with a page, and in each the first month that has one.
    fn years(&self) -> BTreeMap<i16, Month> {
        self.months.iter().rev().map(|month| (month.year(), *month)).collect()
    }

    fn month_view(&self, here: &Route, month: Month) -> MonthView {
        match self.of_months.get(&month) {
            Some(reckoning) => month_view(self.desk, here, month, reckoning),
            None => MonthView {
                href: None,
                explained: None,
                ..month_view(self.desk, here, month, &Reckoning::default())
            },
        }
    }

    /// The year that `month` is in.
    fn year_view(&self, here: &Route, month: Month) -> YearView {
        YearView {
            year: month.year(),
            href: self.desk.linker.link(here, &address::year(month.year())),
            months: month.of_its_year().map(|month| self.month_view(here, month)).collect(),
            toll: rows::toll(
                self.desk,
                here,
                &self.of_years[&month.year()],
                &Scope::everywhere(Period::Year(month)),
            ),
        }
    }

    fn front(&self) -> Planned {
        let here = address::timeline();
        let years = self.years();
        let view = View::Timeline(TimelinePage {
            site: self.desk.site(&here),
            page: self.desk.head(&here, "", None),
            years: years.values().rev().map(|month| self.year_view(&here, *month)).collect(),
        });
        Planned::of_many(here, Page::Template { view: view.into(), prose: None })
    }

    /// The page of the year that `month` is in.
    fn year_page(&self, month: Month) -> Planned {
        let year = month.year();
        let here = address::year(year);
        let desk = self.desk;
        let years = self.years();
        let link = |year: &i16| LinkView {
            title: year.to_string(),
            href: desk.linker.link(&here, &address::year(*year)),
        };
        let months = self.months.iter().filter(|month| month.year() == year);
        let view = View::Year(YearPage {
            site: desk.site(&here),
            page: desk.head(&here, &year.to_string(), None),
            year: self.year_view(&here, month),
            months: months.map(|month| self.month_view(&here, *month)).collect(),
            spans: self.rows(&here, self.desk.incidents.spanning(month.year_of_days())),
            previous: years.range(..year).next_back().map(|(year, _)| link(year)),
            next: years.range(year + 1..).next().map(|(year, _)| link(year)),
        });
        Planned::of_many(here, Page::Template { view: view.into(), prose: None })
    }

    fn month_page(&self, month: Month) -> Planned {
        let here = address::month(month);
        let desk = self.desk;
        let mut by_day: BTreeMap<Day, Vec<&Incident>> = BTreeMap::new();
        for incident in self.desk.incidents.in_month(month) {
            by_day.entry(incident.days.from()).or_default().push(incident);
        }
        let span = month.days();
        for (day, _) in self.statements.range(span.from()..=span.to()) {
            by_day.entry(*day).or_default();
        }
        let days = by_day.into_iter().map(|(day, incidents)| TimelineDayView {
            day: figures::day(day),
            incidents: self.rows(&here, incidents.into_iter()),
            dispatches: self
                .statements
                .get(&day)
                .into_iter()
                .flatten()
                .map(|number| rows::dispatch(desk, &here, *number))
                .collect(),
        });
        let after = (std::ops::Bound::Excluded(month), std::ops::Bound::Unbounded);
        let view = View::Month(MonthPage {
            site: desk.site(&here),
            page: desk.head(&here, &month.to_string(), None),
            month: self.month_view(&here, month),
            toll: rows::toll(
                desk,
                &here,
                &self.of_months[&month],
                &Scope::everywhere(Period::Month(month)),
            ),
            year: self.year_view(&here, month),
            days: days.collect(),
            spans: self.rows(&here, self.desk.incidents.spanning(month.days())),
            previous: self.months.range(..month).next_back().map(|m| self.month_view(&here, *m)),
            next: self.months.range(after).next().map(|m| self.month_view(&here, *m)),
        });
        Planned::of_many(here, Page::Template { view: view.into(), prose: None })
    }

    fn rows(
        &self,
        here: &Route,
        incidents: impl Iterator<Item = &'d Incident>,
    ) -> Vec<Arc<IncidentRowView>> {
        incidents.map(|incident| self.desk.incident_row(here, incident)).collect()
    }
}
