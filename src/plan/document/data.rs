//! Plans the data files of the whole site and of each place.
//! It does not know what the tables hold.

use std::sync::Arc;

use crate::field::place_name::PlaceName;
use crate::plan::address;
use crate::plan::data::downloads::{PACKAGE, about, downloads, files};
use crate::plan::data::of_place;
use crate::plan::index::Index;
use crate::plan::planned::Planned;
use crate::plan::site::Site;
use crate::plan::table::package::Package;
use crate::plan::view::document::Document;

/// Every data file, and the data package file that describes the files of the whole site.
pub(crate) fn pages(index: &Index<'_>) -> Vec<Planned> {
    let files = files(index).map(|(file, _, of, format)| {
        let make = move |site: &Site<'_>| Document::Table(format, site.tables.get(&site.index, of));
        Planned::document(address::data_file(file), make)
    });
    let package = Planned::document(address::data_file(PACKAGE), package);
    let cities = index.gazetteer.keys().map(|name| PlaceName::City(Arc::clone(name)));
    let places = cities.chain(index.territories.keys().cloned());
    let of_places = places.flat_map(|name| files_of(index, &name));
    files.chain([package]).chain(of_places).collect()
}

fn package(site: &Site<'_>) -> Document {
    let index = &site.index;
    let homepage = index.linker.absolute(&address::data());
    let downloads = downloads(index, &site.tables);
    let licence = index.config.licence.as_ref();
    let title = &index.config.title;
    Document::Package(Package::new(title, about(index), homepage, licence, &downloads))
}

/// The data files in the folder of the page of a place.
fn files_of(index: &Index<'_>, name: &PlaceName) -> Vec<Planned> {
    let page = index.place_route(name);
    let file = |(file, table, format): (&str, of_place::OfPlace, _)| {
        let name = name.clone();
        let make = move |site: &Site<'_>| {
            Document::Table(format, Arc::new(table(&site.index, &site.tables, &name)))
        };
        Planned::document(address::beside(&page, file), make)
    };
    of_place::FILES.into_iter().map(file).collect()
}
