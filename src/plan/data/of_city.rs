//! The tables of one city: its dispatches and its incidents.
//! They are rows of the tables of the whole site, so that nothing is said twice in two ways.

use std::collections::BTreeSet;

use crate::chronicle::places::CityName;
use crate::plan::address;
use crate::plan::data::{TableOf, Tables};
use crate::plan::index::Index;
use crate::plan::route::Route;
use crate::plan::table::Table;
use crate::plan::table::format::Format;
use crate::plan::view::values::LinkView;

/// Makes a table of one city.
pub(crate) type OfCity = fn(&Index<'_>, &Tables, &CityName) -> Table;

/// The files of a city: the name of each, its table and the format.
pub(crate) const FILES: [(&str, OfCity, Format); 2] =
    [("incidents.csv", incidents, Format::Csv), ("dispatches.json", dispatches, Format::Json)];

/// Links from `here` to the files of the city whose page is `page`.
pub(crate) fn links(index: &Index<'_>, here: &Route, page: &Route) -> Vec<LinkView> {
    let link = |(file, _, _): (&str, OfCity, Format)| LinkView {
        lang: None,
        title: file.to_owned(),
        href: index.linker.link(here, &address::beside(page, file)),
    };
    FILES.into_iter().map(link).collect()
}

fn dispatches(index: &Index<'_>, tables: &Tables, name: &CityName) -> Table {
    // Every dispatch has a row, in order.
    let numbers = index.gazetteer[name].dispatches.iter().copied();
    tables.get(index, TableOf::Dispatches).only(numbers)
}

/// What happened in the city. What may have happened there is left out.
fn incidents(index: &Index<'_>, tables: &Tables, name: &CityName) -> Table {
    let rows = tables.incident_rows(index);
    let named = index.gazetteer[name].named(name);
    let rows: BTreeSet<usize> = named.map(|incident| rows[incident.number as usize]).collect();
    tables.get(index, TableOf::Incidents).only(rows)
}
