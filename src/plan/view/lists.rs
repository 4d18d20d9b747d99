//! The lines of lists: a dispatch, an incident, a city, a month.
//! They do not know which list they stand in.

use std::sync::Arc;

use serde::Serialize;

use crate::plan::view::dispatch::CorrectionView;
use crate::plan::view::toll::TollView;
use crate::plan::view::values::{CountView, DayView, DaysView, FigureView, LinkView, MomentView};

/// A dispatch in a list.
#[derive(Clone, Debug, Serialize)]
pub struct DispatchRowView {
    /// The headline.
    pub title: String,
    /// Where it stands.
    pub href: String,
    /// When it was published.
    pub published: MomentView,
    /// Where it happened.
    pub cities: Vec<String>,
    /// The standfirst, or the opening words.
    pub summary: String,
    /// The language of the headline, the summary and the cities, when not the site's.
    pub lang: Option<String>,
    /// Its own figures, the first that matter.
    pub figures: Vec<FigureView>,
    /// `draft`, `embargoed`, `withdrawn`, `developing`, `verified`, `corrected`, `superseded`, `toll`, `statement`.
    pub marks: Vec<&'static str>,
}

/// Dispatches that were published in one month.
#[derive(Clone, Debug, Serialize)]
pub struct DispatchMonthView {
    /// The year.
    pub year: i16,
    /// The month, from 1.
    pub month: i8,
    /// The dispatches, newest first.
    pub dispatches: Vec<Arc<DispatchRowView>>,
}

/// An incident or toll in a list by event time.
#[derive(Clone, Debug, Serialize)]
pub struct IncidentRowView {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The language of that, when not the site's.
    pub lang: Option<String>,
    /// Its page, or its only dispatch.
    pub href: String,
    /// When it happened.
    pub days: DaysView,
    /// Where.
    pub cities: Vec<String>,
    /// The region, when no city is known.
    pub region: Option<String>,
    /// What counts.
    pub figures: Vec<FigureView>,
    /// How well it is established.
    pub grade: &'static str,
    /// How many dispatches tell of it.
    pub dispatches: usize,
    /// Those of them whose figures count, if it is not the only one.
    pub counted_dispatches: Vec<LinkView>,
    /// Whether it is a toll over a period.
    pub toll: bool,
    /// Whether the headline leaves it out for its grade.
    pub excluded_by_grade: bool,
}

/// Which page of a long list this is. Pages count from the oldest, so that a full page keeps its entries.
#[derive(Clone, Debug, Serialize)]
pub struct PagerView {
    /// The page's number; missing at the list's own address, which shows the newest.
    pub number: Option<usize>,
    /// How many pages there are; one means that there is nothing to page through.
    pub pages: usize,
    /// How many entries there are in all.
    pub entries: usize,
    /// The newest.
    pub newest: String,
    /// Newer than these.
    pub newer: Option<String>,
    /// Older than these.
    pub older: Option<String>,
}

/// What was reported of a month or a year.
#[derive(Clone, Debug, Serialize)]
pub struct PeriodRowView {
    /// The year.
    pub year: i16,
    /// The month, from 1; missing for a whole year.
    pub month: Option<i8>,
    /// Its page; missing when nothing was reported.
    pub href: Option<String>,
    /// Whether anything was: `counted` (incidents, or a total over a period), `other` (but nothing that counts in it alone),
    /// `none`, or `outside` of the time from the first report of the site to the last.
    pub reports: Reports,
    /// How many incidents were reported; nought is "no reports", which is not nobody harmed.
    pub incidents: usize,
    /// How many were killed in them.
    pub killed: CountView,
    /// How many of them have no number.
    pub unknown: usize,
    /// The page that says how the number came about.
    pub explained: Option<String>,
}

/// The latest month in which anything happened, with the latest of it.
#[derive(Clone, Debug, Serialize)]
pub struct LatestMonthView {
    /// The month.
    pub month: PeriodRowView,
    /// The latest incidents and tolls that began in it, the latest first.
    pub incidents: Vec<Arc<IncidentRowView>>,
}

