//! Views of the rows of lists: a dispatch, an incident, a city, a month.
//! They do not know which list they are in.

use std::sync::Arc;

use serde::Serialize;

use crate::chronicle::measure::Measure;
use crate::plan::view::toll::TollView;
use crate::plan::view::values::{
    CorrectionView, CountView, DayView, DaysView, FigureView, LinkView, MomentView, NameView,
    TitleView,
};

/// A dispatch in a list.
#[derive(Clone, Debug, Serialize)]
pub struct DispatchRowView {
    /// The headline.
    pub title: String,
    /// The link to it.
    pub href: String,
    /// When it was published.
    pub published: MomentView,
    /// The cities where it happened.
    pub cities: Vec<TitleView>,
    /// The summary, or the first words of the text.
    pub summary: String,
    /// The language of the headline and the summary, if it is not the site's.
    pub lang: Option<String>,
    /// Its main figures.
    pub figures: Vec<FigureView>,
    /// Labels: `draft`, `embargoed`, `withdrawn`, `developing`, `verified`, `corrected`,
    /// `superseded`, `toll`, `statement`.
    pub marks: Vec<&'static str>,
}

/// The dispatches published in one month.
#[derive(Clone, Debug, Serialize)]
pub struct DispatchMonthView {
    /// The year.
    pub year: i16,
    /// The month, from 1.
    pub month: i8,
    /// The dispatches, newest first.
    pub dispatches: Vec<Arc<DispatchRowView>>,
}

/// An incident, or a total for a period, in a list.
#[derive(Clone, Debug, Serialize)]
pub struct IncidentRowView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// The language of the name, if it is not the site's.
    pub lang: Option<String>,
    /// The link to its page, or to its only dispatch.
    pub href: String,
    /// The language of that page.
    pub leads_to: String,
    /// When it happened.
    pub days: DaysView,
    /// The cities where it happened.
    pub cities: Vec<TitleView>,
    /// The region, if no city is known.
    pub region: Option<String>,
    /// The figures that count.
    pub figures: Vec<FigureView>,
    /// The grade of the evidence.
    pub grade: &'static str,
    /// How many dispatches cover it.
    pub dispatches: usize,
    /// The dispatches whose figures count, if there is more than one dispatch.
    pub counted_dispatches: Vec<LinkView>,
    /// True if it is a total for a period.
    pub toll: bool,
    /// True if totals leave it out because of its grade.
    pub excluded_by_grade: bool,
}

/// Links to the other pages of a long list. Pages are numbered from the oldest, so a full page
/// keeps its entries.
#[derive(Clone, Debug, Serialize)]
pub struct PagerView {
    /// The number of this page. None at the list's own address, which shows the newest entries.
    pub number: Option<usize>,
    /// The number of pages. If it is 1, no links are needed.
    pub pages: usize,
    /// The number of entries on all pages.
    pub entries: usize,
    /// The link to the newest entries.
    pub newest: String,
    /// The link to newer entries.
    pub newer: Option<String>,
    /// The link to older entries.
    pub older: Option<String>,
}

/// One page of a list in the order of days, whose first page has the earliest.
#[derive(Clone, Debug, Serialize)]
pub struct PageNumberView {
    /// Its number, from 1.
    pub number: usize,
    /// The link to it.
    pub href: String,
    /// True if this is the page.
    pub current: bool,
}

/// A month or a year, with its numbers.
#[derive(Clone, Debug, Serialize)]
pub struct PeriodRowView {
    /// The year.
    pub year: i16,
    /// The month, from 1. None for a whole year.
    pub month: Option<i8>,
    /// The link to its page. None if there were no reports.
    pub href: Option<String>,
    /// Whether there were reports: `counted` (incidents, or a total for a period), `other`
    /// (reports, but no separate incident), `none` (no reports, which does not mean no casualties)
    /// or `outside` (before the first report of the site or after the last).
    pub reports: Reports,
    /// The number of incidents reported.
    pub incidents: usize,
    /// How many people were killed in them.
    pub killed: CountView,
    /// What `killed` counts: `killed`, or `killed_civilian` if the reports count only civilians, so
    /// that all killed have no maximum and the civilians have one.
    pub measure: Measure,
    /// The civilians killed, if only their number has a maximum, but not all who are known to be
    /// killed are civilians.
    pub civilians: Option<CountView>,
    /// How many of the incidents have no number.
    pub unknown: usize,
    /// How many people were killed, whatever `killed` counts.
    pub all_killed: CountView,
    /// How many of them were civilians. None if no report gives a number.
    pub all_civilians: Option<CountView>,
    /// The last day on which a report of it was published, changed or withdrawn. None if there were no reports.
    pub as_of: Option<DayView>,
    /// The link to the page that explains the number.
    pub explained: Option<String>,
    /// Its permanent anchor in tables of a city: `y2017` or `m2017-05`.
    pub id: String,
}

