//! A file that is made from a row, before it is known to be sound.
//! It does not know the row.

use crate::field::slug::Slug;
use crate::import::NewFile;
use crate::text::span::Span;

/// A file made from a row.
pub(super) struct Made {
    /// The file.
    pub(super) file: NewFile,
    /// Its slug.
    pub(super) slug: Slug,
    /// The place in the spreadsheet that the slug is taken from.
    pub(super) named_at: Span,
}
