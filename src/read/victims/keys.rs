//! Reads the keys of one person in a list of `victims`. Its messages name the keys and print nothing of their values.
//! It does not know what a person needs.

use std::collections::BTreeMap;

use crate::field::person::Fate;
use crate::field::word::Word;
use crate::read::node::{Entry, Keyed, Value};
use crate::read::reader::Reader;
use crate::read::victims::fault;
use crate::text::private::KEYS_OF_A_PERSON;
use crate::text::span::Spanned;
use crate::text::spelling::{composed, nearest};
use crate::text::{language, listing, rule};

/// Keys of other tables, and the key that is meant.
const OTHERS: [(&str, &str); 19] = [
    ("gender", "sex"),
    ("fullname", "name"),
    ("full_name", "name"),
    ("en_name", "name"),
    ("victim", "name"),
    ("person", "name"),
    ("name_ar", "names"),
    ("ar_name", "names"),
    ("status", "group"),
    ("occupation", "role"),
    ("profession", "role"),
    ("job", "role"),
    ("date_of_death", "died"),
    ("death", "died"),
    ("fate", "harm"),
    ("outcome", "harm"),
    ("notes", "note"),
    ("comment", "note"),
    ("hidden", "withheld"),
];

/// The keys of one person.
pub(super) struct Keys<'n> {
    pub(super) reader: &'n Reader<'n>,
    pub(super) entries: &'n [Entry],
}

