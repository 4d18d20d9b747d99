//! The stretches of time that tolls are made for.
//! It does not know what happened in them.

use crate::field::day::{DayRange, Month};

/// A stretch of time that tolls are made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    /// All of it.
    Always,
    /// The year that this month is in.
    Year(Month),
    /// A month.
    Month(Month),
}

impl Period {
    /// What data calls it: `2017`, `2017-05`; none for all time.
    pub fn name(self) -> Option<String> {
        match self {
            Period::Always => None,
            Period::Year(month) => Some(format!("{:04}", month.year())),
            Period::Month(month) => Some(month.to_string()),
        }
    }

    /// The year that it is or lies in; none for all time.
    pub fn year(self) -> Option<i16> {
        match self {
            Period::Always => None,
            Period::Year(month) | Period::Month(month) => Some(month.year()),
        }
    }

    /// The month that it is, from 1; none for anything longer.
    pub fn month(self) -> Option<i8> {
        match self {
            Period::Always | Period::Year(_) => None,
            Period::Month(month) => Some(month.month()),
        }
    }

    /// Its first and its last month; none if it has no ends.
    pub fn months(self) -> Option<(Month, Month)> {
        let days = self.days()?;
        Some((days.from().calendar_month(), days.to().calendar_month()))
    }

    /// Its days; none if it has no ends.
    pub fn days(self) -> Option<DayRange> {
        match self {
            Period::Always => None,
            Period::Year(month) => Some(month.year_of_days()),
            Period::Month(month) => Some(month.days()),
        }
    }
}
