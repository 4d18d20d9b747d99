//! Which word somebody meant.
//! It does not know what the words stand for.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use xxhash_rust::xxh3::xxh3_64;

/// Words with more letters than this are alike only if they are the same.
const LONGEST: usize = 40;

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
pub struct FoldedWord {
    letters: String,
    length: usize,
}

impl FoldedWord {
    /// The letters of `text` in lower case, without marks.
    pub fn new(text: &str) -> FoldedWord {
        let letters = folded(text);
        let length = letters.chars().count();
        FoldedWord { letters, length }
    }

    /// How alike this word and `other` are. Short words must be closer than long ones.
    pub fn likeness(&self, other: &FoldedWord) -> Likeness {
        if self.letters == other.letters {
            return Likeness::SameLetters;
        }
        let allowed = slips(self.length.min(other.length));
        // The lengths alone settle most pairs.
        let apart = self.length.abs_diff(other.length) > allowed
            || strsim::osa_distance(&self.letters, &other.letters) > allowed;
        if apart { Likeness::Different } else { Likeness::NearMiss }
    }
}

/// How many letters two words of this length may be apart and still look like one.
fn slips(length: usize) -> usize {
    match length {
        0..=3 => 0,
        4..=7 => 1,
        8..=LONGEST => 2,
        _ => 0,
    }
}

/// The pairs of `words` that look like one, by their places, in order; at most `most`, and only those that are `asked`
/// about. The time it takes grows with the words, not with the pairs of words, unless very many are nearly alike.
pub fn similar_pairs(
    words: &[FoldedWord],
    asked: impl Fn(usize, usize) -> bool,
    most: usize,
) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut by_rest: HashMap<u64, Vec<usize>> = HashMap::new();
    for (n, word) in words.iter().enumerate() {
        // Two words that are a slip apart are the same word once the slipped letters are taken out of both.
        let rests = word.rests();
        let mut near: Vec<usize> =
            rests.iter().filter_map(|rest| by_rest.get(rest)).flatten().copied().collect();
        near.sort_unstable();
        near.dedup();
        near.retain(|&m| asked(m, n) && words[m].likeness(word) != Likeness::Different);
        pairs.extend(near.into_iter().map(|m| (m, n)));
        if pairs.len() >= most {
            break;
        }
        for rest in rests {
            by_rest.entry(rest).or_default().push(n);
        }
    }
    pairs.truncate(most);
    pairs.sort_unstable();
    pairs
}

impl FoldedWord {
    /// The word and what is left of it without one or two letters, as hashes.
    fn rests(&self) -> Vec<u64> {
        let letters: Vec<char> = self.letters.chars().collect();
        let mut rests = vec![xxh3_64(self.letters.as_bytes())];
        let mut level = vec![letters];
        for _ in 0..slips(self.length) {
            let without_one = |word: &Vec<char>| -> Vec<Vec<char>> {
                let left_out = |at| [&word[..at], &word[at + 1..]].concat();
                (0..word.len()).map(left_out).collect()
            };
            level = level.iter().flat_map(without_one).collect();
            let hash = |word: &Vec<char>| xxh3_64(word.iter().collect::<String>().as_bytes());
            rests.extend(level.iter().map(hash));
        }
        rests.sort_unstable();
        rests.dedup();
        rests
    }
}

/// The candidate that `word` most likely means; the first of those equally near.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = folded(word);
    let length = word.chars().count();
    let allowed = (length / 3).clamp(1, 3);
    candidates
        .into_iter()
        .map(|candidate| (folded(candidate), candidate))
        // The lengths alone settle most of them, and all that are absurdly long.
        .filter(|(folded, _)| folded.chars().count().abs_diff(length) <= allowed)
        .map(|(folded, candidate)| (strsim::osa_distance(&word, &folded), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

fn folded(text: &str) -> String {
    text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::{FoldedWord, Likeness, nearest, similar_pairs};

    fn likeness(one: &str, other: &str) -> Likeness {
        FoldedWord::new(one).likeness(&FoldedWord::new(other))
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

    #[test]
    fn look_alikes_are_those_that_comparing_every_pair_would_find() {
        let names = "Mosul Mousl Mosull Mosulll Baghdad Bagdhad Baghdād Hit Kit Kharkiv Kharkov Kherson Al-Mawsil Al-Mawsli Almawsil";
        let words: Vec<FoldedWord> = names.split(' ').map(FoldedWord::new).collect();
        let every_pair =
            || (0..words.len()).flat_map(|a| (a + 1..words.len()).map(move |b| (a, b)));
        let alike = |&(a, b): &(usize, usize)| words[a].likeness(&words[b]) != Likeness::Different;
        let expected: Vec<(usize, usize)> = every_pair().filter(alike).collect();
        assert_eq!(similar_pairs(&words, |_, _| true, 1_000), expected);
        assert_eq!(similar_pairs(&words, |_, _| true, 2).len(), 2);
        assert_eq!(similar_pairs(&words, |_, _| false, 2), []);
    }
}
