//! Views of a toll: its rows, what it counts and what it leaves out.
//! They do not count.

use serde::Serialize;

use crate::chronicle::measure::Measure;
use crate::plan::view::values::{CountView, DayView, FigureView, LinkView};

/// A row of a toll.
#[derive(Clone, Debug, Serialize)]
pub struct TollRowView {
    /// What it counts.
    pub measure: Measure,
    /// True if it is a part of another row.
    pub part: bool,
    /// The number.
    pub count: CountView,
    /// How many incidents have no number for it.
    pub unknown: usize,
}

/// Incidents that a toll does not count, as a number.
#[derive(Clone, Debug, Serialize)]
pub struct UncountedView {
    /// How many incidents there are. 0 if there are none.
    pub incidents: usize,
    /// The highest number of people killed in them. None if it is not known.
    pub killed: Option<u64>,
}

/// A toll, with what it counts and what it leaves out.
#[derive(Clone, Debug, Serialize)]
pub struct TollView {
    /// The rows.
    pub rows: Vec<TollRowView>,
    /// The number of incidents counted.
    pub incidents: usize,
    /// How many of them have a minimum of zero here because they also affected other places.
    pub partly: usize,
    /// Incidents whose place is not known exactly enough.
    pub place_unclear: UncountedView,
    /// Incidents that extend beyond the period.
    pub spans: UncountedView,
    /// How many incidents are not counted because of their grade.
    pub excluded_by_grade: usize,
    /// How many of these have a place that is not known exactly enough: they may have happened
    /// elsewhere.
    pub excluded_by_grade_unclear: usize,
    /// The grades that are counted.
    pub grades: Vec<&'static str>,
    /// Totals for a period that are part of the toll.
    pub tolls: Vec<LinkView>,
    /// People missing, displaced or trapped. Each figure has its own day, and they are never added
    /// up.
    pub states: Vec<FigureView>,
    /// The link to the page that explains the toll. None on that page itself.
    pub explained: Option<String>,
    /// How to quote it. None if nothing was reported.
    pub cited: Option<CitedTollView>,
}

/// What readers need to quote a toll.
#[derive(Clone, Debug, Serialize)]
pub struct CitedTollView {
    /// The city, if the toll is of a city.
    pub city: Option<String>,
    /// The year, if the toll is of a year or a month.
    pub year: Option<i16>,
    /// The month, from 1, if the toll is of a month.
    pub month: Option<i8>,
    /// How many people were killed.
    pub killed: CountView,
    /// How many of them were civilians. None if no report gives a number.
    pub civilians: Option<CountView>,
    /// The last day on which a report behind it was published, changed or withdrawn.
    pub as_of: DayView,
    /// The whole address of the sum and its incidents. It does not change.
    pub permalink: String,
}
