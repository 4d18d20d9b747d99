//! One struct for each kind of page; its fields are the variables of the template.
//! They share nothing but the site and the head.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::plan::view::chart::ChartView;
use crate::plan::view::dispatch::{
    AttributionView, ClaimView, CorrectionView, DispatchView, PositionView,
};
use crate::plan::view::linked_data::{NewsArticle, WebSite};
use crate::plan::view::lists::{
    CityRowView, CorrectionMonthView, CorrectionRowView, DispatchMonthView, DispatchRowView,
    IncidentRowView, LatestMonthView, PagerView, PeriodRowView, TimelineDayView, YearLinkView,
    YearView,
};
use crate::plan::view::map::MapView;
use crate::plan::view::toll::TollView;
use crate::plan::view::values::{DayView, DaysView, FigureView, LinkView, MomentView};
use crate::plan::view::{PageView, SiteView};

/// The front page.
#[derive(Clone, Debug, Serialize)]
pub struct FrontPage {
    /// What all pages share.
    pub site: Arc<SiteView>,
    /// What the page says of itself.
    pub page: PageView,
    /// The site for machines, in the words of schema.org; `json` prints it.
    pub linked_data: WebSite,
    /// The newest dispatches that are developing, newest first.
    pub developing: Vec<DispatchRowView>,
    /// The newest others, newest first; a dispatch that another superseded is left out.
    pub latest: Vec<DispatchRowView>,
    /// How many dispatches there are in all.
    pub dispatch_count: usize,
    /// Where all of them are listed.
    pub all_dispatches: String,
    /// The cities by number of dispatches.
    pub cities: Vec<CityRowView>,
    /// How many cities there are in all.
    pub city_count: usize,
    /// Where all of them are listed.
    pub all_cities: String,
    /// The toll of everything.
    pub toll: TollView,
    /// The years, oldest first.
    pub years: Vec<YearView>,
    /// The latest month of the timeline; missing on an empty site.
    pub month: Option<LatestMonthView>,
    /// The newest corrections and withdrawals, with the dispatch each belongs to.
    pub corrections: Vec<CorrectionRowView>,
    /// The first and last day anything happened; missing on an empty site.
    pub days: Option<DaysView>,
}

/// A dispatch's page; `body` is its text as HTML.
#[derive(Clone, Debug, Serialize)]
pub struct DispatchPage {
    /// What all pages share.
    pub site: Arc<SiteView>,
    /// What the page says of itself.
    pub page: PageView,
    /// The dispatch.
    pub dispatch: DispatchView,
    /// Where its first city lies, if that is known.
    pub map: Option<Arc<MapView>>,
    /// The same for machines, in the words of schema.org; `json` prints it.
    pub linked_data: NewsArticle,
}

/// The page of a withdrawn dispatch: that it was, when and why, and nothing else of it.
#[derive(Clone, Debug, Serialize)]
pub struct WithdrawnPage {
    /// What all pages share.
    pub site: Arc<SiteView>,
    /// What the page says of itself.
    pub page: PageView,
    /// When it had been published.
    pub published: MomentView,
    /// When it was withdrawn.
    pub withdrawn: MomentView,
    /// Why.
    pub why: String,
    /// The language of that, when not the site's.
    pub why_lang: Option<String>,
    /// The dispatch that replaces it.
    pub superseded_by: Option<LinkView>,
}

/// A page of all dispatches.
#[derive(Clone, Debug, Serialize)]
pub struct DispatchesPage {
    /// What all pages share.
    pub site: Arc<SiteView>,
    /// What the page says of itself.
    pub page: PageView,
    /// The dispatches by the month they were published in, newest first.
    pub dispatches: Vec<DispatchMonthView>,
    /// Which page of the list this is.
    pub pager: PagerView,
}

/// The timeline's front.
#[derive(Clone, Debug, Serialize)]
pub struct TimelinePage {
    /// What all pages share.
    pub site: Arc<SiteView>,
    /// What the page says of itself.
    pub page: PageView,
    /// How many were killed, month by month, or year by year if that is too long; none with fewer than two numbers.
    pub chart: Option<ChartView>,
    /// The years, newest first.
    pub years: Vec<YearView>,
}

