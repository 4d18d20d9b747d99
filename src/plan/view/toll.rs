//! A toll as templates see it: its rows, what it counts and what it leaves out.
//! It was added up elsewhere.

use serde::Serialize;

use crate::chronicle::measure::Measure;
use crate::plan::view::values::{CountView, FigureView, LinkView};

/// One row of a toll.
#[derive(Clone, Debug, Serialize)]
pub struct TollRowView {
    /// What it counts.
    pub measure: Measure,
    /// Whether it is a part of another row.
    pub part: bool,
    /// The sum.
    pub count: CountView,
    /// How many incidents have no number for it.
    pub unknown: usize,
}

/// "And up to N more in k": what may or may not belong to a toll.
#[derive(Clone, Debug, Serialize)]
pub struct UncountedView {
    /// In how many incidents; nought means there is nothing to say.
    pub incidents: usize,
    /// The most people killed in them; missing when nobody knows.
    pub killed: Option<u64>,
}

/// A toll with what it counts and what it leaves out.
#[derive(Clone, Debug, Serialize)]
pub struct TollView {
    /// The rows.
    pub rows: Vec<TollRowView>,
    /// The number of incidents counted.
    pub incidents: usize,
    /// How many of them count from nought, since they happened elsewhere too.
    pub partly: usize,
    /// Incidents whose place is not known closely enough.
    pub place_unclear: UncountedView,
    /// Incidents that lie across a border of the period.
    pub spans: UncountedView,
    /// How many incidents were left out for their grade.
    pub excluded_by_grade: usize,
    /// The grades that count.
    pub grades: Vec<&'static str>,
    /// Tolls over a period that take part in the sum.
    pub tolls: Vec<LinkView>,
    /// Missing, displaced, trapped: each with its date, never added.
    pub states: Vec<FigureView>,
    /// The page that says how it came about; missing on that page.
    pub explained: Option<String>,
}
