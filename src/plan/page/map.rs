//! Plans the page with the map of all cities.
//! It does not know how to draw a map; `draw` does that.

use crate::plan::address;
use crate::plan::draw::map;
use crate::plan::edition::Sheet;
use crate::plan::index::Index;
use crate::plan::page::cities;
use crate::plan::planned::Planned;
use crate::plan::view::map::MapPage;
use crate::plan::view::{Kind, View};

/// The map page. It exists if at least one city with dispatches has coordinates in its file.
pub(crate) fn pages(index: &Index<'_>) -> Vec<Planned> {
    let page = Planned::page(Kind::Map, address::map(), |site, here| {
        let map = map::of_places(&site.index, |_| true)
            .expect("the page is there because a city says where it lies");
        Sheet::of(View::Map(MapPage {
            site: site.frame(here),
            page: site.head(here, "", None),
            map,
            cities: cities::rows_of_cities(&site.index, here, site.index.place_lists.on_one_page()),
        }))
    });
    if map::is_there(index) { vec![page] } else { Vec::new() }
}
