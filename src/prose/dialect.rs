//! The Markdown that dateline reads: CommonMark and the extensions that are on. Every reader of a body starts here, so that what is
//! checked and what is printed come from the same parse. Comments are left out here, so no reader ever sees one.
//! It does not know what becomes of the text.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::comments::{self, WithoutComments};
use super::events::Spanned;

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

/// Maximum number of signs that may begin or end something: each may be an event, and events take a hundred times the memory of a sign.
/// The longest text that is read has some hundred thousand.
const MAX_SIGNS: usize = 1 << 20;

/// Why a body is not read as Markdown, but shown as it was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Excess {
    /// It has too many quotations and lists inside each other.
    Levels,
    /// It has too many signs.
    Signs,
}

/// The events of a body, without comments.
pub(super) struct Events<'a> {
    /// The lines `[key]: address`, which are events of no kind.
    pub(super) definitions: Vec<Definition>,
    events: Box<dyn Iterator<Item = Spanned<'a>> + 'a>,
}

/// A line `[key]: address`.
#[derive(Clone, Debug)]
pub(super) struct Definition {
    /// Its key, as written.
    pub(super) key: String,
    /// Its address.
    pub(super) address: String,
    /// Where it is.
    pub(super) span: Range<usize>,
}

impl<'a> Iterator for Events<'a> {
    type Item = Spanned<'a>;

    fn next(&mut self) -> Option<Spanned<'a>> {
        self.events.next()
    }
}

/// The events of a body. A body that would take too long to read is a single block of code: it is shown as it was typed.
pub(super) fn parse(markdown: &str) -> Events<'_> {
    if excess(markdown).is_some() {
        let as_typed = [
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)),
            Event::Text(markdown.into()),
            Event::End(TagEnd::CodeBlock),
        ];
        let events = as_typed.into_iter().map(|event| (event, 0..markdown.len()));
        return Events { definitions: Vec::new(), events: Box::new(events) };
    }
    let parser = || Parser::new_ext(markdown, EXTENSIONS);
    let has_comment = markdown.contains(comments::OPENING);
    let filled = has_comment.then(|| comments::filled(markdown, parser().into_offset_iter()));
    if let Some(filled) = filled.flatten() {
        let Events { definitions, events } = of_parser(Parser::new_ext(&filled, EXTENSIONS));
        let events: Vec<Spanned<'_>> = events.map(comments::unfilled).collect();
        return Events { definitions, events: Box::new(events.into_iter()) };
    }
    of_parser(parser())
}

/// The comments in a body that begin in a block of HTML and do not end there.
pub(super) fn open_comments(markdown: &str) -> Vec<Range<usize>> {
    if !markdown.contains(comments::OPENING) || excess(markdown).is_some() {
        return Vec::new();
    }
    let parser = |text| Parser::new_ext(text, EXTENSIONS).into_offset_iter();
    match comments::filled(markdown, parser(markdown)) {
        Some(filled) => comments::left_open(&filled, parser(&filled)),
        None => comments::left_open(markdown, parser(markdown)),
    }
}

fn of_parser(parser: Parser<'_>) -> Events<'_> {
    let events = parser.into_offset_iter();
    let definitions = events.reference_definitions().iter().map(|(key, it)| Definition {
        key: key.to_owned(),
        address: it.dest.to_string(),
        span: it.span.clone(),
    });
    let mut definitions: Vec<Definition> = definitions.collect();
    definitions.sort_by_key(|it| it.span.start);
    Events { definitions, events: Box::new(WithoutComments::new(events)) }
}

/// Why a body would take too much time or memory to read, if it would.
pub(super) fn excess(markdown: &str) -> Option<Excess> {
    if is_too_deep(markdown) {
        return Some(Excess::Levels);
    }
    // There are no more signs than bytes.
    let has_too_many = markdown.len() > MAX_SIGNS && signs(markdown) > MAX_SIGNS;
    has_too_many.then_some(Excess::Signs)
}

/// How many bytes of a body may be an event of their own.
fn signs(markdown: &str) -> usize {
    let is_sign = |byte: &&u8| b"\n!\"&'*-.:<>[\\]_`|~".contains(byte);
    markdown.as_bytes().iter().filter(is_sign).count()
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
