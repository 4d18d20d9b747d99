//! Everything a body points at, and which of it may be printed as a link.
//! It does not know whether a destination exists. It only tells what leads out of the site, what should be inside it, and what must not be
//! followed at all.

use std::borrow::Cow;
use std::ops::Range;

use percent_encoding::percent_decode_str;
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::live::{is_block, is_number};
use super::parsed::ParsedBody;
use super::plain::words_of;

/// One link or picture of a body.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// Where it points, as written but for what CommonMark decodes (entities, backslashes).
    pub destination: String,
    /// The bytes of the body from `[`, `!` or `<` to the end of the link.
    pub span: Range<usize>,
    /// A link to follow or a picture to show.
    pub kind: LinkKind,
    /// The kind of the destination.
    pub target: Target,
    /// The title after the destination; empty if there is none.
    pub title: String,
    /// The description of a picture in plain words. A link has none. Nor has a picture inside the description of another,
    /// because it is not printed.
    pub description: Option<String>,
}

/// How a body points at something.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum LinkKind {
    /// `[text](destination)`, in any of its forms.
    Link,
    /// `![description](destination)`, in any of its forms.
    Image,
}

/// The kind of a destination.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Target {
    /// Outside the site: `http` and `https`, and for links `mailto` and `tel`. A picture there
    /// is printed as a link, so that the reader's browser loads nothing from a stranger unasked.
    External,
    /// Inside the site, or meant to be.
    Internal {
        /// Percent-decoded; empty when the destination is only a query.
        path: String,
        /// From the first `?` or `#` to the end, as written; often empty.
        query_fragment: String,
    },
    /// A place in the same body: what follows `#`, percent-decoded.
    Fragment(String),
    /// Not allowed: printed as text only.
    Refused {
        /// In lower case, without its colon; `//` for an address that takes the scheme of its page.
        scheme: String,
    },
}

/// Everything a body points at, in the order written. Links inside raw HTML are not found, nor is what is shown of the [record](super::live).
pub fn links(body: &ParsedBody<'_>) -> Vec<Link> {
    let mut found: Vec<Link> = Vec::new();
    // The pictures around the present event, outermost first: where they are in `found`.
    let mut pictures = Vec::new();
    let mut in_live = 0_usize;
    for (event, span) in &body.events {
        match event {
            Event::Start(Tag::Link { link_type, dest_url, .. })
                if is_number(*link_type, dest_url) =>
            {
                in_live += 1;
            }
            Event::Start(Tag::Image { dest_url, .. }) if is_block(dest_url) => in_live += 1,
            Event::Start(_) if in_live > 0 => in_live += 1,
            Event::End(_) if in_live > 0 => {
                in_live -= 1;
                continue;
            }
            _ => {}
        }
        if in_live > 0 {
            continue;
        }
        let (kind, destination, title, description) = match event {
            Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                let scheme = if *link_type == LinkType::Email { "mailto:" } else { "" };
                (LinkKind::Link, format!("{scheme}{dest_url}"), title, None)
            }
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                let description = pictures.is_empty().then(String::new);
                pictures.push(found.len());
                (LinkKind::Image, dest_url.to_string(), title, description)
            }
            Event::End(TagEnd::Image) => {
                pictures.pop();
                continue;
            }
            event => {
                let outermost = pictures.first().and_then(|at: &usize| found.get_mut(*at));
                if let Some(description) = outermost.and_then(|it| it.description.as_mut()) {
                    description.push_str(words_of(event));
                }
                continue;
            }
        };
        let (target, title) = (Target::of(&destination, kind), title.to_string());
        found.push(Link { destination, span: span.clone(), kind, target, title, description });
    }
    found
}

impl Target {
    /// The kind of a destination that is used for a link or for a picture.
    pub(super) fn of(destination: &str, kind: LinkKind) -> Target {
        let written = destination.trim();
        let bare = undisguised(written);
        let allowed: &[&str] = match kind {
            LinkKind::Link => &["http", "https", "mailto", "tel"],
            LinkKind::Image => &["http", "https"],
        };
        match (scheme(written), scheme(&bare)) {
            // A browser reads `https:page` as a page of this site, and `https:/page` as another site.
            (Some(open), Some(_)) if is_web(&open) && !has_host(written) => {
                Target::Refused { scheme: open }
            }
            (Some(open), Some(hidden)) if open == hidden && allowed.contains(&open.as_str()) => {
                Target::External
            }
            // A hidden scheme is refused, whatever it is.
            (_, Some(scheme)) | (Some(scheme), None) => Target::Refused { scheme },
            (None, None) if bare.starts_with("//") => Target::Refused { scheme: "//".to_owned() },
            (None, None) => Target::within(written),
        }
    }

    fn within(written: &str) -> Target {
        if let Some(fragment) = written.strip_prefix('#') {
            return Target::Fragment(decoded(fragment).into_owned());
        }
        let (path, rest) = written.split_at(written.find(['?', '#']).unwrap_or(written.len()));
        Target::Internal { path: decoded(path).into_owned(), query_fragment: rest.to_owned() }
    }
}

/// The scheme a browser would see at the start of an address, in lower case.
fn scheme(address: &str) -> Option<String> {
    let (scheme, _) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    is_scheme.then(|| scheme.to_ascii_lowercase())
}

/// Whether a scheme is one of the web.
pub fn is_web(scheme: &str) -> bool {
    matches!(scheme, "http" | "https")
}

/// Whether two slashes and the name of a host follow the scheme.
fn has_host(address: &str) -> bool {
    let host = address.split_once("://").map_or("", |(_, rest)| rest);
    host.starts_with(|c: char| c.is_alphanumeric() || c == '[')
}

/// The address without disguise: percent-decoded, without white space, controls and invisible characters, and with slashes in place
/// of the backslashes that browsers read as slashes.
fn undisguised(address: &str) -> String {
    let is_unseen = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{FEFF}')
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
    };
    let mut bare = decoded(address).into_owned();
    bare.retain(|c| !is_unseen(c));
    bare.replace('\\', "/")
}

fn decoded(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8_lossy()
}

#[cfg(test)]
mod tests;
