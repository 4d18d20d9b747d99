//! The taxonomies of a site: the keys of a dispatch whose values each have a page that lists the dispatches with that value.
//! A new taxonomy is a variant here; the compiler asks for the rest. It does not know which terms are in use.

use crate::field::dispatch::Dispatch;
use crate::field::word::words;
use crate::text::span::Spanned;

words! {
    /// A taxonomy. Its word is the key in the front matter and the folder in addresses.
    Taxonomy, "taxonomy" {
        /// What dispatches are about.
        Topics = "topics",
        /// Who wrote them.
        Authors = "authors",
    }
}

impl Taxonomy {
    /// The terms that a dispatch has in this taxonomy.
    pub fn terms(self, dispatch: &Dispatch) -> &[Spanned<String>] {
        match self {
            Taxonomy::Topics => &dispatch.topics,
            Taxonomy::Authors => &dispatch.authors,
        }
    }

    /// Whether its terms are facts about the events, which a translation shares with its original.
    pub fn is_about_events(self) -> bool {
        match self {
            Taxonomy::Topics => true,
            Taxonomy::Authors => false,
        }
    }
}