impl<'n> Keys<'n> {
    pub(super) fn get(&self, key: &'static str) -> Option<Keyed<'n>> {
        let entry = self.entries.iter().find(|entry| entry.key.value == key)?;
        Some(Keyed { key, node: &entry.value })
    }

    /// Reports keys that are unknown or written twice.
    pub(super) fn check(&self) {
        for (at, Entry { key, .. }) in self.entries.iter().enumerate() {
            let written = key.value.as_str();
            let Some(known) = KEYS_OF_A_PERSON.iter().find(|known| **known == written) else {
                self.unknown(key);
                continue;
            };
            if self.entries[..at].iter().any(|other| other.key.value == written) {
                let message = format!("`{known}` is written twice");
                let help =
                    "keep the one that is right; each person begins with a dash of their own";
                self.reader.report(
                    fault(&rule::DUPLICATE_KEY, self.reader, key.span, &message).help(help),
                );
            }
        }
    }

    pub(super) fn unknown(&self, key: &Spanned<String>) {
        let word = key.value.to_lowercase();
        let other = OTHERS.iter().find(|(other, _)| *other == word).map(|(_, key)| *key);
        let near = other.or_else(|| nearest(&word, KEYS_OF_A_PERSON));
        let found = fault(&rule::UNKNOWN_KEY, self.reader, key.span, "a person has no such key");
        self.reader.report(match near {
            Some(near) => {
                found.label(format!("did you mean `{near}`?")).help(format!("write `{near}`"))
            }
            None => found.label("not a known key").help(format!(
                "the keys here are {}; put a text with a comma or a colon in quotes",
                listing::all(&KEYS_OF_A_PERSON)
            )),
        });
    }

    pub(super) fn scalar(&self, from: Keyed<'n>) -> Option<&'n str> {
        match &from.node.value {
            Value::Scalar(scalar) if !scalar.is_null() && !scalar.text.trim().is_empty() => {
                Some(scalar.text.trim())
            }
            _ => {
                let message = format!("`{}` has no single value", from.key);
                let help = "write a value, or delete the key";
                self.reader.report(
                    fault(&rule::EMPTY_VALUE, self.reader, from.node.span, &message).help(help),
                );
                None
            }
        }
    }

    /// A text that is checked as every text is, but is not among those that readers can see: a name may be withheld.
    pub(super) fn text(&self, key: &'static str) -> Option<String> {
        let from = self.get(key)?;
        self.scalar(from)?;
        let text = self.reader.name(from)?;
        self.reader.is_not_printed(from.node.span);
        Some(composed(&text.value).into_owned())
    }

    pub(super) fn printed(&self, key: &'static str) -> Option<String> {
        let from = self.get(key)?;
        self.scalar(from)?;
        self.reader.words(from)
    }

    pub(super) fn names(&self) -> BTreeMap<String, String> {
        let Some(from) = self.get("names") else { return BTreeMap::new() };
        let Value::Map(entries) = &from.node.value else {
            let help = "write a name for each language, as in `names: {ar: ..}`";
            self.reader.report(
                fault(
                    &rule::WRONG_SHAPE,
                    self.reader,
                    from.node.span,
                    "`names` is not a list of languages",
                )
                .help(help),
            );
            return BTreeMap::new();
        };
        let mut names = BTreeMap::new();
        for Entry { key, value } in entries {
            if language::canonical(&key.value).as_ref() != Some(&key.value) {
                let help =
                    "write the code of the language before the name, such as `ar`, `uk` or `he`";
                self.reader.report(
                    fault(
                        &rule::NOT_ONE_OF,
                        self.reader,
                        key.span,
                        "a key of `names` is not a language",
                    )
                    .help(help),
                );
                continue;
            }
            let keys = Keys { reader: self.reader, entries: std::slice::from_ref(&entries[0]) };
            let from = Keyed { key: "names", node: value };
            let Some(name) = keys.scalar(from).and_then(|_| self.reader.name(from)) else {
                continue;
            };
            self.reader.is_not_printed(value.span);
            names.insert(key.value.clone(), composed(&name.value).into_owned());
        }
        names
    }

    pub(super) fn word<W: Word>(&self, key: &'static str) -> Option<W> {
        let words: Vec<&str> = W::ALL.iter().map(|value| value.word()).collect();
        let from = self.get(key)?;
        let text = self.scalar(from)?;
        if let Some(word) = W::parse(text) {
            return Some(word);
        }
        let message = format!("`{key}` is not a {}", W::NOUN);
        let found = fault(&rule::NOT_ONE_OF, self.reader, from.node.span, &message);
        let meant = match text.to_lowercase().as_str() {
            "f" | "woman" | "girl" => Some("female"),
            "m" | "man" | "boy" => Some("male"),
            "dead" | "died" => Some("killed"),
            "wounded" => Some("injured"),
            "kidnapped" => Some("abducted"),
            "arrested" => Some("detained"),
            other => nearest(other, words.iter().copied()),
        };
        let found = match meant.filter(|meant| words.contains(meant)) {
            Some(meant) => found.label(format!("did you mean `{meant}`?")),
            None => found.label("not one of the known words"),
        };
        self.reader.report(
            found.help(format!(
                "write one of: {}; delete the key if nobody knows",
                words.join(", ")
            )),
        );
        None
    }

    pub(super) fn word_quietly(&self, key: &'static str) -> Option<Fate> {
        match &self.get(key)?.node.value {
            Value::Scalar(scalar) => Word::parse(scalar.text.trim()),
            _ => None,
        }
    }

    pub(super) fn parsed<T>(
        &self,
        key: &'static str,
        parse: impl Fn(&str) -> Option<T>,
        expected: &str,
    ) -> Option<T> {
        let from = self.get(key)?;
        let value = parse(self.scalar(from)?);
        if value.is_none() {
            let message = format!("`{key}` cannot be read");
            self.reader.report(
                fault(&rule::NOT_A_NUMBER, self.reader, from.node.span, &message)
                    .help(format!("write {expected}")),
            );
        }
        value
    }

    /// Whether a name is withheld. If that cannot be read, it is.
    pub(super) fn switch(&self, from: Keyed<'n>) -> bool {
        match self.scalar(from) {
            Some("true") => true,
            Some("false") => false,
            Some(_) => {
                let found = fault(
                    &rule::NOT_A_SWITCH,
                    self.reader,
                    from.node.span,
                    "`withheld` is neither `true` nor `false`",
                );
                self.reader.report(
                    found.help(
                        "write `true` if the name must not be published, or `false` if it may",
                    ),
                );
                true
            }
            None => true,
        }
    }
}
