//! A heavy set, not always the heaviest, of a group too large to try everything. No two facts in it clash, so its weight
//! is proved all the same. It knows only its group.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::chronicle::reckoning::heaviest::{Clashing, Group};

/// The tolls in a heavy set of `group`.
///
/// It begins with all incidents and adds one toll after the other, the heaviest first, if it outweighs what has to leave
/// for it.
pub(super) fn heaviest(group: &Group<'_>) -> Vec<usize> {
    let weight = |at: usize| group.choice.weight(at);
    let mut taken: BTreeSet<usize> = group.incidents.iter().copied().collect();
    let leaving = |clashing: &Clashing, taken: &BTreeSet<usize>| -> Vec<usize> {
        clashing.with.iter().copied().filter(|at| taken.contains(at)).collect()
    };
    let mut tolls = group.tolls.clone();
    tolls.sort_by_key(|clashing| (Reverse(weight(clashing.toll)), clashing.toll));
    for clashing in tolls {
        let leaving = leaving(clashing, &taken);
        if weight(clashing.toll) > group.choice.sum(&leaving) {
            leaving.iter().for_each(|at| _ = taken.remove(at));
            taken.insert(clashing.toll);
        }
    }
    // What left may have made room for a toll that was refused before.
    for clashing in group.tolls.iter().filter(|clashing| weight(clashing.toll) > 0) {
        if leaving(clashing, &taken).is_empty() {
            taken.insert(clashing.toll);
        }
    }
    group.tolls.iter().map(|clashing| clashing.toll).filter(|toll| taken.contains(toll)).collect()
}
