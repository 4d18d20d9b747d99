//! The terms on which the data may be used, and the columns by which it is joined with other data.

use super::{dispatch, incident, json, rows, site, text};

fn with_licence(line: &str) -> (String, String) {
    let settings = "title = \"The Record\"\nbase_url = \"https://example.org/\"\n";
    ("site.toml".to_owned(), format!("{settings}{line}\n"))
}

#[test]
fn a_licence_named_by_its_id_is_on_the_page_in_the_package_and_told_to_machines() {
    let pages = site(&[with_licence("licence = \"cc-by-4.0\"")]);
    let page = text(&pages, "data/index.html");
    let address = "https://creativecommons.org/licenses/by/4.0/";
    assert!(page.contains(&format!("<a href=\"{address}\" rel=\"license\">")), "{page}");
    assert!(page.contains("Creative Commons Attribution 4.0 International"));
    assert!(page.contains(&format!("\"license\":\"{address}\"")), "{page}");
    let licences = &json(&pages, "data/datapackage.json")["licenses"];
    let expected = serde_json::json!([{
        "name": "CC-BY-4.0",
        "title": "Creative Commons Attribution 4.0 International",
        "path": address,
    }]);
    assert_eq!(*licences, expected);
}

#[test]
fn terms_of_our_own_have_a_name_and_an_address() {
    let line = "licence = { name = \"Our terms\", url = \"https://example.org/terms\" }";
    let pages = site(&[with_licence(line)]);
    assert!(text(&pages, "data/index.html").contains("Our terms"));
    let licences = &json(&pages, "data/datapackage.json")["licenses"];
    let expected = serde_json::json!([{"title": "Our terms", "path": "https://example.org/terms"}]);
    assert_eq!(*licences, expected);
}

#[test]
fn without_a_licence_nothing_is_said_of_one() {
    let pages = site(&[dispatch("one", "date: 2017-05-31\ncity: Mosul")]);
    assert!(!text(&pages, "data/index.html").to_lowercase().contains("licen"));
    assert!(json(&pages, "data/datapackage.json").get("licenses").is_none());
}

#[test]
fn an_incident_names_its_sources_once_and_no_protected_one() {
    let with = |sources: &str| {
        format!(
            "date: 2017-05-31\ncity: Mosul\nincident: x\ncasualties: {{killed: 3}}\nsources: [{sources}]"
        )
    };
    let paper = "{name: A paper, url: \"https://example.net/a\"}";
    let nurse = "{name: Nurse Ahmed, url: \"https://example.net/ahmed\", protect: true}";
    let pages = site(&[
        dispatch("a", &with(&format!("{paper}, {nurse}"))),
        dispatch("b", &with(&format!("{paper}, {{name: A channel}}")).replace("05-31", "06-01")),
    ]);
    let row = &rows(&pages, "data/incidents.csv")[0];
    assert_eq!(row["sources"], "A paper|A channel");
    assert_eq!(row["source_urls"], "https://example.net/a");
}

#[test]
fn country_and_region_of_a_city_without_a_file_are_those_on_which_all_dispatches_agree() {
    let told =
        "date: 2017-05-31\ncity: Rivertown\nregion: North\ncountry: IQ\ncasualties: {killed: 3}";
    let silent = "date: 2017-06-02\ncity: Rivertown\ncasualties: {killed: 4}";
    let pages = site(&[dispatch("a", told), dispatch("b", silent)]);
    let incidents = rows(&pages, "data/incidents.csv");
    for row in &incidents {
        assert_eq!((row["region"].as_str(), row["country"].as_str()), ("North", "IQ"), "{row:?}");
    }
    let tolls = rows(&pages, "data/tolls.csv");
    let toll = tolls.iter().find(|row| row["city"] == "Rivertown").expect("a row of the city");
    assert_eq!((toll["region"].as_str(), toll["country"].as_str()), ("North", "IQ"));
    let dispatches = json(&pages, "data/dispatches.json");
    assert_eq!(
        (&dispatches[1]["region"], &dispatches[1]["country"]),
        (&"North".into(), &"IQ".into())
    );
    // Where they disagree, nobody decides.
    let south = told.replace("North", "South").replace("05-31", "06-01");
    let pages = site(&[dispatch("a", told), dispatch("b", silent), dispatch("c", &south)]);
    let row = rows(&pages, "data/incidents.csv").into_iter().find(|row| row["id"] == "b");
    let row = row.expect("the silent one");
    assert_eq!((row["region"].as_str(), row["country"].as_str()), ("", "IQ"));
}

#[test]
fn no_combatants_is_told_from_combatants_that_nobody_speaks_of() {
    let keys =
        |killed: &str| format!("date: 2017-05-31\ncity: Mosul\ncasualties: {{killed: {killed}}}");
    let none = incident(&keys("{total: 5, civilian: 5, combatant: 0}"));
    assert_eq!(
        (none["killed_combatant_min"].as_str(), none["killed_combatant_max"].as_str()),
        ("0", "0")
    );
    let silent = incident(&keys("{total: 5, civilian: 3}"));
    assert_eq!(
        (silent["killed_combatant_min"].as_str(), silent["killed_combatant_max"].as_str()),
        ("", "")
    );
    let unknown = incident(&keys("{total: 5, civilian: 3, combatant: unknown}"));
    assert_eq!(unknown["killed_combatant_min"], "");
    assert_eq!(unknown["killed_combatant_wording"], "unknown");
}
