//! Explains YAML that cannot be read in an editor's words: the usual mistakes and how to correct them.
//! It does not read YAML; it explains errors of the library.

use std::ops::Range;

use serde_yaml::granit_parser::{ErrorKind, ScanError};

use crate::read::yaml::place::File;
use crate::read::yaml::{comments, misplaced};
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;

/// Explains the library's `error`. `seen` is the last value before it; `open` are the brackets that are not closed.
pub(super) fn explained(
    file: &File<'_>,
    error: &ScanError,
    seen: &Range<usize>,
    open: &[usize],
) -> Diagnostic {
    use ErrorKind::*;
    let at = file.floor(error.marker().byte_offset().unwrap_or(file.yaml.len()));
    match error.kind() {
        UnknownAnchor | MissingAnchorOrAliasName | InvalidTagTerminator | UndeclaredTagHandle => {
            reference(file, file.word_at(at))
        }
        RecursionLimitExceeded => file
            .fault(&rule::BAD_YAML, at..at, "the front matter is nested too deeply")
            .label("too many levels")
            .help("no key needs more than a few levels; look for a stray `[` or `{`"),
        InvalidBlockScalarHeader => block(file, at),
        DirectiveDisallowed => file
            .fault(&rule::BAD_YAML, file.line_from(at), "a line cannot begin with `%`")
            .label("YAML reads this as a directive")
            .help("write `key: value`, or delete the line"),
        UnexpectedCharacter { .. } => character(file, at),
        TabNotAllowed
        | TabInBlockIndentation
        | TabAtBlockScalarStart
        | TabInIndentation
        | TabInPlainScalar => file
            .fault(
                &rule::BAD_YAML,
                file.yaml[..at].rfind('\t').unwrap_or(at)..at,
                "there is a tab where YAML needs spaces",
            )
            .label("this is a tab")
            .help("indent with spaces"),
        kind if quotes(kind).is_none()
            && let Some(fault) =
                comments::explained(file, kind, at, seen, open.first().copied()) =>
        {
            fault
        }
        kind => match (quotes(kind), open.last()) {
            (Some([message, label, help]), _) => {
                let line = file.line_from(at);
                let is_typographic = file.yaml[line.clone()].contains(['“', '”', '„', '‘', '’']);
                let help = match kind {
                    // A word processor turned one of the two marks into another character.
                    UnclosedQuotedScalar
                    | InvalidQuotedScalarIndent
                    | DocumentIndicatorInQuotedScalar
                        if is_typographic =>
                    {
                        "write the straight mark `\"` at both ends; a typographic mark such as `”` closes nothing in YAML"
                    }
                    _ => help,
                };
                file.fault(&rule::BAD_YAML, line, message).label(label).help(help)
            }
            (None, Some(&bracket)) => unclosed(file, bracket),
            (None, None) => misplaced::explained(file, kind, at, seen),
        },
    }
}

/// A document after the first one.
pub(super) fn second_document(file: &File<'_>, at: Range<usize>) -> Diagnostic {
    let message = "the front matter has a second part";
    file.fault(&rule::BAD_YAML, file.line_from(at.start), message)
        .label("it begins here")
        .help("keep one list of keys between the two `---` lines")
}

/// An anchor, an alias or a tag. They put another value in the place of the one that is written.
pub(super) fn reference(file: &File<'_>, at: Range<usize>) -> Diagnostic {
    let (label, help) = match file.yaml[at.start..].chars().next() {
        Some('&') => (
            "YAML reads this as an anchor",
            "put the value in quotes if it begins with `&`; if not, delete the anchor",
        ),
        Some('*') => (
            "YAML reads this as an alias",
            "put the value in quotes if it begins with `*`; if not, write the value itself",
        ),
        _ => (
            "YAML reads this as a tag",
            "put the value in quotes if it begins with `!`; if not, delete the tag",
        ),
    };
    file.fault(&rule::YAML_REFERENCE, at, "anchors, aliases and tags are not allowed")
        .label(label)
        .help(help)
}

