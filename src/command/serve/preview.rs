//! The content of the preview server: answers browsers from the state that is shown.
//! It does not know when the state changes; the updater sends it events.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use dateline::edge::preview::content::{PreviewContent, Resource};
use dateline::edge::preview::report::Report;
use dateline::plan::edition::Page;
use dateline::plan::route::Route;
use dateline::text::source::SourcePath;

use crate::command::pictures::Pictures;
use crate::command::serve::page_cache::PageCache;
use crate::command::serve::site::{Lookup, ServableSite};
use crate::command::serve::state::{Event, PreviewState, Running};

/// The state that is shown, and what was printed of it. Browsers may ask while a save is being composed; they see the old
/// site until the new one is complete.
pub(super) struct SitePreview {
    state: Mutex<Arc<PreviewState>>,
    changed: Condvar,
    pages: PageCache,
    pictures: Pictures,
}

/// The states before and after an event. To drop the old state may take long, so the caller decides when.
#[must_use = "dropping the old state may take long: tell the browsers first"]
pub(super) struct Transition {
    pub(super) before: Arc<PreviewState>,
    pub(super) after: Arc<PreviewState>,
}

impl SitePreview {
    /// A preview of the project in `folder`. Browsers wait until the first event.
    pub(super) fn new(folder: &Path) -> SitePreview {
        SitePreview {
            state: Mutex::new(Arc::new(PreviewState::Starting)),
            changed: Condvar::new(),
            pages: PageCache::default(),
            pictures: Pictures::new(folder),
        }
    }

    /// Replaces the state in one step.
    pub(super) fn apply(&self, event: Event) -> Transition {
        let mut state = self.lock();
        let after = Arc::new(state.step(event));
        let before = std::mem::replace(&mut *state, Arc::clone(&after));
        self.changed.notify_all();
        Transition { before, after }
    }

    /// The state at this moment.
    pub(super) fn state(&self) -> Arc<PreviewState> {
        Arc::clone(&self.lock())
    }

    /// The state, once there is something to show.
    fn wait_for_state(&self) -> Arc<PreviewState> {
        let is_starting = |state: &mut Arc<PreviewState>| matches!(**state, PreviewState::Starting);
        let state = self.changed.wait_while(self.lock(), is_starting);
        Arc::clone(&state.unwrap_or_else(PoisonError::into_inner))
    }

    fn lock(&self) -> MutexGuard<'_, Arc<PreviewState>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A page of `site`. If it cannot be printed, the fallback's page stands in for it.
    fn answer(
        &self,
        running: &Running,
        site: &Arc<ServableSite>,
        route: &Route,
        page: &Page,
    ) -> Resource {
        let fault = match site.answer(route, page, &self.pages, &self.pictures) {
            Ok(answer) => return answer,
            Err(fault) => fault,
        };
        let report = Arc::new(site.project.browser_report(&[*fault]).for_pages());
        drop(self.apply(Event::PageFailed(Arc::clone(site), Arc::clone(&report))));
        let older = running.fallback.as_ref().and_then(|fallback| {
            let page = fallback.page(route)?;
            fallback.answer(route, page, &self.pages, &self.pictures).ok()
        });
        older.unwrap_or(Resource::Faulty(report))
    }
}

impl PreviewContent for SitePreview {
    fn page(&self, path: &str) -> Resource {
        let state = self.wait_for_state();
        let Some(running) = state.running() else {
            return Resource::Faulty(Arc::new(Report::error("the preview has ended")));
        };
        let Some(site) = &running.site else {
            return Resource::Faulty(running.save_report().cloned().unwrap_or_default());
        };
        match site.look_up(path) {
            Lookup::Page(route, page) => self.answer(running, site, &route, page),
            Lookup::Redirect(path) => Resource::Moved(path),
            Lookup::Missing(None) => Resource::Missing(Arc::from([])),
            Lookup::Missing(Some((route, page))) => {
                match self.answer(running, site, &route, page) {
                    Resource::Found { bytes, .. } => Resource::Missing(bytes),
                    other => other,
                }
            }
        }
    }

    fn report(&self) -> Option<Arc<Report>> {
        let state = self.wait_for_state();
        state.running()?.report().cloned()
    }

    fn files(&self) -> Arc<BTreeMap<String, u128>> {
        let state = self.wait_for_state();
        state.site().map(|site| Arc::clone(&site.files)).unwrap_or_default()
    }

    fn source(&self, path: &str) -> Option<PathBuf> {
        let state = self.wait_for_state();
        let is_known = state.latest()?.snapshot.sources.contains_key(&SourcePath::new(path));
        is_known.then(|| self.pictures.root().join(path))
    }
}
