//! Every row of a toll has words in every language of the built-in theme. It does not look at pages.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

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
    let keys = ["label", "unit", "of", "counted"];
    let is_missing = |measure: &Measure| keys.iter().any(|key| !has(measure, key));
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

#[test]
fn every_list_of_states_names_all_of_them() {
    let states: Vec<&str> =
        Harm::ALL.iter().filter(|harm| harm.is_state()).map(|harm| harm.word()).collect();
    let named = |line: &str| -> Vec<&str> {
        let line = line.to_lowercase();
        // `Withheld` names no state.
        let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric()).collect();
        states.iter().copied().filter(|state| words.contains(state)).collect()
    };
    let mut incomplete = Vec::new();
    for (path, text) in texts() {
        let lines: Vec<&str> = text.lines().collect();
        for (at, line) in lines.iter().enumerate().filter(|(_, line)| named(line).len() > 1) {
            let around = lines[at.saturating_sub(1)..(at + 2).min(lines.len())].join(" ");
            if named(&around).len() < states.len() {
                incomplete.push(format!("{path}:{}: {line}", at + 1));
            }
        }
    }
    assert!(incomplete.is_empty(), "these lists lack one of {states:?}: {incomplete:#?}");
}

/// The sources, the manual and the words of the theme, by path.
fn texts() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = BTreeMap::new();
    let mut folders = ["src", "docs", "themes"].map(|folder| root.join(folder)).to_vec();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("it can be listed").path();
            let extension = path.extension().and_then(|it| it.to_str()).unwrap_or_default();
            if path.is_dir() {
                folders.push(path);
            } else if ["rs", "md", "toml"].contains(&extension) {
                let text = fs::read_to_string(&path).expect("it can be read");
                texts.insert(path.display().to_string(), text);
            }
        }
    }
    texts
}
