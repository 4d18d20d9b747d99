//! The targets of links in bodies: other content by its path, files beside it, or addresses of the site.
//! It does not read Markdown; `prose` found the links.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use percent_encoding::percent_decode_str;

use crate::chronicle::Chronicle;
use crate::config;
use crate::field::excerpt::excerpt;
use crate::field::page::{Body, Link, Pointing};
use crate::field::related::RelatedTo;
use crate::plan::address;
use crate::plan::edition::Edition;
use crate::plan::index::files::FilesWithoutEnding;
use crate::plan::index::{Index, near_file, routes};
use crate::plan::route::Route;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::snapshot::Snapshot;
use crate::text::source::{CONTENT, SourcePath};
use crate::text::span::Span;
use crate::text::spelling::did_you_mean;

/// Maximum number of dead links reported per file.
const MOST_DEAD: usize = 50;

/// The target of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Destination {
    /// The page or file. Whether an address of the site exists is known only after every page is planned.
    pub route: Route,
    /// The `#fragment` or `?query`, as written.
    pub suffix: String,
    /// The file to publish, if the target is a file beside content.
    pub file: Option<SourcePath>,
    /// The first place where the link is written.
    pub span: Span,
    /// Whether any link in the body shows it as a picture.
    pub shown: bool,
}

/// The target of every link in every body, by file and by the destination as written.
#[derive(Clone, Debug)]
pub(crate) struct BodyLinks(BTreeMap<SourcePath, BTreeMap<String, Destination>>);

impl BodyLinks {
    /// The links of all bodies. `dispatches` are the addresses of dispatches, by number.
    pub(crate) fn new(
        chronicle: &Chronicle,
        snapshot: &Snapshot,
        dispatches: &[Route],
        files: &FilesWithoutEnding,
    ) -> BodyLinks {
        let content = Content::new(chronicle, snapshot, dispatches, files);
        let mut all = BTreeMap::new();
        for (path, body, home) in bodies(chronicle, dispatches) {
            let mut links = BTreeMap::new();
            for link in &body.links {
                let Some(to) = content.destination(path, &home, link) else { continue };
                let shown = to.shown;
                links.entry(link.destination.clone()).or_insert(to).shown |= shown;
            }
            if !links.is_empty() {
                all.insert(path.clone(), links);
            }
        }
        BodyLinks(all)
    }

    /// The targets of the links in the body of `path`.
    pub(crate) fn of_file(&self, path: &SourcePath) -> &BTreeMap<String, Destination> {
        static NONE: BTreeMap<String, Destination> = BTreeMap::new();
        self.0.get(path).unwrap_or(&NONE)
    }

    /// Every file that a body links to, as the linking file and its target. Bodies in `left_out` are skipped.
    pub(crate) fn files_except<'s>(
        &'s self,
        left_out: &'s BTreeSet<&SourcePath>,
    ) -> impl Iterator<Item = (&'s SourcePath, &'s Destination)> {
        let bodies = self.0.iter().filter(|(from, _)| !left_out.contains(from));
        bodies.flat_map(|(from, links)| {
            links.values().filter(|to| to.file.is_some()).map(move |to| (from, to))
        })
    }
}

/// Every published body, with the page that shows it.
pub(super) fn bodies<'c>(
    chronicle: &'c Chronicle,
    dispatches: &[Route],
) -> Vec<(&'c SourcePath, &'c Body, Route)> {
    let mut bodies = Vec::new();
    for (dispatch, route) in chronicle.dispatches.iter().zip(dispatches) {
        if dispatch.withdrawn.is_none() {
            bodies.push((&dispatch.path, &dispatch.body, route.clone()));
        }
    }
    for city in chronicle.places.cities.values().flatten() {
        bodies.push((&city.path, &city.body, address::city(&city.slug.value)));
    }
    for incident in chronicle.incidents.values() {
        if let Some(file) = &incident.file {
            let route = routes::incident(chronicle, dispatches, incident);
            bodies.push((&file.path, &file.body, route));
        }
    }
    for page in &chronicle.pages {
        bodies.push((&page.path, &page.body, address::page(page)));
    }
    bodies
}

/// The content that a link can name by its path.
struct Content<'c> {
    snapshot: &'c Snapshot,
    files: &'c FilesWithoutEnding,
    /// Content that has a page, by its path.
    pages: HashMap<&'c SourcePath, Route>,
}

