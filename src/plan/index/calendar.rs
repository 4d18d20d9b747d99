//! The months and years that have a page on the timeline.
//! It does not calculate tolls; it caches those that were calculated.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use jiff::tz::TimeZone;

use crate::chronicle::Chronicle;
use crate::chronicle::reckoning::Reckoning;
use crate::chronicle::references::DispatchId;
use crate::field::day::{Day, DayRange, Month};
use crate::plan::cache::Cached;
use crate::plan::index::by_time::IncidentsByTime;
use crate::plan::period::Period;

/// The months and years with a page, their tolls, and the dispatches without an incident.
pub(crate) struct Calendar {
    /// The toll of all time.
    always: Cached<Reckoning>,
    /// Months in which an incident began or ended or a statement was published, each with its toll.
    months: BTreeMap<Month, Cached<Reckoning>>,
    /// The years of these months. Each has its first month with a page, and its toll.
    years: BTreeMap<i16, (Month, Cached<Reckoning>)>,
    /// Dispatches without an incident, by day.
    statements: BTreeMap<Day, Vec<DispatchId>>,
}

impl Calendar {
    /// The calendar of these incidents, and of the dispatches without an incident by their day in `zone`.
    pub(crate) fn new(
        chronicle: &Chronicle,
        incidents: &IncidentsByTime<'_>,
        zone: &TimeZone,
    ) -> Calendar {
        let mut months: BTreeSet<Month> = incidents.months().collect();
        let mut statements: BTreeMap<Day, Vec<DispatchId>> = BTreeMap::new();
        for (number, dispatch) in chronicle.dispatches.iter().enumerate() {
            let has_incident = chronicle.incidents_of(number).next().is_some();
            if !has_incident && dispatch.translation_of.is_none() && dispatch.withdrawn.is_none() {
                let day = dispatch.date.value.day_in(zone);
                months.insert(day.calendar_month());
                statements.entry(day).or_default().push(number);
            }
        }
        // A period names a year by one of its months. Collecting from the last to the first keeps the first.
        let years = months.iter().rev().map(|month| (month.year(), (*month, Cached::default())));
        let years = years.collect();
        Calendar {
            always: Cached::default(),
            months: months.into_iter().map(|month| (month, Cached::default())).collect(),
            years,
            statements,
        }
    }

    /// The months with a page, oldest first.
    pub(crate) fn months(&self) -> impl DoubleEndedIterator<Item = Month> {
        self.months.keys().copied()
    }

    /// The first month with a page of each year, oldest first.
    pub(crate) fn years(&self) -> impl DoubleEndedIterator<Item = Month> {
        self.years.values().map(|(month, _)| *month)
    }

    /// The nearest months with a page before and after `month`.
    pub(crate) fn months_beside(&self, month: Month) -> [Option<Month>; 2] {
        let after = (Bound::Excluded(month), Bound::Unbounded);
        let before = self.months.range(..month).next_back();
        [before, self.months.range(after).next()].map(|found| found.map(|(month, _)| *month))
    }

    /// The nearest years with a page before and after `year`.
    pub(crate) fn years_beside(&self, year: i16) -> [Option<i16>; 2] {
        let before = self.years.range(..year).next_back();
        [before, self.years.range(year + 1..).next()].map(|found| found.map(|(year, _)| *year))
    }

    /// Dispatches without an incident that were published on one of these days, grouped by day.
    pub(crate) fn statements(&self, days: DayRange) -> impl Iterator<Item = (Day, &[DispatchId])> {
        let statements = self.statements.range(days.from()..=days.to());
        statements.map(|(day, numbers)| (*day, numbers.as_slice()))
    }

    /// Whether the period has a page.
    pub(crate) fn has_page(&self, period: Period) -> bool {
        match period {
            Period::Always => !self.months.is_empty(),
            Period::Year(month) => self.years.contains_key(&month.year()),
            Period::Month(month) => self.months.contains_key(&month),
        }
    }

    /// Whether any part of the period lies between the first and the last month with a page.
    pub(crate) fn covers(&self, period: Period) -> bool {
        let ends = self.ends().zip(period.months());
        ends.is_some_and(|((first, last), (from, to))| from <= last && first <= to)
    }

    /// The first and the last month with a page.
    pub(crate) fn ends(&self) -> Option<(Month, Month)> {
        let first = self.months.first_key_value()?;
        let last = self.months.last_key_value()?;
        Some((*first.0, *last.0))
    }

    /// The cached toll of all time, or of a month or year with a page.
    pub(crate) fn cached_toll(&self, period: Period) -> Option<&Cached<Reckoning>> {
        match period {
            Period::Always => Some(&self.always),
            Period::Year(month) => self.years.get(&month.year()).map(|(_, toll)| toll),
            Period::Month(month) => self.months.get(&month),
        }
    }
}
