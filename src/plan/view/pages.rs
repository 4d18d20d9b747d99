//! Views of pages, one struct for each kind of page. Their fields are the variables of the template.
//! They know nothing of each other.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::plan::view::chart::ChartView;
use crate::plan::view::dispatch::{AttributionView, ClaimView, DispatchView, PositionView};
use crate::plan::view::linked_data::{NewsArticle, WebSite};
use crate::plan::view::lists::{
    CityRowView, CorrectionMonthView, CorrectionRowView, DispatchMonthView, DispatchRowView,
    IncidentRowView, LatestMonthView, PageNumberView, PagerView, PeriodRowView, TimelineDayView,
    YearLinkView, YearView,
};
use crate::plan::view::map::MapView;
use crate::plan::view::people::PeopleView;
use crate::plan::view::toll::TollView;
use crate::plan::view::values::{
    CorrectionView, DayView, DaysView, FigureView, LinkView, MomentView,
};
use crate::plan::view::{PageView, SiteView};

/// The front page.
#[derive(Clone, Debug, Serialize)]
pub struct FrontPage {
    /// What all pages share: the title, links and the menu.
    pub site: Arc<SiteView>,
    /// The page itself: its title, address and language.
    pub page: PageView,
    /// The site as linked data (schema.org `WebSite`). Print it with the filter `json`.
    pub linked_data: WebSite,
    /// The newest dispatches with the status `developing`, newest first.
    pub developing: Vec<DispatchRowView>,
    /// The newest other dispatches, newest first. Dispatches that were replaced are left out.
    pub latest: Vec<DispatchRowView>,
    /// The number of all dispatches.
    pub dispatch_count: usize,
    /// The link to the list of all dispatches.
    pub all_dispatches: String,
    /// The cities with the most dispatches.
    pub cities: Vec<CityRowView>,
    /// The number of all cities.
    pub city_count: usize,
    /// The link to the list of all cities.
    pub all_cities: String,
    /// The toll of everything.
    pub toll: TollView,
    /// The years, oldest first.
    pub years: Vec<YearView>,
    /// The latest month with reports. None on an empty site.
    pub month: Option<LatestMonthView>,
    /// The newest corrections and withdrawals.
    pub corrections: Vec<CorrectionRowView>,
    /// The first and the last day of all events. None on an empty site.
    pub days: Option<DaysView>,
}

/// The page of a dispatch. `content` is its text as HTML.
#[derive(Clone, Debug, Serialize)]
pub struct DispatchPage {
    /// What all pages share: the title, links and the menu.
    pub site: Arc<SiteView>,
    /// The page itself: its title, address and language.
    pub page: PageView,
    /// The dispatch.
    pub dispatch: DispatchView,
    /// A map of its first city. None if the city has no location.
    pub map: Option<Arc<MapView>>,
    /// The dispatch as linked data (schema.org `NewsArticle`). Print it with the filter `json`, in
    /// a `<script type="application/ld+json">`.
    pub linked_data: NewsArticle,
}

/// The page of a withdrawn dispatch. It says when and why it was withdrawn, and nothing else about
/// it.
#[derive(Clone, Debug, Serialize)]
pub struct WithdrawnPage {
    /// What all pages share: the title, links and the menu.
    pub site: Arc<SiteView>,
    /// The page itself: its title, address and language.
    pub page: PageView,
    /// When it was published.
    pub published: MomentView,
    /// When it was withdrawn.
    pub withdrawn: MomentView,
    /// The reason.
    pub why: String,
    /// The language of the reason, if it is not the site's.
    pub why_lang: Option<String>,
    /// The dispatch that replaces it: the latest, if there are several in a row.
    pub superseded_by: Option<LinkView>,
}

/// A page of the list of all dispatches.
#[derive(Clone, Debug, Serialize)]
pub struct DispatchesPage {
    /// What all pages share: the title, links and the menu.
    pub site: Arc<SiteView>,
    /// The page itself: its title, address and language.
    pub page: PageView,
    /// The dispatches on this page, grouped by month of publication, newest first.
    pub dispatches: Vec<DispatchMonthView>,
    /// Links to the other pages of the list.
    pub pager: PagerView,
}

/// The first page of the timeline.
#[derive(Clone, Debug, Serialize)]
pub struct TimelinePage {
    /// What all pages share: the title, links and the menu.
    pub site: Arc<SiteView>,
    /// The page itself: its title, address and language.
    pub page: PageView,
    /// People killed by month, or by year if there are too many months. None with fewer than two
    /// numbers.
    pub chart: Option<ChartView>,
    /// The years, newest first.
    pub years: Vec<YearView>,
    /// The link to the table of all incidents. None if there are none.
    pub all_incidents: Option<String>,
}

/// The page of a year.
#[derive(Clone, Debug, Serialize)]
pub struct YearPage {
    /// What all pages share: the title, links and the menu.
    pub site: Arc<SiteView>,
    /// The page itself: its title, address and language.
    pub page: PageView,
    /// The year.
    pub year: YearView,
    /// People killed by month. None with fewer than two numbers.
    pub chart: Option<ChartView>,
    /// Its months with reports, in order.
    pub months: Vec<PeriodRowView>,
    /// The link to the table of all its incidents.
    pub all_incidents: String,
    /// Incidents and totals that span several months of the year.
    pub spans: Vec<Arc<IncidentRowView>>,
    /// How many more of these there are than `spans` has. The data has all of them.
    pub more_spans: usize,
    /// The year before.
    pub previous: Option<YearLinkView>,
    /// The year after.
    pub next: Option<YearLinkView>,
}

