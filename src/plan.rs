//! From the account to the pages to make: which pages there are, where they lie, and what each template sees.
//! Nothing here prints; a page is a value until the press takes it.

pub mod address;
pub mod city;
pub mod corrections;
pub mod data;
pub mod desk;
pub mod dispatch;
pub mod edition;
pub mod explained;
pub mod feed;
pub mod figures;
pub mod files;
pub mod frame;
pub mod front;
pub mod gazetteer;
pub mod incident;
pub mod ledger;
pub mod linked_data;
pub mod links;
pub mod pager;
pub mod periods;
pub mod point;
pub mod rows;
pub mod scope;
pub mod shared;
pub mod table;
pub mod testimony;
pub mod timeline;
pub mod view;

use std::collections::BTreeMap;

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::plan::desk::Desk;
use crate::plan::edition::{Edition, Page, Route};
use crate::plan::ledger::Ledger;
use crate::plan::timeline::Calendar;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::Span;

/// A page and the file that asked for it.
pub struct Planned {
    /// Where it lies.
    pub route: Route,
    /// How it is made.
    pub page: Page,
    /// The file that asked for it, and where in it; nothing for pages that are made of many files.
    pub asked_by: Option<(SourcePath, Span)>,
}

impl Planned {
    /// A page that no single file asked for.
    pub fn of_many(route: Route, page: Page) -> Planned {
        Planned { route, page, asked_by: None }
    }

    /// A page that the file `path` asked for.
    pub fn by(path: &SourcePath, route: Route, page: Page) -> Planned {
        Planned { route, page, asked_by: Some((path.clone(), Span::default())) }
    }
}

/// Every page of the site.
pub fn plan(desk: &Desk<'_>, faults: &mut Vec<Diagnostic>) -> Edition {
    let chronicle = desk.chronicle;
    let mut planned: Vec<Planned> = (0..chronicle.dispatches.len())
        .into_par_iter()
        .flat_map_iter(|number| dispatch::pages(desk, number))
        .collect();
    let cities: Vec<_> = chronicle.places.cities.keys().collect();
    planned.par_extend(cities.into_par_iter().flat_map_iter(|name| city::pages(desk, name)));
    let calendar = Calendar::of(desk);
    let ledger = Ledger::of(desk);
    planned.par_extend(timeline::pages(&calendar));
    planned.par_extend(explained::pages(desk, &calendar.years_listed(), &calendar.months_listed()));
    planned
        .par_extend(chronicle.incidents.par_iter().filter_map(|(_, it)| incident::page(desk, it)));
    planned.extend(chronicle.pages.iter().flat_map(|page| front::plain(desk, page)));
    planned.extend(front::pages(desk, &calendar, &ledger));
    planned.extend(corrections::pages(desk, &ledger));
    planned.extend(data::pages(desk));
    planned.extend(files::statics(desk));
    planned.extend(feed::documents(desk, &ledger, &planned));
    planned.extend(files::aliases(desk));
    files::missing_media(desk, faults);
    let edition = bind(planned, faults);
    links::dead_menu_lines(desk, &edition, faults);
    edition
}

/// Puts the pages into order. Two that would lie at one address are reported; so are two that differ only in case,
/// since some disks and hosts do not tell them apart.
fn bind(planned: Vec<Planned>, faults: &mut Vec<Diagnostic>) -> Edition {
    let mut folded: BTreeMap<String, (Route, Option<(SourcePath, Span)>)> = BTreeMap::new();
    let mut pages = BTreeMap::new();
    for Planned { route, page, asked_by } in planned {
        let key = route.as_file().nfc().flat_map(char::to_lowercase).collect::<String>();
        if let Some((first_route, first)) = folded.get(&key) {
            // Pages that no file asked for collide only below pages that did, and those are reported.
            if asked_by.is_some() || first.is_some() {
                faults.push(collision(&route, asked_by, first_route, first.clone()));
            }
            continue;
        }
        folded.insert(key, (route.clone(), asked_by));
        pages.insert(route, page);
    }
    // A file cannot lie where other pages need a folder.
    for (key, (route, asked_by)) in &folded {
        let folders = key.match_indices('/').map(|(at, _)| &key[..at]);
        for (first_route, first) in folders.filter_map(|folder| folded.get(folder)) {
            faults.push(collision(first_route, first.clone(), route, asked_by.clone()));
        }
    }
    Edition { pages }
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
        Some((path, _)) => format!("{path} is already there"),
        None => "dateline makes a page of its own there".to_owned(),
    };
    let help = match (&other, route == first_route) {
        _ if same_file => "write each address once".to_owned(),
        (None, _) => {
            format!("{taken}: give this one another `slug` or another name, or take the alias out")
        }
        (Some(_), true) if route.as_file().starts_with("cities/") => format!(
            "{taken}: if both names mean one city, write it one way, or list the other under `aliases` in \
             its file; else give one of the two a file with a `slug` of its own"
        ),
        (Some(_), true) => format!("{taken}: give one of the two another `slug` or another name"),
        (Some(_), false) => format!(
            "{taken}, as {first_route}: the two differ only in case or in how accents are written; \
             give one another `slug` or another name"
        ),
    };
    let mut fault = rule::SAME_ADDRESS
        .in_file(&at.0, format!("two pages want the address {route}"))
        .label(if same_file { "again here" } else { "taken already" })
        .help(help);
    fault.span = Some(at.1).filter(is_place);
    match other.filter(|(_, span)| is_place(span)) {
        Some((path, span)) => fault.related(&path, span, "first here"),
        None => fault,
    }
}
