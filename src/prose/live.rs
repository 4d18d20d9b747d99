//! What a body shows of the record as it is now: numbers, each an address in angle brackets, `<toll:mosul>`; and charts, maps and lists of
//! people, each a picture in a paragraph by itself, `![Killed in Mosul](chart:mosul)`. It does not know what any of them shows.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::events::Spanned;
use super::parsed::ParsedBody;
use super::plain::words_of;

/// How the address of a number begins.
const NUMBER: &str = "toll:";

/// How the addresses of what stands in a paragraph by itself begin.
const BLOCKS: [&str; 3] = ["chart:", "map:", "people:"];

/// Something that a body shows of the record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LiveMark {
    /// The address: `toll:mosul`.
    pub written: String,
    /// The bytes of the body, with the brackets.
    pub span: Range<usize>,
    /// The words for it. None for a number, which is its own words.
    pub caption: Option<String>,
    /// Whether it cannot be printed where it stands: a number in a heading or in the words of a link or a picture, anything else among words.
    pub is_misplaced: bool,
}

/// Everything that a body shows of the record, in order.
pub fn live_marks(body: &ParsedBody<'_>) -> Vec<LiveMark> {
    let mut found: Vec<LiveMark> = Vec::new();
    // How many headings, links and pictures are around the present event.
    let mut around = 0_usize;
    let is_paragraph = |at: Option<usize>, wanted: &Event<'_>| {
        at.and_then(|at| body.events.get(at)).is_some_and(|(event, _)| event == wanted)
    };
    for (at, (event, span)) in body.events.iter().enumerate() {
        match event {
            Event::Start(Tag::Link { link_type, dest_url, .. })
                if is_number(*link_type, dest_url) =>
            {
                let written = dest_url.to_string();
                let is_misplaced = around > 0;
                found.push(LiveMark { written, span: span.clone(), caption: None, is_misplaced });
                around += 1;
            }
            Event::Start(Tag::Image { dest_url, .. }) if is_block(dest_url) => {
                let is_end = |(event, within): &Spanned<'_>| {
                    matches!(event, Event::End(TagEnd::Image)) && within == span
                };
                let rest = &body.events[at + 1..];
                let length = rest.iter().position(is_end).unwrap_or(rest.len());
                let caption = rest[..length].iter().map(|(event, _)| words_of(event)).collect();
                let ends = at + 1 + length + 1;
                let is_alone = is_paragraph(at.checked_sub(1), &Event::Start(Tag::Paragraph))
                    && is_paragraph(Some(ends), &Event::End(TagEnd::Paragraph));
                found.push(LiveMark {
                    written: dest_url.to_string(),
                    span: span.clone(),
                    caption: Some(caption),
                    is_misplaced: !is_alone,
                });
                around += 1;
            }
            Event::Start(Tag::Heading { .. } | Tag::Link { .. } | Tag::Image { .. }) => around += 1,
            Event::End(TagEnd::Heading(_) | TagEnd::Link | TagEnd::Image) => around -= 1,
            _ => {}
        }
    }
    found
}

/// Whether a link is a number of the record.
pub(super) fn is_number(link_type: LinkType, destination: &str) -> bool {
    link_type == LinkType::Autolink && destination.starts_with(NUMBER)
}

/// Whether a picture is something of the record that stands by itself.
pub(super) fn is_block(destination: &str) -> bool {
    BLOCKS.iter().any(|scheme| destination.starts_with(scheme))
}
