//! All source files of a project and the moment they were read: the only input of the pipeline.
//! It does not know how they were read; `edge::disk` does that.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use crate::text::diagnostic::Diagnostic;
use crate::text::source::{Hash, Hasher, Source, SourcePath};
use crate::text::spelling::composed;

/// All source files of a project and the moment they were read. An edition is made from nothing else.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The files by path, `site.toml` among them.
    pub sources: BTreeMap<SourcePath, Source>,
    /// What could not be read: a pipe, a broken link, an unreadable file.
    pub unreadable: Vec<Diagnostic>,
    /// Files and folders that are no sources: backups, hidden files, files of an editor or a system.
    pub ignored: Vec<SourcePath>,
    /// The moment that decides which dispatches are still under embargo.
    pub now: Timestamp,
    /// The moment by the clock, or `now` if that is later. What is dated after it lies in the future.
    pub clock: Timestamp,
}

impl Snapshot {
    /// The text of the file at `path`, if it exists and is text.
    pub fn text(&self, path: &SourcePath) -> Option<&Arc<str>> {
        self.sources.get(path)?.as_text()
    }

    /// The path of a file as it is on the disk, for a path that may differ in how accents are encoded. None if there is no such file.
    pub fn found(&self, path: &SourcePath) -> Option<&SourcePath> {
        if let Some((known, _)) = self.sources.get_key_value(path) {
            return Some(known);
        }
        let wanted = Some(path.as_str()).filter(|path| !path.is_ascii()).map(composed)?;
        let mut others = self.sources.keys().filter(|known| !known.as_str().is_ascii());
        others.find(|known| composed(known.as_str()) == wanted)
    }

    /// The files below `folder`, each with the rest of its path, in order.
    pub fn below<'a>(
        &'a self,
        folder: &'a str,
    ) -> impl Iterator<Item = (&'a SourcePath, &'a str, &'a Source)> {
        let first = SourcePath::new(&format!("{folder}/"));
        self.sources
            .range(first..)
            .map_while(move |(path, source)| Some((path, path.below(folder)?, source)))
    }

    /// A hash of all files. The moment is not part of it.
    pub fn fingerprint(&self) -> Hash {
        let mut hash = Hasher::default();
        for source in self.sources.values() {
            hash.part(&source.hash.number().to_le_bytes());
        }
        for fault in &self.unreadable {
            hash.part(b"unreadable");
            hash.part(fault.path.as_str().as_bytes());
            hash.part(fault.message.as_bytes());
        }
        hash.finish()
    }
}
