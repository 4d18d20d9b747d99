//! Every row of a toll has words in every language of the built-in theme. It does not look at pages.

use dateline::chronicle::measure::Measure;
use dateline::field::casualties::{Group, Harm};
use dateline::field::word::Word;

/// Every measure that a toll may have.
fn measures() -> impl Iterator<Item = Measure> {
    let of_harm = |harm: &Harm| {
        let harm = *harm;
        let parts = Group::ALL.iter().map(move |group| Measure::Part(harm, *group));
        std::iter::once(Measure::Whole(harm)).chain(parts)
    };
    Harm::ALL.iter().flat_map(of_harm).chain([Measure::Casualties])
}

/// Measures without a label or without words for a number of people, in the strings `text` of a language.
fn check(text: &str) {
    let strings: toml::Table = text.parse().expect("strings are TOML");
    let has = |measure: &Measure, key: &str| {
        let words = strings["measures"].get(measure.name());
        words.and_then(|words| words.get(key)).is_some()
    };
    let is_missing = |measure: &Measure| !has(measure, "label") || !has(measure, "unit");
    let missing: Vec<String> = measures().filter(is_missing).map(Measure::name).collect();
    assert!(missing.is_empty(), "no words for {missing:?} under `[measures]`");
}

#[test]
fn every_measure_has_words_in_english() {
    check(include_str!("../../../themes/wire/strings/en.toml"));
}

#[test]
fn every_measure_has_words_in_arabic() {
    check(include_str!("../../../themes/wire/strings/ar.toml"));
}

/// Words of a closed list that a page of the manual does not name.
fn unnamed<W: Word>(page: &str) -> Vec<&'static str> {
    let words = W::ALL.iter().map(|word| word.word());
    words.filter(|word| !page.contains(&format!("`{word}`"))).collect()
}

#[test]
fn the_manual_names_every_harm_and_group() {
    let dispatch = include_str!("../../../docs/dispatch.md");
    let theme = include_str!("../../../docs/theme.md");
    assert_eq!(unnamed::<Harm>(dispatch), [""; 0]);
    assert_eq!(unnamed::<Group>(dispatch), [""; 0]);
    assert_eq!(unnamed::<Harm>(theme), [""; 0]);
}
