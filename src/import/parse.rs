//! Parses the values of a map from its TOML.
//! It does not know rows; `evaluator` makes the value for a row.

use std::collections::BTreeMap;

use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::field::excerpt::excerpt;
use crate::import::date_format::{DateFormat, Zone, cell};
use crate::import::template::{Part, Template};
use crate::import::value::{Condition, Form, OutOfOrder, Split, Text, Value, Words};
use crate::read::fields::Fields;
use crate::read::node::{Entry, Keyed, Value as Written};
use crate::read::reader::Reader;
use crate::text::rule;
use crate::text::span::Span;

/// Keys of a table that says how a value is made. A table with none of them is a mapping, which is written as it is.
const KEYS: [&str; 9] =
    ["value", "first", "join", "split", "range", "words", "when", "out_of_order", "date_format"];

/// Any value.
pub(super) fn value<'n>(reader: &'n Reader<'n>, from: Keyed<'n>) -> Option<Value> {
    let form = match &from.node.value {
        Written::Scalar(_) => Form::Text(Text {
            template: template(reader, from)?,
            drop_end: None,
            words: None,
            dates: Vec::new(),
        }),
        Written::List(_) => Form::List(reader.each(from, |_, item| value(reader, item))),
        Written::Map(entries) => {
            if entries.iter().any(|entry| KEYS.contains(&entry.key.value.as_str())) {
                return table(reader, from);
            }
            let entries = entries.iter().filter_map(|entry| {
                let from = Keyed { key: &entry.key.value, node: &entry.value };
                Some((entry.key.clone(), value(reader, from)?))
            });
            Form::Map(entries.collect())
        }
    };
    Some(Value { span: from.node.span, when: Vec::new(), form })
}

/// A value that makes a text.
pub(super) fn text<'n>(reader: &'n Reader<'n>, from: Keyed<'n>) -> Option<Value> {
    let value = value(reader, from)?;
    if !value.is_text() {
        reader.wrong_shape(from, "a text, or a table that makes one");
        return None;
    }
    Some(value)
}

/// Text with `{column}` in it.
pub(super) fn template(reader: &Reader<'_>, from: Keyed<'_>) -> Option<Template> {
    template_of(reader, &literal(reader, from)?, from.node.span)
}

/// The template that is written as `text` at `span`.
pub(super) fn template_of(reader: &Reader<'_>, text: &str, span: Span) -> Option<Template> {
    let template = Template::parse(text, span);
    if template.is_none() {
        let message = format!("`{}` has a brace without its partner", excerpt(text));
        reader.report(
            rule::BAD_SETTING
                .at(reader.path, span, message)
                .label("the name of a column belongs between two braces")
                .help("write `{column}`; for a brace in the text write two: `{{` and `}}`"),
        );
    }
    template
}

/// `{column = "1"}` or `{column = ["1", "2"]}`; all of them must hold.
pub(super) fn conditions(reader: &Reader<'_>, from: Keyed<'_>) -> Option<Vec<Condition>> {
    let Written::Map(entries) = &from.node.value else {
        reader.wrong_shape(from, "a column and the texts it may have: `{column = [\"1\", \"2\"]}`");
        return None;
    };
    let condition = |entry: &Entry| {
        let cell = Keyed { key: from.key, node: &entry.value };
        let among = match &entry.value.value {
            Written::List(_) => reader.each(cell, literal),
            Written::Scalar(_) | Written::Map(_) => literal(reader, cell).into_iter().collect(),
        };
        Condition { column: entry.key.clone(), among }
    };
    Some(entries.iter().map(condition).collect())
}

/// A single value as written; it may be empty.
pub(super) fn literal(reader: &Reader<'_>, from: Keyed<'_>) -> Option<String> {
    match &from.node.value {
        Written::Scalar(scalar) => Some(scalar.text.clone()),
        Written::List(_) | Written::Map(_) => {
            reader.wrong_shape(from, "a text in quotes");
            None
        }
    }
}

/// A table that says how a value is made.
fn table<'n>(reader: &'n Reader<'n>, from: Keyed<'n>) -> Option<Value> {
    let mut fields = Fields::new(reader, from, format!("the table of `{}`", from.key))?;
    let when = fields.read("when", conditions).unwrap_or_default();
    let form = form(&mut fields, from.key);
    fields.finish();
    Some(Value { span: from.node.span, when, form: form? })
}

/// How the value of `key` is made.
fn form<'n>(fields: &mut Fields<'n>, key: &'n str) -> Option<Form> {
    if let Some(list) = fields.take("first") {
        return several(fields.reader, list, value).map(Form::First);
    }
    if let Some(list) = fields.take("join") {
        let with = fields.read("with", literal);
        let parts = several(fields.reader, list, text)?;
        return Some(Form::Join { parts, with: with.unwrap_or_else(|| " ".to_owned()) });
    }
    if let Some(cell) = fields.take("split") {
        return split(fields, cell, key);
    }
    if let Some(list) = fields.take("range") {
        let out_of_order = fields.read("out_of_order", Reader::word);
        let figures = several(fields.reader, list, text)?;
        let out_of_order = out_of_order.unwrap_or(OutOfOrder::Refuse);
        return Some(Form::Range { figures, out_of_order });
    }
    let written = fields.required("value", "what is written", |_, from| Some(from))?;
    let written = Keyed { key, ..written };
    let drop_end = fields.read("drop_end", literal);
    let words = words(fields);
    let dates = dates(fields)?;
    if drop_end.is_none() && words.is_none() && dates.is_empty() {
        return value(fields.reader, written).map(|value| Form::First(vec![value]));
    }
    Some(Form::Text(Text { template: template(fields.reader, written)?, drop_end, words, dates }))
}

