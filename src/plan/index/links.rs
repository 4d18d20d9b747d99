//! The targets of links in bodies: other content by its path, files beside it, or addresses of the site.
//! It does not read Markdown; `prose` found the links.

pub(crate) mod dead;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use percent_encoding::percent_decode_str;

use crate::chronicle::Chronicle;
use crate::field::page::{Body, Link, Pointing};
use crate::field::place_name::PlaceName;
use crate::plan::address;
use crate::plan::index::files::FilesWithoutEnding;
use crate::plan::index::routes;
use crate::plan::route::Route;
use crate::text::snapshot::Snapshot;
use crate::text::source::{CONTENT, SourcePath};
use crate::text::span::Span;

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
pub(crate) fn bodies<'c>(
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
        bodies.push((&city.path, &city.body, address::place(&PlaceName::City(&city.slug.value))));
    }
    for region in &chronicle.places.region_files {
        bodies.push((
            &region.path,
            &region.body,
            address::place(&PlaceName::Region(region.slug())),
        ));
    }
    for file in chronicle.introductions.used.values() {
        bodies.push((&file.path, &file.body, address::introduced(file)));
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

/// Splits a destination into its path and its query or fragment.
pub(super) fn split_suffix(destination: &str) -> (&str, &str) {
    let at = destination.find(['#', '?']).unwrap_or(destination.len());
    destination.split_at(at)
}
