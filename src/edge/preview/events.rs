//! What is said to open browser tabs: which pages have changed, and that the last save is at fault.
//! Knows no connections: every stream reads the same log from where it stands, at its own pace.

use std::collections::{BTreeSet, VecDeque};
use std::fmt::Write as _;
use std::io::{self, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::edge::preview::door::unguessable;

/// Changes that are remembered for tabs that were away; one away for longer reloads.
const REMEMBERED: usize = 64;
/// Longest list of pages that is said page by page; a longer one is said as "all".
const LONGEST_LIST: usize = 1000;
/// A line is sent after so much silence, so that a stream nobody reads any more comes to its end.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// What a new edition means for the pages that are open in a browser. Whichever is told, the
/// report is asked for anew too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The pages at these decoded paths (`/cities/mosul/`) have other bytes, are new or are gone.
    Pages(BTreeSet<String>),
    /// Only style sheets have changed: pages take them up in place, without a reload.
    Styles,
    /// Any page may have changed, as after an edit of the theme or of a setting.
    All,
    /// The pages are what they were; only the report over them is new, other or gone.
    Report,
}

/// The log of changes, and the streams that read it.
#[derive(Debug)]
pub(super) struct Events {
    /// Tells this run of the server from an earlier one at the same address.
    run: String,
    most_streams: usize,
    log: Mutex<Log>,
    news: Condvar,
}

#[derive(Debug, Default)]
struct Log {
    /// How many changes there have been; the number of the newest.
    number: u64,
    /// The newest changes, oldest first.
    changes: VecDeque<Arc<str>>,
    streams: BTreeSet<u64>,
    opened: u64,
    is_closed: bool,
}

impl Events {
    /// An empty log, read by at most `most_streams` streams at once.
    pub(super) fn new(most_streams: usize) -> Events {
        let run = unguessable();
        Events { run, most_streams, log: Mutex::default(), news: Condvar::new() }
    }

    /// Says a change to every tab.
    pub(super) fn tell(&self, change: &Change) {
        let mut log = self.log();
        log.number += 1;
        let id = mark(&self.run, log.number);
        log.changes.push_back(spell(change, &id).into());
        if log.changes.len() > REMEMBERED {
            log.changes.pop_front();
        }
        self.news.notify_all();
    }

    /// Where the log stands now, as a word that `follow` takes: a page carries it from the moment
    /// before it was printed, so that nothing said since is lost on it.
    pub(super) fn mark(&self) -> String {
        mark(&self.run, self.log().number)
    }

    /// Ends every stream, and every stream to come.
    pub(super) fn close(&self) {
        self.log().is_closed = true;
        self.news.notify_all();
    }

    /// Writes a stream of events from the mark `since` on, until its reader is gone or the server
    /// stops. `report` is what lies over the pages at the moment it is called.
    ///
    /// # Errors
    /// When the reader is gone.
    pub(super) fn follow(
        &self,
        since: &str,
        report: impl Fn() -> Option<String>,
        mut out: impl Write,
    ) -> io::Result<()> {
        let stream = self.open();
        let mut reported = Reported::Nothing;
        let mut seen = self.number_of(since);
        // A browser that loses the stream comes back after so many milliseconds.
        out.write_all(b"retry: 500\n\n")?;
        loop {
            // The report goes first: a tab that reloads over what follows does not hear it.
            let mut news = reported.renew(report());
            let Some((changes, number)) = self.changes_after(seen) else {
                return Ok(());
            };
            changes.iter().for_each(|change| news += change);
            seen = Some(number);
            if !news.is_empty() {
                out.write_all(news.as_bytes())?;
                out.flush()?;
            }
            match stream.wait(number) {
                Heard::News => {}
                Heard::Nothing => {
                    out.write_all(b":\n\n")?;
                    out.flush()?;
                }
                Heard::TheEnd => return Ok(()),
            }
        }
    }

    fn open(&self) -> Stream<'_> {
        let mut log = self.log();
        let id = log.opened;
        log.opened += 1;
        log.streams.insert(id);
        // The oldest makes room. If it is still read, its browser comes back by itself.
        if log.streams.len() > self.most_streams.max(1) {
            log.streams.pop_first();
            self.news.notify_all();
        }
        Stream { events: self, id }
    }

    /// `None` when the mark is of another run, or of no run at all.
    fn number_of(&self, since: &str) -> Option<u64> {
        let (run, number) = since.split_once('-')?;
        let number = number.parse().ok()?;
        (run == self.run && number <= self.log().number).then_some(number)
    }

    /// The changes since `seen`, spelled out, and the number of the newest; `None` once closed.
    fn changes_after(&self, seen: Option<u64>) -> Option<(Vec<Arc<str>>, u64)> {
        let log = self.log();
        if log.is_closed {
            return None;
        }
        let missed = seen
            .and_then(|seen| usize::try_from(log.number - seen).ok())
            .filter(|missed| *missed <= log.changes.len());
        let changes = match missed {
            Some(missed) => log.changes.iter().skip(log.changes.len() - missed).cloned().collect(),
            None => vec![spell(&Change::All, &mark(&self.run, log.number)).into()],
        };
        Some((changes, log.number))
    }

    fn log(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One open stream's place in the log; given back when dropped.
struct Stream<'a> {
    events: &'a Events,
    id: u64,
}

enum Heard {
    News,
    Nothing,
    TheEnd,
}

impl Stream<'_> {
    /// Waits until there is more than `number`, or for as long as a heart may stand still.
    fn wait(&self, number: u64) -> Heard {
        let until = Instant::now() + HEARTBEAT;
        let mut log = self.events.log();
        loop {
            if log.is_closed || !log.streams.contains(&self.id) {
                return Heard::TheEnd;
            }
            if log.number > number {
                return Heard::News;
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Heard::Nothing;
            }
            let wait = self.events.news.wait_timeout(log, left);
            log = wait.unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

impl Drop for Stream<'_> {
    fn drop(&mut self) {
        self.events.log().streams.remove(&self.id);
    }
}

/// What one stream has last said about the report.
#[derive(PartialEq, Eq)]
enum Reported {
    /// Not yet anything.
    Nothing,
    /// That there is none.
    Fixed,
    /// This text.
    Fault(String),
}

impl Reported {
    /// The event that brings a tab from what it was told to `report`: empty when that is the same.
    fn renew(&mut self, report: Option<String>) -> String {
        let now = report.map_or(Reported::Fixed, Reported::Fault);
        if now == *self {
            return String::new();
        }
        *self = now;
        match self {
            Reported::Fault(text) => event("report", text.lines()),
            _ => event("fixed", [""]),
        }
    }
}

fn mark(run: &str, number: u64) -> String {
    format!("{run}-{number}")
}

fn spell(change: &Change, id: &str) -> String {
    let told = match change {
        Change::Pages(paths) if paths.len() <= LONGEST_LIST => {
            event("pages", paths.iter().map(String::as_str))
        }
        Change::Pages(_) | Change::All => event("all", [""]),
        Change::Styles => event("styles", [""]),
        Change::Report => String::new(),
    };
    if told.is_empty() { told } else { format!("id: {id}\n{told}") }
}

/// One event, a `data:` line for each line of it. A bare carriage return would end a line too.
fn event<'a>(name: &str, lines: impl IntoIterator<Item = &'a str>) -> String {
    let mut event = format!("event: {name}\n");
    for line in lines {
        writeln!(event, "data: {}", line.replace(['\r', '\n'], " "))
            .expect("writing to a string does not fail");
    }
    event + "\n"
}
