//! Finds characters in a body that readers cannot see and that change what they read, also where they are written as entities.
//! It does not know which characters those are; `text::hidden` does.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::events::{Spanned, is_inline};
use super::parsed::ParsedBody;
use crate::text::hidden::{HiddenCharacter, first_hidden};

/// The first hidden character of each paragraph, heading, cell or line of HTML, and the bytes of the body where it is.
pub fn unseen(body: &ParsedBody<'_>) -> Vec<(HiddenCharacter, Range<usize>)> {
    let is_text = |event: &Event<'_>| is_inline(event) || matches!(event, Event::Html(_));
    let blocks = body.events.split(|(event, _)| !is_text(event));
    let mut found: Vec<_> =
        blocks.filter_map(|block| first_of_block(body.markdown, block)).collect();
    found.extend(body.events.iter().filter_map(|(event, at)| {
        let (Event::Start(Tag::Link { dest_url, title, .. })
        | Event::Start(Tag::Image { dest_url, title, .. })) = event
        else {
            return None;
        };
        let hidden = first_hidden(dest_url).or_else(|| first_hidden(title))?;
        Some((hidden, at.clone()))
    }));
    found
}

fn first_of_block(
    markdown: &str,
    block: &[Spanned<'_>],
) -> Option<(HiddenCharacter, Range<usize>)> {
    // What has no character above U+007F and no control needs no closer look.
    let is_plain = |(event, _): &Spanned<'_>| {
        text_of(event).bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\t' | b'\r'))
    };
    if block.iter().all(is_plain) {
        return None;
    }
    let text: String = block.iter().map(|(event, _)| text_of(event)).collect();
    let hidden = first_hidden(&text)?;
    let mut start = 0;
    for (event, at) in block {
        let piece = text_of(event);
        if hidden.at.start < start + piece.len() {
            let exact = at.start + hidden.at.start - start..at.start + hidden.at.end - start;
            let is_as_written = markdown.get(at.clone()) == Some(piece);
            return Some((hidden, if is_as_written { exact } else { at.clone() }));
        }
        start += piece.len();
    }
    None
}

fn text_of<'e>(event: &'e Event<'_>) -> &'e str {
    match event {
        Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => text,
        Event::SoftBreak | Event::HardBreak => "\n",
        _ => "",
    }
}