/// The latest month with reports.
#[derive(Clone, Debug, Serialize)]
pub struct LatestMonthView {
    /// The month.
    pub month: PeriodRowView,
    /// Its latest incidents and totals, latest first.
    pub incidents: Vec<Arc<IncidentRowView>>,
}

/// Whether there were reports for a month or a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reports {
    /// Incidents, or a total for a period.
    Counted,
    /// Reports, but no separate incident.
    Other,
    /// No reports, between months or years with reports.
    None,
    /// No reports: it is before the first report of the site or after the last.
    Outside,
}

/// A year and its months.
#[derive(Clone, Debug, Serialize)]
pub struct YearView {
    /// The year.
    pub year: i16,
    /// The link to its page.
    pub href: String,
    /// Its twelve months.
    pub months: Vec<PeriodRowView>,
    /// Incidents and totals that span several months, in rows below the months. Those in one row do
    /// not overlap.
    pub span_rows: Vec<SpanRowView>,
    /// How many more there are that have no room. The page of the year lists them.
    pub more: usize,
    /// Its toll.
    pub toll: TollView,
}

/// One row of incidents and totals that span several months.
#[derive(Clone, Debug, Serialize)]
pub struct SpanRowView {
    /// The incidents and totals, in order.
    pub spans: Vec<SpanView>,
    /// The number of months after the last one.
    pub rest: usize,
}

/// An incident or a total that spans several months.
#[derive(Clone, Debug, Serialize)]
pub struct SpanView {
    /// The number of empty months before it in the row.
    pub gap: usize,
    /// How many months of this year it touches.
    pub months: usize,
    /// Its name.
    pub title: String,
    /// The language of the name, if it is not the site's.
    pub lang: Option<String>,
    /// The link to its page, or to its only dispatch.
    pub href: String,
}

/// A city in a list.
#[derive(Clone, Debug, Serialize)]
pub struct CityRowView {
    /// Its name.
    pub name: String,
    /// The link to its page.
    pub href: String,
    /// Its names in other languages.
    pub names: Vec<NameView>,
    /// The two-letter code of its country.
    pub country: Option<String>,
    /// What it is: `city`, `region` or `country`.
    pub kind: &'static str,
    /// Its region.
    pub region: Option<String>,
    /// The number of dispatches.
    pub dispatches: usize,
    /// The number of dispatches over time: at most 32 steps of equal length, from the first
    /// dispatch of the site to the last. Each is from 0 (none) to 8 (the most of any city, or of a region or country in
    /// the list).
    pub sparkline: Vec<usize>,
    /// The number of incidents.
    pub incidents: usize,
    /// How many people were killed in them.
    pub killed: CountView,
    /// What `killed` counts: `killed`, or `killed_civilian` if the reports count only civilians, so
    /// that all killed have no maximum and the civilians have one.
    pub measure: Measure,
    /// The civilians killed, if only their number has a maximum, but not all who are known to be
    /// killed are civilians.
    pub civilians: Option<CountView>,
    /// How many of the incidents have no number.
    pub unknown: usize,
    /// The link to the page that explains the number.
    pub explained: String,
    /// The day of the latest dispatch.
    pub latest: DayView,
}

/// Incidents that several dispatches cover.
#[derive(Clone, Debug, Serialize)]
pub struct IncidentsView {
    /// The latest incidents, latest first.
    pub latest: Vec<Arc<IncidentRowView>>,
    /// How many more there are.
    pub more: usize,
}

/// A day on the page of a month.
#[derive(Clone, Debug, Serialize)]
pub struct TimelineDayView {
    /// The day.
    pub day: DayView,
    /// The incidents and totals that began on it.
    pub incidents: Vec<Arc<IncidentRowView>>,
    /// The dispatches of that day that report no incident.
    pub dispatches: Vec<DispatchRowView>,
}

/// A correction, a withdrawal or a replacement in a list.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectionRowView {
    /// The dispatch, by its headline, with a link to the correction. If it was withdrawn, by its
    /// slug. For a total that was counted by new rules, its place and year, with a link to how it
    /// is counted.
    pub dispatch: LinkView,
    /// The language of the headline, if it is not the site's.
    pub lang: Option<String>,
    /// True if the dispatch was withdrawn.
    pub withdrawn: bool,
    /// The change. For a withdrawal, its note is the reason.
    pub correction: CorrectionView,
    /// The dispatch that replaces it, if it was replaced.
    pub superseded_by: Option<LinkView>,
}

/// The corrections made in one month.
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
    /// The link to its page.
    pub href: String,
}
