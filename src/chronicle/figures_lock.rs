//! No number changes silently: compares what is published with what `figures.lock` recorded. Rule 13 of the counting
//! policy. It does not know the disk: it is given the lock, and says what the lock should be.
//!
//! Totals are another matter ([`totals`]): they follow from figures, and are compared only when the rules of counting changed.
//!
//! Drafts, embargoed dispatches, translations and incident files that only these use are never recorded, even when the
//! preview shows them.

mod additions;
pub mod changes;
mod comparison;
mod correction_entry;
mod faults;
mod lines;
pub mod lock_file;
pub mod notation;
mod recorded_incidents;
mod recorded_line;
mod subject;
pub mod totals;
mod unexplained;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt;
use std::sync::Arc;

use jiff::tz::TimeZone;

use crate::chronicle::Chronicle;
use crate::chronicle::figures_lock::changes::Changes;
use crate::chronicle::figures_lock::comparison::Comparison;
use crate::chronicle::figures_lock::faults::Absence;
use crate::chronicle::figures_lock::lines::PublishedLine;
use crate::chronicle::figures_lock::lock_file::{HeldLock, Lock};
use crate::chronicle::figures_lock::subject::Subject;
use crate::chronicle::figures_lock::totals::Totals;
use crate::chronicle::figures_lock::totals::recorded::RecordedTotals;
use crate::chronicle::visible::{ContentFiles, hidden};
use crate::field::claim::Grade;
use crate::field::day::Day;
use crate::field::dispatch::{Dispatch, IncidentReport};
use crate::text::diagnostic::Diagnostic;
use crate::text::snapshot::Snapshot;
use crate::text::source::{Hash, Source, SourcePath};

/// The file, at the root of the project.
pub const FILE: &str = "figures.lock";

/// The first line of the file.
const HEADING: &str = "# Every published figure, and what else moves a toll. `dateline figures accept` writes this; commit it with the content.";

/// What is published. It prints as the text that `figures.lock` should have.
#[derive(Clone, Debug, Default)]
pub struct PublishedFigures {
    subjects: BTreeMap<String, Subject>,
    /// What the lock does not record yet and may record, because it is new or explained.
    pub changes: Changes,
    /// What the lock says of totals.
    pub totals: RecordedTotals,
}

impl fmt::Display for PublishedFigures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEADING}")?;
        for (name, subject) in &self.subjects {
            for PublishedLine { key, value, .. } in subject.lines() {
                writeln!(f, "{name}  {key}  {value}")?;
            }
        }
        Ok(())
    }
}

impl PublishedFigures {
    /// What `content` publishes, compared with the lock in `snapshot`, from which it was read. `content` may hold dispatches
    /// that are hidden, but only incident files that are not; bare dates begin in `zone`.
    ///
    /// `faults` are those of reading the content: nothing is said of files with errors.
    pub fn new(
        content: &ContentFiles,
        snapshot: &Snapshot,
        zone: &TimeZone,
        agreed: &mut LockCache,
        faults: &mut Vec<Diagnostic>,
    ) -> PublishedFigures {
        let read_at = ReadAt { snapshot, zone };
        let mut figures = PublishedFigures {
            subjects: published(content, read_at),
            ..PublishedFigures::default()
        };
        let lock = snapshot.sources.get(&SourcePath::new(FILE));
        let found = match lock.map(|lock| agreed.with(lock)) {
            None => {
                let recorded = figures.subjects.iter().filter(|(_, subject)| subject.has_lines());
                figures.changes.new = recorded.map(|(name, _)| name.clone()).collect();
                figures.has_figures().then(faults::no_lock).into_iter().collect()
            }
            Some(Err(found)) => found,
            Some(Ok((lock, same))) => {
                let lock = lock.borrow_dependent();
                figures.subjects.extend(once_published(content, lock));
                let comparison = Comparison::new(content, lock, read_at, faults);
                let (found, changes) = comparison.run(&figures.subjects, same);
                figures.changes = changes;
                figures.totals = lock.totals();
                found
            }
        };
        faults.extend(found);
        figures
    }

    /// Whether a dispatch with this slug, or an incident file so named, is published.
    pub fn has(&self, name: &str) -> bool {
        self.subjects.contains_key(name)
    }

