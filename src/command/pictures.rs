//! The pictures of a project: made from its files, or taken from the cache of an earlier run.
//! It does not know which page shows them. The cache only saves time; without it the same bytes are made.

use std::path::{Path, PathBuf};

use dateline::edge::disk;
use dateline::edge::disk_cache::DiskCache;
use dateline::edge::program;
use dateline::edge::publish::printed::{PrintedContent, PrintedPage};
use dateline::plan::edition::{Making, Page, Picture};
use dateline::press::theme::Theme;
use dateline::press::{self, Printed, picture};
use dateline::text::diagnostic::Diagnostic;
use dateline::text::rule;
use dateline::text::snapshot::Snapshot;
use dateline::text::source::{Hash, Source};

/// The pictures of a project.
pub(super) struct Pictures {
    /// The project's folder, for files that are too large for a snapshot.
    root: PathBuf,
    cache: DiskCache,
    /// Which program this is. None if nobody knows.
    program: Option<Hash>,
}

impl Pictures {
    /// Those of the project at `root`.
    pub(super) fn new(root: &Path) -> Pictures {
        let cache = DiskCache::new(root, "pictures");
        Pictures { root: root.to_owned(), cache, program: program::identity() }
    }

    /// The project's folder.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Prints a page of the site of `snapshot`, or makes its picture, unless a page with its key `is_known`.
    pub(super) fn print(
        &self,
        theme: &Theme,
        page: &Page,
        snapshot: &Snapshot,
        is_known: impl Fn(Hash) -> bool,
    ) -> Result<PrintedPage, Diagnostic> {
        // A page that another program has printed may have other bytes.
        let whole = |key: Hash| self.program.map(|program| program.with(key));
        let is_known = |key| whole(key).is_some_and(&is_known);
        let printed = press::print_unless_known(theme, page, is_known).and_then(|outcome| {
            let content = match outcome.printed {
                Some(Printed::Bytes(bytes)) => PrintedContent::Bytes(bytes),
                Some(Printed::Copy(source)) => PrintedContent::Copy(source),
                Some(Printed::Picture(picture)) => {
                    PrintedContent::Bytes(self.bytes(&picture, snapshot)?)
                }
                None => {
                    if let Page::Picture(picture) = page {
                        self.cache.keep(picture.key());
                    }
                    PrintedContent::Known
                }
            };
            Ok(PrintedPage { key: whole(outcome.key), bodies: outcome.bodies, content })
        });
        printed.map_err(|fault| *fault)
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
        match snapshot.sources.get(&picture.source).map(Source::bytes) {
            Some(Some(bytes)) => picture::make(picture, bytes),
            Some(None) => picture::make(picture, &self.read(picture)?),
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
