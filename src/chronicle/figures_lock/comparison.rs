//! What is published and what was recorded, side by side: what is new, what changed with or without a word, what is gone.
//! It does not know how a subject is written as lines, nor what an editor is told.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::chronicle::figures_lock::changes::{Change, Changes, Explanation};
use crate::chronicle::figures_lock::faults::{self, Absence, Silent};
use crate::chronicle::figures_lock::lines::{Line, WITHDRAWN};
use crate::chronicle::figures_lock::lock_file::{Entry, Lock};
use crate::chronicle::figures_lock::recorded_incidents::RecordedIncidents;
use crate::chronicle::figures_lock::subject::Subject;
use crate::chronicle::figures_lock::{Looked, absence, notation};
use crate::chronicle::visible::ContentFiles;
use crate::field::day::Day;
use crate::text::diagnostic::Diagnostic;
use crate::text::source::{CONTENT, Hash, SourcePath};

/// What a subject says, held to what was recorded of it.
#[derive(PartialEq, Eq)]
enum Outcome {
    Same,
    Differs,
}

/// What is published, held to what was recorded.
pub(super) struct Comparison<'a> {
    content: &'a ContentFiles,
    lock: &'a Lock<'a>,
    looked: Looked<'a>,
    /// What the lock says of incidents, once somebody asks.
    published: OnceCell<RecordedIncidents<'a>>,
    /// The content files that were not read well.
    unsound: BTreeSet<&'a SourcePath>,
    faults: Vec<Diagnostic>,
    changes: Changes,
}

