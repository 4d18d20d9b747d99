//! Links that lead nowhere: in bodies, in the menu and among the pages to read next; and pictures in bodies without a credit.
//! It does not know where the other links lead.

use std::cell::LazyCell;
use std::collections::{BTreeSet, HashSet};

use percent_encoding::percent_decode_str;

use crate::config;
use crate::field::excerpt::excerpt;
use crate::field::introduction::Subject;
use crate::field::page::{Link, Pointing};
use crate::field::related::RelatedTo;
use crate::plan::address;
use crate::plan::edition::Edition;
use crate::plan::index::first_written::FirstWritten;
use crate::plan::index::links::{Destination, bodies, split_suffix};
use crate::plan::index::{Index, near_file};
use crate::plan::route::Route;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::{CONTENT, SourcePath};
use crate::text::spelling::did_you_mean;

/// Maximum number of dead links reported per file.
const MOST_DEAD: usize = 50;

/// Reports links to pages that `edition` does not have, and pictures in bodies without a credit.
pub(crate) fn check(index: &Index<'_>, edition: &Edition, faults: &mut Vec<Diagnostic>) {
    // A link to a file with its own fault may be correct, so only that fault is reported.
    let unsound: HashSet<SourcePath> =
        faults.iter().filter(|fault| fault.is_error()).map(|it| it.path.clone()).collect();
    // While some content has errors, nobody can tell which files of places it uses.
    let may_use = unsound.iter().any(|path| path.below(CONTENT).is_some());
    let is_place = |file: &SourcePath| {
        let folder = file.below(CONTENT).and_then(|below| below.split('/').next());
        matches!(folder, Some("cities" | "regions" | "incidents")) || Subject::of(file).is_some()
    };
    let is_unclear = |file: &SourcePath| {
        let exists = || index.snapshot.sources.contains_key(file);
        unsound.contains(file) || may_use && is_place(file) && exists()
    };
    let bodies = bodies(index.chronicle, &index.routes);
    let names = LazyCell::new(|| Names {
        files: bodies.iter().map(|(path, ..)| path.name()).collect(),
        written: FirstWritten::new(index),
    });
    for (path, body, _) in &bodies {
        let links = index.links.of_file(path);
        let mut dead = Vec::new();
        for link in &body.links {
            match links.get(&link.destination) {
                Some(to) if to.file.is_some() || edition.pages.contains_key(&to.route) => {
                    faults.extend(uncredited(index, path, link, to));
                }
                // Without the theme nobody knows its files, and that there is no such theme is reported already.
                Some(to) if !index.has_theme && address::is_asset(&to.route) => {}
                _ if file(path, link).is_some_and(|file| is_unclear(&file)) => {}
                _ => dead.push(link),
            }
        }
        // To look for similar names is slow, so it is done only for the links that are reported.
        let more = dead.len().saturating_sub(MOST_DEAD);
        dead.truncate(MOST_DEAD);
        faults.extend(dead.iter().map(|link| dead_link(index, path, link, &names)));
        if let Some(last) = faults.last_mut() {
            last.and_more(more, "links of this file lead nowhere");
        }
    }
    dead_menu_lines(index, edition, faults);
    dead_related(index, edition, faults);
}

/// Reports pages to read next that `edition` does not have.
fn dead_related(index: &Index<'_>, edition: &Edition, faults: &mut Vec<Diagnostic>) {
    for dispatch in &index.chronicle.dispatches {
        for related in &dispatch.related {
            let RelatedTo::Page(address) = &related.to.value else { continue };
            let route = index.files.route(address);
            if route.is_some_and(|route| edition.pages.contains_key(&route)) {
                continue;
            }
            let known = edition.pages.keys().map(Route::as_path).collect::<Vec<_>>();
            let message = format!("`related` leads nowhere: `{}`", excerpt(address));
            let label = did_you_mean(address, known.iter().map(String::as_str), NOTHING_THERE);
            let fault = rule::DEAD_LINK.at(&dispatch.path, related.to.span, message).label(label);
            faults.push(
                fault.help(
                    "write the address of a page, such as /about/, or the slug of a dispatch",
                ),
            );
        }
    }
}

/// The names that a dead link may mean.
struct Names<'n> {
    /// The files with a text.
    files: BTreeSet<&'n str>,
    /// What dispatches write.
    written: FirstWritten<'n>,
}

