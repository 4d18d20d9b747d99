//! Finds keys that stand beside the key to which they belong, because their lines are not indented: `killed` below an empty `casualties:`.
//! It does not know which keys the mapping takes; it is told.

use crate::field::casualties::{Group, Harm};
use crate::field::word::Word;
use crate::read::node::{Entry, Value};
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::Span;

/// A key and the keys below it. The one that is usually first is first.
type Below = (&'static str, &'static [&'static str]);

/// Keys that hold other keys. Those of `casualties` and of its harms are not here.
const HOLD_KEYS: [Below; 3] = [
    ("location", &["lat", "lon", "precision", "publish"]),
    ("withdrawn", &["on", "why"]),
    ("event", &["from", "to", "precision"]),
];

/// Keys that hold lists of other keys.
const HOLD_LISTS: [Below; 6] = [
    (
        "sources",
        &[
            "name",
            "id",
            "url",
            "archived",
            "accessed",
            "published",
            "language",
            "kind",
            "syndicated_from",
            "protect",
        ],
    ),
    ("claims", &["by", "id", "party", "role", "as_of", "counted", "why", "source"]),
    ("attribution", &["to", "how", "scope", "means"]),
    ("positions", &["party", "position", "on", "promised", "due", "note"]),
    ("corrections", &["on", "kind", "field", "was", "now", "added", "note"]),
    ("media", &["file", "alt", "credit", "graphic", "warning"]),
];

/// An empty key and the keys below it that belong to it.
pub(super) struct Unindented<'n> {
    parent: &'n Entry,
    children: &'n [Entry],
}

/// The empty keys among the `entries` of a mapping with the keys that belong to each. `is_out_of_place` says of a key that the mapping
/// does not take it.
pub(super) fn find<'n>(
    entries: &'n [Entry],
    is_out_of_place: impl Fn(&str) -> bool,
) -> Vec<Unindented<'n>> {
    let after = |(at, parent): (usize, &'n Entry)| {
        let is_empty = matches!(&parent.value.value, Value::Scalar(it) if it.is_blank());
        let rest = &entries[at + 1..];
        let belongs = |it: &&Entry| belongs_below(&parent.key.value, &it.key.value);
        let children = &rest[..rest.iter().take_while(belongs).count()];
        let first = children.first()?;
        // Other programs have keys such as `published` and `language` for the page itself.
        let is_first = is_usually_first(&parent.key.value, &first.key.value);
        (is_empty && is_first && is_out_of_place(&first.key.value))
            .then_some(Unindented { parent, children })
    };
    entries.iter().enumerate().filter_map(after).collect()
}

impl Unindented<'_> {
    /// Whether the entry with this key belongs to the empty key.
    pub(super) fn has(&self, entry: &Entry) -> bool {
        self.children.iter().any(|it| it.key.span == entry.key.span)
    }

    /// Whether a fault at `span` comes from nothing but the indentation.
    pub(super) fn explains(&self, span: Span) -> bool {
        std::iter::once(self.parent).chain(self.children).any(|entry| {
            entry.key.span.start <= span.start
                && span.end <= entry.value.span.end.max(entry.key.span.end)
        })
    }

    /// The fault of all its lines.
    pub(super) fn fault(&self, path: &SourcePath) -> Option<Diagnostic> {
        let first = self.children.first()?;
        let parent = &self.parent.key;
        let key = &parent.value;
        let help = match holds_list(key) {
            true => {
                "begin this line with `  - `, and the others that belong to the same entry with four spaces"
            }
            false => "begin this line, and the others that belong to it, with two more spaces",
        };
        let fault = rule::UNKNOWN_KEY
            .at(path, first.key.span, format!("what belongs to `{key}` is not indented"))
            .label(format!("YAML reads this as a key beside `{key}`"))
            .related(path, parent.span, "nothing is below this key")
            .help(help);
        // A list of words in place of a number may be names.
        let may_be_names = self.children.iter().any(|it| it.value.is_list_of_words());
        Some(if may_be_names { fault.without_lines() } else { fault })
    }
}

fn belongs_below(key: &str, child: &str) -> bool {
    is_figure_below(key, child) || listed_below(key).any(|it| it == child)
}

fn is_usually_first(key: &str, child: &str) -> bool {
    is_figure_below(key, child) || listed_below(key).next() == Some(child)
}

fn is_figure_below(key: &str, child: &str) -> bool {
    match Harm::parse(key) {
        Some(_) => child == "total" || Group::parse(child).is_some(),
        None => matches!(key, "casualties" | "claims") && Harm::parse(child).is_some(),
    }
}

fn listed_below(key: &str) -> impl Iterator<Item = &'static str> {
    let of_key = |(known, children): &Below| (*known == key).then_some(*children);
    let children = HOLD_KEYS.iter().chain(&HOLD_LISTS).find_map(of_key).unwrap_or_default();
    children.iter().copied()
}

fn holds_list(key: &str) -> bool {
    HOLD_LISTS.iter().any(|(known, _)| *known == key)
}

#[cfg(test)]
mod tests {
    use super::{HOLD_KEYS, HOLD_LISTS};
    use crate::read::content_file;
    use crate::text::rule;
    use crate::text::source::{Source, SourcePath};

    #[test]
    fn every_key_of_the_tables_is_one_that_its_mapping_takes() {
        let keys = HOLD_KEYS.iter().map(|it| (it, ["{", "}"]));
        let lists = HOLD_LISTS.iter().map(|it| (it, ["[{", "}]"]));
        for ((parent, children), [open, close]) in keys.chain(lists) {
            for child in *children {
                let text = format!(
                    "---\ntitle: A\ndate: 2026-03-14\ncity: B\n{parent}: {open}{child}: x{close}\n---\nC\n"
                );
                let path = SourcePath::new("content/dispatches/a.md");
                let read = content_file::read(&path, &Source::text(&path, &text));
                let mut faults = read.faults.iter();
                assert!(!faults.any(|it| *it.rule == rule::UNKNOWN_KEY), "{parent}: {child}");
            }
        }
    }
}
