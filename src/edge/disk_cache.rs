//! What took long to make, kept from one run to the next under a key that decides its bytes.
//! It does not know what it keeps. It only saves time: what cannot be read is made again, and what cannot be written is not kept.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::edge::publish::OWN;
use crate::edge::regular::Regular;
use crate::text::source::Hash;

/// What is kept of one kind.
pub struct DiskCache {
    folder: PathBuf,
    /// What was asked for since the start.
    asked: Mutex<BTreeSet<String>>,
    /// How many were written, so that no two are written under one name.
    written: AtomicU64,
}

/// How long the hash is that stands before the bytes.
const HASH: usize = 16;

impl DiskCache {
    /// What is kept of this `kind` in the project at `root`.
    pub fn of(root: &Path, kind: &str) -> DiskCache {
        let folder = root.join(OWN).join(kind);
        DiskCache { folder, asked: Mutex::default(), written: AtomicU64::new(0) }
    }

    /// What is kept under `key`, as it was when it was put there.
    pub fn find(&self, key: Hash) -> Option<Vec<u8>> {
        let name = name(key);
        let path = self.folder.join(&name);
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).insert(name);
        let mut kept = Vec::new();
        Regular::open(&path).ok()??.file.read_to_end(&mut kept).ok()?;
        let (hash, bytes) = kept.split_first_chunk::<HASH>()?;
        let is_whole = *hash == checksum(key, bytes);
        is_whole.then(|| kept.split_off(HASH))
    }

    /// Keeps `bytes` under `key`, if the disk lets it.
    pub fn keep(&self, key: Hash, bytes: &[u8]) {
        // What is half written bears another name until it is whole.
        let number = self.written.fetch_add(1, Ordering::Relaxed);
        let aside = self.folder.join(format!("{}-{number}.new", std::process::id()));
        let whole = [&checksum(key, bytes), bytes].concat();
        let kept = fs::create_dir_all(&self.folder)
            .and_then(|()| fs::write(&aside, whole))
            .and_then(|()| fs::rename(&aside, self.folder.join(name(key))));
        if kept.is_err() {
            let _ = fs::remove_file(&aside);
        }
    }

    /// Deletes all that was not asked for since the start.
    ///
    /// # Errors
    /// When the folder cannot be listed, or one cannot be deleted.
    pub fn forget_the_rest(&self) -> io::Result<()> {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let listed = match fs::read_dir(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            listed => listed?,
        };
        for entry in listed {
            let entry = entry?;
            if !asked.contains(&*entry.file_name().to_string_lossy()) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }
}

fn name(key: Hash) -> String {
    format!("{:032x}", key.number())
}

fn checksum(key: Hash, bytes: &[u8]) -> [u8; HASH] {
    Hash::of(&[&key.number().to_le_bytes(), bytes]).number().to_le_bytes()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{DiskCache, Hash};

    #[test]
    fn what_was_kept_is_found_again_until_nobody_asks_for_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let (one, other) = (Hash::of(&[b"one"]), Hash::of(&[b"other"]));
        let kept = DiskCache::of(folder.path(), "pictures");
        assert_eq!(kept.find(one), None);
        kept.keep(one, b"bytes");
        kept.keep(other, b"");
        assert_eq!(kept.find(one), Some(b"bytes".to_vec()));
        assert_eq!(kept.find(other), Some(Vec::new()));

        let later = DiskCache::of(folder.path(), "pictures");
        assert_eq!(later.find(one), Some(b"bytes".to_vec()));
        later.forget_the_rest().expect("it can be deleted");
        assert_eq!(later.find(one), Some(b"bytes".to_vec()));
        assert_eq!(later.find(other), None);
    }

    #[test]
    fn what_was_damaged_is_as_good_as_not_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let key = Hash::of(&[b"key"]);
        let kept = DiskCache::of(folder.path(), "pictures");
        kept.keep(key, b"bytes");
        let files = || {
            fs::read_dir(kept.folder.as_path())
                .expect("a folder")
                .map(|it| it.expect("a file").path())
        };
        for file in files() {
            let mut bytes = fs::read(&file).expect("it is there");
            bytes.truncate(bytes.len() - 1);
            fs::write(&file, bytes).expect("writable");
        }
        assert_eq!(kept.find(key), None);
    }
}
