//! Reads `victims`: the people of a report, one by one. Its messages print nothing of what is written there, because a name
//! may be withheld. It does not know whose names are.

use std::collections::BTreeMap;

use crate::field::person::age::Age;
use crate::field::person::{People, Person};
use crate::field::word::Word;
use crate::read::fields::Fields;
use crate::read::node::{Entry, Keyed, Node, Value};
use crate::read::reader::Reader;
use crate::text::diagnostic::{Diagnostic, Rule};
use crate::text::private::OPENING;
use crate::text::span::{Span, Spanned};
use crate::text::spelling::{composed, nearest};
use crate::text::{language, listing, rule};

/// The keys of a person, in the order in which messages list them.
const KEYS: [&str; 11] =
    ["name", "names", "age", "sex", "group", "harm", "role", "source", "died", "note", "withheld"];

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

/// `victims` and `complete` of a report.
pub fn people(fields: &mut Fields<'_>) -> People {
    let reader = fields.reader;
    let key = fields.key_span("victims");
    let from = fields.take("victims");
    let complete = fields.take("complete");
    if let (Some(complete), None) = (complete, from) {
        reader.report(
            rule::NOT_ALONE
                .at(reader.path, complete.node.span, "`complete` is used without `victims`")
                .label("which list is complete?")
                .help("add the list of people under `victims`, or delete `complete`"),
        );
    }
    // What cannot be read makes no list the whole.
    let complete = complete.and_then(|from| reader.switch(from)).unwrap_or(false);
    let (Some(from), Some(key)) = (from, key) else {
        return People::default();
    };
    let list = list(reader, from, key);
    // A list on lines of its own would be underlined to its end, so faults point to its key.
    People { complete: complete && !list.is_empty(), list, span: key }
}

fn list(reader: &Reader<'_>, from: Keyed<'_>, key: Span) -> Vec<Person> {
    let Value::List(items) = &from.node.value else {
        let help = "write one person on each line: `- {name: .., age: 34, sex: female}`";
        reader.report(
            fault(&rule::WRONG_SHAPE, reader, key, "this is not a list of people").help(help),
        );
        return Vec::new();
    };
    if items.is_empty() {
        let help = "write one person on each line, or delete `victims`; nobody listed does not mean nobody harmed";
        reader.report(fault(&rule::EMPTY_VALUE, reader, key, "the list is empty").help(help));
    }
    items.iter().filter_map(|item| person(reader, item)).collect()
}

/// One person of the list.
fn person(reader: &Reader<'_>, node: &Node) -> Option<Person> {
    let Value::Map(entries) = &node.value else {
        let help = "write `- {name: ..}`, with what else is known: age, sex, role";
        reader.report(
            fault(&rule::WRONG_SHAPE, reader, node.span, "a person is not a list of keys")
                .help(help),
        );
        return None;
    };
    let keys = Keys { reader, entries };
    keys.check();
    let person = Person {
        name: keys.text("name"),
        names: keys.names(),
        age: keys.parsed("age", Age::parse, "a number of years such as 34, `about 30`, `8 months`, child, adult or elderly; delete the key if nobody knows"),
        sex: keys.word("sex"),
        group: keys.word("group"),
        fate: keys.word("harm").unwrap_or(crate::field::person::Fate::Killed),
        role: keys.printed("role"),
        source: keys.get("source").and_then(|from| reader.id(from)),
        died: keys.get("died").and_then(|from| reader.day(from)).map(|day| day.value),
        note: keys.printed("note"),
        withheld: keys.get("withheld").map(|from| keys.switch(from)),
        span: entries.first().map_or(node.span, |entry| entry.key.span),
    };
    let harm_is_unclear = keys.get("harm").is_some() && keys.word_quietly("harm").is_none();
    // A person to whom an unknown thing happened is counted nowhere.
    if harm_is_unclear {
        return None;
    }
    if entries.is_empty()
        || entries.iter().all(|entry| matches!(entry.key.value.as_str(), "harm" | "withheld"))
    {
        let help = "write at least one of name, age, sex, group and role; a number of people belongs under `casualties`";
        reader.report(
            fault(&rule::EMPTY_VALUE, reader, person.span, "nothing is known of a person")
                .help(help),
        );
        return None;
    }
    if person.withheld == Some(true) {
        entries
            .iter()
            .filter(|it| matches!(it.key.value.as_str(), "name" | "names"))
            .for_each(|it| reader.is_not_printed(it.value.span));
    }
    Some(person)
}

/// The keys of one person.
struct Keys<'n> {
    reader: &'n Reader<'n>,
    entries: &'n [Entry],
}

impl<'n> Keys<'n> {
    fn get(&self, key: &'static str) -> Option<Keyed<'n>> {
        let entry = self.entries.iter().find(|entry| entry.key.value == key)?;
        Some(Keyed { key, node: &entry.value })
    }

    /// Reports keys that are unknown or written twice.
    fn check(&self) {
        for (at, Entry { key, .. }) in self.entries.iter().enumerate() {
            let written = key.value.as_str();
            let Some(known) = KEYS.iter().find(|known| **known == written) else {
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

    fn unknown(&self, key: &Spanned<String>) {
        let word = key.value.to_lowercase();
        let other = OTHERS.iter().find(|(other, _)| *other == word).map(|(_, key)| *key);
        let near = other.or_else(|| nearest(&word, KEYS));
        let found = fault(&rule::UNKNOWN_KEY, self.reader, key.span, "a person has no such key");
        self.reader.report(match near {
            Some(near) => {
                found.label(format!("did you mean `{near}`?")).help(format!("write `{near}`"))
            }
            None => found.label("not a known key").help(format!(
                "the keys here are {}; put a text with a comma or a colon in quotes",
                listing::all(&KEYS)
            )),
        });
    }

    fn scalar(&self, from: Keyed<'n>) -> Option<&'n str> {
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
    fn text(&self, key: &'static str) -> Option<String> {
        let from = self.get(key)?;
        self.scalar(from)?;
        let text = self.reader.name(from)?;
        self.reader.is_not_printed(from.node.span);
        Some(composed(&text.value).into_owned())
    }

    fn printed(&self, key: &'static str) -> Option<String> {
        let from = self.get(key)?;
        self.scalar(from)?;
        self.reader.words(from)
    }

    fn names(&self) -> BTreeMap<String, String> {
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

    fn word<W: Word>(&self, key: &'static str) -> Option<W> {
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

    fn word_quietly(&self, key: &'static str) -> Option<crate::field::person::Fate> {
        match &self.get(key)?.node.value {
            Value::Scalar(scalar) => Word::parse(scalar.text.trim()),
            _ => None,
        }
    }

    fn parsed<T>(
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
    fn switch(&self, from: Keyed<'n>) -> bool {
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

/// A fault in the list. Its message has the opening by which `private` knows that it prints nothing of a person.
fn fault(rule: &'static Rule, reader: &Reader<'_>, span: Span, message: &str) -> Diagnostic {
    rule.at(reader.path, span, format!("{OPENING}{message}"))
}
