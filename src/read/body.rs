//! Reads the Markdown of a content file: its links and its excerpt.
//! It does not make HTML; that happens when a page is printed.

use crate::field::excerpt::excerpt as quoted;
use crate::field::page::{Body, HtmlUse, Link, Pointing, Used};
use crate::prose::excerpt;
use crate::prose::heading;
use crate::prose::links::{self, LinkKind, Target};
use crate::prose::parsed::ParsedBody;
use crate::prose::raw_html;
use crate::prose::slips::slips as slips_of;
use crate::prose::unseen::unseen;
use crate::read::live_figures::live_figures;
use crate::read::reader::Reader;
use crate::read::slips;
use crate::text::rule;
use crate::text::source::Hash;
use crate::text::span::{Span, Spanned};

/// Length of the excerpt that lists and feeds show when there is no summary, in characters.
const EXCERPT: usize = 280;

/// The body at `span` of `text`.
pub fn body(reader: &Reader<'_>, text: &str, span: Span, hash: Hash) -> Body {
    let markdown = text.get(span.range()).unwrap_or_default();
    let parsed = ParsedBody::new(markdown);
    let excerpt = excerpt::excerpt(&parsed, EXCERPT);
    let html = raw_html::uses(&parsed).into_iter().map(|it| html_use(it, span)).collect();
    let start = span.start as usize;
    let raw_html = raw_html::first(&parsed).map(|at| Span::of(at).shifted(start));
    let (links, fragments) = (Vec::new(), Vec::new());
    let live_figures = live_figures(reader, &parsed, start);
    let mut body = Body { span, hash, links, fragments, live_figures, raw_html, html, excerpt };
    for (found, at) in unseen(&parsed) {
        let at = Span::of(at).shifted(start);
        reader.report(found.fault(reader.path, at, "the text"));
    }
    for slip in slips_of(&parsed) {
        reader.report(slips::fault(reader.path, start, slip));
    }
    for link in links::links(&parsed) {
        let at = Span::of(link.span.clone()).shifted(span.start as usize);
        if link.description.as_ref().is_some_and(|shows| shows.trim().is_empty()) {
            reader.report(
                rule::MEDIA_UNDESCRIBED
                    .at(reader.path, at, "a picture has no description for people who cannot see it")
                    .label("it does not say what it shows")
                    .help("write it between the brackets: `![What the picture shows](street.jpg \"Photo: who took it\")`"),
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
            Target::Fragment(_) if pointing == Pointing::Link => {
                body.fragments.push(Link { destination: link.destination, span: at, pointing });
            }
            Target::External | Target::Fragment(_) => {}
            Target::Refused { scheme } if scheme == "//" => reader.report(
                rule::REFUSED_LINK
                    .at(reader.path, at, "a link that begins with `//` is not published")
                    .label("where it leads depends on where it is read")
                    .help("write the whole address, beginning with https://"),
            ),
            Target::Refused { scheme } if links::is_web(&scheme) => reader.report(
                rule::REFUSED_LINK
                    .at(reader.path, at, "this is not a whole web address")
                    .label(format!("`{scheme}:` needs two slashes and the name of a site after it"))
                    .help("write the whole address, as in https://example.org/page"),
            ),
            Target::Refused { scheme } if scheme == "toll" => reader.report(
                rule::LIVE_FIGURE
                    .at(reader.path, at, "a figure of the record is not written as a link")
                    .label("its text is its number")
                    .help("write it in angle brackets, in small letters: `<toll:mosul>`"),
            ),
            Target::Refused { scheme } => reader.report(
                rule::REFUSED_LINK
                    .at(
                        reader.path,
                        at,
                        format!("a link to `{}:` is not published", quoted(&scheme)),
                    )
                    .label("readers cannot see whether this link is safe")
                    .help("link to an https:// page, or to a file of this site by its path"),
            ),
        }
    }
    body
}

/// What raw HTML uses, with its place in the file.
fn html_use(found: raw_html::HtmlUse, body: Span) -> HtmlUse {
    let span = Span::of(found.span).shifted(body.start as usize);
    let what = match found.what {
        raw_html::Used::Link(address) => Used::Link(address),
        raw_html::Used::Loaded(address) => Used::Loaded(address),
        raw_html::Used::Embedded(address) => Used::Embedded(address),
        raw_html::Used::Forbidden(what) => Used::Forbidden(what),
    };
    HtmlUse { span, what }
}

/// The level-1 heading that opens the `body` of `text`, and the body below it.
pub fn opening_title(text: &str, body: Span) -> Option<(Spanned<String>, Span)> {
    let markdown = text.get(body.range())?;
    let (title, rest) = heading::opening_title(markdown)?;
    let heading = Span::of(0..rest).shifted(body.start as usize);
    Some((Spanned::new(title, heading), Span { start: heading.end, end: body.end }))
}
