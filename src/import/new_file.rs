//! A file that is made from a row.
//! It does not know the row.

use crate::field::slug::Slug;
use crate::text::span::Span;

/// A dispatch made from one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// Its path below the folder of the import: `2017/ucdp-114064.md`. Every part is a slug.
    pub path: String,
    /// The whole text: front matter and body.
    pub text: String,
}

/// A new file that is not checked yet.
pub(super) struct Made {
    /// The file.
    pub(super) file: NewFile,
    /// Its slug.
    pub(super) slug: Slug,
    /// The place in the spreadsheet that the slug is taken from.
    pub(super) named_at: Span,
}
