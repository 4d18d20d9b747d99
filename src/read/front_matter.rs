//! Where the front matter of a file begins and ends, and what is left as its body.
//! It does not read what stands in it; `node` does.

use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::Span;

/// The most bytes front matter may have: no dispatch needs more, and a larger one is a mistake or an attack.
pub const MOST_BYTES: usize = 64 * 1024;

/// A content file in its two parts.
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
    // Some editors begin every file with a byte order mark; it means nothing in UTF-8.
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut lines = Lines { text, at: start };
    let opening = lines.next().unwrap_or(start..start);
    if !is_fence(&text[opening.clone()]) {
        return Err(no_front_matter(path, text, opening));
    }
    let from = lines.at;
    while let Some(line) = lines.next() {
        let too_large = line.start - from > MOST_BYTES;
        if too_large {
            return Err(too_large_fault(path, opening));
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
        too_large_fault(path, opening)
    } else {
        rule::UNTERMINATED
            .at(path, Span::of(opening), "the front matter does not end")
            .label("it begins here")
            .help("write a line `---` below the last key")
    })
}

/// What looks like front matter and stands where the text should begin: `key: value` lines right up to a `---`.
/// Markdown would make a heading of them.
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

fn too_large_fault(path: &SourcePath, opening: std::ops::Range<usize>) -> Diagnostic {
    rule::FRONT_MATTER_TOO_LARGE
        .at(path, Span::of(opening), "the front matter is larger than 64 KiB")
        .label("it begins here")
        .help("close it with a line `---`; long text belongs below it")
}

fn no_front_matter(path: &SourcePath, text: &str, first: std::ops::Range<usize>) -> Diagnostic {
    let label = if text[first.clone()].trim_start().starts_with("+++") {
        "`+++` opens TOML, which is not read here"
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
    type Item = std::ops::Range<usize>;

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
        let length = rest.find('\n').unwrap_or(rest.len());
        self.at = (start + length + 1).min(self.text.len());
        Some(start..start + length)
    }
}
