//! Finds comments that cut off an unquoted value: behind it, between it and its key, or in the middle of it.
//! It does not know whether the value is free text.

use std::ops::Range;

use serde_yaml::granit_parser::ErrorKind;

use crate::read::comment::{Comment, quoted, quoted_items};
use crate::read::yaml::place::File;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;

/// Whether a value is inside brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Context {
    /// On lines of its own.
    Block,
    /// Inside `[..]` or `{..}`.
    Flow,
}

/// The comment right behind the unquoted `value`, on the same line.
pub(super) fn behind(file: &File<'_>, value: &Range<usize>, context: Context) -> Option<Comment> {
    let comment = next_on_line(file, value.end)?;
    let from = comment.start.min(value.start);
    Some(found(file, from..comment.end, comment, context))
}

/// The comment behind the colon of a key or the dash of an item that ends at `sign`, if the unquoted `value` begins on a
/// later line or is missing: `area: #west`.
pub(super) fn before(
    file: &File<'_>,
    sign: usize,
    value: &Range<usize>,
    context: Context,
) -> Option<Comment> {
    let comment = next_on_line(file, sign)?;
    let end = if value.is_empty() { comment.end } else { value.end.max(comment.end) };
    Some(found(file, comment.start..end, comment, context))
}

/// Explains a syntax error `at` a place by a comment before it. `seen` is the last value; `open` is the last bracket that
/// is not closed.
pub(super) fn explained(
    file: &File<'_>,
    kind: &ErrorKind,
    at: usize,
    seen: &Range<usize>,
    open: Option<usize>,
) -> Option<Diagnostic> {
    match (kind, open) {
        (ErrorKind::CommentNotSeparated, None) => {
            inside_brackets(file, file.line_of(at).start, at + 1)
        }
        (_, Some(bracket)) => inside_brackets(file, bracket, at + 1),
        (ErrorKind::CommentInterceptedScalar, None) => before_more_text(file, at),
        (_, None) => inside_text(file, at, seen),
    }
}

/// A comment at the end of a line of text that goes on below.
fn before_more_text(file: &File<'_>, at: usize) -> Option<Diagnostic> {
    let line = file.line_of(at);
    let sign = file.yaml[line.clone()].rfind(" #").map(|sign| line.start + sign + 1)?;
    let before = &file.yaml[line.start..sign];
    let item = before.rfind("- ").map_or(0, |dash| dash + 2);
    let start = line.start + before.find(": ").map_or(item, |colon| colon + 2);
    let comment = sign..line.end;
    let below = file.yaml[line.end..].trim_start();
    let below = file.line_from(file.yaml.len() - below.len());
    // A key that is indented too far is no text.
    let is_key = has_key(&file.yaml[below.clone()]);
    let end = if is_key { comment.end } else { below.end };
    Some(cut(file, start..end, comment, Context::Block))
}

/// A comment in brackets that takes away the rest of the list, and with it the closing bracket or a comma.
fn inside_brackets(file: &File<'_>, bracket: usize, at: usize) -> Option<Diagnostic> {
    let mut line = bracket..file.line_from(bracket).end;
    while line.start < at {
        if let Some(sign) = cutting_sign(&file.yaml[line.clone()]) {
            let comment = line.start + sign..line.end;
            let start = item_start(&file.yaml[line.start..comment.start]) + line.start;
            return Some(cut(file, start..comment.end, comment, Context::Flow));
        }
        let next = file.yaml[line.end..].find('\n').map(|end| line.end + end + 1)?;
        line = next..file.line_from(next).end;
    }
    None
}

/// A comment in the middle of an unquoted text: YAML ends the text there, and cannot read the line below.
fn inside_text(file: &File<'_>, at: usize, seen: &Range<usize>) -> Option<Diagnostic> {
    let line = file.line_of(at);
    let between = file.yaml.get(seen.end..line.start)?;
    let is_blank = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
    let is_comment = between.contains('#') && between.lines().all(is_blank);
    let is_plain = !file.yaml[seen.clone()].ends_with(['"', '\'', ']', '}']);
    let indent = |at: usize| {
        let line = file.line_of(at).start;
        line - file.yaml[..line].rfind('\n').map_or(0, |end| end + 1)
    };
    let is_key = has_key(&file.yaml[line.clone()]);
    if !is_comment || !is_plain || is_key || indent(at) <= indent(seen.start) {
        return None;
    }
    if let Some(comment) = next_on_line(file, seen.end) {
        return Some(cut(file, seen.start..line.end, comment, Context::Block));
    }
    let sign = seen.end + between.find('#')?;
    let fault = file
        .fault(&rule::COMMENT_IN_TEXT, file.line_from(sign), "a comment is in the middle of a text")
        .label("without quotes, YAML ends the text before a comment")
        .help("move the comment above the key, or put the whole text in quotes on one line");
    Some(fault)
}

