//! All that templates see. `docs/theme.md` lists every view; a template that asks for more gets an error.
//! Views hold no clock, no spans and no way to look at the rest of the site: an equal view is an equal page.

pub mod chart;
pub mod city;
pub mod data;
pub mod dispatch;
pub mod document;
pub mod explained;
pub mod linked_data;
pub mod lists;
pub mod map;
pub mod pages;
pub mod register;
pub mod toll;
pub mod values;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::field::dispatch::Extra;
use crate::plan::view::city::{CitiesPage, CityPage};
use crate::plan::view::data::DataPage;
use crate::plan::view::explained::ExplainedPage;
use crate::plan::view::map::MapPage;
use crate::plan::view::pages::{
    CorrectionsPage, DispatchPage, DispatchesPage, FrontPage, IncidentPage, MonthPage,
    NotFoundPage, PlainPageView, RedirectPage, TimelinePage, WithdrawnPage, YearPage,
};
use crate::plan::view::register::{ListedPage, RegisterPage};
use crate::plan::view::values::LinkView;

/// Everything a page's template sees, one kind of page each. The fields are the template's variables.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum View {
    /// `front.html`.
    Front(FrontPage),
    /// `dispatch.html`.
    Dispatch(DispatchPage),
    /// `withdrawn.html`.
    Withdrawn(WithdrawnPage),
    /// `dispatches.html`.
    Dispatches(DispatchesPage),
    /// `cities.html`.
    Cities(CitiesPage),
    /// `city.html`.
    City(CityPage),
    /// `register.html`.
    Register(RegisterPage),
    /// `listed.html`.
    Listed(ListedPage),
    /// `map.html`.
    Map(MapPage),
    /// `timeline.html`.
    Timeline(TimelinePage),
    /// `year.html`.
    Year(YearPage),
    /// `month.html`.
    Month(MonthPage),
    /// `incident.html`.
    Incident(IncidentPage),
    /// `data.html`.
    Data(DataPage),
    /// `explained.html`.
    Explained(ExplainedPage),
    /// `corrections.html`.
    Corrections(CorrectionsPage),
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
        self.kind().template()
    }

    /// What kind of page it is on.
    pub fn kind(&self) -> Kind {
        match self {
            View::Front(_) => Kind::Front,
            View::Dispatch(_) => Kind::Dispatch,
            View::Withdrawn(_) => Kind::Withdrawn,
            View::Dispatches(_) => Kind::Dispatches,
            View::Cities(_) => Kind::Cities,
            View::City(_) => Kind::City,
            View::Register(_) => Kind::Register,
            View::Listed(_) => Kind::Listed,
            View::Map(_) => Kind::Map,
            View::Timeline(_) => Kind::Timeline,
            View::Year(_) => Kind::Year,
            View::Month(_) => Kind::Month,
            View::Incident(_) => Kind::Incident,
            View::Data(_) => Kind::Data,
            View::Explained(_) => Kind::Explained,
            View::Corrections(_) => Kind::Corrections,
            View::Plain(_) => Kind::Plain,
            View::NotFound(_) => Kind::NotFound,
            View::Redirect(_) => Kind::Redirect,
        }
    }

    /// What the page says of itself.
    pub fn head(&self) -> &HeadView {
        match self {
            View::Front(view) => &view.page,
            View::Dispatch(view) => &view.page,
            View::Withdrawn(view) => &view.page,
            View::Dispatches(view) => &view.page,
            View::Cities(view) => &view.page,
            View::City(view) => &view.page,
            View::Register(view) => &view.page,
            View::Listed(view) => &view.page,
            View::Map(view) => &view.page,
            View::Timeline(view) => &view.page,
            View::Year(view) => &view.page,
            View::Month(view) => &view.page,
            View::Incident(view) => &view.page,
            View::Data(view) => &view.page,
            View::Explained(view) => &view.page,
            View::Corrections(view) => &view.page,
            View::Plain(view) => &view.page,
            View::NotFound(view) => &view.page,
            View::Redirect(view) => &view.page,
        }
    }
}

