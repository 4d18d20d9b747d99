//! A heavy set, not always the heaviest, of a group too large to try everything. No two facts in it clash, so what it
//! weighs is proved all the same. It knows nothing that its group does not say.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::chronicle::reckoning::heaviest::Group;

/// The tolls in a heavy set of `group`.
///
/// It begins with all incidents and lets in one toll after the other, the heaviest first, if it outweighs what has to
/// leave for it.
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
    // What left may have made room for one that was refused before.
    for clashing in group.tolls.iter().filter(|clashing| weight(clashing.toll) > 0) {
        if group.open(clashing).all(|at| taken.get(&at) != Some(&true)) {
            taken.insert(clashing.toll, true);
        }
    }
    let is_taken = |toll: &usize| taken.get(toll) == Some(&true);
    group.tolls.iter().map(|clashing| clashing.toll).filter(is_taken).collect()
}
