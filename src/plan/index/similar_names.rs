//! Which places have similar names: Raqqa and Ar Raqqah, or Tripoli in two countries.
//! It does not join them; a reader who looks for one may want the other.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::chronicle::city_names::CityName;
use crate::chronicle::places::Places;
use crate::field::slug::Slug;

/// Maximum number of similar names of one place.
const MOST: usize = 12;

/// Minimum length of the first word by which names are compared.
const SHORTEST: usize = 3;

/// Articles before a name, in the spellings that data sets use.
const ARTICLES: [&str; 12] =
    ["al", "el", "ar", "as", "ash", "at", "ad", "an", "az", "az", "the", "l"];

/// Words that say what a place is, not what it is called.
const KINDS: [&str; 9] =
    ["city", "town", "village", "district", "old", "new", "camp", "center", "centre"];

/// The places by the sound of their first word.
#[derive(Default)]
pub(crate) struct SimilarNames {
    by_first: BTreeMap<String, Vec<(Vec<String>, CityName)>>,
    sounds: BTreeMap<CityName, Vec<Vec<String>>>,
}

impl SimilarNames {
    /// The similar names among `all`, which are sorted by name.
    pub(crate) fn new(all: &[CityName], places: &Places) -> SimilarNames {
        let mut similar = SimilarNames::default();
        for city in all {
            let names = places.file(city).map(|file| file.names.values());
            let names = names.into_iter().flatten().map(String::as_str).chain([&**city]);
            let sounds: BTreeSet<Vec<String>> = names.map(sound).collect();
            let sounds = sounds.into_iter().filter(|sound| sound[0].len() >= SHORTEST);
            let sounds: Vec<Vec<String>> = sounds.collect();
            for sound in &sounds {
                let alike = similar.by_first.entry(sound[0].clone()).or_default();
                alike.push((sound.clone(), Arc::clone(city)));
            }
            similar.sounds.insert(Arc::clone(city), sounds);
        }
        similar
    }

    /// Other places whose names are similar to that of `city`, the most similar first.
    pub(crate) fn of(&self, city: &CityName) -> Vec<CityName> {
        let mut found: BTreeMap<&CityName, usize> = BTreeMap::new();
        for own in self.sounds.get(city).into_iter().flatten() {
            for (sound, other) in self.by_first.get(&own[0]).into_iter().flatten() {
                // "Kafr Nabl" and "Kafr Zita" share a word; "Raqqa" and "Raqqa Thakana" may be one.
                let (short, long) =
                    if own.len() < sound.len() { (own, sound) } else { (sound, own) };
                if other != city && long.starts_with(short) {
                    let more = long.len() - short.len();
                    let least = found.entry(other).or_insert(more);
                    *least = (*least).min(more);
                }
            }
        }
        let mut found: Vec<(usize, &CityName)> =
            found.into_iter().map(|(city, more)| (more, city)).collect();
        found.sort();
        found.into_iter().take(MOST).map(|(_, city)| Arc::clone(city)).collect()
    }
}

/// The words of a name as they sound: without articles, doubled letters and the differences between ways to write Arabic and Cyrillic.
fn sound(name: &str) -> Vec<String> {
    let slug = Slug::make(name);
    let words: Vec<&str> = slug.as_str().split('-').collect();
    let is_name = |word: &&&str| !ARTICLES.contains(*word) && !KINDS.contains(*word);
    let telling: Vec<&str> = words.iter().filter(is_name).copied().collect();
    let words = if telling.is_empty() { words } else { telling };
    words.into_iter().map(plain).collect()
}

fn plain(word: &str) -> String {
    let mut sound = String::new();
    for c in word.chars() {
        let c = match c {
            'e' | 'y' => 'i',
            'o' => 'u',
            'q' => 'k',
            c => c,
        };
        if !sound.ends_with(c) {
            sound.push(c);
        }
    }
    if sound.len() > SHORTEST && sound.ends_with('h') {
        sound.pop();
    }
    sound
}

#[cfg(test)]
mod tests {
    use super::sound;

    fn check(one: &str, other: &str, alike: bool) {
        let (one, other) = (sound(one), sound(other));
        assert_eq!(one == other, alike, "{one:?} {other:?}");
    }

    #[test]
    fn ways_to_write_one_name_sound_alike() {
        check("Raqqa", "Ar Raqqah", true);
        check("al-Bab", "Al Bab", true);
        check("Mariupol", "Mariupol town", true);
        check("Kyiv", "Kiiv", true);
        check("Mosul", "Homs", false);
    }
}
