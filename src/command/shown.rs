//! What the preview shows: the last good site, and the report on what came after it if that was not good.

mod good;
mod prints;
mod proof;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use dateline::edge::preview::content::{PreviewContent, Resource};
use dateline::edge::preview::report::Report;
use dateline::plan::edition::{Page, Route};
use dateline::text::diagnostic::Diagnostic;
use dateline::text::source::{Hash, Snapshot, SourcePath};
use jiff::Timestamp;

use crate::command::pictures::Pictures;
use crate::command::project::Look;
pub(crate) use crate::command::shown::good::Good;
use crate::command::shown::good::Stands;
use crate::command::shown::prints::Prints;
pub(crate) use crate::command::shown::proof::Proof;

/// What the preview shows. Browsers ask while a save is being composed, and see the old until the new is whole; before there
/// is anything, they wait.
pub(crate) struct Shown {
    pictures: Pictures,
    stage: Mutex<Stage>,
    changed: Condvar,
    prints: Prints,
}

enum Stage {
    /// Nothing was composed yet.
    Dark,
    /// This is shown.
    Lit(Arc<Current>),
    /// The preview ends.
    Closed,
}

/// One state of the preview.
#[derive(Clone, Default)]
struct Current {
    /// The last good look, from which pages are printed.
    good: Option<Arc<Good>>,
    /// The one before, for as long as a page of the last may turn out not to print.
    before: Option<Arc<Good>>,
    /// What is wrong with the latest look, so that it is not what is shown.
    of_save: Option<Arc<Report>>,
    /// What is wrong with pages of the last good look.
    of_pages: Option<Arc<Report>>,
    /// The latest look, good or not.
    latest: Option<Arc<Look>>,
    /// The files that were looked at last, and until when that look holds.
    seen: Option<Hash>,
    holds_until: Option<Timestamp>,
}

