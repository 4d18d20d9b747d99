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
    /// True if it is a part of another row. Civilians killed are none if nobody gives a number of all
    /// killed.
    pub part: bool,
    /// True if a bar is drawn for it: not for parts. If only the number of civilians killed has a
    /// maximum, they have the bar, and all killed have none.
    pub drawn: bool,
    /// The number.
    pub count: CountView,
    /// How many incidents have no number for it.
    pub unknown: usize,
}

/// How many incidents of a toll have one grade.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
pub struct GradeCountView {
    /// The grade.
    pub grade: &'static str,
    /// How many of the incidents have it.
    pub incidents: usize,
}

/// Incidents that a toll does not count, as a number.
#[derive(Clone, Debug, Serialize)]
pub struct UncountedView {
    /// How many incidents there are. 0 if there are none.
    pub incidents: usize,
    /// The highest number of people killed in them. None if it is not known.
    pub killed: Option<u64>,
    /// The region, if all of them are known to be in one.
    pub region: Option<String>,
    /// The two-letter code of the country, if all of them are known to be in one.
    pub country: Option<String>,
    /// True if the city of some is known, but not whether it lies in the region or country of the toll.
    pub in_cities: bool,
}

/// A toll, with what it counts and what it leaves out.
#[derive(Clone, Debug, Serialize)]
pub struct TollView {
    /// The rows.
    pub rows: Vec<TollRowView>,
    /// The number of incidents counted.
    pub incidents: usize,
    /// How many of them have a minimum of zero here because they also affected other places. If
    /// `by_party`, because others are held responsible too, or nobody says for how much the party is.
    pub partly: usize,
    /// True if the toll is one row of a party. Its rows are never one sum.
    pub by_party: bool,
    /// Incidents whose place is not known exactly enough.
    pub place_unclear: UncountedView,
    /// Incidents that extend beyond the period.
    pub spans: UncountedView,
    /// How many incidents are not counted because of their grade.
    pub excluded_by_grade: usize,
    /// The figures of the only incident that is not counted because of its grade, if nothing else is
    /// known of the place or period.
    pub excluded_figures: Vec<FigureView>,
    /// How many of these have a place that is not known exactly enough: they may have happened
    /// elsewhere.
    pub excluded_by_grade_unclear: usize,
    /// How many of the incidents have which grade, in the order of the grades.
    pub by_grade: Vec<GradeCountView>,
    /// True if the rows for civilians, combatants and people of unknown status do not add up to all
    /// killed, because not every report says who was killed.
    pub others_unsaid: bool,
    /// Totals for a period that are part of the toll.
    pub tolls: Vec<LinkView>,
    /// People missing, displaced, trapped or held. Each figure has its own day, and they are never added
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
    /// The two-letter code of the country, if the toll is that of a country. `city` is its name.
    pub country: Option<String>,
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

/// What is true now instead of figures that are out of date.
#[derive(Clone, Debug, Serialize)]
pub struct PresentView {
    /// The figures that count now.
    pub figures: Vec<FigureView>,
    /// True if they are the same as those that were replaced.
    pub same: bool,
    /// The dispatch that gives them.
    pub dispatch: LinkView,
}
