//! What is wrong with YAML that cannot be read, in an editor's words: the usual slips and their remedies.
//! It does not read; it is asked about what the library refused.

mod misplaced;

use std::ops::Range;

use serde_yaml::granit_parser::{ErrorKind, ScanError};

use super::File;
use crate::text::diagnostic::{Diagnostic, Rule};
use crate::text::rule;

/// What the library's `error` means, after it had read what was `seen` and while the brackets in `open` were open.
pub(super) fn slip(
    file: &File<'_>,
    error: &ScanError,
    seen: &Range<usize>,
    open: &[usize],
) -> Diagnostic {
    let end = file.yaml.len();
    let at = floor(file.yaml, error.marker().byte_offset().unwrap_or(end));
    match error.kind() {
        ErrorKind::UnknownAnchor | ErrorKind::MissingAnchorOrAliasName => {
            reference(file, word_at(file.yaml, at))
        }
        ErrorKind::InvalidTagTerminator | ErrorKind::UndeclaredTagHandle => {
            reference(file, word_at(file.yaml, at))
        }
        ErrorKind::RecursionLimitExceeded => said(
            file,
            &rule::BAD_YAML,
            at..at,
            [
                "the front matter is nested too deeply",
                "too many levels",
                "no key needs more than a few levels; look for a stray `[` or `{`",
            ],
        ),
        ErrorKind::InvalidBlockScalarHeader => block(file, at),
        ErrorKind::DirectiveDisallowed => said(
            file,
            &rule::BAD_YAML,
            line_from(file.yaml, at),
            [
                "a line cannot begin with `%`",
                "YAML takes this for a directive",
                "write `key: value`, or take the line away",
            ],
        ),
        ErrorKind::UnexpectedCharacter { .. } => character(file, at),
        kind if is_about_quotes(kind) => quotes(file, kind, at),
        kind if is_about_tabs(kind) => said(
            file,
            &rule::BAD_YAML,
            file.yaml[..at].rfind('\t').unwrap_or(at)..at,
            ["a tab stands where YAML wants spaces", "this is a tab", "indent with spaces"],
        ),
        _ => match open.last() {
            Some(&bracket) => unclosed(file, bracket),
            None => misplaced::slip(file, error.kind(), at, seen),
        },
    }
}

/// A document after the one that was read.
pub(super) fn second_document(file: &File<'_>, at: Range<usize>) -> Diagnostic {
    said(
        file,
        &rule::BAD_YAML,
        line_from(file.yaml, at.start),
        [
            "the front matter holds a second document",
            "it begins here",
            "keep one list of keys between the two `---` lines",
        ],
    )
}

/// Anchors, aliases and tags put something else where they stand than what is written there.
pub(super) fn reference(file: &File<'_>, at: Range<usize>) -> Diagnostic {
    let (label, help) = match file.yaml[at.start..].chars().next() {
        Some('&') => (
            "YAML takes this for an anchor",
            "put the value in quotes if it begins with `&`; else take the anchor away",
        ),
        Some('*') => (
            "YAML takes this for an alias",
            "put the value in quotes if it begins with `*`; else write out what it stands for",
        ),
        _ => (
            "YAML takes this for a tag",
            "put the value in quotes if it begins with `!`; else take the tag away",
        ),
    };
    let message = "anchors, aliases and tags are not used here";
    said(file, &rule::YAML_REFERENCE, at, [message, label, help])
}

/// A list, a mapping or nothing where a key should stand.
pub(super) fn not_a_key(file: &File<'_>, at: Range<usize>) -> Diagnostic {
    let message = match at.is_empty() {
        true => "a key is missing before its colon",
        false => "a key is a single word",
    };
    let end = ceil(file.yaml, at.start + 1).max(at.end);
    let help = "write `key: value`, with the key in plain letters";
    let words = [message, "this is no key", help];
    said(file, &rule::BAD_YAML, at.start..end, words)
}

/// `>` and `|` begin a block of text.
fn block(file: &File<'_>, at: usize) -> Diagnostic {
    let line = &file.yaml[line_from(file.yaml, at)];
    let written = line.split(" #").next().unwrap_or(line).trim_end();
    let label = "an unquoted `>` or `|` begins a block of text in YAML";
    let is_count =
        written.trim_start_matches(['>', '|', '=', ' ']).starts_with(|c: char| c.is_numeric());
    let at = at..at + written.len();
    if !is_count {
        let help = "put the value in quotes, or begin the text on the next line";
        let words = ["text follows the sign that begins a block", label, help];
        return said(file, &rule::BAD_YAML, at, words);
    }
    let help = format!("put it in quotes: \"{}\"", written.replace('"', ""));
    let words = ["this count would vanish", label, &help];
    said(file, &rule::COUNT_IN_BLOCK, at, words)
}

