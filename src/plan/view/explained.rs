//! Views of how a toll was counted: what each incident adds, what is not added, and why.
//! They do not count.

use std::sync::Arc;

use serde::Serialize;

use crate::chronicle::measure::Measure;
use crate::plan::view::lists::{IncidentRowView, PageNumberView, PeriodRowView};
use crate::plan::view::toll::{CitedTollView, TollView};
use crate::plan::view::values::{CountView, FigureView, LinkView, TitleView};
use crate::plan::view::{PageView, SiteView};

/// How one toll was counted.
#[derive(Clone, Debug, Serialize)]
pub struct ExplainedPage {
    /// What all pages share: the title, links and the menu.
    pub site: Arc<SiteView>,
    /// The page itself: its title, address and language.
    pub page: PageView,
    /// The city, if the toll is of a city.
    pub city: Option<String>,
    /// The two-letter code of the country, if the toll is that of a country. `city` is its name.
    pub country: Option<String>,
    /// The party and its row, if the toll is one.
    pub party: Option<ExplainedPartyView>,
    /// The year, if the toll is of a year or a month.
    pub year: Option<i16>,
    /// The month, from 1, if the toll is of a month.
    pub month: Option<i8>,
    /// The link to the page that shows the toll.
    pub toll_page: String,
    /// The toll.
    pub toll: TollView,
    /// The pages of a list that is too long for one page and has no shorter periods. Empty if one page has room for all.
    pub numbers: Vec<PageNumberView>,
    /// The shorter periods that have pages of their own, if the full list is too long for one page.
    pub parts: Vec<PartView>,
    /// What is counted, by the month in which it began. If there are `parts`, only what spans
    /// several of them.
    pub months: Vec<ContributionMonthView>,
    /// People in totals for a period who are in none of the incidents.
    pub remainders: Vec<RemainderView>,
    /// The sources of all that is counted, also on other pages of the list and in `parts`. Only on the first page.
    pub sources: TollSourcesView,
    /// What is not added because its place is not known exactly enough.
    pub place_unclear: UncountedListView,
    /// What is not added because it extends beyond the period.
    pub spans: UncountedListView,
    /// What is not added because of its grade.
    pub excluded_by_grade: UncountedListView,
    /// What would not be added because of its grade, and may have happened elsewhere: its place is
    /// not known exactly enough.
    pub excluded_by_grade_unclear: UncountedListView,
}

/// One row of a party.
#[derive(Clone, Debug, Serialize)]
pub struct ExplainedPartyView {
    /// The name of the party.
    pub name: String,
    /// The language of the name, if it is not the site's.
    pub lang: Option<String>,
    /// The row: `claimed`, `disputed`, `found`, `alleged` or `denied`.
    pub row: &'static str,
}

/// A shorter period that has its own page.
#[derive(Clone, Debug, Serialize)]
pub struct PartView {
    /// The year.
    pub year: Option<i16>,
    /// The month, from 1. None for a whole year.
    pub month: Option<i8>,
    /// The link to its page.
    pub href: String,
    /// The number of incidents counted.
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
}

/// What began in one month.
#[derive(Clone, Debug, Serialize)]
pub struct ContributionMonthView {
    /// The year.
    pub year: i16,
    /// The month, from 1.
    pub month: i8,
    /// An anchor, such as `2017-05`.
    pub id: String,
    /// The toll of a city in the year, before the first of its months. None on other pages.
    pub of_year: Option<PeriodRowView>,
    /// The toll of a city in the month. None on other pages.
    pub of_month: Option<PeriodRowView>,
    /// How to quote the toll of the year. None without `of_year`.
    pub year_cited: Option<CitedTollView>,
    /// How to quote the toll of the month. None without `of_month`.
    pub month_cited: Option<CitedTollView>,
    /// The link to the page that lists them, if that is another one. Then `contributions` is empty.
    pub listed_at: Option<String>,
    /// The incidents and totals.
    pub contributions: Vec<ContributionView>,
}

/// What one incident or total adds to a toll.
#[derive(Clone, Debug, Serialize)]
pub struct ContributionView {
    /// The incident or total, with its figures.
    pub incident: Arc<IncidentRowView>,
    /// How many of the killed its reports list by name. Zero if none.
    pub by_name: u64,
    /// True if its minimum is counted as zero because it also affected other places. In a row of a
    /// party, because others are held responsible too, or nobody says for how much the party is.
    pub partly: bool,
    /// The first few sources of the figures that count.
    pub sources: Vec<TitleView>,
    /// Why some of its figures are not simply added.
    pub exceptions: Vec<ExceptionView>,
}

/// Figures that are not simply added, for one reason.
#[derive(Clone, Debug, Serialize)]
pub struct ExceptionView {
    /// The figures, by their measures.
    pub measures: Vec<Measure>,
    /// `included`: not added, because `by` already include it. `minimum_overlaps`: the minimum is
    /// not added, because it may count the same people as `by`. `maximum_included`: the maximum is
    /// not added, because `by` already include it. `minimum_only`: counted as a minimum only,
    /// because `by`, a later total in the same series, does not give this figure. `replaced`: not
    /// added, because `by`, a later total in the same series, replaces it.
    pub reason: &'static str,
    /// The first few incidents or totals that are the reason.
    pub by: Vec<LinkView>,
    /// How many more there are.
    pub more: usize,
}

/// People in a total for a period who are in none of the incidents.
#[derive(Clone, Debug, Serialize)]
pub struct RemainderView {
    /// The total.
    pub toll: LinkView,
    /// How many people, by measure.
    pub figures: Vec<FigureView>,
}

/// The named sources of the dispatches whose figures count.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TollSourcesView {
    /// How many there are.
    pub count: usize,
    /// The sources in alphabetical order. If there are too many, those of most incidents.
    pub list: Vec<TollSourceView>,
    /// How many more there are.
    pub more: usize,
}

/// A source of a toll.
#[derive(Clone, Debug, Serialize)]
pub struct TollSourceView {
    /// Its name.
    pub name: TitleView,
    /// How many of the incidents and totals rest on it.
    pub incidents: usize,
}

/// Incidents that a toll does not count.
#[derive(Clone, Debug, Default, Serialize)]
pub struct UncountedListView {
    /// How many there are.
    pub count: usize,
    /// The first of them.
    pub incidents: Vec<Arc<IncidentRowView>>,
    /// How many more there are.
    pub more: usize,
}
