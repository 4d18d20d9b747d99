//! Finds a heavy set in a group that is too large to try every set. It may not be the heaviest.
//! It does not know anything outside its group.
//!
//! No two facts in the set clash, so its weight is still proved.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::chronicle::reckoning::heaviest::Group;

/// The tolls in a heavy set of `group`.
///
/// It begins with all incidents. Then it adds tolls, the heaviest first, if a toll outweighs the facts that have to leave
/// for it.
pub(super) fn heaviest(group: &Group<'_>) -> Vec<usize> {
    let weight = |at: usize| group.choice.weight(at);
    let mut taken: BTreeMap<usize, bool> = group.is_open.iter().map(|at| (*at, false)).collect();
    for incident in &group.incidents {
        taken.insert(*incident, true);
    }
    let mut tolls = group.tolls.clone();
    tolls.sort_by_key(|clashing| (Reverse(weight(clashing.toll)), clashing.toll));
    for clashing in tolls {
        let leaving: Vec<usize> =
            group.open(clashing).filter(|at| taken.get(at) == Some(&true)).collect();
        let lost = leaving.iter().fold(0, |sum: u64, at| sum.saturating_add(weight(*at)));
        if weight(clashing.toll) > lost {
            for at in leaving {
                taken.insert(at, false);
            }
            taken.insert(clashing.toll, true);
        }
    }
    // A fact that left may have made room for a toll that was refused before.
    for clashing in group.tolls.iter().filter(|clashing| weight(clashing.toll) > 0) {
        if group.open(clashing).all(|at| taken.get(&at) != Some(&true)) {
            taken.insert(clashing.toll, true);
        }
    }
    let is_taken = |toll: &usize| taken.get(toll) == Some(&true);
    group.tolls.iter().map(|clashing| clashing.toll).filter(is_taken).collect()
}
