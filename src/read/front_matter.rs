//! Finds where the front matter of a file begins and ends; the rest is the body.
//! It does not read the keys; `yaml` does.

use std::ops::Range;

use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::Span;

/// Maximum size of front matter, in bytes. No dispatch needs more; a larger one is a mistake or an attack.
pub const MOST_BYTES: usize = 64 * 1024;

/// The parts of a content file.
pub struct Parts {
    /// The line `---` that opens the front matter.
    pub opening: Span,
    /// The YAML between the `---` lines.
    pub front_matter: Span,
    /// The Markdown below them.
    pub body: Span,
}

/// Splits `text` at its `---` lines.
pub fn split(path: &SourcePath, text: &str) -> Result<Parts, Diagnostic> {
    let start = start(text);
    let mut lines = lines(text, start);
    let opening = lines.next().unwrap_or(start..start);
    let from = opening.end;
    let opening = without_line_break(text, opening);
    if !is_fence(&text[opening.range()]) {
        return Err(no_front_matter(path, text, opening));
    }
    let end = lines.find(|line| line.start - from > MOST_BYTES || is_fence(&text[line.clone()]));
    let size = end.as_ref().map_or(text.len(), |end| end.start) - from;
    if size > MOST_BYTES {
        return Err(rule::FRONT_MATTER_TOO_LARGE
            .at(path, opening, "the front matter is larger than 64 KiB")
            .label("it begins here")
            .help("end it with a line `---`; long text belongs below that line"));
    }
    let Some(end) = end else {
        return Err(rule::UNTERMINATED
            .at(path, opening, "the front matter does not end")
            .label("it begins here")
            .help("write a line `---` below the last key"));
    };
    let (front_matter, body) = (Span::of(from..end.start), Span::of(end.end..text.len()));
    Ok(Parts { opening, front_matter, body })
}

/// The same for a file that needs no front matter: one that begins with words is all body.
pub fn split_if_any(path: &SourcePath, text: &str) -> Result<Parts, Diagnostic> {
    let start = start(text);
    if ["---", "+++"].iter().any(|fence| text[start..].starts_with(fence)) {
        return split(path, text);
    }
    let none = Span::of(start..start);
    Ok(Parts { opening: none, front_matter: none, body: Span::of(start..text.len()) })
}

/// The first line of a second front matter in the body: `key: value` lines up to a `---`, at its start or below another `---`.
/// Markdown would turn it into a heading, and a `draft: true` in it would do nothing.
pub fn second(text: &str, body: Span) -> Option<Span> {
    let lines: Vec<Range<usize>> =
        lines(text.get(..body.end as usize)?, body.start as usize).collect();
    let after_fence = lines.iter().enumerate().filter(|(_, line)| is_fence(&text[(*line).clone()]));
    let starts = std::iter::once(0).chain(after_fence.map(|(at, _)| at + 1));
    starts.into_iter().find_map(|at| {
        let first = without_line_break(text, lines.get(at)?.clone());
        let is_key = is_key(&text[first.range()]);
        let block = lines[at..].iter().take_while(|line| !text[(*line).clone()].trim().is_empty());
        let closes = is_key && block.into_iter().any(|line| is_fence(&text[line.clone()]));
        closes.then_some(first)
    })
}

/// Whether a line is `key: value` or `key:`.
fn is_key(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, value)| {
        let is_word = !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        is_word && (value.is_empty() || value.starts_with([' ', '\r']))
    })
}

fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}

fn no_front_matter(path: &SourcePath, text: &str, first: Span) -> Diagnostic {
    let label = if text[first.range()].trim_start().starts_with("+++") {
        "`+++` begins TOML; dateline reads only YAML here"
    } else {
        "the first line is not `---`"
    };
    rule::NO_FRONT_MATTER
        .at(path, first, "the file has no front matter")
        .label(label)
        .help("begin the file with a line `---`, then `title:` and the other keys, then another line `---`")
}

/// The lines of a text from a place on, as ranges with their line breaks.
fn lines(text: &str, from: usize) -> impl Iterator<Item = Range<usize>> {
    let mut at = from;
    text[from..].split_inclusive('\n').map(move |line| {
        at += line.len();
        at - line.len()..at
    })
}

/// Where the first line begins. Some editors begin every file with a byte order mark, which has no meaning in UTF-8.
fn start(text: &str) -> usize {
    if text.starts_with('\u{feff}') { 3 } else { 0 }
}

fn without_line_break(text: &str, line: Range<usize>) -> Span {
    let length = text[line.clone()].trim_end_matches('\n').len();
    Span::of(line.start..line.start + length)
}
