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
use crate::edge::program;
use crate::edge::publish::attributes::{FILE, is_permitted};
use crate::edge::publish::checksum::Checksum;
use crate::edge::publish::known_folders::KnownFolders;
use crate::edge::publish::manifest::Manifest;
use crate::edge::publish::output::Output;
use crate::plan::edition::{Edition, Outline};
use crate::plan::route::Route;
use crate::text::source::{Hash, Hasher};

/// The files of the site at one output, as an earlier build of this project left them.
#[derive(Debug)]
pub(super) struct KnownFiles {
    cache: DiskCache,
    name: Hash,
    kept: Kept,
    /// What is known of their folders.
    pub(super) folders: KnownFolders,
}

/// What one build leaves to the next.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    /// Which program built it, and a hash of everything that all its pages are made from, but for the texts of bodies. None if
    /// nobody knows.
    made_from: Option<Hash>,
    files: BTreeMap<String, KnownFile>,
}

/// What is known of one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct KnownFile {
    /// A hash of everything that it was printed from.
    pub(super) printed_from: Hash,
    /// The content files whose bodies it prints, by their hashes.
    pub(super) bodies: Vec<Hash>,
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
        let folders = cache.get(name.with(of_folders()));
        let folders = folders.map(|kept| KnownFolders::new(&kept)).unwrap_or_default();
        KnownFiles { cache, name, kept: kept.unwrap_or_default(), folders }
    }

    /// What is known of the file of a page.
    pub(super) fn get(&self, route: &Route) -> Option<&KnownFile> {
        self.kept.files.get(route.as_file())
    }

    /// The outline of `edition`, if only the texts of bodies may differ from what the site was made from.
    pub(super) fn outline_of<'e>(&self, edition: &'e Edition) -> Option<&'e Outline> {
        let outline = edition.outline.as_ref()?;
        (self.kept.made_from? == of_this_program(outline)?).then_some(outline)
    }

    /// Whether these are the files on `list`, with the same checksums, and nothing else.
    pub(super) fn are(&self, list: &Manifest) -> bool {
        let known = self.kept.files.iter().map(|(file, known)| (file, Some(known.checksum)));
        known.eq(list.files())
    }

    /// Whether every file in `folder` looks as it is known, and everybody may read it.
    pub(super) fn all_stand_in(&self, folder: &Path) -> bool {
        self.kept.files.par_iter().all(|(file, known)| {
            let found = fs::symlink_metadata(folder.join(file)).ok();
            found.is_some_and(|it| Looks::of(&it) == Some(known.looks) && is_permitted(&it, FILE))
        })
    }

    /// Keeps what is known now.
    pub(super) fn replace(&self, edition: &Edition, files: BTreeMap<String, KnownFile>) {
        let kept = Kept { made_from: edition.outline.as_ref().and_then(of_this_program), files };
        if kept != self.kept
            && let Ok(kept) = rmp_serde::to_vec(&kept)
        {
            self.cache.insert(self.name, &kept);
        }
        self.keep_folders();
    }

    /// Keeps what is known now of the folders.
    pub(super) fn keep_folders(&self) {
        if let Some(folders) = self.folders.keep() {
            self.cache.insert(self.name.with(of_folders()), &folders);
        }
    }
}

/// Tells the name of what is kept of the folders from that of the files.
fn of_folders() -> Hash {
    Hash::of(&[b"folders"])
}

/// Another program may make other pages from the same. None if nobody knows which program this is.
fn of_this_program(outline: &Outline) -> Option<Hash> {
    Some(program::identity()?.with(outline.but_bodies))
}
