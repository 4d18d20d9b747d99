//! Views of the data page: the files, and the meaning of their fields.
//! They hold no figures.

use std::sync::Arc;

use serde::Serialize;

use crate::plan::view::linked_data::Dataset;
use crate::plan::view::values::{DayView, LinkView};
use crate::plan::view::{PageView, SiteView};

/// The data page. Its descriptions of tables and fields are those of `datapackage.json`, in
/// English.
#[derive(Clone, Debug, Serialize)]
pub struct DataPage {
    /// What all pages share: the title, links and the menu.
    pub site: Arc<SiteView>,
    /// The page itself: its title, address and language.
    pub page: PageView,
    /// The data sets as linked data (schema.org `Dataset`). Print it with the filter `json`.
    pub linked_data: Dataset,
    /// The tables.
    pub tables: Vec<DataTableView>,
    /// The link to the file that describes all files for programs.
    pub package: LinkView,
    /// On which terms others may use the data. None if the site does not say.
    pub licence: Option<LicenceView>,
    /// The last day on which anything was published or changed. None on an empty site.
    pub changed: Option<DayView>,
}

/// A licence.
#[derive(Clone, Debug, Serialize)]
pub struct LicenceView {
    /// Its name, as in `site.toml`.
    pub name: String,
    /// The address of its text.
    pub url: String,
}

/// A table of data.
#[derive(Clone, Debug, Serialize)]
pub struct DataTableView {
    /// Its name: `dispatches`, `incidents` or `tolls`.
    pub name: &'static str,
    /// Its heading, in English.
    pub title: &'static str,
    /// What one row is, in English.
    pub description: &'static str,
    /// The number of rows.
    pub rows: usize,
    /// The files to download, by file name.
    pub files: Vec<LinkView>,
    /// Its fields.
    pub fields: Vec<DataFieldView>,
}

/// A field of a table. Names in its description are in backticks.
#[derive(Clone, Debug, Serialize)]
pub struct DataFieldView {
    /// The name of the column.
    pub name: String,
    /// Its type: `text`, `address`, `list`, `number`, `boolean`, `day`, `degrees`, `object` or
    /// `objects`.
    pub kind: &'static str,
    /// What the field means, in English.
    pub description: String,
    /// The values that the field may have. Empty if it may have any value.
    pub allowed_values: Vec<&'static str>,
    /// True if the field is never empty.
    pub required: bool,
    /// Its humanitarian (HXL) tag, if it has one.
    pub tag: Option<String>,
}
