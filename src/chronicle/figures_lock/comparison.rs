//! Compares what is published with what was recorded: what is new, what changed with or without a correction, what is gone.
//! It does not know how a subject is written as lines, nor the words of the faults.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::chronicle::figures_lock::additions::Addition;
use crate::chronicle::figures_lock::changes::{Change, Changes, Explanation, is_unfinished};
use crate::chronicle::figures_lock::faults::{self, Absence};
use crate::chronicle::figures_lock::lines::{
    PEOPLE_CORRECTED, PublishedLine, WITHDRAWN, is_about_people, is_of_people,
};
use crate::chronicle::figures_lock::lock_file::Lock;
use crate::chronicle::figures_lock::recorded_incidents::RecordedIncidents;
use crate::chronicle::figures_lock::recorded_line::RecordedLine;
use crate::chronicle::figures_lock::subject::Subject;
use crate::chronicle::figures_lock::unexplained::{Unexplained, UnexplainedEdit};
use crate::chronicle::figures_lock::{ReadAt, absence, notation};
use crate::chronicle::visible::ContentFiles;
use crate::field::day::Day;
use crate::text::diagnostic::Diagnostic;
use crate::text::source::{CONTENT, Hash, SourcePath};

/// How a subject compares with what was recorded of it.
#[derive(PartialEq, Eq)]
enum Outcome {
    Same,
    Differs,
}

/// A comparison under way.
pub(super) struct Comparison<'a> {
    content: &'a ContentFiles,
    lock: &'a Lock<'a>,
    read_at: ReadAt<'a>,
    /// What the lock says of incidents, made when it is first needed.
    incidents: OnceCell<RecordedIncidents<'a>>,
    /// The content files with errors.
    with_errors: BTreeSet<&'a SourcePath>,
    /// What has to be explained in the file that is being compared.
    unexplained: Vec<Unexplained<'a>>,
    faults: Vec<Diagnostic>,
    changes: Changes,
}

