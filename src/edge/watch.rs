//! Watches a project: tells `serve` that something may have changed, so that it reads the project again.
//! It does not know what the files mean, and compares nothing.

mod batch;
mod folder_watches;

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::edge::io_fault::IoFault;
use crate::edge::watch::batch::{Batch, End, Signal, TimedSignal, Until};
use crate::edge::watch::folder_watches::{FolderWatches, Project};

/// How often the project is read when the system reports nothing: no system reports every change.
const INTERVAL: Duration = Duration::from_secs(2);
/// The same when the system cannot report changes any more.
const INTERVAL_WITHOUT_WATCH: Duration = Duration::from_secs(1);
/// The same while the project does not exist. Another version may be about to replace it.
const INTERVAL_WITHOUT_PROJECT: Duration = Duration::from_millis(250);

/// A change that comes this long after the last one is acted on at once. Closer together, they are a batch.
const APART: Duration = Duration::from_millis(50);
/// How long a tool that changes many files, such as git, may pause while it is still at work.
const PAUSE_OF_TOOL: Duration = Duration::from_millis(500);

/// How changes are noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// The system reports them. Now and then the project is read all the same.
    Notification,
    /// The project is read at this interval, and the system is not asked. Network disks and folders shared with containers
    /// and virtual machines need it.
    Polling(Duration),
}

/// Why the project has to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// Something has just changed, and more may follow.
    Changed,
    /// Something has changed, and nothing more since.
    Quiet,
    /// Nothing was reported for a while.
    Timer,
    /// The system cannot report changes any more, for the reason in this sentence. From now on only the timer triggers, every
    /// second.
    WatchLost(String),
}

/// What the caller found when it read the project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The project can be taken as it is.
    Complete,
    /// Perhaps a save is only half done. The caller is called again when it is quiet, unless it was quiet already.
    Doubtful,
}

/// A watch on a project. It ends when dropped.
#[derive(Debug)]
pub struct Watcher {
    signals: Sender<TimedSignal>,
}

impl Drop for Watcher {
    fn drop(&mut self) {
        // It fails only when the watch has ended already.
        let _ = self.signals.send(TimedSignal::now(Signal::Stop));
    }
}

/// Watches everything in the folder `root`, except paths that are `ignored` (relative to it: `public`, `.git/HEAD`).
///
/// `on_trigger` is called on a thread of its own, and never twice at once. The first call, by the timer, comes as soon as the
/// watch works: earlier changes are seen then. A single save triggers at once; changes that follow closely are collected.
///
/// # Errors
/// When `root` does not exist, or the system gives no thread.
pub fn watch(
    root: &Path,
    method: Method,
    ignored: impl Fn(&Path) -> bool + Send + Sync + 'static,
    on_trigger: impl FnMut(Trigger) -> Outcome + Send + 'static,
) -> Result<Watcher, IoFault> {
    let fault = IoFault::on("watch", root);
    // Some systems report paths without links.
    let root = root.canonicalize().map_err(&fault)?;
    let (sender, signals) = channel();
    let (watches, interval) = match method {
        Method::Notification => {
            let project = Project { root, ignored: Arc::new(ignored) };
            (Some(FolderWatches::new(project, sender.clone())), INTERVAL)
        }
        Method::Polling(interval) => (None, interval),
    };
    let watch_loop = WatchLoop::new(watches, interval, signals, on_trigger);
    let named = thread::Builder::new().name("watch".to_owned());
    named.spawn(move || watch_loop.run()).map_err(fault)?;
    Ok(Watcher { signals: sender })
}

struct WatchLoop<T> {
    /// None if the system is not asked, or cannot report changes any more.
    watches: Option<FolderWatches>,
    interval: Duration,
    signals: Receiver<TimedSignal>,
    /// When the last signal came, and whether it was in a large batch.
    last: Option<Instant>,
    was_large: bool,
    /// When the project was last read.
    read: Instant,
    on_trigger: T,
}

impl<T: FnMut(Trigger) -> Outcome> WatchLoop<T> {
    fn new(
        watches: Option<FolderWatches>,
        interval: Duration,
        signals: Receiver<TimedSignal>,
        on_trigger: T,
    ) -> WatchLoop<T> {
        let read = Instant::now();
        WatchLoop { watches, interval, signals, last: None, was_large: false, read, on_trigger }
    }

