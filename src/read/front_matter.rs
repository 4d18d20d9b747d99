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
    // Some editors begin every file with a byte order mark. It has no meaning in UTF-8.
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut lines = Lines { text, at: start };
    let opening = lines.next().unwrap_or(start..start);
    if !is_fence(&text[opening.clone()]) {
        return Err(no_front_matter(path, text, opening));
    }
    let from = lines.at;
    while let Some(line) = lines.next() {
        if line.start - from > MOST_BYTES {
            return Err(too_large(path, opening));
        }
        if is_fence(&text[line.clone()]) {
            return Ok(Parts {
                opening: Span::of(opening),
                front_matter: Span::of(from..line.start),
                body: Span::of(lines.at..text.len()),
            });
        }
    }
    Err(if text.len() - from > MOST_BYTES {
        too_large(path, opening)
    } else {
        rule::UNTERMINATED
            .at(path, Span::of(opening), "the front matter does not end")
            .label("it begins here")
            .help("write a line `---` below the last key")
    })
}

/// The first line of a second front matter at the start of the body: `key: value` lines up to a `---`.
/// Markdown would turn it into a heading.
pub fn second(text: &str, body: Span) -> Option<Span> {
    let mut lines = Lines { text: text.get(..body.end as usize)?, at: body.start as usize };
    let first = lines.next()?;
    let (key, value) = text[first.clone()].split_once(':')?;
    let is_key = !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    if !is_key || !(value.is_empty() || value.starts_with([' ', '\r'])) {
        return None;
    }
    let closes = lines
        .take_while(|line| !text[line.clone()].trim().is_empty())
        .any(|line| is_fence(&text[line]));
    closes.then(|| Span::of(first))
}

fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}

fn too_large(path: &SourcePath, opening: Range<usize>) -> Diagnostic {
    rule::FRONT_MATTER_TOO_LARGE
        .at(path, Span::of(opening), "the front matter is larger than 64 KiB")
        .label("it begins here")
        .help("end it with a line `---`; long text belongs below that line")
}

fn no_front_matter(path: &SourcePath, text: &str, first: Range<usize>) -> Diagnostic {
    let label = if text[first.clone()].trim_start().starts_with("+++") {
        "`+++` begins TOML; dateline reads only YAML here"
    } else {
        "the first line is not `---`"
    };
    rule::NO_FRONT_MATTER
        .at(path, Span::of(first), "the file has no front matter")
        .label(label)
        .help("begin the file with a line `---`, then `title:` and the other keys, then another line `---`")
}

/// The lines of a text as ranges, without their line ends.
struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
        let length = rest.find('\n').unwrap_or(rest.len());
        self.at = (start + length + 1).min(self.text.len());
        Some(start..start + length)
    }
}
