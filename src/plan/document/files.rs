//! Plans which files of the project are published: media of dispatches, files that texts link to, and `static`.
//! It does not know how files are copied; it only says which file goes where.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::chronicle::visible::{LeftOut, Reason};
use crate::field::dispatch::Dispatch;
use crate::plan::address;
use crate::plan::document::unfit;
use crate::plan::edition::{Edition, Making, Page, Picture};
use crate::plan::index::{Index, near_file};
use crate::plan::planned::Planned;
use crate::plan::route::Route;
use crate::plan::row::pictures;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::snapshot::Snapshot;
use crate::text::source::{CONTENT, Source, SourcePath};
use crate::text::span::Span;

/// Every file of the project that is published.
pub(crate) fn pages(index: &Index<'_>) -> Vec<Planned> {
    let dispatches = index.chronicle.dispatches.par_iter().zip(&index.routes);
    let live = dispatches.filter(|(dispatch, _)| dispatch.withdrawn.is_none());
    let mut files: Vec<Planned> =
        live.flat_map_iter(|(dispatch, route)| beside(index, dispatch, route)).collect();
    files.extend(linked_and_static(index));
    files
}

/// Reports media files that are missing, and files that cannot be published as they are.
pub(crate) fn check(index: &Index<'_>, planned: &[Planned], faults: &mut Vec<Diagnostic>) {
    missing_media(index, faults);
    unfit::check(index, planned, faults);
}

/// The files of a dispatch: its media, and the files that its text links to.
///
/// A file is copied only if something visible refers to it, so no file of a hidden dispatch leaks.
fn beside(index: &Index<'_>, dispatch: &Dispatch, here: &Route) -> Vec<Planned> {
    // Per file: the place that asks for it, and whether a page shows it as a picture.
    let mut files: BTreeMap<SourcePath, (Span, bool)> = BTreeMap::new();
    for medium in &dispatch.media {
        if let Some(path) = of_content(dispatch, &medium.file.value) {
            let shown = !index.is_graphic(&path);
            files.entry(path).or_insert((medium.file.span, false)).1 |= shown;
        }
    }
    for to in index.links.of_file(&dispatch.path).values() {
        // A graphic file is published only together with its warning.
        if let Some(path) = to.file.as_ref().filter(|path| !index.is_graphic(path)) {
            files.entry(path.clone()).or_insert((to.span, false)).1 |= to.shown;
        }
    }
    let published = |(path, (span, shown)): (SourcePath, (Span, bool))| {
        let source = index.snapshot.sources.get(&path)?;
        let pages = published_as(address::beside(here, path.name()), &path, source, shown);
        Some(pages.into_iter().map(move |page| page.asked_by(&dispatch.path, span)))
    };
    files.into_iter().filter_map(published).flatten().collect()
}

/// The file that a dispatch names `name`, if it lies in `content`. Settings, themes and `figures.lock` are not media.
fn of_content(dispatch: &Dispatch, name: &str) -> Option<SourcePath> {
    dispatch.path.join(name).filter(|path| path.below(CONTENT).is_some())
}

/// Files in `content` that no page of `edition` uses. `borders` is the file that maps are drawn from.
pub(crate) fn unreferenced(
    snapshot: &Snapshot,
    borders: Option<&SourcePath>,
    edition: &Edition,
) -> Vec<LeftOut> {
    let published: BTreeSet<&SourcePath> = edition
        .pages
        .values()
        .filter_map(|page| match page {
            Page::Copy { source, .. } | Page::Picture(Picture { source, .. }) => Some(source),
            Page::Made(_) | Page::Asset { .. } => None,
        })
        .collect();
    let is_used = |path: &SourcePath| {
        path.extension().as_deref() == Some("md")
            || published.contains(path)
            || borders == Some(path)
    };
    let files = snapshot.below(CONTENT).map(|(path, _, _)| path);
    files
        .filter(|path| !is_used(path))
        .map(|path| LeftOut { path: path.clone(), reason: Reason::Unreferenced })
        .collect()
}

/// Reports media files that are missing.
fn missing_media(index: &Index<'_>, faults: &mut Vec<Diagnostic>) {
    for dispatch in &index.chronicle.dispatches {
        for medium in &dispatch.media {
            let file = &medium.file;
            let found = of_content(dispatch, &file.value);
            if found.is_some_and(|path| index.snapshot.sources.contains_key(&path)) {
                continue;
            }
            let fault = rule::MEDIA_MISSING
                .at(&dispatch.path, file.span, format!("there is no file `{}`", file.value))
                .label(format!("not in {}", dispatch.path.folder()))
                .help("put the file in the folder of the dispatch, or correct its name");
            let wanted = dispatch.path.join(&file.value);
            faults.push(match wanted {
                Some(wanted) => near_file::named(fault, index.snapshot, &wanted),
                None => fault,
            });
        }
    }
}

/// Files that plain pages, cities and incidents link to, and all files in `static`.
fn linked_and_static(index: &Index<'_>) -> Vec<Planned> {
    let dispatches = index.chronicle.dispatches.iter().map(|dispatch| &dispatch.path);
    let of_dispatches: BTreeSet<&SourcePath> = dispatches.collect();
    let linked = index.links.files_except(&of_dispatches).flat_map(|(from, to)| {
        // A graphic file is published only together with its warning.
        let file = to.file.as_ref().filter(|path| !index.is_graphic(path));
        let file = file.and_then(|path| Some((path, index.snapshot.sources.get(path)?)));
        let pages =
            file.map(|(path, source)| published_as(to.route.clone(), path, source, to.shown));
        pages.into_iter().flatten().map(|page| page.asked_by(from, to.span))
    });
    let statics = index.snapshot.below("static").flat_map(|(path, below, source)| {
        let pages = published_as(Route::file(below), path, source, false);
        pages.into_iter().map(|page| page.asked_by(path, Span::default()))
    });
    linked.chain(statics).collect()
}

/// The file `path`, published at `route`. Pictures are cleaned. If a page shows the picture (`shown`), it also gets
/// narrower sizes in the same folder.
fn published_as(route: Route, path: &SourcePath, source: &Source, shown: bool) -> Vec<Planned> {
    let Some(Ok(head)) = source.picture else {
        return vec![Planned::copy(route, path.clone(), source.hash)];
    };
    let widths = pictures::widths(&head).filter(|_| shown);
    let narrower = widths.map(|it| (address::narrower(&route, it), Making::Narrowed(it)));
    let all: Vec<(Route, Making)> =
        std::iter::once((route.clone(), Making::Cleaned)).chain(narrower).collect();
    let known = (source.hash, head);
    all.into_iter().map(|(at, making)| Planned::picture(at, path.clone(), known, making)).collect()
}
