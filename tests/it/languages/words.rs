//! The words of a theme: in whose language a page says them, what is said where one has none, and how a site says them otherwise.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use dateline::chronicle::visible::Drafts;
use dateline::edge::disk;

use super::{CITY, ORIGINAL, settings, text};
use crate::site::{NOW, anywhere, built, composed, printed};
use crate::support::{self, in_order};

/// The project of the sample site, with its files in order.
fn sample() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let snapshot = disk::read(root, NOW.parse().expect("a moment")).expect("it can be read");
    let texts = snapshot
        .sources
        .keys()
        .filter_map(|path| Some((path.to_string(), snapshot.text(path)?.to_string())));
    texts.collect()
}

#[test]
fn a_whole_site_in_arabic_says_nothing_in_the_english_of_the_theme() {
    let mut files = sample();
    for (path, text) in &mut files {
        if path == "site.toml" {
            // Not the language of the translations: they would tell the same a second time.
            *text = text.replace("language = \"en\"", "language = \"ar-LB\"");
        }
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
    let pages = built(&files);
    let english = include_str!("../../../themes/wire/strings/en.toml");
    let table: toml::Table = english.parse().expect("it is TOML");
    let mut phrases = Vec::new();
    phrases_of(&toml::Value::Table(table), &mut phrases);
    assert!(phrases.len() > 100, "{} phrases", phrases.len());
    for (file, bytes) in pages.iter().filter(|(file, _)| file.ends_with(".html")) {
        let page = without_english(&String::from_utf8_lossy(bytes));
        let said = phrases.iter().find(|phrase| page.contains(phrase.as_str()));
        assert_eq!(said, None, "on {file}");
    }
    let front = text(&pages, "index.html");
    assert!(front.contains("<html lang=\"ar-LB\" dir=\"rtl\">"), "{front}");
    assert!(text(&pages, "timeline/2017/05/index.html").contains("أيار ٢٠١٧"));
    assert!(text(&pages, "cities/mosul/index.html").contains("<h1><bdi>الموصل</bdi></h1>"));
}

/// A page without the cells and blocks that say of themselves that they are English: the schema of the data is.
fn without_english(page: &str) -> String {
    let mut parts = page.split(" lang=\"en\" dir=\"ltr\">");
    let mut rest: String = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = ["</td>", "</div>"].into_iter().filter_map(|end| part.find(end)).min();
        rest.push_str(&part[end.unwrap_or_default()..]);
    }
    rest
}

/// Phrases of four words and more that have no place to be filled: shorter ones an author may have written too.
fn phrases_of(value: &toml::Value, phrases: &mut Vec<String>) {
    match value {
        toml::Value::Table(table) => table.values().for_each(|value| phrases_of(value, phrases)),
        toml::Value::String(text) if text.split(' ').count() > 3 && !text.contains('{') => {
            phrases.push(text.replace('\'', "&#39;"));
        }
        _ => {}
    }
}

#[test]
fn what_a_language_has_no_word_for_is_said_in_english_and_marked_as_english() {
    let uk = settings("language = \"uk\"");
    let words = "skip = \"До тексту\"\nincidents = { one = \"{n} подія\", few = \"{n} події\", many = \"{n} подій\", other = \"{n} події\" }";
    let pages = built(&[("site.toml", &uk), ("strings/uk.toml", words), ORIGINAL, CITY]);
    let page = text(&pages, "index.html");
    in_order(
        &page,
        &[
            "<a class=\"skip\" href=\"#text\">До тексту</a>",
            "<nav aria-label=\"Sections\">",
            "<span lang=\"en\" dir=\"ltr\">Latest dispatches</span>",
        ],
    );
    assert!(text(&pages, "cities/mosul/index.html").contains("1 подія"));
    for mark in ['\u{fdd0}', '\u{fdd1}'] {
        assert_eq!(anywhere(&pages, &mark.to_string()), Vec::<String>::new(), "no mark is left");
    }
}

#[test]
fn the_words_of_a_site_lie_over_those_of_its_theme() {
    let words = ("strings/en.toml", "[front]\nlatest = \"What is new\"");
    let page = text(&built(&[words, ORIGINAL, CITY]), "index.html");
    assert!(page.contains("What is new") && page.contains("Total in this record"), "{page}");
    assert!(!page.contains("Latest dispatches"));
}

#[test]
fn words_that_a_theme_says_otherwise_are_the_only_ones_it_writes_down() {
    let settings = settings("theme = \"small\"");
    let files = [
        ("site.toml", settings.as_str()),
        ("themes/small/templates/any.html", "{{ t.skip }} | {{ t.front.latest }}"),
        ("themes/small/templates/redirect.html", "{{ to }}"),
        ("themes/small/strings/en.toml", "skip = \"Down to the text\""),
        ORIGINAL,
    ];
    assert_eq!(text(&built(&files), "index.html"), "Down to the text | Latest dispatches");
}

#[test]
fn every_word_of_the_default_theme_is_there_in_arabic() {
    let lang = settings("language = \"ar-IQ\"");
    let composition = composed(
        &crate::site::snapshot(&[("site.toml", &lang), ORIGINAL, CITY]),
        Drafts::Hidden,
        &mut support::cache(),
    );
    let faults: Vec<&str> = composition.faults.iter().map(|fault| fault.rule.code).collect();
    assert!(!faults.contains(&"missing-words") && !faults.contains(&"unknown-words"), "{faults:?}");
    assert!(printed(&composition).len() > 20);
}

#[test]
fn no_word_of_a_language_asks_for_a_place_that_english_does_not_fill() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/wire/strings");
    let read = |name: &str| -> toml::Value {
        let text = fs::read_to_string(folder.join(name)).expect("the words can be read");
        toml::Value::Table(text.parse().expect("they are TOML"))
    };
    let english = read("en.toml");
    let mut places = BTreeMap::new();
    places_of(&english, "", &mut places);
    let mut arabic = BTreeMap::new();
    places_of(&read("ar.toml"), "", &mut arabic);
    for (key, asked) in arabic {
        let filled = &places[&key];
        assert!(
            asked.iter().all(|place| filled.contains(place)),
            "{key}: {asked:?}, not {filled:?}"
        );
    }
}

/// The places of each word; the forms of a plural are one word.
fn places_of(value: &toml::Value, key: &str, places: &mut BTreeMap<String, Vec<String>>) {
    match value {
        toml::Value::Table(table) => {
            for (name, value) in table {
                let is_form = table.contains_key("other")
                    && ["zero", "one", "two", "few", "many", "other"].contains(&&**name);
                let below = if is_form { key.to_owned() } else { format!("{key}.{name}") };
                places_of(value, &below, places);
            }
        }
        toml::Value::String(text) => {
            let named = text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0));
            places.entry(key.to_owned()).or_default().extend(named.map(str::to_owned));
        }
        _ => {}
    }
}
