//! The wake-up signal of `serve`: something in the project may have changed, look at it again.
//! Knows no sources and compares nothing: whoever is woken looks at the whole tree.

mod burst;
mod ears;

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::edge::watch::burst::{Burst, End, Heard, Signal, Until};
use crate::edge::watch::ears::{Ears, Project};

/// After so much silence the tree is looked at all the same: no system reports every change.
const TICK: Duration = Duration::from_secs(2);
/// The same where the system cannot report any more.
const DEAF_TICK: Duration = Duration::from_secs(1);
/// The same while the project is gone, as when it is about to be replaced by another.
const LOST_TICK: Duration = Duration::from_millis(250);
/// Saves that are so far apart are two, and each is acted on at once; closer together they are a
/// burst.
const APART: Duration = Duration::from_millis(50);

/// A tool that changes many files, such as git, may pause for so long and is still at it.
const PAUSE_OF_A_TOOL: Duration = Duration::from_millis(500);

/// How changes are noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// The system reports them; now and then the tree is looked at all the same.
    Notification,
    /// The tree is looked at every so often, and the system is not asked. Network disks and folders
    /// shared with containers and virtual machines need it.
    Polling(Duration),
}

/// Why the caller is woken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wake {
    /// Something has changed this moment, and more may be about to.
    Changed,
    /// Something has changed, and it has been quiet since.
    Quiet,
    /// Nothing was heard for a while; look all the same.
    Tick,
    /// From now on only ticks come, every second: the system cannot report changes, for the reason
    /// given in a sentence.
    Deaf(String),
}

/// What the caller thinks of what it saw when it was woken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// It makes sense.
    Whole,
    /// It may be a save caught half way. The caller is woken again once it is quiet, unless it
    /// was quiet.
    Doubtful,
}

/// A watch over a project; it ends when dropped.
#[derive(Debug)]
pub struct Watcher {
    signals: Sender<Heard>,
}

impl Drop for Watcher {
    fn drop(&mut self) {
        // It fails only when the watch has already ended.
        let _ = self.signals.send(Heard { at: Instant::now(), signal: Signal::Stop });
    }
}

/// Why there is no watch.
#[derive(Debug)]
pub struct WatchFault {
    root: PathBuf,
    cause: io::Error,
}

impl fmt::Display for WatchFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot watch {}: {}", self.root.display(), self.cause)
    }
}

impl Error for WatchFault {}

/// Watches everything under the folder `root`, but what is `ignored` when named relative to it
/// (`public`, `.git/HEAD`).
///
/// `wake` is called on a thread of its own, never twice at once: what changes while it runs wakes it
/// again afterwards. It is first woken, by a tick, as soon as the watch stands: what changed before
/// is seen then. A single save wakes it at once; what follows closely is waited out.
///
/// # Errors
/// When `root` is not there, or the system gives no thread.
pub fn watch(
    root: &Path,
    method: Method,
    ignored: impl Fn(&Path) -> bool + Send + Sync + 'static,
    wake: impl FnMut(Wake) -> Seen + Send + 'static,
) -> Result<Watcher, WatchFault> {
    let fault = |cause| WatchFault { root: root.to_owned(), cause };
    // Some systems report paths with their links resolved.
    let project = Project { root: root.canonicalize().map_err(fault)?, ignored: Arc::new(ignored) };
    let (signals, heard) = channel();
    let (ears, tick) = match method {
        Method::Notification => (Some(Ears::new(project, signals.clone())), TICK),
        Method::Polling(every) => (None, every),
    };
    let lookout = Lookout::new(ears, tick, heard, wake);
    thread::Builder::new().name("watch".to_owned()).spawn(move || lookout.keep()).map_err(fault)?;
    Ok(Watcher { signals })
}

struct Lookout<W> {
    // None where the system is not asked, or cannot report changes any more.
    ears: Option<Ears>,
    tick: Duration,
    heard: Receiver<Heard>,
    // When the last signal came that was acted on, and whether it was one of many.
    last: Option<Instant>,
    was_large: bool,
    // When the last look ended.
    looked: Instant,
    wake: W,
}

