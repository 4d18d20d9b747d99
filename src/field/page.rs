//! What every content file has, whatever it is about: a body, other addresses; and plain pages, which have little else.
//! It does not know Markdown; a body is a stretch of text and what it points at.

use serde::Serialize;

use crate::field::slug::Slug;
use crate::text::source::{Hash, SourcePath};
use crate::text::span::{Span, Spanned};

/// An address that leads to a page from somewhere else, such as `/old/page/`.
pub type Alias = Spanned<String>;

/// The Markdown below the front matter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Body {
    /// Where it stands in the file.
    pub span: Span,
    /// The file's hash: equal hashes mean equal bodies.
    pub hash: Hash,
    /// What it points at.
    pub links: Vec<Link>,
    /// The opening words, for lists and feeds.
    pub excerpt: String,
}

/// Something a body points at inside the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// The destination as written.
    pub destination: String,
    /// Where it is written.
    pub span: Span,
    /// How it points there.
    pub pointing: Pointing,
}

/// How a body points at something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Pointing {
    /// As a link to follow.
    Link,
    /// As a picture, without words below it.
    Picture,
    /// As a picture with words below it.
    Captioned,
}

/// A plain page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlainPage {
    /// The file.
    pub path: SourcePath,
    /// What it is called.
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
    /// Not for publication yet.
    pub draft: bool,
    /// The text.
    pub body: Body,
}
