//! A total that moved because dateline counts by new rules, as `figures.lock` keeps it and the page of corrections shows it.
//! It does not know which rules they were.

use std::fmt;

use crate::chronicle::figures_lock::recorded_line::TOTALS;
use crate::chronicle::figures_lock::totals::scope::{TotalKey, short};
use crate::field::day::Day;

/// The prefix of the names of these lines, behind `totals/`.
const MOVED: &str = "moved/";

/// What separates the two values.
const ARROW: &str = " -> ";

/// A total that moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedTotal {
    /// The day on which an editor accepted it.
    pub on: Day,
    /// Which total it is.
    pub key: TotalKey,
    /// The value before, in the notation of the file.
    pub was: String,
    /// The value after.
    pub now: String,
}

impl MovedTotal {
    /// Reads the line with this name (behind `totals/`), key and value. None if it is about something else.
    pub(super) fn parse(name: &str, key: &str, value: &str) -> Option<MovedTotal> {
        let (on, scope) = name.strip_prefix(MOVED)?.split_once('/')?;
        let (was, now) = value.split_once(ARROW)?;
        let [was, now] = [was, now].map(str::to_owned);
        Some(MovedTotal { on: Day::parse(on).ok()?, key: TotalKey::parse(scope, key)?, was, now })
    }

    /// Whether `other` is about the same total on the same day.
    pub(super) fn repeats(&self, other: &MovedTotal) -> bool {
        self.on == other.on && self.key == other.key
    }
}

/// `totals/moved/2026-12-01/cities/mosul/2017  killed  120 -> 130`.
impl fmt::Display for MovedTotal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let MovedTotal { on, key: TotalKey { scope, measure }, was, now } = self;
        write!(f, "{TOTALS}{MOVED}{on}/{scope}  {}  {was}{ARROW}{now}", short(*measure))
    }
}
