//! The values of a map, read from its TOML.
//! It does not know rows; what a value makes of one is `row`'s.

use std::collections::BTreeMap;

use crate::field::excerpt::excerpt;
use crate::import::template::{Part, Template};
use crate::import::value::{Condition, Form, OutOfOrder, Split, Text, Value, Words};
use crate::read::fields::Fields;
use crate::read::node::{Entry, Node, Value as Written};
use crate::read::reader::Reader;
use crate::text::rule;
use crate::text::span::Span;

/// A table that holds one of these says how a value is made; any other is a mapping that is written as it is.
const WAYS: [&str; 8] =
    ["value", "first", "join", "split", "range", "words", "when", "out_of_order"];

/// Reads the value `node` of the key `name`.
pub(super) fn value(reader: &mut Reader<'_>, node: &Node, name: &str) -> Option<Value> {
    let plain = |form| Some(Value { span: node.span, when: Vec::new(), form });
    match &node.value {
        Written::Scalar(_) => {
            let template = template(reader, node, name)?;
            plain(Form::Text(Text { template, drop_end: None, words: None }))
        }
        Written::List(items) => {
            let values = items.iter().filter_map(|item| value(reader, item, name));
            plain(Form::List(values.collect()))
        }
        Written::Map(entries) => {
            if entries.iter().any(|entry| WAYS.contains(&entry.key.value.as_str())) {
                return way(reader, node, name);
            }
            let entries = entries.iter().filter_map(|entry| {
                let value = value(reader, &entry.value, &entry.key.value)?;
                Some((entry.key.clone(), value))
            });
            plain(Form::Map(entries.collect()))
        }
    }
}

/// Reads a value that has to be a text, such as a part of one.
pub(super) fn text(reader: &mut Reader<'_>, node: &Node, name: &str) -> Option<Value> {
    let value = value(reader, node, name)?;
    if !value.is_text() {
        reader.wrong_shape(node, name, "a text, or a table that makes one");
        return None;
    }
    Some(value)
}

/// Text with `{column}` in it.
pub(super) fn template(reader: &mut Reader<'_>, node: &Node, name: &str) -> Option<Template> {
    let text = literal(reader, node, name)?;
    template_of(reader, &text, node.span)
}

/// The template that is written as `text` at `span`.
pub(super) fn template_of(reader: &mut Reader<'_>, text: &str, span: Span) -> Option<Template> {
    let template = Template::parse(text, span);
    if template.is_none() {
        reader.fault(
            &rule::BAD_SETTING,
            span,
            format!("`{}` has a brace without its other", excerpt(text)),
            "a column stands between braces",
            "write `{column}`; a brace that is meant as one is doubled: `{{` and `}}`",
        );
    }
    template
}

/// `{column = "1"}` or `{column = ["1", "2"]}`, all of which have to be so.
pub(super) fn conditions(
    reader: &mut Reader<'_>,
    node: Option<&Node>,
    name: &str,
) -> Vec<Condition> {
    let Some(node) = node else { return Vec::new() };
    let Written::Map(entries) = &node.value else {
        reader.wrong_shape(
            node,
            name,
            "a column and what it may hold: `{column = [\"1\", \"2\"]}`",
        );
        return Vec::new();
    };
    let condition = |entry: &Entry| {
        let among = match &entry.value.value {
            Written::List(items) => {
                items.iter().filter_map(|item| literal(reader, item, name)).collect()
            }
            Written::Scalar(_) | Written::Map(_) => {
                literal(reader, &entry.value, name).into_iter().collect()
            }
        };
        Condition { column: entry.key.clone(), among }
    };
    entries.iter().map(condition).collect()
}

/// A single value as written; it may be empty.
pub(super) fn literal(reader: &mut Reader<'_>, node: &Node, name: &str) -> Option<String> {
    match &node.value {
        Written::Scalar(scalar) => Some(scalar.text.clone()),
        Written::List(_) | Written::Map(_) => {
            reader.wrong_shape(node, name, "a text in quotes");
            None
        }
    }
}

