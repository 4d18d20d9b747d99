//! The text of a paragraph, a heading, an item or a cell, with everything masked that Markdown has taken as markup.
//! It does not know what may be wrong with it.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::super::events::{Spanned, is_inline};
use super::super::parsed::ParsedBody;
use crate::text::byte_set::ByteSet;

/// Stands for a byte that readers do not see as it is typed.
pub(super) const MASK: char = '\0';

/// Where a block stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    /// At the start of an item of a list.
    Item,
    /// At the start of a quotation.
    Quote,
    /// In a cell of a table.
    Cell,
    /// Anywhere else.
    Other,
}

/// Text without a break between paragraphs.
pub(super) struct TextBlock<'a> {
    /// The Markdown of the block.
    pub(super) source: &'a str,
    /// Where the block is in the body.
    pub(super) span: Range<usize>,
    /// The text that readers see as it is typed. As long as `source`, with [`MASK`] for every other byte.
    pub(super) literal: String,
    /// Where the block stands.
    pub(super) place: Place,
}

/// The blocks of a body that may have a slip, in the order written.
pub(super) fn text_blocks<'a>(body: &ParsedBody<'a>) -> Vec<TextBlock<'a>> {
    let mut blocks = Vec::new();
    let mut place = Place::Other;
    let mut rest = body.events.as_slice();
    while let Some((event, _)) = rest.first() {
        let length = rest.iter().take_while(|(event, _)| is_inline(event)).count();
        if length > 0 {
            let (inline, after) = rest.split_at(length);
            rest = after;
            // Most blocks have no signs at all, and need not be looked at more closely.
            if inline.iter().any(|(event, _)| matches!(event, Event::Text(it) if has_signs(it))) {
                blocks.extend(text_block(body.markdown, inline, place));
            }
            place = Place::Other;
            continue;
        }
        rest = &rest[1..];
        place = match event {
            Event::Start(Tag::Item) => Place::Item,
            Event::Start(Tag::BlockQuote(_)) => Place::Quote,
            Event::Start(Tag::TableCell) => Place::Cell,
            Event::Start(Tag::Paragraph) => place,
            // Code and HTML are shown as typed, or trusted.
            Event::Start(Tag::CodeBlock(_)) => {
                let is_end =
                    |(event, _): &Spanned<'a>| matches!(event, Event::End(TagEnd::CodeBlock));
                let end = rest.iter().position(is_end).unwrap_or(rest.len());
                rest = &rest[end..];
                Place::Other
            }
            _ => Place::Other,
        };
    }
    blocks
}

/// The first bytes of every sign that a slip can begin with.
static FIRST: ByteSet = ByteSet::of(b"[{<*_~|=%#^:!?\xE2\xEF");

/// Whether a text has any sign that a slip can begin with.
fn has_signs(text: &str) -> bool {
    let bytes = text.as_bytes();
    FIRST.places(bytes).any(|at| match bytes[at] {
        // Boxes begin with three of these, and changed comments with `!-`.
        byte @ (b':' | b'!' | b'?') => {
            bytes.get(at + 1).is_some_and(|next| *next == byte || *next == b'-')
        }
        // Wide and typographic brackets.
        0xE2 | 0xEF => text[at..].starts_with(['‹', '＜']),
        _ => true,
    })
}

fn text_block<'a>(
    markdown: &'a str,
    inline: &[Spanned<'a>],
    place: Place,
) -> Option<TextBlock<'a>> {
    let start = inline.iter().map(|(_, at)| at.start).min()?;
    let end = inline.iter().map(|(_, at)| at.end).max()?;
    let source = markdown.get(start..end)?;
    let mut literal = vec![0; source.len()];
    // A picture's description is not part of the text.
    let mut pictures = 0_usize;
    for (event, at) in inline {
        match event {
            Event::Start(Tag::Image { .. }) => pictures += 1,
            Event::End(TagEnd::Image) => pictures = pictures.saturating_sub(1),
            Event::Text(text) if pictures == 0 => {
                let at = at.start - start..at.end - start;
                let is_escaped = markdown[..start + at.start].ends_with('\\');
                let seen = seen(text, source, at.clone(), is_escaped);
                literal[seen.clone()].copy_from_slice(&source.as_bytes()[seen]);
            }
            Event::SoftBreak | Event::HardBreak => {
                let line_break = (at.start..at.end).find(|it| markdown.as_bytes()[*it] == b'\n');
                line_break.into_iter().for_each(|it| literal[it - start] = b'\n');
            }
            _ => {}
        }
    }
    let literal = String::from_utf8(literal).ok()?;
    Some(TextBlock { source, span: start..end, literal, place })
}

/// The part of a text's place that readers see as it is typed. What is written with a backslash or as an entity is meant as it is.
fn seen(text: &str, source: &str, at: Range<usize>, is_escaped: bool) -> Range<usize> {
    let written = &source[at.clone()];
    if written.starts_with('&') && written != text {
        return at.end..at.end;
    }
    if is_escaped {
        let first = written.chars().next().map_or(0, char::len_utf8);
        return at.start + first..at.end;
    }
    at
}