/// The values of a list from which one is chosen, or which are joined. An empty list is reported.
fn several<'n>(
    reader: &'n Reader<'n>,
    list: Keyed<'n>,
    read: impl Fn(&'n Reader<'n>, Keyed<'n>) -> Option<Value>,
) -> Option<Vec<Value>> {
    let values = reader.each(list, |_, item| read(reader, item));
    if !list.node.is_empty_list() {
        return Some(values);
    }
    let key = list.key;
    reader.report(
        rule::EMPTY_VALUE
            .at(reader.path, list.node.span, format!("`{key}` names nothing"))
            .label("the list is empty")
            .help(format!("write `{key} = [\"{{column}}\", \"{{another}}\"]`, or delete it")),
    );
    None
}

/// `date_format = "DD/MM/YYYY"`, or a list of them; `zone` is that of their times. None if one of them cannot be read.
fn dates(fields: &mut Fields<'_>) -> Option<Vec<DateFormat>> {
    let reader = fields.reader;
    let written = fields.take("date_format");
    let zone = match fields.take("zone") {
        None => Zone::NotSaid,
        Some(from) if written.is_none() => {
            reader.report(
                rule::NOT_ALONE
                    .at(reader.path, from.node.span, "`zone` is used without `date_format`")
                    .label("the zone of which times?")
                    .help("add `date_format`, or delete `zone`"),
            );
            return None;
        }
        Some(from) => zone(reader, from)?,
    };
    let Some(from) = written else { return Some(Vec::new()) };
    let patterns = match &from.node.value {
        Written::List(_) => {
            reader.each(from, |reader, item| Some((literal(reader, item)?, item.node.span)))
        }
        Written::Scalar(_) | Written::Map(_) => vec![(literal(reader, from)?, from.node.span)],
    };
    let pattern = |(text, span): (String, Span)| {
        let refused = |lacks: String| {
            reader.report(
                rule::BAD_SETTING
                    .at(reader.path, span, format!("`date_format` cannot be read: {lacks}"))
                    .label("not a way to write days")
                    .help(
                        "write it as in `DD/MM/YYYY`, `MM/DD/YY` or `D MMM YYYY`; a time is `HH:mm`, `h:mm AM` or `HH:mm:ssZ`",
                    ),
            );
        };
        DateFormat::parse(&text, zone.clone()).map_err(refused).ok()
    };
    patterns.into_iter().map(pattern).collect()
}

/// `"Asia/Baghdad"`, `"+03:00"`, or `"none"`.
fn zone(reader: &Reader<'_>, from: Keyed<'_>) -> Option<Zone> {
    let text = literal(reader, from)?;
    if text == "none" {
        return Some(Zone::None);
    }
    let named = TimeZoneDatabase::bundled().get(&text).ok();
    let offset = || {
        let (offset, rest) = cell::offset(&text)?;
        rest.is_empty().then(|| TimeZone::fixed(offset))
    };
    let zone = named.or_else(offset);
    if zone.is_none() {
        reader.report(
            rule::BAD_SETTING
                .at(reader.path, from.node.span, format!("there is no time zone `{}`", excerpt(&text)))
                .label("not a zone, an offset or `none`")
                .help("write `zone = \"Asia/Baghdad\"`, `zone = \"+03:00\"`, or `zone = \"none\"` if only the day matters"),
        );
    }
    zone.map(Zone::Known)
}

fn words(fields: &mut Fields<'_>) -> Option<Words> {
    let from = fields.take("words")?;
    let default = fields.read("default", literal);
    let Written::Map(entries) = &from.node.value else {
        fields.reader.wrong_shape(from, "a word for each text: `{\"1\" = \"exact\"}`");
        return None;
    };
    let mut by_text = BTreeMap::new();
    for entry in entries {
        let word = literal(fields.reader, Keyed { key: from.key, node: &entry.value })?;
        by_text.insert(entry.key.value.clone(), word);
    }
    Some(Words { by_text, default })
}

fn split<'n>(fields: &mut Fields<'n>, cell: Keyed<'n>, key: &'n str) -> Option<Form> {
    let of = template(fields.reader, cell);
    let at = fields.read("at", literal).filter(|at| !at.is_empty());
    let trim = fields.read("trim", literal).unwrap_or_default();
    let each = match fields.take("each") {
        Some(each) => value(fields.reader, Keyed { key, ..each })?,
        None => piece(cell.node.span),
    };
    if at.is_none() {
        fields.reader.missing(fields.span, "`split`", "at", "what separates the pieces");
    }
    Some(Form::Split(Box::new(Split { of: of?, at: at?, trim, each })))
}

/// The value that is the piece itself.
fn piece(span: Span) -> Value {
    let template = Template { parts: vec![Part::Piece], span };
    let form = Form::Text(Text { template, drop_end: None, words: None, dates: Vec::new() });
    Value { span, when: Vec::new(), form }
}
