//! The only maker of addresses: where every page lies, and how one page links to another.
//! It does not know what stands on a page.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::config::{Config, Links};
use crate::field::day::Month;
use crate::field::dispatch::Dispatch;
use crate::field::page::PlainPage;
use crate::field::slug::Slug;
use crate::field::word::Word;
use crate::plan::period::Period;
use crate::plan::route::Route;
use crate::plan::taxonomy::Taxonomy;
use crate::text::source::CONTENT;

/// What a path may not hold as it is.
const NOT_IN_A_PATH: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'<').add(b'>').add(b'?').add(b'`').add(b'%');

/// The front page.
pub fn front() -> Route {
    Route::file("index.html")
}

/// All dispatches, newest first.
pub fn dispatches() -> Route {
    Route::file("dispatches/index.html")
}

/// All dispatches in a language that is not the site's, newest first.
pub fn dispatches_in(lang: &str) -> Route {
    Route::file(&format!("{}/dispatches/index.html", lang.to_ascii_lowercase()))
}

/// A dispatch; a translation lies under its language.
pub fn dispatch(dispatch: &Dispatch) -> Route {
    let slug = &dispatch.slug.value;
    match (&dispatch.translation_of, &dispatch.lang) {
        (Some(_), Some(lang)) => {
            Route::file(&format!("{}/dispatches/{slug}/index.html", lang.to_ascii_lowercase()))
        }
        _ => Route::file(&format!("dispatches/{slug}/index.html")),
    }
}

/// All cities.
pub fn cities() -> Route {
    Route::file("cities/index.html")
}

/// A city with its newest dispatches.
pub fn city(slug: &Slug) -> Route {
    Route::file(&format!("cities/{slug}/index.html"))
}

/// The terms of a taxonomy.
pub fn taxonomy(taxonomy: Taxonomy) -> Route {
    Route::file(&format!("{}/index.html", taxonomy.word()))
}

/// The term called `name`, with its newest dispatches.
pub fn term(taxonomy: Taxonomy, name: &str) -> Route {
    Route::file(&format!("{}/{}/index.html", taxonomy.word(), Slug::make(name)))
}

/// The map.
pub fn map() -> Route {
    Route::file("map/index.html")
}

/// The years.
pub fn timeline() -> Route {
    Route::file("timeline/index.html")
}

/// A year's months.
pub fn year(year: i16) -> Route {
    Route::file(&format!("timeline/{year:04}/index.html"))
}

/// A month's days.
pub fn month(month: Month) -> Route {
    Route::file(&format!("timeline/{:04}/{:02}/index.html", month.year(), month.month()))
}

/// How the toll of everything in a period came about.
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

/// How the toll of a city came about.
pub fn toll_of_city(slug: &Slug) -> Route {
    Route::file(&format!("cities/{slug}/toll/index.html"))
}

/// How the toll of a city in one year came about.
pub fn toll_of_city_in(slug: &Slug, year: i16) -> Route {
    Route::file(&format!("cities/{slug}/toll/{year:04}/index.html"))
}

/// An incident that several dispatches tell of.
pub fn incident(id: &Slug) -> Route {
    Route::file(&format!("incidents/{id}/index.html"))
}

/// A plain page, at its own path below `content`.
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

/// The page of the data.
pub fn data() -> Route {
    Route::file("data/index.html")
}

/// A file of the data.
pub fn data_file(name: &str) -> Route {
    Route::file(&format!("data/{name}"))
}

/// All corrections, newest first.
pub fn corrections() -> Route {
    Route::file("corrections/index.html")
}

/// The page for an address that leads nowhere.
pub fn not_found() -> Route {
    Route::file("404.html")
}

/// The Atom feed of what the page `home` lists.
pub fn atom(home: &Route) -> Route {
    beside(home, "feed.xml")
}

/// The same as a JSON Feed.
pub fn json_feed(home: &Route) -> Route {
    beside(home, "feed.json")
}

