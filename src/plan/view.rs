//! What templates see: one view for each kind of page. `docs/theme.md` lists every field.
//! A view has no clock and no access to the rest of the site, so equal views make equal pages.

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
pub mod party;
pub mod people;
pub mod prose;
pub mod taxonomy;
pub mod toll;
pub mod values;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::field::dispatch::Extra;
use crate::plan::view::city::{CitiesPage, CityPage, TerritoriesPage};
use crate::plan::view::data::DataPage;
use crate::plan::view::explained::ExplainedPage;
use crate::plan::view::map::MapPage;
use crate::plan::view::pages::{
    CorrectionsPage, DispatchPage, DispatchesPage, FrontPage, IncidentPage, MonthPage,
    NotFoundPage, PlainPageView, RedirectPage, TimelinePage, WithdrawnPage, YearIncidentsPage,
    YearPage,
};
use crate::plan::view::party::{PartiesPage, PartyPage};
use crate::plan::view::people::PeoplePage;
use crate::plan::view::taxonomy::{TaxonomyPage, TermPage};
use crate::plan::view::values::LinkView;

macro_rules! kinds {
    ($($kind:ident($page:ident) = $name:literal;)*) => {
        /// The view of a page. Its fields are the variables of the template.
        #[derive(Clone, Debug, Serialize)]
        #[serde(untagged)]
        pub enum View {
            $(#[doc = concat!("Printed by `", $name, ".html`.")] $kind($page),)*
        }

        /// A kind of page.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Kind {
            $(#[doc = concat!("[`View::", stringify!($kind), "`].")] $kind,)*
        }

        impl View {
            /// The kind of page that it is for.
            pub fn kind(&self) -> Kind {
                match self { $(View::$kind(_) => Kind::$kind,)* }
            }

            /// The page itself: its title, address and language.
            pub fn page(&self) -> &PageView {
                match self { $(View::$kind(view) => &view.page,)* }
            }
        }

        impl Kind {
            /// Every kind.
            pub const ALL: [Kind; [$($name),*].len()] = [$(Kind::$kind),*];

            /// Its name in templates: the file name of its template without `.html`.
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

// Every kind of page, with its view and its name.
kinds! {
    Front(FrontPage) = "front";
    Dispatch(DispatchPage) = "dispatch";
    Withdrawn(WithdrawnPage) = "withdrawn";
    Dispatches(DispatchesPage) = "dispatches";
    Cities(CitiesPage) = "cities";
    City(CityPage) = "city";
    Territories(TerritoriesPage) = "territories";
    Taxonomy(TaxonomyPage) = "taxonomy";
    Term(TermPage) = "term";
    Map(MapPage) = "map";
    Timeline(TimelinePage) = "timeline";
    Year(YearPage) = "year";
    YearIncidents(YearIncidentsPage) = "incidents";
    Month(MonthPage) = "month";
    Incident(IncidentPage) = "incident";
    People(PeoplePage) = "people";
    Parties(PartiesPage) = "parties";
    Party(PartyPage) = "party";
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

/// What all pages share. Links are relative to the page.
#[derive(Clone, Debug, Serialize)]
pub struct SiteView {
    /// The name of the site.
    pub title: String,
    /// What the site is about.
    pub description: Option<String>,
    /// The language of `title` and `description`.
    pub title_lang: String,
    /// The language of the site. A text without a `lang` of its own is in this language.
    pub default_language: String,
    /// The link to the front page. On a page in another language, the link to the dispatches in
    /// that language.
    pub home: String,
    /// The link to the Atom feed in the language of the page.
    pub feed: String,
    /// The link to the same feed as JSON Feed.
    pub json_feed: String,
    /// The link to the list of cities.
    pub cities: String,
    /// The link to the list of regions. None if nothing published is about one.
    pub regions: Option<String>,
    /// The link to the list of countries. None if nothing published is about one.
    pub countries: Option<String>,
    /// The link to the list of terms of each taxonomy in use, under the name of the taxonomy: `topics`, `authors`.
    #[serde(flatten)]
    pub taxonomies: BTreeMap<&'static str, String>,
    /// The link to the map. None if no city with dispatches has a location.
    pub map: Option<String>,
    /// The link to the timeline.
    pub timeline: String,
    /// The link to the list of people. None if no report lists anybody.
    pub people: Option<String>,
    /// The link to the list of parties. None if nothing is attributed to a party that `site.toml` names.
    pub parties: Option<String>,
    /// The link to the list of dispatches in the language of the page.
    pub dispatches: String,
    /// The link to the data page.
    pub data: String,
    /// The link to the list of corrections.
    pub corrections: String,
    /// The content security policy: what a browser may load. It goes into the head of every page.
    pub csp: &'static str,
    /// Whether search engines must not list the page, because this is a staging site.
    pub noindex: bool,
    /// The link to the folder with the theme's files. It ends in `/`.
    pub assets: String,
    /// The menu that the site's own pages make.
    pub menu: Vec<LinkView>,
    /// The other languages of the site, with links.
    pub languages: Vec<LanguageView>,
    /// The theme's settings from `site.toml`.
    pub theme: BTreeMap<String, Extra>,
}

/// Another language of the site.
#[derive(Clone, Debug, Serialize)]
pub struct LanguageView {
    /// The language tag.
    pub lang: String,
    /// What the language calls itself, such as `العربية`. None if that is not known.
    pub name: Option<&'static str>,
    /// The name of the site in this language, if it has one.
    pub title: Option<String>,
    /// The link to its dispatches, or to the front page if it is the site's own language.
    pub href: String,
}

/// The page itself.
#[derive(Clone, Debug, Serialize)]
pub struct PageView {
    /// The title. Empty if the theme has the words for it: on the front page, on lists, on the 404
    /// page and on redirects.
    pub title: String,
    /// A sentence on what the page is about.
    pub description: Option<String>,
    /// The whole address of the page.
    pub permalink: String,
    /// The language of the page.
    pub lang: String,
    /// The direction of that language: `ltr` or `rtl`.
    pub dir: &'static str,
    /// The same page in other languages.
    pub translations: Vec<PageTranslationView>,
}

/// A page that says the same in another language.
#[derive(Clone, Debug, Serialize)]
pub struct PageTranslationView {
    /// The language tag.
    pub lang: String,
    /// The link to it.
    pub href: String,
    /// Its whole address, for `hreflang`.
    pub permalink: String,
}
