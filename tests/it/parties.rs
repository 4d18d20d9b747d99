//! Tests of the pages, the data and the totals of parties that are held responsible. It knows only the program and its output.

use std::fs;
use std::path::Path;

use crate::support::{dateline, in_order, said};

const PARTIES: &str = "[parties]\n\
    northern-army = {name = \"The Northern Army\", kind = \"state\", part_of = \"alliance\", names = {ar = \"الجيش الشمالي\"}}\n\
    river-militia = {name = \"River Militia\", kind = \"border guards\", part_of = [\"alliance\"]}\n\
    alliance = {name = \"The Alliance\", kind = \"coalition\"}\n\
    hill-guard = \"Hill Guard\"\n\
    ministry = \"Ministry of Health\"\n";

/// Dispatches on incidents that are attributed in each way.
const DISPATCHES: [(&str, &str); 6] = [
    (
        "market",
        "date: 2026-03-14\ncity: Rivertown\ncasualties: {killed: 10}\nattribution: [{to: northern-army, how: claimed, scope: all}]",
    ),
    (
        "bridge",
        "date: 2026-03-16\ncity: Rivertown\ncasualties: {killed: 5-8}\nattribution: [{to: northern-army, how: alleged, scope: all}]\npositions: [{party: northern-army, position: denied, on: 2026-03-16, note: Nobody was there}]",
    ),
    (
        "school",
        "date: 2026-03-18\ncity: Hilltown\ncasualties: {killed: 7}\nattribution: [{to: northern-army, how: alleged, scope: all}, {to: river-militia, how: alleged}]",
    ),
    (
        "mill",
        "date: 2026-03-20\ncity: Hilltown\ncasualties: {killed: 2}\nattribution: [{to: river-militia, how: confirmed, scope: all}]",
    ),
    (
        "road",
        "date: 2025-12-18\ncity: Hilltown\ncasualties: {killed: 3}\nattribution: [{to: hill-guard, how: denied, scope: all}]",
    ),
    (
        "clinic",
        "date: 2026-03-21\ncity: Hilltown\nclaims: [{by: The ministry, party: ministry, killed: 4}]",
    ),
];

fn site(folder: &Path, settings: &str, dispatches: &[(&str, &str)]) {
    let toml =
        format!("title = \"The Record\"\nbase_url = \"https://record.example/\"\n{settings}");
    fs::write(folder.join("site.toml"), toml).expect("a file");
    let below = folder.join("content/dispatches");
    fs::create_dir_all(&below).expect("a folder");
    for (name, keys) in dispatches {
        let text = format!("---\ntitle: Report on the {name}\n{keys}\n---\nText.\n");
        fs::write(below.join(format!("{name}.md")), text).expect("a file");
    }
}

