//! What a row says under the keys of a dispatch, before it is written down.
//! It does not know YAML, nor the map it was made by.

use crate::text::span::{Span, Spanned};

/// Where something that is written came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    /// Where the map says so.
    pub(super) map: Span,
    /// The first column it was taken from, if it was.
    pub(super) column: Option<usize>,
}

/// A value of the front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// A text, a number, a word.
    Text {
        /// As it is written.
        text: String,
        /// Where it came from.
        origin: Origin,
    },
    /// A list.
    List(Vec<Said>, Origin),
    /// A mapping.
    Map(Vec<(Spanned<String>, Said)>, Origin),
}

impl Said {
    /// Where it came from.
    pub(super) fn origin(&self) -> Origin {
        match self {
            Said::Text { origin, .. } | Said::List(_, origin) | Said::Map(_, origin) => *origin,
        }
    }

    /// Whether it stands on one line by itself.
    pub(super) fn is_text(&self) -> bool {
        matches!(self, Said::Text { .. })
    }
}
