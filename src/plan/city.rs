//! Cities: a page each with its toll and its dispatches, and the list of them all.
//! It does not add up; it asks the reckoning.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::chronicle::incidents::Incident;
use crate::chronicle::places::CityName;
use crate::chronicle::reckoning::{Question, Reckoning, reckon};
use crate::chronicle::references::Number;
use crate::chronicle::standing::{Standing, standing};
use crate::field::city::City;
use crate::field::day::Month;
use crate::field::slug::Slug;
use crate::plan::desk::{Desk, direction};
use crate::plan::edition::{Page, Route};
use crate::plan::pager::{Leaf, leaves};
use crate::plan::periods::{Period, Periods};
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
    let numbers: &[Number] = desk.by_city.get(name).map_or(&[], Vec::as_slice);
    let reckoning = &desk.tolls_of_cities[name];
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

/// The toll of every city.
pub fn reckonings(desk: &Desk<'_>) -> BTreeMap<CityName, Reckoning> {
    let cities: Vec<&CityName> = desk.chronicle.places.cities.keys().collect();
    let toll = |name: &CityName| {
        reckon(candidates(desk, name), &question(desk, name), &desk.chronicle.places)
    };
    cities.into_par_iter().map(|name| (Arc::clone(name), toll(name))).collect()
}

/// What a city's toll is asked of.
pub fn question<'q>(desk: &'q Desk<'_>, name: &'q str) -> Question<'q> {
    Question { city: Some(name), ..rows::headline(desk) }
}

/// The incidents that may belong to a city: those its dispatches tell of, and those whose place is vague. Each once.
pub fn candidates<'d>(desk: &'d Desk<'_>, name: &str) -> impl Iterator<Item = &'d Incident> {
    let numbers: &[Number] = desk.by_city.get(name).map_or(&[], Vec::as_slice);
    let named = numbers.iter().flat_map(|number| desk.chronicle.incidents_of(*number));
    // An incident file may move an incident to another city than its dispatches name.
    let elsewhere = desk.vague_or_moved.iter().filter_map(|id| desk.chronicle.incidents.get(id));
    let elsewhere = elsewhere.filter(|incident| {
        let here = incident.place.cities.iter().any(|city| **city == *name);
        here || incident.place.precision.is_vaguer_than_a_city()
    });
    let question = question(desk, name);
    // Most of what is vague is so in another country.
    let is_asked_for = |incident: &&Incident| {
        standing(incident, &question, &desk.chronicle.places) != Standing::Outside
    };
    let each = named.chain(elsewhere).filter(is_asked_for).map(|incident| (&incident.id, incident));
    each.collect::<BTreeMap<&Slug, &Incident>>().into_values()
}

/// A city's months with reports, oldest first.
fn months(desk: &Desk<'_>, here: &Route, name: &CityName) -> Vec<MonthView> {
    let periods = Periods::of(candidates(desk, name));
    let question = question(desk, name);
    let view = |month: Month| {
        let reckoning = periods.toll(desk, &question, Period::Month(month));
        let scope = Scope::city(name).during(Period::Month(month));
        MonthView {
            explained: Some(scope.link(desk, here)),
            ..month_view(desk, here, month, &reckoning)
        }
    };
    periods.months().map(view).filter(|month| month.incidents > 0).collect()
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
    desk.by_city.iter().map(|(name, numbers)| row(desk, here, name, numbers)).collect()
}

fn row(desk: &Desk<'_>, here: &Route, name: &CityName, numbers: &[Number]) -> CityRowView {
    let places = &desk.chronicle.places;
    let reckoning: &Reckoning = &desk.tolls_of_cities[name];
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
