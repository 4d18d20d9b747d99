//! The small values that recur in views: days, moments, numbers, links.
//! They do not know which page they stand on.

use serde::Serialize;

/// A day in its parts; templates put it into words.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
pub struct DayView {
    /// `2017-05-31`.
    pub iso: String,
    /// The year.
    pub year: i16,
    /// The month, from 1.
    pub month: i8,
    /// The day of the month.
    pub day: i8,
}

/// A moment: a day, and the time if one was written.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
pub struct MomentView {
    /// As written, for a `datetime` attribute.
    pub iso: String,
    /// The day as written.
    pub day: DayView,
    /// `18:00`, if a time was written.
    pub time: Option<String>,
}

/// Some days.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
pub struct DaysView {
    /// The first.
    pub from: DayView,
    /// The last; the same as the first for a single day.
    pub to: DayView,
    /// Whether it is a single day.
    pub single: bool,
    /// How closely they are known: day, days, week, month, year.
    pub precision: &'static str,
}

/// A number that may be a range, open or unknown.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
pub struct CountView {
    /// Whether a number is known at all; if not, the rest is nought.
    pub known: bool,
    /// The least.
    pub min: u64,
    /// The most; missing when open.
    pub max: Option<u64>,
    /// Whether there may be any number more.
    pub open: bool,
    /// Whether it is marked "about".
    pub approximate: bool,
    /// As reported; missing for sums.
    pub wording: Option<String>,
}

/// One figure: what it counts, and the number.
#[derive(Clone, Debug, Serialize)]
pub struct FigureView {
    /// `killed`, `injured`, `killed_civilian`, `casualties`, `trapped` ...
    pub measure: String,
    /// Whether it is a part of another figure.
    pub part: bool,
    /// The number.
    pub count: CountView,
    /// The state of knowledge, where it matters (missing, displaced, trapped).
    pub as_of: Option<DayView>,
}

/// A link and what it says.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
pub struct LinkView {
    /// What it says.
    pub title: String,
    /// Where it leads, from the page it stands on.
    pub href: String,
}
