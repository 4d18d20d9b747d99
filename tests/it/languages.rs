//! Languages: dates, numbers and words by the language of a page, translations that tell their original's facts, and what a
//! page says in whose words.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use dateline::chronicle::visible::Drafts;
use dateline::compose::Kept;
use dateline::edge::disk;

use crate::site::{NOW, anywhere, built, composed, printed};
use crate::support::in_order;

type Pages = BTreeMap<String, Vec<u8>>;

const ORIGINAL: (&str, &str) = (
    "content/dispatches/strike.md",
    "---
title: Strike on a market
date: 2017-05-31
city: Mosul
area: Near the bridge
topics: [air-strikes]
casualties: {killed: more than 1200, injured: 3}
attribution: [{to: coalition, how: alleged, scope: all}]
claims:
  - {by: A hospital, killed: 1210, counted: false, why: It counted another day too}
sources: [{name: An agency}]
corrections: [{on: 2017-06-02, kind: corrected, field: casualties.killed, was: 900, now: more than 1200, note: Recounted}]
---
Many died.
",
);

const TRANSLATION: (&str, &str) = (
    "content/dispatches/ar/strike.md",
    "---\ntitle: قصف سوق\ndate: 2017-06-01\nlang: ar-IQ\ntranslation_of: strike\n---\nمات كثيرون.\n",
);

const CITY: (&str, &str) = (
    "content/cities/mosul.md",
    "---\nname: Mosul\nnames: {ar: الموصل}\nlat: 36.34\nlon: 43.12\n---\n",
);

const ARABIC: &str = "ar-iq/dispatches/strike/index.html";

fn settings(lines: &str) -> String {
    format!("title = \"The Record\"\nbase_url = \"https://example.org/\"\n{lines}\n")
}

fn text(pages: &Pages, file: &str) -> String {
    let bytes = pages.get(file).unwrap_or_else(|| panic!("{file} is missing"));
    String::from_utf8(bytes.clone()).expect("pages are UTF-8")
}

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
fn a_translation_tells_the_facts_of_its_original_in_its_own_language() {
    let names = settings(
        "[parties]\ncoalition = \"The coalition\"\n[languages.ar]\ntitle = \"السجل\"\n[languages.ar.parties]\ncoalition = \"التحالف\"\n[languages.ar.topics]\nair-strikes = \"الضربات الجوية\"",
    );
    let pages = built(&[("site.toml", &names), ORIGINAL, TRANSLATION, CITY]);
    let page = text(&pages, ARABIC);
    in_order(
        &page,
        &[
            "<html lang=\"ar-IQ\" dir=\"rtl\">",
            "<title>قصف سوق · السجل</title>",
            "<bdi>الموصل</bdi>",
            "١ حزيران ٢٠١٧",
            // In digits and words of the page; then as it was reported, in the language it was reported in.
            "ما لا يقل عن ١٬٢٠٠",
            "<bdi lang=\"en\" dir=\"auto\">more than 1200</bdi>",
            "<bdi class=\"n\">٣</bdi>",
            "<bdi>التحالف</bdi>",
            "<bdi lang=\"en\" dir=\"auto\">Near the bridge</bdi>",
            "الضربات الجوية",
            "مات كثيرون.",
            "<bdi lang=\"en\" dir=\"auto\">A hospital</bdi>",
            "١٬٢١٠",
            "<bdi lang=\"en\" dir=\"auto\">An agency</bdi>",
        ],
    );
    assert!(!page.contains("The coalition"));
}

#[test]
fn a_correction_to_the_facts_is_told_on_every_page_that_tells_them() {
    let page = text(&built(&[ORIGINAL, TRANSLATION, CITY]), ARABIC);
    in_order(
        &page,
        &["id=\"original-correction-2017-06-02-1\"", "٢ حزيران ٢٠١٧", "900", "Recounted"],
    );
    assert!(page.contains("\"dateModified\":\"2017-06-02\""));
}

#[test]
fn a_translation_counts_nobody_twice() {
    let with = built(&[ORIGINAL, TRANSLATION, CITY]);
    let without = built(&[ORIGINAL, CITY]);
    assert_eq!(text(&with, "data/tolls.csv"), text(&without, "data/tolls.csv"));
    assert_eq!(text(&with, "data/incidents.csv"), text(&without, "data/incidents.csv"));
}

#[test]
fn languages_lead_to_each_other_for_readers_and_for_search_engines() {
    let pages = built(&[ORIGINAL, TRANSLATION, CITY]);
    let [english, arabic] =
        ["https://example.org/dispatches/strike/", "https://example.org/ar-iq/dispatches/strike/"];
    for file in ["dispatches/strike/index.html", ARABIC] {
        let page = text(&pages, file);
        for (lang, address) in [("en", english), ("ar-IQ", arabic)] {
            let link = format!("<link rel=\"alternate\" hreflang=\"{lang}\" href=\"{address}\">");
            assert!(page.contains(&link), "{file}: {link}");
        }
    }
    let page = text(&pages, "dispatches/strike/index.html");
    assert!(page.contains("<a href=\"/ar-iq/dispatches/strike/\" hreflang=\"ar-IQ\""));
    let sitemap = text(&pages, "sitemap.xml");
    let alternates = format!(
        "<xhtml:link rel=\"alternate\" hreflang=\"en\" href=\"{english}\"/><xhtml:link rel=\"alternate\" hreflang=\"ar-IQ\" href=\"{arabic}\"/>"
    );
    assert_eq!(sitemap.matches(&alternates).count(), 2, "{sitemap}");
}

