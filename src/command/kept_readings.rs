//! What one run reads in the content files, kept for the next run of the same program.
//! It only saves time: what is lost is read again. It does not know what a file says.

use std::path::Path;

use dateline::compose::{ComposeCache, KeptReadings};
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

    /// Keeps what `known` has read, if that is something new.
    pub(super) fn keep(&self, known: &ComposeCache) {
        if let Some((program, readings)) = self.program.zip(known.readings_to_keep()) {
            self.cache.insert(program, &readings);
            // Those of another program are of no more use. What cannot be deleted only takes room.
            let _ = self.cache.delete_unused();
        }
    }
}