impl<'a> Comparison<'a> {
    /// Compares `content` with `lock`. `faults` are those of reading the content.
    pub(super) fn new(
        content: &'a ContentFiles,
        lock: &'a Lock<'a>,
        read_at: ReadAt<'a>,
        faults: &'a [Diagnostic],
    ) -> Comparison<'a> {
        let is_content =
            |path: &SourcePath| path.as_str() == CONTENT || path.below(CONTENT).is_some();
        let errors = faults.iter().filter(|fault| fault.is_error());
        let with_errors = errors.map(|fault| &fault.path).filter(|path| is_content(path)).collect();
        Comparison {
            content,
            lock,
            read_at,
            incidents: OnceCell::new(),
            with_errors,
            unexplained: Vec::new(),
            faults: Vec::new(),
            changes: Changes::default(),
        }
    }

    /// The faults, and what may be recorded. `agreed` are the files that are known to agree with the lock.
    pub(super) fn run(
        mut self,
        subjects: &BTreeMap<String, Subject>,
        agreed: &mut HashSet<Hash>,
    ) -> (Vec<Diagnostic>, Changes) {
        // Both sides are in the order of names.
        let mut recorded = self.lock.subjects().peekable();
        let mut gone: BTreeMap<&str, &[RecordedLine<'a>]> = BTreeMap::new();
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

    /// Compares the lines of a subject with those recorded under its name, or under the name it had.
    fn compare(&mut self, name: &str, subject: &Subject, entries: &[RecordedLine<'a>]) -> Outcome {
        if self.with_errors.contains(subject.path()) {
            return Outcome::Differs;
        }
        let mut lines = subject.lines();
        let is_withdrawn = |key: Option<&str>| key == Some(WITHDRAWN);
        let was = is_withdrawn(entries.first().map(RecordedLine::key));
        let is = is_withdrawn(lines.first().map(|line| line.key.as_str()));
        match (was, is) {
            (false, true) => {
                self.changes.withdrawn.push(name.to_owned());
                return Outcome::Differs;
            }
            // It is live again: report only that. What it says now is new.
            (true, false) => lines.clear(),
            (true, true) | (false, false) => {}
        }
        let mut outcome = Outcome::Same;
        let recorded = entries;
        let (mut entries, mut lines) = (entries.iter().peekable(), lines.iter().peekable());
        while entries.peek().is_some() || lines.peek().is_some() {
            let key = entries.peek().map(|entry| entry.key());
            let key = key.into_iter().chain(lines.peek().map(|line| line.key.as_str())).min();
            let entry = entries.next_if(|entry| Some(entry.key()) == key);
            let line = lines.next_if(|line| Some(line.key.as_str()) == key);
            if entry.map(RecordedLine::value) != line.map(|line| line.value.as_str()) {
                outcome = Outcome::Differs;
                self.compare_value(name, subject, recorded, entry, line);
            }
        }
        self.report(name, subject);
        outcome
    }

    /// Compares the value of one key that differs. `recorded` are all entries of the subject.
    fn compare_value(
        &mut self,
        name: &str,
        subject: &Subject,
        recorded: &[RecordedLine<'a>],
        entry: Option<&RecordedLine<'a>>,
        line: Option<&PublishedLine>,
    ) {
        let (was, now) = (entry.map(RecordedLine::value), line.map(|line| line.value.as_str()));
        let key = entry.map(RecordedLine::key).or(line.map(|line| line.key.as_str()));
        let Some(key) = key else {
            return;
        };
        if let Some(found) = entry.and_then(faults::unreadable_count) {
            return self.faults.push(found);
        }
        let value = |value: Option<&str>| value.unwrap_or(notation::nothing(key)).to_owned();
        let (was, now) = (value(was), value(now));
        let change = Change { name: name.to_owned(), key: key.to_owned(), was, now };
        let mut explanation = match is_of_people(key) {
            true => people_explained(key, subject, recorded),
            false => change.explanation(subject.corrections()),
        };
        let published = recorded.iter().map(RecordedLine::key);
        let is_new = entry.is_none() && !self.is_told_by_dispatches(subject, key);
        let addition = if is_new { Addition::new(key, published.clone()) } else { None };
        if explanation != Explanation::Given
            && let Some(addition) = &addition
        {
            match addition.explanation(subject.corrections(), published) {
                Explanation::Missing => {}
                found => explanation = found,
            }
        }
        let repeats = entry.is_none() && line.is_some_and(|line| self.repeats(subject, line));
        if explanation == Explanation::Given || change.says_nothing_new() || repeats {
            return self.changes.changed.push(change);
        }
        let added = addition.map(|addition| addition.name.to_owned());
        let (entry, line) = (entry.copied(), line.cloned());
        self.unexplained.push(Unexplained { change, entry, line, added, explanation });
    }

    /// Reports all changes of one file that have to be explained, as one edit.
    fn report(&mut self, name: &str, subject: &Subject) {
        let changes = std::mem::take(&mut self.unexplained);
        let text = self.read_at.snapshot.text(subject.path()).map(|text| &**text);
        let edit = UnexplainedEdit { name, subject, changes, text, today: self.today() };
        self.faults.extend(edit.fault());
    }

    /// Compares a dispatch that has a new slug with what was recorded under its old one, which its `aliases` name.
    fn renamed(
        &mut self,
        new: &mut Vec<(&String, &Subject)>,
        gone: &mut BTreeMap<&str, &[RecordedLine<'a>]>,
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

    /// Collects what was never recorded. It changes nothing, unless it is a file that overrules what was published on its
    /// incident.
    fn added(&mut self, new: Vec<(&String, &Subject)>) {
        for (name, subject) in new {
            let lines = subject.lines();
            if lines.is_empty() || self.with_errors.contains(subject.path()) {
                continue;
            }
            let before = self.faults.len();
            let is_on_record = self.is_on_record(subject);
            for line in lines.iter().filter(|_| is_on_record) {
                if !self.repeats(subject, line) {
                    self.compare_value(name, subject, &[], None, Some(line));
                }
            }
            self.report(name, subject);
            if self.faults.len() == before {
                self.changes.new.push(name.to_owned());
            }
        }
    }

    /// Whether dispatches were published on the incident that a file describes.
    fn is_on_record(&self, subject: &Subject) -> bool {
        self.incident_id(subject).is_some_and(|id| self.incidents().knows(id))
    }

    /// Whether an incident file says what all its published dispatches say, which moves nothing.
    fn repeats(&self, subject: &Subject, line: &PublishedLine) -> bool {
        let id = self.incident_id(subject);
        id.is_some_and(|id| self.incidents().agree(id, &line.key, &line.value))
    }

    /// Whether published dispatches say something under this key of an incident, so that its file changes what was said.
    fn is_told_by_dispatches(&self, subject: &Subject, key: &str) -> bool {
        self.incident_id(subject).is_some_and(|id| self.incidents().say(id, key))
    }

    fn incident_id<'s>(&self, subject: &'s Subject) -> Option<&'s str> {
        match subject {
            Subject::Dispatch(_) => None,
            Subject::Incident(file) => Some(file.id.value.as_str()),
        }
    }

    fn today(&self) -> Day {
        Day::from_instant(self.read_at.snapshot.now, self.read_at.zone)
    }

    fn incidents(&self) -> &RecordedIncidents<'a> {
        self.incidents.get_or_init(|| RecordedIncidents::new(self.lock))
    }

    /// Reports what was recorded and is gone. While some file has errors, nobody can tell what is gone.
    fn vanished(&mut self, gone: &BTreeMap<&str, &[RecordedLine<'a>]>) {
        if gone.is_empty() || !self.with_errors.is_empty() {
            return;
        }
        let mut hidden: BTreeMap<&str, Absence<'_>> = BTreeMap::new();
        for dispatch in &self.content.dispatches {
            if let Some(absence) = absence(dispatch, self.read_at) {
                hidden.insert(dispatch.slug.value.as_str(), absence);
            }
        }
        for (name, entries) in gone {
            let absence = hidden.get(name).unwrap_or(&Absence::Gone);
            self.faults.push(faults::vanished(name, entries, absence, self.today()));
        }
    }
}

/// Whether an entry under `corrections` explains a change in a list of people. It has no values, because a name that was withdrawn may
/// not be published again: a new entry about people explains all that changed since the last record.
fn people_explained(key: &str, subject: &Subject, recorded: &[RecordedLine<'_>]) -> Explanation {
    let about_people = || subject.corrections().iter().filter(|entry| is_about_people(entry));
    if let Some(entry) = about_people().find(|entry| is_unfinished(entry)) {
        return Explanation::Unfinished(entry.span);
    }
    let known = recorded.iter().find(|line| line.key() == PEOPLE_CORRECTED);
    let known: usize = known.and_then(|line| line.value().parse().ok()).unwrap_or(0);
    match key == PEOPLE_CORRECTED || about_people().count() > known {
        true => Explanation::Given,
        false => Explanation::Missing,
    }
}