fn character(file: &File<'_>, at: usize) -> Diagnostic {
    let hidden = file.yaml[at..].char_indices().find(|(_, c)| is_control(*c));
    match hidden {
        // The library names the value; the character stands somewhere in it.
        Some((behind, c)) if !file.yaml[at..at + behind].contains('\n') => said(
            file,
            &rule::UNPRINTABLE,
            at + behind..at + behind + c.len_utf8(),
            [
                "the front matter holds an invisible character",
                &format!("U+{:04X}", u32::from(c)),
                "delete it; such characters come along when text is pasted",
            ],
        ),
        _ => said(
            file,
            &rule::BAD_YAML,
            at..ceil(file.yaml, at + 1),
            [
                "a value cannot begin with this character",
                "YAML keeps it for itself",
                "put the value in quotes",
            ],
        ),
    }
}

fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t')
}

fn is_about_tabs(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabAtBlockScalarStart
            | ErrorKind::TabInIndentation
            | ErrorKind::TabInPlainScalar
    )
}

fn is_about_quotes(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::UnclosedQuotedScalar
            | ErrorKind::DocumentIndicatorInQuotedScalar
            | ErrorKind::InvalidQuotedScalarIndent
            | ErrorKind::InvalidTrailingSingleQuotedScalar
            | ErrorKind::InvalidTrailingDoubleQuotedScalar
            | ErrorKind::UnknownQuotedScalarEscape
            | ErrorKind::InvalidQuotedScalarHexEscape
            | ErrorKind::InvalidUnicodeEscape
    )
}

fn quotes(file: &File<'_>, kind: &ErrorKind, at: usize) -> Diagnostic {
    let to_line_end = line_from(file.yaml, at);
    let words = match kind {
        ErrorKind::InvalidTrailingSingleQuotedScalar => [
            "text follows the closing quote",
            "the value ended before this",
            "write an apostrophe inside single quotes twice, or put the value in double quotes",
        ],
        ErrorKind::InvalidTrailingDoubleQuotedScalar => [
            "text follows the closing quote",
            "the value ended before this",
            "put the whole value in single quotes: 'what he called \"a mistake\"'",
        ],
        ErrorKind::UnclosedQuotedScalar
        | ErrorKind::DocumentIndicatorInQuotedScalar
        | ErrorKind::InvalidQuotedScalarIndent => [
            "a quote is not closed",
            "the value begins here",
            "close it with the same quotation mark; one that belongs to the text goes inside a pair of the other kind",
        ],
        _ => [
            "a backslash means something else in double quotes",
            "in this value",
            "put the value in single quotes, where a backslash is a backslash",
        ],
    };
    said(file, &rule::BAD_YAML, to_line_end, words)
}

fn unclosed(file: &File<'_>, bracket: usize) -> Diagnostic {
    let (sign, closing) = match file.yaml[bracket..].starts_with('[') {
        true => ("[", "]"),
        false => ("{", "}"),
    };
    said(
        file,
        &rule::BAD_YAML,
        bracket..bracket + 1,
        [
            &format!("what begins with `{sign}` does not end as it should"),
            "it begins here",
            &format!(
                "close it with `{closing}`, with commas between its parts; or put the value in quotes"
            ),
        ],
    )
}

/// Message, label and help at a range of the YAML.
fn said(
    file: &File<'_>,
    rule: &'static Rule,
    at: Range<usize>,
    [message, label, help]: [&str; 3],
) -> Diagnostic {
    rule.at(file.path, file.span(at), message).label(label).help(help)
}

/// The word that begins at a place.
fn word_at(yaml: &str, at: usize) -> Range<usize> {
    let rest = &yaml[at..];
    at..at + rest.find(char::is_whitespace).unwrap_or(rest.len())
}

/// From a place to the end of its line.
fn line_from(yaml: &str, at: usize) -> Range<usize> {
    let rest = &yaml[at..];
    let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
    at..at + line.trim_end().len()
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

fn ceil(text: &str, at: usize) -> usize {
    (at.min(text.len())..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}
