//! What a command said the last time, so that it need not do its work again if nothing has changed since.
//! It only saves time: what is lost is found out again. It does not know what the command does.

use dateline::compose::Composition;
use dateline::edge::disk::looks::looks;
use dateline::edge::disk_cache::DiskCache;
use dateline::edge::program;
use dateline::text::diagnostic::Diagnostic;
use dateline::text::source::Hash;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::command::failure::{Exit, Failure};
use crate::command::faults::exit_for;
use crate::command::project::Project;

/// A run that is about to begin, of one command with its options.
pub(super) struct Run {
    cache: DiskCache,
    name: Hash,
    /// Which program this is, and how the sources look. None if they may be changing.
    sources: Option<Hash>,
    now: Timestamp,
}

/// What a run said.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Said {
    sources: Hash,
    /// The moment that it was composed for.
    now: Timestamp,
    /// When the same sources give another site. None if they never do.
    next_change: Option<Timestamp>,
    /// The site that it wrote, by the hash of its list. None if it wrote none.
    pub(super) site: Option<Hash>,
    /// What went to the standard output.
    pub(super) printed: String,
    /// The lines that went to the standard error.
    pub(super) lines: Vec<String>,
    /// The lines that end the report on the standard error: what to do next.
    pub(super) ending: Vec<String>,
    /// How the command ended.
    pub(super) exit: Exit,
}

impl Run {
    /// A run of the command that `what` describes, with everything else that decides its result. It has to begin before a source
    /// is read.
    pub(super) fn begin(project: &Project, what: &str) -> Result<Run, Failure> {
        let cache = DiskCache::new(&project.root, "runs");
        let drafts = if project.shows_drafts() { "drafts" } else { "" };
        let name = Hash::of(&[what.as_bytes(), drafts.as_bytes()]);
        let program = program::identity();
        let sources = program.zip(looks(&project.root)).map(|(program, looks)| program.with(looks));
        Ok(Run { cache, name, sources, now: project.now()? })
    }

    /// What the last such run said, if this one would say the same.
    pub(super) fn said_before(&self) -> Option<Said> {
        let said: Said = rmp_serde::from_slice(&self.cache.get(self.name)?).ok()?;
        let is_in_time =
            said.now <= self.now && said.next_change.is_none_or(|ends| self.now < ends);
        (Some(said.sources) == self.sources && is_in_time).then_some(said)
    }

    /// What this run says of `composition`, after it wrote `site`. It is kept if it may be said again.
    pub(super) fn said(
        &self,
        composition: &Composition,
        printed: String,
        lines: Vec<String>,
        ending: Vec<String>,
        faults: &[Diagnostic],
        site: Option<Hash>,
    ) -> Said {
        let (next_change, next_date) =
            (composition.timetable.next_change(), composition.timetable.next_date);
        let (now, exit) = (self.now, exit_for(faults));
        let sources = self.sources.unwrap_or_default();
        let said = Said { sources, now, next_change, site, printed, lines, ending, exit };
        // A file that could not be read may be read the next time, and looks no different. A date in the future is compared
        // with the clock, and the report says what that shows.
        let is_lasting = exit != Exit::World && next_date.is_none();
        let can_be_kept = self.sources.is_some() && is_lasting;
        if can_be_kept && let Ok(kept) = rmp_serde::to_vec(&said) {
            self.cache.insert(self.name, &kept);
        }
        said
    }
}
