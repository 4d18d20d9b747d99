//! What is heard in one go, and when to stop listening and look.
//! Knows no folders and no system: only signals and when each of them came.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

/// After so much silence a few changes are over.
const QUIET: Duration = Duration::from_millis(20);
/// No wait for silence lasts longer.
const LONGEST: Duration = Duration::from_millis(200);
/// More signals than this are the work of a tool, such as a checkout of 10,000 files: it makes
/// pauses that are longer than `QUIET`, and takes longer than `LONGEST`.
const MANY: usize = 100;
/// After so much silence many changes are over.
const QUIET_OF_MANY: Duration = Duration::from_millis(100);
/// No wait for the end of many changes lasts longer: a page has to be right within three seconds.
const LONGEST_OF_MANY: Duration = Duration::from_secs(2);

/// What is heard.
#[derive(Debug)]
pub(super) enum Signal {
    /// A file has been saved to its end, or removed.
    Saved,
    /// Something has changed, and more of it may follow.
    Stirred,
    /// The folder at this path has gone or has become another, and its watch with it.
    Gone(PathBuf),
    /// The system reports no more, for the reason given.
    Deaf(String),
    /// The watch is to end.
    Stop,
}

/// A signal and when it came.
#[derive(Debug)]
pub(super) struct Heard {
    /// When.
    pub(super) at: Instant,
    /// What.
    pub(super) signal: Signal,
}

/// How long to listen on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Until {
    /// Until a save is complete; without one, until it is quiet.
    Saved,
    /// Until it is quiet.
    Quiet,
    /// Until it is quiet after many changes, of which those that are heard now are a part.
    QuietOfMany,
}

/// Why listening ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// A save is complete.
    Saved,
    /// Nothing more comes.
    Quiet,
    /// It had gone on for long enough.
    Enough,
}

/// What was heard in one go.
#[derive(Debug)]
pub(super) struct Burst {
    /// The folders that are gone.
    pub(super) gone: Vec<PathBuf>,
    /// Why the system reports no more, if it does not.
    pub(super) deaf: Option<String>,
    /// When the last of it came.
    pub(super) last: Instant,
    /// Why it was the last.
    pub(super) end: End,
    count: usize,
    is_part_of_many: bool,
    is_saved: bool,
}

