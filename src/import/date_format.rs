//! How a column writes its dates: a pattern such as `DD/MM/YYYY` or `MM/DD/YY h:mm AM`, and the days that are read with it.
//! It guesses nothing: a cell that does not fit the pattern is no date.

pub(super) mod cell;
#[cfg(test)]
mod tests;

use jiff::Zoned;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;

use crate::import::date_format::cell::Read;

/// A pattern, and the zone of its times.
#[derive(Clone, Debug)]
pub(super) struct DateFormat {
    parts: Vec<Part>,
    zone: Zone,
}

/// The zone of times that do not say it themselves.
#[derive(Clone, Debug)]
pub(super) enum Zone {
    /// The map says nothing.
    NotSaid,
    /// Only the day is wanted.
    None,
    /// This one.
    Known(TimeZone),
}

/// A part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Year4,
    Year2,
    Month,
    MonthName,
    Day,
    Weekday,
    Hour,
    Minute,
    Second,
    Half,
    Offset,
    Blank,
    Sign(char),
}

/// Why a cell is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Misfit {
    /// It has another form.
    Form,
    /// There is no such day or time.
    NoSuchTime,
    /// It has a time of day, and nobody says of which zone.
    NoZone,
    /// Clocks were changed in that hour, so the time happened twice or never.
    ClocksChanged,
}

/// The names of the parts, the longest first. `mm` after an hour is minutes.
const NAMES: [(&str, Part); 20] = [
    ("yyyy", Part::Year4),
    ("yy", Part::Year2),
    ("mmmm", Part::MonthName),
    ("mmm", Part::MonthName),
    ("mm", Part::Month),
    ("m", Part::Month),
    ("dddd", Part::Weekday),
    ("ddd", Part::Weekday),
    ("dd", Part::Day),
    ("d", Part::Day),
    ("hh", Part::Hour),
    ("h", Part::Hour),
    ("ss", Part::Second),
    ("am/pm", Part::Half),
    ("am", Part::Half),
    ("pm", Part::Half),
    ("zz", Part::Offset),
    ("z", Part::Offset),
    (" ", Part::Blank),
    ("\u{a0}", Part::Blank),
];

impl DateFormat {
    /// The pattern `text`. `Err` says what it lacks, or has twice.
    pub(super) fn parse(text: &str, zone: Zone) -> Result<DateFormat, String> {
        let text = text.trim().to_lowercase();
        let mut parts: Vec<Part> = Vec::new();
        let mut rest = text.as_str();
        while let Some(sign) = rest.chars().next() {
            let named = NAMES.iter().find(|(name, _)| rest.starts_with(name));
            let (part, length) = match named {
                Some((name, Part::Month)) if is_after_hour(&parts) => (Part::Minute, name.len()),
                Some((name, part)) => (part.clone(), name.len()),
                None => (Part::Sign(sign), sign.len_utf8()),
            };
            rest = &rest[length..];
            if part != Part::Blank || parts.last() != Some(&Part::Blank) {
                parts.push(part);
            }
        }
        let count = |some: &[Part]| parts.iter().filter(|part| some.contains(part)).count();
        for (what, some) in [
            ("year, `YYYY` or `YY`", &[Part::Year4, Part::Year2][..]),
            ("month, `MM` or `MMM`", &[Part::Month, Part::MonthName]),
            ("day, `DD`", &[Part::Day]),
        ] {
            match count(some) {
                1 => {}
                0 => return Err(format!("it has no {what}")),
                _ => return Err(format!("it has more than one {what}")),
            }
        }
        Ok(DateFormat { parts, zone })
    }

    /// The day in a cell, `2013-08-21`, or the time with its offset, `2013-08-21T18:30+03:00`.
    pub(super) fn read(&self, cell: &str) -> Result<String, Misfit> {
        let read = self.fitted(cell).ok_or(Misfit::Form)?;
        let date = Date::new(read.year, read.month, read.day).map_err(|_| Misfit::NoSuchTime)?;
        let weekday = usize::try_from(date.weekday().to_monday_zero_offset()).ok();
        if read.weekday.is_some() && read.weekday != weekday {
            return Err(Misfit::NoSuchTime);
        }
        let Some(hour) = read.hour else {
            return Ok(date.to_string());
        };
        let hour = match read.is_afternoon {
            None => hour,
            // Twelve at night is 12 AM, and noon is 12 PM.
            Some(_) if !(1..=12).contains(&hour) => return Err(Misfit::NoSuchTime),
            Some(is_afternoon) => hour % 12 + if is_afternoon { 12 } else { 0 },
        };
        let time = Time::new(hour, read.minute, read.second, 0).map_err(|_| Misfit::NoSuchTime)?;
        match (read.offset, &self.zone) {
            (_, Zone::None) => Ok(date.to_string()),
            (Some(offset), _) => moment(date.to_datetime(time), TimeZone::fixed(offset)),
            (None, Zone::Known(zone)) => moment(date.to_datetime(time), zone.clone()),
            // Programs write midnight for "no time".
            (None, Zone::NotSaid) if time == Time::midnight() => Ok(date.to_string()),
            (None, Zone::NotSaid) => Err(Misfit::NoZone),
        }
    }

    fn fitted(&self, cell: &str) -> Option<Read> {
        let cell = cell.trim().to_lowercase();
        let mut read = Read::default();
        let mut rest = cell.as_str();
        for part in &self.parts {
            rest = read.take(part, rest)?;
        }
        rest.is_empty().then_some(read)
    }
}

/// Patterns that a cell fits, as examples for a message: `DD/MM/YYYY` for `21/08/2013`.
pub(super) fn that_fit(cell: &str) -> Vec<String> {
    let sign = cell.chars().find(|c| matches!(c, '/' | '.' | '-' | ' ')).unwrap_or('/');
    let days = [
        "DD MM YYYY",
        "MM DD YYYY",
        "DD MM YY",
        "MM DD YY",
        "YYYY MM DD",
        "DD MMM YYYY",
        "MMM DD, YYYY",
        "DD MMM YY",
    ];
    let times = [
        "",
        " h:mm AM",
        " h:mm:ss AM",
        " HH:mm",
        " HH:mm:ss",
        "THH:mm:ss",
        "THH:mm:ssZ",
        " HH:mm:ssZ",
        " HH:mm Z",
    ];
    let signed = days
        .iter()
        .map(|days| days.replace(' ', &sign.to_string()).replace(&format!(",{sign}"), ", "));
    let all = signed
        .chain(["YYYYMMDD".to_owned()])
        .flat_map(|day| times.map(|time| format!("{day}{time}")));
    let fits = |pattern: &String| {
        DateFormat::parse(pattern, Zone::None).is_ok_and(|it| it.read(cell).is_ok())
    };
    all.filter(fits).collect()
}

fn is_after_hour(parts: &[Part]) -> bool {
    let last = parts.iter().rfind(|part| !matches!(part, Part::Sign(_) | Part::Blank));
    last == Some(&Part::Hour)
}

fn moment(time: DateTime, zone: TimeZone) -> Result<String, Misfit> {
    let zoned: Zoned =
        zone.into_ambiguous_zoned(time).unambiguous().map_err(|_| Misfit::ClocksChanged)?;
    let form = if zoned.second() == 0 { "%Y-%m-%dT%H:%M%:z" } else { "%Y-%m-%dT%H:%M:%S%:z" };
    Ok(zoned.strftime(form).to_string())
}
