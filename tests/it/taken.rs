//! People who are detained, abducted or held: counted, listed, published and found on the terminal. It knows only the program and its
//! output. Rule 9 of the counting policy is tested by `reckoning/states`.

use std::fs;

use crate::support::{dateline, in_order, said, save, text_of};

const SITE: &str = "title = \"The Record\"\nbase_url = \"https://record.example/\"\n";

/// A site with these dispatches. Each is a name and the lines of its front matter.
fn site(settings: &str, dispatches: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    save(&folder.path().join("site.toml"), &format!("{SITE}{settings}"));
    for (name, keys) in dispatches {
        let text =
            format!("---\ntitle: Report on the {name}\ncity: Rivertown\n{keys}\n---\nText.\n");
        save(&folder.path().join(format!("content/dispatches/{name}.md")), &text);
    }
    folder
}

fn built(
    settings: &str,
    dispatches: &[(&str, &str)],
) -> (tempfile::TempDir, impl Fn(&str) -> String + use<>) {
    let folder = site(settings, dispatches);
    let output = dateline(folder.path(), &["build"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let public = folder.path().join("public");
    (folder, move |path: &str| fs::read_to_string(public.join(path)).unwrap_or_default())
}

const RAIDS: [(&str, &str); 3] = [
    ("raid", "date: 2026-03-14\ncasualties: {killed: 2, detained: {civilian: 12, children: 3}}"),
    ("market", "date: 2026-03-16\ncasualties: {detained: 20-25, abducted: 4}"),
    ("prison", "date: 2026-03-18\ncasualties: {held: \"9,500\"}"),
];

#[test]
fn the_detained_and_the_abducted_add_up_and_the_held_do_not() {
    let folder = site("", &RAIDS);
    let toll = said(&dateline(folder.path(), &["toll", "--city", "Rivertown"]));
    in_order(
        &toll,
        &[
            "detained",
            "at least 32",
            "civilians detained",
            "12",
            "children detained",
            "3",
            "abducted",
            "4",
            "held",
            "9,500 on 2026-03-18, never added up",
        ],
    );
    let only = said(&dateline(folder.path(), &["toll", "--harm", "abducted"]));
    assert!(only.contains("abducted") && !only.contains("detained"), "{only}");
}

#[test]
fn pages_say_who_was_taken_and_who_is_held_in_both_themes() {
    for theme in ["", "theme = \"plain\"\n"] {
        let (_folder, read) = built(theme, &RAIDS);
        let city = text_of(&read("cities/rivertown/index.html"));
        for words in ["Detained", "at least 32", "Abducted", "9,500 held", "18 March 2026"] {
            assert!(city.contains(words), "{words}: {city}");
        }
        let dispatch = text_of(&read("dispatches/market/index.html"));
        assert!(
            dispatch.contains("20–25 detained") && dispatch.contains("4 abducted"),
            "{dispatch}"
        );
    }
}

#[test]
fn pages_in_arabic_say_the_same() {
    let (_folder, read) = built("language = \"ar\"\n", &RAIDS);
    let city = text_of(&read("cities/rivertown/index.html"));
    for words in ["المحتجزون", "المختطفون", "شخص قيد الاحتجاز"] {
        assert!(city.contains(words), "{words}: {city}");
    }
}

#[test]
fn the_data_have_the_detained_and_the_abducted_where_there_are_any() {
    let (_folder, read) = built("", &RAIDS);
    let tolls = read("data/tolls.csv");
    assert!(tolls.contains(",detained,,counted,32,,true,"), "{tolls}");
    assert!(
        tolls.contains(",detained,civilian,counted,12,,true,")
            || tolls.contains(",detained,civilian,counted,12,12,"),
        "{tolls}"
    );
    assert!(!tolls.contains(",held,"), "{tolls}");
    let incidents = read("data/incidents.csv");
    assert!(incidents.contains("detained_min,detained_max,detained_open,detained_approximate,detained_wording,abducted_min"), "{incidents}");
    let dispatches = read("data/dispatches.json");
    in_order(&dispatches, &["\"harm\":\"held\"", "\"min\":9500"]);
    let (_folder, read) = built("", &[("shelling", "date: 2026-03-14\ncasualties: {killed: 2}")]);
    assert!(!read("data/incidents.csv").contains("detained"));
}

#[test]
fn a_list_of_people_proves_how_many_were_detained() {
    let list = "date: 2026-03-14\ncasualties: {detained: about 2}\nvictims:\n  - {name: Sami Adel, harm: detained}\n  - {name: Rana Adel, harm: detained}\n  - {name: Omar Adel, harm: detained}\n  - {name: Lina Adel, harm: abducted}";
    let folder = site("", &[("raid", list)]);
    let toll = said(&dateline(folder.path(), &["toll"]));
    // Three names are more than the figure allows.
    assert!(toll.contains("longer-than-figure"), "{toll}");
    let list = list.replace("casualties: {detained: about 2}\n", "casualties: {killed: 1}\n");
    let folder = site("", &[("raid", &list)]);
    let toll = said(&dateline(folder.path(), &["toll"]));
    in_order(&toll, &["killed", "1", "detained", "at least 3", "abducted", "at least 1"]);
    let complete = list.replace("victims:\n", "complete: true\nvictims:\n");
    let folder = site("", &[("raid", &complete)]);
    let toll = said(&dateline(folder.path(), &["toll"]));
    assert!(toll.contains("detained                    3\n"), "{toll}");
}

#[test]
fn other_words_for_those_who_were_taken_are_explained() {
    let written = [
        ("casualties: {arrested: 5}", "write `detained`"),
        ("casualties: {kidnapped: 5}", "write `abducted`"),
        ("casualties: {hostages: 5}", "write `held`"),
        ("casualties: {prisoners: 5}", "write `held`"),
        ("arrested: 5", "write `casualties: {detained: 5}`"),
        ("casualties: {killed: 2, detianed: 5}", "did you mean `detained`?"),
    ];
    for (keys, help) in written {
        let keys = format!("date: 2026-03-14\n{keys}");
        let folder = site("", &[("raid", &keys)]);
        let report = said(&dateline(folder.path(), &["check"]));
        assert!(report.contains(help), "{keys}: {report}");
    }
}

const TRAPPED: &str = "date: 2026-03-14\ncasualties: {killed: 2, trapped: {text: \"about 200,000\", as_of: 2026-03-13, area_km2: 8}}";

#[test]
fn the_area_of_a_state_is_printed_with_its_figure_in_both_themes() {
    for theme in ["", "theme = \"plain\"\n"] {
        let (_folder, read) = built(theme, &[("siege", TRAPPED)]);
        for page in ["cities/rivertown/index.html", "dispatches/siege/index.html"] {
            let page = text_of(&read(page));
            assert!(page.contains("about 200,000 trapped in 8 km², as of 13 March 2026"), "{page}");
        }
    }
    let small = TRAPPED.replace("area_km2: 8", "area_km2: 1250.50");
    let (_folder, read) = built("", &[("siege", &small)]);
    assert!(text_of(&read("dispatches/siege/index.html")).contains("trapped in 1,250.5 km²"));
}

#[test]
fn the_area_of_a_state_is_printed_in_arabic() {
    let (_folder, read) = built("language = \"ar\"\n", &[("siege", TRAPPED)]);
    let page = text_of(&read("dispatches/siege/index.html"));
    assert!(page.contains("كم²"), "{page}");
}

#[test]
fn the_area_of_a_state_is_in_the_data_and_on_the_terminal() {
    let (folder, read) = built("", &[("siege", TRAPPED)]);
    let dispatches = read("data/dispatches.json");
    assert!(dispatches.contains("\"area_km2\":8"), "{dispatches}");
    assert!(read("data/datapackage.json").contains("`area_km2` is there only if"));
    let toll = said(&dateline(folder.path(), &["toll"]));
    assert!(toll.contains("about 200,000 in 8 km2 on 2026-03-13, never added up"), "{toll}");
    let json = said(&dateline(folder.path(), &["toll", "--format", "json"]));
    assert!(json.contains("\"area_km2\": 8"), "{json}");
}

#[test]
fn an_area_that_is_no_number_or_belongs_to_no_state_is_an_error() {
    let written = [
        ("trapped: {total: 200, area_km2: 0}", "an area is larger than 0"),
        ("trapped: {total: 200, area_km2: -8}", "not a plain number"),
        ("trapped: {total: 200, area_km2: 8 km2}", "write one number above 0"),
        ("trapped: {total: 200, area_km2: \"8,000\"}", "not a plain number"),
        ("trapped: {total: 200, area_km2: 999999999}", "larger than the earth"),
        ("trapped: {total: 200, area: 8}", "area_km2"),
        ("killed: {total: 2, area_km2: 8}", "`area_km2` is beside `killed`, which is no state"),
        ("trapped: {area_km2: 8}", "has no number"),
    ];
    for (figures, words) in written {
        let keys = format!("date: 2026-03-14\ncasualties: {{{figures}}}");
        let folder = site("", &[("siege", &keys)]);
        let output = dateline(folder.path(), &["check"]);
        let report = said(&output);
        assert_eq!(output.status.code(), Some(1), "{keys}: {report}");
        assert!(report.contains(words) && report.contains("1 error"), "{keys}: {report}");
    }
}

#[test]
fn a_claim_may_give_the_area_of_a_state_too() {
    let keys =
        "date: 2026-03-14\nclaims: [{by: The ministry, trapped: {total: 300, area_km2: 2.5}}]";
    let (_folder, read) = built("", &[("siege", keys)]);
    let page = text_of(&read("dispatches/siege/index.html"));
    assert!(page.contains("300 trapped in 2.5 km²"), "{page}");
}
