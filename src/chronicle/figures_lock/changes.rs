//! What differs from the lock and may be recorded, and whether an entry under `corrections` explains a change.
//! It does not know how changes are found.

use std::fmt;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::chronicle::figures_lock::notation::{self, CASUALTIES, is_same};
use crate::chronicle::figures_lock::subject::INCIDENTS;
use crate::field::correction::Correction;
use crate::text::span::Span;

/// Stands for the note that the editor has to write. An entry that still has it explains nothing.
pub(super) const PLACEHOLDER: &str = "say why";

/// Maximum number of names that are listed. The others are counted.
const MAX_NAMES: usize = 5;

/// All that may be recorded.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// The names of dispatches and incident files that the lock does not have.
    pub new: Vec<String>,
    /// The keys that changed with a correction.
    pub changed: Vec<Change>,
    /// The dispatches that were withdrawn.
    pub withdrawn: Vec<String>,
    /// The dispatches that have a new address: the old slug and the new.
    pub renamed: Vec<(String, String)>,
}

/// A value that differs from the recorded one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where it changed: the slug of a dispatch, or `incidents/` and an id.
    pub name: String,
    /// The key, such as `casualties.killed`.
    pub key: String,
    /// The recorded value; `unknown` or `none` if there is none.
    pub was: String,
    /// The value now; `unknown` or `none` if there is none.
    pub now: String,
}

/// Whether the corrections of a file explain a change in it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Explanation {
    /// They do.
    Given,
    /// None is about it.
    Missing,
    /// The entry at this place is about it, but still has the placeholder as its note.
    Unfinished(Span),
    /// The latest entry about it does not fit, for this reason.
    Wrong(String),
}

impl Changes {
    /// Whether there is nothing to record.
    pub fn is_empty(&self) -> bool {
        let Changes { new, changed, withdrawn, renamed } = self;
        new.is_empty() && changed.is_empty() && withdrawn.is_empty() && renamed.is_empty()
    }

    /// The changes without what is new.
    pub(super) fn explained(&self) -> Changes {
        let Changes { changed, withdrawn, renamed, .. } = self;
        let (changed, withdrawn, renamed) = (changed.clone(), withdrawn.clone(), renamed.clone());
        Changes { new: Vec::new(), changed, withdrawn, renamed }
    }

    /// `3 dispatches`, `2 dispatches and 1 incident file`; nothing when nothing is new.
    pub(super) fn newcomers(&self) -> String {
        let is_incident = |name: &&String| name.starts_with(INCIDENTS);
        let incidents = self.new.iter().filter(is_incident).count();
        let dispatches = number(self.new.len() - incidents, "dispatch", "dispatches");
        let incidents = number(incidents, "incident file", "incident files");
        [dispatches, incidents].into_iter().flatten().collect::<Vec<_>>().join(" and ")
    }
}

/// `2 dispatches new (hit, mosul-2), 1 change (mosul: killed 70 -> at least 120), 1 withdrawn (tikrit)`.
impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let changed: Vec<String> = self.changed.iter().map(Change::to_string).collect();
        let renamed: Vec<String> =
            self.renamed.iter().map(|(old, new)| format!("{old} -> {new}")).collect();
        let parts = [
            Some(self.newcomers())
                .filter(|new| !new.is_empty())
                .map(|new| format!("{new} new ({})", some_of(&self.new))),
            number(changed.len(), "change", "changes")
                .map(|n| format!("{n} ({})", some_of(&changed))),
            number(self.withdrawn.len(), "withdrawn", "withdrawn")
                .map(|n| format!("{n} ({})", some_of(&self.withdrawn))),
            number(renamed.len(), "new address", "new addresses")
                .map(|n| format!("{n} ({})", some_of(&renamed))),
        ];
        f.write_str(&parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
    }
}

/// `1 dispatch`, `3 dispatches`; none for none.
fn number(n: usize, one: &str, many: &str) -> Option<String> {
    (n > 0).then(|| format!("{n} {}", if n == 1 { one } else { many }))
}

