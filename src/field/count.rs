//! Counts: a number of people as it was reported, with the range that it means.
//! It does not know what was counted, who said so, or how figures are reconciled.

mod braced;
mod elsewhere;
mod grammar;
mod numeral;
mod remedy;
pub mod sense;
mod several;
mod sight;
mod spelling;
#[cfg(test)]
mod tests;
mod token;
mod unread;
mod words;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::field::parse_error::ParseError;

/// A number as it was reported: its wording, which pages print, and its bounds.
///
/// No bounds means unknown, which is not zero.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Count {
    wording: String,
    bounds: Option<Bounds>,
}

/// The range that a count means, in people: the minimum it proves and the maximum it supports.
///
/// `min <= max` always holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Bounds {
    /// The minimum, which is proved.
    pub min: u64,
    /// The maximum, which is supported; `None` when it is open.
    pub max: Option<u64>,
    /// Whether the source said "about". This does not widen the range. Sums keep the mark.
    pub approximate: bool,
}

impl Count {
    /// Maximum of a count: more people than have ever lived.
    pub const LARGEST: u64 = 1_000_000_000_000;

    /// Reads a count from the words an author wrote: `120`, `more than 120`, `80-115`, `unknown`.
    ///
    /// The time grows with the length of the text. Nothing outside the grammar is guessed.
    pub fn parse(raw: &str) -> Result<Count, ParseError> {
        sight::refuse(raw)?;
        let tokens = token::split(raw)?;
        match grammar::read(raw, &tokens)? {
            Some(reading) if reading.used == tokens.len() => {
                Ok(reading.bounds.map_or_else(Count::unknown, |bounds| Count {
                    wording: token::on_one_line(raw, &tokens),
                    bounds: Some(bounds),
                }))
            }
            partial => {
                let used = partial.map_or(0, |reading| reading.used);
                Err(remedy::explain(raw, &tokens, used))
            }
        }
    }

    /// The long form. With `min` alone it is open above; with `max` alone it starts at zero; with neither it is unknown.
    ///
    /// Fails if `min` is above `max`, or one is above [`Count::LARGEST`]. The error has no place.
    pub fn from_bounds(min: Option<u64>, max: Option<u64>) -> Result<Count, ParseError> {
        if min.is_none() && max.is_none() {
            return Ok(Count::unknown());
        }
        let bounds = Bounds { min: min.unwrap_or(0), max, approximate: false };
        if let (Some(min), Some(max)) = (min, max)
            && min > max
        {
            return Err(ParseError {
                at: 0..0,
                message: format!("not a count: `min` is {min} and `max` is {max}"),
                label: format!("{min} is above {max}"),
                help: format!("write `min: {max}, max: {min}` if they were swapped"),
            });
        }
        if bounds.min.max(max.unwrap_or(0)) > Count::LARGEST {
            return Err(ParseError {
                at: 0..0,
                message: format!("not a count: {bounds}"),
                label: "more people than have ever lived".to_owned(),
                help: "check the digits".to_owned(),
            });
        }
        Ok(Count { wording: bounds.to_string(), bounds: Some(bounds) })
    }

    /// An unknown count.
    pub fn unknown() -> Count {
        Count { wording: "unknown".to_owned(), bounds: None }
    }

    /// The same count in the words of its source, such as "більше 120". A blank text changes nothing.
    #[must_use]
    pub fn with_wording(self, text: &str) -> Count {
        match text.trim() {
            "" => self,
            wording => Count { wording: wording.to_owned(), ..self },
        }
    }

    /// The words to print.
    pub fn wording(&self) -> &str {
        &self.wording
    }

    /// The range; `None` when the count is unknown.
    pub fn bounds(&self) -> Option<Bounds> {
        self.bounds
    }
}

impl Bounds {
    /// Precisely `n`.
    pub const fn exactly(n: u64) -> Bounds {
        Bounds { min: n, max: Some(n), approximate: false }
    }

    /// The number, if minimum and maximum are the same and it is not approximate.
    pub fn exact(self) -> Option<u64> {
        (self.max == Some(self.min) && !self.approximate).then_some(self.min)
    }

    /// Whether some number lies within both.
    pub fn overlaps(self, other: Bounds) -> bool {
        self.fits_within(other) && other.fits_within(self)
    }

    /// Whether this can be a part of `whole`: its minimum is not above the maximum of the whole.
    pub fn fits_within(self, whole: Bounds) -> bool {
        whole.max.is_none_or(|max| self.min <= max)
    }

    /// The sum: open if either is, approximate if either is. It stops at the largest integer.
    #[must_use]
    pub fn plus(self, other: Bounds) -> Bounds {
        Bounds {
            min: self.min.saturating_add(other.min),
            max: self.max.zip(other.max).map(|(a, b)| a.saturating_add(b)),
            approximate: self.approximate || other.approximate,
        }
    }

    /// From the lower minimum to the higher maximum: open if either is, approximate if either is.
    #[must_use]
    pub fn envelope(self, other: Bounds) -> Bounds {
        Bounds {
            min: self.min.min(other.min),
            max: self.max.zip(other.max).map(|(a, b)| a.max(b)),
            approximate: self.approximate || other.approximate,
        }
    }

    /// A part with its maximum lowered to that of its whole. Its minimum stays as reported.
    #[must_use]
    pub fn capped_by(self, whole: Bounds) -> Bounds {
        match whole.max {
            Some(cap) if self.max.is_none_or(|max| cap < max) => Bounds {
                min: self.min,
                max: Some(cap.max(self.min)),
                approximate: self.approximate || whole.approximate,
            },
            _ => self,
        }
    }

    /// The same maximum and a minimum of zero: for a row to which all of it may belong, or nothing.
    #[must_use]
    pub fn perhaps(self) -> Bounds {
        Bounds { min: 0, ..self }
    }

    /// The same minimum without a maximum.
    #[must_use]
    pub fn open(self) -> Bounds {
        Bounds { max: None, ..self }
    }
}

/// `120`, `80–115`, `at least 120`, `up to 50`; "about" comes directly before the number: `about 120 or more`.
///
/// Digits are not grouped, because languages group them differently.
impl fmt::Display for Bounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let about = if self.approximate { "about " } else { "" };
        match (self.min, self.max) {
            (0, None) => f.write_str("any number"),
            // "At least about 120" would say two things of one number.
            (min, None) if self.approximate => write!(f, "about {min} or more"),
            (min, None) => write!(f, "at least {min}"),
            (min, Some(max)) if min == max => write!(f, "{about}{max}"),
            (0, Some(max)) => write!(f, "up to {about}{max}"),
            (min, Some(max)) => write!(f, "{about}{min}–{max}"),
        }
    }
}
