//! Pages that nobody looks at, printed in the background after every change, so that a slip on one of them is found
//! within seconds all the same. Everybody else goes first, and the next change ends it.

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

use crate::command::check::first_of_each;
use crate::command::shown::good::Good;
use crate::command::shown::prints::key;

/// Prints editions in the background, one at a time; it ends when dropped.
pub(crate) struct Proof {
    jobs: Sender<(u64, Arc<Good>)>,
    /// How often something newer has come.
    newest: Arc<AtomicU64>,
}

/// What became of an edition: it, and what is wrong with its pages.
pub(crate) type Found = dyn FnMut(Arc<Good>, Vec<Diagnostic>) + Send;

impl Proof {
    /// Waits for editions; says of each that was printed to its end what was `found`.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub(crate) fn begin(found: Box<Found>) -> io::Result<Proof> {
        let (jobs, waiting) = channel();
        let newest = Arc::new(AtomicU64::new(0));
        // Pages may share out their work, and then it is done here too.
        let pool = ThreadPoolBuilder::new()
            .num_threads(1)
            .thread_name(|_| "proof".to_owned())
            .start_handler(|_| priority::lower())
            .build()
            .map_err(io::Error::other)?;
        let mut press = Press { newest: Arc::clone(&newest), sound: HashSet::new(), broken_off: 0 };
        let work = move || press.run(&waiting, &pool, found);
        std::thread::Builder::new().name("proofs".to_owned()).spawn(work)?;
        Ok(Proof { jobs, newest })
    }

    /// Leaves off: something newer is about to come.
    pub(crate) fn leave_off(&self) {
        self.newest.fetch_add(1, Ordering::SeqCst);
    }

    /// Prints `good`, and nothing before it.
    pub(crate) fn of(&self, good: Arc<Good>) {
        let number = self.newest.fetch_add(1, Ordering::SeqCst) + 1;
        // Nobody waits any more only when the program ends.
        let _ = self.jobs.send((number, good));
    }
}

struct Press {
    newest: Arc<AtomicU64>,
    /// What was printed without a fault, by what it was made of.
    sound: HashSet<Hash>,
    /// Which page was next when something newer came.
    broken_off: usize,
}

impl Press {
    fn run(
        &mut self,
        waiting: &Receiver<(u64, Arc<Good>)>,
        pool: &ThreadPool,
        mut found: Box<Found>,
    ) {
        while let Ok((number, good)) = waiting.recv() {
            // A page that we make a mistake over says so when it is asked for; the next edition is tried all the same.
            let printed =
                catch_unwind(AssertUnwindSafe(|| pool.install(|| self.print(&good, number))));
            if let Ok(Some(faults)) = printed {
                found(good, faults);
            }
        }
    }

    /// What is wrong with the pages of `good`; `None` if something newer came meanwhile.
    fn print(&mut self, good: &Good, number: u64) -> Option<Vec<Diagnostic>> {
        let recipes: Vec<_> = good.recipes().map(|(_, recipe)| recipe).collect();
        // Where the last one was broken off, so that every page has its turn however often somebody saves.
        let begun = self.broken_off % recipes.len().max(1);
        let in_turn = recipes[begun..].iter().chain(&recipes[..begun]);
        let mut sound = HashSet::with_capacity(recipes.len());
        let mut faults = Vec::new();
        for (done, recipe) in in_turn.enumerate() {
            if self.newest.load(Ordering::SeqCst) != number {
                self.broken_off = begun + done;
                self.sound.extend(sound);
                if self.sound.len() > 4 * recipes.len() {
                    self.sound.clear();
                }
                return None;
            }
            let sheet = recipe.make();
            let key = key(good, sheet.key());
            if !self.sound.contains(&key)
                && let Err(fault) = press::print_sheet(&good.site.theme, &sheet)
            {
                faults.push(*fault);
                continue;
            }
            sound.insert(key);
        }
        self.sound = sound;
        faults.sort();
        Some(first_of_each(faults))
    }
}