/// What kind of page a view is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// [`View::Front`].
    Front,
    /// [`View::Dispatch`].
    Dispatch,
    /// [`View::Withdrawn`].
    Withdrawn,
    /// [`View::Dispatches`].
    Dispatches,
    /// [`View::Cities`].
    Cities,
    /// [`View::City`].
    City,
    /// [`View::Register`].
    Register,
    /// [`View::Listed`].
    Listed,
    /// [`View::Map`].
    Map,
    /// [`View::Timeline`].
    Timeline,
    /// [`View::Year`].
    Year,
    /// [`View::Month`].
    Month,
    /// [`View::Incident`].
    Incident,
    /// [`View::Data`].
    Data,
    /// [`View::Explained`].
    Explained,
    /// [`View::Corrections`].
    Corrections,
    /// [`View::Plain`].
    Plain,
    /// [`View::NotFound`].
    NotFound,
    /// [`View::Redirect`].
    Redirect,
}

impl Kind {
    /// What templates call it: the name of its template, without the ending.
    pub fn name(self) -> &'static str {
        let template = self.template();
        template.strip_suffix(".html").unwrap_or(template)
    }

    /// All of them.
    pub const ALL: [Kind; 19] = [
        Kind::Front,
        Kind::Dispatch,
        Kind::Withdrawn,
        Kind::Dispatches,
        Kind::Cities,
        Kind::City,
        Kind::Register,
        Kind::Listed,
        Kind::Map,
        Kind::Timeline,
        Kind::Year,
        Kind::Month,
        Kind::Incident,
        Kind::Data,
        Kind::Explained,
        Kind::Corrections,
        Kind::Plain,
        Kind::NotFound,
        Kind::Redirect,
    ];

    /// The template that prints it, which every theme must have.
    pub fn template(self) -> &'static str {
        match self {
            Kind::Front => "front.html",
            Kind::Dispatch => "dispatch.html",
            Kind::Withdrawn => "withdrawn.html",
            Kind::Dispatches => "dispatches.html",
            Kind::Cities => "cities.html",
            Kind::City => "city.html",
            Kind::Register => "register.html",
            Kind::Listed => "listed.html",
            Kind::Map => "map.html",
            Kind::Timeline => "timeline.html",
            Kind::Year => "year.html",
            Kind::Month => "month.html",
            Kind::Incident => "incident.html",
            Kind::Data => "data.html",
            Kind::Explained => "explained.html",
            Kind::Corrections => "corrections.html",
            Kind::Plain => "page.html",
            Kind::NotFound => "404.html",
            Kind::Redirect => "redirect.html",
        }
    }
}

/// What every page of one depth shares.
#[derive(Clone, Debug, Serialize)]
pub struct SiteView {
    /// What the site is called.
    pub title: String,
    /// What it is about.
    pub description: Option<String>,
    /// The language of `title` and `description`.
    pub lang: String,
    /// The language of the site: of what it says on pages that are in another.
    pub language: String,
    /// The link to the front page.
    pub home: String,
    /// The link to the Atom feed.
    pub feed: String,
    /// The link to the same as a JSON Feed.
    pub json_feed: String,
    /// The link to the list of cities.
    pub cities: String,
    /// The link to the list of topics, if there are any.
    pub topics: Option<String>,
    /// The link to the list of authors, if there are any.
    pub authors: Option<String>,
    /// The link to the map; none if no city with dispatches says where it lies.
    pub map: Option<String>,
    /// The link to the timeline.
    pub timeline: String,
    /// The link to the list of dispatches.
    pub dispatches: String,
    /// The link to the data and how to read them.
    pub data: String,
    /// The link to the list of corrections.
    pub corrections: String,
    /// What a browser may load, for the head of every page (`Content-Security-Policy`).
    pub policy: &'static str,
    /// The link to the folder of the theme's files, ending in `/`.
    pub assets: String,
    /// The navigation.
    pub menu: Vec<LinkView>,
    /// The theme's own settings.
    pub theme: BTreeMap<String, Extra>,
}

/// What every page says of itself.
#[derive(Clone, Debug, Serialize)]
pub struct HeadView {
    /// Its title; empty where the words are the theme's: on the front page, on lists, and on a page that leads on or nowhere.
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
