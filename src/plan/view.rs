//! All that templates see. `docs/theme.md` lists every view; a template that asks for more gets an error.
//! Views hold no clock, no spans and no way to look at the rest of the site: an equal view is an equal page.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::field::dispatch::Extra;
use crate::plan::edition::Prose;

/// What every page of one depth shares.
#[derive(Clone, Debug, Serialize)]
pub struct SiteView {
    /// What the site is called.
    pub title: String,
    /// What it is about.
    pub description: Option<String>,
    /// Its language.
    pub language: String,
    /// Where it stands, ending in `/`.
    pub base_url: String,
    /// The link to the front page.
    pub home: String,
    /// The link to the feed.
    pub feed: String,
    /// The link to the list of cities.
    pub cities: String,
    /// The link to the timeline.
    pub timeline: String,
    /// The link to the list of dispatches.
    pub dispatches: String,
    /// The link to the folder of the theme's files, ending in `/`.
    pub assets: String,
    /// The navigation.
    pub menu: Vec<LinkView>,
    /// The theme's own settings.
    pub theme: BTreeMap<String, Extra>,
}

/// A link and what it says.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
pub struct LinkView {
    /// What it says.
    pub title: String,
    /// Where it leads, from the page it stands on.
    pub href: String,
}

/// What every page says of itself.
#[derive(Clone, Debug, Serialize)]
pub struct HeadView {
    /// Its title; empty on the front page.
    pub title: String,
    /// What it is about, in a sentence.
    pub description: Option<String>,
    /// Its whole address.
    pub address: String,
    /// Its language.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
}

/// A day in its parts; templates put it into words.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
pub struct DayView {
    /// `2017-05-31`.
    pub iso: String,
    /// The year.
    pub year: i16,
    /// The month, from 1.
    pub month: i8,
    /// The day of the month.
    pub day: i8,
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
}

/// A number that may be a range, open or unknown.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
pub struct CountView {
    /// Whether a number is known at all; if not, the rest is nought.
    pub known: bool,
    /// The least.
    pub min: u64,
    /// The most; missing when open.
    pub max: Option<u64>,
    /// Whether there may be any number more.
    pub open: bool,
    /// Whether it is marked "about".
    pub approximate: bool,
    /// As reported; missing for sums.
    pub wording: Option<String>,
}

/// One figure: what it counts, and the number.
#[derive(Clone, Debug, Serialize)]
pub struct FigureView {
    /// `killed`, `injured`, `killed_civilian`, `casualties`, `trapped` ...
    pub measure: String,
    /// Whether it is a part of another figure.
    pub part: bool,
    /// The number.
    pub count: CountView,
    /// The state of knowledge, where it matters (missing, displaced, trapped).
    pub as_of: Option<DayView>,
}

/// One row of a toll.
#[derive(Clone, Debug, Serialize)]
pub struct TollRowView {
    /// What it counts.
    pub measure: String,
    /// Whether it is a part of another row.
    pub part: bool,
    /// The sum.
    pub count: CountView,
    /// How many incidents have no number for it.
    pub unknown: usize,
}

/// "And up to N more in k": what may or may not belong to a toll.
#[derive(Clone, Debug, Serialize)]
pub struct ElsewhereView {
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
    pub place_unclear: ElsewhereView,
    /// Incidents that lie across a border of the period.
    pub spans: ElsewhereView,
    /// How many incidents were left out for their grade.
    pub graded_out: usize,
    /// The grades that count.
    pub grades: Vec<&'static str>,
    /// Tolls over a period that are not in the sum.
    pub tolls: Vec<LinkView>,
    /// Missing, displaced, trapped: each with its date, never added.
    pub states: Vec<FigureView>,
}

/// A dispatch in a list.
#[derive(Clone, Debug, Serialize)]
pub struct RowView {
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
    /// The language, when not the site's.
    pub lang: Option<String>,
    /// Its own figures, the first that matter.
    pub figures: Vec<FigureView>,
    /// `draft`, `embargoed`, `withdrawn`, `corrected`, `superseded`, `toll`, `statement`.
    pub marks: Vec<&'static str>,
}

