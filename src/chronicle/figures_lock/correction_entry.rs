//! The entry under `corrections` that explains a change, ready to be pasted. Its note is in quotes, because a reason often has a comma.
//! It does not know why the figure changed: the editor has to write that.

use crate::chronicle::figures_lock::changes::{Change, PLACEHOLDER};
use crate::chronicle::figures_lock::lines::PEOPLE;
use crate::chronicle::figures_lock::notation::{in_words, is_same};
use crate::field::correction::Correction;
use crate::field::day::Day;

/// A change, and all that its entry says.
pub(super) struct CorrectionEntry<'a> {
    /// What changed.
    pub(super) change: &'a Change,
    /// The new figure in its author's words, if it is a figure.
    pub(super) wording: Option<&'a str>,
    /// The day it is written on.
    pub(super) today: Day,
}

impl CorrectionEntry<'_> {
    /// `{on: 2017-06-02, kind: corrected, ..}`: YAML that our reader reads as it is meant.
    pub(super) fn yaml(&self) -> String {
        let Change { key, was, now, .. } = self.change;
        // A wording in another language is no count without its bounds.
        let wording = self.wording.filter(|wording| is_same(key, wording, now));
        // Readers see the entry, and it must still explain the change.
        let worded = |value| {
            let words = in_words(key, value);
            if is_same(key, &words, value) { words } else { value.to_owned() }
        };
        let now = wording.map_or_else(|| worded(now), str::to_owned);
        let [key, was, now] = [key, &worded(was), &now].map(|text| scalar(text));
        let on = self.today;
        format!(
            "{{on: {on}, kind: corrected, field: {key}, was: {was}, now: {now}, note: \"{PLACEHOLDER}\"}}"
        )
    }
}

/// The entry of all that was only added in one edit: `{on: 2017-06-02, kind: updated, added: [area, claims.aj], ..}`.
pub(super) fn of_additions(names: &[&str], today: Day) -> String {
    let names: Vec<String> = names.iter().copied().map(scalar).collect();
    let names = names.join(", ");
    format!("{{on: {today}, kind: updated, added: [{names}], note: \"{PLACEHOLDER}\"}}")
}

/// The entry of all that changed in a list of people, one of whose lines has `key`: `{on: 2017-06-02, kind: corrected, field: victims, ..}`.
/// It has no values, because a name may have been withdrawn.
pub(super) fn of_people(key: &str, today: Day) -> String {
    let entry = key.split_once(&format!("{PEOPLE}.")).map_or("", |(entry, _)| entry);
    let field = scalar(&format!("{entry}{PEOPLE}"));
    format!("{{on: {today}, kind: corrected, field: {field}, note: \"{PLACEHOLDER}\"}}")
}

/// Entries as a file takes them, and what to do with them.
pub(super) struct Pasted {
    /// What to add and where: `the lines below to the front matter`.
    pub(super) what: &'static str,
    /// The text to add.
    pub(super) lines: String,
}

impl Pasted {
    /// `entries` for the file with this `text` that has these `corrections`, written as its list is.
    pub(super) fn new(
        entries: &[String],
        corrections: &[Correction],
        text: Option<&str>,
    ) -> Pasted {
        let items = |indentation: &str| {
            let items = entries.iter().map(|entry| format!("{indentation}- {entry}"));
            items.collect::<Vec<_>>().join("\n")
        };
        let Some(last) = corrections.last() else {
            let lines = format!("corrections:\n{}", items("  "));
            return Pasted { what: "the lines below to the front matter", lines };
        };
        let before = text.and_then(|text| text.get(..last.span.range().start)).unwrap_or_default();
        let line = before.trim_end().rsplit('\n').next().unwrap_or_default();
        match line.strip_suffix('-').filter(|it| it.trim().is_empty()) {
            Some(indentation) => {
                let what = match entries {
                    [_] => "the line below at the end of the list `corrections`",
                    _ => "the lines below at the end of the list `corrections`",
                };
                Pasted { what, lines: items(indentation) }
            }
            None => {
                let what = "the text below to the list `corrections`, before its `]`";
                Pasted { what, lines: format!(", {}", entries.join(", ")) }
            }
        }
    }
}

/// A text as a value inside braces: in quotes, unless YAML reads it as it is.
fn scalar(text: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '.' | '_' | '/');
    let starts_plainly = text.starts_with(|c: char| c.is_ascii_alphanumeric());
    if starts_plainly && text.chars().all(bare) && text != "null" {
        return text.to_owned();
    }
    serde_json::to_string(text).expect("a string is plain data")
}
