//! Which word somebody meant.
//! It does not know what the words stand for.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// How alike two words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// Apart only in case or in marks on letters.
    SameLetters,
    /// One or two letters apart.
    NearMiss,
    /// Two words.
    Different,
}

/// A word made ready for many comparisons.
#[derive(Clone, Debug)]
pub struct Folded {
    letters: String,
    length: usize,
}

impl Folded {
    /// The letters of `text` in lower case, without marks.
    pub fn new(text: &str) -> Folded {
        let letters = folded(text);
        let length = letters.chars().count();
        Folded { letters, length }
    }

    /// How alike this word and `other` are. Short words must be closer than long ones.
    pub fn likeness(&self, other: &Folded) -> Likeness {
        if self.letters == other.letters {
            return Likeness::SameLetters;
        }
        let allowed = match self.length.min(other.length) {
            0..=3 => 0,
            4..=7 => 1,
            _ => 2,
        };
        // The lengths alone settle most pairs.
        let apart = self.length.abs_diff(other.length) > allowed
            || strsim::osa_distance(&self.letters, &other.letters) > allowed;
        if apart {
            Likeness::Different
        } else {
            Likeness::NearMiss
        }
    }
}

/// The candidate that `word` most likely means; the first of those equally near.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = folded(word);
    let allowed = (word.chars().count() / 3).clamp(1, 3);
    candidates
        .into_iter()
        .map(|candidate| (strsim::osa_distance(&word, &folded(candidate)), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

fn folded(text: &str) -> String {
    text.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Folded, Likeness, nearest};

    fn likeness(one: &str, other: &str) -> Likeness {
        Folded::new(one).likeness(&Folded::new(other))
    }

    #[test]
    fn a_slip_of_the_finger_is_recognised() {
        assert_eq!(nearest("killled", ["killed", "injured"]), Some("killed"));
        assert_eq!(nearest("cites", ["city", "cities"]), Some("cities"));
    }

    #[test]
    fn a_word_that_is_nothing_like_the_others_is_left_alone() {
        assert_eq!(nearest("weather", ["killed", "injured"]), None);
    }

    #[test]
    fn case_and_marks_do_not_make_another_city() {
        assert_eq!(likeness("Baghdād", "baghdad"), Likeness::SameLetters);
    }

    #[test]
    fn short_names_one_letter_apart_may_be_two_cities() {
        assert_eq!(likeness("Hit", "Hīt"), Likeness::SameLetters);
        assert_eq!(likeness("Hit", "Kit"), Likeness::Different);
        assert_eq!(likeness("Mosul", "Mosull"), Likeness::NearMiss);
    }
}
