//! Second signs that two incidents are one: the same area, spot or source, or a rare word in both titles.
//! It does not compare their numbers, cities or days.

use std::cell::LazyCell;
use std::collections::{BTreeSet, HashMap};

use crate::chronicle::Chronicle;
use crate::chronicle::incident::Incident;
use crate::chronicle::measure::Measure;
use crate::field::casualties::Harm;
use crate::field::dateline::Precision;
use crate::text::spelling::FoldedWord;

/// Maximum number of kilometres between two points of one incident.
const MAX_KM: u32 = 2;

/// Minimum number of letters of a word that can be a sign.
const MIN_LETTERS: usize = 4;

/// A word is rare if at most two titles have it, or at most one title in this number.
const RARE: usize = 2_000;

/// Words that the titles of many incidents have, also in a small archive.
const COMMON: &[&str] = &[
    "after",
    "airstrike",
    "attack",
    "attacks",
    "bomb",
    "bombing",
    "casualties",
    "child",
    "children",
    "civilian",
    "civilians",
    "clashes",
    "dead",
    "dies",
    "died",
    "dozen",
    "dozens",
    "eight",
    "five",
    "four",
    "from",
    "hundred",
    "injured",
    "kill",
    "killed",
    "kills",
    "least",
    "more",
    "near",
    "nine",
    "over",
    "people",
    "seven",
    "shelling",
    "soldiers",
    "strike",
    "strikes",
    "than",
    "thirty",
    "three",
    "town",
    "twenty",
    "village",
    "women",
    "wounded",
];

/// The number of titles that have each word. Counted when it is first asked for.
type WordCounts<'c> =
    LazyCell<HashMap<String, usize>, Box<dyn FnOnce() -> HashMap<String, usize> + 'c>>;

/// What second signs are looked for in.
pub(super) struct Signs<'c> {
    chronicle: &'c Chronicle,
    times: WordCounts<'c>,
}

impl<'c> Signs<'c> {
    /// The signs in `chronicle`.
    pub(super) fn new(chronicle: &'c Chronicle) -> Signs<'c> {
        Signs { chronicle, times: LazyCell::new(Box::new(|| word_counts(chronicle))) }
    }

    /// Whether anything but numbers, cities and days says that two incidents may be one.
    pub(super) fn has_one(&self, one: &Incident, other: &Incident) -> bool {
        has_same_area(one, other)
            || is_on_one_spot(one, other)
            || self.has_same_source(one, other)
            || self.has_same_rare_word(one, other)
    }

    fn has_same_source(&self, one: &Incident, other: &Incident) -> bool {
        let dispatches = &self.chronicle.dispatches;
        let sources = |incident: &Incident| -> BTreeSet<&str> {
            let numbers = incident.dispatches.iter();
            let sources = numbers.flat_map(|number| &dispatches[*number].sources);
            sources.filter_map(|source| source.url.as_deref()).collect()
        };
        let told = sources(one);
        !told.is_empty() && sources(other).iter().any(|url| told.contains(url))
    }

    fn has_same_rare_word(&self, one: &Incident, other: &Incident) -> bool {
        if is_of_one_person(one) || is_of_one_person(other) {
            return false;
        }
        let places: BTreeSet<String> = [one, other].into_iter().flat_map(words_of_place).collect();
        let at_most = (self.chronicle.dispatches.len() / RARE).max(2);
        let words = |incident: &Incident| -> BTreeSet<String> {
            let numbers = incident.dispatches.iter();
            numbers
                .flat_map(|number| words(&self.chronicle.dispatches[*number].title.value))
                .collect()
        };
        let both = words(one);
        words(other).iter().any(|word| {
            both.contains(word)
                && !places.contains(word)
                && self.times.get(word).is_none_or(|times| *times <= at_most)
        })
    }
}

/// Whether one person was killed. Titles of such incidents are often alike: "A man was shot".
fn is_of_one_person(incident: &Incident) -> bool {
    incident.bounds(Measure::Whole(Harm::Killed)).is_some_and(|killed| killed.min < 2)
}

fn has_same_area(one: &Incident, other: &Incident) -> bool {
    match (&one.place.area, &other.place.area) {
        (Some(one), Some(other)) => FoldedWord::new(one).is_similar_to(&FoldedWord::new(other)),
        _ => false,
    }
}

/// Whether both have a point that is closer than a city, and the two points are near each other.
fn is_on_one_spot(one: &Incident, other: &Incident) -> bool {
    let point = |incident: &Incident| {
        let place = &incident.place;
        place.coordinates.filter(|_| place.precision < Precision::City)
    };
    matches!((point(one), point(other)), (Some(one), Some(other)) if one.km_to(other) <= MAX_KM)
}

/// The words of a text that may be a sign, in small letters.
fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let long = words.filter(|word| word.chars().count() >= MIN_LETTERS);
    long.map(str::to_lowercase)
        .filter(|word| !COMMON.contains(&word.as_str()) && !word.chars().all(char::is_numeric))
}

/// The words in the names of the city, the region and the area of an incident.
fn words_of_place(incident: &Incident) -> impl Iterator<Item = String> {
    let place = &incident.place;
    let names = place.cities.iter().map(|city| &**city).chain(place.region.as_deref());
    names.flat_map(words)
}

fn word_counts(chronicle: &Chronicle) -> HashMap<String, usize> {
    let mut times = HashMap::new();
    for dispatch in &chronicle.dispatches {
        let words: BTreeSet<String> = words(&dispatch.title.value).collect();
        words.into_iter().for_each(|word| *times.entry(word).or_default() += 1);
    }
    times
}
