//! From the chronicle to the pages to make: which pages there are, where they lie, and what each template sees.
//! Nothing here prints; a page is a value until the press takes it.
//!
//! The modules are layers. From the ground up: `route`, `point`, `period`, `taxonomy` and `address`; `table` and `view`; `borders`,
//! `edition` and `cache`; `index`; `draw`; `row`; `data`; `site`; `planned`; `page`; `document`; `bind`. A file imports only from
//! its own layer and from those below it.

pub mod address;
pub(crate) mod bind;
pub(crate) mod borders;
pub(crate) mod cache;
pub(crate) mod data;
pub(crate) mod document;
pub(crate) mod draw;
pub mod edition;
pub(crate) mod index;
pub(crate) mod page;
pub mod period;
pub(crate) mod planned;
pub(crate) mod point;
pub mod route;
pub(crate) mod row;
pub(crate) mod site;
pub(crate) mod table;
pub mod taxonomy;
pub mod view;

use std::sync::Arc;

use crate::plan::edition::{AnchorLink, Edition};
use crate::plan::index::{Index, Sources, anchors, first_written, links, raw_html};
use crate::plan::planned::Planned;
use crate::plan::row::live_figures;
use crate::plan::site::owned::OwnedSite;
use crate::text::diagnostic::Diagnostic;

/// The functions that list the pages and documents of a site, one for each kind. The site has no other list of its pages; only the
/// sitemap and the theme's files are added to it.
const KINDS: &[fn(&Index<'_>) -> Vec<Planned>] = &[
    page::dispatch::pages,
    page::city::pages,
    page::taxonomy::pages,
    page::map::pages,
    page::timeline::pages,
    page::explained::pages,
    page::incident::pages,
    page::people::pages,
    page::parties::pages,
    page::party::pages,
    page::plain::pages,
    page::front::pages,
    page::cities::pages,
    page::territories::pages,
    page::not_found::pages,
    page::dispatches::pages,
    page::corrections::pages,
    page::data::pages,
    document::data::pages,
    document::headers::pages,
    document::files::pages,
    document::feed::pages,
    page::redirect::pages,
];

/// Lists every page of the site, with the files of its theme. No page is made yet; each holds how it is made. Also lists the links to
/// anchors that only a printed page can answer.
pub fn plan(sources: Sources, faults: &mut Vec<Diagnostic>) -> (Edition, Vec<AnchorLink>) {
    let assets = sources.assets.clone().unwrap_or_default();
    let site = Arc::new(OwnedSite::new(sources, faults));
    let index = &site.site().index;
    // The files of the theme come first, so that whatever wants the address of one is reported.
    let mut planned: Vec<Planned> = assets.into_iter().map(Planned::asset).collect();
    planned.extend(KINDS.iter().flat_map(|pages| pages(index)));
    planned.extend(document::sitemap::pages(index, &planned));
    document::files::check(index, &planned, faults);
    let edition = bind::bind(planned, &site, faults);
    live_figures::check(index, faults);
    links::dead::check(index, &edition, faults);
    first_written::without_repetition(faults);
    raw_html::check(index, &edition, faults);
    let anchors = anchors::anchor_links(index, &edition);
    (edition, anchors)
}
