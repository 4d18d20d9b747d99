//! What was changed after publication, when and why.
//! It does not check that the figures bear it out; `figures.lock` does.

use serde::Serialize;

use crate::field::day::Moment;
use crate::field::word::words;

words! {
    /// What kind of change it was.
    CorrectionKind, "kind of correction" {
        /// Something was wrong.
        Corrected = "corrected",
        /// Something new is known.
        Updated = "updated",
        /// The dispatch was replaced by another.
        Refiled = "refiled",
        /// It was taken back.
        Withdrawn = "withdrawn",
    }
}

/// One change that was made in the open.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Correction {
    /// When.
    pub on: Moment,
    /// Of what kind.
    pub kind: CorrectionKind,
    /// The key that changed, such as `casualties.killed`.
    pub field: Option<String>,
    /// What stood there.
    pub was: Option<String>,
    /// What stands there now.
    pub now: Option<String>,
    /// Why, in a sentence.
    pub note: Option<String>,
}

/// That a dispatch was taken back.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Withdrawal {
    /// When.
    pub on: Moment,
    /// Why, in a sentence.
    pub why: String,
}
