//! Plans the pages at old addresses (aliases), which redirect readers to the new address.
//! It does not know who still links to an old address.

use std::fmt::Write;

use crate::field::page::Alias;
use crate::field::place_name::PlaceName;
use crate::plan::address;
use crate::plan::edition::Sheet;
use crate::plan::index::Index;
use crate::plan::planned::Planned;
use crate::plan::route::Route;
use crate::plan::site::Site;
use crate::plan::view::document::Document;
use crate::plan::view::pages::RedirectPage;
use crate::plan::view::{Kind, View};
use crate::text::source::SourcePath;

/// A redirect page for every alias, and the file `_redirects` with the same list for hosts that read it.
pub(crate) fn pages(index: &Index<'_>) -> Vec<Planned> {
    let chronicle = index.chronicle;
    let mut all: Vec<(&SourcePath, &Alias, Route)> = Vec::new();
    let dispatches = chronicle.dispatches.iter().zip(&index.routes);
    for (dispatch, route) in dispatches {
        all.extend(dispatch.aliases.iter().map(|alias| (&dispatch.path, alias, route.clone())));
    }
    for page in &chronicle.pages {
        all.extend(page.aliases.iter().map(|alias| (&page.path, alias, address::page(page))));
    }
    for incident in chronicle.incidents.values() {
        let Some(file) = &incident.file else { continue };
        let route = index.incident_route(incident);
        all.extend(file.aliases.iter().map(|alias| (&file.path, alias, route.clone())));
    }
    for region in &chronicle.places.region_files {
        let to = address::place(&PlaceName::Region(region.slug()));
        all.extend(region.aliases.iter().map(|alias| (&region.path, alias, to.clone())));
    }
    for file in chronicle.introductions.used.values() {
        let to = address::introduced(file);
        all.extend(file.aliases.iter().map(|alias| (&file.path, alias, to.clone())));
    }
    let mut redirects = String::new();
    let mut pages: Vec<Planned> = all
        .into_iter()
        .map(|(path, alias, to)| {
            let here = address::alias(&alias.value);
            let (from, target) = (index.linker.path(&here), index.linker.path(&to));
            writeln!(redirects, "{from} {target} 301").expect("a string takes every write");
            let page = Planned::page(Kind::Redirect, here, move |site, here| {
                Sheet::of(View::Redirect(RedirectPage {
                    site: site.frame(here),
                    page: site.head(&to, "", None),
                    to: site.index.linker.link(here, &to),
                }))
            });
            page.asked_by(path, alias.span)
        })
        .collect();
    if !redirects.is_empty() {
        let text = move |_: &Site<'_>| Document::Text(redirects.clone());
        pages.push(Planned::document(address::redirects(), text));
    }
    pages
}
