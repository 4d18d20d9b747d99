//! Why a text is no date, and the ISO date that it most likely means.
//! It does not decide what is a date: it is given only texts in the wrong form.

use super::{Day, shape};
use crate::field::excerpt::is_invisible;
use crate::field::parse_error::ParseError;
use crate::text::hidden::code_point;

/// Maximum length of a text that may be a date, in bytes.
const LONGEST: usize = 80;

const FORM: &str = "write it as in `2017-05-31`";

/// The error of a text that is no day.
pub(super) fn for_day(raw: &str) -> ParseError {
    at_sight(raw).unwrap_or_else(|| {
        let day = raw.trim().get(..10).filter(|day| real_day(day).is_some());
        if let Some(day) = day.filter(|_| raw.trim().len() > 10) {
            let label = "only the day belongs here";
            return whole(raw, label, format!("write `{day}`"));
        }
        misspelled(raw)
    })
}

/// The error of a text that is neither a day nor a time with an offset.
pub(super) fn for_moment(raw: &str) -> ParseError {
    at_sight(raw).or_else(|| time_of_day(raw)).unwrap_or_else(|| misspelled(raw))
}

// Checks proposals by their form, because `parse` would ask for advice again.
fn real_day(text: &str) -> Option<Day> {
    shape::possible_day(text, shape::day(text)?).ok().map(Day)
}

fn is_real_stamp(text: &str) -> bool {
    shape::stamp(text).is_some_and(|written| shape::possible_stamp(text, &written).is_ok())
}

fn whole(raw: &str, label: &str, help: impl Into<String>) -> ParseError {
    let start = raw.len() - raw.trim_start().len();
    ParseError::date(raw, start..start + raw.trim().len(), label, help)
}

fn at_sight(raw: &str) -> Option<ParseError> {
    if raw.trim().is_empty() {
        return Some(ParseError::date(raw, 0..raw.len(), "no day is written here", FORM));
    }
    if let Some((at, hidden)) = raw.char_indices().find(|&(_, c)| is_invisible(c)) {
        let label = format!("invisible character {}", code_point(hidden));
        let help = "delete it; such characters come along when text is pasted";
        return Some(ParseError::date(raw, at..at + hidden.len_utf8(), label, help));
    }
    if raw.len() > LONGEST {
        return Some(whole(raw, "too long for a date", FORM));
    }
    let days = raw.split([' ', '/', ',']).filter(|piece| real_day(piece).is_some());
    (days.count() > 1).then(|| {
        let help = "write a single day; an event takes `{from: 2017-05-26, to: 2017-05-31}`";
        whole(raw, "more than one day", help)
    })
}

/// A day with something after it that is not quite a time.
fn time_of_day(raw: &str) -> Option<ParseError> {
    let text = raw.trim();
    let date = text.get(..10).filter(|date| real_day(date).is_some())?;
    let rest = text.get(10..)?;
    let clock = rest.trim_start_matches(['T', 't', ' ']);
    if clock == rest || !clock.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let end = clock.find(|c: char| !matches!(c, '0'..='9' | ':' | '.')).unwrap_or(clock.len());
    let (time, zone) = (padded_time(&clock[..end]), clock[end..].trim());
    let offset = iso_offset(zone);
    let repaired = offset.as_ref().map(|offset| format!("{date}T{time}{offset}"));
    if let Some(moment) = repaired.filter(|text| is_real_stamp(text)) {
        let label = "not in the form of a time with its offset";
        return Some(whole(raw, label, format!("write `{moment}`")));
    }
    let sound = is_real_stamp(&format!("{date}T{time}Z"));
    let example =
        if sound { format!("{date}T{time}+03:00") } else { format!("{date}T18:00+03:00") };
    let place = raw.len() - raw.trim_start().len() + text.len() - clock.len() + end;
    if !sound {
        return Some(whole(raw, "not a time of day", format!("write it as in `{example}`")));
    }
    if zone.is_empty() {
        let help = format!("add the offset, as in `{example}`, or `Z` for UTC");
        return Some(whole(raw, "a time without its offset from UTC", help));
    }
    let help = format!("write the offset in hours and minutes, as in `{example}`, or `Z` for UTC");
    let zone_at = raw[place..].find(zone).map_or(place, |gap| place + gap);
    Some(ParseError::date(raw, zone_at..zone_at + zone.len(), "not an offset from UTC", help))
}

/// `9:30` as `09:30`, `1830` as `18:30`, `18` as `18:00`.
fn padded_time(time: &str) -> String {
    match (time.find(':'), time.len()) {
        (Some(1), _) => format!("0{time}"),
        (None, 4) => format!("{}:{}", &time[..2], &time[2..]),
        (None, 1..=2) => format!("{time:0>2}:00"),
        _ => time.to_owned(),
    }
}

