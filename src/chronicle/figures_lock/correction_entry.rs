//! The entry under `corrections` that tells of a change, as an editor can paste it.
//! It does not know why the figure changed: that is the editor's to say.

use crate::chronicle::figures_lock::changes::{Change, PLACEHOLDER};
use crate::chronicle::figures_lock::notation::is_same;
use crate::field::day::Day;

/// A change and what has to be known to write its entry.
pub(super) struct Entry<'a> {
    /// What changed.
    pub(super) change: &'a Change,
    /// The new figure in its author's words, if it is a figure.
    pub(super) wording: Option<&'a str>,
    /// The day it is written on.
    pub(super) today: Day,
}

impl Entry<'_> {
    /// `{on: 2017-06-02, kind: corrected, ..}`: YAML that our reader takes as it is meant.
    pub(super) fn yaml(&self) -> String {
        let Change { key, was, now, .. } = self.change;
        // Words in another language are no count where no bounds stand beside them.
        let wording = self.wording.filter(|wording| is_same(key, wording, now));
        let [key, was, now] = [key, was, wording.unwrap_or(now)].map(scalar);
        let on = self.today;
        format!(
            "{{on: {on}, kind: corrected, field: {key}, was: {was}, now: {now}, note: {PLACEHOLDER}}}"
        )
    }
}

/// A text as a value inside braces: bare where YAML leaves it alone, else in quotes.
fn scalar(text: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '.' | '_' | '/');
    let starts_plainly = text.starts_with(|c: char| c.is_ascii_alphanumeric());
    if starts_plainly && text.chars().all(bare) && text != "null" {
        return text.to_owned();
    }
    serde_json::to_string(text).expect("a string is plain data")
}