/// An incident or toll in a list by event time.
#[derive(Clone, Debug, Serialize)]
pub struct IncidentRowView {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
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
    /// Whether it is a toll over a period, which no sum includes.
    pub toll: bool,
    /// Whether the headline leaves it out for its grade.
    pub graded_out: bool,
}

/// A claim.
#[derive(Clone, Debug, Serialize)]
pub struct ClaimView {
    /// Who says so.
    pub by: String,
    /// In what capacity.
    pub role: Option<&'static str>,
    /// Whether this party is held responsible.
    pub accused: bool,
    /// What they say.
    pub figures: Vec<FigureView>,
    /// As of when.
    pub as_of: Option<MomentView>,
    /// The source it was taken from, by its name.
    pub source: Option<String>,
    /// Whether this claim stands for the incident.
    pub adopted: bool,
    /// Whether it may count.
    pub counted: bool,
    /// Why it does not.
    pub why: Option<String>,
}

/// Who is held responsible.
#[derive(Clone, Debug, Serialize)]
pub struct AttributedView {
    /// The party.
    pub to: String,
    /// alleged, claimed, confirmed, denied.
    pub how: &'static str,
    /// all, some, unknown.
    pub scope: &'static str,
    /// By what means.
    pub means: Option<String>,
}

/// What an accused party says.
#[derive(Clone, Debug, Serialize)]
pub struct PositionView {
    /// The party.
    pub party: String,
    /// investigating, acknowledged, denied ...
    pub position: &'static str,
    /// When.
    pub on: Option<DayView>,
    /// What it promised.
    pub promised: Option<String>,
    /// A sentence more.
    pub note: Option<String>,
}

/// What a dispatch says of one incident.
#[derive(Clone, Debug, Serialize)]
pub struct AccountView {
    /// The incident's page, when several dispatches tell of it.
    pub incident: Option<LinkView>,
    /// When it happened, if that was written.
    pub days: Option<DaysView>,
    /// Where, when it differs from the dispatch.
    pub cities: Vec<LinkView>,
    /// Free text below the city.
    pub area: Option<String>,
    /// The dispatch's own figures.
    pub figures: Vec<FigureView>,
    /// What others say.
    pub claims: Vec<ClaimView>,
    /// Who is held responsible.
    pub attribution: Vec<AttributedView>,
    /// What the accused say.
    pub positions: Vec<PositionView>,
    /// How well the incident is established.
    pub grade: &'static str,
    /// Whether a later dispatch's figures count in place of these.
    pub overtaken: bool,
}

/// Where something was taken from.
#[derive(Clone, Debug, Serialize)]
pub struct CitationView {
    /// Its name; missing when the source is protected.
    pub name: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Where it is archived.
    pub archived: Option<String>,
    /// When it was published.
    pub published: Option<DayView>,
    /// When it was read.
    pub accessed: Option<DayView>,
    /// In what language.
    pub language: Option<String>,
    /// Of what kind.
    pub kind: Option<&'static str>,
    /// The source whose text it repeats.
    pub syndicated_from: Option<String>,
}

/// A change made in the open.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectionView {
    /// When.
    pub on: MomentView,
    /// corrected, updated, refiled, withdrawn.
    pub kind: &'static str,
    /// What changed: `casualties.killed`.
    pub field: Option<String>,
    /// What stood there.
    pub was: Option<String>,
    /// What stands there.
    pub now: Option<String>,
    /// Why.
    pub note: Option<String>,
}

/// A picture, a film or a document.
#[derive(Clone, Debug, Serialize)]
pub struct MediumView {
    /// Where it lies, from this page.
    pub href: String,
    /// `image`, `video`, `audio` or `file`.
    pub kind: &'static str,
    /// What it shows.
    pub alt: String,
    /// Whose it is.
    pub credit: String,
    /// Whether it must be asked for.
    pub graphic: bool,
    /// The warning before it.
    pub warning: Option<String>,
}

