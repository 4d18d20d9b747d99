//! Plans the list of all regions and that of all countries.
//! It ranks no place: both are sorted by name.

use crate::field::place_name::{PlaceKind, PlaceName};
use crate::plan::address;
use crate::plan::edition::Sheet;
use crate::plan::index::Index;
use crate::plan::index::place_lists::folded;
use crate::plan::index::territories::listed;
use crate::plan::page::cities::{PLACES, rows_of};
use crate::plan::page::pager::{numbers, page_of};
use crate::plan::planned::Planned;
use crate::plan::route::Route;
use crate::plan::site::Site;
use crate::plan::view::city::TerritoriesPage;
use crate::plan::view::{Kind, View};

/// The pages of both lists. A list without a place has none.
pub(crate) fn pages(index: &Index<'_>) -> Vec<Planned> {
    let list = |kind: PlaceKind| {
        let of = listed(&index.territories, kind).count().div_ceil(PLACES);
        (1..=of).map(move |number| {
            let route = page_of(&address::places(kind), number);
            Planned::page(Kind::Territories, route, move |site, here| {
                sheet(site, here, kind, (number, of))
            })
        })
    };
    [PlaceName::Region(()), PlaceName::Country(())].into_iter().flat_map(list).collect()
}

fn sheet(site: &Site<'_>, here: &Route, kind: PlaceKind, (number, of): (usize, usize)) -> Sheet {
    let index = &site.index;
    let lang = &index.config.language;
    let mut names: Vec<PlaceName> = listed(&index.territories, kind).cloned().collect();
    names.sort_by_cached_key(|name| folded(&index.place_title(name, lang)));
    let shown = names.chunks(PLACES).nth(number - 1).unwrap_or_default();
    Sheet::of(View::Territories(TerritoriesPage {
        site: site.frame(here),
        page: site.head(here, "", None),
        of: kind.several(),
        territories: rows_of(index, here, shown),
        numbers: numbers(index, here, &address::places(kind), (number, of)),
    }))
}
