//! Explains wrong colons, dashes and indentation outside quotes and brackets.
//! It does not read YAML; it looks at the kind of the library's error and at the text around its place.

use std::ops::Range;

use serde_yaml::granit_parser::ErrorKind;

use crate::field::excerpt::excerpt;
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
    let line_of_value = file.line_of(seen.start);
    let spans_lines = value.contains('\n');
    let (at, [message, label, help]) = match kind {
        // A line without a colon continues on the next line, whose colon is then one too many.
        ErrorKind::MappingValueNotAllowed if spans_lines && line_of_value.start == seen.start => {
            return not_a_line(file, line_of_value);
        }
        ErrorKind::MappingValueNotAllowed if spans_lines => (
            line,
            [
                "this line is indented like a part of the value above",
                "indented too far",
                "begin it in the same column as the other keys",
            ],
        ),
        ErrorKind::MappingValueNotAllowed => return second_colon(file, here, line),
        ErrorKind::BlockSequenceEntryNotAllowed => (
            here,
            [
                "a value cannot begin with a dash and a space",
                "YAML reads this as a list",
                "begin the list on the next line, or put the value in quotes",
            ],
        ),
        ErrorKind::ExpectedBlockMappingKey if file.yaml[line.clone()].starts_with("- ") => (
            line,
            [
                "there is a list item where a key should be",
                "no key above it begins a list",
                "begin every item with `- ` on a line of its own, and write nothing after the colon of the key",
            ],
        ),
        ErrorKind::ExpectedBlockMappingKey
            if line_of_value == line && value.ends_with([']', '}']) =>
        {
            (
                file.line_from(at),
                [
                    "text follows the closing bracket",
                    "the value ended before this",
                    "put the whole value in quotes",
                ],
            )
        }
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedDocumentStart
        | ErrorKind::InvalidIndentation
        | ErrorKind::SimpleKeyExpected
        | ErrorKind::InvalidSimpleKey => return not_a_line(file, line),
        other => {
            return file
                .fault(&rule::BAD_YAML, here, "the front matter is not valid YAML")
                .label(other.to_string())
                .help("check the quotes, brackets and indentation here");
        }
    };
    file.fault(&rule::BAD_YAML, at, message).label(label).help(help)
}

/// A text with a colon and a space in it. `at` is the colon.
fn second_colon(file: &File<'_>, at: Range<usize>, line: Range<usize>) -> Diagnostic {
    let quoted = match file.yaml[line].split_once(": ") {
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
    let (message, label, help) = match file.yaml[line.clone()].split_once(':') {
        Some((key, value)) if is_word(key) && !value.starts_with([' ', '\t']) => (
            "there is no space after a colon",
            "YAML reads this as text",
            format!("write `{key}: {}`", excerpt(value)),
        ),
        Some(_) => (
            "this line is indented like no other",
            "neither a key nor part of the value above",
            "begin all keys that belong together in the same column".to_owned(),
        ),
        None => (
            "this line has no key",
            "there is no colon with a space after it",
            "write `key: value`".to_owned(),
        ),
    };
    file.fault(&rule::BAD_YAML, line, message).label(label).help(help)
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '_')
}
