//! Tests of the pages and the data that list people. It knows only the program and its output.

use std::fs;
use std::path::Path;

use crate::support::{dateline, in_order, said};

/// A site with a list of people in two dispatches on one incident, and one in a dispatch alone.
fn site(folder: &Path, settings: &str) {
    let files = [
        (
            "site.toml",
            format!("title = \"The Record\"\nbase_url = \"https://record.example/\"\n{settings}"),
        ),
        (
            "content/dispatches/market.md",
            "---\ntitle: Market in Rivertown shelled\ndate: 2026-03-14\ncity: Rivertown\nincident: market\ncasualties: {killed: 5-9}\n\
             sources: [{id: list, name: The hospital}]\nvictims:\n  \
             - {name: Sara Ali, names: {ar: سارة علي}, age: 34, sex: female, role: nurse, source: list}\n  \
             - {name: Nour Hadi, age: about 30, sex: female, withheld: true}\n  \
             - {name: Small Boy, age: 8 months, sex: male}\n  - {age: elderly, sex: male}\n  \
             - {name: Hurt Man, sex: male, harm: injured}\n---\nText.\n"
                .to_owned(),
        ),
        (
            "content/dispatches/again.md",
            "---\ntitle: What is known of the market\ndate: 2026-03-15\ncity: Rivertown\nincident: market\nevent: 2026-03-14\n\
             casualties: {killed: 5-9}\nvictims:\n  - {name: Sara Ali}\n  - {name: Omar Aziz, age: 50, died: 2026-03-15}\n---\nText.\n"
                .to_owned(),
        ),
        (
            "content/dispatches/bridge.md",
            "---\ntitle: Bridge in Hilltown hit\ndate: 2026-04-01\ncity: Hilltown\nvictims: [{name: Zaid Karim, age: 20}]\n---\nText.\n"
                .to_owned(),
        ),
    ];
    for (path, text) in files {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, text).expect("a file");
    }
}

