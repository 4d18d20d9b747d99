//! The page of the data: which files there are, and what each of their fields says.
//! It holds what the files' own schema holds, and no figure.

use std::sync::Arc;

use serde::Serialize;

use crate::plan::view::linked_data::Dataset;
use crate::plan::view::values::{DayView, LinkView};
use crate::plan::view::{PageView, SiteView};

/// The page of the data.
#[derive(Clone, Debug, Serialize)]
pub struct DataPage {
    /// What all pages share.
    pub site: Arc<SiteView>,
    /// What the page says of itself.
    pub page: PageView,
    /// The data for machines, in the words of schema.org; `json` prints it.
    pub linked_data: Dataset,
    /// The tables.
    pub tables: Vec<DataTableView>,
    /// The description of all files for machines.
    pub package: LinkView,
    /// The last day on which anything was published or changed; missing on an empty site.
    pub changed: Option<DayView>,
}

/// A table of data.
#[derive(Clone, Debug, Serialize)]
pub struct DataTableView {
    /// What its rows are, in a word: `dispatches`, `incidents`, `tolls`.
    pub name: &'static str,
    /// Its heading, in English.
    pub title: &'static str,
    /// What a row is, in English.
    pub description: &'static str,
    /// How many rows there are.
    pub rows: usize,
    /// The files it can be fetched as, by their names.
    pub files: Vec<LinkView>,
    /// What each cell of a row says.
    pub fields: Vec<DataFieldView>,
}

/// A field of a table.
#[derive(Clone, Debug, Serialize)]
pub struct DataFieldView {
    /// Its name, which heads the column.
    pub name: String,
    /// `text`, `address`, `list`, `number`, `switch`, `day`, `degrees`, `object`, `objects`.
    pub kind: &'static str,
    /// What it says, in English.
    pub description: String,
    /// The only words that stand in it; none if there may be others.
    pub allowed_values: Vec<&'static str>,
    /// Whether it is never empty.
    pub required: bool,
    /// Its humanitarian (HXL) tag, if it has one.
    pub tag: Option<String>,
}
