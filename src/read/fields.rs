//! The keys of one mapping, taken one by one; whatever is not taken is unknown and gets said so.
//! It does not know which keys there are: the known ones are those that its readers ask for.

use std::collections::BTreeMap;

use crate::field::excerpt::excerpt;
use crate::read::node::{Entry, Node, Value};
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::{Span, Spanned};
use crate::text::spelling::nearest;

/// So many unknown keys of one mapping are reported one by one; the rest are counted.
const MOST_UNKNOWN: usize = 12;

/// A mapping being read.
pub struct Fields<'n> {
    entries: &'n [Entry],
    taken: Vec<bool>,
    asked: Vec<&'static str>,
    /// Where the mapping stands.
    pub span: Span,
}

impl<'n> Fields<'n> {
    /// The mapping `node`, or `None` if it is something else. A key that stands twice is reported.
    pub fn of(
        node: &'n Node,
        path: &SourcePath,
        faults: &mut Vec<Diagnostic>,
    ) -> Option<Fields<'n>> {
        let Value::Map(entries) = &node.value else {
            return None;
        };
        let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
        for Entry { key, .. } in entries {
            let Some(first) = seen.get(key.value.as_str()) else {
                seen.insert(&key.value, key.span);
                continue;
            };
            faults.push(
                rule::DUPLICATE_KEY
                    .at(path, key.span, format!("`{}` stands twice", excerpt(&key.value)))
                    .label("again here")
                    .related(path, *first, "first here")
                    .help("keep the one that is right"),
            );
        }
        let taken = vec![false; entries.len()];
        Some(Fields { entries, taken, asked: Vec::new(), span: node.span })
    }

    /// The value of `key`, if it is there.
    pub fn take(&mut self, key: &'static str) -> Option<&'n Node> {
        self.asked.push(key);
        let mut found = None;
        for (entry, taken) in self.entries.iter().zip(&mut self.taken) {
            if entry.key.value == key {
                *taken = true;
                found = found.or(Some(&entry.value));
            }
        }
        found
    }

    /// Where `key` itself is written.
    pub fn key_span(&self, key: &str) -> Option<Span> {
        self.entries.iter().find(|entry| entry.key.value == key).map(|entry| entry.key.span)
    }

    /// Where the value of `key` is written.
    pub fn value_span(&self, key: &str) -> Option<Span> {
        self.entries.iter().find(|entry| entry.key.value == key).map(|entry| entry.value.span)
    }

    /// Whether nothing is left that nobody asked for.
    pub fn is_all_taken(&self) -> bool {
        self.taken.iter().all(|taken| *taken)
    }

    /// The key and the value of `key`, which does not belong here: the caller says where it does.
    pub fn take_misplaced(&mut self, key: &str) -> Option<(Span, &'n Node)> {
        let mut found = None;
        for (entry, taken) in self.entries.iter().zip(&mut self.taken) {
            if entry.key.value == key && !*taken {
                *taken = true;
                found = found.or(Some((entry.key.span, &entry.value)));
            }
        }
        found
    }

    /// Reports every key that nobody asked for; `what` names the mapping.
    pub fn finish(self, what: &str, path: &SourcePath, faults: &mut Vec<Diagnostic>) {
        let left = self.entries.iter().zip(&self.taken);
        let unknown: Vec<&Spanned<String>> =
            left.filter(|(_, taken)| !**taken).map(|(entry, _)| &entry.key).collect();
        for key in unknown.iter().take(MOST_UNKNOWN) {
            faults.push(self.unknown(key, what, path));
        }
        if let Some(next) = unknown.get(MOST_UNKNOWN) {
            let more = unknown.len() - MOST_UNKNOWN;
            faults.push(
                rule::UNKNOWN_KEY
                    .at(path, next.span, format!("{what} has no key `{}`", excerpt(&next.value)))
                    .label(format!("one of {more} more unknown keys"))
                    .help("check what this is: it does not look like front matter"),
            );
        }
    }

    fn unknown(&self, key: &Spanned<String>, what: &str, path: &SourcePath) -> Diagnostic {
        let Spanned { value: key, span } = key;
        let fault =
            rule::UNKNOWN_KEY.at(path, *span, format!("{what} has no key `{}`", excerpt(key)));
        if key == "<<" {
            return fault.label("merge keys are not used").help("write the keys themselves");
        }
        if key.chars().all(|c| c.is_ascii_digit()) {
            return fault
                .label("a comma inside `{..}` begins a new key")
                .help("put a number with a comma in quotes: \"1,200\"");
        }
        // Only a dispatch has a place for keys of one's own.
        let of_ones_own = self.asked.contains(&"extra");
        if let Some(known) = nearest(key, self.asked.iter().copied()) {
            let or_extra = if of_ones_own {
                ", or put it under `extra:` if it is for your theme alone"
            } else {
                ""
            };
            return fault
                .label(format!("did you mean `{known}`?"))
                .help(format!("write `{known}`{or_extra}"));
        }
        let help = if of_ones_own {
            "check its spelling; a key for your theme alone goes under `extra:`".to_owned()
        } else {
            format!("the keys here are {}", listed(&self.asked))
        };
        fault.label("not a key of this format").help(help)
    }
}

fn listed(keys: &[&str]) -> String {
    let mut keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    match keys.pop() {
        Some(last) if !keys.is_empty() => format!("{} and {last}", keys.join(", ")),
        last => last.unwrap_or_default(),
    }
}
