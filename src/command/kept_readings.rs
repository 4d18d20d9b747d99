//! What one run reads of the content files, kept for the next run of the same program: how each file looked, and what it says.
//! It only saves time: what is lost is read again. It does not know what a file says.

use std::path::Path;
use std::sync::Arc;

use dateline::compose::{ComposeCache, KeptReadings};
use dateline::edge::disk::source_cache::SourceCache;
use dateline::edge::disk::texts::TextsOnDisk;
use dateline::edge::disk_cache::DiskCache;
use dateline::edge::program;
use dateline::text::source::Hash;

/// The readings of one project, for this program. None of them if nobody knows which program this is.
pub(super) struct KeptReadingsOf {
    cache: DiskCache,
    program: Option<Hash>,
}

impl KeptReadingsOf {
    /// Those of the project at `root`.
    pub(super) fn project(root: &Path) -> KeptReadingsOf {
        KeptReadingsOf { cache: DiskCache::new(root, "readings"), program: program::identity() }
    }

    /// A cache that knows them, and nothing else.
    pub(super) fn cache(&self) -> ComposeCache {
        let kept = self.program.and_then(|program| self.cache.get(program));
        kept.map(KeptReadings::new).map_or_else(ComposeCache::default, ComposeCache::with_readings)
    }

    /// The files that look as they did, with their `texts`.
    pub(super) fn sources(&self, texts: &Arc<TextsOnDisk>) -> SourceCache {
        let kept = self.program.and_then(|program| self.cache.get(of_sources(program)));
        kept.map_or_else(SourceCache::default, |kept| SourceCache::of_earlier(&kept, texts))
    }

    /// Keeps what `known` has read, and how the files in `sources` look, if that is something new.
    pub(super) fn keep(&self, known: &ComposeCache, sources: &SourceCache) {
        let Some(program) = self.program else { return };
        if let Some(sources) = sources.keep() {
            self.cache.insert(of_sources(program), &sources);
        }
        if let Some(readings) = known.readings_to_keep() {
            self.cache.insert(program, &readings);
            // Those of another program are of no more use. What cannot be deleted only takes room.
            self.cache.keep(of_sources(program));
            let _ = self.cache.delete_unused();
        }
    }
}

/// Tells the name of what is kept of the files from that of the readings.
fn of_sources(program: Hash) -> Hash {
    program.with(Hash::of(&[b"sources"]))
}
