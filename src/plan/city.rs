//! Cities: a page each with its toll and its dispatches, and the list of them all.
//! It does not add up; it asks the reckoning.

use crate::chronicle::places::CityName;
use crate::field::city::City;
use crate::field::day::Month;
use crate::plan::desk::{Desk, direction};
use crate::plan::edition::{Page, Route};
use crate::plan::gazetteer::Entry;
use crate::plan::pager::{Leaf, leaves};
use crate::plan::periods::Period;
use crate::plan::point::Point;
use crate::plan::scope::Scope;
use crate::plan::timeline::month_view;
use crate::plan::view::View;
use crate::plan::view::lists::{CityRowView, MonthView};
use crate::plan::view::pages::{CitiesPage, CityPage, CityView, NameView};
use crate::plan::{Planned, address, figures, rows};

/// A city's own page and the numbered pages of its dispatches.
pub fn pages(desk: &Desk<'_>, name: &CityName) -> Vec<Planned> {
    let places = &desk.chronicle.places;
    let slug = places.slug(name);
    let own = address::city(&slug);
    let Entry { dispatches: numbers, toll: reckoning, .. } = &desk.gazetteer[name];
    let file = places.file(name);
    let page = |leaf: Leaf| {
        let here = &leaf.route;
        let first = leaf.pager.number.is_none();
        let view = View::City(CityPage {
            site: desk.site(here),
            page: desk.head(here, name, file.map(|file| file.body.excerpt.as_str())),
            city: city_view(desk, name, file.map(AsRef::as_ref)),
            toll: first.then(|| rows::toll(desk, here, reckoning, &Scope::city(name))),
            months: if first { months(desk, here, name) } else { Vec::new() },
            dispatches: rows::by_month(desk, here, &numbers[leaf.items.clone()]),
            pager: leaf.pager,
        });
        let prose =
            file.filter(|_| first).and_then(|file| desk.prose(here, &file.path, &file.body));
        let page = Page::Template { view: view.into(), prose };
        match file {
            Some(file) => Planned::by(&file.path, leaf.route, page),
            None => match numbers.first() {
                // Two cities without files whose names make one address: their dispatches are named.
                Some(first) => {
                    Planned::by(&desk.chronicle.dispatches[*first].path, leaf.route, page)
                }
                None => Planned::of_many(leaf.route, page),
            },
        }
    };
    let numbered = |number| address::city_page(&slug, number);
    leaves(desk, numbers.len(), &own, numbered).into_iter().map(page).collect()
}

/// A city's months with reports, oldest first.
fn months(desk: &Desk<'_>, here: &Route, name: &CityName) -> Vec<MonthView> {
    let incidents = &desk.gazetteer[name].incidents;
    let view = |month: Month| {
        let scope = Scope::city(name).during(Period::Month(month));
        MonthView {
            explained: Some(scope.link(desk, here)),
            ..month_view(desk, here, month, &scope.reckon(desk))
        }
    };
    incidents.months().map(view).filter(|month| month.incidents > 0).collect()
}

fn city_view(desk: &Desk<'_>, name: &str, file: Option<&City>) -> CityView {
    let point = file.and_then(|file| file.coordinates).map(Point::of_city);
    let names = file.map(|file| &file.names).into_iter().flatten();
    CityView {
        name: name.to_owned(),
        names: names
            .map(|(lang, name)| NameView {
                lang: lang.clone(),
                name: name.clone(),
                dir: direction(lang),
            })
            .collect(),
        country: desk.chronicle.places.country_of(name).map(str::to_owned),
        region: desk.chronicle.places.region_of(name).map(str::to_owned),
        lat: point.map(|point| point.lat.to_string()),
        lon: point.map(|point| point.lon.to_string()),
    }
}

/// The list of all cities.
pub fn index(desk: &Desk<'_>) -> Planned {
    let here = address::cities();
    let view = View::Cities(CitiesPage {
        site: desk.site(&here),
        page: desk.head(&here, "", None),
        cities: listed(desk, &here),
    });
    Planned::of_many(here, Page::Template { view: view.into(), prose: None })
}

/// Every city with dispatches, by name.
pub fn listed(desk: &Desk<'_>, here: &Route) -> Vec<CityRowView> {
    let told_of = desk.gazetteer.iter().filter(|(_, entry)| !entry.dispatches.is_empty());
    told_of.map(|(name, entry)| row(desk, here, name, entry)).collect()
}

fn row(desk: &Desk<'_>, here: &Route, name: &CityName, entry: &Entry<'_>) -> CityRowView {
    let places = &desk.chronicle.places;
    let Entry { dispatches: numbers, toll: reckoning, .. } = entry;
    let killed = reckoning.killed();
    let latest = numbers.last().map(|number| &desk.chronicle.dispatches[*number].date.value);
    CityRowView {
        name: name.to_string(),
        href: desk.to_city(here, name).href,
        country: places.country_of(name).map(str::to_owned),
        region: places.region_of(name).map(str::to_owned),
        dispatches: numbers.len(),
        incidents: reckoning.counted.len(),
        killed: figures::sum(killed.and_then(|toll| toll.bounds)),
        unknown: killed.map_or(0, |toll| toll.unknown),
        explained: Scope::city(name).link(desk, here),
        latest: figures::day(latest.expect("a city is listed because a dispatch names it").day()),
    }
}