/// A toll over a period, as its dispatch says it.
#[derive(Clone, Debug, Serialize)]
pub struct PeriodView {
    /// The cumulative toll it continues, by name.
    pub series: Option<String>,
    /// Its phase.
    pub phase: Option<u32>,
    /// What it is known to include.
    pub includes: Vec<LinkView>,
    /// What it is known not to include.
    pub excludes: Vec<LinkView>,
}

/// A dispatch.
#[derive(Clone, Debug, Serialize)]
pub struct DispatchView {
    /// The headline.
    pub title: String,
    /// The standfirst.
    pub summary: Option<String>,
    /// Its slug.
    pub slug: String,
    /// When it was published.
    pub published: MomentView,
    /// When it was last changed.
    pub updated: Option<MomentView>,
    /// Where it happened.
    pub cities: Vec<LinkView>,
    /// Free text below the city.
    pub area: Option<String>,
    /// The region.
    pub region: Option<String>,
    /// Where it was filed from, when that differs from where it happened.
    pub filed_from: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// What it is about.
    pub topics: Vec<String>,
    /// `incident`, `toll` or `statement`.
    pub kind: &'static str,
    /// `draft`, `embargoed`, `corrected`, `superseded`.
    pub marks: Vec<&'static str>,
    /// What to say before anything graphic.
    pub content_warning: Option<String>,
    /// What it says of one incident or several.
    pub accounts: Vec<AccountView>,
    /// What it covers, if it is a toll.
    pub period: Option<PeriodView>,
    /// Where it was taken from.
    pub sources: Vec<CitationView>,
    /// What was changed in the open, newest first.
    pub corrections: Vec<CorrectionView>,
    /// Pictures, films, documents.
    pub media: Vec<MediumView>,
    /// The dispatch it replaces.
    pub supersedes: Option<LinkView>,
    /// The dispatch that replaces it.
    pub superseded_by: Option<LinkView>,
    /// The same in other languages.
    pub translations: Vec<TranslationView>,
    /// Every other dispatch on the same incident, in order.
    pub same_incident: Vec<RowView>,
    /// The one before it in time.
    pub previous: Option<LinkView>,
    /// The one after it in time.
    pub next: Option<LinkView>,
    /// The one before it in its city.
    pub previous_in_city: Option<LinkView>,
    /// The one after it in its city.
    pub next_in_city: Option<LinkView>,
    /// For the theme.
    pub extra: BTreeMap<String, Extra>,
}

/// The same dispatch in another language.
#[derive(Clone, Debug, Serialize)]
pub struct TranslationView {
    /// Its language.
    pub lang: String,
    /// Its headline.
    pub title: String,
    /// Where it stands.
    pub href: String,
    /// Its whole address, for `hreflang`.
    pub address: String,
}

/// Which page of a long list this is. Pages count from the oldest, so that a full page keeps its dispatches.
#[derive(Clone, Debug, Serialize)]
pub struct PagerView {
    /// The page's number; missing at the list's own address, which shows the newest.
    pub number: Option<usize>,
    /// How many pages there are; one means that there is nothing to page through.
    pub pages: usize,
    /// How many dispatches there are in all.
    pub dispatches: usize,
    /// The newest.
    pub newest: String,
    /// Newer than these.
    pub newer: Option<String>,
    /// Older than these.
    pub older: Option<String>,
}

/// A month in a strip of time.
#[derive(Clone, Debug, Serialize)]
pub struct MonthView {
    /// The year.
    pub year: i16,
    /// The month, from 1.
    pub month: i8,
    /// Its page; missing when nothing was reported.
    pub href: Option<String>,
    /// How many incidents were reported; nought is "no reports", which is not nobody harmed.
    pub incidents: usize,
    /// How many were killed in them.
    pub killed: CountView,
}

/// A year of months.
#[derive(Clone, Debug, Serialize)]
pub struct YearView {
    /// The year.
    pub year: i16,
    /// Its page.
    pub href: String,
    /// Its twelve months.
    pub months: Vec<MonthView>,
    /// Its toll.
    pub toll: TollView,
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
    /// How many incidents.
    pub incidents: usize,
    /// How many were killed.
    pub killed: CountView,
    /// How many incidents have no number.
    pub unknown: usize,
    /// When the latest was published.
    pub latest: DayView,
}

