//! Server-sent events: they tell an open tab that its page, a file or the report has changed.
//! Keeps no log of changes. Each stream compares what its tab shows with the content whenever something may have changed.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::edge::preview::report::Report;
use crate::edge::preview::shared::SharedContent;
use crate::edge::preview::target::encode;
use crate::edge::preview::version::{Files, Version, page_key};

/// Maximum number of changed files that an event lists; if there are more, it says `*` for any file.
const MAX_LISTED_FILES: usize = 1000;
const ANY_FILE: &str = "*";
/// A stream without events sends an empty comment this often. Writing it fails when the tab is gone, which ends the stream.
const HEARTBEAT: Duration = Duration::from_secs(2);
/// A browser that loses the stream reconnects after this many milliseconds.
const RETRY: &[u8] = b"retry: 500\n\n";

/// All open streams of events.
#[derive(Debug)]
pub(super) struct Events {
    max_streams: usize,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    /// The number of times that something may have changed.
    revision: u64,
    /// The page that tabs were last sent to, and the revision of that.
    navigation: Option<(u64, Arc<str>)>,
    streams: BTreeSet<u64>,
    next_stream: u64,
    is_closed: bool,
}

/// An open tab, and what it was told so far.
#[derive(Debug)]
pub(super) struct Tab {
    /// The absolute, decoded path of its page.
    path: String,
    /// The version that it shows; `None` if it does not say.
    shown: Option<Version>,
    /// The files that belong to the version, once they are known.
    files: Option<Files>,
    /// The report, or that there is none. `None` until one of both was sent.
    report: Option<Option<Arc<Report>>>,
}

impl Events {
    /// Allows at most `max_streams` streams at once.
    pub(super) fn new(max_streams: usize) -> Events {
        Events { max_streams, state: Mutex::default(), changed: Condvar::new() }
    }

    /// Makes every stream compare again.
    pub(super) fn refresh(&self) {
        self.state().revision += 1;
        self.changed.notify_all();
    }

    /// Tells every open tab to show the page at `path`.
    pub(super) fn go_to(&self, path: &str) {
        let mut state = self.state();
        state.revision += 1;
        state.navigation = Some((state.revision, encode(path).into()));
        self.changed.notify_all();
    }

    /// Ends every stream, and every later one.
    pub(super) fn close(&self) {
        self.state().is_closed = true;
        self.changed.notify_all();
    }

    /// Writes the events for `tab` until the tab is gone or the server stops.
    ///
    /// # Errors
    /// When the tab is gone.
    pub(super) fn stream(
        &self,
        mut tab: Tab,
        content: &SharedContent,
        out: &mut impl Write,
    ) -> io::Result<()> {
        let (stream, mut revision) = self.open();
        let mut events = String::new();
        out.write_all(RETRY)?;
        loop {
            // The content is read after the revision: a change in between leads to another comparison.
            events += &tab.update(content);
            out.write_all(events.as_bytes())?;
            events = loop {
                match stream.wait(revision) {
                    Wake::Changed(now, navigation) => {
                        revision = now;
                        break navigation.map_or_else(String::new, |to| event("go", None, [&*to]));
                    }
                    Wake::Heartbeat => out.write_all(b":\n\n")?,
                    Wake::Ended => return Ok(()),
                }
            };
        }
    }