/// What the page of a dispatch says, as JSON.
pub fn record(dispatch: &Route) -> Route {
    beside(dispatch, "data.json")
}

/// Which headers the host is to send, for hosts that read such a file.
pub fn headers() -> Route {
    Route::file("_headers")
}

/// The list of all pages, for search engines.
pub fn sitemap() -> Route {
    Route::file("sitemap.xml")
}

/// What robots may do.
pub fn robots() -> Route {
    Route::file("robots.txt")
}

/// Redirects for hosts that read such a file.
pub fn redirects() -> Route {
    Route::file("_redirects")
}

/// A file of the theme.
pub fn asset(below_assets: &str) -> Route {
    Route::file(&format!("assets/{below_assets}"))
}

/// A file that lies beside a page.
pub fn beside(page: &Route, name: &str) -> Route {
    let folder = page.as_file().rsplit_once('/').map_or("", |(folder, _)| folder);
    Route::file(&if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") })
}

/// One page of the list at `list`, counted from the oldest.
pub fn numbered(list: &Route, page: usize) -> Route {
    beside(list, &format!("page/{page}/index.html"))
}

/// A narrower size of the picture at `picture`: `street-960.webp` beside `street.jpg`.
pub fn narrower(picture: &Route, width: u32) -> Route {
    let file = picture.as_file();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    Route::file(&format!("{stem}-{width}.webp"))
}

/// The page an alias such as `/old/page/` or `/old.html` is answered by.
pub fn alias(path: &str) -> Route {
    let path = path.trim_start_matches('/');
    let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    if is_file {
        Route::file(path)
    } else {
        Route::file(&format!("{}/index.html", path.trim_end_matches('/')))
    }
}

/// The page at a path from the root such as `/about/`, or `None` for anything else.
pub fn of_path(path: &str) -> Option<Route> {
    let no_ending = [headers(), redirects()].into_iter().find(|route| route.as_path() == path);
    match path.strip_prefix('/')? {
        _ if no_ending.is_some() => no_ending,
        "" => Some(front()),
        // That is an address on another host.
        path if path.starts_with('/') => None,
        path => Some(alias(path)),
    }
}

/// How the pages of one site link to each other.
#[derive(Clone, Debug)]
pub struct Linker {
    base_url: String,
    /// The path at which the site stands on its host, from `/` to `/`.
    root: String,
    links: Links,
}

impl Linker {
    /// The linker of a site with these settings.
    pub fn new(config: &Config) -> Linker {
        let host_and_path = config.base_url.split_once("://").map_or("", |(_, rest)| rest);
        let root = host_and_path.find('/').map_or("/", |at| &host_and_path[at..]);
        Linker { base_url: config.base_url.clone(), root: root.to_owned(), links: config.links }
    }

    /// The path at which the site stands on its host, from `/` to `/`.
    pub fn root(&self) -> &str {
        &self.root
    }

    /// The link from the page `here` to `there`.
    pub fn link(&self, here: &Route, there: &Route) -> String {
        let rooted = || format!("{}{}", self.root, encoded(clean(there)));
        match self.links {
            Links::Root => rooted(),
            // A 404 page is shown at any address, so nothing relative to it holds.
            Links::Relative if *here == not_found() => rooted(),
            Links::Relative => {
                let up = here.as_file().matches('/').count();
                format!("{}{}", "../".repeat(up), encoded(there.as_file()))
            }
        }
    }

    /// The whole address of `there`.
    pub fn absolute(&self, there: &Route) -> String {
        format!("{}{}", self.base_url, encoded(clean(there)))
    }

    /// The path that a host is asked for `there` by.
    pub fn path(&self, there: &Route) -> String {
        format!("{}{}", self.root, encoded(clean(there)))
    }
}

fn clean(route: &Route) -> &str {
    let file = route.as_file();
    file.strip_suffix("index.html").unwrap_or(file)
}

fn encoded(path: &str) -> String {
    utf8_percent_encode(path, NOT_IN_A_PATH).to_string()
}
