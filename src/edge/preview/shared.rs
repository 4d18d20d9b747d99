//! The content of a preview, shared by many tabs: what several of them ask for at once is made once.
//! Keeps no page: whether a page is made quickly the second time is up to the content.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use crate::edge::preview::content::{PreviewContent, Resource};
use crate::edge::preview::report::Report;
use crate::edge::preview::version::Files;

/// Content of which no page is made twice at the same time. Otherwise sixty tabs that ask for a table of 30 MiB would have
/// it made, and held in memory, sixty times.
pub(super) struct SharedContent {
    content: Arc<dyn PreviewContent>,
    /// The paths of the pages that are being made.
    in_progress: Mutex<BTreeSet<String>>,
    finished: Condvar,
    latest_files: Mutex<Option<Files>>,
}

impl SharedContent {
    /// Shares `content`.
    pub(super) fn new(content: Arc<dyn PreviewContent>) -> SharedContent {
        SharedContent {
            content,
            in_progress: Mutex::default(),
            finished: Condvar::new(),
            latest_files: Mutex::default(),
        }
    }

    /// What there is at a path. Waits while another thread makes the same page.
    pub(super) fn page(&self, path: &str) -> Resource {
        let _in_progress = self.begin(path);
        self.content.page(path)
    }

    /// The report on the latest save.
    pub(super) fn report(&self) -> Option<Arc<Report>> {
        self.content.report()
    }

    /// The files that pages load. Their key is computed once for each set: there may be a hundred thousand files.
    pub(super) fn files(&self) -> Files {
        let keys = self.content.files();
        let mut latest = self.latest_files.lock().unwrap_or_else(PoisonError::into_inner);
        match latest.as_ref() {
            Some(files) if Arc::ptr_eq(&files.keys, &keys) => files.clone(),
            _ => latest.insert(Files::from(keys)).clone(),
        }
    }

    /// Where a project file is on the disk.
    pub(super) fn source(&self, path: &str) -> Option<PathBuf> {
        self.content.source(path)
    }

    fn begin(&self, path: &str) -> InProgress<'_> {
        let is_in_progress = |paths: &mut BTreeSet<String>| paths.contains(path);
        let wait = self.finished.wait_while(self.in_progress(), is_in_progress);
        wait.unwrap_or_else(PoisonError::into_inner).insert(path.to_owned());
        InProgress { shared: self, path: path.to_owned() }
    }

    fn in_progress(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.in_progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A page that is being made, until this is dropped, also by a panic.
struct InProgress<'a> {
    shared: &'a SharedContent,
    path: String,
}

impl Drop for InProgress<'_> {
    fn drop(&mut self) {
        self.shared.in_progress().remove(&self.path);
        self.shared.finished.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Barrier;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;
    use std::time::Duration;

    use super::*;

    /// Content that counts how many threads make a page at once. Its pages `/one/` and `/other/` wait for each other.
    struct Site {
        at_once: AtomicUsize,
        most: AtomicUsize,
        both: Barrier,
    }

    impl PreviewContent for Site {
        fn page(&self, path: &str) -> Resource {
            assert_ne!(path, "/panics/", "a page that panics, as asked for");
            if path != "/same/" {
                self.both.wait();
            }
            let now = self.at_once.fetch_add(1, Ordering::SeqCst) + 1;
            self.most.fetch_max(now, Ordering::SeqCst);
            thread::sleep(Duration::from_millis(5));
            self.at_once.fetch_sub(1, Ordering::SeqCst);
            Resource::Moved(path.to_owned())
        }

        fn report(&self) -> Option<Arc<Report>> {
            None
        }

        fn files(&self) -> Arc<BTreeMap<String, u128>> {
            Arc::default()
        }

        fn source(&self, _: &str) -> Option<PathBuf> {
            None
        }
    }

    fn shared() -> (Arc<Site>, Arc<SharedContent>) {
        let site = Site { at_once: 0.into(), most: 0.into(), both: Barrier::new(2) };
        let site = Arc::new(site);
        (Arc::clone(&site), Arc::new(SharedContent::new(site)))
    }

    #[test]
    fn the_same_page_is_not_made_twice_at_once() {
        let (site, shared) = shared();
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| shared.page("/same/"));
            }
        });
        assert_eq!(site.most.load(Ordering::SeqCst), 1);
    }

    #[test]
    fn different_pages_are_made_side_by_side() {
        let (_site, shared) = shared();
        // Each waits for the other to begin, for ever if it had to wait for its end.
        thread::scope(|scope| {
            scope.spawn(|| shared.page("/one/"));
            scope.spawn(|| shared.page("/other/"));
        });
    }

    #[test]
    fn a_page_that_panics_can_be_asked_for_again() {
        let (_site, shared) = shared();
        for _ in 0..2 {
            let asked = Arc::clone(&shared);
            assert!(thread::spawn(move || asked.page("/panics/")).join().is_err());
        }
    }
}
