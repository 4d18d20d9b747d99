//! Parts of the tables beside the pages that they are of: a city's dispatches and incidents, and what one dispatch says.
//! They are rows of the site's own tables, so that nothing is said twice in two ways.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::chronicle::places::CityName;
use crate::chronicle::references::DispatchId;
use crate::plan::data::{Form, Shows, incidents};
use crate::plan::desk::Desk;
use crate::plan::edition::Route;
use crate::plan::table::Table;
use crate::plan::view::document::{Document, Record};
use crate::plan::view::values::LinkView;
use crate::plan::{Planned, address};

/// Makes a table of what is of a city.
type OfCity = fn(&Desk<'_>, &CityName) -> Table;

/// The files of a city: what each is called, what it shows, and how.
const OF_A_CITY: [(&str, OfCity, Form); 2] =
    [("incidents.csv", incidents_of, Form::Csv), ("dispatches.json", dispatches_of, Form::Records)];

/// The data of a city, beside its page.
pub fn of_city(name: &CityName, page: &Route) -> Vec<Planned> {
    let file = |(file, table, form): (&str, OfCity, Form)| {
        let name = CityName::clone(name);
        Planned::document(address::beside(page, file), move |desk| {
            form.document(Arc::new(table(desk, &name)))
        })
    };
    OF_A_CITY.into_iter().map(file).collect()
}

/// Links from `here` to the data of the city whose page is `page`.
pub fn links(desk: &Desk<'_>, here: &Route, page: &Route) -> Vec<LinkView> {
    let link = |(file, _, _): (&str, OfCity, Form)| LinkView {
        lang: None,
        title: file.to_owned(),
        href: desk.linker.link(here, &address::beside(page, file)),
    };
    OF_A_CITY.into_iter().map(link).collect()
}

/// What the page of a dispatch says, beside it.
pub fn of_dispatch(number: DispatchId, page: &Route) -> Planned {
    Planned::document(address::record(page), move |desk| {
        let table = Shows::Dispatches.table(desk);
        Document::Record(Record { hash: table.rows.hash_of(number), table, row: number })
    })
}

fn dispatches_of(desk: &Desk<'_>, name: &CityName) -> Table {
    // Every dispatch has a row, in order.
    Shows::Dispatches.table(desk).only(desk.gazetteer[name].dispatches.iter().copied())
}

/// What happened in the city, and not what may have.
fn incidents_of(desk: &Desk<'_>, name: &CityName) -> Table {
    let rows = desk.tables.places.get(|| places_of_incidents(desk));
    let named = desk.gazetteer[name].named(name);
    let places: BTreeSet<usize> = named.map(|incident| rows[incident.number as usize]).collect();
    Shows::Incidents.table(desk).only(places)
}

/// The row of each incident, by its number.
fn places_of_incidents(desk: &Desk<'_>) -> Vec<usize> {
    let mut places = vec![0; desk.chronicle.incidents.len()];
    for (place, incident) in incidents::in_order(desk).into_iter().enumerate() {
        places[incident.number as usize] = place;
    }
    places
}
