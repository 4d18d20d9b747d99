//! The markdown that dateline reads: CommonMark and the extensions that are on.
//!
//! It does not know what becomes of the text; every reader of a body starts here, so that what is
//! checked and what is printed are one and the same parse.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// Named one by one: `Options::all()` would let in heading attributes, and with them
/// `{onclick=...}`, and whatever a later release adds.
const EXTENSIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_SMART_PUNCTUATION)
    .union(Options::ENABLE_GFM);

/// Lines times nesting up to which a body is read as markdown: some hundredths of a second. A page
/// of print has some fifty lines and three levels, so only an attack comes near.
const MAX_STEPS: usize = 1 << 24;

/// The events of a body, each with the bytes it stands at.
pub(super) type Events<'a> = Box<dyn Iterator<Item = (Event<'a>, Range<usize>)> + 'a>;

/// What a body says. One that would take too long to read is a single block of code: it is shown
/// as it was typed, rather than left out.
pub(super) fn parse(markdown: &str) -> Events<'_> {
    if is_too_deep(markdown) {
        let as_typed = [
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)),
            Event::Text(markdown.into()),
            Event::End(TagEnd::CodeBlock),
        ];
        return Box::new(as_typed.into_iter().map(|event| (event, 0..markdown.len())));
    }
    Box::new(Parser::new_ext(markdown, EXTENSIONS).into_offset_iter())
}

/// The parser looks at every open quotation and list once for each line, so `>>>>a` with as many
/// lines below it takes time by the square. All else it does is linear.
fn is_too_deep(markdown: &str) -> bool {
    // There are no more lines than bytes, and no more levels.
    if markdown.len().saturating_mul(markdown.len()) <= MAX_STEPS {
        return false;
    }
    let (mut lines, mut deepest) = (0_usize, 0_usize);
    for line in markdown.split(['\n', '\r']) {
        lines += 1;
        deepest = deepest.max(most_levels(line));
    }
    lines.saturating_mul(deepest) > MAX_STEPS
}

/// A line opens or continues no more levels than this: each takes a mark or a blank of its own, at
/// the start of the line or behind the label of a footnote.
fn most_levels(line: &str) -> usize {
    let is_mark = |c: char| c.is_ascii_digit() || " \t>*+-.)".contains(c);
    let marks = |part: &str| 1 + part.len() - part.trim_start_matches(is_mark).len();
    line.split("]:").map(marks).sum()
}
