//! Pages that are files already: what lies beside a dispatch, what lies in `static`, and the aliases that lead elsewhere.
//! It does not copy them; it says what is to be copied where.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::chronicle::visible::{LeftOut, Reason};
use crate::field::dispatch::Dispatch;
use crate::field::page::Alias;
use crate::plan::desk::Desk;
use crate::plan::edition::{Edition, Page, Picture, Route, Sheet};
use crate::plan::view::document::Document;
use crate::plan::view::pages::RedirectPage;
use crate::plan::view::{Kind, View};
use crate::plan::{Planned, address, pictures};
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::{CONTENT, SourcePath};
use crate::text::span::Span;
use crate::text::spelling::nearest;

/// The files that belong to a dispatch: its media, and what its text links to.
/// A file that nothing visible refers to is never copied, so nothing of a hidden dispatch leaks.
pub fn beside(desk: &Desk<'_>, dispatch: &Dispatch, here: &Route) -> Vec<Planned> {
    // Where each is asked for, and whether it is shown.
    let mut files: BTreeMap<SourcePath, (Span, bool)> = BTreeMap::new();
    for medium in &dispatch.media {
        if let Some(path) = of_content(dispatch, &medium.file.value) {
            let shown = !desk.is_graphic(&path);
            files.entry(path).or_insert((medium.file.span, false)).1 |= shown;
        }
    }
    for to in desk.destinations.of_file(&dispatch.path).values() {
        // What is graphic is published where its warning stands, and nowhere else.
        if let Some(path) = to.file.as_ref().filter(|path| !desk.is_graphic(path)) {
            files.entry(path.clone()).or_insert((to.span, false)).1 |= to.shown;
        }
    }
    let published = |(path, (span, shown)): (SourcePath, (Span, bool))| {
        let source = desk.snapshot.sources.get(&path)?;
        let pages = pictures::planned(address::beside(here, path.name()), &path, source, shown);
        Some(pages.into_iter().map(move |page| page.asked_by(&dispatch.path, span)))
    };
    files.into_iter().filter_map(published).flatten().collect()
}

/// The file among the content that a dispatch calls `name`: settings, themes and the record of figures are no media.
fn of_content(dispatch: &Dispatch, name: &str) -> Option<SourcePath> {
    dispatch.path.join(name).filter(|path| path.below(CONTENT).is_some())
}

/// Files among the content that nothing published refers to, so that they are not part of the site.
pub fn unreferenced(desk: &Desk<'_>, edition: &Edition) -> Vec<LeftOut> {
    let copied: BTreeSet<&SourcePath> = edition
        .pages
        .values()
        .filter_map(|page| match page {
            Page::Copy { source, .. } | Page::Picture(Picture { source, .. }) => Some(source),
            Page::Made(_) | Page::Asset { .. } => None,
        })
        .collect();
    let drawn = desk.config.borders.as_ref().map(|borders| &borders.file.value);
    let is_used = |path: &SourcePath| {
        path.extension().as_deref() == Some("md") || copied.contains(path) || drawn == Some(path)
    };
    let files = desk.snapshot.below(CONTENT).map(|(path, _, _)| path);
    files
        .filter(|path| !is_used(path))
        .map(|path| LeftOut { path: path.clone(), reason: Reason::Unreferenced })
        .collect()
}

/// Media files that are not there.
pub fn missing_media(desk: &Desk<'_>, faults: &mut Vec<Diagnostic>) {
    for dispatch in &desk.chronicle.dispatches {
        for medium in &dispatch.media {
            let file = &medium.file;
            let found = of_content(dispatch, &file.value);
            if found.is_some_and(|path| desk.snapshot.sources.contains_key(&path)) {
                continue;
            }
            let folder = dispatch.path.folder();
            let near = nearest(&file.value, desk.snapshot.below(folder).map(|(_, below, _)| below));
            let label = near.map_or_else(
                || format!("not in {folder}"),
                |near| format!("did you mean `{near}`?"),
            );
            faults.push(
                rule::MEDIA_MISSING
                    .at(&dispatch.path, file.span, format!("there is no file `{}`", file.value))
                    .label(label)
                    .help("put the file beside the dispatch, or mend its name"),
            );
        }
    }
}

/// Files that plain pages, cities and incidents link to, and everything in `static`.
pub fn statics(desk: &Desk<'_>) -> Vec<Planned> {
    let dispatches = desk.chronicle.dispatches.iter().map(|dispatch| &dispatch.path);
    let of_dispatches: BTreeSet<&SourcePath> = dispatches.collect();
    let linked = desk.destinations.files_except(&of_dispatches).flat_map(|(from, to)| {
        // What is graphic is published where its warning stands, and nowhere else.
        let file = to.file.as_ref().filter(|path| !desk.is_graphic(path));
        let file = file.and_then(|path| Some((path, desk.snapshot.sources.get(path)?)));
        let pages =
            file.map(|(path, source)| pictures::planned(to.route.clone(), path, source, to.shown));
        pages.into_iter().flatten().map(|page| page.asked_by(from, to.span))
    });
    let statics = desk.snapshot.below("static").flat_map(|(path, below, source)| {
        let pages = pictures::planned(Route::file(below), path, source, false);
        pages.into_iter().map(|page| page.asked_by(path, Span::default()))
    });
    linked.chain(statics).collect()
}

/// A page at every alias that leads to where the content lies now, and the same as `_redirects` for hosts that read it.
pub fn aliases(desk: &Desk<'_>) -> Vec<Planned> {
    let chronicle = desk.chronicle;
    let mut all: Vec<(&SourcePath, &Alias, Route)> = Vec::new();
    let dispatches = chronicle.dispatches.iter().zip(&desk.routes);
    for (dispatch, route) in dispatches {
        all.extend(dispatch.aliases.iter().map(|alias| (&dispatch.path, alias, route.clone())));
    }
    for page in &chronicle.pages {
        all.extend(page.aliases.iter().map(|alias| (&page.path, alias, desk.page_route(page))));
    }
    for incident in chronicle.incidents.values() {
        let Some(file) = &incident.file else { continue };
        let route = desk.incident_route(incident);
        all.extend(file.aliases.iter().map(|alias| (&file.path, alias, route.clone())));
    }
    let mut redirects = String::new();
    let mut pages: Vec<Planned> = all
        .into_iter()
        .map(|(path, alias, to)| {
            let here = address::alias(&alias.value);
            let (from, target) = (desk.linker.path(&here), desk.linker.path(&to));
            writeln!(redirects, "{from} {target} 301").expect("a string takes every write");
            let page = Planned::page(Kind::Redirect, here, move |desk, here| {
                Sheet::of(View::Redirect(RedirectPage {
                    site: desk.site(here),
                    page: desk.head(&to, "", None),
                    to: desk.linker.link(here, &to),
                }))
            });
            page.asked_by(path, alias.span)
        })
        .collect();
    if !redirects.is_empty() {
        let text = move |_: &Desk<'_>| Document::Text(redirects.clone());
        pages.push(Planned::document(address::redirects(), text));
    }
    pages
}
