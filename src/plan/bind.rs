//! Puts the planned pages together into an edition. Two pages at one address are an error; neither one wins silently.
//! It does not know what kinds of pages exist.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::plan::edition::{Edition, Page, Picture, Recipe};
use crate::plan::planned::{How, Planned};
use crate::plan::route::Route;
use crate::plan::site::owned::OwnedSite;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::Span;

/// Sorts the pages by address. Reports two pages at the same address, and two addresses that differ only in case,
/// because some disks and hosts treat those as the same.
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
        let key = folded_case(shared.as_file());
        if let Some((first_route, first)) = folded.get(&key) {
            // Pages that no file asked for, such as the feed of a city, collide only if the pages they belong to
            // collide. That collision is already reported.
            if asked_by.is_some() || first.is_some() {
                faults.push(collision(&route, asked_by, first_route, first.clone()));
            }
            continue;
        }
        let page = match how {
            How::Picture(source, hash, head, making) => {
                let asked_by = asked_by.clone().unwrap_or((source.clone(), Span::default()));
                Page::Picture(Picture { source, hash, head, making, asked_by })
            }
            How::Made(kind, make) => {
                let site = Arc::clone(site);
                let make = Arc::new(move || make(site.site()));
                Page::Made(Recipe { kind, source, hidden, make })
            }
            How::Copied(source, hash) => Page::Copy { source, hash },
        };
        folded.insert(key, (route.clone(), asked_by));
        pages.push((route, page));
    }
    // A file cannot have the name of a folder that holds other pages.
    for route in &routes {
        let key = folded_case(route.as_file());
        let folders = key.match_indices('/').map(|(at, _)| &key[..at]);
        for (first_route, first) in folders.filter_map(|folder| folded.get(folder)) {
            let asked_by = folded.get(&key).and_then(|(_, asked_by)| asked_by.clone());
            faults.push(collision(first_route, first.clone(), route, asked_by));
        }
    }
    Edition { pages: pages.into_iter().collect() }
}

/// An address that is in use, and the place that asked for it.
type Wanted = (Route, Option<(SourcePath, Span)>);

/// A path in lower case, with accents in one form. Some disks ignore both differences.
fn folded_case(path: &str) -> Cow<'_, str> {
    if path.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(path);
    }
    path.nfc().flat_map(char::to_lowercase).collect::<String>().into()
}

fn collision(
    route: &Route,
    second: Option<(SourcePath, Span)>,
    first_route: &Route,
    first: Option<(SourcePath, Span)>,
) -> Diagnostic {
    let (at, other) = match (second, first) {
        (Some(second), first) => (second, first),
        (None, Some(first)) => (first, None),
        (None, None) => ((SourcePath::new("site.toml"), Span::default()), None),
    };
    let is_place = |span: &Span| *span != Span::default();
    let same_file = other.as_ref().is_some_and(|(path, _)| *path == at.0);
    let taken = match &other {
        Some((path, _)) => format!("{path} already has this address"),
        None => "dateline makes a page of its own there".to_owned(),
    };
    let help = match (&other, route == first_route) {
        _ if same_file => "write each address once".to_owned(),
        (None, _) => {
            format!("{taken}: give this one another `slug` or another name, or take the alias out")
        }
        (Some(_), true) if route.as_file().starts_with("cities/") => format!(
            "{taken}. If both are the same city, spell the name the same way everywhere. If not, write a file in \
             content/cities for one of them, with a different `slug`"
        ),
        (Some(_), true) => format!("{taken}: give one of the two another `slug` or another name"),
        (Some(_), false) => format!(
            "{taken}, as {first_route}: the two differ only in case or in how accents are written; \
             give one another `slug` or another name"
        ),
    };
    let mut fault = rule::SAME_ADDRESS
        .in_file(&at.0, format!("two pages want the address {route}"))
        .label(if same_file { "written again here" } else { "already used" })
        .help(help);
    fault.span = Some(at.1).filter(is_place);
    match other.filter(|(_, span)| is_place(span)) {
        Some((path, span)) => fault.related(&path, span, "first here"),
        None => fault,
    }
}