#[test]
fn whoever_reads_a_translation_is_led_to_translations() {
    let later = (
        "content/dispatches/later.md",
        "---\ntitle: The market again\ndate: 2017-06-03\ncity: Mosul\nsupersedes: strike\ncasualties: {killed: 1300}\n---\nMore.\n",
    );
    let later_in_arabic = (
        "content/dispatches/ar/later.md",
        "---\ntitle: السوق مرة أخرى\ndate: 2017-06-03\nlang: ar-IQ\ntranslation_of: later\n---\nأكثر.\n",
    );
    let pages = built(&[ORIGINAL, TRANSLATION, CITY, later, later_in_arabic]);
    let page = text(&pages, ARABIC);
    in_order(&page, &["مستبدَلة", "class=\"notice\"", "/ar-iq/dispatches/later/", "السوق مرة أخرى"]);
    assert!(!page.contains("The market again"), "all of it is there in Arabic");
    let page = text(&built(&[ORIGINAL, TRANSLATION, CITY, later]), ARABIC);
    in_order(
        &page,
        &["class=\"notice\"", "href=\"/dispatches/later/\"", "lang=\"en\"", "The market again"],
    );
}

#[test]
fn what_is_told_in_another_language_has_a_list_a_feed_and_pages_of_its_own() {
    let about =
        ("content/ar-iq/about.md", "---\ntitle: من نحن\nlang: ar-IQ\nmenu: 1\n---\nصحيفة.\n");
    let english = ("content/about.md", "---\ntitle: Who we are\nmenu: 1\n---\nA newspaper.\n");
    let names = settings("[languages.ar]\ntitle = \"السجل\"");
    let pages = built(&[("site.toml", &names), ORIGINAL, TRANSLATION, CITY, about, english]);
    let list = text(&pages, "ar-iq/dispatches/index.html");
    in_order(
        &list,
        &[
            "<html lang=\"ar-IQ\" dir=\"rtl\">",
            "href=\"/ar-iq/dispatches/feed.xml\"",
            "<a href=\"/ar-iq/dispatches/\"><bdi>السجل</bdi></a>",
            "<bdi>من نحن</bdi>",
            "<a href=\"/\" hreflang=\"en\"><bdi lang=\"en\" dir=\"auto\">The Record</bdi></a>",
            "برقية واحدة",
            "حزيران ٢٠١٧",
            "قصف سوق",
        ],
    );
    assert!(!list.contains("Strike on a market") && !list.contains("Who we are"));
    let feed = text(&pages, "ar-iq/dispatches/feed.xml");
    assert!(feed.contains("<title>السجل</title>") && feed.contains("قصف سوق"), "{feed}");
    assert!(!feed.contains("Strike on a market"));
    let front = text(&pages, "index.html");
    assert!(front.contains("<a href=\"/ar-iq/dispatches/\" hreflang=\"ar-IQ\">"));
    assert!(front.contains("Who we are") && !front.contains("من نحن"));
    assert!(text(&pages, "ar-iq/about/index.html").contains("<html lang=\"ar-IQ\" dir=\"rtl\">"));
}

