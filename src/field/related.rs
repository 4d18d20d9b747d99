//! What a dispatch tells its readers to read next.
//! It does not know whether it is there.

use serde::{Deserialize, Serialize};

use crate::field::slug::Slug;
use crate::text::span::Spanned;

/// One thing to read next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// Where it is.
    pub to: Spanned<RelatedTo>,
    /// Its title. A dispatch without one here has its headline.
    pub title: Option<String>,
}

/// Where something to read next is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RelatedTo {
    /// A dispatch of this site, by its slug.
    Dispatch(Slug),
    /// A page of this site, by its address: `/about/`.
    Page(String),
    /// A page of another site.
    Web(String),
}
