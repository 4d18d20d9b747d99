//! What the preview shows: the last good site, and the report on what came after it if that was not good.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use dateline::compose::Site;
use dateline::edge::disk;
use dateline::edge::preview::report::Report;
use dateline::edge::preview::{About, Answer, Preview};
use dateline::plan::address;
use dateline::plan::edition::{Page, Route};
use dateline::press::{self, Printed};
use dateline::text::diagnostic::Diagnostic;
use dateline::text::source::{Content, Hash, Snapshot, SourcePath};
use jiff::Timestamp;
use rayon::prelude::*;

use crate::command::project::Look;

/// What the preview shows. Browsers ask while a save is being composed, and see the old until the new is whole.
pub(crate) struct Shown {
    /// The project's folder, for files too large to be held.
    folder: PathBuf,
    current: RwLock<Arc<Current>>,
}

/// One state of the preview.
struct Current {
    /// The last good look, from which pages are printed.
    good: Option<Good>,
    /// What is wrong with the latest look.
    report: Option<Arc<Report>>,
    /// The latest look, good or not.
    latest: Arc<Look>,
    /// The files that were looked at last, good or not, and until when that look holds.
    seen: Hash,
    holds_until: Option<Timestamp>,
}

/// A look that came to a site.
#[derive(Clone)]
struct Good {
    look: Arc<Look>,
    site: Site,
    /// What decides each page's bytes.
    keys: Arc<BTreeMap<Route, Hash>>,
    /// Pages that were printed and are still the same.
    printed: Arc<Mutex<BTreeMap<Route, Arc<[u8]>>>>,
    /// The files that pages load, by path.
    files: Arc<BTreeMap<String, u128>>,
}

impl Shown {
    /// Shows `look`, of the project in `folder`.
    pub(crate) fn new(look: Look, folder: &Path) -> Shown {
        let current = RwLock::new(Arc::new(Current::after(None, look)));
        Shown { folder: folder.to_owned(), current }
    }

    /// Whether `snapshot` is what was looked at last, and no embargo has ended since.
    pub(crate) fn is_of(&self, snapshot: &Snapshot) -> bool {
        let current = self.current();
        let same_time = current.holds_until.is_none_or(|ends| snapshot.now < ends);
        same_time && current.seen == snapshot.fingerprint()
    }

    /// Shows `look` if it is good, else the report on it over what was shown.
    pub(crate) fn show(&self, look: Look) {
        let before = self.current();
        self.put(Arc::new(Current::after(before.good.clone(), look)));
    }

    /// Shows, over the last good site, why the project cannot be read; `false` if that is shown already.
    pub(crate) fn is_unreachable(&self, message: &str) -> bool {
        let before = self.current();
        let report = Report::of(message);
        if before.report.as_deref() == Some(&report) {
            return false;
        }
        self.put(Arc::new(Current {
            good: before.good.clone(),
            report: Some(Arc::new(report)),
            latest: Arc::clone(&before.latest),
            seen: Hash::default(),
            holds_until: None,
        }));
        true
    }

    /// The path at which the site stands, from `/` to `/`.
    pub(crate) fn root(&self) -> String {
        let current = self.current();
        current.good.as_ref().map_or_else(|| "/".to_owned(), |good| good.site.root.clone())
    }

    fn current(&self) -> Arc<Current> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn put(&self, current: Arc<Current>) {
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = current;
    }

    /// The bytes of a file of the project.
    fn file(&self, good: &Good, source: &SourcePath) -> Option<Arc<[u8]>> {
        match &good.look.snapshot.sources.get(source)?.content {
            Content::Text(text) => Some(text.as_bytes().into()),
            Content::Bytes(bytes) => Some(Arc::clone(bytes)),
            Content::OnDisk(_) => Some(disk::bytes(&self.folder, source).ok()?.into()),
        }
    }

    fn printed(&self, good: &Good, route: &Route, page: &Page) -> Result<Arc<[u8]>, Arc<Report>> {
        let kept = || good.printed.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bytes) = kept().get(route) {
            return Ok(Arc::clone(bytes));
        }
        let bytes = match press::print(&good.site.theme, page) {
            Ok(Printed::Bytes(bytes)) => bytes.into(),
            Ok(Printed::Copy(source)) => {
                let gone = || Arc::new(Report::of(&format!("{source} cannot be read any more")));
                return self.file(good, &source).ok_or_else(gone);
            }
            Err(fault) => return Err(Arc::new(good.look.overlay(&[*fault]))),
        };
        kept().insert(route.clone(), Arc::clone(&bytes));
        Ok(bytes)
    }

    fn answer(&self, good: &Good, route: &Route, page: &Page) -> Answer {
        match self.printed(good, route, page) {
            Ok(bytes) => Answer::Found {
                key: Hash::of(&[&bytes]).number(),
                bytes,
                media_type: media_type(route),
                about: About { source: source(page), ..About::default() },
            },
            Err(report) => Answer::Faulty(report),
        }
    }
}

