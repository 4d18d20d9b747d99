//! Makes all addresses: the route of every page, and the links from one page to another.
//! It does not know what a page shows.

mod linker;

pub use linker::Linker;

use std::fmt::Display;

use crate::chronicle::reckoning::parties::Standing;
use crate::field::day::Month;
use crate::field::dispatch::Dispatch;
use crate::field::introduction::Introduction;
use crate::field::page::PlainPage;
use crate::field::place_name::{PlaceKind, PlaceName};
use crate::field::slug::Slug;
use crate::field::word::Word;
use crate::plan::period::Period;
use crate::plan::route::Route;
use crate::plan::taxonomy::Taxonomy;
use crate::text::source::CONTENT;

/// The route of the front page.
pub fn front() -> Route {
    Route::file("index.html")
}

/// The route of the list of all dispatches.
pub fn dispatches() -> Route {
    Route::file("dispatches/index.html")
}

/// The route of the list of dispatches in `lang`, a language that is not the site's.
pub fn dispatches_in(lang: &str) -> Route {
    Route::file(&format!("{}/dispatches/index.html", lang.to_ascii_lowercase()))
}

/// The route of a dispatch. The route of a translation starts with its language.
pub fn dispatch(dispatch: &Dispatch) -> Route {
    let slug = &dispatch.slug.value;
    match (&dispatch.translation_of, &dispatch.lang) {
        (Some(_), Some(lang)) => {
            Route::file(&format!("{}/dispatches/{slug}/index.html", lang.to_ascii_lowercase()))
        }
        _ => Route::file(&format!("dispatches/{slug}/index.html")),
    }
}

/// The route of the list of all cities.
pub fn cities() -> Route {
    Route::file("cities/index.html")
}

/// The route of one part of the list of cities, such as `letter/a`.
pub fn cities_part(path: &str) -> Route {
    Route::file(&format!("cities/{path}/index.html"))
}

/// The route of the list of all places of a kind.
pub fn places(kind: PlaceKind) -> Route {
    Route::file(&format!("{}/index.html", kind.several()))
}

/// The route of a place, by its slug.
pub fn place(place: &PlaceName<impl Display>) -> Route {
    Route::file(&format!("{}/{}/index.html", place.kind().several(), place.name()))
}

/// The route of a taxonomy, which lists its terms.
pub fn taxonomy(taxonomy: Taxonomy) -> Route {
    Route::file(&format!("{}/index.html", taxonomy.word()))
}

/// The route of the term `name` of a taxonomy.
pub fn term(taxonomy: Taxonomy, name: &str) -> Route {
    Route::file(&format!("{}/{}/index.html", taxonomy.word(), Slug::make(name)))
}

/// The route of the page that `file` opens: that of a topic, an author or a party.
pub fn introduced(file: &Introduction) -> Route {
    Route::file(&format!("{}/{}/index.html", file.subject.word(), file.slug()))
}

/// The route of the map.
pub fn map() -> Route {
    Route::file("map/index.html")
}

/// The route of the timeline, which lists the years.
pub fn timeline() -> Route {
    Route::file("timeline/index.html")
}

/// The route of a year, which lists its months.
pub fn year(year: i16) -> Route {
    Route::file(&format!("timeline/{year:04}/index.html"))
}

/// The route of the table of all incidents of a year.
pub fn incidents_of(year: i16) -> Route {
    Route::file(&format!("timeline/{year:04}/incidents/index.html"))
}

/// The route of a month, which lists its days.
pub fn month(month: Month) -> Route {
    Route::file(&format!("timeline/{:04}/{:02}/index.html", month.year(), month.month()))
}

/// The route of the page that explains how the toll of all places in a period was counted.
pub fn toll_of(period: Period) -> Route {
    match period {
        Period::Always => Route::file("toll/index.html"),
        Period::Year(month) => {
            Route::file(&format!("timeline/{:04}/toll/index.html", month.year()))
        }
        Period::Month(month) => Route::file(&format!(
            "timeline/{:04}/{:02}/toll/index.html",
            month.year(),
            month.month()
        )),
    }
}

/// The route of the page that explains how the toll of the place whose page is `place` was counted.
pub fn toll_of_place(place: &Route) -> Route {
    beside(place, "toll/index.html")
}

/// The same for one year.
pub fn toll_of_place_in(place: &Route, year: i16) -> Route {
    beside(place, &format!("toll/{year:04}/index.html"))
}

/// The route of the list of the places in the region or country whose page is `place`.
pub fn places_in(place: &Route) -> Route {
    beside(place, "places/index.html")
}

/// The route of the list of all people, by day.
pub fn people() -> Route {
    Route::file("people/index.html")
}

/// The route of one part of the list of people, such as `letter/a`.
pub fn people_part(path: &str) -> Route {
    Route::file(&format!("people/{path}/index.html"))
}

/// The route of the list of all parties.
pub fn parties() -> Route {
    Route::file("parties/index.html")
}

