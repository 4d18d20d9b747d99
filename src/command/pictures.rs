//! Pictures as every verb makes them: out of a file of the project, or taken from what is kept of an earlier run.
//! What is kept only saves time; with nothing kept the same bytes are made.

use std::path::{Path, PathBuf};

use dateline::edge::disk;
use dateline::edge::disk_cache::DiskCache;
use dateline::plan::edition::{Making, Picture};
use dateline::press::picture;
use dateline::text::diagnostic::Diagnostic;
use dateline::text::rule;
use dateline::text::source::{Content, Hash, Snapshot, Source};

/// The pictures of a project.
pub(crate) struct Pictures {
    /// The project's folder, for files too large to be held.
    root: PathBuf,
    kept: DiskCache,
}

impl Pictures {
    /// Those of the project at `root`.
    pub(crate) fn of(root: &Path) -> Pictures {
        Pictures { root: root.to_owned(), kept: DiskCache::of(root, "pictures") }
    }

    /// The bytes of `picture`, whose file was looked at in `snapshot`.
    pub(crate) fn made(
        &self,
        picture: &Picture,
        snapshot: &Snapshot,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        // To clean one takes no longer than to read what was kept.
        if picture.making == Making::Cleaned {
            return self.make(picture, snapshot);
        }
        let key = picture.key();
        if let Some(kept) = self.kept.find(key) {
            return Ok(kept);
        }
        let made = self.make(picture, snapshot)?;
        self.kept.keep(key, &made);
        Ok(made)
    }

    fn make(&self, picture: &Picture, snapshot: &Snapshot) -> Result<Vec<u8>, Box<Diagnostic>> {
        let source = snapshot.sources.get(&picture.source);
        match source.map(|source: &Source| &source.content) {
            Some(Content::Bytes(bytes)) => picture::made(picture, bytes),
            Some(Content::Text(text)) => picture::made(picture, text.as_bytes()),
            Some(Content::OnDisk(_)) => picture::made(picture, &self.read(picture)?),
            None => Err(Box::new(gone(picture, "it is no longer there"))),
        }
    }

    /// The project's folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Keeps what was asked for, and nothing else.
    pub(crate) fn forget_the_rest(&self) -> std::io::Result<()> {
        self.kept.forget_the_rest()
    }

    /// The file of `picture`, as it was when the project was looked at.
    fn read(&self, picture: &Picture) -> Result<Vec<u8>, Box<Diagnostic>> {
        let path = &picture.source;
        let bytes = disk::bytes(&self.root, path)
            .map_err(|error| Box::new(gone(picture, &error.to_string())))?;
        if Hash::of(&[path.as_str().as_bytes(), &bytes]) != picture.hash {
            return Err(Box::new(gone(picture, "it was changed while it was looked at")));
        }
        Ok(bytes)
    }
}

fn gone(picture: &Picture, why: &str) -> Diagnostic {
    rule::UNREADABLE
        .in_file(&picture.source, format!("this picture cannot be read: {why}"))
        .help("see that the file is there and whole, and try again")
}
