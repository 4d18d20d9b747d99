//! Explains mistakes with brackets: commas, colons and closing signs that are missing or too many, and texts that need quotes there.
//! It does not read YAML; it looks at the kind of the library's error and at the text around its place.

use std::ops::Range;

use serde_yaml::granit_parser::ErrorKind;

use crate::read::yaml::place::File;
use crate::read::yaml::unclosed::closing;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;

/// Signs that stand for a comma elsewhere.
const COMMAS: [char; 5] = [';', '،', '؛', '，', '、'];

/// Explains an error of this `kind` `at` a place, if it is about brackets. `seen` is the last value before it.
pub(super) fn explained(
    file: &File<'_>,
    kind: &ErrorKind,
    at: usize,
    seen: &Range<usize>,
) -> Option<Diagnostic> {
    use ErrorKind::*;
    Some(match (kind, file.yaml[at..].chars().next()) {
        (
            ExpectedFlowMappingSeparator
            | ExpectedFlowSequenceSeparator
            | UnexpectedEofImplicitFlowMapping,
            Some(':'),
        ) => second_colon(file, at, seen),
        (ExpectedFlowMappingSeparator | ExpectedFlowSequenceSeparator, _) => file
            .fault(&rule::BAD_YAML, file.line_from(at), "a comma is missing before this")
            .label("the value ended before this")
            .help("write a comma before the next key or entry; if this is part of the text before it, put the whole text in quotes"),
        (_, Some(',')) => file
            .fault(&rule::BAD_YAML, at..at + 1, "there is a comma with nothing before it")
            .label("no value ends here")
            .help("delete it; if it belongs to a text, put that text in quotes"),
        (InvalidColonPlacement, _) => file
            .fault(&rule::BAD_YAML, file.character_at(at), "a colon is on another line than its key")
            .label("YAML takes no line break before it")
            .help("write the key and its colon on one line: `key: value`"),
        (FlowMappingValueAdjacentCollection, _) => file
            .fault(&rule::BAD_YAML, file.character_at(at), "there is no space after a colon")
            .label("YAML needs one before a bracket")
            .help("write a space after the colon: `key: {..}`"),
        (UnclosedFlowCollection { open }, _) => unclosed(file, at, *open, None),
        (MismatchedFlowCollectionEnd { open, close }, _) => {
            unclosed(file, at, *open, Some(*close))
        }
        (MisplacedFlowCollectionEnd, _) => stray(file, at),
        (BlockEntryInFlowCollection, _) => file
            .fault(&rule::BAD_YAML, at..at + 1, "a value in brackets cannot begin with a dash and a space")
            .label("YAML reads this as a list")
            .help("delete the dash, or put the text in quotes; a list in brackets is `[one, two]`"),
        _ => return None,
    })
}

/// A bracket that is not closed, or closed by one of another kind.
pub(super) fn unclosed(
    file: &File<'_>,
    at: usize,
    sign: char,
    closed_by: Option<char>,
) -> Diagnostic {
    let closing = closing(sign);
    let help = match closed_by {
        Some(other) => format!("write `{closing}` in place of `{other}`"),
        None => format!("write `{closing}` at its end"),
    };
    file.fault(&rule::BAD_YAML, at..at + 1, &format!("`{sign}` is not closed"))
        .label("it begins here")
        .help(format!("{help}; if `{sign}` belongs to a text, put that text in quotes"))
}

/// A closing bracket `at` a place that no bracket opens.
pub(super) fn stray(file: &File<'_>, at: usize) -> Diagnostic {
    let (sign, opening) = match file.yaml[at..].starts_with(']') {
        true => (']', '['),
        false => ('}', '{'),
    };
    file.fault(&rule::BAD_YAML, at..at + 1, &format!("`{sign}` closes nothing"))
        .label(format!("no `{opening}` is open here"))
        .help(format!(
            "write `{opening}` where the values begin, or delete `{sign}`; if it belongs to a text, put that text in quotes"
        ))
}

/// A text `at` a place behind a closing bracket.
pub(super) fn text_behind(file: &File<'_>, at: usize) -> Diagnostic {
    file.fault(&rule::BAD_YAML, file.line_from(at), "text follows the closing bracket")
        .label("the value ended before this")
        .help("put the whole value in quotes")
}

/// A colon inside braces, in what should be a value.
fn second_colon(file: &File<'_>, at: usize, seen: &Range<usize>) -> Diagnostic {
    let value = file.yaml.get(seen.clone()).unwrap_or_default();
    if let Some((before, comma)) = value.char_indices().find(|(_, c)| COMMAS.contains(c)) {
        let start = seen.start + before;
        let end = start + comma.len_utf8();
        return file
            .fault(&rule::BAD_YAML, start..end, "this sign does not end a value")
            .label("YAML reads it as part of the text")
            .help("write the comma `,` between two keys; if the sign belongs to a text, put that text in quotes");
    }
    file.fault(&rule::BAD_YAML, at..at + 1, "there is a second colon where a comma is expected")
        .label("the text before it is the value of a key already")
        .help("write a comma between two keys; put a text with a colon in quotes: `note: \"one: two\"`")
}
