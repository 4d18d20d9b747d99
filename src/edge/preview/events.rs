//! What is said to open browser tabs: that they show what is no longer so.
//! Keeps no log. Every stream compares what its tab shows with what the preview has, whenever there may be news.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::edge::preview::content::PreviewContent;
use crate::edge::preview::mark::{Files, FilesKey, Mark, page_key};
use crate::edge::preview::report::Report;
use crate::edge::preview::target::encode;

/// Longest list of files that is said file by file; a longer one is said as "any".
const LONGEST_LIST: usize = 1000;
/// What stands for any file.
const ANY: &str = "*";
/// A line is sent after so much silence, so that a stream nobody reads any more comes to its end.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// The streams, and the bell that wakes them.
#[derive(Debug)]
pub(super) struct Events {
    most_streams: usize,
    bell: Mutex<Bell>,
    rung: Condvar,
    files_key: FilesKey,
}

#[derive(Debug, Default)]
struct Bell {
    /// How often it has rung.
    rings: u64,
    /// The page that tabs were last sent to, and at which ring.
    sent: Option<(u64, Arc<str>)>,
    streams: BTreeSet<u64>,
    opened: u64,
    is_closed: bool,
}

/// Which page a tab shows, and in what state.
#[derive(Debug)]
pub(super) struct Tab {
    /// The absolute, decoded path of its page.
    pub(super) path: String,
    /// What it shows of it; `None` when it says nothing that is understood.
    pub(super) shown: Option<Mark>,
}

impl Events {
    /// At most `most_streams` streams at once.
    pub(super) fn new(most_streams: usize) -> Events {
        let (bell, rung) = (Mutex::default(), Condvar::new());
        Events { most_streams, bell, rung, files_key: FilesKey::default() }
    }

    /// Has every stream compare again.
    pub(super) fn refresh(&self) {
        self.bell().rings += 1;
        self.rung.notify_all();
    }

    /// Says to every tab that it is to show the page at `path`.
    pub(super) fn go_to(&self, path: &str) {
        let mut bell = self.bell();
        bell.rings += 1;
        bell.sent = Some((bell.rings, encode(path).into()));
        self.rung.notify_all();
    }

    /// The key of the files that pages load.
    pub(super) fn files_key(&self, files: &Files) -> u128 {
        self.files_key.of(files)
    }

    /// Ends every stream, and every stream to come.
    pub(super) fn close(&self) {
        self.bell().is_closed = true;
        self.rung.notify_all();
    }

    /// Writes what `tab` has to know, from now until its reader is gone or the server stops.
    ///
    /// # Errors
    /// When the reader is gone.
    pub(super) fn follow(
        &self,
        tab: Tab,
        preview: &dyn PreviewContent,
        mut out: impl Write,
    ) -> io::Result<()> {
        let stream = self.open();
        let mut heard = stream.since;
        let mut told = Told { tab, files: None, report: None };
        // A browser that loses the stream comes back after so many milliseconds.
        out.write_all(b"retry: 500\n\n")?;
        loop {
            // The bell is read before the preview is: what rings in between is compared once more.
            let Some((rings, sent)) = self.rings_after(heard) else {
                return Ok(());
            };
            let mut news = sent.map_or_else(String::new, |path| event("go", None, [&*path]));
            news += &told.renew(preview, &self.files_key);
            if !news.is_empty() {
                out.write_all(news.as_bytes())?;
                out.flush()?;
            }
            heard = rings;
            loop {
                match stream.wait(heard) {
                    Heard::News => break,
                    Heard::Nothing => {
                        out.write_all(b":\n\n")?;
                        out.flush()?;
                    }
                    Heard::TheEnd => return Ok(()),
                }
            }
        }
    }

    fn open(&self) -> Stream<'_> {
        let mut bell = self.bell();
        let id = bell.opened;
        bell.opened += 1;
        bell.streams.insert(id);
        // The oldest makes room. If it is still read, its browser comes back by itself.
        if bell.streams.len() > self.most_streams.max(1) {
            bell.streams.pop_first();
            self.rung.notify_all();
        }
        Stream { events: self, id, since: bell.rings }
    }

    /// How often the bell has rung, and where tabs were sent after `heard`; `None` once closed.
    fn rings_after(&self, heard: u64) -> Option<(u64, Option<Arc<str>>)> {
        let bell = self.bell();
        let sent = bell.sent.as_ref().filter(|(ring, _)| *ring > heard);
        (!bell.is_closed).then(|| (bell.rings, sent.map(|(_, path)| Arc::clone(path))))
    }

    fn bell(&self) -> MutexGuard<'_, Bell> {
        self.bell.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One open stream; given back when dropped.
