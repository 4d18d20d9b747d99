//! The names of one person in the form in which they are compared: without case, accents and signs.
//! It does not know whose names they are.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::field::person::Person;

/// Minimum number of letters in a name without its vowels. Shorter names that are spelled nearly alike are usually two.
const SHORTEST_SKELETON: usize = 5;

/// The names of one entry in a list.
#[derive(Clone, Debug)]
pub struct Names {
    /// Each name with its language; the name of the site's language has none.
    keys: Vec<(String, String)>,
    skeletons: Vec<String>,
    scripts: BTreeSet<u32>,
}

impl Names {
    /// The names of `person`.
    pub fn new(person: &Person) -> Names {
        let own = person.name.iter().map(|name| (String::new(), name));
        let others = person.names.iter().map(|(language, name)| (language.clone(), name));
        let names: Vec<(String, &String)> = own.chain(others).collect();
        let scripts = names.iter().flat_map(|(_, name)| name.chars().filter_map(script)).collect();
        let skeletons = names.iter().filter_map(|(_, name)| skeleton(name)).collect();
        let keys = names.into_iter().map(|(language, name)| (language, folded(name)));
        Names { keys: keys.filter(|(_, key)| !key.is_empty()).collect(), skeletons, scripts }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The names. Equal ones are the same name, in whatever language they were given.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(|(_, key)| key.as_str())
    }

    /// What is left of each long name without vowels and doubled letters, which different spellings of a name share.
    pub fn skeletons(&self) -> impl Iterator<Item = &str> {
        self.skeletons.iter().map(String::as_str)
    }

    /// The scripts that the names are written in.
    pub fn scripts(&self) -> impl Iterator<Item = u32> {
        self.scripts.iter().copied()
    }

    /// Whether both have a name in one language, and the two differ.
    pub fn differ_in_a_language(&self, other: &Names) -> bool {
        self.keys.iter().any(|(language, key)| {
            other.keys.iter().any(|(theirs, other)| theirs == language && other != key)
        })
    }

    /// Whether they share a name.
    pub fn share_a_name(&self, other: &Names) -> bool {
        self.keys().any(|key| other.keys().any(|other| other == key))
    }
}

/// The words of a name in small letters, without accents, vowel signs and punctuation.
fn folded(name: &str) -> String {
    let letters: String = name.nfkd().filter(|c| !is_combining_mark(*c) && *c != 'ـ').collect();
    let small = letters.to_lowercase();
    let words = small.split(|c: char| !c.is_alphanumeric() && !is_apostrophe(c));
    let words: Vec<String> =
        words.map(|word| word.replace(is_apostrophe, "")).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʿ' | 'ʾ' | '`')
}

/// The consonants of a long name in Latin letters; the letters of another script without those that are often exchanged. None if the name is
/// too short to tell.
fn skeleton(name: &str) -> Option<String> {
    let mut words: Vec<String> = folded(name).split(' ').map(consonants).collect();
    words.retain(|word| !word.is_empty());
    words.sort();
    let letters: usize = words.iter().map(|word| word.chars().count()).sum();
    (letters >= SHORTEST_SKELETON).then(|| words.join(" "))
}

fn consonants(word: &str) -> String {
    // The article is often left out, or written together with the name.
    let word = if matches!(word, "al" | "el" | "ال") { "" } else { word };
    let mut letters = String::new();
    for c in word.chars() {
        let c = match c {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'w' => continue,
            'أ' | 'إ' | 'آ' | 'ا' | 'ى' | 'ي' | 'ة' | 'ه' | 'و' => continue,
            c => c,
        };
        if c.is_numeric() || !letters.ends_with(c) {
            letters.push(c);
        }
    }
    letters
}

/// A number for the script of a letter. Where a script has several numbers, fewer people are proved, and never too many.
fn script(c: char) -> Option<u32> {
    if !c.is_alphabetic() {
        return None;
    }
    Some(match u32::from(c) {
        0x0000..=0x02ff | 0x1e00..=0x1eff => 0,
        0x0370..=0x03ff | 0x1f00..=0x1fff => 1,
        0x0400..=0x052f => 2,
        0x0530..=0x058f => 3,
        0x0590..=0x05ff => 4,
        0x0600..=0x06ff | 0x0750..=0x077f | 0x08a0..=0x08ff | 0xfb50..=0xfdff | 0xfe70..=0xfeff => {
            5
        }
        0x1100..=0x11ff | 0xac00..=0xd7af => 6,
        0x2e80..=0x9fff | 0xf900..=0xfaff | 0x20000.. => 7,
        other => 8 + (other >> 7),
    })
}

#[cfg(test)]
mod tests {
    use super::{folded, skeleton};

    #[test]
    fn case_accents_and_signs_make_no_other_name() {
        assert_eq!(folded("Al-Ḥasan, ʿAlī"), "al hasan ali");
        assert_eq!(folded("O’Neill"), folded("o'neill"));
    }

    #[test]
    fn spellings_of_one_name_share_their_consonants() {
        assert_eq!(skeleton("Muhammad Hasan"), skeleton("Mohamed Hassan"));
        assert_ne!(skeleton("Muhammad Hasan"), skeleton("Ahmad Hassan"));
        // Two names, but nobody can tell them from two spellings: so it is asked.
        assert_eq!(skeleton("Muhammad Hasan"), skeleton("Mahmoud Hassan"));
        assert_eq!(skeleton("Ali Omar"), None);
    }
}
