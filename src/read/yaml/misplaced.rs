//! Explains wrong colons, dashes and indentation outside quotes and brackets.
//! It does not read YAML; it looks at the kind of the library's error and at the text around its place.

use std::ops::Range;

use serde_yaml::granit_parser::ErrorKind;

use crate::field::excerpt::excerpt;
use crate::read::yaml::brackets;
use crate::read::yaml::place::File;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;

/// Explains an error of this `kind` `at` a place. `seen` is the last value before it.
pub(super) fn explained(
    file: &File<'_>,
    kind: &ErrorKind,
    at: usize,
    seen: &Range<usize>,
) -> Diagnostic {
    let value = file.yaml.get(seen.clone()).unwrap_or_default();
    let here = file.character_at(at);
    let line = file.line_of(at);
    let entry = file.entry_of(at);
    let entry_of_value = file.entry_of(seen.start);
    let spans_lines = value.contains('\n');
    let fault = |at, [message, label, help]: [&'static str; 3]| {
        file.fault(&rule::BAD_YAML, at, message).label(label).help(help)
    };
    match kind {
        // A line without a colon continues on the next line, whose colon is then one too many.
        ErrorKind::MappingValueNotAllowed if spans_lines && entry_of_value.start == seen.start => {
            not_a_line(file, entry_of_value)
        }
        ErrorKind::MappingValueNotAllowed if spans_lines => fault(
            line,
            [
                "this line is indented like a part of the value above",
                "indented too far",
                "begin it in the same column as the keys or items that it belongs to",
            ],
        ),
        ErrorKind::MappingValueNotAllowed => second_colon(file, here, entry),
        ErrorKind::InvalidFlowScalarIndent | ErrorKind::InvalidBlockScalarIndent => fault(
            line,
            [
                "this line is indented too little",
                "the value above it goes on here",
                "indent it further than the key of the value",
            ],
        ),
        ErrorKind::CommentNotSeparated => fault(
            here,
            [
                "there is no space before a `#`",
                "YAML reads it neither as text nor as a comment",
                "write a space before a comment; put a text with `#` in quotes",
            ],
        ),
        ErrorKind::BlockSequenceEntryNotAllowed => fault(
            here,
            [
                "a value cannot begin with a dash and a space",
                "YAML reads this as a list",
                "begin the list on the next line, or put the value in quotes",
            ],
        ),
        ErrorKind::ExpectedBlockMappingKey if file.yaml[line.clone()].starts_with("- ") => {
            let words = item(file, line.start);
            fault(line, words)
        }
        ErrorKind::ExpectedBlockMappingKey
            if file.line_of(seen.start) == line && value.ends_with([']', '}']) =>
        {
            brackets::text_behind(file, at)
        }
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::ExpectedDocumentStart
        | ErrorKind::InvalidIndentation
        | ErrorKind::SimpleKeyExpected
        | ErrorKind::InvalidSimpleKey => not_a_line(file, entry),
        other => file
            .fault(&rule::BAD_YAML, here, "the front matter is not valid YAML")
            .label(other.to_string())
            .help("check the quotes, brackets and indentation here"),
    }
}

/// Message, label and help for an item, whose line begins at a place, where a key should be.
fn item(file: &File<'_>, at: usize) -> [&'static str; 3] {
    match is_in_list(file, at) {
        true => [
            "this item is indented like no other of its list",
            "it begins in another column than the item above",
            "begin all items of a list in the same column",
        ],
        false => [
            "there is a list item where a key should be",
            "no key above it begins a list",
            "begin every item with `- ` on a line of its own, and write nothing after the colon of the key",
        ],
    }
}

/// Whether the item whose line begins at a place follows another one with nothing but that one's lines between them.
fn is_in_list(file: &File<'_>, at: usize) -> bool {
    let start = file.yaml[..at].rfind('\n').map_or(0, |end| end + 1);
    let mut least = usize::MAX;
    for line in file.yaml[..start].lines().rev().filter(|line| !line.trim().is_empty()) {
        let written = line.trim_start();
        let indent = line.len() - written.len();
        if indent < least && written.starts_with("- ") {
            return true;
        }
        least = least.min(indent);
        if least == 0 {
            return false;
        }
    }
    false
}

/// A text with a colon and a space in it. `at` is the colon.
fn second_colon(file: &File<'_>, at: Range<usize>, entry: Range<usize>) -> Diagnostic {
    let written = &file.yaml[entry.clone()];
    if written.ends_with(['}', ']']) && !written.contains(['{', '[']) {
        return brackets::stray(file, entry.end - 1);
    }
    let quoted = match file.quotable(entry).and_then(|entry| entry.split_once(": ")) {
        Some((key, text)) if !text.contains(['"', '\\']) => {
            format!("{}: \"{}\"", excerpt(key), excerpt(text))
        }
        _ => "title: \"Mosul: what is known\"".to_owned(),
    };
    file.fault(&rule::BAD_YAML, at, "a text with a colon and a space needs quotes")
        .label("YAML reads the text before it as another key")
        .help(format!("put the text in quotes: `{quoted}`"))
}

/// A line that is neither `key: value` nor a part of something else.
fn not_a_line(file: &File<'_>, line: Range<usize>) -> Diagnostic {
    if let Some(fault) = no_space(file, line.clone()) {
        return fault;
    }
    let [message, label, help] = match file.yaml[line.clone()].contains(':') {
        true => [
            "this line is indented like no other",
            "neither a key nor part of the value above",
            "begin all keys and items that belong together in the same column",
        ],
        false => [
            "this line has no key",
            "there is no colon with a space after it",
            "write `key: value`",
        ],
    };
    file.fault(&rule::BAD_YAML, line, message).label(label).help(help)
}

/// The fault of a text `at` a range that is a key and a value without a space between them.
pub(super) fn no_space(file: &File<'_>, at: Range<usize>) -> Option<Diagnostic> {
    let (key, value) = file.yaml[at.clone()].split_once(':')?;
    // An address begins like a key.
    if !is_word(key)
        || value.is_empty()
        || value.starts_with([' ', '\t'])
        || value.starts_with("//")
    {
        return None;
    }
    let right = match file.quotable(at.clone()) {
        Some(_) => format!("{key}: {}", excerpt(value)),
        None => "key: value".to_owned(),
    };
    let fault = file
        .fault(&rule::BAD_YAML, at, "there is no space after a colon")
        .label("YAML reads this as text")
        .help(format!("write `{right}`, with a space after the colon"));
    Some(fault)
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '_')
}
