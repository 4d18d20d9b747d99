//! Plans the pages that list all cities.
//! It does not know how totals are counted; the chronicle does that.

use std::collections::BTreeMap;

use crate::chronicle::city_names::CityName;
use crate::field::place_name::PlaceName;
use crate::plan::address;
use crate::plan::draw::sparkline::Sparklines;
use crate::plan::edition::Sheet;
use crate::plan::index::Index;
use crate::plan::index::place_lists::{Part, PartOf, folded};
use crate::plan::index::scope::Scope;
use crate::plan::planned::Planned;
use crate::plan::route::Route;
use crate::plan::row::figures;
use crate::plan::row::killed::killed;
use crate::plan::site::Site;
use crate::plan::view::city::{CitiesPage, CountryView, OtherNameView, PlacePartView};
use crate::plan::view::lists::CityRowView;
use crate::plan::view::values::{LinkView, NameView};
use crate::plan::view::{Kind, View};
use crate::text::language;

/// Maximum number of places on one page of a list of places that are not all cities.
pub(crate) const PLACES: usize = 100;

/// The page that lists all cities. If there are too many, it leads to parts by letters, and by country and region.
pub(crate) fn pages(index: &Index<'_>) -> Vec<Planned> {
    let first =
        Planned::page(Kind::Cities, address::cities(), |site, here| sheet(site, here, None));
    let part = |at: usize| {
        let route = address::cities_part(&index.place_lists.parts[at].path);
        Planned::page(Kind::Cities, route, move |site, here| sheet(site, here, Some(at)))
    };
    (0..index.place_lists.parts.len()).map(part).chain([first]).collect()
}

/// The first page, or the part `at`.
fn sheet(site: &Site<'_>, here: &Route, at: Option<usize>) -> Sheet {
    let index = &site.index;
    let lists = &index.place_lists;
    let part = at.map(|at| &lists.parts[at]);
    let listed = match part {
        Some(part) => part.cities.as_slice(),
        None => lists.on_one_page(),
    };
    let (letter, country, region) = part.map(|part| labels(&part.of)).unwrap_or_default();
    let is_area = part.is_some_and(|part| matches!(part.of, PartOf::Area { .. }));
    let others = part.map(|part| part.other_names.as_slice()).unwrap_or_default();
    let parts = lists.parts.iter().enumerate();
    let (letters, areas): (Vec<_>, Vec<_>) =
        parts.partition(|(_, part)| matches!(part.of, PartOf::Letter(_)));
    let views = |parts: Vec<(usize, &Part)>| -> Vec<PlacePartView> {
        parts.into_iter().map(|(n, part)| part_view(index, here, part, at == Some(n))).collect()
    };
    Sheet::of(View::Cities(CitiesPage {
        site: site.frame(here),
        page: site.head(here, "", None),
        country_unknown: is_area && country.is_none(),
        letter,
        country,
        region,
        cities: rows_of_cities(index, here, listed),
        other_names: others.iter().map(|other| other_name(index, here, other)).collect(),
        letters: views(letters),
        areas: views(areas),
        countries: if at.is_none() { countries(index, here) } else { Vec::new() },
        all: part.map(|_| index.linker.link(here, &address::cities())),
    }))
}

/// The letter, the country and the region of a part.
fn labels(of: &PartOf) -> (Option<String>, Option<String>, Option<String>) {
    match of {
        PartOf::Letter(letter) => (Some(letter.clone()), None, None),
        PartOf::Area { country, region } => (None, country.clone(), region.clone()),
    }
}

fn part_view(index: &Index<'_>, here: &Route, part: &Part, current: bool) -> PlacePartView {
    let (letter, country, region) = labels(&part.of);
    let alike = index.place_lists.parts.iter().filter(|other| other.of == part.of).count();
    let title = |city: &CityName| index.city_title(city, &index.config.language).into_owned();
    let ends = part.cities.first().zip(part.cities.last()).filter(|_| alike > 1);
    PlacePartView {
        letter,
        country,
        region,
        ends: ends.map(|(first, last)| [title(first), title(last)]),
        href: index.linker.link(here, &address::cities_part(&part.path)),
        cities: part.cities.len(),
        current,
    }
}

