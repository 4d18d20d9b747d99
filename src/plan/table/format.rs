//! The formats in which a table can be downloaded.
//! It does not write them; the press does.

use std::sync::Arc;

use serde::Serialize;

use crate::plan::table::Table;

/// A format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Format {
    /// CSV.
    Csv,
    /// CSV with a second line of humanitarian (HXL) tags.
    TaggedCsv,
    /// JSON, an object for each row.
    Json,
    /// GeoJSON, a feature for each row.
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

/// A file with a table.
#[derive(Clone, Debug)]
pub struct Download {
    /// The name of the file.
    pub file: &'static str,
    /// Its name in the description of all files.
    pub name: &'static str,
    /// How the table is written.
    pub format: Format,
    /// The table.
    pub table: Arc<Table>,
}
