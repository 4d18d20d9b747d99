//! Which groups of people a figure counts, as far as this keeps two figures from counting the same person.
//! It does not know how many people they are.

use crate::field::casualties::{Figures, Group};
use crate::field::count::Count;

/// Civilians, combatants, or both: the groups of people that a figure may count.
///
/// Two figures with disjoint sets cannot count the same people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupSet(u8);

/// Groups without a common member. People of unknown status may turn out to belong to either.
const DISJOINT: [Group; 2] = [Group::Civilian, Group::Combatant];

impl GroupSet {
    /// The figure may count anybody.
    pub const ANYBODY: GroupSet = GroupSet(0b11);

    /// The groups that the whole of a harm counts: anybody if the whole was given or a part that overlaps with
    /// others, else the groups whose numbers were given.
    pub fn of_whole(figures: &Figures) -> GroupSet {
        let is_known = |group: &Group| figures.parts.get(group).and_then(Count::bounds).is_some();
        let mut known = figures.parts.keys().filter(|group| is_known(group));
        let whole = figures.total.as_ref().and_then(Count::bounds);
        if whole.is_some() || known.any(|group| !DISJOINT.contains(group)) {
            return GroupSet::ANYBODY;
        }
        let bits = DISJOINT.iter().enumerate().filter(|(_, group)| is_known(group));
        GroupSet(bits.fold(0, |set, (bit, _)| set | 1 << bit))
    }

    /// The groups of either set.
    #[must_use]
    pub fn union(self, other: GroupSet) -> GroupSet {
        GroupSet(self.0 | other.0)
    }

    /// Whether no group is in both sets.
    pub fn is_disjoint_from(self, other: GroupSet) -> bool {
        self.0 & other.0 == 0
    }
}
