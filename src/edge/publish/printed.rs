//! A page as it is published.
//! It does not know who printed it.

use crate::text::source::SourcePath;

/// What a page was printed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrintedPage {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The bytes of this file of the project.
    Copy(SourcePath),
}