/// Whether anything was reported of a month or a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reports {
    /// Incidents, or a total over a period, that count in it.
    Counted,
    /// Something, but nothing that counts in it alone.
    Other,
    /// Nothing, though the site tells of what came before and after.
    None,
    /// Nothing: it lies before the first report of the site, or after the last.
    Outside,
}

/// A year of months.
#[derive(Clone, Debug, Serialize)]
pub struct YearView {
    /// The year.
    pub year: i16,
    /// Its page.
    pub href: String,
    /// Its twelve months.
    pub months: Vec<PeriodRowView>,
    /// What reaches over the end of a month, in lanes below the months; none covers another.
    pub span_rows: Vec<SpanRowView>,
    /// How many of that found no room; the page of the year lists them.
    pub more: usize,
    /// Its toll.
    pub toll: TollView,
}

/// Incidents and tolls beside the months of a year.
#[derive(Clone, Debug, Serialize)]
pub struct SpanRowView {
    /// They, in order.
    pub spans: Vec<SpanView>,
    /// How many months of the year come after the last.
    pub rest: usize,
}

/// An incident or a toll that reaches over the end of a month.
#[derive(Clone, Debug, Serialize)]
pub struct SpanView {
    /// How many months lie between the one before it, or the beginning of the year, and it.
    pub gap: usize,
    /// How many months of this year it touches.
    pub months: usize,
    /// What it is called.
    pub title: String,
    /// The language of that, when not the site's.
    pub lang: Option<String>,
    /// Its page, or its only dispatch.
    pub href: String,
}

/// A city in a list.
#[derive(Clone, Debug, Serialize)]
pub struct CityRowView {
    /// Its name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// The country's code.
    pub country: Option<String>,
    /// The region.
    pub region: Option<String>,
    /// How many dispatches there are.
    pub dispatches: usize,
    /// How these are spread from the first dispatch of the site to its last: at most 32 steps of equal length, each from 0
    /// (none) to 8 (the most that any city has in a step).
    pub sparkline: Vec<usize>,
    /// How many incidents.
    pub incidents: usize,
    /// How many were killed.
    pub killed: CountView,
    /// How many incidents have no number.
    pub unknown: usize,
    /// The page that says how the number came about.
    pub explained: String,
    /// When the latest was published.
    pub latest: DayView,
}

/// Incidents that have a page of their own, since several dispatches tell of each.
#[derive(Clone, Debug, Serialize)]
pub struct IncidentsView {
    /// The latest of them, the latest first.
    pub latest: Vec<Arc<IncidentRowView>>,
    /// How many more there are.
    pub more: usize,
}

/// A day of a month's page.
#[derive(Clone, Debug, Serialize)]
pub struct TimelineDayView {
    /// The day.
    pub day: DayView,
    /// What began on it.
    pub incidents: Vec<Arc<IncidentRowView>>,
    /// Dispatches of that day that tell of no incident.
    pub dispatches: Vec<DispatchRowView>,
}

/// A correction, a withdrawal or a replacement in a list.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectionRowView {
    /// The dispatch, by its headline and with a link to the correction in it; by its slug if it is withdrawn.
    pub dispatch: LinkView,
    /// The language of its headline, when not the site's.
    pub lang: Option<String>,
    /// Whether it is withdrawn.
    pub withdrawn: bool,
    /// What was changed; of a withdrawal the note says why.
    pub correction: CorrectionView,
    /// The dispatch that replaces it, if that is the change.
    pub superseded_by: Option<LinkView>,
}

/// Corrections that were made in one month.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectionMonthView {
    /// The year.
    pub year: i16,
    /// The month, from 1.
    pub month: i8,
    /// The corrections, newest first.
    pub corrections: Vec<CorrectionRowView>,
}

/// A link to the page of a year.
#[derive(Clone, Debug, Serialize)]
pub struct YearLinkView {
    /// The year.
    pub year: i16,
    /// Its page.
    pub href: String,
}