/// What was shown until now. Giving it back takes time that nobody should wait for.
#[must_use = "it is dropped once the browsers were told"]
pub(crate) struct Past(#[expect(dead_code, reason = "it is only held on to")] Option<Arc<Current>>);

impl Shown {
    /// Nothing yet, of the project in `folder`.
    pub(crate) fn new(folder: &Path) -> Shown {
        Shown {
            pictures: Pictures::of(folder),
            stage: Mutex::new(Stage::Dark),
            changed: Condvar::new(),
            prints: Prints::default(),
        }
    }

    /// Whether `snapshot` is what was looked at last, and no embargo has ended since.
    pub(crate) fn is_of(&self, snapshot: &Snapshot) -> bool {
        self.lit().is_some_and(|current| {
            let same_time = current.holds_until.is_none_or(|ends| snapshot.now < ends);
            same_time && current.seen == Some(snapshot.fingerprint())
        })
    }

    /// The last good look.
    pub(crate) fn good(&self) -> Option<Arc<Good>> {
        self.lit()?.good.clone()
    }

    /// Shows `good`.
    pub(crate) fn show(&self, good: &Arc<Good>) -> Past {
        self.change(|now| {
            // What is not known to print in every page is nothing to fall back on, if there is something better.
            let before = now.before.take().or_else(|| now.good.take());
            *now = Current { good: Some(Arc::clone(good)), before, ..Current::default() };
            now.has_seen(&good.look);
        })
    }

    /// Shows what is wrong with `look` over the last good site; `false` if there is none.
    pub(crate) fn report(&self, look: &Arc<Look>, faults: &[Diagnostic]) -> bool {
        let report = Arc::new(look.overlay(faults));
        let mut has_good = false;
        let _past = self.change(|now| {
            now.of_save = Some(report);
            now.has_seen(look);
            has_good = now.good.is_some();
        });
        has_good
    }

    /// Shows, over the last good site, why the project cannot be read; `false` if that is shown already.
    pub(crate) fn is_unreachable(&self, message: &str) -> bool {
        let report = Report::error(message);
        let mut is_new = false;
        let _past = self.change(|now| {
            is_new = now.of_save.as_deref() != Some(&report);
            (now.of_save, now.seen) = (Some(Arc::new(report)), None);
        });
        is_new
    }

    /// Takes in what is wrong with the pages of `good`, all of which were tried; `false` if it is shown no more.
    pub(crate) fn proved(&self, good: &Arc<Good>, faults: &[Diagnostic]) -> bool {
        let mut is_shown = false;
        let _past = self.change(|now| {
            is_shown = now.shows(good);
            if is_shown {
                match faults {
                    [] => now.before = None,
                    faults => now.of_pages = Some(Arc::new(good.look.overlay(faults).for_pages())),
                }
            }
        });
        is_shown
    }

    /// Takes in that a page of `good` does not print, for as long as not all were tried.
    fn stumbled(&self, good: &Arc<Good>, fault: &Diagnostic) {
        let _past = self.change(|now| {
            if now.shows(good) && now.of_pages.is_none() {
                let report = good.look.overlay(std::slice::from_ref(fault));
                now.of_pages = Some(Arc::new(report.for_pages()));
            }
        });
    }

    /// Lets nobody wait any more.
    pub(crate) fn close(&self) {
        *self.stage() = Stage::Closed;
        self.changed.notify_all();
    }

    /// Puts something else in the place of what is shown, in one step; gives what was shown.
    fn change(&self, change: impl FnOnce(&mut Current)) -> Past {
        let mut stage = self.stage();
        let past = match &*stage {
            Stage::Lit(current) => Some(Arc::clone(current)),
            Stage::Dark => None,
            Stage::Closed => return Past(None),
        };
        let mut now = past.as_ref().map_or_else(Current::default, |past| Current::clone(past));
        change(&mut now);
        *stage = Stage::Lit(Arc::new(now));
        self.changed.notify_all();
        Past(past)
    }

    fn lit(&self) -> Option<Arc<Current>> {
        match &*self.stage() {
            Stage::Lit(current) => Some(Arc::clone(current)),
            Stage::Dark | Stage::Closed => None,
        }
    }

    /// What is shown, once there is something; `None` when the preview ends.
    fn current(&self) -> Option<Arc<Current>> {
        let stage = self.changed.wait_while(self.stage(), |stage| matches!(stage, Stage::Dark));
        match &*stage.unwrap_or_else(PoisonError::into_inner) {
            Stage::Lit(current) => Some(Arc::clone(current)),
            Stage::Dark | Stage::Closed => None,
        }
    }

    fn stage(&self) -> MutexGuard<'_, Stage> {
        self.stage.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The page at `route` of the last good site. If it does not print, it stays as it was before, under a report.
    fn answer(&self, current: &Current, good: &Arc<Good>, route: &Route, page: &Page) -> Resource {
        let fault = match good.answer(route, page, &self.prints, &self.pictures) {
            Ok(answer) => return answer,
            Err(fault) => fault,
        };
        self.stumbled(good, &fault);
        let before = current.before.as_ref().and_then(|before| {
            let page = before.site.edition.pages.get(route)?;
            before.answer(route, page, &self.prints, &self.pictures).ok()
        });
        before
            .unwrap_or_else(|| Resource::Faulty(Arc::new(good.look.overlay(&[*fault]).for_pages())))
    }

    fn missing(&self, current: &Current, good: &Arc<Good>) -> Resource {
        let Some((route, page)) = good.not_found() else {
            return Resource::Missing(Arc::from([]));
        };
        match self.answer(current, good, &route, page) {
            Resource::Found { bytes, .. } => Resource::Missing(bytes),
            other => other,
        }
    }
}

impl Current {
    /// Whether `good` is what is shown.
    fn shows(&self, good: &Arc<Good>) -> bool {
        self.good.as_ref().is_some_and(|shown| Arc::ptr_eq(shown, good))
    }

    /// Takes `look` for the latest.
    fn has_seen(&mut self, look: &Arc<Look>) {
        self.latest = Some(Arc::clone(look));
        self.seen = Some(look.snapshot.fingerprint());
        self.holds_until = look.composition.next_embargo;
    }
}

impl PreviewContent for Shown {
    fn page(&self, path: &str) -> Resource {
        let Some(current) = self.current() else {
            return Resource::Faulty(Arc::new(Report::error("the preview has ended")));
        };
        let Some(good) = &current.good else {
            return Resource::Faulty(current.of_save.clone().unwrap_or_default());
        };
        match good.at(path) {
            Stands::Here(route, page) => self.answer(&current, good, &route, page),
            Stands::At(path) => Resource::Moved(path),
            Stands::Nowhere => self.missing(&current, good),
        }
    }

    fn report(&self) -> Option<Arc<Report>> {
        let current = self.current()?;
        current.of_save.clone().or_else(|| current.of_pages.clone())
    }

    fn files(&self) -> Arc<BTreeMap<String, u128>> {
        let current = self.current();
        let good = current.as_ref().and_then(|current| current.good.as_ref());
        good.map(|good| Arc::clone(&good.files)).unwrap_or_default()
    }

    fn source(&self, path: &str) -> Option<PathBuf> {
        let latest = self.current()?.latest.clone()?;
        let is_known = latest.snapshot.sources.contains_key(&SourcePath::new(path));
        is_known.then(|| self.pictures.root().join(path))
    }
}
