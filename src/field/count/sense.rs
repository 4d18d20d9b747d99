//! What the words of a count say beyond its bounds: `more than 120` and `at least 120` have the same bounds, and are not the same
//! sentence in another language. It does not read counts; the grammar does.

use crate::field::word::words;

words! {
    /// What a count says that its bounds do not.
    Sense, "sense of a count" {
        /// More than the number.
        MoreThan = "more_than",
        /// Fewer than the number.
        FewerThan = "fewer_than",
        /// A little fewer than the number.
        Nearly = "nearly",
    }
}

/// The beginnings of counts that have a sense. `>=` and `<=` are found first, and have none.
const BEGINNINGS: [(&str, Option<Sense>); 12] = [
    (">=", None),
    ("<=", None),
    (">", Some(Sense::MoreThan)),
    ("more than ", Some(Sense::MoreThan)),
    ("over ", Some(Sense::MoreThan)),
    ("above ", Some(Sense::MoreThan)),
    ("<", Some(Sense::FewerThan)),
    ("fewer than ", Some(Sense::FewerThan)),
    ("less than ", Some(Sense::FewerThan)),
    ("under ", Some(Sense::FewerThan)),
    ("nearly ", Some(Sense::Nearly)),
    ("almost ", Some(Sense::Nearly)),
];

impl Sense {
    /// The sense of a count in the words of its grammar, if its bounds do not say it.
    pub fn of(wording: &str) -> Option<Sense> {
        let wording = wording.trim_start().to_lowercase();
        let found = BEGINNINGS.iter().find(|(beginning, _)| wording.starts_with(beginning));
        found.and_then(|(_, sense)| *sense)
    }
}
