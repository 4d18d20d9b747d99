//! Pages as they are made: many who ask for the same page at once have it made once, not many times over.
//! Knows no page, and keeps none: whether the second time is quick is for the site to see to.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use crate::edge::preview::content::{PreviewContent, Resource};
use crate::edge::preview::report::Report;

/// A site of which no page is made twice at the same time. A table of 30 MiB that sixty tabs ask for at once would
/// otherwise be made sixty times, and be in memory as often.
pub(super) struct Making {
    site: Arc<dyn PreviewContent>,
    at_work: Mutex<BTreeSet<String>>,
    done: Condvar,
}

impl Making {
    /// The same site, page by page.
    pub(super) fn new(site: Arc<dyn PreviewContent>) -> Arc<Making> {
        Arc::new(Making { site, at_work: Mutex::default(), done: Condvar::new() })
    }

    fn begin(&self, path: &str) -> Work<'_> {
        let is_at_work = |at_work: &mut BTreeSet<String>| at_work.contains(path);
        let wait = self.done.wait_while(self.at_work(), is_at_work);
        wait.unwrap_or_else(PoisonError::into_inner).insert(path.to_owned());
        Work { making: self, path: path.to_owned() }
    }

    fn at_work(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.at_work.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl PreviewContent for Making {
    fn page(&self, path: &str) -> Resource {
        let _work = self.begin(path);
        self.site.page(path)
    }

    fn report(&self) -> Option<Arc<Report>> {
        self.site.report()
    }

    fn files(&self) -> Arc<BTreeMap<String, u128>> {
        self.site.files()
    }

    fn source(&self, path: &str) -> Option<PathBuf> {
        self.site.source(path)
    }
}

/// One page in the making; over when dropped, also by a panic.
struct Work<'a> {
    making: &'a Making,
    path: String,
}

impl Drop for Work<'_> {
    fn drop(&mut self) {
        self.making.at_work().remove(&self.path);
        self.making.done.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;
    use std::time::Duration;

    use super::*;

    /// A site that counts how many make a page at once, and whose pages `/one/` and `/other/` wait for each other.
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

    fn making() -> (Arc<Site>, Arc<Making>) {
        let site = Site { at_once: 0.into(), most: 0.into(), both: Barrier::new(2) };
        let site = Arc::new(site);
        (Arc::clone(&site), Making::new(site))
    }

    #[test]
    fn the_same_page_is_not_made_twice_at_once() {
        let (site, making) = making();
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| making.page("/same/"));
            }
        });
        assert_eq!(site.most.load(Ordering::SeqCst), 1);
    }

    #[test]
    fn different_pages_are_made_side_by_side() {
        let (_site, making) = making();
        // Each waits for the other to begin, for ever if it had to wait for its end.
        thread::scope(|scope| {
            scope.spawn(|| making.page("/one/"));
            scope.spawn(|| making.page("/other/"));
        });
    }

    #[test]
    fn a_page_that_panics_can_be_asked_for_again() {
        let (_site, making) = making();
        for _ in 0..2 {
            let asked = Arc::clone(&making);
            assert!(thread::spawn(move || asked.page("/panics/")).join().is_err());
        }
    }
}
