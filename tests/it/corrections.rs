//! Tests of corrections and withdrawals as readers see them: on pages, in the list of all changes, and in data.
//! It does not use the code directly; it reads the built pages as text.

mod feed;
mod machines;

use std::collections::BTreeMap;

use crate::site::{OPEN, anywhere, built};
use crate::support::{in_order, texts_of};

type Site = BTreeMap<String, Vec<u8>>;

/// A dispatch with the required front matter and these lines.
fn dispatch(slug: &str, title: &str, date: &str, lines: &str) -> (String, String) {
    let text =
        format!("---\ntitle: {title}\ndate: {date}\ncity: Mosul\n{lines}\n---\nText of {slug}.\n");
    (format!("content/dispatches/{slug}.md"), text)
}

fn site(dispatches: &[(String, String)]) -> Site {
    let files = dispatches.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    built(&files.collect::<Vec<_>>())
}

fn text(site: &Site, file: &str) -> String {
    let bytes = site.get(file).unwrap_or_else(|| panic!("{file} is missing"));
    String::from_utf8(bytes.clone()).expect("pages are UTF-8")
}

const CORRECTED: &str = r#"casualties: {killed: more than 120}
corrections:
  - {on: 2017-06-03, kind: corrected, field: casualties.killed, was: 70, now: more than 120, note: The hospital counted again.}
  - {on: 2017-06-05, kind: updated, field: casualties.killed.civilian, now: 90}
  - {on: 2017-06-04, kind: corrected, field: title, was: Raid, now: Strike}"#;

fn corrected() -> Site {
    site(&[dispatch("strike", "Strike on a bridge", "2017-06-01", CORRECTED)])
}

#[test]
fn corrections_stand_before_the_text_newest_first_with_what_was_and_what_is() {
    let page = text(&corrected(), "dispatches/strike/index.html");
    let newest_first = [
        "Corrected", // beside the place
        "Updated 5 June 2017",
        "Corrections Updated 5 June 2017 Civilians killed Now 90",
        "Corrected 4 June 2017 Headline Was Raid Now Strike",
        "Corrected 3 June 2017 Killed Was 70 Now more than 120 The hospital counted again.",
        "Text of strike.",
    ];
    in_order(&texts_of(&page), &newest_first);
    assert!(
        page.contains("<del><bdi class=\"n\">70</bdi></del>"),
        "what stood there is struck through"
    );
    assert!(page.contains("<ins><bdi class=\"n\">more than 120</bdi></ins>"));
}

#[test]
fn all_corrections_stand_on_one_page_by_month_each_with_a_link_to_its_place() {
    let site = site(&[
        dispatch("strike", "Strike on a bridge", "2017-06-01", CORRECTED),
        dispatch("first", "First report", "2017-04-01", "casualties: {killed: 3}"),
        dispatch(
            "second",
            "Second report",
            "2017-05-02",
            "supersedes: first\ncasualties: {killed: 2}",
        ),
        dispatch(
            "gone",
            "Lost headline",
            "2017-05-01",
            "withdrawn: {on: 2017-06-04, why: Untrue.}",
        ),
    ]);
    let page = text(&site, "corrections/index.html");
    let newest_first = [
        "June 2017 5 Jun 2017 Updated Strike on a bridge Now 90 civilians killed",
        "4 Jun 2017 Corrected Strike on a bridge Headline Was Raid Now Strike",
        "4 Jun 2017 Withdrawn Withdrawn dispatch: gone Untrue.",
        "3 Jun 2017 Corrected Strike on a bridge The hospital counted again. Was 70 Now more than 120 killed",
        "Replaced by later reports",
        "2 May 2017 : First report . Replaced by Second report",
    ];
    in_order(&texts_of(&page), &newest_first);
    assert!(page.contains("href=\"/dispatches/strike/#correction-2017-06-03-1\""));
    let told = text(&site, "dispatches/strike/index.html");
    assert!(told.contains("id=\"correction-2017-06-03-1\""));
}

#[test]
fn a_site_without_corrections_has_the_page_too_and_every_page_leads_to_it() {
    let site = built(&[OPEN]);
    let page = texts_of(&text(&site, "corrections/index.html"));
    assert!(page.contains("Nothing published here has been corrected or withdrawn."));
    for file in ["index.html", "dispatches/open/index.html", "404.html"] {
        assert!(text(&site, file).contains("href=\"/corrections/\""), "{file}");
    }
}

