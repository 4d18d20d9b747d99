//! Tests of what stands between two languages: the switch, links that lead to the other, and texts of one on pages of the other.
//! It does not use the code directly; it reads the built pages as text.

use super::{ARABIC, CITY, ORIGINAL, Pages, TRANSLATION, settings, text};
use crate::site::built;
use crate::support::in_order;

/// The foot of every page has links too, which are not what these tests are about.
fn main_of(page: &str) -> &str {
    let (_, main) = page.split_once("<main").expect("a page has a main part");
    main.split_once("</main>").expect("it ends").0
}

fn site() -> Pages {
    built(&[ORIGINAL, TRANSLATION, CITY])
}

#[test]
fn the_switch_calls_each_language_as_it_calls_itself() {
    let names = settings("[languages.ar]\ntitle = \"السجل\"");
    let pages = built(&[("site.toml", &names), ORIGINAL, TRANSLATION, CITY]);
    let arabic = "<a href=\"/ar-iq/dispatches/\" hreflang=\"ar-IQ\"><bdi lang=\"ar-IQ\" dir=\"auto\">العربية</bdi></a>";
    assert!(text(&pages, "index.html").contains(arabic));
    let english = "<a href=\"/\" hreflang=\"en\"><bdi lang=\"en\" dir=\"auto\">English</bdi></a>";
    assert!(text(&pages, ARABIC).contains(english));
    // So does the line below the headline.
    let beside = "hreflang=\"en\"><bdi lang=\"en\" dir=\"auto\">English</bdi></a>";
    assert!(main_of(&text(&pages, ARABIC)).contains(beside));
}

#[test]
fn a_link_that_leads_to_a_page_in_another_language_says_so() {
    let page = text(&site(), ARABIC);
    in_order(
        &page,
        &[
            // The sections that are only there in English stand together.
            "باللغة الإنكليزية: <ul>",
            "<a href=\"/cities/\" hreflang=\"en\">المدن</a>",
            "<a href=\"/timeline/\" hreflang=\"en\">",
            // The name of the city is Arabic; its page is not.
            "<a href=\"/cities/mosul/\" hreflang=\"en\"><bdi>الموصل</bdi></a> <small class=\"leads\">(باللغة الإنكليزية)</small>",
        ],
    );
    let own = (
        "content/dispatches/b.md",
        "---\ntitle: قصف جسر\ndate: 2017-06-02\ncity: Mosul\nlang: ar-IQ\ncasualties: {killed: 2}\n---\nمات اثنان.\n",
    );
    let pages = built(&[ORIGINAL, TRANSLATION, CITY, own]);
    for file in ["index.html", "cities/mosul/index.html", "timeline/2017/06/index.html"] {
        let page = text(&pages, file);
        in_order(main_of(&page), &["hreflang=\"ar-IQ\"", "قصف جسر</a>", "(in Arabic)"]);
    }
    // Between pages of one language nothing is said.
    assert!(!main_of(&text(&pages, "timeline/2017/05/index.html")).contains("(in English)"));
}

#[test]
fn numbers_days_and_grades_of_a_correction_are_told_in_the_language_of_the_page() {
    let original = (
        "content/dispatches/strike.md",
        "---
title: Strike on a market
date: 2017-05-31
event: 2017-05-30
city: Mosul
grade: fair
casualties: {killed: 142}
sources: [{name: An agency}, {name: A hospital}]
corrections:
  - {on: 2017-06-02, kind: corrected, field: casualties.killed, was: more than 120, now: 142, note: Recounted}
  - {on: 2017-06-03, kind: corrected, field: event, was: 2017-05-29, now: 2017-05-30}
  - {on: 2017-06-04, kind: corrected, field: grade, was: weak, now: fair}
---
Many died.
",
    );
    let pages = built(&[original, TRANSLATION, CITY]);
    let page = text(&pages, ARABIC);
    in_order(
        &page,
        &[
            "<del><bdi>ضعيفة",
            "<ins><bdi>مرج",
            "<del><time datetime=\"2017-05-29\"><bdi>٢٩ أيار ٢٠١٧</bdi></time></del>",
            "<del><bdi class=\"n\">أكثر من ١٢٠</bdi></del>",
            "<ins><bdi class=\"n\">١٤٢</bdi></ins>",
            // The reason is in the words of the original, and marked.
            "<bdi lang=\"en\" dir=\"auto\">Recounted</bdi>",
        ],
    );
    assert!(!main_of(&page).contains("more than 120"), "it is told in Arabic");
    let page = text(&pages, "dispatches/strike/index.html");
    in_order(&page, &["weak", "29 May 2017", "more than 120", "142"]);
}

#[test]
fn a_body_in_another_script_than_its_page_runs_in_its_own_direction() {
    let dispatch = |lang: &str, body: &str| {
        let dispatch = format!(
            "---\ntitle: A\ndate: 2017-06-01\ncity: Mosul\n{lang}\ncasualties: {{killed: 2}}\n---\n{body}\n"
        );
        text(&built(&[("content/dispatches/a.md", &dispatch)]), "dispatches/a/index.html")
    };
    let arabic = "قُتل اثنان في السوق، بحسب CNN.";
    assert!(dispatch("", arabic).contains("<div class=\"prose\" dir=\"auto\">"));
    assert!(dispatch("", "Two people died.").contains("<div class=\"prose\">"));
    assert!(dispatch("lang: ar", arabic).contains("<div class=\"prose\">"));
    // The place and the day before the text keep the direction of the page, so they do not decide that of the body.
    assert!(dispatch("", arabic).contains("<p class=\"dateline\" dir=\"ltr\">"));
    let page = ("content/about.md", "---\ntitle: من نحن\n---\nصحيفة.\n");
    let about = text(&built(&[page]), "about/index.html");
    in_order(&about, &["<h1 dir=\"auto\">من نحن</h1>", "<div class=\"prose\" dir=\"auto\">"]);
}

#[test]
fn what_an_incident_has_from_an_arabic_dispatch_is_marked_as_arabic() {
    let dispatch = |slug: &str, date: &str, lines: &str| {
        let text = format!(
            "---\ntitle: Strike {slug}\ndate: {date}\nevent: 2017-06-01\ncity: Mosul\nincident: strike-a\n{lines}\n---\nText of {slug}.\n"
        );
        (format!("content/dispatches/{slug}.md"), text)
    };
    let english = dispatch("one", "2017-06-01", "casualties: {killed: 2}");
    let arabic = dispatch(
        "two",
        "2017-06-02",
        "lang: ar\narea: قرب الجسر\ncasualties: {killed: 3}\nattribution: [{to: northern-army, how: alleged, means: قصف مدفعي}]\npositions: [{party: northern-army, position: denied, note: نفى متحدث}]",
    );
    let files = [english, arabic];
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
    let page = text(&built(&files), "incidents/strike-a/index.html");
    for words in ["قرب الجسر", "قصف مدفعي", "نفى متحدث"] {
        let marked = format!("<bdi lang=\"ar\" dir=\"auto\">{words}</bdi>");
        assert!(page.contains(&marked), "{marked} in {page}");
    }
}
