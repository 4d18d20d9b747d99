//! Collects signals of changes into a batch, and decides when to stop waiting for more.
//! It knows no folders and no system, only signals and when each of them came.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

/// How long nothing must change before a small batch is over.
const QUIET: Duration = Duration::from_millis(20);
/// Maximum wait for the end of a small batch.
const MAX_WAIT: Duration = Duration::from_millis(200);
/// More signals than this are a large batch. It is the work of a tool, for instance a checkout of 10,000 files, which pauses for
/// longer than `QUIET` and takes longer than `MAX_WAIT`.
const LARGE: usize = 100;
/// How long nothing must change before a large batch is over.
const QUIET_LARGE: Duration = Duration::from_millis(100);
/// Maximum wait for the end of a large batch: a page has to be right within three seconds.
const MAX_WAIT_LARGE: Duration = Duration::from_secs(2);

/// What the system reports.
#[derive(Debug)]
pub(super) enum Signal {
    /// A file was saved completely, or removed.
    Saved,
    /// Something has changed, and more may follow.
    Changed,
    /// The folder at this path was removed or replaced, and with it the watch on it.
    FolderGone(PathBuf),
    /// The system reports no more changes, for this reason.
    WatchLost(String),
    /// The watcher is to stop.
    Stop,
}

/// A signal and when it came.
#[derive(Debug)]
pub(super) struct TimedSignal {
    /// When it came.
    pub(super) at: Instant,
    /// What it says.
    pub(super) signal: Signal,
}

impl TimedSignal {
    /// A signal that comes now.
    pub(super) fn now(signal: Signal) -> TimedSignal {
        TimedSignal { at: Instant::now(), signal }
    }
}

/// How long to wait for more signals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Until {
    /// Until a save is complete; without one, until it is quiet.
    Saved,
    /// Until it is quiet.
    Quiet,
    /// Until it is quiet as after a large batch, to which the next signals belong.
    QuietLarge,
}

/// Why a batch has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// A save is complete.
    Saved,
    /// Nothing has changed for long enough.
    Quiet,
    /// The wait was too long.
    TimedOut,
}

/// Signals that came close together.
#[derive(Debug)]
pub(super) struct Batch {
    /// The folders that are gone.
    pub(super) gone: Vec<PathBuf>,
    /// Why the system reports no more changes, if so.
    pub(super) watch_lost: Option<String>,
    /// When the last signal came.
    pub(super) last: Instant,
    /// Why it has ended.
    pub(super) end: End,
    count: usize,
    is_part_of_large: bool,
    is_saved: bool,
}

