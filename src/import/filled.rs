//! The values of a dispatch that are made from one row, before they are written as YAML.
//! It does not know YAML, nor the map of the import.

use crate::text::span::{Span, Spanned};

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    /// Its place in the map.
    pub(super) map: Span,
    /// The first column it is taken from; `None` if it is taken from no cell.
    pub(super) column: Option<usize>,
    /// Whether the map gives it because other cells are empty. It is written even if nothing beside it comes from a cell.
    pub(super) is_fallback: bool,
}

impl Origin {
    /// A place in the map that comes from no cell.
    pub(super) const fn of_map(map: Span) -> Origin {
        Origin { map, column: None, is_fallback: false }
    }
}

/// A value of the front matter and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Filled {
    /// The value.
    pub(super) content: Content,
    /// Where it comes from.
    pub(super) origin: Origin,
}

/// A value of the front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// A text, a number or a word, as it is written.
    Text(String),
    /// A list.
    List(Vec<Filled>),
    /// A mapping.
    Map(Vec<(Spanned<String>, Filled)>),
}

impl Filled {
    /// A text.
    pub(super) fn text(text: String, origin: Origin) -> Filled {
        Filled { content: Content::Text(text), origin }
    }

    /// Whether it is neither a list nor a mapping.
    pub(super) fn is_text(&self) -> bool {
        matches!(self.content, Content::Text(_))
    }
}
