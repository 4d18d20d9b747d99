//! Everything a body points at, and which of it may be printed as a link.
//!
//! It does not know whether a destination exists; it only tells apart what leads out of the site,
//! what should lie inside it, and what must not be followed at all.

use std::borrow::Cow;
use std::ops::Range;

use percent_encoding::percent_decode_str;
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::dialect;
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
    /// What the destination amounts to.
    pub target: Target,
    /// The title that may follow on the destination; empty if there is none.
    pub title: String,
    /// What a picture is said to show, in plain words. A link has none, nor has a picture inside the words of another,
    /// which is not printed.
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

/// What a destination amounts to.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Target {
    /// Out of the site: `http` and `https`, and for links `mailto` and `tel`. A picture out there
    /// is printed as a link to it, so that no reader's browser calls on a stranger unasked.
    External,
    /// Inside the site, or meant to be.
    Internal {
        /// Percent-decoded; empty when the destination is but a query.
        path: String,
        /// From the first `?` or `#` to the end, as written; often empty.
        query_fragment: String,
    },
    /// A place in the same body: what follows `#`, percent-decoded.
    Fragment(String),
    /// Printed as text only.
    Refused {
        /// In lower case, without its colon; `//` for an address that borrows the page's scheme.
        scheme: String,
    },
}

/// Everything a body points at, in the order written. Links inside raw HTML are not seen.
pub fn links(markdown: &str) -> Vec<Link> {
    let mut found = Vec::new();
    // Most short bodies hold no link, and need not be read to know it.
    if !markdown.contains(['[', '<']) {
        return found;
    }
    // The picture that the present event stands in, and how many more inside it: its words are what it is said to show.
    let mut outermost = None;
    let mut deeper = 0_usize;
    for (event, span) in dialect::parse(markdown) {
        let (kind, destination, title) = match event {
            Event::Start(Tag::Link { link_type: LinkType::Email, dest_url, title, .. }) => {
                (LinkKind::Link, format!("mailto:{dest_url}"), title)
            }
            Event::Start(Tag::Link { dest_url, title, .. }) => {
                (LinkKind::Link, dest_url.into_string(), title)
            }
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                match outermost {
                    None => outermost = Some(found.len()),
                    Some(_) => deeper += 1,
                }
                (LinkKind::Image, dest_url.into_string(), title)
            }
            Event::End(TagEnd::Image) => {
                match deeper.checked_sub(1) {
                    None => outermost = None,
                    Some(less) => deeper = less,
                }
                continue;
            }
            event => {
                let picture = outermost.and_then(|at: usize| found.get_mut(at));
                if let Some(Link { description: Some(description), .. }) = picture {
                    description.push_str(words_of(&event));
                }
                continue;
            }
        };
        let (target, title) = (Target::of(&destination, kind), title.into_string());
        let is_printed = kind == LinkKind::Image && deeper == 0;
        let description = is_printed.then(String::new);
        found.push(Link { destination, span, kind, target, title, description });
    }
    found
}

impl Target {
    /// What a destination amounts to when it is used for a link or for a picture.
    pub(super) fn of(destination: &str, kind: LinkKind) -> Target {
        let written = destination.trim();
        let laid_bare = lay_bare(written);
        let allowed: &[&str] = match kind {
            LinkKind::Link => &["http", "https", "mailto", "tel"],
            LinkKind::Image => &["http", "https"],
        };
        match (scheme(written), scheme(&laid_bare)) {
            (Some(open), Some(bare)) if open == bare && allowed.contains(&open.as_str()) => {
                Target::External
            }
            // What hides its scheme has no business here, whatever the scheme is.
            (_, Some(scheme)) | (Some(scheme), None) => Target::Refused { scheme },
            (None, None) if laid_bare.starts_with("//") => {
                Target::Refused { scheme: "//".to_owned() }
            }
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

/// The address with every disguise taken off: percent-decoded, without white space, controls and
/// what has no width, and with the backslashes that browsers read as slashes turned.
fn lay_bare(address: &str) -> String {
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
