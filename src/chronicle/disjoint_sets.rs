//! Disjoint sets of numbers that are joined pair by pair (union-find).
//! It does not know what the numbers stand for.

/// The numbers from zero up to some limit, each in one set.
pub struct DisjointSets {
    /// A number on the way to the lowest of its set; itself, if it is the lowest.
    parent: Vec<usize>,
}

impl DisjointSets {
    /// Each of `count` numbers in a set of its own.
    pub fn new(count: usize) -> DisjointSets {
        DisjointSets { parent: (0..count).collect() }
    }

    /// Puts the sets of two numbers together.
    pub fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.lowest(one), self.lowest(other));
        self.parent[one.max(other)] = one.min(other);
    }

    /// The lowest number of the set that `at` is in.
    pub fn lowest(&mut self, mut at: usize) -> usize {
        while self.parent[at] != at {
            // Shortens the way for the next search.
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }
}
