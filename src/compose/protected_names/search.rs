//! Looks for many names in a text at once. It finds a name in each order that begins with another of its words, as in
//! `Ali, Sara`, and behind the particles that Arabic and Hebrew join to a word.
//! It does not know why a name is looked for.

use std::ops::Range;

use aho_corasick::AhoCorasick;

use crate::compose::protected_names::folded::{Folded, is_of_word};

/// Maximum number of characters between two words of a name.
const LONGEST_BETWEEN: usize = 3;

/// The article of Arabic. It makes no other name.
const ARTICLE: &str = "ال";

/// The letters of Arabic and of Hebrew that are joined to the front of a word: and, so, in, to, like, the.
const JOINED: [&str; 2] = ["وفبلكسا", "והבלמשכ"];

/// Maximum number of letters that are joined to the front of a word.
const MOST_JOINED: usize = 4;

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Name {
    /// The words of a name, as they are compared.
    Words(Vec<String>),
    /// A web address, as it is compared.
    Address(String),
}

impl Name {
    /// The name of a person. None if all its words are so short that they could be anything.
    pub(super) fn of_person(written: &str) -> Option<Name> {
        let words: Vec<String> = Folded::new(written).words().map(without_article).collect();
        let is_long = words.iter().any(|word| word.chars().count() > 2);
        is_long.then_some(Name::Words(words))
    }

    pub(super) fn of_address(written: &str) -> Name {
        Name::Address(Folded::new(written).text)
    }
}

fn without_article(word: &str) -> String {
    let rest = word.strip_prefix(ARTICLE).filter(|rest| rest.chars().count() > 2);
    rest.unwrap_or(word).to_owned()
}

/// A search for all names at once.
pub(super) struct Search {
    names: Vec<Name>,
    /// Finds the longest word of each name, or the address. None only if the list of names is larger than memory.
    machine: Option<AhoCorasick>,
}

impl Search {
    pub(super) fn new(names: Vec<Name>) -> Search {
        let patterns = names.iter().map(|name| match name {
            Name::Words(words) => words[longest(words)].as_str(),
            Name::Address(address) => address,
        });
        let machine = AhoCorasick::new(patterns).ok();
        Search { names, machine }
    }

    /// Every place in `text` with one of the names, and the number of the name.
    pub(super) fn in_text(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        let folded = Folded::new(text);
        let mut found = Vec::new();
        let Some(machine) = &self.machine else { return found };
        for hit in machine.find_overlapping_iter(&folded.text) {
            let number = hit.pattern().as_usize();
            let at = match &self.names[number] {
                Name::Words(words) => whole_name(&folded.text, hit.range(), words)
                    .filter(|at| words.len() > 1 || is_name(text, folded.written(at.start))),
                Name::Address(_) => whole_address(&folded.text, hit.range()),
            };
            let place = |at: usize| text.floor_char_boundary(folded.written(at));
            // One character may be several words, as `ﷺ` is.
            found.extend(at.map(|at| {
                let end = place(at.end);
                (place(at.start).min(end)..end, number)
            }));
        }
        found
    }
}

fn longest(words: &[String]) -> usize {
    (0..words.len()).max_by_key(|at| words[*at].len()).unwrap_or(0)
}

/// The place of a whole name whose longest word is at `hit`.
fn whole_name(text: &str, hit: Range<usize>, words: &[String]) -> Option<Range<usize>> {
    (0..words.len()).find_map(|first| in_order(text, hit.clone(), words, first))
}

/// The place of the name in the order that begins with the word `first`.
fn in_order(text: &str, hit: Range<usize>, words: &[String], first: usize) -> Option<Range<usize>> {
    if text[hit.end..].starts_with(is_of_word) {
        return None;
    }
    let number = words.len();
    let at = (longest(words) + number - first) % number;
    let word = |at: usize| words[(first + at) % number].as_str();
    let start_of_word = |end: usize| text[..end].trim_end_matches(is_of_word).len();
    let (mut start, mut end) = (start_of_word(hit.start), hit.end);
    if !is_word(&text[start..end], word(at), at == 0) {
        return None;
    }
    for before in (0..at).rev() {
        let end = text[..start].trim_end_matches(|c| !is_of_word(c)).len();
        let found = start_of_word(end)..end;
        if !is_near(&text[end..start]) || !is_word(&text[found.clone()], word(before), before == 0)
        {
            return None;
        }
        start = found.start;
    }
    for after in at + 1..number {
        let rest = text[end..].trim_start_matches(|c| !is_of_word(c));
        let found = &rest[..rest.len() - rest.trim_start_matches(is_of_word).len()];
        let from = text.len() - rest.len();
        if !is_near(&text[end..from]) || !is_word(found, word(after), false) {
            return None;
        }
        end = from + found.len();
    }
    Some(start..end)
}

/// Whether a word of a text is this word of a name. Particles are joined to the first word of a name.
fn is_word(found: &str, word: &str, is_first: bool) -> bool {
    let Some(joined) = found.strip_suffix(word) else { return false };
    let are_particles = || {
        let all_of = |letters: &str| joined.chars().all(|c| letters.contains(c));
        joined.chars().count() <= MOST_JOINED && JOINED.into_iter().any(all_of)
    };
    joined.is_empty() || joined == ARTICLE || (is_first && are_particles())
}

fn is_near(between: &str) -> bool {
    (1..=LONGEST_BETWEEN).contains(&between.chars().count()) && !between.contains("\n\n")
}

/// Whether a word that is a whole name stands for it at `start`: one such as `Hope` may also be a usual word. In an address all letters are
/// small.
fn is_name(text: &str, start: usize) -> bool {
    let is_small = text.get(start..).is_some_and(|it| it.starts_with(char::is_lowercase));
    !is_small || (start == 0 && !text.contains(' '))
}

/// The place of an address, if it does not go on.
fn whole_address(text: &str, hit: Range<usize>) -> Option<Range<usize>> {
    let goes_on =
        text[hit.end..].starts_with(|c: char| c.is_alphanumeric() || c == '-' || c == '_');
    (!goes_on).then_some(hit)
}

#[cfg(test)]
mod tests {
    use super::{Name, Search};

    #[test]
    fn a_name_inside_of_one_character_has_a_place_in_the_text() {
        let name = Name::of_person("عليه وسلم").expect("a name");
        for text in ["ﷺ", "a ﷺ", "ﷺ ب"] {
            let found = Search::new(vec![name.clone()]).in_text(text);
            let [(at, 0)] = found.as_slice() else { panic!("{text}: {found:?}") };
            assert!(text.get(at.clone()).is_some(), "{text}: {at:?}");
        }
    }
}
