//! What the parser of Markdown says, event by event.
//! It does not know which extensions are on.

use std::ops::Range;

use pulldown_cmark::{Event, TagEnd};

/// One event with the range of bytes it was written at.
pub(super) type Spanned<'a> = (Event<'a>, Range<usize>);

/// Whether an event is part of the text of a paragraph, a heading, an item or a cell.
pub(super) fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Text(_) | Event::Code(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) => {
            true
        }
        Event::SoftBreak | Event::HardBreak => true,
        Event::Start(tag) => is_inline_tag(&tag.to_end()),
        Event::End(tag) => is_inline_tag(tag),
        _ => false,
    }
}

fn is_inline_tag(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}
