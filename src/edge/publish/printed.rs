//! A page as it is published.
//! It does not know who printed it.

use crate::text::source::{Hash, SourcePath};

/// Says whether the file of a page is known to have been printed from what has this key.
pub type IsKnown<'k> = &'k dyn Fn(Hash) -> bool;

/// A page that was printed, or need not be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedPage {
    /// A hash of everything that decides its bytes. None if nobody knows: then the next build prints it again.
    pub key: Option<Hash>,
    /// The content files whose bodies it prints, by their hashes.
    pub bodies: Vec<Hash>,
    /// Its bytes.
    pub content: PrintedContent,
}

/// What a page was printed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrintedContent {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The bytes of this file of the project.
    Copy(SourcePath),
    /// Those that its file is known to have.
    Known,
}
