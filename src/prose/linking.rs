//! Links and pictures as they are printed.
//!
//! It does not know where a destination leads (`resolve` does), only which kind may be printed how.

use pulldown_cmark::html::push_html;
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::links::{LinkKind, Target};

/// Prints the links and pictures of one body.
pub(super) struct Linking<'a> {
    resolve: &'a dyn Fn(&str) -> Option<String>,
    /// The links that the present event stands in, innermost last. An address in angle brackets
    /// may stand inside a link, so there are never more than two.
    open: Vec<Open>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Printed,
    AsText,
}

impl<'a> Linking<'a> {
    pub(super) fn new(resolve: &'a dyn Fn(&str) -> Option<String>) -> Linking<'a> {
        Linking { resolve, open: Vec::new() }
    }

    /// The start of a link, unless its destination is refused or it stands inside another.
    pub(super) fn open(
        &mut self,
        link_type: LinkType,
        destination: &str,
        title: CowStr<'a>,
    ) -> Option<Event<'a>> {
        let dest_url = match link_type {
            _ if self.in_printed_link() => None,
            // The renderer itself puts `mailto:` before an address in angle brackets.
            LinkType::Email => Some(destination.to_owned().into()),
            _ => self.address(destination, &Target::of(destination, LinkKind::Link)),
        };
        self.open.push(if dest_url.is_some() { Open::Printed } else { Open::AsText });
        dest_url.map(|dest_url| {
            Event::Start(Tag::Link { link_type, dest_url, title, id: CowStr::from("") })
        })
    }

    /// The end of a link, if its start was printed.
    pub(super) fn close(&mut self) -> Option<Event<'a>> {
        (self.open.pop() == Some(Open::Printed)).then_some(Event::End(TagEnd::Link))
    }

    fn in_printed_link(&self) -> bool {
        self.open.contains(&Open::Printed)
    }

    /// A picture with its description; on another host a link to it; else its description alone.
    pub(super) fn picture(
        &self,
        destination: &str,
        title: CowStr<'a>,
        description: String,
    ) -> Event<'a> {
        let target = Target::of(destination, LinkKind::Image);
        let Some(dest_url) = self.address(destination, &target) else {
            return Event::Text(description.into());
        };
        let (link_type, id) = (LinkType::Inline, CowStr::from(""));
        match target {
            Target::Internal { .. } if !dest_url.is_empty() => {
                let start = Tag::Image { link_type, dest_url, title, id };
                let img = rendered(start, description);
                let attributes = img.trim_start_matches("<img").trim_end_matches(" />");
                let img = format!("<img loading=\"lazy\" decoding=\"async\"{attributes}>");
                Event::InlineHtml(img.into())
            }
            Target::External if !self.in_printed_link() => {
                let text = if description.is_empty() { dest_url.to_string() } else { description };
                let start = Tag::Link { link_type, dest_url, title, id };
                Event::InlineHtml(rendered(start, text).into())
            }
            _ => Event::Text(description.into()),
        }
    }

    /// The address to print for a destination, unless it is refused.
    fn address(&self, destination: &str, target: &Target) -> Option<CowStr<'a>> {
        let resolved = match target {
            Target::Refused { .. } => return None,
            Target::Internal { .. } => (self.resolve)(destination),
            Target::External | Target::Fragment(_) => None,
        };
        Some(resolved.unwrap_or_else(|| destination.trim().to_owned()).into())
    }
}

/// An element around a text, escaped by the renderer that writes all the rest.
fn rendered(start: Tag<'_>, text: String) -> String {
    let end = start.to_end();
    let mut html = String::new();
    let events = [Event::Start(start), Event::Text(text.into()), Event::End(end)];
    push_html(&mut html, events.into_iter());
    html
}
