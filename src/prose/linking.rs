//! Links and pictures as they are printed.
//!
//! It does not know where a destination leads (`resolve` does), only which kind may be printed how.

use pulldown_cmark::html::push_html;
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::html::Resolve;
use super::links::{LinkKind, Target};
use super::resolved::{Resolved, Seen, Sizes};

/// Prints the links and pictures of one body.
pub(super) struct Linking<'a> {
    resolve: &'a Resolve<'a>,
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
    pub(super) fn new(resolve: &'a Resolve<'a>) -> Linking<'a> {
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
            _ => {
                let resolved = self.resolved(destination, &Target::of(destination, LinkKind::Link));
                resolved.map(|it| it.address.into())
            }
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

    /// A picture with its description; on another host, or if it is seen apart, a link to it; else its description alone.
    pub(super) fn picture(
        &self,
        destination: &str,
        title: CowStr<'a>,
        description: String,
    ) -> Event<'a> {
        let target = Target::of(destination, LinkKind::Image);
        let Some(Resolved { address, picture }) = self.resolved(destination, &target) else {
            return Event::Text(description.into());
        };
        let (seen, credit) = picture.map_or((None, None), |it| (Some(it.seen), it.credit));
        // Among words there is no room for another line.
        let title = credit.filter(|_| title.is_empty()).map_or(title, CowStr::from);
        match target {
            Target::Internal { .. } if !address.is_empty() && seen != Some(Seen::Apart) => {
                Event::InlineHtml(shown(address, title, description, seen).into())
            }
            Target::Internal { .. } | Target::External if !self.in_printed_link() => {
                let text = if description.is_empty() { address.clone() } else { description };
                let (link_type, id) = (LinkType::Inline, CowStr::from(""));
                let start = Tag::Link { link_type, dest_url: address.into(), title, id };
                Event::InlineHtml(rendered(start, text).into())
            }
            _ => Event::Text(description.into()),
        }
    }

    /// A picture that stands alone with its title and its credit below it; none if it has neither or is not shown.
    pub(super) fn figure(
        &self,
        destination: &str,
        title: &str,
        description: String,
    ) -> Option<Event<'a>> {
        let target = Target::of(destination, LinkKind::Image);
        let Target::Internal { .. } = target else { return None };
        let Resolved { address, picture } = self.resolved(destination, &target)?;
        let (seen, credit) = picture.map_or((None, None), |it| (Some(it.seen), it.credit));
        let has_words = !title.trim().is_empty() || credit.is_some();
        if address.is_empty() || seen == Some(Seen::Apart) || !has_words {
            return None;
        }
        let picture = shown(address, CowStr::from(""), description, seen);
        let credit = credit.map(|name| format!("<small>{}</small>", escaped(name)));
        let words = [Some(escaped(title.to_owned())).filter(|it| !it.is_empty()), credit];
        let words = words.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let figure = format!("<figure>\n{picture}\n<figcaption>{words}</figcaption>\n</figure>\n");
        Some(Event::Html(figure.into()))
    }

    /// The address to print for a destination, and more if it is known, unless it is refused.
    fn resolved(&self, destination: &str, target: &Target) -> Option<Resolved> {
        let resolved = match target {
            Target::Refused { .. } => return None,
            Target::Internal { .. } => (self.resolve)(destination),
            Target::External | Target::Fragment(_) => None,
        };
        let as_written = || Resolved { address: destination.trim().to_owned(), picture: None };
        Some(resolved.unwrap_or_else(as_written))
    }
}

/// How wide pictures in a column of text are shown. No column that can be read is wider; a browser that works it out
/// by itself does.
const IN_A_COLUMN: &str = "(min-width: 44rem) 40rem, 100vw";

/// The element of a picture, with its narrower sizes if there are any.
fn shown(address: String, title: CowStr<'_>, description: String, seen: Option<Seen>) -> String {
    let (link_type, id) = (LinkType::Inline, CowStr::from(""));
    let start = Tag::Image { link_type, dest_url: address.into(), title, id };
    let img = rendered(start, description);
    let attributes = img.trim_start_matches("<img").trim_end_matches(" />");
    let Some(Seen::Here(Sizes { width, height, narrower })) = seen else {
        return format!("<img loading=\"lazy\" decoding=\"async\"{attributes}>");
    };
    let img = format!(
        "<img loading=\"lazy\" decoding=\"async\" width=\"{width}\" height=\"{height}\"{attributes}>"
    );
    match narrower {
        None => img,
        Some(narrower) => format!(
            "<picture><source type=\"image/webp\" srcset=\"{}\" sizes=\"{IN_A_COLUMN}\">{img}</picture>",
            escaped(narrower)
        ),
    }
}

fn escaped(text: String) -> String {
    let mut html = String::new();
    push_html(&mut html, std::iter::once(Event::Text(text.into())));
    html.replace('"', "&quot;")
}

/// An element around a text, escaped by the renderer that writes all the rest.
fn rendered(start: Tag<'_>, text: String) -> String {
    let end = start.to_end();
    let mut html = String::new();
    let events = [Event::Start(start), Event::Text(text.into()), Event::End(end)];
    push_html(&mut html, events.into_iter());
    html
}