impl<W: FnMut(Wake) -> Seen> Lookout<W> {
    fn new(ears: Option<Ears>, tick: Duration, heard: Receiver<Heard>, wake: W) -> Lookout<W> {
        let looked = Instant::now();
        Lookout { ears, tick, heard, last: None, was_large: false, looked, wake }
    }

    fn keep(mut self) {
        let mut goes_on = self.look_until_sure(Wake::Tick);
        while goes_on.is_some() {
            goes_on = self.attend();
        }
    }

    /// Listens once and looks once, or twice when the first look was doubtful. `None` when told to stop.
    fn attend(&mut self) -> Option<()> {
        let is_lost = self.ears.as_ref().is_some_and(Ears::are_idle);
        let tick = if is_lost { LOST_TICK } else { self.tick };
        let wake = match self.heard.recv_timeout(tick) {
            Ok(first) => {
                let until = self.until(first.at);
                let burst = Burst::gather(Some(first), until, &self.heard)?;
                let is_quiet = burst.end == End::Quiet;
                self.take_in(burst);
                if is_quiet { Wake::Quiet } else { Wake::Changed }
            }
            Err(RecvTimeoutError::Timeout) => Wake::Tick,
            Err(RecvTimeoutError::Disconnected) => return None,
        };
        self.look_until_sure(wake)
    }

    fn look_until_sure(&mut self, wake: Wake) -> Option<()> {
        let was_quiet = wake == Wake::Quiet;
        if self.look(wake) == Seen::Doubtful && !was_quiet {
            // What keeps a page from being shown may be said a little later: a slow tool writes in pieces.
            let until = Until::QuietOfMany;
            let rest = Burst::gather(None, until, &self.heard)?;
            self.take_in(rest);
            self.look(Wake::Quiet);
        }
        Some(())
    }

    /// How long to listen when something came `at` this moment: what stands alone is acted on at once.
    fn until(&self, at: Instant) -> Until {
        let is_within = |pause| {
            self.last.is_some_and(|last: Instant| at.saturating_duration_since(last) < pause)
        };
        if self.was_large && is_within(PAUSE_OF_A_TOOL) {
            Until::QuietOfMany
        } else if at < self.looked || is_within(APART) {
            Until::Quiet
        } else {
            Until::Saved
        }
    }

    fn look(&mut self, wake: Wake) -> Seen {
        // New folders are watched before they are looked at, so that nothing falls between.
        if let Some(Err(why)) = self.ears.as_mut().map(Ears::listen) {
            self.go_deaf(why);
        }
        let seen = (self.wake)(wake);
        self.looked = Instant::now();
        seen
    }

    fn take_in(&mut self, burst: Burst) {
        self.last = Some(burst.last);
        self.was_large = burst.is_large();
        if let Some(ears) = &mut self.ears {
            burst.gone.iter().for_each(|path| ears.forget(path));
            if burst.is_large() {
                // A folder that vanishes while the folders around it are being watched leaves some
                // of them unwatched, and nobody says so.
                ears.close();
            }
        }
        if let Some(why) = burst.deaf {
            self.go_deaf(why);
        }
    }

    fn go_deaf(&mut self, why: String) {
        if self.ears.take().is_some() {
            self.tick = DEAF_TICK;
            (self.wake)(Wake::Deaf(why));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_that_reports_nothing_is_said_once_and_polled_from_then_on() {
        let (signals, heard) = channel();
        let project = Project { root: PathBuf::from("/"), ignored: Arc::new(|_: &Path| true) };
        let ears = Some(Ears::new(project, signals.clone()));
        let mut woken = Vec::new();
        let wake = |wake| {
            woken.push(wake);
            Seen::Whole
        };
        let mut lookout = Lookout::new(ears, TICK, heard, wake);
        for _ in 0..2 {
            let signal = Signal::Deaf("too many folders".to_owned());
            let first = Some(Heard { at: Instant::now(), signal });
            let burst = Burst::gather(first, Until::Quiet, &lookout.heard);
            lookout.take_in(burst.expect("nobody said stop"));
        }
        assert!(lookout.ears.is_none());
        assert_eq!(lookout.tick, DEAF_TICK);
        drop(lookout);
        assert_eq!(woken, [Wake::Deaf("too many folders".to_owned())]);
        drop(signals);
    }
}
