//! The small values that recur in views: days, moments, numbers, links.
//! They do not know which page they stand on.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::chronicle::measure::Measure;
use crate::field::day::Day;

/// A day, which templates see in its parts and put into words: `iso` (`2017-05-31`), `year`, `month` (from 1) and
/// `day` (of the month).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayView(pub Day);

impl Serialize for DayView {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut parts = serializer.serialize_struct("DayView", 4)?;
        parts.serialize_field("iso", &self.0.iso())?;
        parts.serialize_field("year", &self.0.year())?;
        parts.serialize_field("month", &self.0.month())?;
        parts.serialize_field("day", &self.0.day())?;
        parts.end()
    }
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
    /// For a `datetime` attribute: `2017-05-31`, `2017-05` or `2017`. Missing when they are more than one of these.
    pub iso: Option<String>,
}

/// A number that may be a range, open or unknown.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
pub struct CountView {
    /// Whether a number is known at all; if not, the rest is nought.
    pub known: bool,
    /// The least.
    pub min: u64,
    /// The most; missing when there may be any number more.
    pub max: Option<u64>,
    /// Whether it is marked "about".
    pub approximate: bool,
    /// As reported; missing for sums, and where it is no more than the number.
    pub wording: Option<String>,
    /// The language of the wording, when not the site's.
    pub lang: Option<String>,
}

/// One figure: what it counts, and the number.
#[derive(Clone, Debug, Serialize)]
pub struct FigureView {
    /// `killed`, `injured`, `killed_civilian`, `casualties`, `trapped` ... Where one part is all of its whole
    /// ("27 killed, 27 civilians killed"), this is the part, which says both.
    pub measure: Measure,
    /// The number.
    pub count: CountView,
    /// Whether nobody but the accused says so.
    pub accused_only: bool,
    /// The state of knowledge, where it matters (missing, displaced, trapped).
    pub as_of: Option<DayView>,
    /// What is known of its parts; they have no parts themselves.
    pub parts: Vec<FigureView>,
}

/// A link and what it says.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
pub struct LinkView {
    /// What it says.
    pub title: String,
    /// Where it leads, from the page it stands on.
    pub href: String,
    /// The language of what it says, when not the site's.
    pub lang: Option<String>,
}

/// A change made in the open.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectionView {
    /// When.
    pub on: MomentView,
    /// corrected, updated, refiled, withdrawn; in lists of corrections also replaced.
    pub kind: &'static str,
    /// Its anchor on the dispatch's page, `correction-2017-06-03-1`, which keeps; none for what was done to the whole dispatch.
    pub anchor: Option<String>,
    /// What changed, as written: `casualties.killed`.
    pub field: Option<String>,
    /// The same as a measure, if it is a figure.
    pub measure: Option<Measure>,
    /// What stood there.
    pub was: Option<String>,
    /// What stands there.
    pub now: Option<String>,
    /// Why.
    pub note: Option<String>,
    /// The language of these words, when not the site's.
    pub lang: Option<String>,
}
