//! Reads a project when nobody is writing to it, so that no file is read half written or while it is being replaced.
//! It does not know what the files mean. The preview does without: it reads again at every change.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

use jiff::Timestamp;
use rayon::prelude::*;

use crate::edge::disk::source_cache::{FileStamp, SourceCache};
use crate::edge::disk::{DiskFault, Reading, read_once};
use crate::edge::project_layout::FIGURES;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::snapshot::Snapshot;
use crate::text::source::{CONTENT, SourcePath};

/// A file or folder that has not changed for this long is taken as complete. Programs that write a file in pieces pause for less.
const QUIET: Duration = Duration::from_millis(100);

/// How long is waited for a project to be quiet.
const PATIENCE: Duration = Duration::from_secs(2);

/// The stamps of what may still be changing, by path; none of what was not there when it was opened.
type Restless = HashMap<String, Option<FileStamp>>;

/// Reads every source of the project at `root`, to be composed as of `now`. What changed less than a tenth of a second ago is
/// read again until it has not changed for so long; what still changes after two seconds is reported as unreadable. Files in `cache`
/// that have not changed are not read.
///
/// # Errors
/// As those of [`read_cached`](super::read_cached).
pub fn read(root: &Path, now: Timestamp, cache: &mut SourceCache) -> Result<Snapshot, DiskFault> {
    read_and_wait(root, now, cache, sleep)
}

/// The same. `wait` lets some time pass.
fn read_and_wait(
    root: &Path,
    now: Timestamp,
    cache: &mut SourceCache,
    mut wait: impl FnMut(Duration),
) -> Result<Snapshot, DiskFault> {
    let begun = Instant::now();
    let mut before = Restless::new();
    loop {
        let read = read_once(root, now, cache);
        let restless = match &read {
            Ok(reading) => restless(root, reading),
            // The settings may be about to be replaced.
            Err(DiskFault::NoProject(_)) => young(root, "").into_iter().collect(),
            Err(DiskFault::Io(_)) => Restless::new(),
        };
        let is_same = |(path, stamp): (&String, &Option<FileStamp>)| {
            stamp.is_some() && before.get(path) == Some(stamp)
        };
        if restless.iter().all(is_same) {
            return read.map(|reading| reading.snapshot);
        }
        if begun.elapsed() >= PATIENCE {
            return read.map(|reading| with_faults(reading.snapshot, &restless));
        }
        wait(pause(&restless));
        before = restless;
    }
}

/// The time until everything may have been quiet for long enough.
fn pause(restless: &Restless) -> Duration {
    let now = SystemTime::now();
    let left = |stamp: &Option<FileStamp>| {
        let age = stamp.and_then(|stamp| now.duration_since(stamp.changed()).ok());
        age.map_or(QUIET, |age| QUIET.saturating_sub(age))
    };
    // A file of which a change is only suspected may be complete already.
    restless.values().map(left).max().unwrap_or(QUIET).max(Duration::from_millis(1))
}

/// What may have been changing while it was read.
fn restless(root: &Path, reading: &Reading) -> Restless {
    let files = reading.stamps.par_iter().filter_map(|(path, stamp)| {
        let now = stamp_of(&root.join(path.as_str()));
        let is_quiet = now == Some(*stamp) && !is_young(stamp);
        (!is_quiet).then(|| (path.to_string(), now))
    });
    let mut restless: Restless = files.collect();
    restless.extend(reading.folders.iter().filter_map(|folder| young(root, folder)));
    restless.extend(reading.gone.iter().map(|path| (path.clone(), None)));
    // Builds replace folders at the root. That matters only if a name is missing that may be about to come back.
    let sources = &reading.snapshot.sources;
    let has_content = reading.folders.iter().any(|folder| folder == CONTENT);
    if !has_content || !sources.contains_key(&SourcePath::new(FIGURES)) {
        restless.extend(young(root, ""));
    }
    restless
}

/// The folder, if it changed just now: files may be on their way into it or out of it.
fn young(root: &Path, folder: &str) -> Option<(String, Option<FileStamp>)> {
    let stamp = stamp_of(&root.join(folder));
    stamp.as_ref().is_none_or(is_young).then(|| (folder.to_owned(), stamp))
}

fn stamp_of(path: &Path) -> Option<FileStamp> {
    fs::symlink_metadata(path).ok().as_ref().and_then(FileStamp::new)
}

/// Whether something changed just now, or at a time that has not come yet, which says nothing.
fn is_young(stamp: &FileStamp) -> bool {
    let is_old = SystemTime::now().duration_since(stamp.changed()).is_ok_and(|age| age >= QUIET);
    !is_old
}

