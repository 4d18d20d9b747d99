//! Cities: a page each with its toll and its dispatches, and the list of them all.
//! It does not add up; it asks the reckoning.

use std::ops::Range;

use crate::chronicle::places::CityName;
use crate::field::city::City;
use crate::plan::data::excerpts;
use crate::plan::desk::Desk;
use crate::plan::edition::{Route, Sheet};
use crate::plan::gazetteer::Entry;
use crate::plan::pager::{Leaf, leaves};
use crate::plan::point::Point;
use crate::plan::scope::Scope;
use crate::plan::spark::Sparks;
use crate::plan::view::chart::Unit;
use crate::plan::view::city::{CitiesPage, CityPage, CityView, FeedsView, NameView};
use crate::plan::view::lists::{CityRowView, PagerView, PeriodRowView, Reports};
use crate::plan::view::{Kind, View};
use crate::plan::{Planned, address, figures, map, rows, tally};
use crate::text::language;
use crate::text::span::Span;

/// A city's own page and the numbered pages of its dispatches.
pub fn pages(desk: &Desk<'_>, name: &CityName) -> Vec<Planned> {
    let slug = desk.chronicle.places.slug(name);
    let file = desk.chronicle.places.file(name);
    let numbers = &desk.gazetteer[name].dispatches;
    let page = |leaf: Leaf| {
        let (city, items, pager) = (CityName::clone(name), leaf.items, leaf.pager);
        let page = Planned::page(Kind::City, leaf.route, move |desk, here| {
            sheet(desk, here, &city, items.clone(), pager.clone())
        });
        match (file, numbers.first()) {
            (Some(file), _) => page.telling(&file.path),
            // Two cities without files whose names make one address: their dispatches are named.
            (None, Some(first)) => {
                page.asked_by(&desk.chronicle.dispatches[*first].path, Span::default())
            }
            (None, None) => page,
        }
    };
    let leaves = leaves(desk, numbers.len(), &address::city(&slug));
    let data = excerpts::of_city(name, &address::city(&slug));
    leaves.into_iter().map(page).chain(data).collect()
}

fn sheet(
    desk: &Desk<'_>,
    here: &Route,
    name: &CityName,
    items: Range<usize>,
    pager: PagerView,
) -> Sheet {
    let first = pager.number.is_none();
    let lang = &desk.config.language;
    let home = address::city(&desk.chronicle.places.slug(name));
    let file = desk.chronicle.places.file(name);
    let ends = desk.gazetteer[name].incidents.ends().filter(|_| first);
    let view = View::City(CityPage {
        site: desk.site(here),
        page: desk.head(
            here,
            desk.city_title(name, lang),
            file.map(|file| file.body.excerpt.as_str()),
        ),
        city: city_view(desk, name, file.map(AsRef::as_ref)),
        map: first.then(|| map::locator(desk, [name], lang)).flatten(),
        toll: first.then(|| rows::toll(desk, here, desk.toll_of(name), &Scope::city(name))),
        incidents: rows::incidents(desk, here, desk.gazetteer[name].named(name).filter(|_| first)),
        feeds: feeds(desk, here, &home),
        data: excerpts::links(desk, here, &home),
        chart: ends.and_then(|ends| tally::chart(desk, here, &Scope::city(name), ends)),
        months: if first { months(desk, here, name) } else { Vec::new() },
        dispatches: rows::by_month(desk, here, &desk.gazetteer[name].dispatches[items]),
        pager,
    });
    let prose = file.filter(|_| first).and_then(|file| desk.prose(here, &file.path, &file.body));
    Sheet::Template { view, prose }
}

/// The feed of what the page `home` lists, in both of its forms.
fn feeds(desk: &Desk<'_>, here: &Route, home: &Route) -> FeedsView {
    FeedsView {
        atom: desk.linker.link(here, &address::atom(home)),
        json: desk.linker.link(here, &address::json_feed(home)),
    }
}

/// A city's months with reports, oldest first.
fn months(desk: &Desk<'_>, here: &Route, name: &CityName) -> Vec<PeriodRowView> {
    let months = desk.gazetteer[name].incidents.months();
    let view = |month| tally::tally(desk, here, &Scope::city(name), (Unit::Month, month));
    months.map(view).filter(|month| month.reports == Reports::Counted).collect()
}

fn city_view(desk: &Desk<'_>, name: &str, file: Option<&City>) -> CityView {
    let point = file.and_then(|file| file.coordinates).map(Point::of_city);
    let title = desk.city_title(name, &desk.config.language);
    let names = file.map(|file| &file.names).into_iter().flatten();
    let names = names.filter(|(_, name)| *name != title);
    CityView {
        name: title.to_owned(),
        names: names
            .map(|(lang, name)| NameView {
                lang: lang.clone(),
                name: name.clone(),
                dir: language::direction(lang),
            })
            .collect(),
        country: desk.chronicle.places.country_of(name).map(str::to_owned),
        region: desk.chronicle.places.region_of(name).map(str::to_owned),
        lat: point.map(|point| point.lat.to_string()),
        lon: point.map(|point| point.lon.to_string()),
    }
}

/// The list of all cities.
pub fn index() -> Planned {
    Planned::page(Kind::Cities, address::cities(), |desk, here| {
        Sheet::of(View::Cities(CitiesPage {
            site: desk.site(here),
            page: desk.head(here, "", None),
            cities: listed(desk, here),
        }))
    })
}

/// Every city with dispatches, by name.
pub fn listed(desk: &Desk<'_>, here: &Route) -> Vec<CityRowView> {
    let sparks = Sparks::of(desk);
    let told_of = desk.gazetteer.iter().filter(|(_, entry)| !entry.dispatches.is_empty());
    told_of.map(|(name, entry)| row(desk, here, name, entry, &sparks)).collect()
}

fn row(
    desk: &Desk<'_>,
    here: &Route,
    name: &CityName,
    entry: &Entry<'_>,
    sparks: &Sparks<'_>,
) -> CityRowView {
    let places = &desk.chronicle.places;
    let (numbers, reckoning) = (&entry.dispatches, desk.toll_of(name));
    let killed = reckoning.killed();
    let latest = numbers.last().map(|number| &desk.chronicle.dispatches[*number].date.value);
    CityRowView {
        name: desk.city_title(name, &desk.config.language).to_owned(),
        href: desk.to_city(here, name, &desk.config.language).href,
        country: places.country_of(name).map(str::to_owned),
        region: places.region_of(name).map(str::to_owned),
        dispatches: numbers.len(),
        sparkline: sparks.levels(numbers),
        incidents: reckoning.counted.len(),
        killed: figures::sum(killed.and_then(|toll| toll.bounds)),
        unknown: killed.map_or(0, |toll| toll.unknown),
        explained: Scope::city(name).link(desk, here),
        latest: figures::day(latest.expect("a city is listed because a dispatch names it").day()),
    }
}
