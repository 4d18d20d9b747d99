//! Tests of the data files: they agree with the pages, and contain nothing that pages may not show.
//! It writes sites as editors do, and reads the files as any user of the data does.

mod places;
mod safety;
mod terms;
mod tolls;

use std::collections::BTreeMap;
use std::path::Path;

use dateline::chronicle::visible::Drafts;
use dateline::compose::{ComposeOptions, Composition, compose};
use dateline::edge::disk;
use serde_json::Value;

use crate::site::{NOW, built, composed, snapshot};
use crate::support;

/// The rows of a CSV file, each cell under its name.
type Rows = Vec<BTreeMap<String, String>>;

/// The text of a built file.
fn text(pages: &BTreeMap<String, Vec<u8>>, file: &str) -> String {
    let bytes = pages.get(file).unwrap_or_else(|| panic!("{file} is missing"));
    String::from_utf8(bytes.clone()).expect("data is UTF-8")
}

/// A file of JSON.
fn json(pages: &BTreeMap<String, Vec<u8>>, file: &str) -> Value {
    serde_json::from_str(&text(pages, file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// A CSV file, read by the rules of RFC 4180. A row with more or fewer cells than the header is an error.
fn rows(pages: &BTreeMap<String, Vec<u8>>, file: &str) -> Rows {
    let bytes = text(pages, file);
    let mut csv = csv::Reader::from_reader(bytes.as_bytes());
    csv.deserialize().map(|row| row.expect("a row of as many cells as the header")).collect()
}

/// A dispatch with these keys, in a file of this name.
fn dispatch(name: &str, keys: &str) -> (String, String) {
    let text = format!("---\ntitle: {name}\n{keys}\n---\nText.\n");
    (format!("content/dispatches/{name}.md"), text)
}

/// The site built from these files.
fn site(files: &[(String, String)]) -> BTreeMap<String, Vec<u8>> {
    let files: Vec<(&str, &str)> = files.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
    built(&files)
}

/// The sample site.
fn sample() -> Composition {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let snapshot = disk::read(root, NOW.parse().expect("a moment")).expect("the sample site");
    composed(&snapshot, Drafts::Hidden, &mut support::cache())
}

/// The only row of `incidents.csv` for a dispatch with these keys.
fn incident(keys: &str) -> BTreeMap<String, String> {
    let pages = site(&[dispatch("one", keys)]);
    let mut rows = rows(&pages, "data/incidents.csv");
    assert_eq!(rows.len(), 1, "{rows:#?}");
    rows.remove(0)
}

/// Compares the cells of a row with `expected`: `killed_min 120, killed_max -`, where `-` is an empty cell.
#[track_caller]
fn check(row: &BTreeMap<String, String>, expected: &str) {
    for cell in expected.split(", ") {
        let (name, value) = cell.split_once(' ').expect("a name and a value");
        let value = if value == "-" { "" } else { value };
        assert_eq!(row.get(name).map(String::as_str), Some(value), "{name} in {row:#?}");
    }
}

#[test]
fn more_than_120_keeps_its_floor_and_has_no_most() {
    let row = incident("date: 2017-05-31\ncity: Mosul\ncasualties: {killed: more than 120}");
    check(&row, "killed_min 120, killed_max -, killed_open true, killed_approximate false");
    check(&row, "killed_wording more than 120, injured_min -, injured_open -, injured_wording -");
}

#[test]
fn unknown_is_empty_and_not_nought() {
    let row = incident("date: 2017-05-31\ncity: Mosul\ncasualties: {killed: unknown, injured: 0}");
    check(&row, "killed_min -, killed_max -, killed_open -, killed_approximate -");
    check(&row, "killed_wording unknown, injured_min 0, injured_max 0, injured_open false");
}

#[test]
fn numbers_have_no_separators_and_about_is_a_mark() {
    let row = incident("date: 2017-05-31\ncity: Mosul\ncasualties: {killed: \"about 12,500\"}");
    check(&row, "killed_min 12500, killed_max 12500, killed_approximate true");
    check(&row, "killed_wording about 12,500");
}

#[test]
fn a_bare_number_is_not_killed() {
    let row = incident("date: 2017-05-31\ncity: Mosul\ncasualties: 120");
    check(&row, "casualties_min 120, casualties_max 120, casualties_wording 120");
    check(&row, "killed_min 0, killed_max 120, killed_open false, injured_min 0, injured_max 120");
}

#[test]
fn several_dispatches_on_one_incident_are_one_row_with_the_latest_figure() {
    let pages = site(&[
        dispatch("b", "date: 2017-06-02\ncity: Mosul\nincident: x\ncasualties: {killed: 15}"),
        dispatch("a", "date: 2017-06-01\ncity: Mosul\nincident: x\ncasualties: {killed: 12}"),
        dispatch("c", "date: 2017-05-30\ncity: Kyiv\ncasualties: {killed: 1}"),
    ]);
    let rows = rows(&pages, "data/incidents.csv");
    let ids: Vec<&str> = rows.iter().map(|row| row["id"].as_str()).collect();
    assert_eq!(ids, ["c", "x"], "by day, then by id");
    check(&rows[1], "kind incident, from 2017-06-01, to 2017-06-01, dispatches a|b, killed_min 15");
    check(&rows[1], "url https://example.org/incidents/x/, grade unassessed, counted true");
}

#[test]
fn a_toll_names_what_it_includes_by_the_ids_incidents_go_by() {
    let pages = site(&[
        dispatch("first", "date: 2017-05-30\ncity: Mosul\nincident: x\ncasualties: {killed: 70}"),
        dispatch(
            "six-days",
            "date: 2017-06-01\ncity: Mosul\nkind: toll\nseries: west-mosul\nphase: 2\nevent: {from: 2017-05-26, to: 2017-05-31}\ncasualties: {killed: at least 142}\nincludes: [first]",
        ),
    ]);
    let rows = rows(&pages, "data/incidents.csv");
    check(&rows[0], "id six-days, kind toll, from 2017-05-26, to 2017-05-31, includes x");
    check(&rows[0], "series west-mosul, phase 2, excludes -");
    let dispatches = json(&pages, "data/dispatches.json");
    assert_eq!(dispatches[1]["includes"], serde_json::json!(["x"]));
}

#[test]
fn a_dispatch_says_in_data_what_its_page_says() {
    let pages = site(&[dispatch(
        "told",
        "date: 2017-05-31T18:00:00+03:00\ncity: Mosul\ncasualties: {killed: {civilian: 80-115}}\nclaims: [{id: aj, by: A ministry, party: the-state, role: government, as_of: 2017-05-30, killed: 90, counted: false, why: It was not there}]\nattribution: [{to: the-state, how: alleged, scope: some}]\nsources: [{name: A paper, url: \"https://example.com/a\"}]\ntopics: [strikes]\ncorrections: [{on: 2017-06-01, kind: corrected, field: casualties.killed, was: 70, now: 80-115}]",
    )]);
    let told = &json(&pages, "data/dispatches.json")[0];
    assert_eq!(told["published"], "2017-05-31T18:00:00+03:00");
    assert_eq!(told["incidents"], serde_json::json!(["told"]));
    let civilians = &told["figures"][1];
    assert_eq!(civilians["harm"], "killed");
    assert_eq!(civilians["group"], "civilian");
    assert_eq!((&civilians["min"], &civilians["max"]), (&80.into(), &115.into()));
    let claim = &told["claims"][0];
    assert_eq!(claim["accused"], true);
    assert_eq!(claim["counted"], false);
    assert_eq!(claim["figures"][0]["min"], 90);
    assert_eq!(told["attribution"][0]["to"], "the-state");
    assert_eq!(told["sources"][0]["url"], "https://example.com/a");
    assert_eq!(told["corrections"][0]["was"], "70");
    assert_eq!(told["withdrawn"], Value::Null);
}

#[test]
fn header_schema_and_page_name_the_same_fields_in_the_same_order() {
    let pages = site(&[dispatch("one", "date: 2017-05-31\ncity: Mosul\ncasualties: {killed: 1}")]);
    let package = json(&pages, "data/datapackage.json");
    // A long name may be broken after an underscore.
    let page = text(&pages, "data/index.html").replace("<wbr>", "");
    let resources = package["resources"].as_array().expect("resources");
    assert_eq!(resources.len(), 6);
    for resource in resources {
        let path = resource["path"].as_str().expect("a path");
        assert!(page.contains(&format!("href=\"/data/{path}\"")), "{path} is not on the page");
        let Some(fields) = resource["schema"]["fields"].as_array() else {
            continue;
        };
        let names: Vec<&str> = fields.iter().filter_map(|field| field["name"].as_str()).collect();
        let is_described =
            |field: &Value| field["description"].as_str().is_some_and(|it| it.len() > 5);
        assert!(fields.iter().all(is_described), "{path}");
        let file = text(&pages, &format!("data/{path}"));
        let mut at = 0;
        match path.ends_with(".json") {
            true => names.iter().for_each(|name| {
                let found = file[at..].find(&format!("\"{name}\":"));
                at += found.unwrap_or_else(|| panic!("{path} has no {name} where it should be"));
            }),
            false => assert_eq!(file.lines().next(), Some(names.join(",").as_str()), "{path}"),
        }
        for name in names {
            assert!(page.contains(&format!("<bdi>{name}</bdi>")), "{name} is not on the page");
        }
    }
}

#[test]
fn the_second_line_of_hxl_files_holds_a_tag_for_every_column() {
    let pages = site(&[dispatch("one", "date: 2017-05-31\ncity: Mosul\ncasualties: {killed: 1}")]);
    for name in ["incidents", "tolls"] {
        let (plain, tagged) = (
            text(&pages, &format!("data/{name}.csv")),
            text(&pages, &format!("data/{name}.hxl.csv")),
        );
        let mut lines: Vec<&str> = tagged.split("\r\n").collect();
        let tags: Vec<&str> = lines.remove(1).split(',').collect();
        assert_eq!(lines.join("\r\n"), plain, "the rest is the same");
        assert_eq!(tags.len(), lines[0].split(',').count());
        let is_word = |word: &str| {
            word.starts_with(|c: char| c.is_ascii_lowercase())
                && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        };
        for tag in &tags {
            let words = tag.strip_prefix('#').unwrap_or_else(|| panic!("`{tag}` is no tag"));
            assert!(words.split('+').all(is_word), "{tag}");
            assert_eq!(tags.iter().filter(|other| *other == tag).count(), 1, "{tag} stands twice");
        }
    }
}

#[test]
fn a_page_of_the_editors_at_the_address_of_the_data_is_a_fault() {
    let files = snapshot(&[("content/data.md", "---\ntitle: Data\n---\nOurs.\n")]);
    let options = ComposeOptions { drafts: Drafts::Hidden, base_url: None };
    let faults = compose(&files.clone().into(), &options, &mut support::cache()).faults;
    let codes: Vec<&str> = faults.iter().map(|fault| fault.rule.code).collect();
    assert_eq!(codes, ["same-address"]);
}