/// A table that says how a value is made.
fn way(reader: &mut Reader<'_>, node: &Node, name: &str) -> Option<Value> {
    let mut fields = reader.fields(node, name)?;
    let when = conditions(reader, fields.take("when"), "when");
    let form = form(reader, &mut fields, name);
    reader.finish(fields, &format!("the table of `{name}`"));
    Some(Value { span: node.span, when, form: form? })
}

fn form(reader: &mut Reader<'_>, fields: &mut Fields<'_>, name: &str) -> Option<Form> {
    if let Some(node) = fields.take("first") {
        return several(reader, node, "first", |r, item| value(r, item, name)).map(Form::First);
    }
    if let Some(node) = fields.take("join") {
        let with = fields.take("with").and_then(|node| literal(reader, node, "with"));
        let parts = several(reader, node, "join", |r, item| text(r, item, "join"))?;
        return Some(Form::Join { parts, with: with.unwrap_or_else(|| " ".to_owned()) });
    }
    if let Some(node) = fields.take("split") {
        return split(reader, fields, node, name);
    }
    if let Some(node) = fields.take("range") {
        let out_of_order = reader.word(fields.take("out_of_order"), "out_of_order");
        let figures = several(reader, node, "range", |r, item| text(r, item, "range"))?;
        let out_of_order = out_of_order.unwrap_or(OutOfOrder::Refuse);
        return Some(Form::Range { figures, out_of_order });
    }
    let Some(node) = fields.take("value") else {
        let which = "what is written";
        reader.missing(fields.span, &format!("the table of `{name}`"), "value", which);
        return None;
    };
    let drop_end = fields.take("drop_end").and_then(|node| literal(reader, node, "drop_end"));
    let words = words(reader, fields);
    if drop_end.is_none() && words.is_none() {
        return value(reader, node, name).map(|value| Form::First(vec![value]));
    }
    let template = template(reader, node, name)?;
    Some(Form::Text(Text { template, drop_end, words }))
}

/// The values of a list that chooses among them or puts them together; an empty one would never say anything.
fn several(
    reader: &mut Reader<'_>,
    node: &Node,
    name: &str,
    read: impl FnMut(&mut Reader<'_>, &Node) -> Option<Value>,
) -> Option<Vec<Value>> {
    let values = reader.each(Some(node), name, read);
    if matches!(&node.value, Written::List(items) if items.is_empty()) {
        reader.fault(
            &rule::EMPTY_VALUE,
            node.span,
            format!("`{name}` names nothing"),
            "the list is empty",
            format!("write `{name} = [\"{{column}}\", \"{{another}}\"]`, or take it out"),
        );
        return None;
    }
    Some(values)
}

fn words(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Option<Words> {
    let node = fields.take("words")?;
    let default = fields.take("default").and_then(|node| literal(reader, node, "default"));
    let Written::Map(entries) = &node.value else {
        reader.wrong_shape(node, "words", "a word for each text: `{\"1\" = \"exact\"}`");
        return None;
    };
    let mut by_text = BTreeMap::new();
    for entry in entries {
        let word = literal(reader, &entry.value, "words")?;
        by_text.insert(entry.key.value.clone(), word);
    }
    Some(Words { by_text, default })
}

fn split(
    reader: &mut Reader<'_>,
    fields: &mut Fields<'_>,
    node: &Node,
    name: &str,
) -> Option<Form> {
    let of = template(reader, node, "split");
    let at = fields.take("at").and_then(|node| literal(reader, node, "at"));
    let trim = fields.take("trim").and_then(|node| literal(reader, node, "trim"));
    let each = match fields.take("each") {
        Some(node) => value(reader, node, name)?,
        None => piece(node),
    };
    let Some(at) = at.filter(|at| !at.is_empty()) else {
        let which = "what stands between the pieces";
        reader.missing(fields.span, "`split`", "at", which);
        return None;
    };
    Some(Form::Split(Box::new(Split { of: of?, at, trim: trim.unwrap_or_default(), each })))
}

/// The piece itself.
fn piece(node: &Node) -> Value {
    let template = Template { parts: vec![Part::Piece], span: node.span };
    let form = Form::Text(Text { template, drop_end: None, words: None });
    Value { span: node.span, when: Vec::new(), form }
}
