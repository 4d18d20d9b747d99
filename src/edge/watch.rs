//! The wake-up signal of `serve`: something in the project may have changed, look at it again.
//! Knows no sources and compares nothing: whoever is woken looks at the whole tree.

mod ears;

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::edge::watch::ears::{Ears, Project, Signal};

/// After so much silence the tree is looked at all the same: no system reports every change.
const TICK: Duration = Duration::from_secs(2);
/// The same where the system reports nothing at all.
const DEAF_TICK: Duration = Duration::from_secs(1);

/// Why the caller is woken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wake {
    /// Something has changed, and has been quiet since.
    Changed,
    /// Nothing was heard for a while; look all the same.
    Tick,
    /// From now on only ticks come, every second: the system cannot report changes, for the reason
    /// given in a sentence.
    Deaf(String),
}

/// A watch over a project; it ends when dropped.
#[derive(Debug)]
pub struct Watcher {
    signals: Sender<Signal>,
}

impl Drop for Watcher {
    fn drop(&mut self) {
        // It fails only when the watch has already ended.
        let _ = self.signals.send(Signal::Stop);
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
/// is seen then.
///
/// # Errors
/// When `root` is not there, or the system gives no thread.
pub fn watch(
    root: &Path,
    ignored: impl Fn(&Path) -> bool + Send + Sync + 'static,
    wake: impl FnMut(Wake) + Send + 'static,
) -> Result<Watcher, WatchFault> {
    let fault = |cause| WatchFault { root: root.to_owned(), cause };
    // Some systems report paths with their links resolved.
    let project = Project { root: root.canonicalize().map_err(fault)?, ignored: Arc::new(ignored) };
    let (signals, heard) = channel();
    let ears = Some(Ears::new(project, signals.clone()));
    let lookout = Lookout { ears, heard, wake };
    thread::Builder::new().name("watch".to_owned()).spawn(move || lookout.keep()).map_err(fault)?;
    Ok(Watcher { signals })
}

struct Lookout<W> {
    // None once the system cannot report changes.
    ears: Option<Ears>,
    heard: Receiver<Signal>,
    wake: W,
}

impl<W: FnMut(Wake)> Lookout<W> {
    fn keep(mut self) {
        self.listen();
        (self.wake)(Wake::Tick);
        loop {
            let tick = if self.ears.is_some() { TICK } else { DEAF_TICK };
            let reason = match self.heard.recv_timeout(tick) {
                Ok(signal) => {
                    let Some(burst) = settle(signal, &self.heard) else {
                        return;
                    };
                    self.take_in(burst);
                    Wake::Changed
                }
                Err(RecvTimeoutError::Timeout) => Wake::Tick,
                Err(RecvTimeoutError::Disconnected) => return,
            };
            // New folders are watched before they are looked at, so that nothing falls between.
            self.listen();
            (self.wake)(reason);
        }
    }

    fn take_in(&mut self, burst: Burst) {
        if let Some(ears) = &mut self.ears {
            burst.gone.iter().for_each(|path| ears.forget(path));
        }
        if let Some(why) = burst.deaf {
            self.go_deaf(why);
        }
    }

    fn listen(&mut self) {
        if let Some(Err(why)) = self.ears.as_mut().map(Ears::listen) {
            self.go_deaf(why);
        }
    }

    fn go_deaf(&mut self, why: String) {
        if self.ears.take().is_some() {
            (self.wake)(Wake::Deaf(why));
        }
    }
}

/// What was heard in one go.
#[derive(Debug, Default)]
struct Burst {
    gone: Vec<PathBuf>,
    deaf: Option<String>,
}

/// Waits until nothing more comes, but not for ever. `None` when told to stop.
///
/// A save is a few events and is over in 20 ms; a checkout of 10,000 files has pauses as long as
/// that, so a burst that grows is given more time. All of it stays well under three seconds.
fn settle(first: Signal, heard: &Receiver<Signal>) -> Option<Burst> {
    let start = Instant::now();
    let mut burst = Burst::default();
    let mut count = 0;
    let mut next = Some(first);
    while let Some(signal) = next {
        match signal {
            Signal::Changed => {}
            Signal::Gone(path) => burst.gone.push(path),
            Signal::Deaf(why) => burst.deaf = Some(why),
            Signal::Stop => return None,
        }
        count += 1;
        let (quiet, longest) = if count <= 100 { (20, 200) } else { (100, 2000) };
        let left = Duration::from_millis(longest).saturating_sub(start.elapsed());
        let wait = left.min(Duration::from_millis(quiet));
        next = if wait.is_zero() { None } else { heard.recv_timeout(wait).ok() };
    }
    Some(burst)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_is_taken_in_one_go() {
        let (signals, heard) = channel();
        for _ in 0..10_000 {
            signals.send(Signal::Changed).expect("the receiver is here");
        }
        signals.send(Signal::Gone("content".into())).expect("the receiver is here");
        let burst = settle(Signal::Changed, &heard).expect("nobody said stop");
        assert_eq!(burst.gone, [PathBuf::from("content")]);
        assert!(heard.try_recv().is_err(), "something of the burst was left");
    }

    #[test]
    fn a_watch_that_is_dropped_in_a_burst_ends() {
        let (signals, heard) = channel();
        signals.send(Signal::Stop).expect("the receiver is here");
        assert!(settle(Signal::Changed, &heard).is_none());
    }

    #[test]
    fn a_system_that_reports_nothing_is_said_once_and_polled_from_then_on() {
        let (signals, heard) = channel();
        let project = Project { root: PathBuf::from("/"), ignored: Arc::new(|_: &Path| true) };
        let ears = Some(Ears::new(project, signals.clone()));
        let mut woken = Vec::new();
        let mut lookout = Lookout { ears, heard, wake: |wake| woken.push(wake) };
        for _ in 0..2 {
            let burst = Burst { gone: Vec::new(), deaf: Some("too many folders".to_owned()) };
            lookout.take_in(burst);
            lookout.listen();
        }
        assert!(lookout.ears.is_none());
        drop(lookout);
        assert_eq!(woken, [Wake::Deaf("too many folders".to_owned())]);
        drop(signals);
    }
}
