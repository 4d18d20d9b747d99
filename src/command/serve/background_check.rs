//! Prints every page of a site in the background, so that an error on a page that nobody opens is found within seconds.
//! It does not know what is done about errors. It runs at low priority, and the next save interrupts it.

use std::collections::HashSet;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use dateline::edge::priority;
use dateline::press;
use dateline::text::diagnostic::Diagnostic;
use dateline::text::source::Hash;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::command::faults::one_of_each;
use crate::command::serve::site::ServableSite;

/// Checks sites in the background, one at a time. It ends when dropped.
pub(super) struct BackgroundCheck {
    jobs: Sender<Job>,
    /// The number of the newest job. It also goes up when the current one is interrupted.
    newest: Arc<AtomicU64>,
    _pool: ThreadPool,
}

struct Job {
    number: u64,
    site: Arc<ServableSite>,
}

/// Called with each site that was checked to its end, and what is wrong with its pages.
pub(super) type OnChecked = dyn FnMut(Arc<ServableSite>, Vec<Diagnostic>) + Send;

impl BackgroundCheck {
    /// Starts the thread, which waits for sites.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub(super) fn start(mut on_checked: Box<OnChecked>) -> io::Result<BackgroundCheck> {
        let (jobs, waiting) = channel();
        let newest = Arc::new(AtomicU64::new(0));
        // One thread of low priority. Pages that are made on several threads have only this one here.
        let pool = ThreadPoolBuilder::new()
            .num_threads(1)
            .thread_name(|_| "page-check".to_owned())
            .start_handler(|_| priority::lower())
            .build()
            .map_err(io::Error::other)?;
        let mut checker =
            Checker { newest: Arc::clone(&newest), sound: HashSet::new(), resume_at: 0 };
        pool.spawn(move || checker.run(&waiting, &mut *on_checked));
        Ok(BackgroundCheck { jobs, newest, _pool: pool })
    }

    /// Interrupts the check: the site is about to be replaced.
    pub(super) fn interrupt(&self) {
        self.newest.fetch_add(1, Ordering::SeqCst);
    }

    /// Checks `site` in place of the one that is being checked.
    pub(super) fn check(&self, site: Arc<ServableSite>) {
        let number = self.newest.fetch_add(1, Ordering::SeqCst) + 1;
        // It fails only when the thread has ended, and then the program ends.
        let _ = self.jobs.send(Job { number, site });
    }
}

struct Checker {
    newest: Arc<AtomicU64>,
    /// The keys of pages that were printed without an error.
    sound: HashSet<Hash>,
    /// The page that was next when the last check was interrupted.
    resume_at: usize,
}

impl Checker {
    fn run(&mut self, waiting: &Receiver<Job>, on_checked: &mut OnChecked) {
        while let Ok(Job { number, site }) = waiting.recv() {
            // A panic over a page is reported when somebody opens the page. The next site is checked all the same.
            let _ = catch_unwind(AssertUnwindSafe(|| {
                if let Some(faults) = self.check(&site, number) {
                    on_checked(site, faults);
                }
            }));
        }
    }

    /// What is wrong with the pages of `site`; `None` if the check was interrupted.
    fn check(&mut self, site: &ServableSite, number: u64) -> Option<Vec<Diagnostic>> {
        let recipes: Vec<_> = site.recipes().map(|(_, recipe)| recipe).collect();
        // Resumed where the last check stopped, so that every page has its turn however often somebody saves.
        let start = self.resume_at % recipes.len().max(1);
        let mut sound = HashSet::with_capacity(recipes.len());
        let mut faults = Vec::new();
        for (done, recipe) in recipes[start..].iter().chain(&recipes[..start]).enumerate() {
            if self.newest.load(Ordering::SeqCst) != number {
                self.resume_at = start + done;
                self.sound.extend(sound);
                if self.sound.len() > 4 * recipes.len() {
                    self.sound.clear();
                }
                return None;
            }
            let sheet = recipe.make();
            let key = press::key(site.theme(), &sheet);
            if !self.sound.contains(&key)
                && let Err(fault) = press::print_sheet(site.theme(), &sheet)
            {
                faults.push(*fault);
                continue;
            }
            sound.insert(key);
        }
        self.sound = sound;
        faults.sort();
        Some(one_of_each(faults))
    }
}
