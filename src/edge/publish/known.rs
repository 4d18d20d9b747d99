//! What is known of the files of a published site: what each was printed from, and how it looked on the disk afterwards. A page that
//! is printed from the same again, and whose file still looks the same, is not printed.
//! It only saves time: what is lost or damaged is printed again. It does not know what a page is printed from.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::Path;
use std::time::SystemTime;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::edge::disk_cache::DiskCache;
use crate::edge::file_id::FileId;
use crate::edge::publish::attributes::{FILE, is_permitted};
use crate::edge::publish::checksum::Checksum;
use crate::edge::publish::manifest::Manifest;
use crate::edge::publish::output::Output;
use crate::plan::route::Route;
use crate::text::source::{Hash, Hasher};

/// The files of the site at one output, as an earlier build of this project left them.
#[derive(Debug)]
pub(super) struct KnownFiles {
    cache: DiskCache,
    name: Hash,
    files: BTreeMap<String, KnownFile>,
}

/// What is known of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct KnownFile {
    /// A hash of everything that it was printed from.
    pub(super) printed_from: Hash,
    /// How it looked on the disk.
    pub(super) looks: Looks,
    /// The checksum of its bytes.
    pub(super) checksum: Checksum,
}

/// What the system knows of a file, without its bytes: which file it is, its length and its time. A build gives every file that
/// it replaces a later time, so that a file with other bytes never looks the same. Another link to a file changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Looks(Hash);

impl Looks {
    /// Those of a file. None if it is a link or a folder, or has no time.
    pub(super) fn of(found: &Metadata) -> Option<Looks> {
        let written = found.modified().ok()?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
        let mut hash = Hasher::default();
        hash.part(&FileId::new(found).bytes());
        hash.part(&found.len().to_le_bytes());
        hash.part(&written.as_nanos().to_le_bytes());
        found.is_file().then(|| Looks(hash.finish()))
    }
}

impl KnownFiles {
    /// Reads what the project at `project` knows of the site at `output`.
    pub(super) fn read(project: &Path, output: &Output) -> KnownFiles {
        let cache = DiskCache::new(project, "published");
        let name = Hash::of(&[output.folder().as_os_str().as_encoded_bytes()]);
        let kept = cache.get(name).and_then(|kept| rmp_serde::from_slice(&kept).ok());
        KnownFiles { cache, name, files: kept.unwrap_or_default() }
    }

    /// What is known of the file of a page.
    pub(super) fn get(&self, route: &Route) -> Option<&KnownFile> {
        self.files.get(route.as_file())
    }

    /// Whether these are the files on `list`, with the same checksums, and nothing else.
    pub(super) fn are(&self, list: &Manifest) -> bool {
        let known = self.files.iter().map(|(file, known)| (file, Some(known.checksum)));
        known.eq(list.files())
    }

    /// Whether every file in `folder` looks as it is known, and everybody may read it.
    pub(super) fn all_stand_in(&self, folder: &Path) -> bool {
        self.files.par_iter().all(|(file, known)| {
            let found = fs::symlink_metadata(folder.join(file)).ok();
            found.is_some_and(|it| Looks::of(&it) == Some(known.looks) && is_permitted(&it, FILE))
        })
    }

    /// Keeps what is known now.
    pub(super) fn replace(self, files: BTreeMap<String, KnownFile>) {
        if files != self.files
            && let Ok(kept) = rmp_serde::to_vec(&files)
        {
            self.cache.insert(self.name, &kept);
        }
    }
}