impl<'a> Comparison<'a> {
    /// The comparison of `content`, in whose reading there were `faults`, with `lock`.
    pub(super) fn new(
        content: &'a ContentFiles,
        lock: &'a Lock<'a>,
        looked: Looked<'a>,
        faults: &'a [Diagnostic],
    ) -> Comparison<'a> {
        let is_content =
            |path: &SourcePath| path.as_str() == CONTENT || path.below(CONTENT).is_some();
        let errors = faults.iter().filter(|fault| fault.is_error());
        let unsound = errors.map(|fault| &fault.path).filter(|path| is_content(path)).collect();
        Comparison {
            content,
            lock,
            looked,
            published: OnceCell::new(),
            unsound,
            faults: Vec::new(),
            changes: Changes::default(),
        }
    }

    /// Walks what stands and what was recorded side by side: both are in the order of names.
    pub(super) fn of(
        mut self,
        subjects: &BTreeMap<String, Subject>,
        agreed: &mut HashSet<Hash>,
    ) -> (Vec<Diagnostic>, Changes) {
        let mut recorded = self.lock.subjects().peekable();
        let mut gone: BTreeMap<&str, &[Entry<'a>]> = BTreeMap::new();
        let mut new: Vec<(&String, &Subject)> = Vec::new();
        for (name, subject) in subjects {
            while let Some((gone_name, entries)) =
                recorded.next_if(|(known, _)| *known < name.as_str())
            {
                gone.insert(gone_name, entries);
            }
            match recorded.next_if(|(known, _)| known == name) {
                Some(_) if agreed.contains(&subject.hash()) => {}
                Some((_, entries)) => {
                    if self.compare(name, subject, entries) == Outcome::Same {
                        agreed.insert(subject.hash());
                    }
                }
                None => new.push((name, subject)),
            }
        }
        gone.extend(recorded);
        self.renamed(&mut new, &mut gone);
        self.added(new);
        self.vanished(&gone);
        self.faults.extend(faults::unrecorded(&self.changes));
        (self.faults, self.changes)
    }

    /// Holds the lines of a subject to those that were recorded under its name, or under the name it had.
    fn compare(&mut self, name: &str, subject: &Subject, entries: &[Entry<'a>]) -> Outcome {
        if self.unsound.contains(subject.path()) {
            return Outcome::Differs;
        }
        let mut lines = subject.lines();
        let is_withdrawn = |key: Option<&str>| key == Some(WITHDRAWN);
        let was = is_withdrawn(entries.first().map(Entry::key));
        let is = is_withdrawn(lines.first().map(|line| line.key.as_str()));
        match (was, is) {
            (false, true) => {
                self.changes.withdrawn.push(name.to_owned());
                return Outcome::Differs;
            }
            // What it says now that it is live again is new; only that it is live again was a secret.
            (true, false) => lines.clear(),
            (true, true) | (false, false) => {}
        }
        let mut outcome = Outcome::Same;
        let (mut entries, mut lines) = (entries.iter().peekable(), lines.iter().peekable());
        while entries.peek().is_some() || lines.peek().is_some() {
            let key = entries.peek().map(|entry| entry.key());
            let key = key.into_iter().chain(lines.peek().map(|line| line.key.as_str())).min();
            let entry = entries.next_if(|entry| Some(entry.key()) == key);
            let line = lines.next_if(|line| Some(line.key.as_str()) == key);
            if entry.map(Entry::value) != line.map(|line| line.value.as_str()) {
                outcome = Outcome::Differs;
                self.value(name, subject, entry, line);
            }
        }
        outcome
    }

    /// Holds one key to what was recorded of it.
    fn value(
        &mut self,
        name: &str,
        subject: &Subject,
        entry: Option<&Entry<'a>>,
        line: Option<&Line>,
    ) {
        let (was, now) = (entry.map(Entry::value), line.map(|line| line.value.as_str()));
        let key = entry.map(Entry::key).or(line.map(|line| line.key.as_str()));
        let Some(key) = key else {
            return;
        };
        if let Some(found) = entry.and_then(faults::unreadable_count) {
            return self.faults.push(found);
        }
        let value = |value: Option<&str>| value.unwrap_or(notation::nothing(key)).to_owned();
        let (was, now) = (value(was), value(now));
        let change = Change { name: name.to_owned(), key: key.to_owned(), was, now };
        let explanation = change.explanation(subject.corrections());
        let repeats = entry.is_none() && line.is_some_and(|line| self.repeats(subject, line));
        if explanation == Explanation::Given || change.says_nothing_new() || repeats {
            return self.changes.changed.push(change);
        }
        let Looked { snapshot, zone } = self.looked;
        let text = snapshot.text(subject.path()).map(|text| &**text);
        let today = Day::from_instant(snapshot.now, zone);
        let silent = Silent { change: &change, subject, entry, line, text, today };
        self.faults.push(silent.fault(explanation));
    }

    /// A dispatch that says where it stood before is compared with what was recorded there.
    fn renamed(
        &mut self,
        new: &mut Vec<(&String, &Subject)>,
        gone: &mut BTreeMap<&str, &[Entry<'a>]>,
    ) {
        new.retain(|(name, subject)| {
            let Subject::Dispatch(dispatch) = subject else {
                return true;
            };
            let former = |alias: &str| {
                alias.trim_end_matches('/').strip_prefix("/dispatches/").map(str::to_owned)
            };
            let mut before = dispatch.aliases.iter().filter_map(|alias| former(&alias.value));
            let before = before.find(|slug| gone.contains_key(slug.as_str()));
            let Some((old, entries)) = before.and_then(|slug| gone.remove_entry(slug.as_str()))
            else {
                return true;
            };
            self.changes.renamed.push((old.to_owned(), name.to_string()));
            self.compare(name, subject, entries);
            false
        });
    }

    /// What was never recorded is no change, but for a file that overrules what was published on its incident.
    fn added(&mut self, new: Vec<(&String, &Subject)>) {
        for (name, subject) in new {
            let lines = subject.lines();
            if lines.is_empty() || self.unsound.contains(subject.path()) {
                continue;
            }
            let silent = self.faults.len();
            let is_on_record = self.is_on_record(subject);
            for line in lines.iter().filter(|_| is_on_record) {
                if !self.repeats(subject, line) {
                    self.value(name, subject, None, Some(line));
                }
            }
            if self.faults.len() == silent {
                self.changes.new.push(name.to_owned());
            }
        }
    }

    /// Whether dispatches on the incident that a file describes were published.
    fn is_on_record(&self, subject: &Subject) -> bool {
        match subject {
            Subject::Dispatch(_) => false,
            Subject::Incident(file) => self.published().knows(file.id.value.as_str()),
        }
    }

    /// Whether an incident file says what all its published dispatches say, which moves nothing.
    fn repeats(&self, subject: &Subject, line: &Line) -> bool {
        match subject {
            Subject::Dispatch(_) => false,
            Subject::Incident(file) => {
                self.published().agree(file.id.value.as_str(), &line.key, &line.value)
            }
        }
    }

    fn published(&self) -> &RecordedIncidents<'a> {
        self.published.get_or_init(|| RecordedIncidents::new(self.lock))
    }

    /// What was recorded and is not there. While some file cannot be read, nobody can tell what is gone.
    fn vanished(&mut self, gone: &BTreeMap<&str, &[Entry<'a>]>) {
        if gone.is_empty() || !self.unsound.is_empty() {
            return;
        }
        let mut hidden: BTreeMap<&str, Absence<'_>> = BTreeMap::new();
        for dispatch in &self.content.dispatches {
            if let Some(absence) = absence(dispatch, self.looked) {
                hidden.insert(dispatch.slug.value.as_str(), absence);
            }
        }
        for (name, entries) in gone {
            let absence = hidden.get(name).unwrap_or(&Absence::Gone);
            self.faults.push(faults::vanished(name, entries, absence));
        }
    }
}
