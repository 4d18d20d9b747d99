//! What every content file has: a body and other addresses; and plain pages, which have little else.
//! It does not know Markdown: a body is a range of the file and a list of links.

use serde::{Deserialize, Serialize};

use crate::field::live_figure::LiveFigure;
use crate::field::slug::Slug;
use crate::text::source::{Hash, Hasher, SourcePath};
use crate::text::span::{Span, Spanned};

/// An address that leads to a page from somewhere else, such as `/old/page/`.
pub type Alias = Spanned<String>;

/// The Markdown below the front matter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// Where it stands in the file.
    pub span: Span,
    /// The file's hash: equal hashes mean equal bodies.
    pub hash: Hash,
    /// Its links and pictures.
    pub links: Vec<Link>,
    /// Its links to places in itself: `#names`.
    pub fragments: Vec<Link>,
    /// Its figures that say what the record counts now.
    pub live_figures: Vec<LiveFigure>,
    /// Where its first raw HTML is.
    pub raw_html: Option<Span>,
    /// What its raw HTML uses. It matters only if the site trusts raw HTML.
    pub html: Vec<HtmlUse>,
    /// The opening words, for lists and feeds.
    pub excerpt: String,
}

impl Body {
    /// Adds to a hash all that anything but the body itself may show or follow: its opening words and where it points. Places in
    /// the file are left out: no page shows them.
    pub fn add_outline_to(&self, hash: &mut Hasher) {
        hash.part(self.excerpt.as_bytes());
        for link in self.links.iter().chain(&self.fragments) {
            hash.part(&[link.pointing as u8]);
            hash.part(link.destination.as_bytes());
        }
        hash.part(&[u8::from(self.raw_html.is_some())]);
        for HtmlUse { what, .. } in &self.html {
            let (kind, what) = match what {
                Used::Link(address) => (0, address),
                Used::Loaded(address) => (1, address),
                Used::Embedded(address) => (2, address),
                Used::Forbidden(what) => (3, what),
            };
            hash.part(&[kind]);
            hash.part(what.as_bytes());
        }
    }
}

/// A link or picture in a body that points into the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The destination as written.
    pub destination: String,
    /// Where it is written.
    pub span: Span,
    /// How it points there.
    pub pointing: Pointing,
}

/// One use that raw HTML in a body makes of something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HtmlUse {
    /// Where the tag is.
    pub span: Span,
    /// What it uses.
    pub what: Used,
}

/// What raw HTML uses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Used {
    /// The address of a link.
    Link(String),
    /// The address of something that a browser loads to show it.
    Loaded(String),
    /// The address of something whose element is forbidden in any case.
    Embedded(String),
    /// Something that the security policy of a page forbids wherever it comes from, in words: "a script".
    Forbidden(String),
}

/// How a body points at something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pointing {
    /// As a link to follow.
    Link,
    /// As a picture without a caption.
    Picture,
    /// As a picture with a caption.
    Captioned,
}

/// A plain page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlainPage {
    /// The file.
    pub path: SourcePath,
    /// Its title.
    pub title: Spanned<String>,
    /// What it is about, in a sentence.
    pub summary: Option<String>,
    /// Its last part of the address, when not the file's name.
    pub slug: Option<Spanned<Slug>>,
    /// Its place in the navigation; the smallest comes first.
    pub menu: Option<i64>,
    /// Addresses that lead here.
    pub aliases: Vec<Alias>,
    /// The language, when not the site's.
    pub lang: Option<String>,
    /// Whether it is not for publication yet.
    pub draft: bool,
    /// The text.
    pub body: Body,
}
