//! Plans the pages of each city, with its toll and its dispatches.
//! It does not know how totals are counted; the chronicle does that.

use std::ops::Range;

use crate::chronicle::city_names::CityName;
use crate::field::city::City;
use crate::field::day::Month;
use crate::plan::address;
use crate::plan::data::of_city;
use crate::plan::edition::Sheet;
use crate::plan::index::Index;
use crate::plan::index::scope::Scope;
use crate::plan::page::cities::names;
use crate::plan::page::lists;
use crate::plan::page::pager::{Leaf, leaves};
use crate::plan::planned::Planned;
use crate::plan::point::Point;
use crate::plan::route::Route;
use crate::plan::row::{tally, toll};
use crate::plan::site::Site;
use crate::plan::view::chart::Unit;
use crate::plan::view::city::{CityPage, CityView, FeedsView, SimilarPlaceView, YearOfTotalsView};
use crate::plan::view::lists::{PagerView, Reports};
use crate::plan::view::{Kind, View};
use crate::text::span::Span;

/// The pages of every city.
pub(crate) fn pages(index: &Index<'_>) -> Vec<Planned> {
    let colliding = &index.chronicle.places.colliding;
    let names = index.gazetteer.keys().filter(|name| !colliding.contains(*name));
    names.flat_map(|name| city_pages(index, name)).collect()
}

/// The main page of a city and the numbered pages of its dispatches.
fn city_pages(index: &Index<'_>, name: &CityName) -> Vec<Planned> {
    let slug = index.chronicle.places.slug(name);
    let file = index.chronicle.places.file(name);
    let numbers = &index.gazetteer[name].dispatches;
    let page = |leaf: Leaf| {
        let (city, items, pager) = (CityName::clone(name), leaf.items, leaf.pager);
        let page = Planned::page(Kind::City, leaf.route, move |site, here| {
            sheet(site, here, &city, items.clone(), pager.clone())
        });
        match (file, numbers.first()) {
            (Some(file), _) => page.showing(&file.path),
            // Two cities without files can get the same address. The report then points to a dispatch that names the city.
            (None, Some(first)) => {
                page.asked_by(&index.chronicle.dispatches[*first].path, Span::default())
            }
            (None, None) => page,
        }
    };
    leaves(index, numbers.len(), &address::city(&slug)).into_iter().map(page).collect()
}

fn sheet(
    site: &Site<'_>,
    here: &Route,
    name: &CityName,
    items: Range<usize>,
    pager: PagerView,
) -> Sheet {
    let index = &site.index;
    let first = pager.number.is_none();
    let lang = &index.config.language;
    let home = address::city(&index.chronicle.places.slug(name));
    let file = index.chronicle.places.file(name);
    let totals = if first { totals(index, here, name) } else { Vec::new() };
    let ends = index.gazetteer[name].own.ends().filter(|_| first);
    let view = View::City(CityPage {
        site: site.frame(here),
        page: site.head(
            here,
            &index.city_title(name, lang),
            file.map(|file| file.body.excerpt.as_str()),
        ),
        city: city_view(index, name, file.map(AsRef::as_ref)),
        similar: if first { similar(index, here, name) } else { Vec::new() },
        map: first.then(|| site.locator([name], lang)).flatten(),
        toll: first
            .then(|| toll::view(index, here, &Scope::city(name).toll(index), &Scope::city(name))),
        incidents: lists::incidents(
            site,
            here,
            index.gazetteer[name].named(name).filter(|_| first),
        ),
        feeds: feeds(index, here, &home),
        data: of_city::links(index, here, &home),
        chart: ends.and_then(|ends| tally::chart(index, here, &Scope::city(name), ends)),
        months: totals.iter().flat_map(|of_year| of_year.months.clone()).collect(),
        totals,
        dispatches: lists::by_month(site, here, &index.gazetteer[name].dispatches[items]),
        pager,
    });
    let prose = file.filter(|_| first).and_then(|file| site.prose(here, &file.path, &file.body));
    Sheet::Template { view: Box::new(view), prose }
}

/// Places with names similar to that of the city.
fn similar(index: &Index<'_>, here: &Route, name: &CityName) -> Vec<SimilarPlaceView> {
    let places = &index.chronicle.places;
    let view = |other: CityName| SimilarPlaceView {
        city: index.to_city(here, &other, &index.config.language),
        region: places.region_of(&other).map(str::to_owned),
        country: places.country_of(&other).map(str::to_owned),
        dispatches: index.gazetteer[&other].dispatches.len(),
    };
    index.place_lists.similar.of(name).into_iter().map(view).collect()
}

/// Links to the Atom feed and the JSON Feed of the page `home`.
fn feeds(index: &Index<'_>, here: &Route, home: &Route) -> FeedsView {
    FeedsView {
        atom: index.linker.link(here, &address::atom(home)),
        json: index.linker.link(here, &address::json_feed(home)),
    }
}

/// The toll of a city in each year and month with incidents, oldest first.
fn totals(index: &Index<'_>, here: &Route, name: &CityName) -> Vec<YearOfTotalsView> {
    let scope = Scope::city(name);
    let view = |unit, month| tally::tally(index, here, &scope, (unit, month));
    let months: Vec<Month> = index.gazetteer[name].own.months().collect();
    let of_year = |months: &[Month]| YearOfTotalsView {
        year: view(Unit::Year, months[0]),
        months: months
            .iter()
            .map(|month| view(Unit::Month, *month))
            .filter(|month| month.reports == Reports::Counted)
            .collect(),
    };
    let years = months.chunk_by(|one, next| one.year() == next.year()).map(of_year);
    years.filter(|of_year| of_year.year.reports == Reports::Counted).collect()
}

fn city_view(index: &Index<'_>, name: &CityName, file: Option<&City>) -> CityView {
    let point = file.and_then(|file| file.coordinates).map(Point::of_city);
    let title = index.city_title(name, &index.config.language);
    CityView {
        name: title.into_owned(),
        names: names(index, name),
        country: index.chronicle.places.country_of(name).map(str::to_owned),
        region: index.chronicle.places.region_of(name).map(str::to_owned),
        lat: point.map(|point| point.lat.to_string()),
        lon: point.map(|point| point.lon.to_string()),
    }
}
