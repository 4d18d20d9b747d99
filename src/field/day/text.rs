//! Days, moments, months and ranges as text: one ISO form each, for printing and for storing.
//!
//! It does not know how dates read in a language; that is for pages.

use std::fmt;

use super::{Day, DayRange, Moment, Month};

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.year(), self.month())
    }
}

impl fmt::Display for DayRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.from, self.to)
    }
}

impl From<Day> for Moment {
    fn from(day: Day) -> Moment {
        Moment { day, instant: None, written: day.iso() }
    }
}

impl From<Day> for String {
    fn from(day: Day) -> String {
        day.to_string()
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> String {
        moment.written
    }
}

impl From<Month> for String {
    fn from(month: Month) -> String {
        month.to_string()
    }
}

impl From<DayRange> for String {
    fn from(range: DayRange) -> String {
        range.to_string()
    }
}
