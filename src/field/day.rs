//! Days, moments, months and ranges of days, written in ISO 8601.
//! It does not know the clock, and no time zone but the one it is given.

mod remedy;
mod shape;
#[cfg(test)]
mod tests;
mod text;

use std::iter;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::field::parse_error::ParseError;

/// A day of the calendar, in the years 1000 to 9999. Prints and serializes as `2017-05-31`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

/// A day, or a time of day with its offset from UTC, as it was written.
///
/// Two moments can be compared only in a time zone: compare their [`Moment::instant`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    day: Day,
    /// `None` for a bare day.
    instant: Option<Timestamp>,
    written: String,
}

/// A month of one year. Prints and serializes as `2017-05`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    first: Day,
}

/// The days from one to another, both included. Prints and serializes as `2017-05-26/2017-05-31`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DayRange {
    from: Day,
    to: Day,
}

impl Day {
    /// Reads `YYYY-MM-DD`, and nothing else.
    pub fn parse(raw: &str) -> Result<Day, ParseError> {
        match shape::day(raw) {
            Some(written) => shape::possible_day(raw, written).map(Day),
            None => Err(remedy::for_day(raw)),
        }
    }

    /// The day of a civil date; `None` outside the years 1000 to 9999.
    pub fn new(date: Date) -> Option<Day> {
        (1000..=9999).contains(&date.year()).then_some(Day(date))
    }

    /// The day in `zone` at an instant, or the nearest day that can be written.
    pub fn from_instant(instant: Timestamp, zone: &TimeZone) -> Day {
        let date = zone.to_datetime(instant).date();
        Day(date.max(Date::constant(1000, 1, 1)))
    }

    /// The year, of four digits.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The number of the month, from 1.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The number of the day in its month, from 1.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// The month that the day is in.
    pub fn calendar_month(self) -> Month {
        Month { first: Day(self.0.first_of_month()) }
    }

    /// `2017-05-31`.
    pub fn iso(self) -> String {
        self.0.to_string()
    }

    /// How many days later the other is; negative when it is earlier.
    pub fn days_until(self, other: Day) -> i64 {
        self.0.duration_until(other.0).as_hours() / 24
    }

    /// The next day; `None` after the year 9999.
    pub fn next(self) -> Option<Day> {
        self.0.tomorrow().ok().and_then(Day::new)
    }

    /// The day before; `None` before the year 1000.
    pub fn prev(self) -> Option<Day> {
        self.0.yesterday().ok().and_then(Day::new)
    }
}

impl Moment {
    /// Reads `2017-05-31` or `2017-05-31T18:00+03:00`, also with seconds or `Z`. A time needs its offset.
    pub fn parse(raw: &str) -> Result<Moment, ParseError> {
        let (date, instant) = if let Some(written) = shape::day(raw) {
            (shape::possible_day(raw, written)?, None)
        } else if let Some(written) = shape::stamp(raw) {
            let (date, instant) = shape::possible_stamp(raw, &written)?;
            (date, Some(instant))
        } else {
            return Err(remedy::for_moment(raw));
        };
        Ok(Moment { day: Day(date), instant, written: raw.to_owned() })
    }

    /// The date as written, whatever the offset.
    pub fn day(&self) -> Day {
        self.day
    }

    /// The day on which it is in `zone`. A bare day is the same everywhere.
    pub fn day_in(&self, zone: &TimeZone) -> Day {
        self.instant.map_or(self.day, |instant| Day::from_instant(instant, zone))
    }

    /// The point in time, if a time of day is written.
    pub fn exact(&self) -> Option<Timestamp> {
        self.instant
    }

    /// The point in time. A bare day begins at 00:00 in the zone, or at the first time that exists on that day.
    pub fn instant(&self, zone: &TimeZone) -> Timestamp {
        self.instant.unwrap_or_else(|| {
            let midnight = self.day.0.to_zoned(zone.clone());
            // The last day of the year 9999 has no midnight west of Greenwich.
            midnight.map_or(Timestamp::MAX, |zoned| zoned.timestamp())
        })
    }

    /// The time of day to the minute, as written: `18:00`.
    pub fn time(&self) -> Option<String> {
        self.written.get(11..16).map(str::to_owned)
    }
}

impl Month {
    /// The year, of four digits.
    pub fn year(self) -> i16 {
        self.first.year()
    }

    /// Its number in the year, from 1.
    pub fn month(self) -> i8 {
        self.first.month()
    }

    /// The twelve months of the year this one is in.
    pub fn of_its_year(self) -> impl Iterator<Item = Month> {
        let date = self.first.0;
        (1..=12).map(move |month| {
            let first = date.with().month(month).day(1).build();
            Month { first: Day(first.expect("every month of every year has a first day")) }
        })
    }

    /// All its days.
    pub fn days(self) -> DayRange {
        DayRange { from: self.first(), to: self.last() }
    }

    /// All days of the year it is in.
    pub fn year_of_days(self) -> DayRange {
        let date = self.first.0;
        DayRange { from: Day(date.first_of_year()), to: Day(date.last_of_year()) }
    }

    /// Its first day.
    pub fn first(self) -> Day {
        self.first
    }

    /// Its last day.
    pub fn last(self) -> Day {
        Day(self.first.0.last_of_month())
    }

    /// The next month; `None` after the year 9999.
    pub fn next(self) -> Option<Month> {
        self.last().next().map(Day::calendar_month)
    }
}

impl DayRange {
    /// The days from one to another, both included; `None` when they are in the wrong order.
    pub fn new(from: Day, to: Day) -> Option<DayRange> {
        (from <= to).then_some(DayRange { from, to })
    }

    /// A single day.
    pub fn on(day: Day) -> DayRange {
        DayRange { from: day, to: day }
    }

    /// The first day.
    pub fn from(self) -> Day {
        self.from
    }

    /// The last day, which is included.
    pub fn to(self) -> Day {
        self.to
    }

    /// How many days there are, at least one.
    pub fn length(self) -> i64 {
        self.from.days_until(self.to) + 1
    }

    /// The days with some more before and after, as far as days can be written.
    #[must_use]
    pub fn widened(self, before: i64, after: i64) -> DayRange {
        let step = |mut day: Day, days: i64, next: fn(Day) -> Option<Day>| {
            for _ in 0..days {
                day = next(day).unwrap_or(day);
            }
            day
        };
        DayRange { from: step(self.from, before, Day::prev), to: step(self.to, after, Day::next) }
    }

    /// Whether the day is one of them.
    pub fn contains(self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }

    /// Whether some day is in both.
    pub fn overlaps(self, other: DayRange) -> bool {
        self.from <= other.to && other.from <= self.to
    }

    /// Whether no day is in both.
    pub fn is_disjoint_from(self, other: DayRange) -> bool {
        !self.overlaps(other)
    }

    /// Whether every day is in the other too.
    pub fn lies_within(self, other: DayRange) -> bool {
        other.from <= self.from && self.to <= other.to
    }

    /// The shortest range with the days of both.
    #[must_use]
    pub fn hull(self, other: DayRange) -> DayRange {
        DayRange { from: self.from.min(other.from), to: self.to.max(other.to) }
    }

    /// Every day in order.
    pub fn days(self) -> impl Iterator<Item = Day> {
        iter::successors(Some(self.from), |day| day.next()).take_while(move |day| *day <= self.to)
    }

    /// Every month that has a day of it, in order.
    pub fn months(self) -> impl Iterator<Item = Month> {
        let first = Some(self.from.calendar_month());
        iter::successors(first, |month| month.next())
            .take_while(move |month| month.first <= self.to)
    }
}
