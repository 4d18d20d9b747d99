//! What the lock recorded of each incident, for incident files that are added later.
//! It does not know whether the dispatches still say so.

use std::collections::{BTreeMap, BTreeSet};

use crate::chronicle::figures_lock::lines::{ROUND_UP, WITHDRAWN};
use crate::chronicle::figures_lock::lock_file::Lock;
use crate::chronicle::figures_lock::recorded_line::RecordedLine;
use crate::chronicle::figures_lock::subject::INCIDENTS;

/// The recorded incidents by id, and for each key the values that dispatches gave it.
#[derive(Debug, Default)]
pub(super) struct RecordedIncidents<'a> {
    incidents: BTreeMap<&'a str, BTreeMap<&'a str, BTreeSet<&'a str>>>,
}

impl<'a> RecordedIncidents<'a> {
    /// What `lock` recorded of incidents.
    pub(super) fn new(lock: &Lock<'a>) -> RecordedIncidents<'a> {
        let mut published = RecordedIncidents::default();
        for (name, entries) in lock.subjects() {
            if !name.starts_with(INCIDENTS) && entries[0].key() != WITHDRAWN {
                published.dispatch(name, entries);
            }
        }
        published
    }

    fn dispatch(&mut self, name: &'a str, entries: &[RecordedLine<'a>]) {
        let own = entries.iter().find(|entry| entry.key() == "incident");
        let own = own.map_or(name, |entry| entry.value());
        for entry in entries {
            // In a round-up every key begins with the id of its incident.
            let of_entry = entry
                .key()
                .strip_prefix(ROUND_UP)
                .and_then(|it| it.strip_prefix('.')?.split_once('.'));
            let (id, key) = of_entry.unwrap_or((own, entry.key()));
            let said = self.incidents.entry(id).or_default();
            said.entry(key).or_default().insert(entry.value());
        }
    }

    /// Whether there were dispatches on the incident when the lock was written.
    pub(super) fn knows(&self, id: &str) -> bool {
        self.incidents.contains_key(id)
    }

    /// Whether any of them has `key`.
    pub(super) fn say(&self, id: &str, key: &str) -> bool {
        self.incidents.get(id).is_some_and(|keys| keys.contains_key(key))
    }

    /// Whether all of them that have `key` have this value, so that repeating it moves nothing.
    pub(super) fn agree(&self, id: &str, key: &str, value: &str) -> bool {
        let said = self.incidents.get(id).and_then(|keys| keys.get(key));
        said.is_some_and(|values| values.iter().all(|said| *said == value))
    }
}
