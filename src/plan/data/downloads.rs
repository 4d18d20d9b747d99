//! Every data file of the whole site: its name, table and format.
//! It does not know what the tables contain.

use crate::plan::data::{TableOf, Tables};
use crate::plan::index::Index;
use crate::plan::table::format::{Download, Format};

/// Every file: its name, its name in `datapackage.json`, the table and the format.
pub(crate) const FILES: [(&str, &str, TableOf, Format); 6] = [
    ("incidents.csv", "incidents", TableOf::Incidents, Format::Csv),
    ("incidents.hxl.csv", "incidents-hxl", TableOf::Incidents, Format::TaggedCsv),
    ("incidents.geojson", "incidents-geojson", TableOf::Incidents, Format::GeoJson),
    ("tolls.csv", "tolls", TableOf::Tolls, Format::Csv),
    ("tolls.hxl.csv", "tolls-hxl", TableOf::Tolls, Format::TaggedCsv),
    ("dispatches.json", "dispatches", TableOf::Dispatches, Format::Json),
];

/// Name of the file that describes all data files.
pub(crate) const PACKAGE: &str = "datapackage.json";

/// Every file with its table.
pub(crate) fn downloads(index: &Index<'_>, tables: &Tables) -> Vec<Download> {
    let download = |(file, name, of, format): (_, _, TableOf, _)| Download {
        file,
        name,
        format,
        table: tables.get(index, of),
    };
    FILES.map(download).into()
}

/// One or two sentences that say what the data are.
pub(crate) fn about(index: &Index<'_>) -> String {
    let about = index.config.description.as_deref().unwrap_or_default();
    let undercount =
        "The figures are what was reported and counted here. The true numbers are likely higher.";
    format!("{about} {undercount}").trim_start().to_owned()
}
