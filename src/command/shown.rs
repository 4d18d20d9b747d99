//! What the preview shows: the last good site, and the report on what came after it if that was not good.

mod good;
mod prints;
mod proof;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use dateline::edge::preview::report::Report;
use dateline::edge::preview::{Answer, Preview};
use dateline::plan::edition::{Page, Route};
use dateline::text::diagnostic::Diagnostic;
use dateline::text::source::{Hash, Snapshot, SourcePath};
use jiff::Timestamp;

use crate::command::project::Look;
pub(crate) use crate::command::shown::good::Good;
use crate::command::shown::good::Stands;
use crate::command::shown::prints::Prints;
pub(crate) use crate::command::shown::proof::Proof;

/// What the preview shows. Browsers ask while a save is being composed, and see the old until the new is whole; before there
/// is anything, they wait.
pub(crate) struct Shown {
    /// The project's folder, for files too large to be held.
    folder: PathBuf,
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
    /// What is wrong with the latest look.
    report: Option<Arc<Report>>,
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
            folder: folder.to_owned(),
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
        let past = self.lit();
        // What is not known to print in every page is nothing to fall back on, if there is something better.
        let before =
            past.as_ref().and_then(|past| past.before.clone().or_else(|| past.good.clone()));
        self.put(
            Some(&good.look),
            Current { good: Some(Arc::clone(good)), before, ..Current::default() },
        );
        Past(past)
    }

    /// Shows what is wrong with `look` over the last good site.
    pub(crate) fn report(&self, look: &Arc<Look>, faults: &[Diagnostic]) {
        let report = Some(Arc::new(look.overlay(faults)));
        self.put(Some(look), Current { report, ..self.last() });
    }

    /// Shows, over the last good site, why the project cannot be read; `false` if that is shown already.
    pub(crate) fn is_unreachable(&self, message: &str) -> bool {
        let last = self.last();
        let report = Report::of(message);
        if last.report.as_deref() == Some(&report) {
            return false;
        }
        self.put(None, Current { report: Some(Arc::new(report)), seen: None, ..last });
        true
    }

    /// Takes in what is wrong with the pages of `good`, if it is still what is shown.
    pub(crate) fn proved(&self, good: &Arc<Good>, faults: &[Diagnostic]) -> bool {
        let mut stage = self.stage();
        let Stage::Lit(current) = &mut *stage else {
            return false;
        };
        let is_shown = current.good.as_ref().is_some_and(|shown| Arc::ptr_eq(shown, good));
        if is_shown {
            let mut now = Current::clone(current);
            match faults {
                [] => now.before = None,
                faults => now.report = Some(Arc::new(good.look.overlay(faults))),
            }
            *current = Arc::new(now);
        }
        is_shown
    }

    /// Lets nobody wait any more.
    pub(crate) fn close(&self) {
        *self.stage() = Stage::Closed;
        self.changed.notify_all();
    }

    fn put(&self, look: Option<&Arc<Look>>, mut current: Current) {
        if let Some(look) = look {
            current.latest = Some(Arc::clone(look));
            current.seen = Some(look.snapshot.fingerprint());
            current.holds_until = look.composition.next_embargo;
        }
        let mut stage = self.stage();
        if !matches!(*stage, Stage::Closed) {
            *stage = Stage::Lit(Arc::new(current));
        }
        self.changed.notify_all();
    }

    /// What is shown now, for a change to it.
    fn last(&self) -> Current {
        self.lit().map_or_else(Current::default, |current| Current::clone(&current))
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
    fn answer(&self, current: &Current, good: &Arc<Good>, route: &Route, page: &Page) -> Answer {
        let fault = match good.answer(route, page, &self.prints, &self.folder) {
            Ok(answer) => return answer,
            Err(fault) => [*fault],
        };
        self.proved(good, &fault);
        let before = current.before.as_ref().and_then(|before| {
            let page = before.site.edition.pages.get(route)?;
            before.answer(route, page, &self.prints, &self.folder).ok()
        });
        before.unwrap_or_else(|| Answer::Faulty(Arc::new(good.look.overlay(&fault))))
    }

    fn missing(&self, current: &Current, good: &Arc<Good>) -> Answer {
        let Some((route, page)) = good.not_found() else {
            return Answer::Missing(Arc::from([]));
        };
        match self.answer(current, good, &route, page) {
            Answer::Found { bytes, .. } => Answer::Missing(bytes),
            other => other,
        }
    }
}

impl Preview for Shown {
    fn page(&self, path: &str) -> Answer {
        let Some(current) = self.current() else {
            return Answer::Faulty(Arc::new(Report::of("the preview has ended")));
        };
        let Some(good) = &current.good else {
            return Answer::Faulty(current.report.clone().unwrap_or_default());
        };
        match good.at(path) {
            Stands::Here(route, page) => self.answer(&current, good, &route, page),
            Stands::At(path) => Answer::Moved(path),
            Stands::Nowhere => self.missing(&current, good),
        }
    }

    fn report(&self) -> Option<Arc<Report>> {
        self.current()?.report.clone()
    }

    fn files(&self) -> Arc<BTreeMap<String, u128>> {
        let current = self.current();
        let good = current.as_ref().and_then(|current| current.good.as_ref());
        good.map(|good| Arc::clone(&good.files)).unwrap_or_default()
    }

    fn source(&self, path: &str) -> Option<PathBuf> {
        let latest = self.current()?.latest.clone()?;
        let is_known = latest.snapshot.sources.contains_key(&SourcePath::new(path));
        is_known.then(|| self.folder.join(path))
    }
}
