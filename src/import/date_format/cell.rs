//! Reads the parts of a date from the front of a cell.
//! It does not know in which order they come; the pattern does.

use jiff::tz::Offset;

use crate::import::date_format::Part;

/// What a cell says.
#[derive(Default)]
pub(super) struct Read {
    pub(super) year: i16,
    pub(super) month: i8,
    pub(super) day: i8,
    pub(super) weekday: Option<usize>,
    pub(super) hour: Option<i8>,
    pub(super) minute: i8,
    pub(super) second: i8,
    pub(super) is_afternoon: Option<bool>,
    pub(super) offset: Option<Offset>,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

impl Read {
    /// Reads a part at the front of `text`, and gives what follows it.
    pub(super) fn take<'t>(&mut self, part: &Part, text: &'t str) -> Option<&'t str> {
        let (number, rest) = match part {
            Part::Year4 => {
                let (year, rest) = digits(text, 4, 4)?;
                self.year = year;
                return Some(rest);
            }
            Part::Year2 => {
                let (year, rest) = digits(text, 2, 2)?;
                self.year = 2000 + year;
                return Some(rest);
            }
            Part::MonthName => {
                let (month, rest) = name(text, &MONTHS)?;
                self.month = i8::try_from(month + 1).ok()?;
                return Some(rest.strip_prefix('.').unwrap_or(rest));
            }
            Part::Weekday => {
                let (weekday, rest) = name(text, &WEEKDAYS)?;
                self.weekday = Some(weekday);
                return Some(rest.strip_prefix('.').unwrap_or(rest));
            }
            Part::Half => {
                let half =
                    ["am", "pm", "a.m.", "p.m."].into_iter().find(|half| text.starts_with(half))?;
                self.is_afternoon = Some(half.starts_with('p'));
                return Some(&text[half.len()..]);
            }
            Part::Offset => {
                let (offset, rest) = offset(text)?;
                self.offset = Some(offset);
                return Some(rest);
            }
            Part::Blank => {
                let rest = text.trim_start();
                return (rest.len() < text.len()).then_some(rest);
            }
            Part::Sign(sign) => return text.strip_prefix(*sign),
            Part::Minute => digits(text, 2, 2)?,
            Part::Second => {
                let (second, rest) = digits(text, 2, 2)?;
                // Parts of a second are left out.
                let rest = rest
                    .strip_prefix('.')
                    .map_or(rest, |part| part.trim_start_matches(|c: char| c.is_ascii_digit()));
                (second, rest)
            }
            Part::Month | Part::Day | Part::Hour => digits(text, 1, 2)?,
        };
        let number = i8::try_from(number).ok()?;
        match part {
            Part::Month => self.month = number,
            Part::Day => self.day = number,
            Part::Hour => self.hour = Some(number),
            Part::Minute => self.minute = number,
            _ => self.second = number,
        }
        Some(rest)
    }
}

/// A number of `least` to `most` digits at the front.
fn digits(text: &str, least: usize, most: usize) -> Option<(i16, &str)> {
    let length = text.bytes().take(most).take_while(u8::is_ascii_digit).count();
    let number = text.get(..length).filter(|_| length >= least)?.parse().ok()?;
    Some((number, &text[length..]))
}

/// The number of the name that is at the front, whole or by its first three letters.
fn name<'t>(text: &'t str, names: &[&str]) -> Option<(usize, &'t str)> {
    let length = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let word = &text[..length];
    let is_meant = |name: &&str| {
        word.len() >= 3 && name.starts_with(word) || word == "sept" && *name == "september"
    };
    Some((names.iter().position(is_meant)?, &text[length..]))
}

/// `Z`, `UTC`, `+03:00` or `+0300` at the front.
pub(in crate::import) fn offset(text: &str) -> Option<(Offset, &str)> {
    if let Some(rest) = ["utc", "gmt", "z"].iter().find_map(|name| text.strip_prefix(name)) {
        return Some((Offset::UTC, rest));
    }
    let sign: i32 = if text.starts_with('+') {
        1
    } else if text.starts_with('-') {
        -1
    } else {
        return None;
    };
    let (hours, rest) = digits(&text[1..], 2, 2)?;
    let (minutes, rest) = digits(rest.strip_prefix(':').unwrap_or(rest), 2, 2).unwrap_or((0, rest));
    let seconds = sign * (i32::from(hours) * 60 + i32::from(minutes)) * 60;
    Some((Offset::from_seconds(seconds).ok()?, rest))
}
