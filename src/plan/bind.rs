//! Puts the planned pages together into an edition. Two pages at one address are an error; neither one wins silently.
//! It does not know what kinds of pages exist.

mod collision;
mod names;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::plan::bind::collision::{By, Wanted};
use crate::plan::edition::{Edition, Page, Picture, Recipe};
use crate::plan::planned::{How, Planned};
use crate::plan::route::Route;
use crate::plan::site::owned::OwnedSite;
use crate::text::diagnostic::Diagnostic;
use crate::text::span::Span;

/// Sorts the pages by address. Reports two pages at the same address, and two addresses that differ only in case,
/// because some disks and hosts treat those as the same. Reports names that cannot be published.
pub(crate) fn bind(
    planned: Vec<Planned>,
    site: &Arc<OwnedSite>,
    faults: &mut Vec<Diagnostic>,
) -> Edition {
    let mut folded: HashMap<Cow<'_, str>, Wanted> = HashMap::with_capacity(planned.len());
    let mut pages = Vec::with_capacity(planned.len());
    let routes: Vec<Route> = planned.iter().map(|planned| planned.route.clone()).collect();
    for (Planned { route, how, source, hidden, asked_by }, shared) in
        planned.into_iter().zip(&routes)
    {
        if let Some(reason) = shared.refusal() {
            faults.push(names::refused(&route, reason, asked_by));
            continue;
        }
        let wanted = Wanted { route: route.clone(), by: By::new(&how, asked_by) };
        let key = folded_case(shared.as_file());
        if let Some(first) = folded.get(&key) {
            // Pages that no file asked for, such as the feed of a city, collide only if the pages they belong to
            // collide. That collision is already reported.
            if !matches!((&wanted.by, &first.by), (By::Dateline, By::Dateline)) {
                faults.push(collision::of(&wanted, first));
            }
            continue;
        }
        let page = match how {
            How::Picture(source, hash, head, making) => {
                let asked_by = wanted.by.place().cloned();
                let asked_by = asked_by.unwrap_or((source.clone(), Span::default()));
                Page::Picture(Picture { source, hash, head, making, asked_by })
            }
            How::Made(kind, make) => {
                let site = Arc::clone(site);
                let make = Arc::new(move || make(site.site()));
                Page::Made(Recipe { kind, source, hidden, make })
            }
            How::Copied(source, hash) => Page::Copy { source, hash },
            How::Ready(page) => page,
        };
        folded.insert(key, wanted);
        pages.push((route, page));
    }
    // A file cannot have the name of a folder that holds other pages.
    for route in &routes {
        let key = folded_case(route.as_file());
        let folders = key.match_indices('/').map(|(at, _)| &key[..at]);
        for file in folders.filter_map(|folder| folded.get(folder)) {
            if let Some(below) = folded.get(&key) {
                faults.push(collision::below(below, file));
            }
        }
    }
    Edition { pages: pages.into_iter().collect(), outline: None }
}

/// A path in lower case, with accents in one form. Some disks ignore both differences.
fn folded_case(path: &str) -> Cow<'_, str> {
    if path.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(path);
    }
    path.nfc().flat_map(char::to_lowercase).collect::<String>().into()
}
