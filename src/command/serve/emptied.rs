//! Files that were emptied a moment ago. Most programs empty a file before they write it, and an empty template or style sheet
//! is no fault: only the time that goes by shows that it was meant.

use std::collections::BTreeMap;
use std::time::Duration;

use dateline::edge::clock::Stopwatch;
use dateline::edge::watch::Seen;
use dateline::text::snapshot::Snapshot;
use dateline::text::source::SourcePath;

/// A file that is still empty after this is meant to be.
const MEANT: Duration = Duration::from_secs(1);

/// The files that were found empty, and when first.
#[derive(Default)]
pub(super) struct Emptied(BTreeMap<SourcePath, Stopwatch>);

impl Emptied {
    /// Leaves in `now` what stood in `before` in every file that was only just emptied; all others are as they are. Doubtful if
    /// there is one: it has to be looked at again.
    pub(super) fn hold_back(&mut self, now: &mut Snapshot, before: &Snapshot) -> Seen {
        let empty = now.sources.iter().filter(|(_, source)| source.is_empty());
        let emptied: Vec<SourcePath> = empty
            .filter(|(path, _)| before.sources.get(*path).is_some_and(|it| !it.is_empty()))
            .map(|(path, _)| path.clone())
            .collect();
        self.0.retain(|path, _| emptied.contains(path));
        let mut seen = Seen::Whole;
        for path in emptied {
            let since = self.0.entry(path.clone()).or_insert_with(Stopwatch::start);
            if since.elapsed() < MEANT {
                now.sources.insert(path.clone(), before.sources[&path].clone());
                seen = Seen::Doubtful;
            }
        }
        seen
    }
}
