//! Reads TOML into the same tree of nodes as front matter, so that the same code reads settings.
//! It does not know which settings there are.

use ::toml::de::{DeTable, DeValue};

use crate::read::node::{Entry, Node, Scalar, Style, Value};
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::{Span, Spanned};

/// Reads the TOML file `text` at `path`.
pub fn parse(path: &SourcePath, text: &str) -> Result<Node, Diagnostic> {
    let table = DeTable::parse(text).map_err(|error| {
        let span = error.span().map(Span::of).unwrap_or_default();
        rule::BAD_SETTING
            .at(path, span, "the file is not valid TOML")
            .label(error.message().to_owned())
            .help(match error.message() {
                "duplicate key" => "keep the one that is right",
                _ => "write `key = \"value\"`; text needs quotes",
            })
    })?;
    let span = Span::of(0..text.len());
    Ok(Node { span, value: map(text, table.get_ref()) })
}

fn map(text: &str, table: &DeTable<'_>) -> Value {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry {
            key: Spanned::new(key.get_ref().to_string(), Span::of(key.span())),
            value: node(text, value),
        })
        .collect();
    entries.sort_by_key(|entry| entry.key.span);
    Value::Map(entries)
}

fn node(text: &str, value: &::toml::Spanned<DeValue<'_>>) -> Node {
    let span = Span::of(value.span());
    let value = match value.get_ref() {
        DeValue::Table(table) => map(text, table),
        DeValue::Array(items) => Value::List(items.iter().map(|item| node(text, item)).collect()),
        DeValue::String(string) => {
            // In TOML every text is in quotes, so no comment can cut one off.
            let (text, comment) = (string.to_string(), None);
            Value::Scalar(Scalar { text, style: Style::Quoted, comment })
        }
        DeValue::Boolean(_) | DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_) => {
            let raw = text.get(span.range()).unwrap_or_default().trim();
            Value::Scalar(Scalar { text: raw.to_owned(), style: Style::Plain, comment: None })
        }
    };
    Node { span, value }
}
