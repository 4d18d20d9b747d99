//! The two forms of dates that are read, digit for digit, and whether such a date exists.
//! It does not know the many other ways to write dates.

use std::ops::Range;

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::Offset;

use crate::field::parse_error::ParseError;

/// `2017-05-31`, not yet known to exist.
#[derive(Clone, Copy, Debug)]
pub(super) struct WrittenDay {
    year: i16,
    month: i8,
    day: i8,
}

/// `2017-05-31T18:00:05.25+03:00`, not yet known to exist.
#[derive(Clone, Copy, Debug)]
pub(super) struct WrittenStamp {
    day: WrittenDay,
    hour: i8,
    minute: i8,
    second: i8,
    nanosecond: i32,
    offset: WrittenOffset,
    /// Where the offset stands, in bytes.
    offset_at: usize,
}

#[derive(Clone, Copy, Debug)]
struct WrittenOffset {
    west: bool,
    hours: i32,
    minutes: i32,
}

/// The months in English.
pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A text that is exactly four digits, two and two, with hyphens.
pub(super) fn day(raw: &str) -> Option<WrittenDay> {
    (raw.len() == 10).then(|| leading_day(raw))?
}

/// A text that starts as a day, then `T`, a time to the minute or finer, and an offset.
pub(super) fn stamp(raw: &str) -> Option<WrittenStamp> {
    let day = leading_day(raw)?;
    let clock = raw.get(10..)?.strip_prefix('T')?;
    let (hour, minute) = (two(clock, 0)?, two(clock.get(2..)?.strip_prefix(':')?, 0)?);
    let (mut second, mut nanosecond, mut rest) = (0, 0, clock.get(5..)?);
    if let Some(seconds) = rest.strip_prefix(':') {
        second = two(seconds, 0)?;
        rest = seconds.get(2..)?;
        if let Some(fraction) = rest.strip_prefix('.') {
            let length = fraction.bytes().take_while(u8::is_ascii_digit).count();
            nanosecond = format!("{:0<9}", fraction.get(..length)?).parse().ok()?;
            rest = fraction.get(length..).filter(|_| (1..=9).contains(&length))?;
        }
    }
    let offset_at = raw.len() - rest.len();
    Some(WrittenStamp { day, hour, minute, second, nanosecond, offset: offset(rest)?, offset_at })
}

/// The day, if the calendar has it.
pub(super) fn possible_day(raw: &str, written: WrittenDay) -> Result<Date, ParseError> {
    let WrittenDay { year, month, day } = written;
    let fault =
        |at: Range<usize>, label: String, help: String| Err(ParseError::date(raw, at, label, help));
    if year < 1000 {
        let help = "write the year in four digits, as in `2017-05-31`";
        return fault(0..4, format!("year {year} is out of reach"), help.to_owned());
    }
    let Ok(first) = Date::new(year, month, 1) else {
        let swapped = Date::new(year, day, month);
        let help = swapped.map_or_else(
            |_| "months run from 01 to 12".to_owned(),
            |date| format!("write `{date}` if day and month were swapped"),
        );
        return fault(5..7, format!("month {month} does not exist"), help);
    };
    if day == 0 {
        return fault(8..10, "day 0 does not exist".to_owned(), "days start at 01".to_owned());
    }
    Date::new(year, month, day).or_else(|_| {
        let name = usize::try_from(month - 1).ok().and_then(|month| MONTHS.get(month)).copied();
        let name = name.unwrap_or("the month");
        let label = format!("{name} {year} has {} days", first.days_in_month());
        fault(8..10, label, format!("write `{}` if the last day is meant", first.last_of_month()))
    })
}

/// The day and the point in time, if calendar and clock have them.
pub(super) fn possible_stamp(
    raw: &str,
    written: &WrittenStamp,
) -> Result<(Date, Timestamp), ParseError> {
    let date = possible_day(raw, written.day)?;
    let WrittenStamp { hour, minute, second, nanosecond, offset, offset_at, .. } = *written;
    let Ok(time) = Time::new(hour, minute, second, nanosecond) else {
        let (at, label) = if hour > 23 {
            (11..13, format!("hour {hour} does not exist"))
        } else if minute > 59 {
            (14..16, format!("minute {minute} does not exist"))
        } else {
            (17..19, format!("second {second} does not exist"))
        };
        let help = "times run from 00:00:00 to 23:59:59";
        return Err(ParseError::date(raw, at, label, help));
    };
    let seconds = (offset.hours * 60 + offset.minutes) * 60;
    let seconds = if offset.west { -seconds } else { seconds };
    // No place on Earth keeps a time beyond these.
    let real = offset.minutes < 60 && (-12 * 3600..=14 * 3600).contains(&seconds);
    let Some(offset) = Offset::from_seconds(seconds).ok().filter(|_| real) else {
        let label = "no place keeps this offset";
        let help = "offsets run from -12:00 to +14:00";
        return Err(ParseError::date(raw, offset_at..raw.len(), label, help));
    };
    match offset.to_timestamp(date.to_datetime(time)) {
        Ok(instant) => Ok((date, instant)),
        Err(_) => {
            let help = "write a year before 9999";
            Err(ParseError::date(raw, 0..raw.len(), "out of reach", help))
        }
    }
}

fn leading_day(raw: &str) -> Option<WrittenDay> {
    let (century, rest) = (two(raw, 0)?, raw.get(2..)?);
    let hyphens = raw.get(4..5)? == "-" && raw.get(7..8)? == "-";
    let year = i16::from(century) * 100 + i16::from(two(rest, 0)?);
    hyphens.then_some(WrittenDay { year, month: two(raw, 5)?, day: two(raw, 8)? })
}

/// The number in two digits at a place, and nothing looser, such as ` 5` or `+5`.
fn two(text: &str, at: usize) -> Option<i8> {
    let digits = text.get(at..at + 2)?;
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())?
}

fn offset(text: &str) -> Option<WrittenOffset> {
    if text == "Z" {
        return Some(WrittenOffset { west: false, hours: 0, minutes: 0 });
    }
    let west = text.starts_with('-');
    let colon = text.get(3..4)? == ":";
    let shape = (west || text.starts_with('+')) && colon && text.len() == 6;
    shape.then_some(())?;
    Some(WrittenOffset { west, hours: two(text, 1)?.into(), minutes: two(text, 4)?.into() })
}
