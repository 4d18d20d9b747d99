//! Incidents sorted by the months and years in which they happened.
//! It does not add numbers, and does not know which page or table asks.

use std::collections::{BTreeMap, BTreeSet};

use crate::chronicle::incident::Incident;
use crate::field::day::{Day, DayRange, Month};
use crate::plan::period::Period;
use crate::plan::view::chart::Unit;

/// A group of incidents, sorted by when they happened.
pub(crate) struct IncidentsByTime<'d> {
    /// Incidents that began and ended in the same month.
    within: BTreeMap<Month, Vec<&'d Incident>>,
    /// Incidents that began in one month and ended in a later one.
    spans: Vec<&'d Incident>,
    /// Months in which an incident began or ended.
    months: BTreeSet<Month>,
}

impl<'d> IncidentsByTime<'d> {
    /// Sorts `incidents` by the month in which they happened. Those of one month stay in the order given.
    pub(crate) fn new(incidents: impl IntoIterator<Item = &'d Incident>) -> IncidentsByTime<'d> {
        let mut sorted =
            IncidentsByTime { within: BTreeMap::new(), spans: Vec::new(), months: BTreeSet::new() };
        for incident in incidents {
            let days = incident.days;
            let (first, last) = (days.from().calendar_month(), days.to().calendar_month());
            sorted.months.extend([first, last]);
            if first == last {
                sorted.within.entry(first).or_default().push(incident);
            } else {
                sorted.spans.push(incident);
            }
        }
        sorted
    }

    /// The number of incidents.
    pub(crate) fn count(&self) -> usize {
        self.within.values().map(Vec::len).sum::<usize>() + self.spans.len()
    }

    /// Months in which an incident began or ended, oldest first.
    pub(crate) fn months(&self) -> impl Iterator<Item = Month> {
        self.months.iter().copied()
    }

    /// Whether an incident began or ended in `period`.
    pub(crate) fn begin_or_end_in(&self, period: Period) -> bool {
        match period.months() {
            Some((first, last)) => self.months.range(first..=last).next().is_some(),
            None => !self.months.is_empty(),
        }
    }

    /// The number of incidents with a day in these years that cross the end of a month, or of a year if `unit` is a year.
    pub(crate) fn spans(&self, unit: Unit, first: Month, last: Month) -> usize {
        let year = |day: Day| day.calendar_month().year();
        let reaches_over = |it: &&Incident| match unit {
            Unit::Month => true,
            Unit::Year => year(it.days.from()) != year(it.days.to()),
        };
        let (from, to) = (first.year_of_days().from(), last.year_of_days().to());
        let years = DayRange::new(from, to);
        years.map_or(0, |years| self.spanning(years).filter(reaches_over).count())
    }

    /// The first and the last month in which an incident began or ended.
    pub(crate) fn ends(&self) -> Option<(Month, Month)> {
        Some((*self.months.first()?, *self.months.last()?))
    }

    /// All time, then every year, then every month in which an incident began or ended.
    pub(crate) fn all(&self) -> Vec<Period> {
        let years: BTreeMap<i16, Month> =
            self.months().map(|month| (month.year(), month)).collect();
        let years = years.into_values().map(Period::Year);
        [Period::Always].into_iter().chain(years).chain(self.months().map(Period::Month)).collect()
    }

    /// Incidents that began and ended in `month`.
    pub(crate) fn in_month(&self, month: Month) -> &[&'d Incident] {
        self.within.get(&month).map_or(&[], Vec::as_slice)
    }

    /// Incidents that cross the end of a month and have a day among `days`.
    pub(crate) fn spanning(&self, days: DayRange) -> impl Iterator<Item = &'d Incident> {
        let spans = self.spans.iter().copied();
        spans.filter(move |incident| !incident.days.is_disjoint_from(days))
    }

    /// Incidents that have a day in `period`.
    pub(crate) fn touching(&self, period: Period) -> Vec<&'d Incident> {
        let months = match period {
            Period::Always => self.within.range(..),
            Period::Year(month) => {
                let days = month.year_of_days();
                self.within.range(days.from().calendar_month()..=days.to().calendar_month())
            }
            Period::Month(month) => self.within.range(month..=month),
        };
        let within = months.flat_map(|(_, incidents)| incidents.iter().copied());
        match period.days() {
            Some(days) => within.chain(self.spanning(days)).collect(),
            None => within.chain(self.spans.iter().copied()).collect(),
        }
    }
}