/// A city.
#[derive(Clone, Debug, Serialize)]
pub struct CityView {
    /// Its name.
    pub name: String,
    /// Its name in other languages.
    pub names: Vec<NameView>,
    /// The country's code.
    pub country: Option<String>,
    /// The region.
    pub region: Option<String>,
    /// Latitude in degrees, as text.
    pub lat: Option<String>,
    /// Longitude in degrees, as text.
    pub lon: Option<String>,
}

/// A name in a language.
#[derive(Clone, Debug, Serialize)]
pub struct NameView {
    /// The language tag.
    pub lang: String,
    /// The name.
    pub name: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
}

/// A day of a month's page.
#[derive(Clone, Debug, Serialize)]
pub struct TimelineDayView {
    /// The day.
    pub day: DayView,
    /// What began on it.
    pub incidents: Vec<IncidentRowView>,
    /// Dispatches of that day that tell of no incident.
    pub dispatches: Vec<RowView>,
}

/// How one dispatch moved an incident's figures.
#[derive(Clone, Debug, Serialize)]
pub struct StepView {
    /// The dispatch.
    pub dispatch: RowView,
    /// As of when it speaks.
    pub as_of: DayView,
    /// What it says.
    pub figures: Vec<FigureView>,
    /// What others say in it.
    pub claims: Vec<ClaimView>,
    /// Whether any of its figures counts.
    pub effective: bool,
    /// Why it does not: `superseded`, `withdrawn`, `later` or `silent`; missing when it does.
    pub why: Option<&'static str>,
}

/// Everything a page's template sees, one kind of page each. The fields are the template's variables.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum View {
    /// `front.html`.
    Front(FrontPage),
    /// `dispatch.html`.
    Dispatch(Box<DispatchPage>),
    /// `withdrawn.html`.
    Withdrawn(WithdrawnPage),
    /// `dispatches.html`.
    Dispatches(DispatchesPage),
    /// `cities.html`.
    Cities(CitiesPage),
    /// `city.html`.
    City(Box<CityPage>),
    /// `timeline.html`.
    Timeline(TimelinePage),
    /// `year.html`.
    Year(YearPage),
    /// `month.html`.
    Month(MonthPage),
    /// `incident.html`.
    Incident(Box<IncidentPage>),
    /// `page.html`.
    Plain(PlainPageView),
    /// `404.html`.
    NotFound(NotFoundPage),
    /// `redirect.html`.
    Redirect(RedirectPage),
}

impl View {
    /// The template that prints it.
    pub fn template(&self) -> &'static str {
        match self {
            View::Front(_) => "front.html",
            View::Dispatch(_) => "dispatch.html",
            View::Withdrawn(_) => "withdrawn.html",
            View::Dispatches(_) => "dispatches.html",
            View::Cities(_) => "cities.html",
            View::City(_) => "city.html",
            View::Timeline(_) => "timeline.html",
            View::Year(_) => "year.html",
            View::Month(_) => "month.html",
            View::Incident(_) => "incident.html",
            View::Plain(_) => "page.html",
            View::NotFound(_) => "404.html",
            View::Redirect(_) => "redirect.html",
        }
    }

    /// Every template a theme must have.
    pub const TEMPLATES: [&'static str; 13] = [
        "front.html",
        "dispatch.html",
        "withdrawn.html",
        "dispatches.html",
        "cities.html",
        "city.html",
        "timeline.html",
        "year.html",
        "month.html",
        "incident.html",
        "page.html",
        "404.html",
        "redirect.html",
    ];

    /// What the page says of itself.
    pub fn head(&self) -> &HeadView {
        match self {
            View::Front(view) => &view.page,
            View::Dispatch(view) => &view.page,
            View::Withdrawn(view) => &view.page,
            View::Dispatches(view) => &view.page,
            View::Cities(view) => &view.page,
            View::City(view) => &view.page,
            View::Timeline(view) => &view.page,
            View::Year(view) => &view.page,
            View::Month(view) => &view.page,
            View::Incident(view) => &view.page,
            View::Plain(view) => &view.page,
            View::NotFound(view) => &view.page,
            View::Redirect(view) => &view.page,
        }
    }
}

