//! Plans the sitemap and `robots.txt`, which tells search engines where the sitemap is.
//! It does not know which pages exist; it gets the list.

use std::collections::HashMap;

use crate::chronicle::references::DispatchId;
use crate::field::dispatch::Dispatch;
use crate::plan::address;
use crate::plan::index::Index;
use crate::plan::index::changes::last_change;
use crate::plan::planned::Planned;
use crate::plan::route::Route;
use crate::plan::view::Kind;
use crate::plan::view::document::{Document, MappedView};
use crate::text::source::SourcePath;

/// Maximum number of addresses in one sitemap. Search engines read no larger ones.
const MOST: usize = 50_000;

/// Maximum number of addresses in one sitemap of a site in several languages. Each names all of them, and a sitemap has at most
/// 50 MB.
const MOST_IN_LANGUAGES: usize = 10_000;

/// The sitemap of the pages in `planned`, and `robots.txt` if the project brings none of its own.
pub(crate) fn pages(index: &Index<'_>, planned: &[Planned]) -> Vec<Planned> {
    let listed: Vec<Route> =
        planned.iter().filter(|it| is_listed(it)).map(|it| it.route.clone()).collect();
    let is_in_languages = !index.config.languages.is_empty();
    let mut pages = sitemaps(index, listed, if is_in_languages { MOST_IN_LANGUAGES } else { MOST });
    if !index.snapshot.sources.contains_key(&SourcePath::new("static/robots.txt")) {
        let sitemap = index.linker.absolute(&address::sitemap());
        // A search engine that may not fetch a page of a staging site does not see that it must not list it. So it is only not invited.
        let invitation = match index.config.is_staging {
            true => String::new(),
            false => format!("\nSitemap: {sitemap}\n"),
        };
        let robots = format!("User-agent: *\nAllow: /\n{invitation}");
        pages.push(Planned::document(address::robots(), move |_| Document::Text(robots.clone())));
    }
    pages
}

/// One sitemap; or if there are more than `most` addresses, several, and an index of them at the usual address.
fn sitemaps(index: &Index<'_>, mut listed: Vec<Route>, most: usize) -> Vec<Planned> {
    if listed.len() <= most {
        return vec![Planned::document(address::sitemap(), move |site| {
            sitemap_of(&site.index, &listed)
        })];
    }
    // The order of the addresses, so that each part stays the same while nothing in it changes.
    listed.sort_by_cached_key(|route| index.linker.absolute(route));
    let parts: Vec<Vec<Route>> = listed.chunks(most).map(<[Route]>::to_vec).collect();
    let routes = (1..=parts.len()).map(address::sitemap_part);
    let addresses: Vec<String> = routes.map(|route| index.linker.absolute(&route)).collect();
    let whole =
        Planned::document(address::sitemap(), move |_| Document::SitemapIndex(addresses.clone()));
    let part = |(number, routes): (usize, Vec<Route>)| {
        Planned::document(address::sitemap_part(number), move |site| {
            sitemap_of(&site.index, &routes)
        })
    };
    std::iter::once(whole).chain((1..).zip(parts).map(part)).collect()
}

/// Whether search engines should list a page.
fn is_listed(planned: &Planned) -> bool {
    let kind = planned.kind();
    kind.is_some_and(|kind| !matches!(kind, Kind::NotFound | Kind::Redirect))
}

/// The addresses of `routes`. A dispatch also has the day of its last change.
fn sitemap_of(index: &Index<'_>, routes: &[Route]) -> Document {
    let told = index.routes.iter().zip(0..).filter(|(_, number)| {
        let dispatch: &Dispatch = &index.chronicle.dispatches[*number];
        dispatch.withdrawn.is_none()
    });
    let changed: HashMap<&Route, DispatchId> = told.collect();
    let line = |route: &Route| {
        let number = changed.get(route).copied();
        MappedView {
            address: index.linker.absolute(route),
            changed: number.map(|number| {
                last_change(index.chronicle, &index.config.timezone, number).day().iso()
            }),
            languages: number.map_or_else(Vec::new, |number| alternates(index, number)),
        }
    };
    let mut pages: Vec<MappedView> = routes.iter().map(line).collect();
    pages.sort();
    Document::Sitemap(pages)
}

/// The addresses of a dispatch in all its languages. Empty if it exists in only one.
fn alternates(index: &Index<'_>, number: DispatchId) -> Vec<(String, String)> {
    let original = index.chronicle.original(number);
    let told = std::iter::once(original).chain(index.chronicle.translations(original));
    let address = |it: DispatchId| index.linker.absolute(&index.routes[it]);
    let languages: Vec<_> =
        told.map(|it| (index.language_of(it).to_owned(), address(it))).collect();
    if languages.len() > 1 { languages } else { Vec::new() }
}
