//! The formats in which a table can be downloaded.
//! It does not write them; the press does.

use std::sync::Arc;

use serde::Serialize;

use crate::plan::table::Table;

/// The format of a file with a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Format {
    /// CSV.
    Csv,
    /// CSV with a second line of humanitarian (HXL) tags.
    TaggedCsv,
    /// JSON with one object per row.
    Json,
    /// GeoJSON with one feature per row.
    GeoJson,
}

impl Format {
    /// The media type of a file in this format.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Csv | Format::TaggedCsv => "text/csv",
            Format::Json => "application/json",
            Format::GeoJson => "application/geo+json",
        }
    }
}

/// A file that contains a table.
#[derive(Clone, Debug)]
pub struct Download {
    /// The name of the file.
    pub file: &'static str,
    /// The file's name in `datapackage.json`.
    pub name: &'static str,
    /// The format of the file.
    pub format: Format,
    /// The table in the file.
    pub table: Arc<Table>,
}
