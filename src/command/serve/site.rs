//! A composed project whose pages are right, from which the preview answers: which page is at which path, and its bytes.
//! It does not know whether it is what the preview shows.

use std::collections::BTreeMap;
use std::sync::Arc;

use dateline::chronicle::visible::Reason;
use dateline::compose::ThemedEdition;
use dateline::edge::preview::content::{PageInfo, Resource, Visibility};
use dateline::edge::preview::media_type::media_type;
use dateline::edge::preview::report::Report;
use dateline::plan::address;
use dateline::plan::edition::{Page, Recipe};
use dateline::plan::route::Route;
use dateline::press;
use dateline::press::theme::Theme;
use dateline::text::diagnostic::Diagnostic;
use dateline::text::source::{Source, SourcePath};

use crate::command::composed_project::ComposedProject;
use crate::command::faults::one_of_each;
use crate::command::pictures::Pictures;
use crate::command::serve::page_cache::PageCache;

/// A composed project without errors, except that published figures may have changed without an explanation.
pub(super) struct ServableSite {
    /// The project.
    pub(super) project: Arc<ComposedProject>,
    /// The files that pages load (style sheets, pictures), by path, each with a key that is equal for equal bytes.
    pub(super) files: Arc<BTreeMap<String, u128>>,
    /// The published figures that changed and are not explained yet. A build refuses them.
    pub(super) unexplained: Option<Arc<Report>>,
    site: ThemedEdition,
}

