//! Tests of languages: translations that show the facts of their original, and dates, numbers and lists in each language.
//! It does not use the code directly; it reads the built pages as text.

mod between;
mod counts;
mod names;
mod unseen;
mod words;

use std::collections::BTreeMap;

use crate::site::built;
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
            // In the digits and words of the page.
            "<bdi class=\"n\">أكثر من ١٬٢٠٠</bdi>",
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
        &["id=\"original-correction-2017-06-02-1\"", "٢ حزيران ٢٠١٧", "٩٠٠", "Recounted"],
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
            "<a href=\"/\" hreflang=\"en\"><bdi lang=\"en\" dir=\"auto\">English</bdi></a>",
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

#[test]
fn the_feed_of_a_language_tells_what_was_corrected_in_the_original() {
    let pages = built(&[ORIGINAL, TRANSLATION, CITY]);
    let feed = text(&pages, "ar-iq/dispatches/feed.xml");
    let address = "https://example.org/ar-iq/dispatches/strike/#original-correction-2017-06-02-1";
    in_order(&feed, &[address, "Recounted"]);
    assert!(text(&pages, ARABIC).contains("id=\"original-correction-2017-06-02-1\""));
    // The feed of the whole site contains both dispatches, but lists the correction once.
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
    in_order(&printed(&arabic, "dozens"), &["<bdi class=\"n\">قتلى بالعشرات</bdi>"]);
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
    let arabic = "<a href=\"/ar-iq/dispatches/\" hreflang=\"ar-IQ\">In Arabic</a> <small class=\"leads\">(in Arabic)</small>";
    assert!(about.contains(arabic), "{about}");
    for link in ["/map/", "/data/", "/toll/"] {
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
