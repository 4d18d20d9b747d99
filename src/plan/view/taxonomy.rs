//! Topics and authors: the list of them all, and each with its dispatches.
//! They know of cities and time only what their rows say.

use std::sync::Arc;

use serde::Serialize;

use crate::plan::view::lists::{DispatchMonthView, IncidentsView, PagerView};
use crate::plan::view::{PageView, SiteView};

/// The list of all topics, or of all authors.
#[derive(Clone, Debug, Serialize)]
pub struct TaxonomyPage {
    /// What all pages share: the title, links and the menu.
    pub site: Arc<SiteView>,
    /// The page itself: its title, address and language.
    pub page: PageView,
    /// `topics` or `authors`.
    pub of: &'static str,
    /// The topics or authors, sorted by address.
    pub terms: Vec<TermRowView>,
}

/// The page of a topic or an author.
#[derive(Clone, Debug, Serialize)]
pub struct TermPage {
    /// What all pages share: the title, links and the menu.
    pub site: Arc<SiteView>,
    /// The page itself: its title, address and language.
    pub page: PageView,
    /// `topics` or `authors`.
    pub of: &'static str,
    /// The name. In a topic, hyphens are shown as spaces.
    pub name: String,
    /// The language of the name, if it is not the site's.
    pub lang: Option<String>,
    /// The link to the list of all topics or authors.
    pub taxonomy: String,
    /// Incidents of this topic that several dispatches cover. Empty for an author and on numbered
    /// pages.
    pub incidents: IncidentsView,
    /// The dispatches on this page, grouped by month of publication, newest first.
    pub dispatches: Vec<DispatchMonthView>,
    /// Links to the other pages of the list.
    pub pager: PagerView,
}

/// A topic or an author in a list.
#[derive(Clone, Debug, Serialize)]
pub struct TermRowView {
    /// The name. In a topic, hyphens are shown as spaces.
    pub name: String,
    /// The language of the name, if it is not the site's.
    pub lang: Option<String>,
    /// The link to its page.
    pub href: String,
    /// The number of dispatches.
    pub dispatches: usize,
}
