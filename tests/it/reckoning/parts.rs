//! Rule 8: parts and wholes.

use super::{check, check_broken};

fn with(casualties: &str) -> String {
    format!("== a\n date: 2017-05-31\n city: Mosul\n casualties: {casualties}")
}

#[test]
fn a_missing_part_is_unknown_and_leaves_the_whole_open() {
    let site = with("{killed: {civilian: 12}}");
    check(&site, "Mosul", "killed: at least 12; killed civilian: 12; no killed combatant");
}

#[test]
fn a_part_without_a_number_is_a_missing_part() {
    let site = with("{killed: {civilian: 12, combatant: 3, unknown_status: unknown}}");
    check(&site, "Mosul", "killed: at least 15");
}

#[test]
fn children_are_of_whom_and_prove_as_many_people() {
    check(&with("{killed: {children: at least 14}}"), "Mosul", "killed: at least 14");
    let beside_civilians = with("{killed: {civilian: 12, children: 14, women: 5}}");
    check(&beside_civilians, "Mosul", "killed: at least 14; killed children: 14; killed women: 5");
    let all_told = with("{killed: {civilian: 12, combatant: 0, unknown_status: 0, children: 14}}");
    check_broken(&all_told, &["parts-above-whole"]);
}

#[test]
fn about_stays_in_a_whole_that_was_added_up() {
    let site = with("{killed: {civilian: about 50, combatant: 10, unknown_status: 0}}");
    check(&site, "Mosul", "killed: about 60");
}

#[test]
fn rows_of_parts_say_how_many_incidents_are_silent() {
    let site = with("{killed: {total: 20, civilian: 12}}")
        + "
== b
 date: 2017-06-01
 city: Mosul
 casualties: {killed: 7}";
    check(&site, "Mosul", "killed: 27; killed civilian: 12, 1 with no number");
}

#[test]
fn a_part_that_falls_is_a_fall() {
    let site = "== a
        date: 2017-05-31
        city: Mosul
        incident: zanjili
        casualties: {killed: {total: 20, civilian: 12}}
        == b
        date: 2017-06-01
        city: Mosul
        incident: zanjili
        casualties: {killed: {total: 20, civilian: 8}}";
    check_broken(site, &["figure-falls"]);
}
