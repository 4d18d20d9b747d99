//! Plans the pages of each city, region and country, with its toll, its dispatches and the places in it.
//! It does not know how totals are counted; the chronicle does that.

use std::ops::Range;
use std::sync::Arc;

use crate::chronicle::city_names::CityName;
use crate::chronicle::incident::Incident;
use crate::chronicle::reckoning::extent::Extent;
use crate::field::city::City;
use crate::field::day::Month;
use crate::field::page::Body;
use crate::field::place_name::PlaceName;
use crate::plan::address;
use crate::plan::data::of_place;
use crate::plan::edition::Sheet;
use crate::plan::index::Index;
use crate::plan::index::scope::Scope;
use crate::plan::page::cities::{PLACES, names, rows_of};
use crate::plan::page::lists;
use crate::plan::page::pager::{Leaf, leaves, numbers, page_of};
use crate::plan::planned::Planned;
use crate::plan::point::Point;
use crate::plan::route::Route;
use crate::plan::row::{tally, toll};
use crate::plan::site::Site;
use crate::plan::view::chart::Unit;
use crate::plan::view::city::{
    CityPage, CityView, FeedsView, PlacesView, SimilarPlaceView, YearOfTotalsView,
};
use crate::plan::view::lists::{PagerView, Reports};
use crate::plan::view::{Kind, View};
use crate::text::source::SourcePath;
use crate::text::span::Span;

/// The pages of every city, region and country.
pub(crate) fn pages(index: &Index<'_>) -> Vec<Planned> {
    let colliding = &index.chronicle.places.colliding;
    let names = index.gazetteer.keys().filter(|name| !colliding.contains(*name));
    let cities = names.map(|name| PlaceName::City(CityName::clone(name)));
    let territories = index.territories.keys();
    let lists = territories.clone().flat_map(|name| lists_of_places(index, name));
    let all: Vec<PlaceName> = cities.chain(territories.cloned()).collect();
    all.iter().flat_map(|name| place_pages(index, name)).chain(lists).collect()
}

/// What one page of a place shows.
#[derive(Clone)]
enum Part {
    /// The main page, with the newest dispatches.
    Main(Range<usize>),
    /// A numbered page of dispatches.
    Dispatches(Range<usize>),
    /// A page of the list of places in it, from 1.
    Places(usize),
}

/// The main page of a place and the numbered pages of its dispatches.
fn place_pages(index: &Index<'_>, name: &PlaceName) -> Vec<Planned> {
    let numbers = &index.place(name).dispatches;
    let page = |leaf: Leaf| {
        let part = match leaf.pager.number {
            None => Part::Main(leaf.items),
            Some(_) => Part::Dispatches(leaf.items),
        };
        let (place, pager) = (name.clone(), leaf.pager);
        let page = Planned::page(Kind::City, leaf.route, move |site, here| {
            sheet(site, here, &place, part.clone(), pager.clone())
        });
        asked(index, name, page)
    };
    leaves(index, numbers.len(), &index.place_route(name)).into_iter().map(page).collect()
}

/// The pages that list the places in a region or country, if they are too many for its main page.
fn lists_of_places(index: &Index<'_>, name: &PlaceName) -> Vec<Planned> {
    let length = index.territories[name].places.len();
    let own = address::places_in(&index.place_route(name));
    let page = |number: usize| {
        let route = page_of(&own, number);
        let place = name.clone();
        // It lists no dispatches.
        let pager = leaves(index, 0, &route).remove(0).pager;
        let page = Planned::page(Kind::City, route, move |site, here| {
            sheet(site, here, &place, Part::Places(number), pager.clone())
        });
        asked(index, name, page)
    };
    let of = if length > PLACES { length.div_ceil(PLACES) } else { 0 };
    (1..=of).map(page).collect()
}

/// The page with the file that asked for it. Two places without files can get the same address. The report then points to what names
/// the place.
fn asked(index: &Index<'_>, name: &PlaceName, page: Planned) -> Planned {
    let PlaceName::City(city) = name else {
        return match (described(index, name), &index.territories[name].told) {
            (Some((path, _)), _) => page.showing(path),
            (None, Some((path, span))) => page.asked_by(path, *span),
            (None, None) => page,
        };
    };
    match (index.chronicle.places.file(city), index.gazetteer[city].dispatches.first()) {
        (Some(file), _) => page.showing(&file.path),
        (None, Some(first)) => {
            page.asked_by(&index.chronicle.dispatches[*first].path, Span::default())
        }
        (None, None) => page,
    }
}