#[test]
fn a_full_page_of_corrections_keeps_its_entries() {
    let with = |corrections: usize| {
        let line = |n: usize| {
            let (month, day) = (1 + n / 28, 1 + n % 28);
            format!("  - {{on: 2017-{month:02}-{day:02}, kind: updated, note: Note {n:03}.}}\n")
        };
        let lines = (0..corrections).map(line).collect::<String>();
        site(&[dispatch("long", "Long story", "2017-01-01", &format!("corrections:\n{lines}"))])
    };
    let notes = |page: &str| -> Vec<String> {
        page.match_indices("Note ").map(|(at, _)| page[at..at + 8].to_owned()).collect()
    };
    let (before, after) = (with(110), with(120));
    let first = notes(&text(&before, "corrections/page/1/index.html"));
    assert_eq!((first.len(), first[0].as_str()), (50, "Note 049"));
    assert_eq!(first, notes(&text(&after, "corrections/page/1/index.html")));
    assert_eq!(notes(&text(&after, "corrections/index.html"))[0], "Note 119");
    assert_eq!(notes(&text(&after, "corrections/page/3/index.html")).len(), 20);
}

#[test]
fn a_withdrawal_is_told_where_corrections_are_and_loses_everything_else() {
    let gone = (
        "content/dispatches/gone.md",
        "---\ntitle: Headline LOST\ndate: 2017-06-02\ncity: Lostville\narea: LOST quarter\ndateline: LOST bureau\nauthors: [Ana LOST]\ntopics: [LOST-topic]\nsummary: Standfirst LOST\ncontent_warning: LOST warning\ncasualties: {killed: 777, injured: 778}\nclaims: [{by: LOST voice, killed: 779}]\nattribution: [{to: lost-party, how: alleged}]\nsources: [{name: LOST source, url: \"https://example.net/LOST\"}]\nmedia: [{file: lost.jpg, alt: LOST picture, credit: LOST credit}]\ncorrections: [{on: 2017-06-03, kind: corrected, field: title, was: LOST before, now: LOST after, note: LOST note}]\nextra: {key: LOST extra}\nwithdrawn: {on: 2017-06-05, why: It was another town}\n---\nBody LOST, see [the file](lost.pdf).\n",
    );
    let translated = (
        "content/dispatches/gone-ar.md",
        "---\ntitle: Translated LOST\ndate: 2017-06-02\nlang: ar\ntranslation_of: gone\nauthors: [LOST translator]\n---\nTranslated body LOST.\n",
    );
    let beside =
        [("content/dispatches/lost.jpg", "picture"), ("content/dispatches/lost.pdf", "document")];
    let site = built(&[OPEN, gone, translated, beside[0], beside[1]]);
    for lost in
        ["LOST", "Lostville", "lostville", "lost-party", "lost party", "lost.", "777", "778", "779"]
    {
        assert_eq!(anywhere(&site, lost), Vec::<String>::new(), "{lost}");
    }
    assert!(site.keys().all(|file| !file.to_lowercase().contains("lost")), "no page, no file");
    let told = [
        "ar/dispatches/feed.json",
        "ar/dispatches/feed.xml",
        "ar/dispatches/gone-ar/index.html",
        "corrections/index.html",
        "data/dispatches.json",
        "dispatches/gone/index.html",
        "feed.json",
        "feed.xml",
        "index.html",
    ];
    assert_eq!(anywhere(&site, "It was another town"), told);
    let english = [
        "withdrawn on",
        "5 June 2017",
        "Its figures are not counted in any total",
        "It was another town",
    ];
    let arabic = ["سُحبت", "5 يونيو 2017", "It was another town"];
    for (file, said) in [
        ("ar/dispatches/gone-ar/index.html", arabic.as_slice()),
        ("dispatches/gone/index.html", english.as_slice()),
    ] {
        let page = text(&site, file);
        in_order(&texts_of(&page), said);
        assert!(!page.contains("ld+json"), "nothing is left to tell machines");
    }
    let listed = texts_of(&text(&site, "corrections/index.html"));
    assert_eq!(listed.matches("It was another town").count(), 1, "once for all languages");
    assert!(
        texts_of(&text(&site, "index.html")).contains("Withdrawn 5 June 2017 It was another town")
    );
}

#[test]
fn the_steps_of_an_incident_show_what_was_corrected() {
    let site = site(&[
        dispatch(
            "strike",
            "Strike on a bridge",
            "2017-06-01",
            &format!("incident: bridge\n{CORRECTED}"),
        ),
        dispatch(
            "later",
            "Later report",
            "2017-06-08",
            "incident: bridge\nsupersedes: strike\ncasualties: {killed: 130}",
        ),
    ]);
    let page = texts_of(&text(&site, "incidents/bridge/index.html"));
    in_order(
        &page,
        &[
            "Strike on a bridge",
            "Corrected 3 June 2017 Killed Was 70 Now more than 120",
            "Later report",
        ],
    );
}