/// A list, a mapping or nothing where a key should be.
pub(super) fn not_a_key(file: &File<'_>, at: Range<usize>) -> Diagnostic {
    let message = match at.is_empty() {
        true => "a key is missing before its colon",
        false => "a key must be a single word",
    };
    let end = file.character_at(at.start).end.max(at.end);
    file.fault(&rule::BAD_YAML, at.start..end, message)
        .label("this is not a key")
        .help("write `key: value`, with the key in plain letters")
}

/// `>` and `|` begin a block of text.
fn block(file: &File<'_>, at: usize) -> Diagnostic {
    let line = &file.yaml[file.line_from(at)];
    let written = line.split(" #").next().unwrap_or(line).trim_end();
    let is_count =
        written.trim_start_matches(['>', '|', '=', ' ']).starts_with(|c: char| c.is_numeric());
    let at = at..at + written.len();
    match is_count {
        true => file
            .fault(&rule::COUNT_IN_BLOCK, at, "a count that begins with `>` needs quotes")
            .label("without quotes, it is not read as a number")
            .help(format!("put it in quotes: \"{}\"", written.replace('"', ""))),
        false => file
            .fault(&rule::BAD_YAML, at, "text follows the sign that begins a block")
            .label("without quotes, `>` and `|` begin a block of text in YAML")
            .help("put the value in quotes, or begin the text on the next line"),
    }
}

fn character(file: &File<'_>, at: usize) -> Diagnostic {
    let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    let hidden = file.yaml[at..].char_indices().find(|(_, c)| is_control(*c));
    match hidden {
        // The library gives the place of the value; the character is somewhere in it.
        Some((behind, c)) if !file.yaml[at..at + behind].contains('\n') => file
            .fault(
                &rule::UNPRINTABLE,
                at + behind..at + behind + c.len_utf8(),
                "the front matter contains an invisible character",
            )
            .label(format!("U+{:04X}", u32::from(c)))
            .help("delete it; such characters often come with pasted text"),
        _ => file
            .fault(
                &rule::BAD_YAML,
                file.character_at(at),
                "a value cannot begin with this character",
            )
            .label("it has a special meaning in YAML")
            .help("put the value in quotes"),
    }
}

/// Message, label and help for an error that is about quotes.
fn quotes(kind: &ErrorKind) -> Option<[&'static str; 3]> {
    use ErrorKind::*;
    Some(match kind {
        InvalidTrailingSingleQuotedScalar => [
            "text follows the closing quote",
            "the value ended before this",
            "write an apostrophe inside single quotes twice, or put the value in double quotes",
        ],
        InvalidTrailingDoubleQuotedScalar => [
            "text follows the closing quote",
            "the value ended before this",
            "put the whole value in single quotes: 'what he called \"a mistake\"'",
        ],
        UnclosedQuotedScalar | DocumentIndicatorInQuotedScalar | InvalidQuotedScalarIndent => [
            "a quote is not closed",
            "the value begins here",
            "close it with the same quotation mark; if the mark belongs to the text, use the other kind around the value",
        ],
        UnknownQuotedScalarEscape | InvalidQuotedScalarHexEscape | InvalidUnicodeEscape => [
            "a backslash has a special meaning in double quotes",
            "in this value",
            "put the value in single quotes; there a backslash is a backslash",
        ],
        _ => return None,
    })
}

fn unclosed(file: &File<'_>, bracket: usize) -> Diagnostic {
    let (sign, closing) = match file.yaml[bracket..].starts_with('[') {
        true => ("[", "]"),
        false => ("{", "}"),
    };
    file.fault(&rule::BAD_YAML, bracket..bracket + 1, format!("`{sign}` is not closed correctly"))
        .label("it begins here")
        .help(format!(
            "write `{closing}` at the end. If a text contains a colon, a comma or a bracket, put that text in quotes: \
             `note: \"one: two\"`"
        ))
}
