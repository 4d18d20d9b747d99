//! What a row of a toll measures: killed, injured, killed civilians, and so on.
//! It does not know how the row is filled.

use std::cmp::Ordering;

use serde::Serialize;

use crate::field::casualties::{Group, Harm};
use crate::field::word::Word;

/// One row of a toll. Rows sort in the order they are shown: each harm, its parts, and everyone last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Measure {
    /// Everyone who suffered this harm.
    Whole(Harm),
    /// Those of a group who did.
    Part(Harm, Group),
    /// Killed, injured, and those not told apart, together.
    Casualties,
}

impl Measure {
    /// Its name in data and templates: `killed`, `killed_civilian`, `casualties`.
    pub fn name(self) -> String {
        match self {
            Measure::Whole(harm) => harm.word().to_owned(),
            Measure::Part(harm, group) => format!("{}_{}", harm.word(), group.word()),
            Measure::Casualties => "casualties".to_owned(),
        }
    }

    /// Whether it is a part of another measure.
    pub fn is_part(self) -> bool {
        matches!(self, Measure::Part(..))
    }

    fn place(self) -> (Option<Harm>, Option<Group>) {
        match self {
            Measure::Whole(harm) => (Some(harm), None),
            Measure::Part(harm, group) => (Some(harm), Some(group)),
            Measure::Casualties => (None, None),
        }
    }

    /// Every measure that adds up, in order. States (missing, displaced, trapped) are never added.
    pub fn that_add_up() -> impl Iterator<Item = Measure> {
        let harms = Harm::ALL.iter().copied().filter(|harm| !harm.is_state());
        harms
            .flat_map(|harm| {
                let parts = Group::ALL
                    .iter()
                    .map(move |group| Measure::Part(harm, *group));
                std::iter::once(Measure::Whole(harm)).chain(parts)
            })
            .chain(std::iter::once(Measure::Casualties))
    }
}

impl Ord for Measure {
    fn cmp(&self, other: &Measure) -> Ordering {
        let ((harm, group), (other_harm, other_group)) = (self.place(), other.place());
        // Everyone together has no harm of its own and comes last.
        let by_harm = harm
            .is_none()
            .cmp(&other_harm.is_none())
            .then(harm.cmp(&other_harm));
        by_harm.then(group.cmp(&other_group))
    }
}

impl PartialOrd for Measure {
    fn partial_cmp(&self, other: &Measure) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Serialize for Measure {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.name())
    }
}
