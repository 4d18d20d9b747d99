//! Every data file of the whole site: its name, table and format.
//! It does not know what the tables contain.

use crate::plan::data::{TableOf, Tables};
use crate::plan::index::Index;
use crate::plan::table::format::{Download, Format};

/// A file: its name, its name in `datapackage.json`, the table and the format.
pub(crate) type DataFile = (&'static str, &'static str, TableOf, Format);

/// Every file: its name, its name in `datapackage.json`, the table and the format.
const FILES: [DataFile; 12] = [
    ("incidents.csv", "incidents", TableOf::Incidents, Format::Csv),
    ("incidents.hxl.csv", "incidents-hxl", TableOf::Incidents, Format::TaggedCsv),
    ("incidents.geojson", "incidents-geojson", TableOf::Incidents, Format::GeoJson),
    ("tolls.csv", "tolls", TableOf::Tolls, Format::Csv),
    ("tolls.hxl.csv", "tolls-hxl", TableOf::Tolls, Format::TaggedCsv),
    ("regions.csv", "regions", TableOf::Regions, Format::Csv),
    ("regions.hxl.csv", "regions-hxl", TableOf::Regions, Format::TaggedCsv),
    ("people.csv", "people", TableOf::People, Format::Csv),
    ("people.hxl.csv", "people-hxl", TableOf::People, Format::TaggedCsv),
    ("parties.csv", "parties", TableOf::Parties, Format::Csv),
    ("parties.hxl.csv", "parties-hxl", TableOf::Parties, Format::TaggedCsv),
    ("dispatches.json", "dispatches", TableOf::Dispatches, Format::Json),
];

/// Name of the file that describes all data files.
pub(crate) const PACKAGE: &str = "datapackage.json";

/// The files of a site. One that lists nobody has no file of people, one that attributes nothing has none of parties, and one
/// that names no region and no country has none of these.
pub(crate) fn files(index: &Index<'_>) -> impl Iterator<Item = DataFile> {
    let lists_people = !index.people_lists.by_day.is_empty();
    let has_parties = !index.parties.is_empty();
    let has_regions = !index.territories.is_empty();
    let is_there = move |(.., of, _): &DataFile| match of {
        TableOf::Regions => has_regions,
        TableOf::People => lists_people,
        TableOf::Parties => has_parties,
        TableOf::Dispatches | TableOf::Incidents | TableOf::Tolls => true,
    };
    FILES.into_iter().filter(is_there)
}

/// Every file with its table.
pub(crate) fn downloads(index: &Index<'_>, tables: &Tables) -> Vec<Download> {
    let download = |(file, name, of, format): (_, _, TableOf, _)| Download {
        file,
        name,
        format,
        table: tables.get(index, of),
    };
    files(index).map(download).collect()
}

/// One or two sentences that say what the data are.
pub(crate) fn about(index: &Index<'_>) -> String {
    let about = index.config.description.as_deref().unwrap_or_default();
    let undercount =
        "The figures are what was reported and counted here. The true numbers are likely higher.";
    format!("{about} {undercount}").trim_start().to_owned()
}