/// The first few names, and how many more there are.
pub(super) fn some_of(names: &[String]) -> String {
    let more = names.len().saturating_sub(MAX_NAMES);
    let shown = names[..names.len() - more].join(", ");
    if more == 0 { shown } else { format!("{shown} and {more} more") }
}

impl Change {
    /// Whether only the writing changed: `unknown` and a missing key mean the same.
    pub(super) fn says_nothing_new(&self) -> bool {
        is_same(&self.key, &self.was, &self.now)
    }

    /// Whether `corrections` explain it.
    ///
    /// The `now` of the latest entry on the field must be the value now, and the `was` of some entry the published one. An
    /// entry without a field must have both.
    pub(super) fn explanation(&self, corrections: &[Correction]) -> Explanation {
        let mut unfinished = corrections.iter().filter(|entry| is_unfinished(entry));
        if let Some(entry) = unfinished.find(|entry| self.is_field_of(entry)) {
            return Explanation::Unfinished(entry.span);
        }
        let begins = |entry: &Correction| self.is(entry.was.as_deref(), &self.was);
        let ends = |entry: &Correction| self.is(entry.now.as_deref(), &self.now);
        let mut unnamed = corrections.iter().filter(|entry| entry.field.is_none());
        if unnamed.any(|entry| begins(entry) && ends(entry)) {
            return Explanation::Given;
        }
        let on_field: Vec<&Correction> =
            corrections.iter().filter(|entry| self.is_field_of(entry)).collect();
        let latest = on_field.iter().map(|entry| moment(entry)).max();
        // Some editors write the newest entry on top and others at the end: of one moment, any may be the latest.
        let last = || on_field.iter().filter(|entry| Some(moment(entry)) == latest);
        let Some(entry) = last().next_back() else {
            return Explanation::Missing;
        };
        let begun = on_field.iter().any(|entry| begins(entry));
        let ended = last().any(|entry| ends(entry));
        if begun && ended {
            return Explanation::Given;
        }
        // An entry whose `now` is the published value explains an earlier change, and is right.
        if !ended && self.is(entry.now.as_deref(), &self.was) {
            return Explanation::Missing;
        }
        let said = |value: &Option<String>| {
            value.clone().unwrap_or_else(|| notation::nothing(&self.key).to_owned())
        };
        let in_words = |value| notation::in_words(&self.key, value);
        let mut wrong = Vec::new();
        if !begun {
            wrong.push(format!(
                "`was` is `{}`, but the published value is `{}`",
                said(&entry.was),
                in_words(&self.was)
            ));
        }
        if !ended {
            wrong.push(format!(
                "`now` is `{}`, but the file says `{}`",
                said(&entry.now),
                in_words(&self.now)
            ));
        }
        Explanation::Wrong(format!("the entry of {} does not fit: {}", entry.on, wrong.join("; ")))
    }

    fn is(&self, said: Option<&str>, value: &str) -> bool {
        is_same(&self.key, said.unwrap_or(notation::nothing(&self.key)), value)
    }

    fn is_field_of(&self, entry: &Correction) -> bool {
        is_field(entry, &self.key)
    }
}

/// `mosul: killed 70 -> at least 120`.
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Change { name, key, was, now } = self;
        let words = |value| notation::in_words(key, value);
        write!(f, "{name}: {} {} -> {}", short(key), words(was), words(now))
    }
}

/// Whether `entry` names `key` as its field.
pub(super) fn is_field(entry: &Correction, key: &str) -> bool {
    entry.field.as_deref().is_some_and(|field| short(field.trim()) == short(key))
}

/// Whether `entry` was pasted and still has no reason.
pub(super) fn is_unfinished(entry: &Correction) -> bool {
    entry.note.as_deref().map(str::trim) == Some(PLACEHOLDER)
}

/// `killed` for `casualties.killed`, because both name the same figure.
pub(super) fn short(key: &str) -> String {
    key.replacen(&format!("{CASUALTIES}."), "", 1)
}

/// For comparison only, so any time zone will do.
pub(super) fn moment(entry: &Correction) -> Timestamp {
    entry.on.instant(&TimeZone::UTC)
}