struct Stream<'a> {
    events: &'a Events,
    id: u64,
    /// How often the bell had rung when the stream was opened.
    since: u64,
}

enum Heard {
    News,
    Nothing,
    TheEnd,
}

impl Stream<'_> {
    /// Waits until the bell has rung more than `heard` times, or for as long as a heart may stand still.
    fn wait(&self, heard: u64) -> Heard {
        let until = Instant::now() + HEARTBEAT;
        let mut bell = self.events.bell();
        loop {
            if bell.is_closed || !bell.streams.contains(&self.id) {
                return Heard::TheEnd;
            }
            if bell.rings > heard {
                return Heard::News;
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Heard::Nothing;
            }
            let wait = self.events.rung.wait_timeout(bell, left);
            bell = wait.unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

impl Drop for Stream<'_> {
    fn drop(&mut self) {
        self.events.bell().streams.remove(&self.id);
    }
}

/// What one tab has been told.
struct Told {
    tab: Tab,
    /// The files that its mark stands for, once they are known.
    files: Option<Files>,
    /// The report, or that there is none; `None` before either was said.
    report: Option<Option<Arc<Report>>>,
}

impl Told {
    /// The events that bring the tab from what it was told to what the preview has; none when that is the same.
    /// Each leaves behind, as its id, what the tab shows once it has done as it was told.
    fn renew(&mut self, preview: &dyn PreviewContent, files_key: &FilesKey) -> String {
        let mut news = self.renew_report(preview);
        let files = preview.files();
        let page = page_key(&preview.page(&self.tab.path));
        let now = Mark { page, files: files_key.of(&files) };
        // A tab that says nothing that is understood shows who knows what.
        let shown = self.tab.shown.unwrap_or(Mark { page: !now.page, files: !now.files });
        if shown.files != now.files {
            let changed = changed_files(self.files.as_ref(), &files);
            let id = Mark { page: shown.page, files: now.files };
            news += &event("files", Some(id), changed.iter().map(String::as_str));
        }
        if shown.page != now.page {
            news += &event("page", Some(now), [""]);
        }
        self.tab.shown = Some(now);
        self.files = Some(files);
        news
    }

    fn renew_report(&mut self, preview: &dyn PreviewContent) -> String {
        let report = preview.report();
        if self.report.as_ref() == Some(&report) {
            return String::new();
        }
        let id = self.tab.shown;
        let told = match &report {
            Some(report) => event("report", id, [report.json().as_str()]),
            None => event("fixed", id, [""]),
        };
        self.report = Some(report);
        told
    }
}

/// The encoded paths of the files that are new, other or gone; any, when it is not known what was before.
fn changed_files(before: Option<&Files>, after: &Files) -> Vec<String> {
    let Some(before) = before else {
        return vec![ANY.to_owned()];
    };
    let gone = before.keys().filter(|path| !after.contains_key(*path));
    let other = after.iter().filter(|(path, key)| before.get(*path) != Some(key));
    let changed: Vec<&String> = gone.chain(other.map(|(path, _)| path)).collect();
    if changed.len() > LONGEST_LIST {
        return vec![ANY.to_owned()];
    }
    changed.into_iter().map(|path| encode(path)).collect()
}

/// One event, a `data:` line for each line of it.
fn event<'a>(name: &str, id: Option<Mark>, lines: impl IntoIterator<Item = &'a str>) -> String {
    let mut event = id.map_or_else(String::new, |id| format!("id: {id}\n"));
    event += &format!("event: {name}\n");
    for line in lines {
        // A bare carriage return would end a line too.
        writeln!(event, "data: {}", line.replace(['\r', '\n'], " "))
            .expect("writing to a string does not fail");
    }
    event + "\n"
}