fn other_name(
    index: &Index<'_>,
    here: &Route,
    (lang, name, city): &(String, String, CityName),
) -> OtherNameView {
    OtherNameView {
        name: NameView { lang: lang.clone(), name: name.clone(), dir: language::direction(lang) },
        city: index.to_city(here, city, &index.config.language),
    }
}

/// The names of a city in other languages than the site's.
pub(crate) fn names(index: &Index<'_>, city: &CityName) -> Vec<NameView> {
    let title = index.city_title(city, &index.config.language);
    let file = index.chronicle.places.file(city);
    let names = file.map(|file| &file.names).into_iter().flatten();
    let others = names.filter(|(_, name)| **name != *title);
    let view = |(lang, name): (&String, &String)| NameView {
        lang: lang.clone(),
        name: name.clone(),
        dir: language::direction(lang),
    };
    others.map(view).collect()
}

/// The countries with their regions, and last the regions whose country nobody told.
fn countries(index: &Index<'_>, here: &Route) -> Vec<CountryView> {
    let mut regions: BTreeMap<Option<&str>, Vec<LinkView>> = BTreeMap::new();
    for name in index.territories.keys() {
        match name {
            PlaceName::Country(code) => drop(regions.entry(Some(code)).or_default()),
            PlaceName::Region(region) => {
                let country = index.chronicle.places.country_of_region(region);
                regions.entry(country).or_default().push(index.to_place(here, name));
            }
            PlaceName::City(_) => {}
        }
    }
    let unknown = regions.remove(&None);
    let view = |(code, regions): (Option<&str>, Vec<LinkView>)| CountryView {
        country: code.map(|code| index.to_place(here, &PlaceName::Country(code.into()))),
        code: code.map(str::to_owned),
        regions,
    };
    let mut views: Vec<CountryView> = regions.into_iter().map(view).collect();
    views.sort_by_cached_key(|it| it.country.as_ref().map(|country| folded(&country.title)));
    views.extend(unknown.map(|regions| view((None, regions))));
    views
}

/// One row for each of `cities`.
pub(crate) fn rows_of_cities(
    index: &Index<'_>,
    here: &Route,
    cities: &[CityName],
) -> Vec<CityRowView> {
    let places = cities.iter().map(|name| PlaceName::City(CityName::clone(name)));
    rows_of(index, here, &places.collect::<Vec<_>>())
}

/// One row for each of `places`. A place without dispatches has none.
pub(crate) fn rows_of(index: &Index<'_>, here: &Route, places: &[PlaceName]) -> Vec<CityRowView> {
    if places.is_empty() {
        return Vec::new();
    }
    let sparks = Sparklines::new(index, places);
    places.iter().filter_map(|name| row(index, here, name, &sparks)).collect()
}

fn row(
    index: &Index<'_>,
    here: &Route,
    name: &PlaceName,
    sparks: &Sparklines<'_>,
) -> Option<CityRowView> {
    let places = &index.chronicle.places;
    let scope = Scope::place(name);
    let (numbers, reckoning) = (&index.place(name).dispatches, scope.toll(index));
    let killed = killed(index, &reckoning);
    let latest = &index.chronicle.dispatches[*numbers.last()?].date.value;
    let LinkView { title, href, .. } = index.to_place(here, name);
    let (names, country, region) = match name {
        PlaceName::City(city) => {
            (names(index, city), places.country_of(city), places.region_of(city))
        }
        PlaceName::Region(region) => (Vec::new(), places.country_of_region(region), None),
        PlaceName::Country(code) => (Vec::new(), Some(&**code), None),
    };
    Some(CityRowView {
        name: title,
        href,
        names,
        kind: name.kind().word(),
        country: country.map(str::to_owned),
        region: region.map(str::to_owned),
        dispatches: numbers.len(),
        sparkline: sparks.levels(numbers),
        incidents: reckoning.counted.len(),
        killed: killed.count,
        measure: killed.measure,
        civilians: killed.civilians,
        unknown: killed.unknown,
        explained: scope.link(index, here),
        latest: figures::day(latest.day()),
    })
}