fn with_faults(mut snapshot: Snapshot, restless: &Restless) -> Snapshot {
    let fault = |(path, stamp): (&String, &Option<FileStamp>)| -> Diagnostic {
        let of = if path.is_empty() { "site.toml" } else { path };
        let message = match stamp {
            Some(_) => "this keeps changing: some program is still writing it",
            None => {
                "this is listed in its folder, but it cannot be opened: some program is replacing it"
            }
        };
        rule::UNREADABLE
            .in_file(&SourcePath::new(of), message)
            .help("wait until the program is done, and try again")
    };
    snapshot.unreadable.extend(restless.iter().map(fault));
    snapshot.unreadable.sort();
    snapshot
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::io::Write;
    use std::path::Path;
    use std::thread::sleep;
    use std::time::{Duration, Instant, SystemTime};

    use jiff::Timestamp;
    use tempfile::TempDir;

    use super::{PATIENCE, read, read_and_wait};
    use crate::edge::disk::source_cache::SourceCache;
    use crate::text::snapshot::Snapshot;
    use crate::text::source::SourcePath;

    fn project() -> TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for (file, text) in [("site.toml", ""), ("figures.lock", ""), ("content/a.md", "wh")] {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
            fs::write(path, text).expect("written");
        }
        folder
    }

    /// Reads the project while another program takes the steps of `other`, one whenever the reader waits.
    fn meanwhile(root: &Path, other: impl IntoIterator<Item = Box<dyn FnOnce()>>) -> Snapshot {
        let mut other = other.into_iter();
        let wait = |time| {
            sleep(time);
            if let Some(step) = other.next() {
                step();
            }
        };
        read_and_wait(root, Timestamp::UNIX_EPOCH, &mut SourceCache::default(), wait)
            .expect("a project")
    }

    fn text(snapshot: &Snapshot, path: &str) -> Option<String> {
        snapshot.text(&SourcePath::new(path)).map(|text| text.to_string())
    }

    #[test]
    fn a_file_that_is_written_in_pieces_is_read_whole() {
        let project = project();
        let file = project.path().join("content/a.md");
        let write = |piece: &'static str| -> Box<dyn FnOnce()> {
            let file = file.clone();
            Box::new(move || {
                let opened = File::options().append(true).open(file);
                opened.and_then(|mut it| it.write_all(piece.as_bytes())).expect("written");
            })
        };
        let snapshot = meanwhile(project.path(), ["o", "l", "e"].map(write));
        assert_eq!(text(&snapshot, "content/a.md").as_deref(), Some("whole"));
    }

    #[test]
    fn a_file_or_folder_that_is_being_replaced_is_not_missing() {
        for name in ["content/a.md", "content", "figures.lock", "site.toml"] {
            let project = project();
            // Old enough that only what is away is waited for.
            read(project.path(), Timestamp::UNIX_EPOCH, &mut SourceCache::default())
                .expect("a project");
            let [place, away] = [name, "away"].map(|name| project.path().join(name));
            fs::rename(&place, &away).expect("it is moved");
            let back: Box<dyn FnOnce()> =
                Box::new(move || fs::rename(away, place).expect("it is back"));
            let snapshot = meanwhile(project.path(), [back]);
            for name in ["content/a.md", "figures.lock", "site.toml"] {
                assert!(text(&snapshot, name).is_some(), "{name}");
            }
        }
    }

    #[test]
    fn a_file_that_is_written_all_the_time_is_an_error_after_two_seconds() {
        let project = project();
        let file = project.path().join("content/a.md");
        let again = std::iter::repeat_with(|| -> Box<dyn FnOnce()> {
            let file = file.clone();
            Box::new(move || fs::write(file, "again").expect("written"))
        });
        let snapshot = meanwhile(project.path(), again);
        let said: Vec<String> = snapshot
            .unreadable
            .iter()
            .map(|fault| format!("{}: {}", fault.path, fault.message))
            .collect();
        assert_eq!(said, ["content/a.md: this keeps changing: some program is still writing it"]);
    }

    #[test]
    fn a_time_in_the_future_does_not_stop_a_build() {
        let project = project();
        let file = File::options().write(true).open(project.path().join("content/a.md"));
        let later = SystemTime::now() + Duration::from_secs(86_400);
        file.and_then(|file| file.set_modified(later)).expect("the time is set");
        let begun = Instant::now();
        let snapshot = read(project.path(), Timestamp::UNIX_EPOCH, &mut SourceCache::default())
            .expect("a project");
        assert!(snapshot.unreadable.is_empty() && begun.elapsed() < PATIENCE);
    }
}
