//! Explains YAML that cannot be read in an editor's words: the usual mistakes and how to correct them.
//! It does not read YAML; it explains errors of the library.

use std::ops::Range;

use serde_yaml::granit_parser::{ErrorKind, ScanError};

use crate::read::yaml::place::File;
use crate::read::yaml::{brackets, comments, misplaced, unclosed};
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
        | TabInPlainScalar => tab(file, at),
        MappingKeyNotAllowed
        | PlainScalarStartsWithDashFlowIndicator
        | UnexpectedEndOfPlainScalar => character(file, at),
        UnexpectedEofImplicitFlowMapping if file.yaml[at..].starts_with('?') => character(file, at),
        kind => open_before(file, kind, at, seen, open)
            .or_else(|| quotes(file, kind, at))
            .or_else(|| brackets::explained(file, kind, at, seen))
            .unwrap_or_else(|| misplaced::explained(file, kind, at, seen)),
    }
}

/// Explains an error by what begins before it and does not end, or by a comment before it.
fn open_before(
    file: &File<'_>,
    kind: &ErrorKind,
    at: usize,
    seen: &Range<usize>,
    open: &[usize],
) -> Option<Diagnostic> {
    let unclosed = unclosed::find(file).filter(|it| it.at <= at);
    if let Some(quote) = unclosed.filter(|it| it.is_quote()) {
        return Some(open_quote(file, quote.at));
    }
    let is_about_quotes = quotes(file, kind, at).is_some();
    // A comment may hide the sign that closes a bracket.
    let bracket = open.first().copied().or(unclosed.map(|it| it.at));
    let comment = || comments::explained(file, kind, at, seen, bracket);
    let comment = if is_about_quotes { None } else { comment() };
    comment.or_else(|| unclosed.map(|it| brackets::unclosed(file, it.at, it.sign, it.closed_by)))
}

fn tab(file: &File<'_>, at: usize) -> Diagnostic {
    // The library may give the place of the value before the tab.
    let start = file.yaml[..at].rfind('\n').map_or(0, |end| end + 1);
    let indents = file.yaml[start..].split_inclusive('\n').scan(start, |next, line| {
        let at = *next;
        *next += line.len();
        Some(at..at + line.len() - line.trim_start().len())
    });
    let mut in_indents =
        indents.filter_map(|it| file.yaml[it.clone()].find('\t').map(|tab| it.start + tab));
    let tab = in_indents.next().or_else(|| file.yaml[..at].rfind('\t')).unwrap_or(at);
    file.fault(&rule::BAD_YAML, file.character_at(tab), "there is a tab where YAML needs spaces")
        .label("this is a tab")
        .help("indent with spaces")
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
    let is_quotable = file.quotable(file.line_from(at)).is_some();
    let written = line.split(" #").next().unwrap_or(line).trim_end();
    let is_count =
        written.trim_start_matches(['>', '|', '=', ' ']).starts_with(|c: char| c.is_numeric());
    let at = at..at + written.len();
    match is_count {
        true => file
            .fault(&rule::COUNT_IN_BLOCK, at, "a count that begins with `>` needs quotes")
            .label("without quotes, it is not read as a number")
            .help(match is_quotable {
                true => format!("put it in quotes: \"{}\"", written.replace('"', "")),
                false => "put it in quotes: \">12\"".to_owned(),
            }),
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

/// Explains an error that is about quotes.
fn quotes(file: &File<'_>, kind: &ErrorKind, at: usize) -> Option<Diagnostic> {
    use ErrorKind::*;
    let [message, label, help] = match kind {
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
        UnclosedQuotedScalar | DocumentIndicatorInQuotedScalar | InvalidQuotedScalarIndent => {
            return Some(open_quote(file, at));
        }
        UnknownQuotedScalarEscape | InvalidQuotedScalarHexEscape | InvalidUnicodeEscape => [
            "a backslash has a special meaning in double quotes",
            "in this value",
            "put the value in single quotes; there a backslash is a backslash",
        ],
        _ => return None,
    };
    Some(file.fault(&rule::BAD_YAML, file.line_from(at), message).label(label).help(help))
}

/// A quotation mark `at` a place that is not closed.
fn open_quote(file: &File<'_>, at: usize) -> Diagnostic {
    let line = file.line_from(at);
    // A word processor turned one of the two marks into another character.
    let help = match file.yaml[line.clone()].contains(['“', '”', '„', '‘', '’']) {
        true => {
            "write the straight mark `\"` at both ends; a typographic mark such as `”` closes nothing in YAML"
        }
        false => {
            "close it with the same quotation mark; if the mark belongs to the text, use the other kind around the value"
        }
    };
    file.fault(&rule::BAD_YAML, line, "a quote is not closed")
        .label("the value begins here")
        .help(help)
}