fn dead_link(index: &Index<'_>, path: &SourcePath, link: &Link, names: &Names<'_>) -> Diagnostic {
    let (written, _) = split_suffix(&link.destination);
    if written.is_empty() {
        return rule::DEAD_LINK
            .at(path, link.span, "a link has no address")
            .label("the brackets are empty")
            .help("write the address between the brackets, or delete the link");
    }
    let message = format!("the link to `{}` leads nowhere", excerpt(&link.destination));
    if let Some(wanted) = page(index, path, link)
        && let Some(near) = names.written.nearest(&wanted)
    {
        let fault = rule::DEAD_LINK.at(path, link.span, message);
        let label = format!("did you mean `{}`?", near.as_path());
        return names.written.point_to(fault.label(label), near);
    }
    if file(path, link).is_some_and(|file| index.snapshot.sources.contains_key(&file)) {
        return rule::DEAD_LINK
            .at(path, link.span, message)
            .label("this file is not published")
            .help("`dateline check` says why, below its report: it may be a draft, or nothing published uses it. Delete the link until it is published");
    }
    let name = written.trim_end_matches('/').rsplit('/').next().unwrap_or(written);
    let fault = rule::DEAD_LINK
        .at(path, link.span, message)
        .label(did_you_mean(name, names.files.iter().copied(), NOTHING_THERE))
        .help(remedy(name));
    match file(path, link) {
        Some(wanted) if wanted.below(CONTENT).is_some() => {
            near_file::named(fault, index.snapshot, &wanted)
        }
        _ => fault,
    }
}

/// The message about a dead link, if no other address is similar.
const NOTHING_THERE: &str = "nothing is published there";

/// Reports a picture without a credit: it has no caption, and no `media` entry gives its credit.
fn uncredited(
    index: &Index<'_>,
    path: &SourcePath,
    link: &Link,
    to: &Destination,
) -> Option<Diagnostic> {
    let file = to.file.as_ref()?;
    if link.pointing != Pointing::Picture || index.described.contains_key(file) {
        return None;
    }
    let fault = rule::PICTURE_UNCREDITED
        .at(path, link.span, format!("the picture `{}` has no credit", excerpt(file.name())))
        .label("no text in quotation marks follows its name")
        .help("write who made it after its name: `![What it shows](street.jpg \"Photo: who made it\")`");
    Some(fault)
}

/// The page that a link names by its address, or by the path of the file that opens it.
fn page(index: &Index<'_>, path: &SourcePath, link: &Link) -> Option<Route> {
    let (written, _) = split_suffix(&link.destination);
    let of_file = || {
        let file = file(path, link)?;
        address::of_path(&format!("/{}/", file.below(CONTENT)?.strip_suffix(".md")?))
    };
    if written.starts_with('/') { index.files.route(written) } else { of_file() }
}

/// The file that a link names by its path. The file may not exist.
fn file(path: &SourcePath, link: &Link) -> Option<SourcePath> {
    let (written, _) = split_suffix(&link.destination);
    path.join(&percent_decode_str(written).decode_utf8().ok()?)
}

/// The remedy for a dead link.
fn remedy(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((_, extension)) if extension != "md" => {
            format!("put `{}` beside this file, or check its name", excerpt(name))
        }
        _ => "write the path of the file, starting from the folder of this file, such as \
              `../2017/2017-05-31-mosul.md`, or an address such as `/cities/mosul/`"
            .to_owned(),
    }
}

/// Reports menu lines in `site.toml` that link to no page of `edition`.
fn dead_menu_lines(index: &Index<'_>, edition: &Edition, faults: &mut Vec<Diagnostic>) {
    for line in index.config.menu.iter().flatten() {
        let (path, _) = split_suffix(&line.to.value);
        if index.files.route(path).is_none_or(|route| edition.pages.contains_key(&route)) {
            continue;
        }
        let known = edition.pages.keys().map(Route::as_path).collect::<Vec<_>>();
        faults.push(
            rule::DEAD_LINK
                .at(
                    &SourcePath::new(config::FILE),
                    line.to.span,
                    format!("the menu entry \"{}\" leads nowhere", line.title),
                )
                .label(did_you_mean(path, known.iter().map(String::as_str), NOTHING_THERE))
                .help("write the path of a page, such as /about/ or /cities/, or a full https:// address"),
        );
    }
}
