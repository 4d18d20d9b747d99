//! Slips of colons, dashes and indentation: what stands where it does not belong, outside of quotes and brackets.
//! It goes by the kind of the library's refusal and by what stands around the place.

use std::ops::Range;

use serde_yaml::granit_parser::ErrorKind;

use super::{File, ceil, line_from, said};
use crate::field::excerpt::excerpt;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;

/// What a refusal of this `kind` means `at` a place, after the value that was `seen`.
pub(super) fn slip(
    file: &File<'_>,
    kind: &ErrorKind,
    at: usize,
    seen: &Range<usize>,
) -> Diagnostic {
    let yaml = file.yaml;
    let value = yaml.get(seen.clone()).unwrap_or_default();
    let here = at..ceil(yaml, at + 1);
    let line = written_line(yaml, at);
    let of_value = written_line(yaml, seen.start);
    let swallowed_lines = value.contains('\n');
    let (at, words) = match kind {
        // A line without a colon runs on into the next, whose colon is then one too many.
        ErrorKind::MappingValueNotAllowed if swallowed_lines && of_value.start == seen.start => {
            return not_a_line(file, of_value);
        }
        ErrorKind::MappingValueNotAllowed if swallowed_lines => (
            line,
            [
                "this line is indented as if it went on with the value above",
                "indented too far",
                "begin it where the other keys begin",
            ],
        ),
        ErrorKind::MappingValueNotAllowed => (
            here,
            [
                "a second colon stands in this line",
                "YAML takes what is before it for another key",
                "put the value in quotes: `title: \"Mosul: what is known\"`",
            ],
        ),
        ErrorKind::BlockSequenceEntryNotAllowed => (
            here,
            [
                "a value cannot begin with a dash and a space",
                "YAML takes this for a list",
                "begin the list on the next line, or put the value in quotes",
            ],
        ),
        ErrorKind::ExpectedBlockMappingKey if yaml[line.clone()].starts_with("- ") => (
            line,
            [
                "a list item stands where a key should",
                "no key above it asks for a list",
                "begin every item with `- ` on a line of its own, and write nothing behind the colon of the key",
            ],
        ),
        ErrorKind::ExpectedBlockMappingKey if of_value == line && value.ends_with([']', '}']) => (
            line_from(yaml, at),
            [
                "text follows the closing bracket",
                "the value ended before this",
                "put the whole value in quotes",
            ],
        ),
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedDocumentStart
        | ErrorKind::InvalidIndentation
        | ErrorKind::SimpleKeyExpected
        | ErrorKind::InvalidSimpleKey => return not_a_line(file, line),
        other => {
            let said_by_library = other.to_string();
            let help = "check the quotes, brackets and indentation here";
            let words = ["the front matter is not valid YAML", said_by_library.as_str(), help];
            return said(file, &rule::BAD_YAML, here, words);
        }
    };
    said(file, &rule::BAD_YAML, at, words)
}

/// A line that is neither `key: value` nor part of something else.
fn not_a_line(file: &File<'_>, line: Range<usize>) -> Diagnostic {
    let written = &file.yaml[line.clone()];
    let (message, label, help) = match written.split_once(':') {
        Some((key, value)) if is_word(key) && !value.starts_with([' ', '\t']) => (
            "a colon has no space behind it",
            "YAML takes this for a text",
            format!("write `{key}: {}`", excerpt(value)),
        ),
        Some(_) => (
            "a line is indented like no other",
            "neither a key nor part of the value above",
            "begin all keys that belong together in the same column".to_owned(),
        ),
        None => (
            "a line has no key",
            "no colon with a space behind it",
            "write `key: value`".to_owned(),
        ),
    };
    said(file, &rule::BAD_YAML, line, [message, label, &help])
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '_')
}

/// The line that a place is on, without its indentation.
fn written_line(yaml: &str, at: usize) -> Range<usize> {
    let start = yaml[..at].rfind('\n').map_or(0, |end| end + 1);
    let line = line_from(yaml, start);
    let written = &yaml[line.clone()];
    line.start + (written.len() - written.trim_start().len())..line.end
}
