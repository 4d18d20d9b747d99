//! The vocabulary of counts: the words that are read, and what each means for a number.
//! It does not know how words combine, nor the words that are not read.

use super::Bounds;

/// What the words before a number say about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    /// At least. "More than 120" has the minimum 120, because it is a rounded press figure.
    Floor,
    /// At most.
    Ceiling,
    /// About.
    About,
    /// Below the number, so that no minimum is proved.
    Nearly,
}

impl Comparison {
    pub(super) fn bounds(self, n: u64) -> Bounds {
        match self {
            Comparison::Floor => Bounds { min: n, max: None, approximate: false },
            Comparison::Ceiling => Bounds { min: 0, max: Some(n), approximate: false },
            Comparison::About => Bounds { min: n, max: Some(n), approximate: true },
            Comparison::Nearly => Bounds { min: 0, max: Some(n), approximate: true },
        }
    }
}

/// Phrases before a number.
pub(super) const COMPARISONS: [(&str, Comparison); 18] = [
    ("more than", Comparison::Floor),
    ("over", Comparison::Floor),
    ("above", Comparison::Floor),
    ("at least", Comparison::Floor),
    ("no fewer than", Comparison::Floor),
    ("up to", Comparison::Ceiling),
    ("as many as", Comparison::Ceiling),
    ("fewer than", Comparison::Ceiling),
    ("less than", Comparison::Ceiling),
    ("under", Comparison::Ceiling),
    ("at most", Comparison::Ceiling),
    ("no more than", Comparison::Ceiling),
    ("about", Comparison::About),
    ("around", Comparison::About),
    ("some", Comparison::About),
    ("roughly", Comparison::About),
    ("nearly", Comparison::Nearly),
    ("almost", Comparison::Nearly),
];

/// Phrases without a number, and the minimum that they mean. Longer phrases come first.
pub(super) const IN_WORDS: [(&str, u64); 7] = [
    ("hundreds of thousands", 100_000),
    ("tens of thousands", 10_000),
    ("thousands", 1000),
    ("hundreds", 100),
    ("scores", 20),
    ("dozens", 12),
    ("tens", 10),
];

/// Words after a number in digits.
pub(super) const SCALES: [(&str, u64); 2] = [("thousand", 1000), ("million", 1_000_000)];

/// Numbers in words.
pub(super) const NUMBERS: [(&str, u64); 13] = [
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("a dozen", 12),
];
