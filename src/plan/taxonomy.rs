//! The taxonomies of a site. A taxonomy is a key of dispatches; each of its values has a page that lists its dispatches.
//! To add a taxonomy, add a variant here; the compiler then asks for the rest. It does not know which terms are in use.

use crate::field::dispatch::Dispatch;
use crate::field::introduction::Subject;
use crate::field::word::words;
use crate::text::span::Spanned;

words! {
    /// A taxonomy. Its word is the key in the front matter and the folder in addresses.
    Taxonomy, "taxonomy" {
        /// The topics of dispatches.
        Topics = "topics",
        /// The authors of dispatches.
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

    /// What a text on one of its terms is about.
    pub fn subject(self) -> Subject {
        match self {
            Taxonomy::Topics => Subject::Topic,
            Taxonomy::Authors => Subject::Author,
        }
    }

    /// Whether the terms are facts about the events. A translation shares these with its original.
    pub fn is_about_events(self) -> bool {
        match self {
            Taxonomy::Topics => true,
            Taxonomy::Authors => false,
        }
    }
}
