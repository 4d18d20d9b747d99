//! Corrections: what was changed after publication, when and why.
//! It does not check them against the figures; `figures.lock` does.

use serde::{Deserialize, Serialize};

use crate::field::day::Moment;
use crate::field::word::words;
use crate::text::span::Span;

words! {
    /// The kind of a correction.
    CorrectionKind, "kind of correction" {
        /// Something was wrong.
        Corrected = "corrected",
        /// Something new is known.
        Updated = "updated",
        /// The dispatch was replaced by another.
        Refiled = "refiled",
        /// The dispatch was withdrawn.
        Withdrawn = "withdrawn",
    }
}

/// One change that readers are told of.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Correction {
    /// When.
    pub on: Moment,
    /// Its kind.
    pub kind: CorrectionKind,
    /// The key that changed, such as `casualties.killed`.
    pub field: Option<String>,
    /// The old value.
    pub was: Option<String>,
    /// The new value.
    pub now: Option<String>,
    /// Why, in a sentence.
    pub note: Option<String>,
    /// Where it stands in the file.
    pub span: Span,
    /// The keys of what was only added, as `figures.lock` writes them. Each stands for all keys below it. If there are any, there is
    /// no `field`, `was` or `now`.
    // The last field, because it is left out where it is empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub added: Vec<String>,
}

/// When and why a dispatch was withdrawn.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Withdrawal {
    /// When.
    pub on: Moment,
    /// Why, in a sentence.
    pub why: String,
}