/// A page of the table of all incidents, or of those of a year.
#[derive(Clone, Debug, Serialize)]
pub struct YearIncidentsPage {
    /// What all pages share: the title, links and the menu.
    pub site: Arc<SiteView>,
    /// The page itself: its title, address and language.
    pub page: PageView,
    /// The year. None in the table of all incidents.
    pub of_year: Option<YearLinkView>,
    /// The incidents and totals, or those that touch the year, by their first day.
    pub rows: Vec<Arc<IncidentRowView>>,
    /// How many there are on all pages.
    pub count: usize,
    /// The pages of the table, if there are too many incidents for one. Empty if not.
    pub numbers: Vec<PageNumberView>,
}

/// The page of a month.
#[derive(Clone, Debug, Serialize)]
pub struct MonthPage {
    /// What all pages share: the title, links and the menu.
    pub site: Arc<SiteView>,
    /// The page itself: its title, address and language.
    pub page: PageView,
    /// The month.
    pub month: PeriodRowView,
    /// Its toll. None on numbered pages, which only list more days.
    pub toll: Option<TollView>,
    /// The year of the month.
    pub year: YearView,
    /// Its days with reports, in order.
    pub days: Vec<TimelineDayView>,
    /// Incidents and totals that began before the month or ended after it. Empty on numbered pages.
    pub spans: Vec<Arc<IncidentRowView>>,
    /// How many more of these there are than `spans` has. The data has all of them.
    pub more_spans: usize,
    /// The pages of the month, if it has too many incidents for one page. Empty if not.
    pub numbers: Vec<PageNumberView>,
    /// The previous month with reports.
    pub previous: Option<PeriodRowView>,
    /// The next month with reports.
    pub next: Option<PeriodRowView>,
}

/// The page of an incident. `content` is the text of the incident's own file.
#[derive(Clone, Debug, Serialize)]
pub struct IncidentPage {
    /// What all pages share: the title, links and the menu.
    pub site: Arc<SiteView>,
    /// The page itself: its title, address and language.
    pub page: PageView,
    /// The incident.
    pub incident: Arc<IncidentRowView>,
    /// The cities where it happened, with links.
    pub cities: Vec<LinkView>,
    /// A map of its first city. None if the city has no location.
    pub map: Option<Arc<MapView>>,
    /// The place within the city, in free text.
    pub area: Option<String>,
    /// The language of `area`, if it is not the site's.
    pub area_lang: Option<String>,
    /// The people whom its reports list.
    pub people: PeopleView,
    /// Its dispatches in order, with the figures of each.
    pub steps: Vec<StepView>,
    /// Who is held responsible.
    pub attribution: Vec<AttributionView>,
    /// What the accused say.
    pub positions: Vec<PositionView>,
    /// Its ids in other databases, by the name of the database.
    pub ids: BTreeMap<String, String>,
    /// The last day on which a report on it was published, changed or withdrawn.
    pub as_of: Option<DayView>,
}

/// A dispatch on an incident, and what became of its figures.
#[derive(Clone, Debug, Serialize)]
pub struct StepView {
    /// The dispatch.
    pub dispatch: DispatchRowView,
    /// The day to which its figures apply.
    pub as_of: DayView,
    /// Its figures.
    pub figures: Vec<FigureView>,
    /// Claims by others that it reports.
    pub claims: Vec<ClaimView>,
    /// True if any of its figures is counted.
    pub counted: bool,
    /// True if a later dispatch replaces it.
    pub superseded: bool,
    /// Those of its figures that are counted, if not all are.
    pub still_counted: Vec<FigureView>,
    /// Changes made to the dispatch after publication, newest first.
    pub corrections: Vec<CorrectionView>,
    /// Why its figures are not counted: `superseded`, `withdrawn`, `later` (a later dispatch is
    /// counted) or `no_figure`. None if they are counted.
    pub why: Option<&'static str>,
}

/// A page of the list of corrections and withdrawals, or of the list of dispatches that later ones replaced.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectionsPage {
    /// What all pages share: the title, links and the menu.
    pub site: Arc<SiteView>,
    /// The page itself: its title, address and language.
    pub page: PageView,
    /// The corrections and withdrawals, grouped by month, newest first. Empty in the list of replaced dispatches.
    pub corrections: Vec<CorrectionMonthView>,
    /// Dispatches that later ones replaced, newest first: the latest on the first page, a page of all in their own list.
    pub replaced: Vec<CorrectionRowView>,
    /// How many dispatches were replaced.
    pub replaced_count: usize,
    /// The link to the list of all replaced dispatches. None if the first page has all of them.
    pub all_replaced: Option<String>,
    /// The link to the corrections, in the list of replaced dispatches. None elsewhere.
    pub all_corrections: Option<String>,
    /// Links to the other pages of the list.
    pub pager: PagerView,
}

/// A page of the site's own, such as "About". `content` is its text as HTML.
#[derive(Clone, Debug, Serialize)]
pub struct PlainPageView {
    /// What all pages share: the title, links and the menu.
    pub site: Arc<SiteView>,
    /// The page itself: its title, address and language.
    pub page: PageView,
    /// The summary from its front matter.
    pub summary: Option<String>,
    /// `draft`, if it is a draft.
    pub marks: Vec<&'static str>,
}

/// The page for addresses that do not exist.
#[derive(Clone, Debug, Serialize)]
pub struct NotFoundPage {
    /// What all pages share: the title, links and the menu.
    pub site: Arc<SiteView>,
    /// The page itself: its title, address and language.
    pub page: PageView,
}

/// A page at an old address, which sends the reader to the new one.
#[derive(Clone, Debug, Serialize)]
pub struct RedirectPage {
    /// What all pages share: the title, links and the menu.
    pub site: Arc<SiteView>,
    /// The page itself: its title, address and language.
    pub page: PageView,
    /// The link to the new address.
    pub to: String,
}
