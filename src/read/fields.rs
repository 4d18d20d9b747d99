//! The keys of one mapping, read one by one. A key that nobody asked for is reported as unknown.
//! It does not know which keys there are: the known keys are those that the code asks for.

use std::collections::BTreeMap;

use crate::field::excerpt::excerpt;
use crate::read::node::{Entry, Keyed, Node, Value};
use crate::read::outer_keys::{ReadMapping, UnknownKey};
use crate::read::reader::Reader;
use crate::read::unindented::{self, Unindented};
use crate::read::{other_keys, shape};
use crate::text::diagnostic::Diagnostic;
use crate::text::span::{Span, Spanned};
use crate::text::spelling::nearest;
use crate::text::{listing, rule};

/// Maximum number of unknown keys reported per mapping.
const MOST_UNKNOWN: usize = 12;

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

    /// Reports every key that nobody asked for.
    pub fn finish(self) {
        let unindented = self.unindented();
        let is_explained = |at: usize| unindented.iter().any(|it| it.has(&self.entries[at]));
        let is_left = |at: usize| !self.taken[at] && !is_explained(at);
        // Two commas in a text without quotes make two keys, and are one mistake.
        let is_cut_off = |at: usize| is_left(at) && self.is_cut_off(&self.entries[at]);
        let goes_on = |at: usize| is_cut_off(at) && at.checked_sub(1).is_some_and(is_cut_off);
        let unknown = (0..self.entries.len()).filter(|at| is_left(*at) && !goes_on(*at));
        let unknown: Vec<&Entry> = unknown.map(|at| &self.entries[at]).collect();
        for entry in unknown.iter().take(MOST_UNKNOWN) {
            let fault = self.unknown(entry);
            let may_name_people = other_keys::may_name_people(entry, &self.asked);
            let fault = if may_name_people { fault.without_lines() } else { fault };
            match self.is_like_no_other(entry) {
                true => self.reader.report_unknown(UnknownKey {
                    key: entry.key.clone(),
                    what: self.what.clone(),
                    fault,
                }),
                false => self.reader.report(fault),
            }
        }
        if let Some(next) = unknown.get(MOST_UNKNOWN) {
            let more = unknown.len() - MOST_UNKNOWN;
            self.reader.report(
                self.no_such_key(&next.key)
                    .label(format!("the first of {more} more unknown keys"))
                    .help("check whether this is front matter; it does not look like it"),
            );
        }
        let is_missing = |key: &&str| self.entries.iter().all(|it| it.key.value != **key);
        let keys = self.asked.into_iter().filter(is_missing).collect();
        self.reader.is_read(ReadMapping { span: self.span, what: self.what, keys });
    }

    /// Whether a key is neither another word for a key of this mapping nor nearly one.
    fn is_like_no_other(&self, entry: &Entry) -> bool {
        let is_other_word = other_keys::advice(entry, &self.asked, self.entries).is_some();
        !is_other_word && self.nearest(&entry.key.value).is_none()
    }

    /// The key of this mapping that `written` is nearly, or that begins with it: `area_km2` for `area`.
    fn nearest(&self, written: &str) -> Option<&'static str> {
        let longer = self
            .asked
            .iter()
            .copied()
            .find(|key| key.strip_prefix(written).is_some_and(|rest| rest.starts_with('_')));
        nearest(written, self.asked.iter().copied()).or(longer)
    }

    /// Reports keys that are not indented, in place of all other faults that come from that.
    fn unindented(&self) -> Vec<Unindented<'n>> {
        let found = unindented::find(self.entries, |key| !self.asked.contains(&key));
        for it in &found {
            self.reader.retract(|fault| fault.span.is_some_and(|span| it.explains(span)));
            it.fault(self.reader.path).into_iter().for_each(|fault| self.reader.report(fault));
        }
        found
    }

    fn no_such_key(&self, key: &Spanned<String>) -> Diagnostic {
        let message = format!("{} has no key `{}`", self.what, excerpt(&key.value));
        rule::UNKNOWN_KEY.at(self.reader.path, key.span, message)
    }

    /// Whether the key of `entry` is what stands behind a comma in a text: it is in braces, and has no value.
    fn is_cut_off(&self, entry: &Entry) -> bool {
        // A mapping on lines of its own begins with its first key, not with a brace.
        let is_in_braces = self.entries.iter().all(|it| it.key.span.start > self.span.start);
        // A value that is missing has the place of its key.
        is_in_braces && entry.value.span == entry.key.span
    }

    fn unknown(&self, entry: &Entry) -> Diagnostic {
        let fault = self.no_such_key(&entry.key);
        let key = entry.key.value.as_str();
        if key == "<<" {
            return fault.label("merge keys are not allowed").help("write the keys themselves");
        }
        if key.chars().all(|c| c.is_ascii_digit()) {
            return fault
                .label("a comma inside `{..}` begins a new key")
                .help("put a number with a comma in quotes: \"1,200\"");
        }
        let is_switch = matches!(&entry.value.value, Value::Scalar(it) if matches!(it.text.to_lowercase().as_str(), "true" | "false" | "yes" | "no"));
        if matches!(key, "published" | "publish" | "hidden" | "private" | "unlisted")
            && self.asked.contains(&"draft")
            && (is_switch || key != "published")
        {
            return fault
                .label("dateline does not know it, so it hides nothing")
                .help("write `draft: true` if the page is not to be published yet");
        }
        // Only a dispatch can have keys for a theme.
        let takes_extra = self.asked.contains(&"extra");
        if let Some(advice) = other_keys::advice(entry, &self.asked, self.entries) {
            let is_toml = self.reader.path.extension().as_deref() == Some("toml");
            let help = if is_toml { "write it under that name".to_owned() } else { advice.help };
            let theme = if takes_extra && advice.may_be_for_theme {
                "; if only your theme uses the key, put it under `extra:`"
            } else {
                ""
            };
            return fault.label(advice.label).help(format!("{help}{theme}"));
        }
        let near = self.nearest(key);
        if near.is_none() && self.is_cut_off(entry) {
            return fault.label("a comma inside `{..}` begins a new key").help(
                "if this is part of the text before it, put the whole text in quotes: \
                 `note: \"The hospital, the town hall\"`",
            );
        }
        let label = match near {
            Some(known) => format!("did you mean `{known}`?"),
            None => "not a known key".to_owned(),
        };
        fault.label(label).help(match (near, takes_extra) {
            (Some(known), false) => format!("write `{known}`"),
            (Some(known), true) => {
                format!("write `{known}`; if only your theme uses the key, put it under `extra:`")
            }
            (None, true) => {
                "check the spelling; if only your theme uses the key, put it under `extra:`"
                    .to_owned()
            }
            (None, false) => format!("the keys here are {}", listing::all(&self.asked)),
        })
    }
}
