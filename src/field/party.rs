//! Parties to a conflict, as the settings of a site describe them.
//! It does not know what they are held responsible for.

use std::collections::BTreeMap;

use crate::text::span::{Span, Spanned};

/// What `[parties]` in `site.toml` says about one party. The key of its entry is the id that dispatches use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Party {
    /// Its name.
    pub name: String,
    /// The name in other languages, by language tag.
    pub names: BTreeMap<String, String>,
    /// What it is, in a word or two: `state`, `armed group`, `coalition`.
    pub kind: Option<String>,
    /// The ids of the coalitions that it is a member of.
    pub part_of: Vec<Spanned<String>>,
    /// Where its id is written.
    pub span: Span,
}
