//! Tests of days and times as readers see them: in the time zone of the site, and in the order in which things happened.
//! It does not use the code directly; it reads the built pages as text.

use std::collections::BTreeMap;

use crate::site::built;
use crate::support::{in_order, texts_of};

const KYIV: (&str, &str) = (
    "site.toml",
    "title = \"The Record\"\nbase_url = \"https://record.example/\"\ntimezone = \"Europe/Kyiv\"\n",
);

/// A dispatch with the required front matter and these lines.
fn dispatch(slug: &str, date: &str, lines: &str) -> (String, String) {
    let text = format!(
        "---\ntitle: The {slug} report\ndate: {date}\ncity: Rivertown\n{lines}\n---\nText of {slug}.\n"
    );
    (format!("content/dispatches/{slug}.md"), text)
}

/// The visible text of a page of a site in Kyiv with these dispatches.
fn page(dispatches: &[(String, String)], file: &str) -> String {
    let mut files: Vec<(&str, &str)> =
        dispatches.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    files.push(KYIV);
    text_of(&files, file)
}

/// The visible text of a page of a site with these files.
pub(crate) fn text_of(files: &[(&str, &str)], file: &str) -> String {
    let site: BTreeMap<String, Vec<u8>> = built(files);
    let bytes = site.get(file).unwrap_or_else(|| panic!("{file} is missing"));
    let html = String::from_utf8(bytes.clone()).expect("pages are UTF-8");
    texts_of(&html)
}

#[test]
fn a_list_has_each_month_once_however_the_offsets_of_its_times_are_written() {
    let event = "event: 2025-12-30\ncasualties: {killed: 1}";
    let list = page(
        &[
            dispatch("first", "2025-12-31T23:00+02:00", event),
            dispatch("second", "2026-01-01T02:30+05:00", event),
            dispatch("third", "2025-12-31T22:45+00:00", event),
            dispatch("fourth", "2026-01-01T01:30+02:00", event),
        ],
        "dispatches/index.html",
    );
    in_order(&list, &["January 2026", "fourth", "third", "December 2025", "second", "first"]);
    // A heading is followed by the day of its first dispatch.
    assert_eq!(list.matches("January 2026 1 Jan 2026").count(), 1, "{list}");
    assert_eq!(list.matches("December 2025 31 Dec 2025").count(), 1, "{list}");
}

#[test]
fn a_time_is_printed_in_the_zone_of_the_site_and_says_so() {
    let raid = [dispatch("raid", "2025-06-30T22:30+00:00", "event: 2025-06-30")];
    in_order(&page(&raid, "dispatches/raid/index.html"), &["1 July 2025, 01:30 UTC+3"]);
    let winter = [dispatch("raid", "2025-12-01T12:00+00:00", "updated: 2025-12-01T18:05+05:30")];
    in_order(&page(&winter, "dispatches/raid/index.html"), &["14:00 UTC+2", "14:35 UTC+2"]);
}

#[test]
fn a_correction_of_the_same_day_comes_after_what_it_corrects() {
    let replaced = dispatch(
        "early",
        "2025-06-01T18:00+03:00",
        "incident: rivertown-raid\nevent: 2025-06-01\ncasualties: {killed: 4}",
    );
    let corrections = "incident: rivertown-raid\nevent: 2025-06-01\nsupersedes: early\ncasualties: {killed: 5}\ncorrections:\n  - {on: 2025-06-01, kind: updated, note: The morgue called.}\n  - {on: 2025-06-02T09:00+03:00, kind: updated, note: The mayor called.}\n  - {on: 2025-06-02, kind: updated, note: The clerk called.}";
    let dispatches = [replaced, dispatch("a-later", "2025-06-01", corrections)];
    let list = page(&dispatches, "corrections/index.html");
    in_order(
        &list,
        &["The clerk called.", "The mayor called.", "The morgue called.", "The early report"],
    );
    let own = page(&dispatches, "dispatches/a-later/index.html");
    in_order(&own, &["The clerk called.", "The mayor called.", "The morgue called."]);
    let front = page(&dispatches, "dispatches/index.html");
    in_order(&front, &["The a-later report", "The early report"]);
}

#[test]
fn the_page_of_an_incident_ends_with_the_report_that_counts() {
    let incident = "incident: rivertown-raid\nevent: 2025-06-01";
    let of_the_same_day = [
        dispatch(
            "evening",
            "2025-06-02T18:00+03:00",
            &format!("{incident}\ncasualties: {{killed: 4}}"),
        ),
        dispatch(
            "again",
            "2025-06-02",
            &format!("{incident}\nsupersedes: evening\ncasualties: {{killed: 5}}"),
        ),
    ];
    let text = page(&of_the_same_day, "incidents/rivertown-raid/index.html");
    in_order(&text, &["The evening report", "The again report"]);
    let older_knowledge = [
        dispatch(
            "new",
            "2025-06-03",
            &format!("{incident}\nas_of: 2025-06-03\ncasualties: {{killed: 6}}"),
        ),
        dispatch(
            "late",
            "2025-06-04",
            &format!("{incident}\nas_of: 2025-06-02\ncasualties: {{killed: 3}}"),
        ),
    ];
    let text = page(&older_knowledge, "incidents/rivertown-raid/index.html");
    in_order(&text, &["The late report", "The new report"]);
}

#[test]
fn days_that_are_known_are_said_even_if_only_the_year_is_certain() {
    let event = |event: &str| {
        let dispatch =
            dispatch("strike", "2016-01-05", &format!("event: {event}\ncasualties: {{killed: 2}}"));
        let dispatch = (dispatch.0, dispatch.1);
        page(&[dispatch], "dispatches/strike/index.html")
    };
    let said = event("{from: 2015-06-09, to: 2015-08-15, precision: year}");
    assert!(said.contains("Some time from 9 June to 15 August 2015"), "{said}");
    let said = event("{from: 2015-06-03, to: 2015-06-20, precision: month}");
    assert!(said.contains("Some time from 3 to 20 June 2015"), "{said}");
    // A whole year or month has no better name than its own.
    let said = event("{from: 2015-01-01, to: 2015-12-31, precision: year}");
    assert!(said.contains("When 2015 "), "{said}");
    let said = event("{from: 2015-06-01, to: 2015-06-30, precision: month}");
    assert!(said.contains("When June 2015 "), "{said}");
}