/// The route of the list of what is attributed to parties in a year.
pub fn parties_in(year: i16) -> Route {
    Route::file(&format!("timeline/{year:04}/parties/index.html"))
}

/// The route of a party.
pub fn party(slug: &Slug) -> Route {
    Route::file(&format!("parties/{slug}/index.html"))
}

/// The route above the pages that explain the rows of a party.
pub fn tolls_of_party(slug: &Slug) -> Route {
    Route::file(&format!("parties/{slug}/toll/index.html"))
}

/// The route of the page that explains how one row of a party was counted.
pub fn toll_of_party(slug: &Slug, row: Standing) -> Route {
    Route::file(&format!("parties/{slug}/toll/{}/index.html", row.word()))
}

/// The route of the page that explains how one row of a party in one year was counted.
pub fn toll_of_party_in(slug: &Slug, row: Standing, year: i16) -> Route {
    Route::file(&format!("parties/{slug}/toll/{}/{year:04}/index.html", row.word()))
}

/// The route of the table of all incidents.
pub fn incidents() -> Route {
    Route::file("incidents/index.html")
}

/// The route of an incident that several dispatches report, or whose people are listed.
pub fn incident(id: &Slug) -> Route {
    Route::file(&format!("incidents/{id}/index.html"))
}

/// The route of a plain page: its path below `content`.
pub fn page(page: &PlainPage) -> Route {
    let below_content = page.path.below(CONTENT).unwrap_or_default();
    let (folder, name) = below_content.rsplit_once('/').unwrap_or(("", below_content));
    let stem = name.strip_suffix(".md").unwrap_or(name);
    let last = match &page.slug {
        Some(slug) => slug.value.as_str(),
        None if stem == "index" => "",
        None => stem,
    };
    let parts = [folder, last, "index.html"];
    let path: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Route::file(&path.join("/"))
}

/// The route of the page that explains the data.
pub fn data() -> Route {
    Route::file("data/index.html")
}

/// The route of the data file `name`.
pub fn data_file(name: &str) -> Route {
    Route::file(&format!("data/{name}"))
}

/// The route of the list of all corrections.
pub fn corrections() -> Route {
    Route::file("corrections/index.html")
}

/// The route of the list of dispatches that later ones replaced.
pub fn replaced() -> Route {
    Route::file("corrections/replaced/index.html")
}

/// The route of the page that hosts show for an unknown address.
pub fn not_found() -> Route {
    Route::file("404.html")
}

/// The route of the Atom feed that belongs to the page `home`.
pub fn atom(home: &Route) -> Route {
    beside(home, "feed.xml")
}

/// The route of the JSON Feed that belongs to the page `home`.
pub fn json_feed(home: &Route) -> Route {
    beside(home, "feed.json")
}

/// The route of the file that tells some hosts which HTTP headers to send.
pub fn headers() -> Route {
    Route::file("_headers")
}

/// The route of the sitemap, which lists all pages for search engines.
pub fn sitemap() -> Route {
    Route::file("sitemap.xml")
}

/// The route of one part of a sitemap that is too long for one file. The first part has number 1.
pub fn sitemap_part(number: usize) -> Route {
    Route::file(&format!("sitemap-{number}.xml"))
}

/// The route of the file that tells crawlers what they may fetch.
pub fn robots() -> Route {
    Route::file("robots.txt")
}

/// The route of the file that tells some hosts which addresses to redirect.
pub fn redirects() -> Route {
    Route::file("_redirects")
}

/// The route of a file of the theme.
pub fn asset(below_assets: &str) -> Route {
    Route::file(&format!("assets/{below_assets}"))
}

/// The route of a file in the same folder as `page`.
pub fn beside(page: &Route, name: &str) -> Route {
    let folder = page.as_file().rsplit_once('/').map_or("", |(folder, _)| folder);
    Route::file(&if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") })
}

/// The route of one page of the list at `list`. Page 1 holds the oldest items.
pub fn numbered(list: &Route, page: usize) -> Route {
    beside(list, &format!("page/{page}/index.html"))
}

/// The route of a narrower size of a picture, such as `street-960.webp` for `street.jpg`.
pub fn narrower(picture: &Route, width: u32) -> Route {
    let file = picture.as_file();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    Route::file(&format!("{stem}-{width}.webp"))
}

/// Whether a route is that of a file of the theme.
pub fn is_asset(route: &Route) -> bool {
    route.as_file().starts_with("assets/")
}

/// The route of an alias such as `/old/page/` or `/old.html`.
pub fn alias(path: &str) -> Route {
    let path = path.trim_start_matches('/');
    let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    if is_file {
        Route::file(path)
    } else {
        Route::file(&format!("{}/index.html", path.trim_end_matches('/')))
    }
}

/// The route for a path that starts at the root, such as `/about/`. None for anything else.
pub fn of_path(path: &str) -> Option<Route> {
    match path.strip_prefix('/')? {
        "" => Some(front()),
        // A path that starts with `//` is an address on another host.
        path if path.starts_with('/') => None,
        path => Some(alias(path)),
    }
}