/// The front page.
#[derive(Clone, Debug, Serialize)]
pub struct FrontPage {
    /// What all pages share.
    pub site: Arc<SiteView>,
    /// What the page says of itself.
    pub page: HeadView,
    /// The newest dispatches, newest first; a dispatch that another superseded is left out.
    pub latest: Vec<RowView>,
    /// How many dispatches there are in all.
    pub dispatches: usize,
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
    /// The newest corrections, with the dispatch each belongs to.
    pub corrections: Vec<CorrectedView>,
    /// The first and last day anything happened; missing on an empty site.
    pub days: Option<DaysView>,
}

/// A correction in a list.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectedView {
    /// The dispatch.
    pub dispatch: LinkView,
    /// What was changed.
    pub correction: CorrectionView,
}

/// A dispatch's page; `body` is its text as HTML.
#[derive(Clone, Debug, Serialize)]
pub struct DispatchPage {
    /// What all pages share.
    pub site: Arc<SiteView>,
    /// What the page says of itself.
    pub page: HeadView,
    /// The dispatch.
    pub dispatch: DispatchView,
}

/// The page of a withdrawn dispatch: that it was, when and why, and nothing else of it.
#[derive(Clone, Debug, Serialize)]
pub struct WithdrawnPage {
    /// What all pages share.
    pub site: Arc<SiteView>,
    /// What the page says of itself.
    pub page: HeadView,
    /// When it had been published.
    pub published: MomentView,
    /// When it was withdrawn.
    pub withdrawn: MomentView,
    /// Why.
    pub why: String,
    /// The dispatch that replaces it.
    pub superseded_by: Option<LinkView>,
}

/// A page of all dispatches.
#[derive(Clone, Debug, Serialize)]
pub struct DispatchesPage {
    /// What all pages share.
    pub site: Arc<SiteView>,
    /// What the page says of itself.
    pub page: HeadView,
    /// The dispatches, newest first.
    pub dispatches: Vec<RowView>,
    /// Which page of the list this is.
    pub pager: PagerView,
}

/// The list of cities.
#[derive(Clone, Debug, Serialize)]
pub struct CitiesPage {
    /// What all pages share.
    pub site: Arc<SiteView>,
    /// What the page says of itself.
    pub page: HeadView,
    /// The cities by name.
    pub cities: Vec<CityRowView>,
}

/// A city's page; `body` is the introduction from its file, on its first page.
#[derive(Clone, Debug, Serialize)]
pub struct CityPage {
    /// What all pages share.
    pub site: Arc<SiteView>,
    /// What the page says of itself.
    pub page: HeadView,
    /// The city.
    pub city: CityView,
    /// Its toll.
    pub toll: TollView,
    /// Its months with reports, oldest first.
    pub months: Vec<MonthView>,
    /// The dispatches on this page, newest first.
    pub dispatches: Vec<RowView>,
    /// Which page of the list this is.
    pub pager: PagerView,
}

/// The timeline's front.
#[derive(Clone, Debug, Serialize)]
pub struct TimelinePage {
    /// What all pages share.
    pub site: Arc<SiteView>,
    /// What the page says of itself.
    pub page: HeadView,
    /// The years, newest first.
    pub years: Vec<YearView>,
}

/// A year.
#[derive(Clone, Debug, Serialize)]
pub struct YearPage {
    /// What all pages share.
    pub site: Arc<SiteView>,
    /// What the page says of itself.
    pub page: HeadView,
    /// The year.
    pub year: YearView,
    /// The toll of each month that has reports.
    pub months: Vec<MonthTollView>,
    /// Incidents and tolls that span several months of the year.
    pub spans: Vec<IncidentRowView>,
    /// The year before.
    pub previous: Option<LinkView>,
    /// The year after.
    pub next: Option<LinkView>,
}

