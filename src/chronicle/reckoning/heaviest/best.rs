//! The best worth at each of many positions. A weight can be added to all positions up to a given one in few steps.
//! It does not know what the positions are.
//!
//! It is a tree of maxima (a segment tree). A weight that applies to a whole branch is stored once, at the branch.

use std::cmp::Reverse;

/// The weight of a choice. If two weights are equal, the choice with fewer tolls is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Worth {
    weight: u64,
    tolls: Reverse<u32>,
}

impl Worth {
    const NOTHING: Worth = Worth { weight: 0, tolls: Reverse(0) };

    /// The worth after adding a toll with this weight.
    pub(super) fn with_a_toll(self, weight: u64) -> Worth {
        Worth { tolls: Reverse(self.tolls.0 + 1), ..self.plus(weight) }
    }

    fn plus(self, weight: u64) -> Worth {
        Worth { weight: self.weight.saturating_add(weight), ..self }
    }

    fn minus(self, weight: u64) -> Worth {
        Worth { weight: self.weight.saturating_sub(weight), ..self }
    }
}

/// The positions. At the start, the first has a worth of nothing, and the others have none.
pub(super) struct Best {
    width: usize,
    /// The best worth in each branch and its position, without weights that were added above the branch.
    worth: Vec<Option<(Worth, usize)>>,
    added: Vec<u64>,
}

impl Best {
    pub(super) fn new(places: usize) -> Best {
        let width = places.next_power_of_two();
        let mut best = Best { width, worth: vec![None; 2 * width], added: vec![0; 2 * width] };
        best.raise(0, Worth::NOTHING);
        best
    }

    /// Sets the worth at `place` if it is better than the current one. Returns whether it was.
    pub(super) fn raise(&mut self, place: usize, worth: Worth) -> bool {
        let leaf = self.width + place;
        let own = worth.minus(self.added_above(leaf));
        if self.worth[leaf].is_some_and(|(known, _)| own <= known) {
            return false;
        }
        self.worth[leaf] = Some((own, place));
        self.settle_above(leaf);
        true
    }

    /// Adds `weight` to all positions up to and including `last`.
    pub(super) fn add(&mut self, last: usize, weight: u64) {
        for branch in self.branches(last) {
            self.added[branch] = self.added[branch].saturating_add(weight);
            if let Some((worth, _)) = &mut self.worth[branch] {
                *worth = worth.plus(weight);
            }
            self.settle_above(branch);
        }
    }

    /// The best worth at the positions up to and including `last`, and its position. The first of equals is chosen.
    pub(super) fn up_to(&self, last: usize) -> (Worth, usize) {
        let found = self.branches(last).into_iter().filter_map(|branch| {
            let (worth, place) = self.worth[branch]?;
            Some((worth.plus(self.added_above(branch)), place))
        });
        let best = found.max_by_key(|(worth, place)| (*worth, Reverse(*place)));
        best.expect("the first place always holds something")
    }

    /// The smallest set of branches that covers the positions up to and including `last`.
    fn branches(&self, last: usize) -> Vec<usize> {
        let (mut left, mut right) = (self.width, self.width + last + 1);
        let mut branches = Vec::new();
        while left < right {
            if left % 2 == 1 {
                branches.push(left);
                left += 1;
            }
            if right % 2 == 1 {
                right -= 1;
                branches.push(right);
            }
            (left, right) = (left / 2, right / 2);
        }
        branches
    }

    fn added_above(&self, node: usize) -> u64 {
        above(node).map(|node| self.added[node]).fold(0, u64::saturating_add)
    }

    fn settle_above(&mut self, node: usize) {
        for node in above(node) {
            let (left, right) = (self.worth[2 * node], self.worth[2 * node + 1]);
            let best = match (left, right) {
                (Some(one), Some(other)) if other.0 > one.0 => Some(other),
                (one, other) => one.or(other),
            };
            self.worth[node] = best.map(|(worth, place)| (worth.plus(self.added[node]), place));
        }
    }
}

/// The branches from a node up to the root, without the node.
fn above(node: usize) -> impl Iterator<Item = usize> {
    std::iter::successors(Some(node / 2), |node| Some(node / 2)).take_while(|node| *node > 0)
}
