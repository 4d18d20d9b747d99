//! The keys of one mapping, taken one by one; whatever is not taken is unknown and gets said so.
//! It does not know which keys there are: the known ones are those that its readers ask for.

use crate::read::node::{Entry, Node, Value};
use crate::text::diagnostic::Diagnostic;
use crate::text::nearest::nearest;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::Span;

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
        for (n, entry) in entries.iter().enumerate() {
            let Some(first) = entries[..n].iter().find(|e| e.key.value == entry.key.value) else {
                continue;
            };
            faults.push(
                rule::DUPLICATE_KEY
                    .at(
                        path,
                        entry.key.span,
                        format!("`{}` stands twice", entry.key.value),
                    )
                    .label("again here")
                    .related(path, first.key.span, "first here")
                    .help("keep the one that is right"),
            );
        }
        let taken = vec![false; entries.len()];
        Some(Fields {
            entries,
            taken,
            asked: Vec::new(),
            span: node.span,
        })
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
        self.entries
            .iter()
            .find(|entry| entry.key.value == key)
            .map(|entry| entry.key.span)
    }

    /// Reports every key that nobody asked for.
    pub fn finish(self, what: &str, path: &SourcePath, faults: &mut Vec<Diagnostic>) {
        let left = self
            .entries
            .iter()
            .zip(&self.taken)
            .filter(|(_, taken)| !**taken);
        for (entry, _) in left {
            let key = &entry.key.value;
            let fault =
                rule::UNKNOWN_KEY.at(path, entry.key.span, format!("{what} has no key `{key}`"));
            faults.push(match nearest(key, self.asked.iter().copied()) {
                _ if key == "<<" => fault
                    .label("merge keys are not used")
                    .help("write the keys themselves"),
                _ if key.chars().all(|c| c.is_ascii_digit()) && !key.is_empty() => fault
                    .label("a comma inside `{..}` begins a new key")
                    .help("put a number with a comma in quotes: \"1,200\""),
                Some(known) => fault
                    .label(format!("did you mean `{known}`?"))
                    .help(format!(
                        "write `{known}:`, or put what is yours alone under `extra:`"
                    )),
                None => fault
                    .label("not a key of this format")
                    .help(format!("the keys here are {}", listed(&self.asked))),
            });
        }
    }
}

fn listed(keys: &[&str]) -> String {
    keys.iter()
        .map(|key| format!("`{key}`"))
        .collect::<Vec<_>>()
        .join(", ")
}
