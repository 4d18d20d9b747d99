//! Plans the page that lists all cities.
//! It does not know how totals are counted; the chronicle does that.

use crate::chronicle::city_names::CityName;
use crate::plan::address;
use crate::plan::draw::sparkline::Sparklines;
use crate::plan::edition::Sheet;
use crate::plan::index::Index;
use crate::plan::index::gazetteer::CityEntry;
use crate::plan::index::scope::Scope;
use crate::plan::planned::Planned;
use crate::plan::route::Route;
use crate::plan::row::figures;
use crate::plan::row::killed::killed;
use crate::plan::view::city::CitiesPage;
use crate::plan::view::lists::CityRowView;
use crate::plan::view::{Kind, View};

/// The page that lists all cities.
pub(crate) fn pages(_: &Index<'_>) -> Vec<Planned> {
    vec![Planned::page(Kind::Cities, address::cities(), |site, here| {
        Sheet::of(View::Cities(CitiesPage {
            site: site.frame(here),
            page: site.head(here, "", None),
            cities: rows(&site.index, here),
        }))
    })]
}

/// One row per city that has dispatches, sorted by name.
pub(crate) fn rows(index: &Index<'_>, here: &Route) -> Vec<CityRowView> {
    let sparks = Sparklines::new(index);
    let told_of = index.gazetteer.iter().filter(|(_, entry)| !entry.dispatches.is_empty());
    told_of.map(|(name, entry)| row(index, here, name, entry, &sparks)).collect()
}

fn row(
    index: &Index<'_>,
    here: &Route,
    name: &CityName,
    entry: &CityEntry<'_>,
    sparks: &Sparklines<'_>,
) -> CityRowView {
    let places = &index.chronicle.places;
    let (numbers, reckoning) = (&entry.dispatches, Scope::city(name).toll(index));
    let killed = killed(index, &reckoning);
    let latest = numbers.last().map(|number| &index.chronicle.dispatches[*number].date.value);
    CityRowView {
        name: index.city_title(name, &index.config.language).into_owned(),
        href: index.to_city(here, name, &index.config.language).href,
        country: places.country_of(name).map(str::to_owned),
        region: places.region_of(name).map(str::to_owned),
        dispatches: numbers.len(),
        sparkline: sparks.levels(numbers),
        incidents: reckoning.counted.len(),
        killed: killed.count,
        measure: killed.measure,
        civilians: killed.civilians,
        unknown: killed.unknown,
        explained: Scope::city(name).link(index, here),
        latest: figures::day(latest.expect("a city is listed because a dispatch names it").day()),
    }
}