impl<'c> Content<'c> {
    fn new(
        chronicle: &'c Chronicle,
        snapshot: &'c Snapshot,
        dispatches: &[Route],
        files: &'c FilesWithoutEnding,
    ) -> Content<'c> {
        // Withdrawn dispatches are included: they keep a page, although it no longer shows their body.
        let paths = chronicle.dispatches.iter().map(|dispatch| &dispatch.path);
        let mut pages: HashMap<&SourcePath, Route> =
            paths.zip(dispatches.iter().cloned()).collect();
        let printed = bodies(chronicle, dispatches).into_iter();
        pages.extend(printed.map(|(path, _, route)| (path, route)));
        Content { snapshot, files, pages }
    }

    /// The target of a link on the page `home`. None if the link cannot have one.
    fn destination(&self, path: &SourcePath, home: &Route, link: &Link) -> Option<Destination> {
        let (written, suffix) = split_suffix(&link.destination);
        let decoded = percent_decode_str(written).decode_utf8().ok()?;
        let to = |route: Route, file: Option<SourcePath>| {
            let (suffix, shown) = (suffix.to_owned(), link.pointing != Pointing::Link);
            Some(Destination { route, suffix, file, span: link.span, shown })
        };
        if let Some(source) = path.join(&decoded) {
            // A Mac encodes accents in names of files in another way than an editor types them.
            let source = self.snapshot.found(&source).cloned().unwrap_or(source);
            if let Some(route) = self.pages.get(&source) {
                return to(route.clone(), None);
            }
            let is_file =
                source.below(CONTENT).is_some() && source.extension().as_deref() != Some("md");
            if is_file && self.snapshot.sources.contains_key(&source) {
                return to(address::beside(home, source.name()), Some(source));
            }
        }
        to(self.files.route(&decoded)?, None)
    }
}

/// Reports links to pages that `edition` does not have, and pictures in bodies without a credit.
pub(crate) fn check(index: &Index<'_>, edition: &Edition, faults: &mut Vec<Diagnostic>) {
    // A link to a file with its own fault may be correct, so only that fault is reported.
    let unsound: HashSet<SourcePath> =
        faults.iter().filter(|fault| fault.is_error()).map(|it| it.path.clone()).collect();
    // While some content has errors, nobody can tell which files of places it uses.
    let may_use = unsound.iter().any(|path| path.below(CONTENT).is_some());
    let is_place = |file: &SourcePath| {
        let folder = file.below(CONTENT).and_then(|below| below.split('/').next());
        matches!(folder, Some("cities" | "regions" | "incidents"))
    };
    let is_unclear = |file: &SourcePath| {
        let exists = || index.snapshot.sources.contains_key(file);
        unsound.contains(file) || may_use && is_place(file) && exists()
    };
    let bodies = bodies(index.chronicle, &index.routes);
    let names = LazyCell::new(|| bodies.iter().map(|(path, ..)| path.name()).collect());
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

fn dead_link(
    index: &Index<'_>,
    path: &SourcePath,
    link: &Link,
    names: &BTreeSet<&str>,
) -> Diagnostic {
    let (written, _) = split_suffix(&link.destination);
    if written.is_empty() {
        return rule::DEAD_LINK
            .at(path, link.span, "a link has no address")
            .label("the brackets are empty")
            .help("write the address between the brackets, or delete the link");
    }
    let message = format!("the link to `{}` leads nowhere", excerpt(&link.destination));
    if file(path, link).is_some_and(|file| index.snapshot.sources.contains_key(&file)) {
        return rule::DEAD_LINK
            .at(path, link.span, message)
            .label("this file is not published")
            .help("`dateline check` says why, below its report: it may be a draft, or nothing published uses it. Delete the link until it is published");
    }
    let name = written.trim_end_matches('/').rsplit('/').next().unwrap_or(written);
    let fault = rule::DEAD_LINK
        .at(path, link.span, message)
        .label(did_you_mean(name, names.iter().copied(), NOTHING_THERE))
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

/// Splits a destination into its path and its query or fragment.
pub(super) fn split_suffix(destination: &str) -> (&str, &str) {
    let at = destination.find(['#', '?']).unwrap_or(destination.len());
    destination.split_at(at)
}
