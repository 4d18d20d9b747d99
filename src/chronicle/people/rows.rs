//! The rows of a toll that lists of people may prove.
//! It does not know any list.

use crate::chronicle::measure::Measure;
use crate::field::casualties::{Group, Harm};
use crate::field::word::Word;

/// The harms that people may be listed for and that figures count.
pub(super) const HARMS: [Harm; 5] =
    [Harm::Killed, Harm::Injured, Harm::Detained, Harm::Abducted, Harm::Missing];

/// Every row that a list may prove: each whole before its parts.
pub(super) fn rows() -> impl Iterator<Item = Measure> {
    let of_harm = |harm: Harm| {
        let parts = Group::ALL.iter().map(move |group| Measure::Part(harm, *group));
        std::iter::once(Measure::Whole(harm)).chain(parts)
    };
    HARMS.into_iter().flat_map(of_harm).chain([Measure::Casualties])
}
