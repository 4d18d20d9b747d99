//! All source files of a project and the moment they were read: the only input of the pipeline.
//! It does not know how they were read; `edge::disk` does that.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use crate::text::diagnostic::Diagnostic;
use crate::text::source::{Hash, Hasher, Source, SourcePath};

/// Every source file of a project and the moment it is looked at. Nothing else goes into an edition.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The files by path. The project's own `site.toml` is among them.
    pub sources: BTreeMap<SourcePath, Source>,
    /// What could not be read as a source (a pipe, a broken link, an unreadable file).
    pub unreadable: Vec<Diagnostic>,
    /// The moment that decides what is still under embargo.
    pub now: Timestamp,
}

impl Snapshot {
    /// The text of the file at `path`, if there is one and it is text.
    pub fn text(&self, path: &SourcePath) -> Option<&Arc<str>> {
        self.sources.get(path)?.as_text()
    }

    /// The files below `folder`, with the rest of their path, in order.
    pub fn below<'a>(
        &'a self,
        folder: &'a str,
    ) -> impl Iterator<Item = (&'a SourcePath, &'a str, &'a Source)> {
        let first = SourcePath::new(&format!("{folder}/"));
        self.sources
            .range(first..)
            .map_while(move |(path, source)| Some((path, path.below(folder)?, source)))
    }

    /// A fingerprint of every file and of nothing else: the clock is not part of it.
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