#[test]
fn a_correction_in_an_incident_file_is_told_by_the_latest_dispatch_on_it() {
    let incident = (
        "content/incidents/bridge.md".to_owned(),
        "---\ngrade: weak\ncorrections: [{on: 2017-06-07, kind: corrected, field: grade, was: fair, now: weak}]\n---\n"
            .to_owned(),
    );
    let lines = "incident: bridge\ncasualties: {killed: 70}";
    let site = site(&[
        incident,
        dispatch("first", "First", "2017-06-01", lines),
        dispatch("second", "Second", "2017-06-02", lines),
    ]);
    let told: Vec<String> = anywhere(&site, "correction-2017-06-07-1");
    assert!(told.iter().any(|file| file == "corrections/index.html"), "{told:?}");
    assert!(told.iter().any(|file| file == "feed.xml"), "{told:?}");
    in_order(
        &texts_of(&text(&site, "dispatches/second/index.html")),
        &["Corrected", "7 June 2017", "fair", "weak"],
    );
    assert!(!text(&site, "dispatches/first/index.html").contains("7 June 2017"));
    in_order(&texts_of(&text(&site, "incidents/bridge/index.html")), &["Second", "fair", "weak"]);
}

#[test]
fn what_was_added_is_told_in_one_line_of_words() {
    let lines = r#"area: Zanjili
casualties: {killed: 70, injured: {total: 9, children: 2}}
claims:
  - {id: aj, by: Ministry of Health, as_of: 2017-06-01, killed: 80, injured: 12}
  - {id: mayor, by: The mayor, as_of: 2017-06-01, killed: 60}
corrections:
  - {on: 2017-06-03, kind: updated, added: [claims.aj, area, casualties.injured, claims.mayor.party, claims.mayor.killed], note: The ministry published its list.}"#;
    let site = site(&[dispatch("strike", "Strike on a bridge", "2017-06-01", lines)]);
    let added = "Added: a claim by Ministry of Health ; area; injured; details of the claim by The mayor ; killed, according to The mayor";
    let page = texts_of(&text(&site, "dispatches/strike/index.html"));
    in_order(&page, &["Updated 3 June 2017", added, "The ministry published its list."]);
    let list = texts_of(&text(&site, "corrections/index.html"));
    in_order(&list, &["Updated Strike on a bridge", added, "The ministry published its list."]);
    let feed = text(&site, "feed.xml");
    let told = added.replace(" ;", ";");
    assert!(feed.contains(&format!("{told}. The ministry published its list.")), "{feed}");
    let data = text(&site, "data/dispatches.json");
    assert!(data.contains("\"added\":[\"claims.aj\",\"area\","), "{data}");
    assert!(!page.contains("claims.aj"), "no key is shown");
}

#[test]
fn what_was_added_is_told_in_arabic_too() {
    let settings =
        ("site.toml", "title = \"x\"\nbase_url = \"https://example.org/\"\nlanguage = \"ar\"\n");
    let (path, lines) = dispatch(
        "strike",
        "ضربة",
        "2017-06-01",
        "claims: [{id: aj, by: وزارة الصحة, killed: 80}]\ncorrections: [{on: 2017-06-03, kind: updated, added: [claims.aj, grade]}]\ngrade: weak",
    );
    let site = built(&[settings, (path.as_str(), lines.as_str())]);
    let page = texts_of(&text(&site, "dispatches/strike/index.html"));
    in_order(&page, &["أُضيف: إفادة من وزارة الصحة ؛ درجة التحقق"]);
}

#[test]
fn reports_that_later_ones_replaced_stand_apart_from_corrections() {
    let report = |n: usize| {
        let lines = format!("supersedes: report-{}\ncasualties: {{killed: {n}}}", n - 1);
        dispatch(&format!("report-{n}"), &format!("Report {n}"), "2017-06-02", &lines)
    };
    let first = dispatch("report-0", "Report 0", "2017-06-01", "casualties: {killed: 0}");
    let strike = dispatch("strike", "Strike on a bridge", "2017-06-01", CORRECTED);
    let few = site(&[first.clone(), strike.clone(), report(1)]);
    let page = texts_of(&text(&few, "corrections/index.html"));
    in_order(
        &page,
        &["Strike on a bridge", "Replaced by later reports", "Report 0", "Replaced by Report 1"],
    );
    assert!(!few.contains_key("corrections/replaced/index.html"), "one page has room for all");
    let mut many = vec![first, strike];
    many.extend((1..=60).map(report));
    let many = site(&many);
    let page = texts_of(&text(&many, "corrections/index.html"));
    in_order(&page, &["Strike on a bridge", "Replaced by Report 60", "All 60 replaced dispatches"]);
    assert!(!page.contains("Replaced by Report 40 "), "only the latest stand here");
    let all = texts_of(&text(&many, "corrections/replaced/index.html"));
    in_order(
        &all,
        &["Replaced by later reports", "Replaced by Report 60", "Replaced by Report 40"],
    );
    let oldest = texts_of(&text(&many, "corrections/replaced/page/1/index.html"));
    in_order(&oldest, &["Replaced by Report 2 ", "Report 0"]);
}