fn has_key(line: &str) -> bool {
    line.split(' ').any(|word| word.ends_with(':'))
}

/// The comment that is next on the line of a place, if nothing but blanks is before it.
fn next_on_line(file: &File<'_>, at: usize) -> Option<Range<usize>> {
    let rest = file.yaml.get(at..)?;
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let sign = at + blanks;
    (blanks > 0 && file.yaml[sign..].starts_with('#')).then(|| file.line_from(sign))
}

/// The `comment`, with the line that keeps the `text` in which it is.
fn found(file: &File<'_>, text: Range<usize>, comment: Range<usize>, context: Context) -> Comment {
    let line = file.line_of(text.start);
    let before = &file.yaml[line.start.min(text.start)..text.start];
    let words: Vec<&str> = file.yaml[text].split(['\n', '\r']).map(str::trim).collect();
    let words = words.join(" ");
    let rest = match context {
        Context::Block => quoted(&words),
        Context::Flow => quoted_items(&words),
    };
    Comment {
        span: file.span(comment.clone()),
        text: file.yaml[comment].to_owned(),
        quoted_line: format!("{before}{rest}"),
    }
}

/// The fault of the `comment` that cuts off a `text`.
fn cut(file: &File<'_>, text: Range<usize>, comment: Range<usize>, context: Context) -> Diagnostic {
    if file.quotable(text.start..text.end.max(comment.end)).is_none() {
        return file
            .fault(&rule::COMMENT_IN_TEXT, comment, "a comment cuts off a text")
            .label("without quotes, ` #` begins a comment in YAML")
            .help("put the whole text in quotes: `note: \"Ward #3\"`; if this is a comment, move it to a line of its own");
    }
    found(file, text, comment, context).fault(file.path, None)
}

/// Where in a line inside brackets the first `#` is that cuts off a text: behind words, or where a hashtag begins.
fn cutting_sign(line: &str) -> Option<usize> {
    let mut quote = None;
    let mut before = None;
    for (at, c) in line.char_indices() {
        let last = line[..at].chars().next_back();
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if matches!(c, '"' | '\'') && !last.is_some_and(char::is_alphanumeric) => {
                quote = Some(c);
            }
            None if c == '#' && last.is_none_or(|c| c.is_whitespace() || "[{,".contains(c)) => {
                let is_hashtag = line[at + 1..].starts_with(char::is_alphanumeric);
                let is_behind_words = before.is_some_and(|c: char| !",[]{}:\"'".contains(c));
                return (is_hashtag || is_behind_words).then_some(at);
            }
            None => {}
        }
        if !c.is_whitespace() {
            before = Some(c);
        }
    }
    None
}

/// The dash, comma or bracket before an item of a list; `before` is what stands between it and the last value. Signs in
/// comments do not count.
pub(super) fn sign_of_item(file: &File<'_>, before: Range<usize>) -> usize {
    let mut line_start = before.end;
    for line in file.yaml[before.clone()].split_inclusive('\n').rev() {
        line_start -= line.len();
        let code = match line.trim_start().starts_with('#') {
            true => "",
            false => line.split(" #").next().unwrap_or(line),
        };
        if let Some(sign) = code.rfind(['-', ',', '[']) {
            return line_start + sign;
        }
    }
    file.yaml[..before.end].rfind(['-', ',', '[']).unwrap_or(0)
}

/// Where the item begins in whose text a line is cut off.
fn item_start(line: &str) -> usize {
    let sign = line.rfind([',', '[', '{']).map_or(0, |sign| sign + 1);
    sign + (line[sign..].len() - line[sign..].trim_start().len())
}