impl Preview for Shown {
    fn page(&self, path: &str) -> Answer {
        let current = self.current();
        let Some(good) = &current.good else {
            let report = current.report.clone();
            return Answer::Faulty(report.unwrap_or_default());
        };
        let Some(below) = path.strip_prefix(good.site.root.as_str()) else {
            let without_slash = good.site.root.trim_end_matches('/');
            let leads_in = path == "/" || path == without_slash;
            return if leads_in {
                Answer::Moved(good.site.root.clone())
            } else {
                self.missing(good)
            };
        };
        let pages = &good.site.edition.pages;
        let file = if below.is_empty() || below.ends_with('/') {
            format!("{below}index.html")
        } else {
            below.to_owned()
        };
        let route = Route::file(&file);
        if let Some(page) = pages.get(&route) {
            return self.answer(good, &route, page);
        }
        if pages.contains_key(&Route::file(&format!("{below}/index.html"))) {
            return Answer::Moved(format!("{path}/"));
        }
        self.missing(good)
    }

    fn report(&self) -> Option<Arc<Report>> {
        self.current().report.clone()
    }

    fn files(&self) -> Arc<BTreeMap<String, u128>> {
        self.current().good.as_ref().map(|good| Arc::clone(&good.files)).unwrap_or_default()
    }

    fn source(&self, path: &str) -> Option<PathBuf> {
        let source = SourcePath::new(path);
        let is_known = self.current().latest.snapshot.sources.contains_key(&source);
        is_known.then(|| self.folder.join(path))
    }
}

impl Shown {
    fn missing(&self, good: &Good) -> Answer {
        let route = address::not_found();
        let page = good.site.edition.pages.get(&route);
        let bytes = page.map(|page| self.printed(good, &route, page));
        match bytes {
            Some(Ok(bytes)) => Answer::Missing(bytes),
            Some(Err(report)) => Answer::Faulty(report),
            None => Answer::Missing(Arc::from([])),
        }
    }
}

impl Current {
    fn after(before: Option<Good>, look: Look) -> Current {
        let seen = look.snapshot.fingerprint();
        let holds_until = look.composition.next_embargo;
        let errors: Vec<Diagnostic> =
            look.composition.faults.iter().filter(|fault| fault.is_error()).cloned().collect();
        let site = look.composition.site.clone().filter(|_| errors.is_empty());
        let latest = Arc::new(look);
        match site {
            Some(site) => {
                let good = Some(Good::after(before.as_ref(), Arc::clone(&latest), site));
                Current { good, report: None, latest, seen, holds_until }
            }
            None => {
                let report = Some(Arc::new(latest.overlay(&errors)));
                Current { good: before, report, latest, seen, holds_until }
            }
        }
    }
}

impl Good {
    /// The site of `look`, with what was printed of `before` and has not changed.
    fn after(before: Option<&Good>, look: Arc<Look>, site: Site) -> Good {
        let keys: BTreeMap<Route, Hash> = site
            .edition
            .pages
            .par_iter()
            .map(|(route, page)| (route.clone(), page.key()))
            .collect();
        let mut printed = BTreeMap::new();
        if let Some(before) =
            before.filter(|before| before.site.theme.fingerprint == site.theme.fingerprint)
        {
            printed = before.printed.lock().unwrap_or_else(PoisonError::into_inner).clone();
            printed.retain(|route, _| keys.get(route) == before.keys.get(route));
        }
        let files = files(&site);
        Good {
            look,
            site,
            files: Arc::new(files),
            keys: Arc::new(keys),
            printed: Arc::new(Mutex::new(printed)),
        }
    }
}

/// The file that a page is written in.
fn source(page: &Page) -> Option<String> {
    let Page::Template { prose, .. } = page else { return None };
    prose.as_ref().map(|prose| prose.path.to_string())
}

/// The files that pages load beside their own bytes, each with its hash.
fn files(site: &Site) -> BTreeMap<String, u128> {
    let root = site.root.trim_end_matches('/');
    let files = site.edition.pages.iter().filter_map(|(route, page)| match page {
        Page::Copy { hash, .. } | Page::Asset { hash, .. } => {
            Some((format!("{root}{}", route.as_path()), hash.number()))
        }
        Page::Template { .. } | Page::Document(_) => None,
    });
    files.collect()
}

/// What a browser has to know of a file to show it.
fn media_type(route: &Route) -> &'static str {
    let name = route.as_file().rsplit('/').next().unwrap_or_default();
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    match extension.as_deref() {
        Some("html" | "htm") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("geojson") => "application/geo+json",
        Some("xml") => "application/xml; charset=utf-8",
        Some("csv") => "text/csv; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("webp") => "image/webp",
        Some("avif") => "image/avif",
        Some("gif") => "image/gif",
        Some("ico") => "image/x-icon",
        Some("mp4") => "video/mp4",
        Some("webm") => "video/webm",
        Some("mp3") => "audio/mpeg",
        Some("ogg" | "oga") => "audio/ogg",
        Some("pdf") => "application/pdf",
        Some("woff2") => "font/woff2",
        Some("txt" | "md") | None => "text/plain; charset=utf-8",
        Some(_) => "application/octet-stream",
    }
}
