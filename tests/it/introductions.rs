//! Tests of the texts that open the pages of topics, authors and parties. They know only the program and its output.
//! That such a text is never published before its page is tested by `unpublished` and `canaries`.

use std::fs;
use std::path::Path;

use crate::support::{dateline, in_order, said, save};

const SETTINGS: &str = "title = \"The Record\"\nbase_url = \"https://record.example/\"\n\
    [parties]\nhill-guard = {name = \"Hill Guard\", part_of = \"hill-pact\"}\nhill-pact = \"Hill Pact\"\nlake-army = \"Lake Army\"\n";

/// A site with a topic, an author, a party that is accused and its coalition.
fn site(settings: &str, files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let story = "---\ntitle: Mill burned\ndate: 2026-03-14\ncity: Hilltown\ntopics: [river-war]\nauthors: [Ana Márquez]\n\
        casualties: {killed: 3}\nattribution: [{to: hill-guard, how: alleged, scope: all}]\n---\nText.\n";
    save(&folder.path().join("site.toml"), &format!("{SETTINGS}{settings}"));
    for (path, text) in [("dispatches/mill", story)].iter().chain(files) {
        save(&folder.path().join(format!("content/{path}.md")), text);
    }
    folder
}

fn build(folder: &Path) -> String {
    let output = dateline(folder, &["build"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    said(&output)
}

/// The page at an address of the output. An empty text is a page that is not there.
fn page(folder: &Path, address: &str) -> String {
    fs::read_to_string(folder.join("public").join(address).join("index.html")).unwrap_or_default()
}

#[test]
fn a_file_of_a_topic_an_author_or_a_party_opens_its_page() {
    let files = [
        ("topics/river-war", "The war *along the river* began in 2025.\n"),
        ("authors/ana-marquez", "---\naliases: [/ana/]\n---\nReports from Hilltown.\n"),
        ("parties/hill-guard", "The guard of the hills.\n"),
        ("parties/hill-pact", "Who fights beside the guard.\n"),
    ];
    let shown = [
        ("topics/river-war", "<p>The war <em>along the river</em> began in 2025.</p>"),
        ("authors/ana-marquez", "<p>Reports from Hilltown.</p>"),
        ("parties/hill-guard", "<p>The guard of the hills.</p>"),
        ("parties/hill-pact", "<p>Who fights beside the guard.</p>"),
    ];
    for theme in ["", "theme = \"plain\"\n"] {
        let folder = site("", &files);
        save(&folder.path().join("site.toml"), &format!("{theme}{SETTINGS}"));
        build(folder.path());
        for (address, text) in shown {
            let page = page(folder.path(), address);
            in_order(&page, &["<meta name=\"description\"", "<h1", text, "Mill burned"]);
        }
        assert!(page(folder.path(), "ana").contains("/authors/ana-marquez/"));
    }
    let folder = site("", &files);
    build(folder.path());
    let described =
        "<meta name=\"description\" content=\"The war along the river began in 2025.\">";
    assert!(page(folder.path(), "topics/river-war").contains(described));
}

#[test]
fn the_text_of_a_page_in_arabic_is_headed_in_arabic() {
    let folder = site("", &[("topics/river-war", "بدأت الحرب على النهر.\n")]);
    save(&folder.path().join("site.toml"), &format!("language = \"ar-IQ\"\n{SETTINGS}"));
    build(folder.path());
    let expected = ["dir=\"rtl\"", "id=\"body\">النص<", "<p>بدأت الحرب على النهر.</p>"];
    in_order(&page(folder.path(), "topics/river-war"), &expected);
}

#[test]
fn a_long_list_is_introduced_on_its_first_page_only() {
    let more: Vec<(String, String)> = (0..60)
        .map(|number| {
            let day = format!("2026-01-{:02}", number % 28 + 1);
            let text = format!("---\ntitle: Report {number}\ndate: {day}\ncity: Hilltown\ntopics: [river-war]\n---\nText {number}.\n");
            (format!("dispatches/report-{number}"), text)
        })
        .collect();
    let more = more.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let files: Vec<_> = more.chain([("topics/river-war", "The war began in 2025.\n")]).collect();
    let folder = site("", &files);
    build(folder.path());
    let text = "<p>The war began in 2025.</p>";
    assert!(page(folder.path(), "topics/river-war").contains(text));
    assert!(page(folder.path(), "topics/river-war/page/1").contains("Report 0"));
    assert!(!page(folder.path(), "topics/river-war/page/1").contains(text));
}

#[test]
fn an_introduction_has_links_figures_charts_and_pictures_as_the_text_of_a_city_has() {
    let text = "See [the mill](../dispatches/mill.md) and [the author](/authors/ana-marquez/). \
        So far <toll:hilltown> people were killed there.\n\n![Killed in Hilltown](chart:hilltown)\n\n[A list](list.csv)\n";
    let story = "---\ntitle: The pact\ndate: 2026-01-16\ncity: Hilltown\ncasualties: {killed: 2}\ntopics: [river-war]\n---\nRead [on the war](../topics/river-war.md#how-it-began).\n";
    let text = format!("{text}\n## How it began\n\nWith a flood.\n");
    let folder = site("", &[("topics/river-war", &text), ("dispatches/pact", story)]);
    save(&folder.path().join("content/topics/list.csv"), "a,b\n");
    build(folder.path());
    let shown = [
        "<a href=\"/dispatches/mill/\">the mill</a>",
        "<a href=\"/authors/ana-marquez/\">the author</a>",
        "href=\"/cities/hilltown/toll/\"><bdi>5</bdi></a> people",
        "<figure",
        "<a href=\"/topics/river-war/list.csv\">A list</a>",
    ];
    in_order(&page(folder.path(), "topics/river-war"), &shown);
    let link = "<a href=\"/topics/river-war/#how-it-began\">on the war</a>";
    assert!(page(folder.path(), "dispatches/pact").contains(link));
    assert!(folder.path().join("public/topics/river-war/list.csv").exists());

    let later = "---\ntitle: Mill burned again\ndate: 2026-05-02\ncity: Hilltown\ncasualties: {killed: 10}\n---\nText.\n";
    save(&folder.path().join("content/dispatches/again.md"), later);
    build(folder.path());
    assert!(page(folder.path(), "topics/river-war").contains("<bdi>15</bdi></a> people"));
}

#[test]
fn a_second_build_prints_the_new_text() {
    let folder = site("", &[("parties/hill-guard", "The guard.\n")]);
    build(folder.path());
    assert!(page(folder.path(), "parties/hill-guard").contains("<p>The guard.</p>"));
    save(&folder.path().join("content/parties/hill-guard.md"), "The guard of the hills.\n");
    build(folder.path());
    assert!(page(folder.path(), "parties/hill-guard").contains("<p>The guard of the hills.</p>"));
}

#[test]
fn a_file_whose_page_nothing_published_makes_is_left_out_with_the_reason() {
    let files = [
        ("topics/floods", "See [a list](list.csv).\n"),
        ("authors/sam-okoro", "Words.\n"),
        ("parties/lake-army", "Words.\n"),
    ];
    let folder = site("", &files);
    save(&folder.path().join("content/topics/list.csv"), "a,b\n");
    let report = build(folder.path());
    let expected = [
        "left out content/authors/sam-okoro.md: no published dispatch is by this author",
        "left out content/parties/lake-army.md: nothing published is attributed to this party",
        "left out content/topics/floods.md: no published dispatch has this topic",
        "left out content/topics/list.csv: no published page refers to it",
    ];
    in_order(&report, &expected);
    for address in ["topics/floods", "authors/sam-okoro", "parties/lake-army"] {
        assert_eq!(page(folder.path(), address), "");
    }
}

#[test]
fn a_party_that_a_replaced_report_alone_accused_is_not_introduced() {
    let first = "---\ntitle: Boat sunk\ndate: 2026-03-20\ncity: Hilltown\nincident: boat\ncasualties: {killed: 2}\n\
        attribution: [{to: lake-army, how: alleged, scope: all}]\n---\nText.\n";
    let second = "---\ntitle: Boat sunk by the guard\ndate: 2026-03-21\ncity: Hilltown\nincident: boat\nsupersedes: first\n\
        casualties: {killed: 2}\nattribution: [{to: hill-guard, how: alleged, scope: all}]\n---\nText.\n";
    let introduction = ("parties/lake-army", "The army of the lake.\n");
    let folder = site("", &[("dispatches/first", first), introduction]);
    build(folder.path());
    assert!(page(folder.path(), "parties/lake-army").contains("The army of the lake."));
    save(&folder.path().join("content/dispatches/second.md"), second);
    let report = build(folder.path());
    assert!(report.contains("left out content/parties/lake-army.md"), "{report}");
    assert_eq!(page(folder.path(), "parties/lake-army"), "");
}
