//! Finds the heaviest set by trying every set of tolls.
//! It does not know anything outside its group.

use crate::chronicle::reckoning::heaviest::Group;

/// Maximum number of tolls that are tried in every combination; larger groups are solved greedily.
pub(super) const MOST_TOLLS: usize = 16;

/// The tolls in the heaviest set of `group`.
pub(super) fn heaviest(group: &Group<'_>) -> Vec<usize> {
    let tolls: Vec<usize> = group.tolls.iter().map(|clashing| clashing.toll).collect();
    let clashing = clashing_tolls(group, &tolls);
    let kept = kept(group);
    let all = (1_usize << tolls.len()) - 1;
    let mut best = (0_u64, 0_usize);
    let mut free = vec![true; all + 1];
    let mut weight = vec![0_u64; all + 1];
    for set in 0..=all {
        if set > 0 {
            let last = set.ilog2() as usize;
            let rest = set & !(1 << last);
            free[set] = free[rest] && clashing[last] & rest == 0;
            weight[set] = weight[rest].saturating_add(group.choice.weight(tolls[last]));
        }
        let total = weight[set].saturating_add(kept[all & !set]);
        // Of two sets with the same weight, fewer tolls win, then the earlier tolls.
        let better = total > best.0 || total == best.0 && set.count_ones() < best.1.count_ones();
        if free[set] && better {
            best = (total, set);
        }
    }
    let is_in = |bit: &usize| best.1 >> bit & 1 == 1;
    (0..tolls.len()).filter(is_in).map(|bit| tolls[bit]).collect()
}

/// The tolls that each toll clashes with, as bits.
fn clashing_tolls(group: &Group<'_>, tolls: &[usize]) -> Vec<usize> {
    let bits = |with: &[usize]| {
        let places = with.iter().filter_map(|at| tolls.binary_search(at).ok());
        places.fold(0, |bits, place| bits | 1 << place)
    };
    group.tolls.iter().map(|clashing| bits(&clashing.with)).collect()
}

/// For each set of tolls, the weight of the incidents that clash only with tolls in this set.
fn kept(group: &Group<'_>) -> Vec<u64> {
    let mut against = vec![0_usize; group.incidents.len()];
    for (bit, clashing) in group.tolls.iter().enumerate() {
        for place in clashing.with.iter().filter_map(|at| group.incidents.binary_search(at).ok()) {
            against[place] |= 1 << bit;
        }
    }
    let mut kept = vec![0_u64; 1 << group.tolls.len()];
    for (at, set) in group.incidents.iter().zip(against) {
        kept[set] = kept[set].saturating_add(group.choice.weight(*at));
    }
    // Each set gets the sum over all its subsets, one toll at a time.
    for bit in 0..group.tolls.len() {
        for set in (0..kept.len()).filter(|set| set >> bit & 1 == 1) {
            kept[set] = kept[set].saturating_add(kept[set & !(1 << bit)]);
        }
    }
    kept
}
