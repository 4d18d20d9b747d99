//! Names the periods that tolls are counted for.
//! It does not know what happened in them.

use crate::field::day::{DayRange, Month};

/// A period that a toll is counted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    /// All time.
    Always,
    /// The year that contains this month.
    Year(Month),
    /// This month.
    Month(Month),
}

impl Period {
    /// The name of the period in data, such as `2017` or `2017-05`. None for all time.
    pub fn name(self) -> Option<String> {
        match self {
            Period::Always => None,
            Period::Year(month) => Some(format!("{:04}", month.year())),
            Period::Month(month) => Some(month.to_string()),
        }
    }

    /// The year of the period. None for all time.
    pub fn year(self) -> Option<i16> {
        match self {
            Period::Always => None,
            Period::Year(month) | Period::Month(month) => Some(month.year()),
        }
    }

    /// The month of the period, from 1 to 12. None for a year and for all time.
    pub fn month(self) -> Option<i8> {
        match self {
            Period::Always | Period::Year(_) => None,
            Period::Month(month) => Some(month.month()),
        }
    }

    /// The first and the last month. None for all time.
    pub fn months(self) -> Option<(Month, Month)> {
        let days = self.days()?;
        Some((days.from().calendar_month(), days.to().calendar_month()))
    }

    /// The days of the period. None for all time.
    pub fn days(self) -> Option<DayRange> {
        match self {
            Period::Always => None,
            Period::Year(month) => Some(month.year_of_days()),
            Period::Month(month) => Some(month.days()),
        }
    }
}