fn sheet(site: &Site<'_>, here: &Route, name: &PlaceName, part: Part, pager: PagerView) -> Sheet {
    let index = &site.index;
    let lang = &index.config.language;
    let home = index.place_route(name);
    let entry = index.place(name);
    let (first, items) = match &part {
        Part::Main(items) => (true, items.clone()),
        Part::Dispatches(items) => (false, items.clone()),
        Part::Places(_) => (false, 0..0),
    };
    let city = match name {
        PlaceName::City(city) => Some(city),
        PlaceName::Region(_) | PlaceName::Country(_) => None,
    };
    let file = city.and_then(|city| index.chronicle.places.file(city));
    let described = described(index, name);
    let scope = Scope::place(name);
    let totals = if first { totals(index, here, name) } else { Vec::new() };
    let ends = entry.own.ends().filter(|_| first);
    let incidents = if first { index.incidents_in(name) } else { Vec::new() };
    let (only, others): (Vec<&Incident>, Vec<&Incident>) =
        incidents.into_iter().partition(|incident| is_only_known_to(incident, name));
    let view = View::City(CityPage {
        site: site.frame(here),
        page: site.head(
            here,
            &index.place_title(name, lang),
            described.map(|(_, body)| body.excerpt.as_str()),
        ),
        city: place_view(index, here, name, file.map(AsRef::as_ref)),
        similar: city.filter(|_| first).map(|it| similar(index, here, it)).unwrap_or_default(),
        map: city.filter(|_| first).and_then(|city| site.locator([city], lang)),
        toll: first.then(|| toll::view(index, here, &scope.toll(index), &scope)),
        places: places(index, here, name, &part),
        only_here: lists::latest(site, here, only),
        incidents: lists::incidents(site, here, others),
        feeds: feeds(index, here, &home),
        data: of_place::links(index, here, &home),
        chart: ends.and_then(|ends| tally::chart(index, here, &scope, ends)),
        months: totals.iter().flat_map(|of_year| of_year.months.clone()).collect(),
        totals,
        dispatches: lists::by_month(site, here, &entry.dispatches[items]),
        pager,
    });
    let prose = described.filter(|_| first).and_then(|(path, body)| site.prose(here, path, body));
    Sheet::Template { view: Box::new(view), prose }
}

/// The file of a place and its text.
fn described<'i>(index: &'i Index<'_>, name: &PlaceName) -> Option<(&'i SourcePath, &'i Body)> {
    let places = &index.chronicle.places;
    match name {
        PlaceName::City(city) => places.file(city).map(|file| (&file.path, &file.body)),
        PlaceName::Region(region) => {
            let file = places.regions.get(&**region)?;
            Some((&file.path, &file.body))
        }
        PlaceName::Country(_) => None,
    }
}

/// The places in a region or country, on its main page and on the pages of a longer list.
fn places(index: &Index<'_>, here: &Route, name: &PlaceName, part: &Part) -> PlacesView {
    let Some(territory) = index.territories.get(name) else { return PlacesView::default() };
    let own = address::places_in(&index.place_route(name));
    let of = territory.places.len().div_ceil(PLACES);
    let (listed, numbers) = match part {
        Part::Main(_) if of <= 1 => (territory.places.as_slice(), Vec::new()),
        Part::Main(_) | Part::Dispatches(_) => (&[][..], Vec::new()),
        Part::Places(number) => {
            let chunk = territory.places.chunks(PLACES).nth(number - 1).unwrap_or_default();
            (chunk, numbers(index, here, &own, (*number, of)))
        }
    };
    let is_longer = of > 1 && matches!(part, Part::Main(_));
    PlacesView {
        rows: rows_of(index, here, listed),
        count: territory.places.len(),
        all: is_longer.then(|| index.linker.link(here, &own)),
        list_only: matches!(part, Part::Places(_)),
        home: matches!(part, Part::Places(_))
            .then(|| index.linker.link(here, &index.place_route(name))),
        numbers,
    }
}

/// Whether nothing closer than this region, or this country, is known of the place of an incident.
fn is_only_known_to(incident: &Incident, name: &PlaceName) -> bool {
    match (Extent::of(&incident.place), name) {
        (Extent::Region(of, _), PlaceName::Region(name)) => *of == **name,
        (Extent::Country(of), PlaceName::Country(code)) => *of == **code,
        _ => false,
    }
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

/// The toll of a place in each year and month with incidents, oldest first.
fn totals(index: &Index<'_>, here: &Route, name: &PlaceName) -> Vec<YearOfTotalsView> {
    let scope = Scope::place(name);
    let view = |unit, month| tally::tally(index, here, &scope, (unit, month));
    let months: Vec<Month> = index.place(name).own.months().collect();
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

fn place_view(index: &Index<'_>, here: &Route, name: &PlaceName, file: Option<&City>) -> CityView {
    let point = file.and_then(|file| file.coordinates).map(Point::of_city);
    let title = index.place_title(name, &index.config.language).into_owned();
    let places = &index.chronicle.places;
    let (names, country, region) = match name {
        PlaceName::City(city) => {
            let (country, region) = index.around_city(city);
            (names(index, city), country, region)
        }
        PlaceName::Region(region) => {
            let wider = places.widening(region).nth(1).filter(|wider| **wider != **region);
            (Vec::new(), places.country_of_region(region), wider)
        }
        PlaceName::Country(code) => (Vec::new(), Some(&**code), None),
    };
    let link = |name: PlaceName| index.link_to(here, &name);
    CityView {
        name: title,
        kind: name.kind().word(),
        names,
        country_href: match name {
            PlaceName::Country(_) => None,
            PlaceName::Region(_) | PlaceName::City(_) => {
                country.and_then(|code| link(PlaceName::Country(Arc::from(code))))
            }
        },
        country: country.map(str::to_owned),
        region_href: region.and_then(|region| link(PlaceName::Region(Arc::from(region)))),
        region: region.map(str::to_owned),
        lat: point.map(|point| point.lat.to_string()),
        lon: point.map(|point| point.lon.to_string()),
    }
}