/// A dispatch `strike` with these `lines`, its Arabic translation, and a Persian one that translates the Arabic.
fn told_over(lines: &str) -> [(&'static str, String); 3] {
    let original = format!(
        "---\ntitle: Secret strike\ndate: 2017-05-31\ncity: Mosul\ncasualties: {{killed: 70}}\nsources: [{{name: Secret agency}}]\n{lines}\n---\nSecret.\n"
    );
    let translation = |title: &str, lang: &str, of: &str| {
        format!(
            "---\ntitle: {title}\ndate: 2017-06-01\nlang: {lang}\ntranslation_of: {of}\n---\nSecret too.\n"
        )
    };
    [
        ("content/dispatches/strike.md", original),
        ("content/dispatches/ar/strike-ar.md", translation("Secret in Arabic", "ar", "strike")),
        ("content/dispatches/fa/strike-fa.md", translation("Secret in Persian", "fa", "strike-ar")),
    ]
}

fn borrowed<'f>(files: &'f [(&'f str, String)]) -> Vec<(&'f str, &'f str)> {
    files.iter().map(|(path, text)| (*path, text.as_str())).collect()
}

#[test]
fn what_is_withdrawn_is_withdrawn_in_every_language_by_whatever_way_it_was_translated() {
    let files = told_over("withdrawn: {on: 2017-06-02, why: It was not so.}");
    let pages = built(&borrowed(&files));
    assert_eq!(anywhere(&pages, "Secret"), [""; 0]);
    let persian = text(&pages, "fa/dispatches/strike-fa/index.html");
    in_order(&persian, &["<html lang=\"fa\" dir=\"rtl\">", "It was not so."]);
    // Whoever follows a language is told.
    let arabic = text(&pages, "ar/dispatches/feed.xml");
    assert!(arabic.contains("It was not so."), "{arabic}");
}

#[test]
fn what_is_hidden_is_hidden_in_every_language() {
    for lines in ["draft: true", "embargo: 2017-07-01T06:00:00Z"] {
        let files = told_over(lines);
        let pages = built(&borrowed(&files));
        assert_eq!(anywhere(&pages, "Secret"), [""; 0], "{lines}");
        assert_eq!(anywhere(&pages, "strike-ar"), [""; 0], "{lines}");
    }
}

#[test]
fn nobody_is_led_to_a_translation_that_was_withdrawn() {
    let gone = (
        "content/dispatches/ar/strike.md",
        "---\ntitle: قصف سوق\ndate: 2017-06-01\nlang: ar-IQ\ntranslation_of: strike\nwithdrawn: {on: 2017-06-03, why: A slip.}\n---\nمات كثيرون.\n",
    );
    let pages = built(&[ORIGINAL, gone, CITY]);
    let english = text(&pages, "dispatches/strike/index.html");
    assert!(
        !english.contains("hreflang=\"ar-IQ\" title")
            && !english.contains("rel=\"alternate\" hreflang")
    );
    assert!(!text(&pages, "sitemap.xml").contains("hreflang"));
    let list = text(&pages, "ar-iq/dispatches/index.html");
    assert!(!list.contains("class=\"figures\""), "a withdrawn dispatch has no figures: {list}");
}

#[test]
fn the_feed_of_a_language_tells_what_was_corrected_in_the_original() {
    let pages = built(&[ORIGINAL, TRANSLATION, CITY]);
    let feed = text(&pages, "ar-iq/dispatches/feed.xml");
    let address = "https://example.org/ar-iq/dispatches/strike/#original-correction-2017-06-02-1";
    in_order(&feed, &[address, "Recounted"]);
    assert!(text(&pages, ARABIC).contains("id=\"original-correction-2017-06-02-1\""));
    // The feed of everything holds both dispatches, and tells it once.
    assert_eq!(text(&pages, "feed.xml").matches("Recounted").count(), 1);
}

#[test]
fn the_words_of_the_grammar_are_english_whatever_the_site_is_written_in() {
    let dispatch = |killed: &str| {
        format!(
            "---\ntitle: قصف\ndate: 2017-06-01\ncity: Mosul\ncasualties: {{killed: {killed}}}\n---\nنص.\n"
        )
    };
    let printed = |settings: &str, killed: &str| {
        let files = [("site.toml", settings), ("content/dispatches/a.md", &dispatch(killed))];
        text(&built(&files), "dispatches/a/index.html")
    };
    let arabic = settings("language = \"ar-IQ\"");
    in_order(
        &printed(&arabic, "dozens"),
        &["<bdi class=\"n\">ما لا يقل عن ١٢</bdi>", "<bdi lang=\"en\" dir=\"auto\">dozens</bdi>"],
    );
    assert!(printed(&arabic, "80-115").contains("٨٠\u{200f}–١١٥</bdi>"));
    let english = settings("");
    assert!(printed(&english, "\">120\"").contains("<bdi class=\"n\">&gt;120</bdi>"));
    assert!(printed(&english, "80-115").contains("<bdi class=\"n\">80–115</bdi>"));
    assert!(
        printed(&settings("language = \"en-GB\""), "dozens")
            .contains("<bdi class=\"n\">dozens</bdi>")
    );
}

#[test]
fn texts_may_lead_to_the_lists_and_the_map() {
    let page = (
        "content/about.md",
        "---\ntitle: About\n---\n[In Arabic](/ar-iq/dispatches/), [the map](/map/), [data](/data/), [the toll](/toll/).\n",
    );
    let about = text(&built(&[ORIGINAL, TRANSLATION, CITY, page]), "about/index.html");
    for link in ["/ar-iq/dispatches/", "/map/", "/data/", "/toll/"] {
        assert!(about.contains(&format!("<a href=\"{link}\">")), "{link}");
    }
}

#[test]
fn months_are_called_as_in_the_country() {
    let of = |lang: &str| {
        let translation = TRANSLATION.1.replace("ar-IQ", lang).replace("2017-06-01", "2017-05-31");
        let files = [ORIGINAL, ("content/dispatches/ar/strike.md", &translation), CITY];
        text(&built(&files), &format!("{}/dispatches/strike/index.html", lang.to_ascii_lowercase()))
    };
    assert!(of("ar-IQ").contains("٣١ أيار ٢٠١٧"));
    assert!(of("ar-EG").contains("٣١ مايو ٢٠١٧"));
    assert!(of("ar-MA").contains("31 ماي 2017"));
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
    let english = include_str!("../../themes/wire/strings/en.toml");
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
    assert!(text(&pages, "cities/mosul/index.html").contains("<h1>الموصل</h1>"));
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
    assert!(page.contains("What is new") && page.contains("Toll on record"), "{page}");
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
        &mut Kept::default(),
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