    /// The errors of the totals that another version of the rules of counting moved. `chronicle` holds what is published and
    /// nothing that is hidden. Where figures changed too, nobody could tell what moved a total.
    pub fn moved_totals(
        &self,
        chronicle: &Chronicle,
        grades: &BTreeSet<Grade>,
        today: Day,
    ) -> Vec<Diagnostic> {
        if !self.totals.are_of_other_rules() || !self.changes.is_empty() {
            return Vec::new();
        }
        Totals::new(chronicle, grades).faults(&self.totals, today)
    }

    /// Whether there is any figure that could change.
    fn has_figures(&self) -> bool {
        let counts = |report: &IncidentReport| {
            !report.casualties.is_empty() || !report.claims.is_empty() || !report.people.is_empty()
        };
        self.subjects.values().any(|subject| match subject {
            Subject::Dispatch(dispatch) => dispatch.reports.iter().any(counts),
            Subject::Incident(_) => false,
        })
    }
}

/// What `dispatch` says that can move a toll, as keys and values in the order of the keys.
pub fn said(dispatch: &Dispatch) -> Vec<(String, String)> {
    let lines = lines::of_dispatch(dispatch).into_iter();
    lines.map(|line| (line.key, line.value)).collect()
}

/// A cache: the lock as it was parsed, and the content files that agreed with it. It only saves time, because the same
/// file and the same lock agree again.
#[derive(Default)]
pub struct LockCache {
    lock: Option<(Hash, HeldLock)>,
    files: HashSet<Hash>,
}

impl LockCache {
    /// The lock in `source`, and the files that agreed with it. Forgets what agreed with another lock.
    fn with(
        &mut self,
        source: &Source,
    ) -> Result<(&HeldLock, &mut HashSet<Hash>), Vec<Diagnostic>> {
        let is_same = self.lock.as_ref().is_some_and(|(hash, _)| *hash == source.hash);
        if !is_same {
            *self = LockCache::default();
        }
        let (_, lock) = match self.lock.take() {
            Some(held) => self.lock.insert(held),
            None => self.lock.insert((source.hash, HeldLock::read(source)?)),
        };
        Ok((lock, &mut self.files))
    }
}

/// A snapshot and the time zone in which its bare dates begin.
#[derive(Clone, Copy)]
struct ReadAt<'a> {
    snapshot: &'a Snapshot,
    zone: &'a TimeZone,
}

/// What readers see of `content`, by name. Of two with the same name, which is a fault, the first by path.
fn published(content: &ContentFiles, read_at: ReadAt<'_>) -> BTreeMap<String, Subject> {
    let dispatches = content
        .dispatches
        .iter()
        .filter(|it| absence(it, read_at).is_none())
        .map(|it| Subject::Dispatch(Arc::clone(it)));
    let files = content.incidents.iter().map(|it| Subject::Incident(Arc::clone(it)));
    let mut subjects: BTreeMap<String, Subject> = BTreeMap::new();
    for subject in dispatches.chain(files) {
        let name = subject.name();
        if subjects.get(&name).is_none_or(|known| subject.path() < known.path()) {
            subjects.insert(name, subject);
        }
    }
    subjects
}

/// Incident files that no published dispatch uses any more and that `lock` has recorded. They are no secret, and their figures
/// still may not change without a correction.
fn once_published(content: &ContentFiles, lock: &Lock<'_>) -> BTreeMap<String, Subject> {
    let files = &content.unused.incidents;
    if files.is_empty() {
        return BTreeMap::new();
    }
    let recorded: HashSet<&str> = lock.subjects().map(|(name, _)| name).collect();
    let subjects = files.iter().map(|file| Subject::Incident(Arc::clone(file)));
    let named = subjects.map(|subject| (subject.name(), subject));
    named.filter(|(name, _)| recorded.contains(name.as_str())).collect()
}

/// Why a dispatch is not recorded, if it is not.
fn absence<'a>(dispatch: &'a Dispatch, read_at: ReadAt<'_>) -> Option<Absence<'a>> {
    let path = &dispatch.path;
    let is_hidden = hidden(dispatch, read_at.snapshot.now, read_at.zone)
        .map(|reason| Absence::Hidden(path, reason));
    is_hidden.or(dispatch.translation_of.is_some().then_some(Absence::Translation(path)))
}