    /// Opens a stream. Gives the revision at this moment too.
    fn open(&self) -> (Stream<'_>, u64) {
        let mut state = self.state();
        let id = state.next_stream;
        state.next_stream += 1;
        state.streams.insert(id);
        // The oldest stream ends. If its tab is still open, the browser reconnects.
        if state.streams.len() > self.max_streams.max(1) {
            state.streams.pop_first();
            self.changed.notify_all();
        }
        (Stream { events: self, id }, state.revision)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One open stream; it ends when this is dropped.
struct Stream<'a> {
    events: &'a Events,
    id: u64,
}

/// Why a stream stops waiting.
enum Wake {
    /// There is a new revision, and perhaps a page to go to.
    Changed(u64, Option<Arc<str>>),
    Heartbeat,
    Ended,
}

impl Stream<'_> {
    /// Waits until the revision is not `revision` any more, or until the next heartbeat.
    fn wait(&self, revision: u64) -> Wake {
        let is_open = |state: &State| !state.is_closed && state.streams.contains(&self.id);
        let is_quiet = |state: &mut State| is_open(state) && state.revision == revision;
        let wait = self.events.changed.wait_timeout_while(self.events.state(), HEARTBEAT, is_quiet);
        let (state, timeout) = wait.unwrap_or_else(PoisonError::into_inner);
        match timeout.timed_out() {
            _ if !is_open(&state) => Wake::Ended,
            true => Wake::Heartbeat,
            false => {
                let navigation = state.navigation.as_ref().filter(|(sent, _)| *sent > revision);
                Wake::Changed(state.revision, navigation.map(|(_, path)| Arc::clone(path)))
            }
        }
    }
}

impl Drop for Stream<'_> {
    fn drop(&mut self) {
        self.events.state().streams.remove(&self.id);
    }
}

impl Tab {
    /// A tab that asks for events at `<version>/cities/mosul/`, with its version and the path of its page.
    ///
    /// A browser that reconnects sends the version of the last event too, which is newer.
    pub(super) fn new(address: &str, last_event_id: Option<&str>) -> Tab {
        let (version, path) = address.split_once('/').unwrap_or((address, ""));
        let shown = Version::parse(last_event_id.unwrap_or(version));
        Tab { path: format!("/{path}"), shown, files: None, report: None }
    }

    /// The events that bring the tab up to date. The id of each is the version that the tab shows after it.
    fn update(&mut self, content: &SharedContent) -> String {
        let mut events = self.update_report(content);
        let files = content.files();
        let now = Version { page: page_key(&content.page(&self.path)), files: files.key };
        // Of a tab without a version nothing is known, so all of it is out of date.
        let shown = self.shown.unwrap_or(Version { page: !now.page, files: !now.files });
        if shown.files != now.files {
            let changed = changed_files(self.files.as_ref(), &files);
            let id = Version { page: shown.page, files: now.files };
            events += &event("files", Some(id), changed.iter().map(String::as_str));
        }
        if shown.page != now.page {
            events += &event("page", Some(now), [""]);
        }
        self.shown = Some(now);
        self.files = Some(files);
        events
    }

    fn update_report(&mut self, content: &SharedContent) -> String {
        let report = content.report();
        if self.report.as_ref() == Some(&report) {
            return String::new();
        }
        let id = self.shown;
        let event = match &report {
            Some(report) => event("report", id, [report.json().as_str()]),
            None => event("fixed", id, [""]),
        };
        self.report = Some(report);
        event
    }
}

/// The encoded paths of new, changed and removed files; any file if it is not known which files there were before.
fn changed_files(before: Option<&Files>, after: &Files) -> Vec<String> {
    let any = || vec![ANY_FILE.to_owned()];
    let Some(before) = before else {
        return any();
    };
    let removed = before.keys.keys().filter(|path| !after.keys.contains_key(*path));
    let others = after.keys.iter().filter(|(path, key)| before.keys.get(*path) != Some(key));
    let changed: Vec<&String> = removed.chain(others.map(|(path, _)| path)).collect();
    if changed.len() > MAX_LISTED_FILES {
        return any();
    }
    changed.into_iter().map(|path| encode(path)).collect()
}

/// One event, with a `data:` line for each of `lines`.
fn event<'a>(name: &str, id: Option<Version>, lines: impl IntoIterator<Item = &'a str>) -> String {
    let mut event = id.map_or_else(String::new, |id| format!("id: {id}\n"));
    event += &format!("event: {name}\n");
    for line in lines {
        // A carriage return alone would end a line too.
        event += &format!("data: {}\n", line.replace(['\r', '\n'], " "));
    }
    event + "\n"
}
