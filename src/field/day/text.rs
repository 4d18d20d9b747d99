//! Days, moments, months and ranges as text: one ISO form each, for printing and for storing.
//!
//! It does not know how dates read in a language; that is for pages.

use std::fmt;

use super::{Day, DayFault, DayRange, Moment, Month};

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

impl fmt::Display for DayFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.message, self.label)
    }
}

impl std::error::Error for DayFault {}

impl From<Day> for Moment {
    fn from(day: Day) -> Moment {
        Moment { day, instant: None, written: day.iso() }
    }
}

impl TryFrom<String> for Day {
    type Error = DayFault;

    fn try_from(text: String) -> Result<Day, DayFault> {
        Day::parse(&text)
    }
}

impl TryFrom<String> for Moment {
    type Error = DayFault;

    fn try_from(text: String) -> Result<Moment, DayFault> {
        Moment::parse(&text)
    }
}

impl TryFrom<String> for Month {
    type Error = DayFault;

    fn try_from(text: String) -> Result<Month, DayFault> {
        Day::parse(&format!("{text}-01")).map(Day::calendar_month)
    }
}

impl TryFrom<String> for DayRange {
    type Error = DayFault;

    fn try_from(text: String) -> Result<DayRange, DayFault> {
        let (from, to) = text.split_once('/').unwrap_or((&text, &text));
        let days = DayRange::new(Day::parse(from)?, Day::parse(to)?);
        days.ok_or_else(|| {
            let label = "the last day is before the first";
            DayFault::new(&text, 0..text.len(), label, format!("write `{to}/{from}`"))
        })
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
