//! Links to an anchor of a page: those that no heading of a text answers. Whether a template has the anchor, only the printed page says.
//! It does not print pages.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use percent_encoding::percent_decode_str;

use crate::config;
use crate::field::page::Body;
use crate::plan::edition::{AnchorLink, Edition, Page};
use crate::plan::index::Index;
use crate::plan::index::links::{bodies, split_suffix};
use crate::plan::route::Route;
use crate::plan::view::Kind;
use crate::prose::heading::headings;
use crate::text::source::SourcePath;
use crate::text::span::Span;
use crate::text::spelling::composed;

/// The links in texts and in the menu to an anchor that is no heading of the text on the page.
pub(crate) fn anchor_links(index: &Index<'_>, edition: &Edition) -> Vec<AnchorLink> {
    let bodies = bodies(index.chronicle, &index.routes);
    let mut links = Vec::new();
    let mut add = |path: &SourcePath, span: Span, route: &Route, written: &str| {
        if let Some(anchor) = anchor(written).filter(|_| has_anchors(edition, route)) {
            let (path, route, written) = (path.clone(), route.clone(), written.to_owned());
            links.push(AnchorLink { path, span, route, anchor, written });
        }
    };
    for (path, body, home) in &bodies {
        let to = index.links.of_file(path);
        for link in body.links.iter().filter(|link| link.destination.contains('#')) {
            if let Some(to) = to.get(&link.destination).filter(|to| to.file.is_none()) {
                add(path, link.span, &to.route, &link.destination);
            }
        }
        for link in &body.fragments {
            add(path, link.span, home, &link.destination);
        }
    }
    for line in index.config.menu.iter().flatten().filter(|line| line.to.value.contains('#')) {
        if let Some(route) = index.files.route(split_suffix(&line.to.value).0) {
            add(&SourcePath::new(config::FILE), line.to.span, &route, &line.to.value);
        }
    }
    if links.is_empty() {
        return links;
    }
    // The first text of a page is printed on it.
    let mut texts: HashMap<&Route, (&SourcePath, &Body)> = HashMap::new();
    for (path, body, home) in &bodies {
        texts.entry(home).or_insert((path, body));
    }
    let mut known: BTreeMap<Route, BTreeSet<String>> = BTreeMap::new();
    links.retain(|link| {
        let of_text = || {
            let (path, body) = texts.get(&link.route)?;
            let text = index.snapshot.text(path)?.get(body.span.range())?;
            Some(headings(text).into_iter().map(|heading| heading.id).collect())
        };
        let ids = known.entry(link.route.clone()).or_insert_with(|| of_text().unwrap_or_default());
        !ids.contains(&link.anchor)
    });
    links
}

/// What a link names after `#`. None if it names nothing, or what every page has in a browser.
fn anchor(written: &str) -> Option<String> {
    let (_, fragment) = written.split_once('#')?;
    let anchor = percent_decode_str(fragment).decode_utf8().ok()?;
    let is_for_browsers = anchor.is_empty() || anchor == "top" || anchor.starts_with(":~:");
    (!is_for_browsers).then(|| composed(&anchor).into_owned())
}

/// Whether `route` is a page that a template prints. A page that only leads to another keeps the anchor.
fn has_anchors(edition: &Edition, route: &Route) -> bool {
    match edition.pages.get(route) {
        Some(Page::Made(recipe)) => recipe.kind.is_some_and(|kind| kind != Kind::Redirect),
        _ => false,
    }
}
