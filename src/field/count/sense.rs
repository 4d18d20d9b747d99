//! What the words of a count say beyond its bounds: `more than 120` and `at least 120` have the same bounds, and are not the same
//! sentence in another language. It does not read counts; the grammar does.

use crate::field::word::{Word, words};

words! {
    /// What a count says that its bounds do not.
    Sense, "sense of a count" {
        /// More than the number.
        MoreThan = "more_than",
        /// Fewer than the number.
        FewerThan = "fewer_than",
        /// A little fewer than the number.
        Nearly = "nearly",
        /// At most the number.
        UpTo = "up_to",
        /// A range from zero, written as one: "0-3" is not "up to 3".
        Range = "range",
    }
}

words! {
    /// A count in words without a number.
    InWords, "count in words" {
        /// Tens.
        Tens = "tens",
        /// Dozens.
        Dozens = "dozens",
        /// Scores.
        Scores = "scores",
        /// Hundreds.
        Hundreds = "hundreds",
        /// Thousands.
        Thousands = "thousands",
        /// Tens of thousands.
        TensOfThousands = "tens_of_thousands",
        /// Hundreds of thousands.
        HundredsOfThousands = "hundreds_of_thousands",
    }
}

/// The beginnings of counts that have a sense. `>=` and `<=` are found first.
const BEGINNINGS: [(&str, Option<Sense>); 17] = [
    (">=", None),
    ("<=", Some(Sense::UpTo)),
    ("up to ", Some(Sense::UpTo)),
    ("as many as ", Some(Sense::UpTo)),
    ("at most ", Some(Sense::UpTo)),
    ("no more than ", Some(Sense::UpTo)),
    ("between ", Some(Sense::Range)),
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

impl InWords {
    /// The words of a count without a number, in the words of its grammar.
    pub fn of(wording: &str) -> Option<InWords> {
        let wording = wording.trim().to_lowercase().replace(' ', "_");
        InWords::parse(&wording)
    }
}