/// The output of a build, with a function that reads a file of it. An empty text is a file that is not there.
fn built(settings: &str) -> (tempfile::TempDir, impl Fn(&str) -> String + use<>) {
    let folder = tempfile::tempdir().expect("a folder");
    site(folder.path(), settings, &DISPATCHES);
    let output = dateline(folder.path(), &["build"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let public = folder.path().join("public");
    (folder, move |path: &str| fs::read_to_string(public.join(path)).unwrap_or_default())
}

fn toll(arguments: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    site(folder.path(), PARTIES, &DISPATCHES);
    let output = dateline(folder.path(), &[&["toll"], arguments].concat());
    String::from_utf8(output.stdout).expect("text") + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn the_page_of_a_party_has_its_rows_apart_and_what_it_says() {
    for theme in ["", "theme = \"plain\"\n"] {
        let (_folder, read) = built(&format!("{theme}{PARTIES}"));
        let page = read("parties/northern-army/index.html");
        let expected = [
            "The Alliance",
            "الجيش الشمالي",
            "Claimed or acknowledged",
            "10",
            "/parties/northern-army/toll/claimed/",
            "Report on the market",
            "Disputed",
            "5–8",
            "Report on the bridge",
            "Alleged",
            "up to 7",
            "Report on the school",
            "denies responsibility",
            "Nobody was there",
        ];
        in_order(&page[page.find("<main").expect("a page")..], &expected);
        let coalition = read("parties/alliance/index.html");
        let main = &coalition[coalition.find("<main").expect("a page")..];
        in_order(
            main,
            &[
                "River Militia",
                "The Northern Army",
                "Disputed",
                "Confirmed by others",
                "Alleged",
                "Report on the school",
            ],
        );
    }
}

#[test]
fn parties_are_listed_by_name_and_only_those_that_are_accused() {
    for theme in ["", "theme = \"plain\"\n"] {
        let (_folder, read) = built(&format!("{theme}{PARTIES}"));
        let page = read("parties/index.html");
        let main = &page[page.find("<main").expect("a page")..];
        in_order(
            main,
            &[
                "Hill Guard",
                "Denied in the reports",
                "River Militia",
                "border guards",
                "The Alliance",
                "The Northern Army",
            ],
        );
        assert!(!page.contains("Ministry") && read("parties/ministry/index.html").is_empty());
        assert!(read("index.html").contains("href=\"/parties/\""));
    }
}

#[test]
fn the_name_of_a_party_leads_to_its_page_wherever_it_is_held_responsible() {
    for theme in ["", "theme = \"plain\"\n"] {
        let (_folder, read) = built(&format!("{theme}{PARTIES}"));
        let page = read("dispatches/bridge/index.html");
        let link = "<a href=\"/parties/northern-army/\"><bdi>The Northern Army</bdi></a>";
        in_order(&page, &["Attributed to ", link, "(alleged)", link, "denies responsibility"]);
    }
}

#[test]
fn a_site_without_parties_has_no_pages_of_parties() {
    let (_folder, read) = built("");
    let page = read("dispatches/bridge/index.html");
    assert!(page.contains("northern army") && !page.contains("/parties/"));
    assert!(read("parties/index.html").is_empty() && read("data/parties.csv").is_empty());
    assert!(!read("data/datapackage.json").contains("parties.csv"));
}

#[test]
fn each_row_is_explained_by_figures_that_can_be_added_again() {
    for theme in ["", "theme = \"plain\"\n"] {
        let (_folder, read) = built(&format!("{theme}{PARTIES}"));
        let page = read("parties/northern-army/toll/alleged/index.html");
        let expected = [
            "The Northern Army, Alleged",
            "up to 7",
            "Report on the school",
            "Counted from zero: others are held responsible too",
        ];
        in_order(&page, &expected);
        let page = read("parties/alliance/toll/alleged/index.html");
        in_order(&page, &["Report on the school"]);
        assert!(!page.contains("Counted from zero"), "both parties belong to it");
    }
}

#[test]
fn a_year_shows_by_place_what_is_attributed_to_each_party() {
    for theme in ["", "theme = \"plain\"\n"] {
        let (_folder, read) = built(&format!("{theme}{PARTIES}"));
        let all = read("parties/index.html");
        in_order(&all, &["/timeline/2025/parties/", "/timeline/2026/parties/"]);
        let page = read("timeline/2026/parties/index.html");
        let expected = [
            "By place",
            "Hilltown",
            "River Militia",
            "Confirmed by others",
            "River Militia",
            "Alleged",
            "up to 7",
            "The Alliance",
            "The Northern Army",
            "Rivertown",
            "The Northern Army",
            "Disputed",
            "5–8",
        ];
        in_order(&page[page.find("<main").expect("a page")..], &expected);
        assert!(!page.contains("Hill Guard"), "nothing of 2026 is attributed to it");
        let before = read("timeline/2025/parties/index.html");
        in_order(
            &before[before.find("By place").expect("a table")..],
            &["Hilltown", "Hill Guard", "3"],
        );
    }
}

#[test]
fn a_total_over_a_period_counts_in_a_row_that_has_no_incident() {
    let total = (
        "week",
        "date: 2026-03-20\nkind: toll\ncity: Rivertown\nevent: {from: 2026-03-13, to: 2026-03-19, precision: week}\ncasualties: {killed: 41}\nattribution: [{to: hill-guard, how: alleged, scope: all}]",
    );
    for theme in ["", "theme = \"plain\"\n"] {
        let folder = tempfile::tempdir().expect("a folder");
        site(folder.path(), &format!("{theme}{PARTIES}"), &[total]);
        let output = dateline(folder.path(), &["build"]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        for path in ["parties/index.html", "parties/hill-guard/index.html"] {
            let page = fs::read_to_string(folder.path().join("public").join(path)).expect("a page");
            in_order(&page[page.find("<main").expect("a page")..], &["Alleged", "41"]);
        }
        let list = fs::read_to_string(folder.path().join("public/parties/index.html"));
        in_order(&list.expect("a page"), &["41", "Total for a period"]);
    }
}

#[test]
fn a_number_that_may_be_any_is_called_unknown_and_no_range() {
    let total = (
        "week",
        "date: 2026-03-20\nkind: toll\ncity: Rivertown\nevent: {from: 2026-03-13, to: 2026-03-19, precision: week}\ncasualties: {killed: at least 41}\nattribution: [{to: hill-guard, how: alleged}, {to: river-militia, how: alleged}]",
    );
    for (theme, cells) in [
        ("", ["<td class=\"num\">–</td>", "number unknown", "Total for a period"]),
        ("theme = \"plain\"\n", ["Alleged", "an unknown number killed", "Total for a period"]),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        site(folder.path(), &format!("{theme}{PARTIES}"), &[total]);
        let output = dateline(folder.path(), &["build"]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let list = fs::read_to_string(folder.path().join("public/parties/index.html"));
        let list = list.expect("a page").replace("<b><bdi>", "").replace("</bdi></b>", "");
        in_order(&list, &cells);
    }
}

#[test]
fn the_day_of_an_incident_is_said_once_beside_what_a_party_said_that_day() {
    for theme in ["", "theme = \"plain\"\n"] {
        let (_folder, read) = built(&format!("{theme}{PARTIES}"));
        let page = read("parties/northern-army/index.html");
        let (_, said) = page.split_once("denies responsibility").expect("a position");
        assert_eq!(said.matches("16 March 2026").count(), 1, "{said}");
    }
}

#[test]
fn a_party_has_a_feed_of_the_dispatches_on_its_incidents() {
    let (_folder, read) = built(PARTIES);
    let feed = read("parties/river-militia/feed.xml");
    in_order(&feed, &["River Militia · The Record", "Report on the mill", "Report on the school"]);
    assert!(!feed.contains("Report on the market"));
    assert!(read("parties/alliance/feed.json").contains("Report on the market"));
    assert!(read("parties/river-militia/index.html").contains("/parties/river-militia/feed.xml"));
}

#[test]
fn an_address_that_is_cut_after_toll_leads_to_the_party() {
    let (_folder, read) = built(PARTIES);
    assert!(read("parties/hill-guard/toll/index.html").contains("/parties/hill-guard/"));
    assert!(!read("sitemap.xml").contains("/parties/hill-guard/toll/<"));
}

#[test]
fn the_table_of_parties_has_each_row_and_year_and_its_schema() {
    let (_folder, read) = built(PARTIES);
    let table = read("data/parties.csv");
    let at = "https://record.example/parties";
    for line in [
        format!(
            "alliance,The Alliance,coalition,,alleged,,,,killed,,7,7,false,false,1,0,0,0,0,{at}/alliance/toll/alleged/"
        ),
        format!(
            "northern-army,The Northern Army,state,alliance,alleged,,,,killed,,0,7,false,false,1,0,1,0,0,{at}/northern-army/toll/alleged/"
        ),
        format!(
            "hill-guard,Hill Guard,,,denied,2025,2025-01-01,2025-12-31,killed,,3,3,false,false,1,0,0,0,0,{at}/hill-guard/toll/denied/"
        ),
    ] {
        assert!(table.contains(&line), "no line {line} in\n{table}");
    }
    let package = read("data/datapackage.json");
    in_order(&package, &["parties.csv", "claimed", "disputed", "found", "alleged", "denied"]);
    assert!(read("data/index.html").contains("parties.csv"));
}

#[test]
fn the_terminal_shows_each_row_of_a_party_and_never_their_sum() {
    let all = toll(&["--party", "northern-army"]);
    let expected = [
        "Everywhere, all time: claimed or acknowledged by The Northern Army\n\n  killed                      10\n",
        "attributed to The Northern Army, which denies or rejects it\n\n  killed                      5–8\n",
        "attributed to The Northern Army, alleged\n\n  killed                      up to 7\n",
        "counted from zero: 1",
        "Never add up these totals",
    ];
    in_order(&all, &expected);
    assert!(!all.contains("confirmed by others"));
    let one = toll(&["--party", "the alliance", "--how", "found"]);
    in_order(
        &one,
        &["attributed to The Alliance, confirmed by others\n\n  killed                      2\n"],
    );
    assert!(!one.contains("Never add up"));
    let of_year = toll(&["--party", "hill-guard", "--from", "2026-01-01", "--to", "2026-12-31"]);
    assert_eq!(of_year, "no incident is attributed to Hill Guard here\n");
    let csv = toll(&["--party", "river-militia", "--format", "csv"]);
    assert_eq!(
        csv,
        "how,harm,group,min,max,open,approximate,incidents,unknown\nfound,killed,,2,2,false,false,1,0\nalleged,killed,,0,7,false,false,1,0\n"
    );
    let json = toll(&["--party", "hill-guard", "--format", "json"]);
    in_order(&json, &["\"denied\": {", "\"min\": 3", "\"party\": \"hill-guard\""]);
    let nobody = toll(&["--party", "nothern-army"]);
    assert!(
        nobody.contains("there is no party `nothern-army`; did you mean `northern-army`?"),
        "{nobody}"
    );
    let no_way = toll(&["--party", "alliance", "--how", "confirmed"]);
    assert!(no_way.contains("write one of claimed, disputed, found, alleged, denied"), "{no_way}");
}

#[test]
fn a_party_that_only_a_hidden_dispatch_accuses_is_not_shown() {
    let folder = tempfile::tempdir().expect("a folder");
    let hidden = (
        "secret",
        "date: 2026-03-14\ncity: Rivertown\ncasualties: {killed: 1}\ndraft: true\nattribution: [{to: hill-guard, how: alleged}]",
    );
    site(folder.path(), PARTIES, &[DISPATCHES[0], hidden]);
    let output = dateline(folder.path(), &["build"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let page = fs::read_to_string(folder.path().join("public/parties/index.html")).expect("a page");
    assert!(page.contains("The Northern Army") && !page.contains("Hill Guard"));
}

#[test]
fn a_coalition_that_is_not_there_or_part_of_itself_is_reported() {
    let report = |settings: &str| {
        let folder = tempfile::tempdir().expect("a folder");
        site(folder.path(), settings, &[]);
        said(&dateline(folder.path(), &["check"]))
    };
    let unknown = report(
        "[parties]\na = {name = \"A\", part_of = \"alianse\"}\nalliance = \"The Alliance\"\n",
    );
    in_order(
        &unknown,
        &[
            "error[unknown-party]",
            "site.toml does not name the party `alianse`",
            "did you mean `alliance`?",
        ],
    );
    let own = report(
        "[parties]\na = {name = \"A\", part_of = \"b\"}\nb = {name = \"B\", part_of = [\"a\"]}\n",
    );
    in_order(&own, &["error[bad-setting]", "the party `a` is part of itself"]);
    assert_eq!(own.matches("error[").count(), 1, "{own}");
    let nameless = report("[parties]\na = {kind = \"state\"}\n");
    in_order(&nameless, &["a party has no `name`"]);
}

#[test]
fn the_pages_of_parties_are_in_the_language_of_the_site() {
    let (_folder, read) = built(&format!("language = \"ar\"\n{PARTIES}"));
    let page = read("parties/northern-army/index.html");
    in_order(&page, &["الجيش الشمالي", "تبنٍّ أو إقرار", "متنازع عليها"]);
    assert!(!page.contains("Disputed"));
}

const PROMISE: (&str, &str) = (
    "bridge",
    "date: 2026-03-16\ncity: Rivertown\nincident: bridge\ncasualties: {killed: 5}\nattribution: [{to: hill-guard, how: alleged}]\npositions: [{party: hill-guard, position: investigating, on: 2026-03-16, promised: a public report, due: 2026-06-30}]",
);

/// The output of a build for a moment, in a folder that may have an older one.
fn built_at(folder: &Path, now: &str) -> String {
    let output = dateline(folder, &["build", "--now", now]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn a_promised_report_is_overdue_when_its_day_is_over() {
    for theme in ["", "theme = \"plain\"\n"] {
        let folder = tempfile::tempdir().expect("a folder");
        site(folder.path(), &format!("{theme}{PARTIES}"), &[PROMISE]);
        let read = |path: &str| {
            fs::read_to_string(folder.path().join("public").join(path)).expect("a page")
        };
        let pages = ["dispatches/bridge/index.html", "parties/hill-guard/index.html"];
        let printed = built_at(folder.path(), "2026-06-30T23:59:59Z");
        assert_eq!(printed, "next_change=2026-07-01T00:00:00Z\n");
        for page in pages.map(read) {
            in_order(&page, &["Promised: ", "a public report", "Due by ", "30 June 2026"]);
            assert!(!page.contains("Overdue"));
        }
        // Nothing but the clock has changed.
        assert_eq!(built_at(folder.path(), "2026-07-01T00:00:00Z"), "");
        for page in pages.map(read) {
            in_order(&page, &["a public report", "Overdue: it was due by ", "30 June 2026"]);
        }
    }
}

#[test]
fn the_day_of_a_promise_ends_where_the_site_is() {
    let folder = tempfile::tempdir().expect("a folder");
    site(folder.path(), &format!("timezone = \"Asia/Baghdad\"\n{PARTIES}"), &[PROMISE]);
    let printed = built_at(folder.path(), "2026-06-30T20:00:00Z");
    assert_eq!(printed, "next_change=2026-06-30T21:00:00Z\n");
}

#[test]
fn a_promise_that_a_later_position_no_longer_has_is_not_waited_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let kept = (
        "report",
        "date: 2026-06-01\nevent: 2026-03-16\ncity: Rivertown\nincident: bridge\ncasualties: {killed: 5}\npositions: [{party: hill-guard, position: acknowledged, on: 2026-06-01}]",
    );
    site(folder.path(), PARTIES, &[PROMISE, kept]);
    built_at(folder.path(), "2026-07-02T00:00:00Z");
    for path in ["dispatches/bridge", "incidents/bridge", "parties/hill-guard"] {
        let page = folder.path().join("public").join(path).join("index.html");
        assert!(!fs::read_to_string(page).expect("a page").contains("Overdue"), "{path}");
    }
}

#[test]
fn a_promise_that_is_due_before_it_was_made_is_reported() {
    let folder = tempfile::tempdir().expect("a folder");
    let keys = PROMISE.1.replace("due: 2026-06-30", "due: 2026-03-01");
    site(folder.path(), PARTIES, &[("bridge", &keys)]);
    let report = said(&dateline(folder.path(), &["check"]));
    in_order(
        &report,
        &["error[dates-disagree]", "a promise is due before it was made", "`on` is 2026-03-16"],
    );
}
