//! The tables of one place: its dispatches and its incidents.
//! It does not make rows; it takes them from the tables of the whole site, so both always agree.

use std::collections::BTreeSet;

use crate::field::place_name::PlaceName;
use crate::plan::address;
use crate::plan::data::{TableOf, Tables};
use crate::plan::index::Index;
use crate::plan::route::Route;
use crate::plan::table::Table;
use crate::plan::table::format::Format;
use crate::plan::view::values::LinkView;

/// A function that makes a table of one place.
pub(crate) type OfPlace = fn(&Index<'_>, &Tables, &PlaceName) -> Table;

/// The files of a place: the name, table and format of each.
pub(crate) const FILES: [(&str, OfPlace, Format); 2] =
    [("incidents.csv", incidents, Format::Csv), ("dispatches.json", dispatches, Format::Json)];

/// Links from `here` to the data files of the place whose page is `page`.
pub(crate) fn links(index: &Index<'_>, here: &Route, page: &Route) -> Vec<LinkView> {
    let link = |(file, _, _): (&str, OfPlace, Format)| LinkView {
        lang: None,
        leads_to: None,
        title: file.to_owned(),
        href: index.linker.link(here, &address::beside(page, file)),
    };
    FILES.into_iter().map(link).collect()
}

fn dispatches(index: &Index<'_>, tables: &Tables, name: &PlaceName) -> Table {
    // The table has a row for every dispatch, in order, so the number of a dispatch is its row.
    let numbers = index.place(name).dispatches.iter().copied();
    tables.get(index, TableOf::Dispatches).only(numbers)
}

/// Incidents that happened in the place. Incidents that only may have happened there are left out.
fn incidents(index: &Index<'_>, tables: &Tables, name: &PlaceName) -> Table {
    let rows = tables.incident_rows(index);
    let named = index.incidents_in(name).into_iter();
    let rows: BTreeSet<usize> = named.map(|incident| rows[incident.number as usize]).collect();
    tables.get(index, TableOf::Incidents).only(rows)
}
