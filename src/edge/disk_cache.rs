//! Results that take long to compute, kept on the disk from one run to the next.
//! It does not know what they are. It only saves time: what cannot be read is computed again, what cannot be written is not kept.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::edge::project_layout::OWN;
use crate::edge::regular_file::RegularFile;
use crate::text::source::Hash;

/// The cache of one kind of results.
#[derive(Debug)]
pub struct DiskCache {
    folder: PathBuf,
    /// What was asked for in this run.
    used: Mutex<BTreeSet<String>>,
    /// How many were written in this run, to give each temporary file its own name.
    written: AtomicU64,
}

/// Length of the checksum before the bytes.
const CHECKSUM: usize = 16;

impl DiskCache {
    /// The cache of this `kind` in the project at `root`.
    pub fn new(root: &Path, kind: &str) -> DiskCache {
        let folder = root.join(OWN).join(kind);
        DiskCache { folder, used: Mutex::default(), written: AtomicU64::new(0) }
    }

    /// The bytes under `key`, unless they are missing or damaged.
    pub fn get(&self, key: Hash) -> Option<Vec<u8>> {
        let name = name(key);
        let path = self.folder.join(&name);
        self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(name);
        let mut kept = Vec::new();
        RegularFile::open(&path).ok()??.file.read_to_end(&mut kept).ok()?;
        let (hash, bytes) = kept.split_first_chunk::<CHECKSUM>()?;
        let is_whole = *hash == checksum(key, bytes);
        is_whole.then(|| kept.split_off(CHECKSUM))
    }

    /// Keeps what is under `key` in this run, without reading it.
    pub fn keep(&self, key: Hash) {
        self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(name(key));
    }

    /// Writes `bytes` under `key`, if the disk allows it.
    pub fn insert(&self, key: Hash, bytes: &[u8]) {
        // Under another name until it is complete.
        let number = self.written.fetch_add(1, Ordering::Relaxed);
        let temporary = self.folder.join(format!("{}-{number}.new", std::process::id()));
        let whole = [&checksum(key, bytes), bytes].concat();
        let kept = self
            .make_folder()
            .and_then(|()| fs::write(&temporary, whole))
            .and_then(|()| fs::rename(&temporary, self.folder.join(name(key))));
        if kept.is_err() {
            let _ = fs::remove_file(&temporary);
        }
    }

    /// Makes the folder, but not that of the project: somebody may have moved it away, and may want to move it back.
    fn make_folder(&self) -> io::Result<()> {
        let above = self.folder.parent().into_iter();
        above.chain([&*self.folder]).try_for_each(|folder| match fs::create_dir(folder) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
            _ => Ok(()),
        })
    }

    /// Deletes everything that was not asked for in this run.
    ///
    /// # Errors
    /// When the folder cannot be listed, or a file cannot be deleted.
    pub fn delete_unused(&self) -> io::Result<()> {
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let listed = match fs::read_dir(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            listed => listed?,
        };
        for entry in listed {
            let entry = entry?;
            if !used.contains(&*entry.file_name().to_string_lossy()) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }
}

fn name(key: Hash) -> String {
    format!("{:032x}", key.number())
}

fn checksum(key: Hash, bytes: &[u8]) -> [u8; CHECKSUM] {
    Hash::of(&[&key.number().to_le_bytes(), bytes]).number().to_le_bytes()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{DiskCache, Hash};

    #[test]
    fn a_result_is_found_again_until_nobody_asks_for_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let (one, other) = (Hash::of(&[b"one"]), Hash::of(&[b"other"]));
        let cache = DiskCache::new(folder.path(), "pictures");
        assert_eq!(cache.get(one), None);
        cache.insert(one, b"bytes");
        cache.insert(other, b"");
        assert_eq!(cache.get(one), Some(b"bytes".to_vec()));
        assert_eq!(cache.get(other), Some(Vec::new()));

        let later = DiskCache::new(folder.path(), "pictures");
        assert_eq!(later.get(one), Some(b"bytes".to_vec()));
        later.delete_unused().expect("it can be deleted");
        assert_eq!(later.get(one), Some(b"bytes".to_vec()));
        assert_eq!(later.get(other), None);
    }

    #[test]
    fn a_project_that_is_gone_is_not_made_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let project = folder.path().join("project");
        DiskCache::new(&project, "pictures").insert(Hash::of(&[b"one"]), b"bytes");
        assert!(!project.exists());
    }

    #[test]
    fn a_damaged_result_is_missing() {
        let folder = tempfile::tempdir().expect("a folder");
        let key = Hash::of(&[b"key"]);
        let cache = DiskCache::new(folder.path(), "pictures");
        cache.insert(key, b"bytes");
        let files = || {
            fs::read_dir(cache.folder.as_path())
                .expect("a folder")
                .map(|it| it.expect("a file").path())
        };
        for file in files() {
            let mut bytes = fs::read(&file).expect("it is there");
            bytes.truncate(bytes.len() - 1);
            fs::write(&file, bytes).expect("writable");
        }
        assert_eq!(cache.get(key), None);
    }
}