/// A month with its toll.
#[derive(Clone, Debug, Serialize)]
pub struct MonthTollView {
    /// The month.
    pub month: MonthView,
    /// Its toll.
    pub toll: TollView,
}

/// A month.
#[derive(Clone, Debug, Serialize)]
pub struct MonthPage {
    /// What all pages share.
    pub site: Arc<SiteView>,
    /// What the page says of itself.
    pub page: HeadView,
    /// The month.
    pub month: MonthView,
    /// Its toll.
    pub toll: TollView,
    /// The year it belongs to.
    pub year: YearView,
    /// Its days with reports, in order.
    pub days: Vec<TimelineDayView>,
    /// Incidents and tolls that reach into the month from before or beyond it.
    pub spans: Vec<IncidentRowView>,
    /// The month with reports before.
    pub previous: Option<MonthView>,
    /// The month with reports after.
    pub next: Option<MonthView>,
}

/// An incident; `body` is what its own file says of it.
#[derive(Clone, Debug, Serialize)]
pub struct IncidentPage {
    /// What all pages share.
    pub site: Arc<SiteView>,
    /// What the page says of itself.
    pub page: HeadView,
    /// The incident.
    pub incident: IncidentRowView,
    /// Where it happened, with links.
    pub cities: Vec<LinkView>,
    /// Free text below the city.
    pub area: Option<String>,
    /// Its dispatches in order, and what each did to the figures.
    pub steps: Vec<StepView>,
    /// Who is held responsible.
    pub attribution: Vec<AttributedView>,
    /// What the accused say.
    pub positions: Vec<PositionView>,
    /// What others call it: the scheme and the id.
    pub ids: BTreeMap<String, String>,
}

/// A plain page; `body` is its text as HTML.
#[derive(Clone, Debug, Serialize)]
pub struct PlainPageView {
    /// What all pages share.
    pub site: Arc<SiteView>,
    /// What the page says of itself.
    pub page: HeadView,
    /// `draft`, if it is one.
    pub marks: Vec<&'static str>,
}

/// The page for an address that leads nowhere.
#[derive(Clone, Debug, Serialize)]
pub struct NotFoundPage {
    /// What all pages share.
    pub site: Arc<SiteView>,
    /// What the page says of itself.
    pub page: HeadView,
}

/// A page that leads on to another.
#[derive(Clone, Debug, Serialize)]
pub struct RedirectPage {
    /// What all pages share.
    pub site: Arc<SiteView>,
    /// What the page says of itself.
    pub page: HeadView,
    /// Where it leads.
    pub to: String,
}

/// A text for machines.
#[derive(Clone, Debug, Serialize)]
pub enum Document {
    /// An Atom feed.
    Feed(FeedView),
    /// A sitemap: each page's whole address, and the day it last changed if that is known.
    Sitemap(Vec<(String, Option<String>)>),
    /// Plain text.
    Text(String),
}

/// An Atom feed.
#[derive(Clone, Debug, Serialize)]
pub struct FeedView {
    /// What the site is called.
    pub title: String,
    /// What it is about.
    pub subtitle: Option<String>,
    /// Its language.
    pub lang: String,
    /// The front page's whole address.
    pub home: String,
    /// The feed's own.
    pub address: String,
    /// When anything last changed, in RFC 3339.
    pub updated: String,
    /// The newest first.
    pub entries: Vec<EntryView>,
}

/// An entry of a feed.
#[derive(Clone, Debug, Serialize)]
pub struct EntryView {
    /// The headline.
    pub title: String,
    /// The whole address, which is also its lasting id.
    pub address: String,
    /// When it was published, in RFC 3339.
    pub published: String,
    /// When it last changed, in RFC 3339.
    pub updated: String,
    /// The language, when not the site's.
    pub lang: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// What it is about, and where.
    pub categories: Vec<String>,
    /// The standfirst, or the opening words.
    pub summary: String,
    /// The text, with whole addresses; missing for a withdrawn dispatch.
    pub prose: Option<Prose>,
}
