//! Spelling: which word somebody meant, and which words look alike.
//! It does not know what the words stand for.

use std::borrow::Cow;
use std::collections::HashMap;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use xxhash_rust::xxh3::xxh3_64;

/// Maximum number of letters of words that are compared letter by letter; longer words are similar only if equal.
const LONGEST: usize = 40;

/// A text in the form in which texts are compared: each letter and its accents as one character where there is one. A Mac writes `é` as
/// two characters in names of files.
pub fn composed(text: &str) -> Cow<'_, str> {
    match text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.nfc().collect()),
    }
}

/// What to say of an unknown `word`: "did you mean `killed`?", or `otherwise` if no candidate is near.
pub fn did_you_mean<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    otherwise: impl Into<String>,
) -> String {
    match nearest(word, candidates) {
        Some(near) => format!("did you mean `{near}`?"),
        None => otherwise.into(),
    }
}

/// The candidate that `word` most likely means; the first of those that are equally near.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = folded(word);
    let length = word.chars().count();
    let allowed = (length / 3).clamp(1, 3);
    candidates
        .into_iter()
        .map(|candidate| (folded(candidate), candidate))
        // Comparing lengths is cheap and rules out most candidates.
        .filter(|(folded, _)| folded.chars().count().abs_diff(length) <= allowed)
        .map(|(folded, candidate)| (strsim::osa_distance(&word, &folded), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// A word made ready for many comparisons: its letters in lower case, without accents.
#[derive(Clone, Debug)]
pub struct FoldedWord {
    letters: String,
    length: usize,
}

impl FoldedWord {
    /// Folds `text`.
    pub fn new(text: &str) -> FoldedWord {
        let letters = folded(text);
        let length = letters.chars().count();
        FoldedWord { letters, length }
    }

    /// Whether the words differ in a few letters at most. Short words must be closer than long ones.
    pub fn is_similar_to(&self, other: &FoldedWord) -> bool {
        let allowed = allowed_edits(self.length.min(other.length));
        self.letters == other.letters
            // Comparing lengths is cheap and rules out most pairs.
            || (self.length.abs_diff(other.length) <= allowed
                && strsim::osa_distance(&self.letters, &other.letters) <= allowed)
    }

    /// Hashes of the word and of every word that is left when up to two letters are deleted.
    fn deletions(&self) -> Vec<u64> {
        let mut hashes = vec![xxh3_64(self.letters.as_bytes())];
        let mut level: Vec<Vec<char>> = vec![self.letters.chars().collect()];
        for _ in 0..allowed_edits(self.length) {
            let without_one = |word: &Vec<char>| -> Vec<Vec<char>> {
                let left_out = |at| [&word[..at], &word[at + 1..]].concat();
                (0..word.len()).map(left_out).collect()
            };
            level = level.iter().flat_map(without_one).collect();
            let hash = |word: &Vec<char>| xxh3_64(word.iter().collect::<String>().as_bytes());
            hashes.extend(level.iter().map(hash));
        }
        hashes.sort_unstable();
        hashes.dedup();
        hashes
    }
}

/// The pairs of similar words, by their places in `words`, in order; at most `most`, and only those that are `asked` for.
///
/// The time grows with the number of words, not with the number of pairs, unless very many words are similar.
pub fn similar_pairs(
    words: &[FoldedWord],
    asked: impl Fn(usize, usize) -> bool,
    most: usize,
) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut by_deletion: HashMap<u64, Vec<usize>> = HashMap::new();
    for (n, word) in words.iter().enumerate() {
        // Two words with one wrong letter between them become the same word when that letter is deleted from both.
        let deletions = word.deletions();
        let mut near: Vec<usize> =
            deletions.iter().filter_map(|it| by_deletion.get(it)).flatten().copied().collect();
        near.sort_unstable();
        near.dedup();
        near.retain(|&m| asked(m, n) && words[m].is_similar_to(word));
        pairs.extend(near.into_iter().map(|m| (m, n)));
        if pairs.len() >= most {
            break;
        }
        for deletion in deletions {
            by_deletion.entry(deletion).or_default().push(n);
        }
    }
    pairs.truncate(most);
    pairs.sort_unstable();
    pairs
}

/// Maximum number of letters in which two words of this length may differ and still be similar.
fn allowed_edits(length: usize) -> usize {
    match length {
        0..=3 => 0,
        4..=7 => 1,
        8..=LONGEST => 2,
        _ => 0,
    }
}

fn folded(text: &str) -> String {
    text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::{FoldedWord, did_you_mean, nearest, similar_pairs};

    fn are_similar(one: &str, other: &str) -> bool {
        FoldedWord::new(one).is_similar_to(&FoldedWord::new(other))
    }

    #[test]
    fn a_slip_of_the_finger_is_recognised() {
        assert_eq!(nearest("killled", ["killed", "injured"]), Some("killed"));
        assert_eq!(nearest("cites", ["city", "cities"]), Some("cities"));
        assert_eq!(did_you_mean("killled", ["killed"], "no such harm"), "did you mean `killed`?");
    }

    #[test]
    fn a_word_that_is_nothing_like_the_others_is_left_alone() {
        assert_eq!(nearest("weather", ["killed", "injured"]), None);
        assert_eq!(did_you_mean("weather", ["killed"], "no such harm"), "no such harm");
    }

    #[test]
    fn case_and_marks_do_not_make_another_city() {
        assert!(are_similar("Baghdād", "baghdad"));
    }

    #[test]
    fn short_names_one_letter_apart_may_be_two_cities() {
        assert!(are_similar("Hit", "Hīt"));
        assert!(!are_similar("Hit", "Kit"));
        assert!(are_similar("Mosul", "Mosull"));
    }

    #[test]
    fn similar_pairs_are_those_that_comparing_every_pair_would_find() {
        let names = "Mosul Mousl Mosull Mosulll Baghdad Bagdhad Baghdād Hit Kit Kharkiv Kharkov Kherson Al-Mawsil Al-Mawsli Almawsil";
        let words: Vec<FoldedWord> = names.split(' ').map(FoldedWord::new).collect();
        let every_pair =
            || (0..words.len()).flat_map(|a| (a + 1..words.len()).map(move |b| (a, b)));
        let alike = |&(a, b): &(usize, usize)| words[a].is_similar_to(&words[b]);
        let expected: Vec<(usize, usize)> = every_pair().filter(alike).collect();
        assert_eq!(similar_pairs(&words, |_, _| true, 1_000), expected);
        assert_eq!(similar_pairs(&words, |_, _| true, 2).len(), 2);
        assert_eq!(similar_pairs(&words, |_, _| false, 2), []);
    }
}
