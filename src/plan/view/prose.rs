//! The body of a page, ready to be printed.
//! It does not read Markdown; the press does.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::plan::view::chart::ChartView;
use crate::plan::view::map::MapView;
use crate::plan::view::people::PeopleView;
use crate::plan::view::values::CountView;
use crate::prose::html::RawHtml;
use crate::prose::resolved::{LeadsTo, Resolved};
use crate::text::source::{Hash, SourcePath};
use crate::text::span::Span;

/// A body: its text, and where its links lead from the page it stands on.
#[derive(Clone, Debug, Serialize)]
pub struct Prose {
    /// The text of the whole file.
    #[serde(skip)]
    pub text: Arc<str>,
    /// The file.
    #[serde(skip)]
    pub path: SourcePath,
    /// The part of the file that is the body.
    pub span: Span,
    /// The hash of the file. It stands for the text in the page's key.
    pub hash: Hash,
    /// Every internal destination as it is written, and what it becomes.
    pub links: BTreeMap<String, Resolved>,
    /// Everything that it shows of the record, by its address as written.
    pub live_figures: BTreeMap<String, LiveFigureView>,
    /// Whether raw HTML is trusted.
    pub raw_html: RawHtml,
}

/// Something of the record in a text.
#[derive(Clone, Debug, Serialize)]
pub struct LiveFigureView {
    /// The address of how it was counted, or of the page that shows it too.
    pub href: String,
    /// The language of that page, if it is another than that of the text.
    pub leads_to: Option<LeadsTo>,
    /// What is shown.
    pub shows: LiveView,
}

/// What a text shows of the record.
#[derive(Clone, Debug, Serialize)]
pub enum LiveView {
    /// A number.
    Number(CountView),
    /// A chart of those killed.
    Chart(ChartView),
    /// The map of all places.
    Map(MapView),
    /// The map around a place.
    Locator(MapView),
    /// The people who are listed for an incident.
    People(PeopleView),
}

impl Prose {
    /// The Markdown.
    pub fn markdown(&self) -> &str {
        self.text.get(self.span.range()).unwrap_or_default()
    }
}
