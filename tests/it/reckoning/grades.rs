//! Rules 4 and 5: grades are a filter, and sets come before sums.

use super::{check, check_answer, check_broken};

const TWO: &str = "== a
    date: 2017-05-31
    city: Mosul
    grade: confirmed
    casualties: {killed: 12}
    == b
    date: 2017-05-31
    city: Mosul
    grade: discounted
    casualties: {killed: 100}
    ";

#[test]
fn what_was_discounted_is_named_and_not_counted() {
    check(TWO, "Mosul", "killed: 12; counted: a; graded out: b");
    check(TWO, "Mosul discounted", "killed: 100; counted: b; graded out: a");
}

#[test]
fn an_ungraded_incident_is_unassessed() {
    let site = "== a\n date: 2017-05-31\n city: Mosul\n casualties: {killed: 12}";
    check(site, "unassessed", "counted: a");
    check(site, "confirmed", "graded out: a; no killed");
}

#[test]
fn an_incident_in_several_cities_counts_from_nought_in_each() {
    let site = "== a
        date: 2017-05-31
        cities: [Mosul, Baghdad]
        casualties: {killed: 12}
        == b
        date: 2017-05-31
        city: Mosul
        casualties: {killed: 5}";
    check(site, "Mosul", "killed: 5–17; counted: a b; partly: a");
    check(site, "Baghdad", "killed: up to 12; counted: a; partly: a");
    check(site, "everywhere", "killed: 17; no partly");
}

#[test]
fn a_city_named_twice_is_one_city() {
    let site = "== cities/kyiv
        name: Kyiv
        aliases: [Kiev]
        == a
        date: 2014-02-20
        cities: [Kyiv, Kiev, Kyiv]
        casualties: {killed: 12}";
    check(site, "Kyiv", "killed: 12; no partly");
}

#[test]
fn an_incident_attributed_in_part_counts_from_nought() {
    let site = "== a
        date: 2017-05-31
        city: Mosul
        casualties: {killed: 12}
        attribution: [{to: coalition, how: alleged}]
        == b
        date: 2017-05-31
        city: Mosul
        casualties: {killed: 100}
        attribution: [{to: coalition, how: alleged, scope: some}, {to: isil, how: claimed, scope: unknown}]
        == c
        date: 2017-05-31
        city: Mosul
        casualties: {killed: 7}";
    check(site, "by coalition alleged", "killed: up to 112; counted: a b; partly: a b");
    check(site, "by isil claimed", "killed: up to 100; counted: b; partly: b");
    check(site, "by nobody alleged", "no killed; no counted");
    check(site, "by isil alleged", "no killed; no counted");
}

#[test]
fn an_incident_that_is_handed_in_twice_counts_once() {
    let site = super::site(TWO);
    let asked = super::Asked::of("Mosul");
    let twice = site.chronicle.incidents.values().chain(site.chronicle.incidents.values());
    let reckoning = super::reckon(twice, &asked.question(), &site.chronicle.places);
    assert_eq!(reckoning, site.reckon("Mosul"));
}

#[test]
fn a_toll_may_name_what_was_merged_replaced_or_withdrawn() {
    let site = "== a
        date: 2017-05-31
        city: Mosul
        casualties: {killed: 12}
        == b
        date: 2017-06-01
        city: Mosul
        supersedes: a
        casualties: {killed: 13}
        == gone
        date: 2017-05-30
        city: Mosul
        casualties: {killed: 1}
        withdrawn: {on: 2017-06-01, why: invented}
        == c
        date: 2017-05-29
        city: Mosul
        incident: other
        casualties: {killed: 2}
        == incidents/other
        merged_into: last
        == d
        date: 2017-05-30
        city: Mosul
        incident: last
        casualties: {killed: 3}
        == week
        date: 2017-06-01
        city: Mosul
        kind: toll
        event: {from: 2017-05-26, to: 2017-05-31}
        includes: [a, b, gone, other]";
    check_broken(site, &["included-gone"]);
    check_answer(&super::site(site), "Mosul", "killed: 16; counted: a last; tolls: week");
}
