//! Rule 2: the unit is the incident, and what belongs to one.

use super::{check, check_answer, check_broken, site};

const CHAIN: &str = "== morning
    date: 2016-02-28
    city: Baghdad
    incident: market
    casualties: {killed: 17}
    == evening
    date: 2016-02-29
    city: Baghdad
    incident: market
    casualties: {killed: 70}
    ";

#[test]
fn supersedes_joins_dispatches_without_an_id() {
    let site = "== a
        date: 2016-02-28
        city: Baghdad
        casualties: {killed: 17}
        == b
        date: 2016-02-28
        city: Baghdad
        supersedes: a
        casualties: {killed: 12}";
    check(site, "Baghdad", "killed: 12; counted: a");
}

#[test]
fn a_slug_is_an_id_like_any_other() {
    let site = "== market
        date: 2016-02-28
        city: Baghdad
        casualties: {killed: 17}
        == b
        date: 2016-02-29
        city: Baghdad
        incident: market
        casualties: {killed: 24}";
    check(site, "Baghdad", "killed: 24; counted: market");
}

#[test]
fn two_entries_of_a_round_up_that_turn_out_to_be_one_incident_agree() {
    let site = "== a
        date: 2016-02-28
        city: Baghdad
        incidents:
          - {incident: market, casualties: {killed: 17}}
          - {incident: bazaar, casualties: {killed: 24}}
        == incidents/bazaar
        merged_into: market";
    check_broken(site, &["tied-figures"]);
    check(&site.replace("24", "17"), "Baghdad", "killed: 17; counted: market");
}

#[test]
fn a_round_up_tells_several_incidents() {
    let site = "== a
        date: 2016-02-28
        city: Baghdad
        incidents:
          - {incident: market, casualties: {killed: 17}}
          - {incident: bridge, city: Mosul, casualties: {killed: 5}}
        == b
        date: 2016-02-29
        city: Baghdad
        incident: market
        casualties: {killed: 24}";
    check(site, "everywhere", "killed: 29; counted: bridge market");
    check(site, "Baghdad", "killed: 24; counted: market");
}

#[test]
fn what_cannot_be_followed_is_an_error() {
    let two = |one: &str, other: &str| {
        format!(
            "== a
        date: 2016-02-28
        city: Baghdad
        casualties: {{killed: 3}}
        {one}
        == b
        date: 2016-02-28
        city: Baghdad
        casualties: {{killed: 3}}
        {other}"
        )
    };
    check_broken(&two("supersedes: b", "supersedes: a"), &["supersedes-cycle"]);
    check_broken(&two("", "supersedes: b"), &["supersedes-cycle"]);
    check_broken(&two("draft: true", "supersedes: a"), &["unknown-dispatch"]);
    check_broken(&two("incident: x", "incident: y\n        supersedes: a"), &["incidents-joined"]);
    check_broken(
        &two("kind: toll\n        event: 2016-02-28", "incident: a"),
        &["incidents-joined"],
    );
    let third =
        "\n        == c\n        date: 2016-02-29\n        city: Baghdad\n        supersedes: a";
    check_broken(&two("", &format!("supersedes: a{third}")), &["superseded-twice"]);
}

#[test]
fn a_round_up_that_replaces_an_incident_tells_of_it() {
    let site = |ids: [&str; 2]| {
        format!(
            "== a
        date: 2016-02-28
        city: Baghdad
        incident: market
        casualties: {{killed: 17}}
        == b
        date: 2016-02-29
        city: Baghdad
        supersedes: a
        incidents:
          - {{incident: {}, casualties: {{killed: 18}}}}
          - {{incident: {}, casualties: {{killed: 5}}}}",
            ids[0], ids[1]
        )
    };
    check(&site(["market", "bridge"]), "Baghdad", "killed: 23; counted: bridge market");
    check_broken(&site(["bridge", "road"]), &["incidents-joined"]);
}

#[test]
fn a_translation_carries_nothing() {
    let site = "== a
        date: 2016-02-28
        city: Baghdad
        incident: market
        event: 2016-02-28
        casualties: {killed: 17}
        == b
        date: 2016-03-05
        city: Baghdad
        lang: ar
        event: 2016-03-04
        grade: discounted
        translation_of: a";
    check_repeated(site, "Baghdad 2016-02", "killed: 17; counted: market; no graded out");
}

#[test]
fn a_translation_replaces_no_original() {
    let site = |supersedes: &str| {
        format!(
            "== a
        date: 2016-02-28
        city: Baghdad
        casualties: {{killed: 17}}
        == b
        date: 2016-02-29
        city: Baghdad
        supersedes: a
        casualties: {{killed: 24}}
        == c
        date: 2016-02-29
        city: Baghdad
        lang: ar
        translation_of: b
        supersedes: {supersedes}"
        )
    };
    // Copied from the original with the rest of the front matter.
    check_repeated(&site("a"), "Baghdad", "killed: 24; counted: a");
    check_broken(&site("b"), &["not-together", "told-by-the-original"]);
}

#[test]
fn translations_of_each_other_have_no_original() {
    let site = "== a
        date: 2016-02-28
        city: Baghdad
        lang: ar
        translation_of: b
        == b
        date: 2016-02-28
        city: Baghdad
        lang: ku
        translation_of: a";
    check_broken(site, &["supersedes-cycle", "told-by-the-original"]);
}

/// Like [`check`], for a site with a translation that repeats what its original says.
fn check_repeated(listing: &str, question: &str, expected: &str) {
    let site = site(listing);
    assert_eq!(site.broken(), ["told-by-the-original"], "{:#?}", site.faults);
    check_answer(&site, question, expected);
}

#[test]
fn merged_incidents_are_one() {
    let file = |id: &str, into: &str| format!("== incidents/{id}\n    merged_into: {into}\n    ");
    let other = "== other
    date: 2016-03-01
    city: Baghdad
    incident: bazaar
    casualties: {killed: 73}
    ";
    let merged = format!("{CHAIN}{other}{}", file("bazaar", "market"));
    check(&merged, "Baghdad", "killed: 73; counted: market");
    let round = format!("{CHAIN}{other}{}{}", file("bazaar", "market"), file("market", "bazaar"));
    check_broken(&round, &["supersedes-cycle"]);
    let nowhere = format!("{CHAIN}{other}{}", file("bazaar", "markt"));
    check_broken(&nowhere, &["unknown-incident"]);
}

#[test]
fn the_incidents_own_file_is_believed_first() {
    let file = "== incidents/market
    city: Mosul
    event: 2016-01-05
    grade: discounted";
    let site = format!("{CHAIN}{file}");
    check(&site, "Mosul 2016-01", "graded out: market; no counted");
    check(&site, "Baghdad", "no counted; no graded out");
}

#[test]
fn a_file_that_only_adds_a_country_does_not_lose_the_city() {
    let site = format!("{CHAIN}== incidents/market\n    country: IQ");
    check(&site, "Baghdad", "killed: 70; counted: market");
}
