//! Reads `victims`: the people of a report, one by one. Its messages print nothing of what is written there, because a name
//! may be withheld. It does not know whose names are.

mod keys;

use crate::field::person::age::Age;
use crate::field::person::{Fate, People, Person};
use crate::read::fields::Fields;
use crate::read::node::{Keyed, Node, Value};
use crate::read::reader::Reader;
use crate::read::victims::keys::Keys;
use crate::text::diagnostic::{Diagnostic, Rule};
use crate::text::private::OPENING;
use crate::text::rule;
use crate::text::span::Span;

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
        fate: keys.word("harm").unwrap_or(Fate::Killed),
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

/// A fault in the list. Its message has the opening by which `private` knows that it prints nothing of a person.
fn fault(rule: &'static Rule, reader: &Reader<'_>, span: Span, message: &str) -> Diagnostic {
    rule.at(reader.path, span, format!("{OPENING}{message}"))
}