    fn run(mut self) {
        let mut goes_on = self.trigger_until_sure(Trigger::Timer);
        while goes_on.is_some() {
            goes_on = self.wait_and_trigger();
        }
    }

    /// Waits for a batch or for the timer. `None` when the watcher is to stop.
    fn wait_and_trigger(&mut self) -> Option<()> {
        let is_project_gone = self.watches.as_ref().is_some_and(FolderWatches::is_empty);
        let interval = if is_project_gone { INTERVAL_WITHOUT_PROJECT } else { self.interval };
        let trigger = match self.signals.recv_timeout(interval) {
            Ok(first) => {
                let until = self.until(first.at);
                let batch = Batch::collect(Some(first), until, &self.signals)?;
                let is_quiet = batch.end == End::Quiet;
                self.take_in(batch);
                if is_quiet { Trigger::Quiet } else { Trigger::Changed }
            }
            Err(RecvTimeoutError::Timeout) => Trigger::Timer,
            Err(RecvTimeoutError::Disconnected) => return None,
        };
        self.trigger_until_sure(trigger)
    }

    /// Triggers once, and again when it is quiet if the outcome is doubtful.
    fn trigger_until_sure(&mut self, trigger: Trigger) -> Option<()> {
        let was_quiet = trigger == Trigger::Quiet;
        if self.trigger(trigger) == Outcome::Doubtful && !was_quiet {
            // A report on errors may come a little later, so a slow tool that writes in pieces is waited for.
            let rest = Batch::collect(None, Until::QuietLarge, &self.signals)?;
            self.take_in(rest);
            self.trigger(Trigger::Quiet);
        }
        Some(())
    }

    /// How long to wait after a signal that came `at` this moment. A change that stands alone is acted on at once.
    fn until(&self, at: Instant) -> Until {
        let is_within = |pause| {
            self.last.is_some_and(|last: Instant| at.saturating_duration_since(last) < pause)
        };
        if self.was_large && is_within(PAUSE_OF_TOOL) {
            Until::QuietLarge
        } else if at < self.read || is_within(APART) {
            Until::Quiet
        } else {
            Until::Saved
        }
    }

    fn trigger(&mut self, trigger: Trigger) -> Outcome {
        // New folders are watched before the project is read, so that no change is missed.
        if let Some(Err(reason)) = self.watches.as_mut().map(FolderWatches::update) {
            self.lose_watch(reason);
        }
        let outcome = (self.on_trigger)(trigger);
        self.read = Instant::now();
        outcome
    }

    fn take_in(&mut self, batch: Batch) {
        self.last = Some(batch.last);
        self.was_large = batch.is_large();
        if let Some(watches) = &mut self.watches {
            batch.gone.iter().for_each(|path| watches.remove(path));
            if batch.is_large() {
                // If a folder vanishes while the folders around it are being watched, some of them stay unwatched, and the
                // system does not say so.
                watches.clear();
            }
        }
        if let Some(reason) = batch.watch_lost {
            self.lose_watch(reason);
        }
    }

    fn lose_watch(&mut self, reason: String) {
        if self.watches.take().is_some() {
            self.interval = INTERVAL_WITHOUT_WATCH;
            (self.on_trigger)(Trigger::WatchLost(reason));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    #[test]
    fn a_lost_watch_is_reported_once_and_polled_from_then_on() {
        let (sender, signals) = channel();
        let project = Project { root: PathBuf::from("/"), ignored: Arc::new(|_: &Path| true) };
        let watches = Some(FolderWatches::new(project, sender.clone()));
        let mut triggers = Vec::new();
        let on_trigger = |trigger| {
            triggers.push(trigger);
            Outcome::Complete
        };
        let mut watch_loop = WatchLoop::new(watches, INTERVAL, signals, on_trigger);
        for _ in 0..2 {
            let signal = TimedSignal::now(Signal::WatchLost("too many folders".to_owned()));
            let batch = Batch::collect(Some(signal), Until::Quiet, &watch_loop.signals);
            watch_loop.take_in(batch.expect("nobody said stop"));
        }
        assert!(watch_loop.watches.is_none());
        assert_eq!(watch_loop.interval, INTERVAL_WITHOUT_WATCH);
        drop(watch_loop);
        assert_eq!(triggers, [Trigger::WatchLost("too many folders".to_owned())]);
        drop(sender);
    }
}