/// A year.
#[derive(Clone, Debug, Serialize)]
pub struct YearPage {
    /// What all pages share.
    pub site: Arc<SiteView>,
    /// What the page says of itself.
    pub page: PageView,
    /// The year.
    pub year: YearView,
    /// How many were killed, month by month; none with fewer than two numbers.
    pub chart: Option<ChartView>,
    /// Its months with a page, in order.
    pub months: Vec<PeriodRowView>,
    /// Incidents and tolls that span several months of the year.
    pub spans: Vec<Arc<IncidentRowView>>,
    /// The year before.
    pub previous: Option<YearLinkView>,
    /// The year after.
    pub next: Option<YearLinkView>,
}

/// A month.
#[derive(Clone, Debug, Serialize)]
pub struct MonthPage {
    /// What all pages share.
    pub site: Arc<SiteView>,
    /// What the page says of itself.
    pub page: PageView,
    /// The month.
    pub month: PeriodRowView,
    /// Its toll.
    pub toll: TollView,
    /// The year it belongs to.
    pub year: YearView,
    /// Its days with reports, in order.
    pub days: Vec<TimelineDayView>,
    /// Incidents and tolls that reach into the month from before or beyond it.
    pub spans: Vec<Arc<IncidentRowView>>,
    /// The month with reports before.
    pub previous: Option<PeriodRowView>,
    /// The month with reports after.
    pub next: Option<PeriodRowView>,
}

/// An incident; `body` is what its own file says of it.
#[derive(Clone, Debug, Serialize)]
pub struct IncidentPage {
    /// What all pages share.
    pub site: Arc<SiteView>,
    /// What the page says of itself.
    pub page: PageView,
    /// The incident.
    pub incident: Arc<IncidentRowView>,
    /// Where it happened, with links.
    pub cities: Vec<LinkView>,
    /// Where the first of its cities lies, if that is known.
    pub map: Option<Arc<MapView>>,
    /// Free text below the city.
    pub area: Option<String>,
    /// Its dispatches in order, and what each did to the figures.
    pub steps: Vec<StepView>,
    /// Who is held responsible.
    pub attribution: Vec<AttributionView>,
    /// What the accused say.
    pub positions: Vec<PositionView>,
    /// What others call it: the scheme and the id.
    pub ids: BTreeMap<String, String>,
}

/// How one dispatch moved an incident's figures.
#[derive(Clone, Debug, Serialize)]
pub struct StepView {
    /// The dispatch.
    pub dispatch: DispatchRowView,
    /// As of when it speaks.
    pub as_of: DayView,
    /// What it says.
    pub figures: Vec<FigureView>,
    /// What others say in it.
    pub claims: Vec<ClaimView>,
    /// Whether any of its figures counts.
    pub counted: bool,
    /// What was changed in the dispatch since, newest first.
    pub corrections: Vec<CorrectionView>,
    /// Why it does not: `superseded`, `withdrawn`, `later` or `silent`; missing when it does.
    pub why: Option<&'static str>,
}

/// A page of all corrections, withdrawals and replacements.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectionsPage {
    /// What all pages share.
    pub site: Arc<SiteView>,
    /// What the page says of itself.
    pub page: PageView,
    /// The corrections by the month they were made in, newest first.
    pub corrections: Vec<CorrectionMonthView>,
    /// Which page of the list this is.
    pub pager: PagerView,
}

/// A plain page; `body` is its text as HTML.
#[derive(Clone, Debug, Serialize)]
pub struct PlainPageView {
    /// What all pages share.
    pub site: Arc<SiteView>,
    /// What the page says of itself.
    pub page: PageView,
    /// What it is about, if its front matter says so.
    pub summary: Option<String>,
    /// `draft`, if it is one.
    pub marks: Vec<&'static str>,
}

/// The page for an address that leads nowhere.
#[derive(Clone, Debug, Serialize)]
pub struct NotFoundPage {
    /// What all pages share.
    pub site: Arc<SiteView>,
    /// What the page says of itself.
    pub page: PageView,
}

/// A page that leads on to another.
#[derive(Clone, Debug, Serialize)]
pub struct RedirectPage {
    /// What all pages share.
    pub site: Arc<SiteView>,
    /// What the page says of itself.
    pub page: PageView,
    /// Where it leads.
    pub to: String,
}