impl Batch {
    /// Waits for signals. The batch begins with `first`, or else with the silence that begins now. `None` when the watcher is
    /// to stop.
    pub(super) fn collect(
        first: Option<TimedSignal>,
        until: Until,
        signals: &Receiver<TimedSignal>,
    ) -> Option<Batch> {
        let start = Instant::now();
        let mut batch = Batch {
            gone: Vec::new(),
            watch_lost: None,
            last: start,
            end: End::Quiet,
            count: 0,
            is_part_of_large: until == Until::QuietLarge,
            is_saved: false,
        };
        let mut next = first;
        loop {
            // Signals that are waiting came before the project will be read, so they belong to this batch.
            for signal in next.take().into_iter().chain(signals.try_iter()) {
                batch.add(signal)?;
            }
            let now = Instant::now();
            let (quiet, max_wait) =
                if batch.is_large() { (QUIET_LARGE, MAX_WAIT_LARGE) } else { (QUIET, MAX_WAIT) };
            let silence = (batch.last + quiet).saturating_duration_since(now);
            let rest = (start + max_wait).saturating_duration_since(now);
            let end = match until {
                Until::Saved if batch.is_saved => Some(End::Saved),
                _ if silence.is_zero() => Some(End::Quiet),
                _ if rest.is_zero() => Some(End::TimedOut),
                _ => None,
            };
            if let Some(end) = end {
                return Some(Batch { end, ..batch });
            }
            match signals.recv_timeout(silence.min(rest)) {
                Ok(signal) => next = Some(signal),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
    }

    /// Whether a tool makes the changes, and not a person.
    pub(super) fn is_large(&self) -> bool {
        self.is_part_of_large || self.count > LARGE
    }

    fn add(&mut self, TimedSignal { at, signal }: TimedSignal) -> Option<()> {
        match signal {
            Signal::Saved => self.is_saved = true,
            Signal::Changed => {}
            Signal::FolderGone(path) => self.gone.push(path),
            Signal::WatchLost(reason) => self.watch_lost = Some(reason),
            Signal::Stop => return None,
        }
        // If the first signal came a while ago, the silence since then counts.
        self.last = if self.count == 0 { at } else { self.last.max(at) };
        self.count += 1;
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Sender, channel};

    use super::*;

    fn ago(milliseconds: u64, signal: Signal) -> TimedSignal {
        let at = Instant::now().checked_sub(Duration::from_millis(milliseconds));
        TimedSignal { at: at.expect("the machine has run for longer"), signal }
    }

    fn send(sender: &Sender<TimedSignal>, signal: TimedSignal) {
        sender.send(signal).expect("the receiver is here");
    }

    #[test]
    fn signals_that_wait_are_one_batch() {
        let (sender, signals) = channel();
        for _ in 0..10_000 {
            send(&sender, TimedSignal::now(Signal::Saved));
        }
        send(&sender, TimedSignal::now(Signal::FolderGone("content".into())));
        let first = Some(TimedSignal::now(Signal::Changed));
        let batch = Batch::collect(first, Until::Quiet, &signals).expect("nobody said stop");
        assert_eq!(batch.gone, [PathBuf::from("content")]);
        assert!(batch.is_large());
        assert!(signals.try_recv().is_err(), "something of the batch was left");
    }

    #[test]
    fn a_complete_save_ends_the_wait_and_a_write_that_goes_on_does_not() {
        let (sender, signals) = channel();
        for _ in 0..3 {
            send(&sender, TimedSignal::now(Signal::Changed));
        }
        send(&sender, TimedSignal::now(Signal::Saved));
        let first = Some(TimedSignal::now(Signal::Changed));
        let saved = Batch::collect(first, Until::Saved, &signals).expect("nobody said stop");
        assert_eq!(saved.end, End::Saved);
        let first = Some(TimedSignal::now(Signal::Changed));
        let changed = Batch::collect(first, Until::Saved, &signals).expect("nobody said stop");
        assert_eq!(changed.end, End::Quiet);
        assert!(changed.last.elapsed() >= QUIET);
    }

    #[test]
    fn a_part_of_a_large_batch_waits_as_long_as_the_whole() {
        let (_sender, signals) = channel();
        let first = Some(TimedSignal::now(Signal::Saved));
        let batch = Batch::collect(first, Until::QuietLarge, &signals).expect("nobody said stop");
        assert!(batch.is_large());
        assert_eq!(batch.end, End::Quiet);
        assert!(batch.last.elapsed() >= QUIET_LARGE);
    }

    #[test]
    fn an_old_signal_is_not_waited_for() {
        let (_sender, signals) = channel();
        let begun = Instant::now();
        let mut calls = 0;
        // Each of these would wait, if it did, and a second is less than a hundred waits.
        while calls < 100 {
            let first = Some(ago(500, Signal::Saved));
            let batch = Batch::collect(first, Until::Quiet, &signals).expect("nobody said stop");
            assert_eq!(batch.end, End::Quiet);
            calls += 1;
        }
        assert!(begun.elapsed() < QUIET * 50, "{:?}", begun.elapsed());
    }

    #[test]
    fn a_change_that_never_ends_times_out() {
        let (sender, signals) = channel();
        let (stop, stopped) = channel::<()>();
        let noise = std::thread::spawn(move || {
            while stopped.recv_timeout(Duration::from_millis(1)) == Err(RecvTimeoutError::Timeout) {
                send(&sender, TimedSignal::now(Signal::Changed));
            }
            sender
        });
        let first = Some(TimedSignal::now(Signal::Changed));
        let batch = Batch::collect(first, Until::Saved, &signals).expect("nobody said stop");
        drop(stop);
        // On a machine that is busy the noise itself may pause.
        assert!(matches!(batch.end, End::TimedOut | End::Quiet), "{batch:?}");
        noise.join().expect("the noise ends");
    }

    #[test]
    fn without_a_signal_silence_is_waited_for() {
        let (_sender, signals) = channel();
        let begun = Instant::now();
        let batch = Batch::collect(None, Until::Quiet, &signals).expect("nobody said stop");
        assert_eq!(batch.end, End::Quiet);
        assert!(begun.elapsed() >= QUIET);
    }

    #[test]
    fn a_watch_that_is_dropped_in_a_burst_ends() {
        let (sender, signals) = channel();
        send(&sender, TimedSignal::now(Signal::Stop));
        let first = Some(TimedSignal::now(Signal::Changed));
        assert!(Batch::collect(first, Until::Quiet, &signals).is_none());
    }
}
