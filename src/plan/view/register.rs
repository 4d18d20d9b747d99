//! Topics and authors: the list of them all, and each with its dispatches.
//! They know of cities and time only what their rows say.

use std::sync::Arc;

use serde::Serialize;

use crate::plan::view::lists::{DispatchMonthView, IncidentsView, PagerView};
use crate::plan::view::{PageView, SiteView};

/// All topics, or all authors.
#[derive(Clone, Debug, Serialize)]
pub struct TaxonomyPage {
    /// What all pages share.
    pub site: Arc<SiteView>,
    /// What the page says of itself.
    pub page: PageView,
    /// `topics` or `authors`.
    pub of: &'static str,
    /// The names, in order of their addresses.
    pub terms: Vec<TermRowView>,
}

/// A topic or an author.
#[derive(Clone, Debug, Serialize)]
pub struct TermPage {
    /// What all pages share.
    pub site: Arc<SiteView>,
    /// What the page says of itself.
    pub page: PageView,
    /// `topics` or `authors`: the register it stands in.
    pub of: &'static str,
    /// The name; a topic's with spaces for hyphens.
    pub name: String,
    /// The link to the register.
    pub taxonomy: String,
    /// Incidents that its dispatches tell of; none for an author, nor on the numbered pages.
    pub incidents: IncidentsView,
    /// The dispatches on this page by the month they were published in, newest first.
    pub dispatches: Vec<DispatchMonthView>,
    /// Which page of the list this is.
    pub pager: PagerView,
}

/// A topic or an author in a list.
#[derive(Clone, Debug, Serialize)]
pub struct TermRowView {
    /// The name; a topic's with spaces for hyphens.
    pub name: String,
    /// Its page.
    pub href: String,
    /// How many dispatches there are.
    pub dispatches: usize,
}
