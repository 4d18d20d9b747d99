//! Figures in a body that say what the record counts now, each an address in angle brackets: `<toll:mosul>`.
//! It does not know what any of them counts.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::parsed::ParsedBody;

/// How the address of such a figure begins.
const SCHEME: &str = "toll:";

/// A live figure of a body.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LiveMark {
    /// The address: `toll:mosul`.
    pub written: String,
    /// The bytes of the body, with the brackets.
    pub span: Range<usize>,
    /// Whether it stands in a heading, or in the words of another link or of a picture. There it cannot be printed.
    pub is_misplaced: bool,
}

/// Every live figure of a body, in order.
pub fn live_marks(body: &ParsedBody<'_>) -> Vec<LiveMark> {
    let mut found = Vec::new();
    // How many headings, links and pictures are around the present event.
    let mut around = 0_usize;
    for (event, span) in &body.events {
        match event {
            Event::Start(Tag::Link { link_type, dest_url, .. })
                if is_live(*link_type, dest_url) =>
            {
                let (written, is_misplaced) = (dest_url.to_string(), around > 0);
                found.push(LiveMark { written, span: span.clone(), is_misplaced });
                around += 1;
            }
            Event::Start(Tag::Heading { .. } | Tag::Link { .. } | Tag::Image { .. }) => around += 1,
            Event::End(TagEnd::Heading(_) | TagEnd::Link | TagEnd::Image) => around -= 1,
            _ => {}
        }
    }
    found
}

/// Whether a link is a live figure.
pub(super) fn is_live(link_type: LinkType, destination: &str) -> bool {
    link_type == LinkType::Autolink && destination.starts_with(SCHEME)
}
