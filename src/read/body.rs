//! The Markdown of a content file: what it points at and its opening words.
//! It does not turn it into HTML; that is done when a page is printed.

use crate::field::excerpt::excerpt as quoted;
use crate::field::page::{Body, Link, Pointing};
use crate::prose::excerpt;
use crate::prose::heading;
use crate::prose::links::{self, LinkKind, Target};
use crate::read::reader::Reader;
use crate::text::rule;
use crate::text::source::Hash;
use crate::text::span::{Span, Spanned};

/// How much of a body lists and feeds show when there is no summary, in characters.
const EXCERPT: usize = 280;

/// The body at `span` of `text`.
pub fn body(reader: &mut Reader<'_>, text: &str, span: Span, hash: Hash) -> Body {
    let markdown = text.get(span.range()).unwrap_or_default();
    let mut body =
        Body { span, hash, links: Vec::new(), excerpt: excerpt::excerpt(markdown, EXCERPT) };
    for link in links::links(markdown) {
        let at = Span::of(link.span.clone()).shifted(span.start as usize);
        if link.description.as_ref().is_some_and(|shows| shows.trim().is_empty()) {
            reader.fault(
                &rule::MEDIA_UNDESCRIBED,
                at,
                "a picture has no words for those who cannot see it",
                "it does not say what it shows",
                "say it between the brackets: `![What the picture shows](street.jpg \"Photo: whose it is\")`",
            );
        }
        let pointing = match link.kind {
            LinkKind::Link => Pointing::Link,
            LinkKind::Image if link.title.trim().is_empty() => Pointing::Picture,
            LinkKind::Image => Pointing::Captioned,
        };
        match link.target {
            Target::Internal { .. } => {
                body.links.push(Link { destination: link.destination, span: at, pointing });
            }
            Target::External | Target::Fragment(_) => {}
            Target::Refused { scheme } if scheme == "//" => reader.fault(
                &rule::REFUSED_LINK,
                at,
                "a link that begins with `//` is not published",
                "where it leads depends on where it is read",
                "write the whole address, beginning with https://",
            ),
            Target::Refused { scheme } => reader.fault(
                &rule::REFUSED_LINK,
                at,
                format!("a link to `{}:` is not published", quoted(&scheme)),
                "readers cannot trust where this leads",
                "link to an https:// page, or to a file of this site by its path",
            ),
        }
    }
    body
}

/// The level-1 heading that opens `body` becomes the title when the front matter has none; the rest is the body.
pub fn opening_title(text: &str, body: Span) -> Option<(Spanned<String>, Span)> {
    let markdown = text.get(body.range())?;
    let (title, rest) = heading::opening_title(markdown)?;
    let heading = Span::of(0..rest).shifted(body.start as usize);
    Some((Spanned::new(title, heading), Span { start: heading.end, end: body.end }))
}
