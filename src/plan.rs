//! From the account to the pages to make: which pages there are, where they lie, and what each template sees.
//! Nothing here prints; a page is a value until the press takes it.

pub mod account;
pub mod address;
pub mod borders;
pub mod chart;
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
pub mod headers;
pub mod incident;
pub mod lanes;
pub mod ledger;
pub mod linked_data;
pub mod links;
pub mod lists;
pub mod map;
pub mod media;
pub mod naming;
pub mod pager;
pub mod periods;
pub mod pictures;
pub mod point;
pub mod register;
pub mod rows;
pub mod scope;
pub mod shared;
pub mod spark;
pub mod table;
pub mod tally;
pub mod testimony;
pub mod timeline;
pub mod translations;
pub mod view;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::picture::Head;
use crate::plan::account::Account;
use crate::plan::desk::Desk;
use crate::plan::edition::{Edition, Make, Making, Page, Picture, Recipe, Route, Sheet};
use crate::plan::view::Kind;
use crate::plan::view::document::Document;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::{Hash, SourcePath};
use crate::text::span::Span;

/// A page that is to be, and who asked for it.
pub struct Planned {
    /// Where it lies.
    pub route: Route,
    /// What it will be.
    plan: Plan,
    /// The file that it tells, if it is one.
    source: Option<SourcePath>,
    /// The file that asked for it, and where in it; nothing for pages that are made of many files.
    asked_by: Option<(SourcePath, Span)>,
}

enum Plan {
    /// A page of this kind, of which nothing is made yet; a document has none.
    Made(Option<Kind>, Arc<Make>),
    /// A file of the project, as it is.
    Copy(SourcePath, Hash),
    /// A picture of the project.
    Picture(SourcePath, Hash, Head, Making),
}

impl Planned {
    /// A page for a template, whose sheet `make` will make for where it lies.
    pub fn page(
        kind: Kind,
        route: Route,
        make: impl Fn(&Desk<'_>, &Route) -> Sheet + Send + Sync + 'static,
    ) -> Planned {
        let here = route.clone();
        let make = move |desk: &Desk<'_>| make(desk, &here);
        Planned::new(route, Plan::Made(Some(kind), Arc::new(make)))
    }

    /// A document, which `make` will make.
    pub fn document(
        route: Route,
        make: impl Fn(&Desk<'_>) -> Document + Send + Sync + 'static,
    ) -> Planned {
        let make = move |desk: &Desk<'_>| Sheet::Document(make(desk));
        Planned::new(route, Plan::Made(None, Arc::new(make)))
    }

    /// A copy of the file `source`.
    pub fn copy(route: Route, source: SourcePath, hash: Hash) -> Planned {
        Planned::new(route, Plan::Copy(source, hash))
    }

    /// What `making` makes of the picture `source`.
    pub fn picture(
        route: Route,
        source: SourcePath,
        (hash, head): (Hash, Head),
        making: Making,
    ) -> Planned {
        Planned::new(route, Plan::Picture(source, hash, head, making))
    }

    /// The file of the project that is published as it is, if it is one, and who asked for it.
    pub fn copied(&self) -> Option<(&SourcePath, &SourcePath, Span)> {
        match (&self.plan, &self.asked_by) {
            (Plan::Copy(source, _), Some((by, span))) => Some((source, by, *span)),
            _ => None,
        }
    }

    /// The same, which tells the file `path`.
    pub fn telling(self, path: &SourcePath) -> Planned {
        let source = Some(path.clone());
        Planned { source, ..self.asked_by(path, Span::default()) }
    }

    /// The same, asked for at this place of the file `path`.
    pub fn asked_by(self, path: &SourcePath, span: Span) -> Planned {
        Planned { asked_by: Some((path.clone(), span)), ..self }
    }

    /// What kind of page it will be; none if it is a document or a copy.
    pub fn kind(&self) -> Option<Kind> {
        match self.plan {
            Plan::Made(kind, _) => kind,
            Plan::Copy(..) | Plan::Picture(..) => None,
        }
    }

    fn new(route: Route, plan: Plan) -> Planned {
        Planned { route, plan, source: None, asked_by: None }
    }
}

/// Every page of the site. None is made yet: each holds how.
pub fn plan(account: &Arc<Account>, faults: &mut Vec<Diagnostic>) -> Edition {
    let desk = account.desk();
    let chronicle = desk.chronicle;
    let mut planned: Vec<Planned> = Vec::with_capacity(2 * chronicle.dispatches.len());
    let numbers = (0..chronicle.dispatches.len()).into_par_iter();
    planned.par_extend(numbers.flat_map_iter(|number| dispatch::pages(desk, number)));
    planned.extend(chronicle.places.cities.keys().flat_map(|name| city::pages(desk, name)));
    planned.extend(register::pages(desk));
    planned.extend(map::page(desk));
    planned.extend(timeline::pages(desk));
    planned.extend(explained::pages(desk));
    planned.extend(chronicle.incidents.values().filter_map(|it| incident::page(desk, it)));
    planned.extend(chronicle.pages.iter().map(|page| front::plain(desk, page)));
    planned.extend(front::pages());
    planned.extend(lists::pages(desk));
    planned.extend(corrections::pages(desk));
    planned.extend(data::pages());
    planned.extend(headers::file(desk));
    planned.extend(files::statics(desk));
    planned.extend(feed::documents(desk, &planned));
    planned.extend(files::aliases(desk));
    files::missing_media(desk, faults);
    pictures::unfit(desk, &planned, faults);
    let edition = bind(planned, account, faults);
    links::dead_menu_lines(desk, &edition, faults);
    edition
}

/// Puts the pages into order. Two that would lie at one address are reported; so are two that differ only in case,
/// since some disks and hosts do not tell them apart.
fn bind(planned: Vec<Planned>, account: &Arc<Account>, faults: &mut Vec<Diagnostic>) -> Edition {
    let mut folded: HashMap<Cow<'_, str>, Wanted> = HashMap::with_capacity(planned.len());
    let mut pages = Vec::with_capacity(planned.len());
    let routes: Vec<Route> = planned.iter().map(|planned| planned.route.clone()).collect();
    for (Planned { route, plan, source, asked_by }, shared) in planned.into_iter().zip(&routes) {
        let key = folded_case(shared.as_file());
        if let Some((first_route, first)) = folded.get(&key) {
            // Pages that no file asked for collide only below pages that did, and those are reported.
            if asked_by.is_some() || first.is_some() {
                faults.push(collision(&route, asked_by, first_route, first.clone()));
            }
            continue;
        }
        let account = Arc::clone(account);
        let page = match plan {
            Plan::Picture(source, hash, head, making) => {
                let asked_by = asked_by.clone().unwrap_or((source.clone(), Span::default()));
                Page::Picture(Picture { source, hash, head, making, asked_by })
            }
            Plan::Made(kind, make) => Page::Made(Recipe { kind, source, make, account }),
            Plan::Copy(source, hash) => Page::Copy { source, hash },
        };
        folded.insert(key, (route.clone(), asked_by));
        pages.push((route, page));
    }
    // A file cannot lie where other pages need a folder.
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

/// An address that is taken, and the file that asked for it.
type Wanted = (Route, Option<(SourcePath, Span)>);

/// A path as a disk sees it that does not tell cases apart, nor the ways to write an accent.
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
