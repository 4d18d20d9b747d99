//! A date as a content file writes it: under which key, and where.
//! It does not know what the date means, nor the clock.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::field::day::{Day, Moment};
use crate::text::span::Span;

/// A day or a point in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum When {
    /// A day.
    Day(Day),
    /// A point in time.
    Instant(Timestamp),
}

/// A date in a content file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenDate {
    /// Its key, such as `as_of`.
    pub key: Box<str>,
    /// The date.
    pub when: When,
    /// Where it is written.
    pub span: Span,
}

impl From<Day> for When {
    fn from(day: Day) -> When {
        When::Day(day)
    }
}

impl From<&Moment> for When {
    fn from(moment: &Moment) -> When {
        moment.exact().map_or(When::Day(moment.day()), When::Instant)
    }
}