impl Burst {
    /// Listens. It begins with `first`, or else with the silence that has just begun; `None` when
    /// told to stop.
    pub(super) fn gather(
        first: Option<Heard>,
        until: Until,
        heard: &Receiver<Heard>,
    ) -> Option<Burst> {
        let start = Instant::now();
        let mut burst = Burst::none(start);
        burst.is_part_of_many = until == Until::QuietOfMany;
        let mut next = first;
        loop {
            // What waits already came before the look that is to follow.
            for heard in next.take().into_iter().chain(heard.try_iter()) {
                burst.take(heard)?;
            }
            let now = Instant::now();
            let (quiet, longest) = burst.patience();
            let silence = (burst.last + quiet).saturating_duration_since(now);
            let rest = (start + longest).saturating_duration_since(now);
            let end = match until {
                Until::Saved if burst.is_saved => Some(End::Saved),
                _ if silence.is_zero() => Some(End::Quiet),
                _ if rest.is_zero() => Some(End::Enough),
                _ => None,
            };
            if let Some(end) = end {
                return Some(Burst { end, ..burst });
            }
            match heard.recv_timeout(silence.min(rest)) {
                Ok(heard) => next = Some(heard),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
    }

    /// Whether it is the work of a tool and not of a hand.
    pub(super) fn is_large(&self) -> bool {
        self.is_part_of_many || self.count > MANY
    }

    fn none(last: Instant) -> Burst {
        Burst {
            gone: Vec::new(),
            deaf: None,
            last,
            end: End::Quiet,
            count: 0,
            is_part_of_many: false,
            is_saved: false,
        }
    }

    fn take(&mut self, heard: Heard) -> Option<()> {
        match heard.signal {
            Signal::Saved => self.is_saved = true,
            Signal::Stirred => {}
            Signal::Gone(path) => self.gone.push(path),
            Signal::Deaf(why) => self.deaf = Some(why),
            Signal::Stop => return None,
        }
        // Of a burst that begins with what came a while ago, the silence since then counts.
        self.last = if self.count == 0 { heard.at } else { self.last.max(heard.at) };
        self.count += 1;
        Some(())
    }

    fn patience(&self) -> (Duration, Duration) {
        if self.is_large() { (QUIET_OF_MANY, LONGEST_OF_MANY) } else { (QUIET, LONGEST) }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Sender, channel};

    use super::*;

    fn now(signal: Signal) -> Heard {
        Heard { at: Instant::now(), signal }
    }

    fn ago(milliseconds: u64, signal: Signal) -> Heard {
        let at = Instant::now().checked_sub(Duration::from_millis(milliseconds));
        Heard { at: at.expect("the machine has run for longer"), signal }
    }

    fn send(signals: &Sender<Heard>, heard: Heard) {
        signals.send(heard).expect("the receiver is here");
    }

    #[test]
    fn a_burst_is_taken_in_one_go() {
        let (signals, heard) = channel();
        for _ in 0..10_000 {
            send(&signals, now(Signal::Saved));
        }
        send(&signals, now(Signal::Gone("content".into())));
        let first = Some(now(Signal::Stirred));
        let burst = Burst::gather(first, Until::Quiet, &heard).expect("nobody said stop");
        assert_eq!(burst.gone, [PathBuf::from("content")]);
        assert!(burst.is_large());
        assert!(heard.try_recv().is_err(), "something of the burst was left");
    }

    #[test]
    fn a_complete_save_ends_the_wait_and_a_write_that_goes_on_does_not() {
        let (signals, heard) = channel();
        for _ in 0..3 {
            send(&signals, now(Signal::Stirred));
        }
        send(&signals, now(Signal::Saved));
        let first = Some(now(Signal::Stirred));
        let saved = Burst::gather(first, Until::Saved, &heard).expect("nobody said stop");
        assert_eq!(saved.end, End::Saved);
        let first = Some(now(Signal::Stirred));
        let stirred = Burst::gather(first, Until::Saved, &heard).expect("nobody said stop");
        assert_eq!(stirred.end, End::Quiet);
        assert!(stirred.last.elapsed() >= QUIET);
    }

    #[test]
    fn a_part_of_many_changes_waits_as_long_as_many_do() {
        let (_signals, heard) = channel();
        let first = Some(now(Signal::Saved));
        let burst = Burst::gather(first, Until::QuietOfMany, &heard).expect("nobody said stop");
        assert!(burst.is_large());
        assert_eq!(burst.end, End::Quiet);
        assert!(burst.last.elapsed() >= QUIET_OF_MANY);
    }

    #[test]
    fn what_has_been_quiet_for_long_is_not_waited_for() {
        let (_signals, heard) = channel();
        let begun = Instant::now();
        let mut calls = 0;
        // Each of these would wait, if it did, and a second is less than a hundred waits.
        while calls < 100 {
            let first = Some(ago(500, Signal::Saved));
            let burst = Burst::gather(first, Until::Quiet, &heard).expect("nobody said stop");
            assert_eq!(burst.end, End::Quiet);
            calls += 1;
        }
        assert!(begun.elapsed() < QUIET * 50, "{:?}", begun.elapsed());
    }

    #[test]
    fn a_change_that_never_ends_is_looked_at_all_the_same() {
        let (signals, heard) = channel();
        let (stop, stopped) = channel::<()>();
        let noise = std::thread::spawn(move || {
            while stopped.recv_timeout(Duration::from_millis(1)) == Err(RecvTimeoutError::Timeout) {
                send(&signals, now(Signal::Stirred));
            }
            signals
        });
        let first = Some(now(Signal::Stirred));
        let burst = Burst::gather(first, Until::Saved, &heard).expect("nobody said stop");
        drop(stop);
        // On a machine that is busy the noise itself may pause.
        assert!(matches!(burst.end, End::Enough | End::Quiet), "{burst:?}");
        noise.join().expect("the noise ends");
    }

    #[test]
    fn silence_is_waited_for_when_nothing_was_heard() {
        let (_signals, heard) = channel();
        let begun = Instant::now();
        let burst = Burst::gather(None, Until::Quiet, &heard).expect("nobody said stop");
        assert_eq!(burst.end, End::Quiet);
        assert!(begun.elapsed() >= QUIET);
    }

    #[test]
    fn a_watch_that_is_dropped_in_a_burst_ends() {
        let (signals, heard) = channel();
        send(&signals, now(Signal::Stop));
        let first = Some(now(Signal::Stirred));
        assert!(Burst::gather(first, Until::Quiet, &heard).is_none());
    }
}
