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
use crate::plan::view::register::{TaxonomyPage, TermPage};
use crate::plan::view::values::LinkView;

macro_rules! kinds {
    ($($kind:ident($page:ident) = $name:literal;)*) => {
        /// Everything a page's template sees, one kind of page each. The fields are the template's variables.
        #[derive(Clone, Debug, Serialize)]
        #[serde(untagged)]
        pub enum View {
            $(#[doc = concat!("Printed by `", $name, ".html`.")] $kind($page),)*
        }

        /// What kind of page a view is for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Kind {
            $(#[doc = concat!("[`View::", stringify!($kind), "`].")] $kind,)*
        }

        impl View {
            /// What kind of page it is on.
            pub fn kind(&self) -> Kind {
                match self { $(View::$kind(_) => Kind::$kind,)* }
            }

            /// What the page says of itself.
            pub fn page(&self) -> &PageView {
                match self { $(View::$kind(view) => &view.page,)* }
            }
        }

        impl Kind {
            /// All of them.
            pub const ALL: [Kind; [$($name),*].len()] = [$(Kind::$kind),*];

            /// What templates call it: the name of its template, without the ending.
            pub fn name(self) -> &'static str {
                match self { $(Kind::$kind => $name,)* }
            }

            /// The template that prints it.
            pub fn template(self) -> &'static str {
                match self { $(Kind::$kind => concat!($name, ".html"),)* }
            }
        }
    };
}

// Every kind of page: the view that its template sees, and what templates call it.
kinds! {
    Front(FrontPage) = "front";
    Dispatch(DispatchPage) = "dispatch";
    Withdrawn(WithdrawnPage) = "withdrawn";
    Dispatches(DispatchesPage) = "dispatches";
    Cities(CitiesPage) = "cities";
    City(CityPage) = "city";
    Taxonomy(TaxonomyPage) = "taxonomy";
    Term(TermPage) = "term";
    Map(MapPage) = "map";
    Timeline(TimelinePage) = "timeline";
    Year(YearPage) = "year";
    Month(MonthPage) = "month";
    Incident(IncidentPage) = "incident";
    Data(DataPage) = "data";
    Explained(ExplainedPage) = "explained";
    Corrections(CorrectionsPage) = "corrections";
    Plain(PlainPageView) = "page";
    NotFound(NotFoundPage) = "404";
    Redirect(RedirectPage) = "redirect";
}

impl View {
    /// The template that prints it.
    pub fn template(&self) -> &'static str {
        self.kind().template()
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
    pub title_lang: String,
    /// The language of the site: of what it says on pages that are in another.
    pub default_language: String,
    /// The link to the front page; on a page in another language, to what is told in that language.
    pub home: String,
    /// The link to the Atom feed of what is told in the language of the page.
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
    /// The link to the list of dispatches; on a page in another language, of those in that language.
    pub dispatches: String,
    /// The link to the data and how to read them.
    pub data: String,
    /// The link to the list of corrections.
    pub corrections: String,
    /// What a browser may load, for the head of every page (`Content-Security-Policy`).
    pub csp: &'static str,
    /// The link to the folder of the theme's files, ending in `/`.
    pub assets: String,
    /// The navigation.
    pub menu: Vec<LinkView>,
    /// The ways to what the site tells in other languages than the page's.
    pub languages: Vec<LanguageView>,
    /// The theme's own settings.
    pub theme: BTreeMap<String, Extra>,
}

/// What a site tells in another language.
#[derive(Clone, Debug, Serialize)]
pub struct LanguageView {
    /// The language.
    pub lang: String,
    /// What the site is called in it, if it has a name of its own there.
    pub title: Option<String>,
    /// The link to its dispatches, or to the front page if it is the site's own language.
    pub href: String,
}

/// What every page says of itself.
#[derive(Clone, Debug, Serialize)]
pub struct PageView {
    /// Its title; empty where the words are the theme's: on the front page, on lists, and on a page that leads on or nowhere.
    pub title: String,
    /// What it is about, in a sentence.
    pub description: Option<String>,
    /// Its whole address.
    pub permalink: String,
    /// Its language.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
}
