//! Sources that were read before, so that a file that has not changed is not read again.
//! It only saves time. It does not know what the files mean.

use std::collections::HashMap;
use std::fs::Metadata;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use crate::edge::disk::texts::TextsOnDisk;
use crate::edge::file_id::FileId;
use crate::text::source::{CONTENT, Content, Hash, Hasher, Source, SourcePath};

/// A file that was changed less than this ago may change again and keep its time: some disks round times to two seconds.
const MIN_AGE: Duration = Duration::from_secs(2);

/// The sources that were read last, by path.
#[derive(Debug, Default)]
pub struct SourceCache {
    known: HashMap<SourcePath, CachedSource>,
    /// Whether there is anything in it that an earlier run has not kept.
    is_new: bool,
}

/// A source, and the stamp of its file when it was read.
#[derive(Debug)]
struct CachedSource {
    stamp: FileStamp,
    source: Source,
}

/// What changes whenever a file does: which file it is, its length, and the times of the last write and the last change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::edge) struct FileStamp {
    file: FileId,
    #[cfg(unix)]
    touched: (i64, i64),
    written: SystemTime,
    length: u64,
}

impl FileStamp {
    /// The stamp of a file that is about to be read; none if the file system has no times.
    pub(in crate::edge) fn new(metadata: &Metadata) -> Option<FileStamp> {
        #[cfg(unix)]
        use std::os::unix::fs::MetadataExt;
        Some(FileStamp {
            file: FileId::new(metadata),
            #[cfg(unix)]
            touched: (metadata.ctime(), metadata.ctime_nsec()),
            written: metadata.modified().ok()?,
            length: metadata.len(),
        })
    }

    /// When the file changed last, in any way.
    pub(super) fn changed(&self) -> SystemTime {
        #[cfg(unix)]
        let touched = {
            let seconds = Duration::from_secs(self.touched.0.max(0).unsigned_abs());
            SystemTime::UNIX_EPOCH + seconds + Duration::from_nanos(self.touched.1.unsigned_abs())
        };
        #[cfg(not(unix))]
        let touched = self.written;
        touched.max(self.written)
    }

    /// Adds it to a hash. Equal stamps add the same.
    pub(in crate::edge) fn add_to(&self, hash: &mut Hasher) {
        hash.part(&self.file.bytes());
        #[cfg(unix)]
        for touched in [self.touched.0, self.touched.1] {
            hash.part(&touched.to_le_bytes());
        }
        let written = self.written.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        hash.part(&written.as_nanos().to_le_bytes());
        hash.part(&self.length.to_le_bytes());
    }

    /// Whether the file may change after it was `read` and keep its stamp.
    pub(in crate::edge) fn is_fresh(&self, read: SystemTime) -> bool {
        // A time in the future comes from another clock, and proves nothing.
        !read.duration_since(self.changed()).is_ok_and(|age| age >= MIN_AGE)
    }
}

/// What one run keeps of a text file for the next.
#[derive(Serialize, Deserialize)]
struct KeptSource {
    path: SourcePath,
    stamp: FileStamp,
    hash: Hash,
}

impl SourceCache {
    /// What an earlier run has kept as these `bytes`. The texts are read when somebody asks for them. What is damaged is left out.
    pub fn of_earlier(bytes: &[u8], texts: &Arc<TextsOnDisk>) -> SourceCache {
        let kept: Vec<KeptSource> = rmp_serde::from_slice(bytes).unwrap_or_default();
        let known = kept.into_iter().map(|KeptSource { path, stamp, hash }| {
            let source = Source::unread(&path, hash, texts);
            (path, CachedSource { stamp, source })
        });
        SourceCache { known: known.collect(), is_new: false }
    }

    /// The texts of content as bytes for a later run, in the order of their paths. Other files are few. None if an earlier run has kept
    /// the same.
    pub fn keep(&self) -> Option<Vec<u8>> {
        // Elsewhere a program can change a file and give it its old time.
        if !self.is_new || !cfg!(unix) {
            return None;
        }
        let is_text = |(path, cached): &(&SourcePath, &CachedSource)| {
            let source = &cached.source;
            let is_text = matches!(source.content, Content::Text(_) | Content::Unread(_));
            path.below(CONTENT).is_some()
                && is_text
                && source.picture.is_none()
                && !source.is_empty()
        };
        let kept = self.known.iter().filter(is_text).map(|(path, cached)| KeptSource {
            path: path.clone(),
            stamp: cached.stamp,
            hash: cached.source.hash,
        });
        let mut kept: Vec<KeptSource> = kept.collect();
        kept.sort_unstable_by(|one, other| one.path.cmp(&other.path));
        rmp_serde::to_vec(&kept).ok()
    }

    /// Whether it holds nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// The source at `path`, if its file has not changed.
    pub(super) fn find(&self, path: &str, stamp: FileStamp) -> Option<(SourcePath, Source)> {
        let (path, cached) = self.known.get_key_value(path)?;
        (cached.stamp == stamp).then(|| (path.clone(), cached.source.clone()))
    }

    /// Keeps `files`, which were read since the moment `read`, and nothing else. Files that had just changed are left out.
    pub(super) fn update<'s>(
        &mut self,
        files: impl Iterator<Item = (FileStamp, &'s SourcePath, &'s Source)> + Clone,
        read: SystemTime,
    ) {
        let mut kept = 0;
        for (stamp, path, source) in files.clone().filter(|(stamp, ..)| !stamp.is_fresh(read)) {
            kept += 1;
            // Most files are here already.
            if self.known.get(path).is_none_or(|cached| cached.stamp != stamp) {
                self.known.insert(path.clone(), CachedSource { stamp, source: source.clone() });
                self.is_new = true;
            }
        }
        if self.known.len() > kept {
            let trusted: HashMap<&SourcePath, FileStamp> =
                files.map(|(stamp, path, _)| (path, stamp)).collect();
            self.is_new = true;
            self.known.retain(|path, cached| trusted.get(path) == Some(&cached.stamp));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::path::Path;

    use jiff::Timestamp;

    use super::{FileStamp, SourceCache};
    use crate::edge::disk::read_cached;
    use crate::text::source::{Source, SourcePath};
    use std::time::{Duration, SystemTime};

    const LATER: Duration = Duration::from_secs(3600);

    fn stamp(file: &Path) -> FileStamp {
        FileStamp::new(&fs::metadata(file).expect("a file")).expect("times")
    }

    #[test]
    fn a_file_that_has_not_changed_is_taken_from_the_cache() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a.md");
        fs::write(&file, "one").expect("written");
        let path = SourcePath::new("content/a.md");
        let source = Source::text(&path, "one");
        let mut cache = SourceCache::default();
        let was = stamp(&file);
        cache.update([(was, &path, &source)].into_iter(), SystemTime::now() + LATER);
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
            let snapshot = read_cached(folder.path(), now, &mut cache).expect("a project");
            assert_eq!(snapshot.text(&SourcePath::new("site.toml")).map(|it| &**it), Some(text));
        }
        assert!(cache.is_empty(), "nothing is old enough to be trusted");
    }
}
