//! How a toll came about, as templates see it: line by line, with what was not simply added and why.
//! It was worked out elsewhere.

use std::sync::Arc;

use serde::Serialize;

use crate::chronicle::measure::Measure;
use crate::plan::view::lists::IncidentRowView;
use crate::plan::view::toll::TollView;
use crate::plan::view::values::{CountView, FigureView, LinkView};
use crate::plan::view::{PageView, SiteView};

/// How one toll came about.
#[derive(Clone, Debug, Serialize)]
pub struct ExplainedPage {
    /// What all pages share.
    pub site: Arc<SiteView>,
    /// What the page says of itself.
    pub page: PageView,
    /// The city it is of, if it is of one.
    pub city: Option<String>,
    /// The year it is of, if it is of a year or a month.
    pub year: Option<i16>,
    /// The month it is of, from 1.
    pub month: Option<i8>,
    /// The page that shows the toll.
    pub toll_page: String,
    /// The toll.
    pub toll: TollView,
    /// The shorter periods that explain it further, if it is too long for one page.
    pub parts: Vec<PartView>,
    /// What takes part in the sum, by the month in which it began; of a long one only what lies across its parts.
    pub months: Vec<ContributionMonthView>,
    /// What of the tolls over a period is in no incident.
    pub remainders: Vec<RemainderView>,
    /// What is left beside the sum, since its place is not known closely enough.
    pub place_unclear: UncountedListView,
    /// What is left beside the sum, since it lies across a border of the period.
    pub spans: UncountedListView,
    /// What is left out for its grade.
    pub excluded_by_grade: UncountedListView,
}

/// A shorter period with a page of its own.
#[derive(Clone, Debug, Serialize)]
pub struct PartView {
    /// The year.
    pub year: Option<i16>,
    /// The month, from 1; missing for a whole year.
    pub month: Option<i8>,
    /// Its page.
    pub href: String,
    /// How many incidents were counted in it.
    pub incidents: usize,
    /// How many were killed in them.
    pub killed: CountView,
    /// How many of them have no number.
    pub unknown: usize,
}

/// What began in one month.
#[derive(Clone, Debug, Serialize)]
pub struct ContributionMonthView {
    /// The year.
    pub year: i16,
    /// The month, from 1.
    pub month: i8,
    /// `2017-05`, for an anchor.
    pub id: String,
    /// The incidents and tolls.
    pub contributions: Vec<ContributionView>,
}

/// One incident or toll, and what became of it.
#[derive(Clone, Debug, Serialize)]
pub struct ContributionView {
    /// What it says, and where.
    pub incident: Arc<IncidentRowView>,
    /// Whether it counts from nought, since it reached other places too.
    pub partly: bool,
    /// What the figures that count were taken from: the first few names.
    pub sources: Vec<String>,
    /// Where it is not simply added.
    pub exceptions: Vec<ExceptionView>,
}

/// Rows in which something is not simply added, for one reason.
#[derive(Clone, Debug, Serialize)]
pub struct ExceptionView {
    /// The rows.
    pub measures: Vec<Measure>,
    /// `within`: it is not added, since `by` include it and are counted in its place. `gives_way`: its least is not added, since it may count the same people as `by`, which prove more. `inside`: its
    /// most is not added, since `by` include it. `outgrown`: only its least is certain, since `by`, later in
    /// the same series, tells of the whole alone. `overtaken`: neither is added, since `by` is later in the same series.
    pub reason: &'static str,
    /// What it has to do with.
    pub by: Vec<LinkView>,
    /// How many more.
    pub more: usize,
}

/// What of a toll is in no incident.
#[derive(Clone, Debug, Serialize)]
pub struct RemainderView {
    /// The toll.
    pub toll: LinkView,
    /// What it counts, and how many.
    pub figures: Vec<FigureView>,
}

/// What is left beside a sum.
#[derive(Clone, Debug, Default, Serialize)]
pub struct UncountedListView {
    /// How many there are.
    pub count: usize,
    /// The first of them.
    pub incidents: Vec<Arc<IncidentRowView>>,
    /// How many more.
    pub more: usize,
}
