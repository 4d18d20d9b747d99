//! The keys of one mapping, read one by one. A key that nobody asked for is reported as unknown.
//! It does not know which keys there are: the known keys are those that the code asks for.

mod unknown;

use std::collections::BTreeMap;

use crate::field::excerpt::excerpt;
use crate::read::node::{Entry, Keyed, Node, Value};
use crate::read::reader::Reader;
use crate::read::shape;
use crate::text::rule;
use crate::text::span::{Span, Spanned};

/// A mapping that is being read.
pub struct Fields<'n> {
    /// The reader of the file.
    pub reader: &'n Reader<'n>,
    /// Where the mapping is.
    pub span: Span,
    what: String,
    entries: &'n [Entry],
    taken: Vec<bool>,
    asked: Vec<&'static str>,
}

impl<'n> Fields<'n> {
    /// The mapping `node`, or `None` if it is something else. A key that is written twice is reported.
    /// Messages call the mapping `what`: "a claim".
    pub fn of_node(
        reader: &'n Reader<'n>,
        node: &'n Node,
        what: impl Into<String>,
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
            let message = format!("`{}` is written twice", excerpt(&key.value));
            reader.report(
                rule::DUPLICATE_KEY
                    .at(reader.path, key.span, message)
                    .label("again here")
                    .related(reader.path, *first, "first here")
                    .help("keep the one that is right"),
            );
        }
        let taken = vec![false; entries.len()];
        let (what, asked) = (what.into(), Vec::new());
        Some(Fields { reader, span: node.span, what, entries, taken, asked })
    }

    /// The mapping under a key. Anything else is reported.
    pub fn new(
        reader: &'n Reader<'n>,
        from: Keyed<'n>,
        what: impl Into<String>,
    ) -> Option<Fields<'n>> {
        let fields = Fields::of_node(reader, from.node, what);
        if fields.is_none() {
            reader.wrong_shape(from, &shape::mapping(from.key, from.node));
        }
        fields
    }

    /// The value of `key`, if it is there.
    pub fn take(&mut self, key: &'static str) -> Option<Keyed<'n>> {
        self.asked.push(key);
        self.take_entry(key).map(|entry| Keyed { key, node: &entry.value })
    }

    /// The entry of a `key` that does not belong in this mapping; the caller says where it belongs.
    pub fn take_misplaced(&mut self, key: &str) -> Option<&'n Entry> {
        self.take_entry(key)
    }

    fn take_entry(&mut self, key: &str) -> Option<&'n Entry> {
        let mut found = None;
        for (entry, taken) in self.entries.iter().zip(&mut self.taken) {
            if entry.key.value == key {
                *taken = true;
                found = found.or(Some(entry));
            }
        }
        found
    }

    /// The value of `key`, read by `read`; `None` if it is missing or cannot be read.
    pub fn read<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&'n Reader<'n>, Keyed<'n>) -> Option<T>,
    ) -> Option<T> {
        let from = self.take(key)?;
        read(self.reader, from)
    }

    /// The value of `key`, or `default` if it is missing; `None` if it cannot be read.
    pub fn read_or<T>(
        &mut self,
        key: &'static str,
        default: T,
        read: impl FnOnce(&'n Reader<'n>, Keyed<'n>) -> Option<T>,
    ) -> Option<T> {
        match self.take(key) {
            Some(from) => read(self.reader, from),
            None => Some(default),
        }
    }

    /// The value of `key`. If it is missing, it is reported that the mapping does not say `says`.
    pub fn required<T>(
        &mut self,
        key: &'static str,
        says: &str,
        read: impl FnOnce(&'n Reader<'n>, Keyed<'n>) -> Option<T>,
    ) -> Option<T> {
        let from = self.take(key);
        if from.is_none() {
            self.reader.missing(self.span, &self.what, key, says);
        }
        read(self.reader, from?)
    }

    /// Every item of the list under `key`, read by `read`.
    pub fn each<T>(
        &mut self,
        key: &'static str,
        read: impl Fn(&'n Reader<'n>, Keyed<'n>) -> Option<T>,
    ) -> Vec<T> {
        let reader = self.reader;
        let list = self.take(key);
        list.map(|list| reader.each(list, |_, item| read(reader, item))).unwrap_or_default()
    }

    /// A mapping of free keys to texts, such as names by language; `example` shows one.
    pub fn texts_by_key(
        &mut self,
        key: &'static str,
        example: &str,
        read: impl Fn(&'n Reader<'n>, Keyed<'n>) -> Option<Spanned<String>>,
    ) -> Vec<(Spanned<String>, String)> {
        let Some(from) = self.take(key) else {
            return Vec::new();
        };
        let Some(fields) = Fields::of_node(self.reader, from.node, key) else {
            self.reader.wrong_shape(from, &format!("a mapping: `{example}`"));
            return Vec::new();
        };
        let text = |entry: &'n Entry| {
            let from = Keyed { key: &entry.key.value, node: &entry.value };
            Some((entry.key.clone(), read(self.reader, from)?.value))
        };
        fields.entries.iter().filter_map(text).collect()
    }

    /// Where `key` itself is written.
    pub fn key_span(&self, key: &str) -> Option<Span> {
        self.entries.iter().find(|entry| entry.key.value == key).map(|entry| entry.key.span)
    }

    /// Where the value of `key` is written.
    pub fn value_span(&self, key: &str) -> Option<Span> {
        self.entries.iter().find(|entry| entry.key.value == key).map(|entry| entry.value.span)
    }

    /// Whether every key was asked for.
    pub fn is_all_taken(&self) -> bool {
        self.taken.iter().all(|taken| *taken)
    }
}
