//! Holds back files that were emptied a moment ago. Most programs empty a file before they write it, and an empty template or
//! style sheet is no error: only time shows whether it was intended.
//! It does not know what the files mean.

use std::collections::BTreeMap;
use std::time::Duration;

use dateline::edge::clock::Stopwatch;
use dateline::edge::watch::Outcome;
use dateline::text::snapshot::Snapshot;
use dateline::text::source::SourcePath;

/// How long a file must be empty before it is shown empty.
const HOLD: Duration = Duration::from_secs(1);

/// The files that were found empty, and since when.
#[derive(Default)]
pub(super) struct EmptiedFiles(BTreeMap<SourcePath, Stopwatch>);

impl EmptiedFiles {
    /// Replaces in `now` every file that was just emptied by what it was `before`. If there is one, the outcome is doubtful.
    pub(super) fn hold_back(&mut self, now: &mut Snapshot, before: &Snapshot) -> Outcome {
        let empty = now.sources.iter().filter(|(_, source)| source.is_empty());
        let emptied: Vec<SourcePath> = empty
            .filter(|(path, _)| before.sources.get(*path).is_some_and(|it| !it.is_empty()))
            .map(|(path, _)| path.clone())
            .collect();
        self.0.retain(|path, _| emptied.contains(path));
        let mut outcome = Outcome::Complete;
        for path in emptied {
            let since = self.0.entry(path.clone()).or_insert_with(Stopwatch::start);
            if since.elapsed() < HOLD {
                now.sources.insert(path.clone(), before.sources[&path].clone());
                outcome = Outcome::Doubtful;
            }
        }
        outcome
    }
}
