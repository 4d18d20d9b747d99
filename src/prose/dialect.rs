//! The Markdown that dateline reads: CommonMark and the extensions that are on. Every reader of a body starts here, so that what is
//! checked and what is printed come from the same parse.
//! It does not know what becomes of the text.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// Named one by one, because `Options::all()` would include heading attributes (`{onclick=...}`) and whatever a later
/// release adds.
const EXTENSIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_SMART_PUNCTUATION)
    .union(Options::ENABLE_GFM);

/// Maximum number of lines times nesting levels that is read as Markdown, which takes some hundredths of a second. A printed page has
/// some fifty lines and three levels, so only an attack comes near this.
const MAX_STEPS: usize = 1 << 24;

/// The events of a body, each with the range of bytes it was written at.
pub(super) type Events<'a> = Box<dyn Iterator<Item = (Event<'a>, Range<usize>)> + 'a>;

/// The events of a body. A body that would take too long to read is a single block of code: it is shown as it was typed.
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

/// The parser looks at every open quotation and list once per line. So `>>>>a` with many lines below it takes quadratic time;
/// everything else is linear.
fn is_too_deep(markdown: &str) -> bool {
    // There are no more lines than bytes, and no more levels than bytes.
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

/// The largest number of levels that a line can open or continue: each needs a mark or a blank of its own, at the start of the line or
/// after the label of a footnote.
fn most_levels(line: &str) -> usize {
    let is_mark = |c: char| c.is_ascii_digit() || " \t>*+-.)".contains(c);
    let marks = |part: &str| 1 + part.len() - part.trim_start_matches(is_mark).len();
    line.split("]:").map(marks).sum()
}