/// What is at a path.
pub(super) enum Lookup<'s> {
    /// This page.
    Page(Route, &'s Page),
    /// Nothing, but there is a page at this path.
    Redirect(String),
    /// Nothing. The site may have a page that says so.
    Missing(Option<(Route, &'s Page)>),
}

impl ServableSite {
    /// The site of `project`, or what is wrong with it. If its theme is not the one of the site `before`, one page of each
    /// kind is printed: an error in a template is found before the last good site is given up.
    pub(super) fn new(
        project: &Arc<ComposedProject>,
        before: Option<&ServableSite>,
    ) -> Result<ServableSite, Vec<Diagnostic>> {
        let site = project.previewable().cloned().ok_or_else(|| project.errors())?;
        let files = Arc::new(files(&site));
        let unexplained = project.unexplained().map(Arc::new);
        let site = ServableSite { project: Arc::clone(project), files, unexplained, site };
        let theme_changed = |before: &ServableSite| {
            before.theme().parsed.fingerprint != site.theme().parsed.fingerprint
        };
        let faults = if before.is_some_and(theme_changed) { site.try_kinds() } else { Vec::new() };
        if faults.is_empty() { Ok(site) } else { Err(faults) }
    }

    /// The theme that prints it.
    pub(super) fn theme(&self) -> &Theme {
        &self.site.theme
    }

    /// Prints the first page of each kind; says what is wrong.
    fn try_kinds(&self) -> Vec<Diagnostic> {
        let mut kinds = Vec::new();
        let mut faults = Vec::new();
        for (_, recipe) in self.recipes() {
            if !kinds.contains(&recipe.kind) {
                kinds.push(recipe.kind);
                faults.extend(
                    press::print_sheet(self.theme(), &recipe.make()).err().map(|fault| *fault),
                );
            }
        }
        one_of_each(faults)
    }

    /// Every page that a template prints.
    pub(super) fn recipes(&self) -> impl Iterator<Item = (&Route, &Recipe)> {
        self.site.edition.pages.iter().filter_map(|(route, page)| match page {
            Page::Made(recipe) => recipe.kind.map(|_| (route, recipe)),
            Page::Copy { .. } | Page::Picture(_) | Page::Asset { .. } => None,
        })
    }

    /// The path of the page that is made from the file `source`, if there is one.
    pub(super) fn page_of(&self, source: &SourcePath) -> Option<String> {
        let (route, _) = self.recipes().find(|(_, it)| it.source.as_ref() == Some(source))?;
        Some(path_on_host(&self.site, route))
    }

    /// The page at `route`.
    pub(super) fn page(&self, route: &Route) -> Option<&Page> {
        self.site.edition.pages.get(route)
    }

    /// What is at an absolute, decoded path.
    pub(super) fn look_up(&self, path: &str) -> Lookup<'_> {
        let root = self.site.root.as_str();
        let Some(below) = path.strip_prefix(root) else {
            let leads_in = path == "/" || path == root.trim_end_matches('/');
            return if leads_in { Lookup::Redirect(root.to_owned()) } else { self.missing() };
        };
        let is_folder = below.is_empty() || below.ends_with('/');
        let route =
            Route::file(&if is_folder { format!("{below}index.html") } else { below.to_owned() });
        match self.page(&route) {
            Some(page) => Lookup::Page(route, page),
            None if self.page(&Route::file(&format!("{below}/index.html"))).is_some() => {
                Lookup::Redirect(format!("{path}/"))
            }
            None => self.missing(),
        }
    }

    fn missing(&self) -> Lookup<'_> {
        let route = address::not_found();
        Lookup::Missing(self.page(&route).map(|page| (route, page)))
    }

    /// The page at `route` as a browser gets it.
    pub(super) fn answer(
        &self,
        route: &Route,
        page: &Page,
        pages: &PageCache,
        pictures: &Pictures,
    ) -> Result<Resource, Box<Diagnostic>> {
        let media_type = media_type(route.as_file());
        let found =
            |bytes, key| Resource::Found { bytes, media_type, key, info: self.page_info(page) };
        let snapshot = &self.project.snapshot;
        Ok(match page {
            Page::Made(recipe) => {
                let (bytes, key) = pages.print(self.theme(), route, recipe)?;
                found(bytes, key)
            }
            Page::Asset { bytes, hash } => found(Arc::clone(bytes), hash.number()),
            Page::Picture(picture) => {
                found(pictures.bytes(picture, snapshot)?.into(), picture.key().number())
            }
            Page::Copy { source, hash } => {
                let key = hash.number();
                match snapshot.sources.get(source).map(Source::bytes) {
                    Some(Some(bytes)) => found(bytes.into(), key),
                    Some(None) => {
                        let file = pictures.root().join(source.as_str());
                        Resource::OnDisk { file, media_type, key }
                    }
                    None => {
                        Resource::Faulty(Arc::new(Report::error(&format!("{source} is missing"))))
                    }
                }
            }
        })
    }

    fn page_info(&self, page: &Page) -> PageInfo {
        let Page::Made(recipe) = page else {
            return PageInfo::default();
        };
        let Some(source) = &recipe.source else {
            return PageInfo::default();
        };
        PageInfo { source: Some(source.to_string()), visibility: self.visibility(recipe) }
    }

    /// Whether readers may see the file that the page is made from.
    fn visibility(&self, recipe: &Recipe) -> Visibility {
        match recipe.hidden {
            None => Visibility::Published,
            Some(Reason::Embargoed(ends)) => {
                let ends = ends.to_zoned(self.site.timezone.clone());
                let until = ends.strftime("%-d %b %Y, %H:%M (%:z)").to_string();
                Visibility::Embargoed { until }
            }
            Some(_) => Visibility::Draft,
        }
    }
}

fn files(site: &ThemedEdition) -> BTreeMap<String, u128> {
    let files = site.edition.pages.iter().filter_map(|(route, page)| {
        let key = match page {
            Page::Copy { hash, .. } | Page::Asset { hash, .. } => *hash,
            Page::Picture(picture) => picture.key(),
            Page::Made(_) => return None,
        };
        Some((path_on_host(site, route), key.number()))
    });
    files.collect()
}

fn path_on_host(site: &ThemedEdition, route: &Route) -> String {
    format!("{}{}", site.root.trim_end_matches('/'), route.as_path())
}
