//! Corrections and withdrawals in the feed: entries of their own, with ids that last.

use std::collections::BTreeSet;

use super::{Site, corrected, dispatch, site, text};

/// The entries of the feed, each as its XML.
fn entries(site: &Site) -> Vec<String> {
    text(site, "feed.xml").split("<entry>").skip(1).map(str::to_owned).collect()
}

fn element<'e>(entry: &'e str, name: &str) -> &'e str {
    let (_, after) = entry.split_once(&format!("<{name}>")).expect("the element is there");
    after.split_once("</").expect("it ends").0
}

fn ids(site: &Site) -> Vec<String> {
    entries(site).iter().map(|entry| element(entry, "id").to_owned()).collect()
}

#[test]
fn a_correction_is_an_entry_of_its_own_in_the_feed() {
    let site = corrected();
    let entries = entries(&site);
    let titles: Vec<&str> = entries.iter().map(|entry| element(entry, "title")).collect();
    assert_eq!(
        titles,
        [
            "Update: Strike on a bridge",
            "Strike on a bridge",
            "Correction: Strike on a bridge",
            "Correction: Strike on a bridge",
        ]
    );
    let last = &entries[3];
    assert_eq!(
        element(last, "id"),
        "https://example.org/dispatches/strike/#correction-2017-06-03-1"
    );
    assert_eq!(element(last, "updated"), "2017-06-03T00:00:00Z");
    assert_eq!(element(last, "summary"), "Killed: 70 → more than 120. The hospital counted again.");
    assert_eq!(element(&entries[0], "summary"), "Civilians killed: – → 90");
}

#[test]
fn the_id_of_a_correction_stays_when_another_is_added_later() {
    let with = |corrections: &str| {
        ids(&site(&[dispatch("a", "A", "2017-06-01", &format!("corrections: [{corrections}]"))]))
    };
    let one = "{on: 2017-06-03, kind: corrected, note: One}";
    let two = "{on: 2017-06-03, kind: corrected, note: Two}";
    // A time that is written comes after the day that begins, wherever it stands in the list.
    let three = "{on: \"2017-06-03T18:00Z\", kind: corrected, note: Three}";
    let before = with(one);
    let after = with(&format!("{three}, {one}, {two}"));
    assert_eq!(before.len(), 2);
    assert_eq!(after.len(), 4);
    assert!(before.iter().all(|id| after.contains(id)), "{before:?} in {after:?}");
    assert!(after[0].ends_with("#correction-2017-06-03-3"), "the latest has the highest number");
}

#[test]
fn a_correction_of_an_old_dispatch_stands_at_the_top_of_the_feed() {
    let late = "corrections: [{on: 2017-06-09, kind: corrected, field: summary, note: A slip.}]";
    let mut dispatches = vec![dispatch("old", "Old story", "2001-01-01", late)];
    dispatches.extend((1..=60).map(|n| {
        let date = format!("2016-{:02}-{:02}", 1 + n / 28, 1 + n % 28);
        dispatch(&format!("n{n}"), &format!("Number {n}"), &date, "topics: [news]")
    }));
    let site = site(&dispatches);
    let ids = ids(&site);
    assert_eq!(ids.len(), 50);
    assert_eq!(ids[0], "https://example.org/dispatches/old/#correction-2017-06-09-1");
    assert_eq!(ids[1], "https://example.org/dispatches/old/");
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), 50, "no id stands twice");
    let entries = entries(&site);
    let moments: Vec<&str> = entries.iter().map(|entry| element(entry, "updated")).collect();
    assert!(moments.is_sorted_by(|one, next| one >= next), "{moments:?}");
    let feed = text(&site, "feed.xml");
    let own = element(&feed, "updated");
    assert_eq!(own, moments[0], "the feed changed when its newest entry did");
}

#[test]
fn a_withdrawn_dispatch_stays_in_the_feed_as_an_entry_that_says_so() {
    let gone = dispatch("gone", "Lost", "2017-05-01", "withdrawn: {on: 2017-06-04, why: Untrue.}");
    let site = site(&[gone]);
    let entries = entries(&site);
    assert_eq!(
        ids(&site),
        ["https://example.org/dispatches/gone/#withdrawn", "https://example.org/dispatches/gone/",]
    );
    for entry in &entries {
        assert_eq!(element(entry, "title"), "Withdrawn: gone");
        assert_eq!(element(entry, "summary"), "Untrue.");
        assert_eq!(element(entry, "updated"), "2017-06-04T00:00:00Z");
        assert!(!entry.contains("<content"));
    }
    assert!(text(&site, "dispatches/gone/index.html").contains("id=\"withdrawn\""));
}