/// `UTC` as `Z`, `+3` and `+0300` as `+03:00`; `None` for names of zones.
fn iso_offset(zone: &str) -> Option<String> {
    let zone = zone.to_ascii_uppercase();
    let numeric = zone.trim_start_matches("UTC").trim_start_matches("GMT").trim_start();
    if matches!(zone.as_str(), "Z" | "UTC" | "GMT") {
        return Some("Z".to_owned());
    }
    let sign = numeric.chars().next().filter(|c| matches!(c, '+' | '-' | '−'))?;
    let (hours, minutes) = match &numeric[sign.len_utf8()..] {
        "" => return None,
        hours if hours.len() <= 2 => (hours, "00"),
        digits => match digits.split_once(':') {
            Some(parts) => parts,
            None => digits.split_at_checked(digits.len() - 2)?,
        },
    };
    Some(format!("{}{hours:0>2}:{minutes}", if sign == '+' { '+' } else { '-' }))
}

/// The error of a day in one of the other forms that are used around the world.
fn misspelled(raw: &str) -> ParseError {
    let written = Fields::of(raw);
    match written.possible_days().as_slice() {
        [day] => whole(raw, "not in the form YYYY-MM-DD", format!("write `{day}`")),
        [day_first, month_first] => {
            let help = format!("write `{day_first}` or `{month_first}`");
            whole(raw, "day and month cannot be told apart", help)
        }
        _ => match written.month_alone() {
            Some(month) => {
                let help = format!(
                    "write the day too, as in `{month}-01`; for the time of an event give its \
                     first and last day, `{{from: .., to: ..}}`"
                );
                whole(raw, "the day is missing", help)
            }
            None => whole(raw, "not a day of the calendar", FORM),
        },
    }
}

/// The numbers and month names in a text, whatever is between them.
#[derive(Default)]
struct Fields {
    /// Numbers in order, each with how many digits it has.
    numbers: Vec<(u32, usize)>,
    /// The months that are named, by number.
    named: Vec<u32>,
}

impl Fields {
    fn of(raw: &str) -> Fields {
        let mut fields = Fields::default();
        let mut rest = raw;
        while let Some(c) = rest.chars().next() {
            let same = |other: char| digit(other).is_some() == digit(c).is_some();
            let end = rest.find(|other: char| !same(other) || !other.is_alphanumeric());
            let (piece, after) = rest.split_at(end.unwrap_or(rest.len()).max(c.len_utf8()));
            if digit(c).is_some() {
                let number = piece
                    .chars()
                    .filter_map(digit)
                    .fold(0_u32, |number, digit| number.saturating_mul(10).saturating_add(digit));
                fields.numbers.push((number, piece.chars().count()));
            } else {
                fields.named.extend((1..).zip(shape::MONTHS).find_map(|(number, month)| {
                    let piece = piece.to_lowercase();
                    let short = piece.len() >= 3 && month.to_lowercase().starts_with(&piece);
                    short.then_some(number)
                }));
            }
            rest = after;
        }
        fields
    }

    /// The days this can stand for: with the day before the month, then with the month before the day.
    fn possible_days(&self) -> Vec<Day> {
        let candidates = match (self.numbers.as_slice(), self.named.as_slice()) {
            (&[(year, 4), (month, 1..=2), (day, 1..=2)], []) => vec![(year, month, day)],
            (&[(a, 1..=2), (b, 1..=2), (year, 4)], []) => vec![(year, b, a), (year, a, b)],
            (&[(day, 1..=2), (year, 4)] | &[(year, 4), (day, 1..=2)], &[month]) => {
                vec![(year, month, day)]
            }
            (&[(run, 8)], []) => vec![(run / 10_000, run / 100 % 100, run % 100)],
            _ => vec![],
        };
        let iso = |(year, month, day)| format!("{year}-{month:02}-{day:02}");
        let mut days: Vec<Day> =
            candidates.into_iter().filter_map(|parts| real_day(&iso(parts))).collect();
        days.dedup();
        days
    }

    /// `2017-05`, when a month and a year are all there is.
    fn month_alone(&self) -> Option<String> {
        let (year, month) = match (self.numbers.as_slice(), self.named.as_slice()) {
            (&[(year, 4), (month, 1..=2)] | &[(month, 1..=2), (year, 4)], []) => (year, month),
            (&[(year, 4)], &[month]) => (year, month),
            _ => return None,
        };
        (1..=12).contains(&month).then(|| format!("{year}-{month:02}"))
    }
}

/// Digits of the scripts that dates are likely to be pasted from.
fn digit(c: char) -> Option<u32> {
    let zero = match c {
        '0'..='9' => '0',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        '\u{ff10}'..='\u{ff19}' => '\u{ff10}',
        _ => return None,
    };
    Some(u32::from(c) - u32::from(zero))
}
