//! Plans the data files of the whole site and of each city.
//! It does not know what the tables hold.

use std::sync::Arc;

use crate::chronicle::city_names::CityName;
use crate::plan::address;
use crate::plan::data::downloads::{PACKAGE, about, downloads, files};
use crate::plan::data::of_city;
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
    let cities = index.gazetteer.keys().flat_map(|name| city_files(index, name));
    files.chain([package]).chain(cities).collect()
}

fn package(site: &Site<'_>) -> Document {
    let index = &site.index;
    let homepage = index.linker.absolute(&address::data());
    let downloads = downloads(index, &site.tables);
    let licence = index.config.licence.as_ref();
    let title = &index.config.title;
    Document::Package(Package::new(title, about(index), homepage, licence, &downloads))
}

/// The data files in the folder of a city's page.
fn city_files(index: &Index<'_>, name: &CityName) -> Vec<Planned> {
    let page = address::city(&index.chronicle.places.slug(name));
    let file = |(file, table, format): (&str, of_city::OfCity, _)| {
        let name = CityName::clone(name);
        let make = move |site: &Site<'_>| {
            Document::Table(format, Arc::new(table(&site.index, &site.tables, &name)))
        };
        Planned::document(address::beside(&page, file), make)
    };
    of_city::FILES.into_iter().map(file).collect()
}
