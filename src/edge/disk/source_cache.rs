//! Files that were read before and have not been touched since, so that they need not be read again.
//! It only saves time; what it cannot be sure of it gives back to be read.

use std::collections::HashMap;
use std::fs::Metadata;
use std::time::{Duration, SystemTime};

use crate::text::source::{Source, SourcePath};

/// Within this after a change a file may change once more and bear the same times: some disks keep only every other second.
const TOO_FRESH: Duration = Duration::from_secs(2);

/// What was read, by path.
#[derive(Debug, Default)]
pub struct SourceCache(HashMap<SourcePath, CachedSource>);

/// A file as it was read, and by what it is known to be the same.
#[derive(Debug)]
struct CachedSource {
    stamp: Stamp,
    source: Source,
}

/// What changes whenever a file does: which file it is, how long it is, when it was written and when it was touched at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    #[cfg(unix)]
    file: (u64, u64),
    #[cfg(unix)]
    touched: (i64, i64),
    written: SystemTime,
    length: u64,
}

impl Stamp {
    /// The stamp of a file that is about to be read; none where the file system keeps no times.
    pub(super) fn of(metadata: &Metadata) -> Option<Stamp> {
        #[cfg(unix)]
        use std::os::unix::fs::MetadataExt;
        Some(Stamp {
            #[cfg(unix)]
            file: (metadata.dev(), metadata.ino()),
            #[cfg(unix)]
            touched: (metadata.ctime(), metadata.ctime_nsec()),
            written: metadata.modified().ok()?,
            length: metadata.len(),
        })
    }

    /// Whether the file may have been changed after `read` without a change to its stamp.
    fn is_fresh(&self, read: SystemTime) -> bool {
        // A time that lies ahead is of a clock that is not ours, and proves nothing.
        let old = |since: SystemTime| read.duration_since(since).is_ok_and(|age| age >= TOO_FRESH);
        #[cfg(unix)]
        let touched = {
            let seconds = Duration::from_secs(self.touched.0.max(0).unsigned_abs());
            SystemTime::UNIX_EPOCH + seconds + Duration::from_nanos(self.touched.1.unsigned_abs())
        };
        #[cfg(not(unix))]
        let touched = self.written;
        !(old(self.written) && old(touched))
    }
}

impl SourceCache {
    /// Whether nothing lies on it.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The file at `path` with its name, if it is the one that was read before.
    pub(super) fn find(&self, path: &str, stamp: Option<Stamp>) -> Option<(SourcePath, Source)> {
        let (path, cached) = self.0.get_key_value(path)?;
        (Some(cached.stamp) == stamp).then(|| (path.clone(), cached.source.clone()))
    }

    /// Keeps `files`, read since the moment `read`, and nothing else. What was too fresh then is read again next time.
    pub(super) fn keep<'s>(
        &mut self,
        files: impl Iterator<Item = (Stamp, &'s SourcePath, &'s Source)> + Clone,
        read: SystemTime,
    ) {
        let mut kept = 0;
        for (stamp, path, source) in files.clone().filter(|(stamp, ..)| !stamp.is_fresh(read)) {
            kept += 1;
            // Mostly it lies there already.
            if self.0.get(path).is_none_or(|cached| cached.stamp != stamp) {
                self.0.insert(path.clone(), CachedSource { stamp, source: source.clone() });
            }
        }
        if self.0.len() > kept {
            let trusted: HashMap<&SourcePath, Stamp> =
                files.map(|(stamp, path, _)| (path, stamp)).collect();
            self.0.retain(|path, cached| trusted.get(path) == Some(&cached.stamp));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::path::Path;

    use jiff::Timestamp;

    use super::{SourceCache, Stamp};
    use crate::edge::disk::read_again;
    use crate::text::source::{Source, SourcePath};
    use std::time::{Duration, SystemTime};

    const LATER: Duration = Duration::from_secs(3600);

    fn stamp(file: &Path) -> Option<Stamp> {
        Stamp::of(&fs::metadata(file).expect("a file"))
    }

    #[test]
    fn a_file_that_lay_untouched_is_taken_from_the_shelf_until_it_is_touched() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a.md");
        fs::write(&file, "one").expect("written");
        let path = SourcePath::new("content/a.md");
        let source = Source::text(&path, "one");
        let mut cache = SourceCache::default();
        let was = stamp(&file);
        cache.keep([(was.expect("times"), &path, &source)].into_iter(), SystemTime::now() + LATER);
        assert_eq!(cache.find("content/a.md", was), Some((path, source)));
        assert_eq!(cache.find("content/b.md", was), None);
        let written = fs::metadata(&file).and_then(|found| found.modified()).expect("times");
        fs::write(&file, "two").expect("written");
        // As a copy does that keeps the times of what it copied.
        File::options()
            .write(true)
            .open(&file)
            .and_then(|it| it.set_modified(written))
            .expect("set");
        #[cfg(unix)]
        assert_eq!(cache.find("content/a.md", stamp(&file)), None);
    }

    #[test]
    fn a_file_that_was_only_just_written_is_read_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("site.toml");
        let mut cache = SourceCache::default();
        for text in ["title = 'a'", "title = 'b'", "title = 'c'"] {
            fs::write(&file, text).expect("written");
            let now = Timestamp::UNIX_EPOCH;
            let snapshot = read_again(folder.path(), now, &mut cache).expect("a project");
            assert_eq!(snapshot.text(&SourcePath::new("site.toml")).map(|it| &**it), Some(text));
        }
        assert!(cache.is_empty(), "nothing is old enough to be trusted");
    }
}
