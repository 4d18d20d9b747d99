//! The pictures of a project: made from its files, or taken from the cache of an earlier run.
//! It does not know which page shows them. The cache only saves time; without it the same bytes are made.

use std::path::{Path, PathBuf};

use dateline::edge::disk;
use dateline::edge::disk_cache::DiskCache;
use dateline::plan::edition::{Making, Picture};
use dateline::press::picture;
use dateline::text::diagnostic::Diagnostic;
use dateline::text::rule;
use dateline::text::snapshot::Snapshot;
use dateline::text::source::{Content, Hash};

/// The pictures of a project.
pub(super) struct Pictures {
    /// The project's folder, for files that are too large for a snapshot.
    root: PathBuf,
    cache: DiskCache,
}

impl Pictures {
    /// Those of the project at `root`.
    pub(super) fn new(root: &Path) -> Pictures {
        Pictures { root: root.to_owned(), cache: DiskCache::new(root, "pictures") }
    }

    /// The project's folder.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// The bytes of `picture`, whose file is in `snapshot`.
    pub(super) fn bytes(
        &self,
        picture: &Picture,
        snapshot: &Snapshot,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        // To clean a picture takes no longer than to read it from the cache.
        if picture.making == Making::Cleaned {
            return self.make(picture, snapshot);
        }
        let key = picture.key();
        if let Some(bytes) = self.cache.get(key) {
            return Ok(bytes);
        }
        let bytes = self.make(picture, snapshot)?;
        self.cache.insert(key, &bytes);
        Ok(bytes)
    }

    /// Deletes from the cache what was not asked for.
    pub(super) fn delete_unused(&self) -> std::io::Result<()> {
        self.cache.delete_unused()
    }

    fn make(&self, picture: &Picture, snapshot: &Snapshot) -> Result<Vec<u8>, Box<Diagnostic>> {
        match snapshot.sources.get(&picture.source).map(|source| &source.content) {
            Some(Content::Bytes(bytes)) => picture::make(picture, bytes),
            Some(Content::Text(text)) => picture::make(picture, text.as_bytes()),
            Some(Content::OnDisk(_)) => picture::make(picture, &self.read(picture)?),
            None => Err(unreadable(picture, "the file does not exist any more")),
        }
    }

    /// Reads the file of `picture`, if it is still the one in the snapshot.
    fn read(&self, picture: &Picture) -> Result<Vec<u8>, Box<Diagnostic>> {
        let path = &picture.source;
        let bytes = disk::bytes(&self.root, path)
            .map_err(|error| unreadable(picture, &error.to_string()))?;
        if Hash::of(&[path.as_str().as_bytes(), &bytes]) != picture.hash {
            return Err(unreadable(picture, "the file was changed meanwhile"));
        }
        Ok(bytes)
    }
}

fn unreadable(picture: &Picture, why: &str) -> Box<Diagnostic> {
    let fault = rule::UNREADABLE
        .in_file(&picture.source, format!("this picture cannot be read: {why}"))
        .help("make sure that the file exists and is complete, and try again");
    Box::new(fault)
}