/// The output of a build, with a function that reads a file of it.
fn built(settings: &str) -> (tempfile::TempDir, impl Fn(&str) -> String) {
    let folder = tempfile::tempdir().expect("a folder");
    site(folder.path(), settings);
    let output = dateline(folder.path(), &["build"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let public = folder.path().join("public");
    (folder, move |path: &str| {
        fs::read_to_string(public.join(path)).unwrap_or_else(|_| panic!("no {path}"))
    })
}

#[test]
fn the_terminal_says_how_many_of_a_figure_are_known_by_name_and_never_who() {
    let folder = tempfile::tempdir().expect("a folder");
    site(folder.path(), "");
    let toll =
        |format: &str| said(&dateline(folder.path(), &["toll", "--explain", "--format", format]));
    let text = toll("text");
    in_order(
        &text,
        &[
            "  market\n      killed                    5-9 (4 by name)   content/dispatches/",
            "      injured                   at least 1 (1 by name)  content/dispatches/market.md\n",
            "  bridge\n      killed                    at least 1 (1 by name)  content/dispatches/bridge.md\n",
        ],
    );
    in_order(&toll("json"), &["\"by_name\": 4", "\"id\": \"market\"", "\"by_name\": 1"]);
    let csv = toll("csv");
    in_order(&csv, &[",reason,by,by_name\n", "content/dispatches/again.md,,,4\n"]);
    for all in [text, toll("json"), csv] {
        assert!(!all.contains("Sara") && !all.contains("Nour"), "{all}");
    }
}

#[test]
fn a_page_lists_people_by_name_or_describes_them() {
    for theme in ["", "theme = \"plain\"\n"] {
        let (_folder, read) = built(theme);
        let page = read("dispatches/market/index.html");
        let expected = [
            "Sara Ali",
            "سارة علي",
            "34",
            "nurse",
            "The hospital",
            "A woman of about 30",
            "A boy of 8 months",
            "An elderly man",
            "A man or a boy",
            "injured",
        ];
        in_order(&page[page.find("People listed").expect("a heading")..], &expected);
        assert!(!page.contains("Nour Hadi") && !page.contains("Small Boy"), "a name is withheld");
        let incident = read("incidents/market/index.html");
        in_order(&incident, &["People listed", "Sara Ali", "Omar Aziz", "50", "died on"]);
        assert_eq!(incident.matches("Sara Ali").count(), 1, "one person is listed once");
    }
}

#[test]
fn every_incident_with_people_has_a_page_and_the_toll_says_how_many_are_known_by_name() {
    let (_folder, read) = built("");
    assert!(read("incidents/bridge/index.html").contains("Zaid Karim"));
    assert!(read("toll/index.html").contains("Killed: 4 by name"));
    assert!(read("toll/index.html").contains("Killed: 1 by name"));
}

#[test]
fn all_people_are_listed_by_day_and_by_the_letters_of_published_names() {
    let (_folder, read) = built("");
    in_order(
        &read("people/index.html"),
        &["Sara Ali", "A woman of about 30", "Omar Aziz", "Zaid Karim"],
    );
    let letter = read("people/letter/s/index.html");
    assert!(
        letter.contains("Sara Ali") && !letter.contains("A boy of") && !letter.contains("Omar")
    );
    assert!(read("people/letter/u633/index.html").contains("Sara Ali"));
}

#[test]
fn the_data_have_one_row_for_each_person() {
    let (_folder, read) = built("");
    let table = read("data/people.csv");
    assert_eq!(table.lines().count(), 8, "{table}");
    in_order(
        &table,
        &[
            "market,2026-03-14,2026-03-14,Rivertown",
            "Sara Ali",
            "ar: سارة علي",
            "34",
            "killed,nurse",
        ],
    );
    assert!(!table.contains("Nour") && !table.contains("Small Boy") && !table.contains("Hurt"));
    assert!(read("data/datapackage.json").contains("people.csv"));
}

#[test]
fn search_engines_get_the_names_that_are_published() {
    let (_folder, read) = built("");
    let page = read("dispatches/market/index.html");
    assert!(page.contains("\"mentions\":[{\"@type\":\"Person\",\"name\":\"Sara Ali\"}]"), "{page}");
}

#[test]
fn no_list_of_people_is_too_heavy_and_nobody_is_left_out_of_the_data() {
    let folder = tempfile::tempdir().expect("a folder");
    site(folder.path(), "");
    for (name, letter) in [("first", 'B'), ("second", 'C'), ("third", 'D')] {
        let person = |n: u32| format!("  - {{name: {letter}{n} Family, age: 30, role: teacher}}\n");
        let people: String = (0..900).map(person).collect();
        let text = format!(
            "---\ntitle: A {name} list\ndate: 2026-03-20\ncity: Rivertown\nincident: square\nevent: 2026-03-19\nvictims:\n{people}---\nText.\n"
        );
        fs::write(folder.path().join(format!("content/dispatches/{name}.md")), text)
            .expect("a file");
    }
    let output = dateline(folder.path(), &["build"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let public = folder.path().join("public");
    let pages = [
        "incidents/square",
        "dispatches/first",
        "people",
        "people/page/2",
        "people/letter/b/page/3",
    ];
    for page in pages {
        let bytes = fs::read(public.join(page).join("index.html")).expect("a page");
        assert!(bytes.len() < 250 * 1024, "{page} has {} bytes", bytes.len());
    }
    let table = fs::read_to_string(public.join("data/people.csv")).expect("a table");
    assert_eq!(table.lines().count(), 1 + 7 + 2700);
}

#[test]
fn the_settings_say_whose_names_are_withheld() {
    let (_folder, read) = built("[people]\nwithhold = [\"killed\"]\n");
    let page = read("dispatches/market/index.html");
    assert!(page.contains("Hurt Man") && !page.contains("Sara Ali") && !page.contains("Nour Hadi"));
}

#[test]
fn a_site_that_lists_nobody_has_no_pages_of_people() {
    let folder = tempfile::tempdir().expect("a folder");
    site(folder.path(), "");
    for name in ["market", "again", "bridge"] {
        let file = folder.path().join(format!("content/dispatches/{name}.md"));
        let text = fs::read_to_string(&file).expect("a dispatch");
        let (before, rest) = text.split_once("victims").expect("a list");
        let (_, after) = rest.split_once("---").expect("an end");
        fs::write(&file, format!("{before}---{after}")).expect("a file");
    }
    let output = dateline(folder.path(), &["build"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let public = folder.path().join("public");
    assert!(!public.join("people").exists() && !public.join("data/people.csv").exists());
    let front = fs::read_to_string(public.join("index.html")).expect("a front page");
    assert!(!front.contains("/people/"));
}
