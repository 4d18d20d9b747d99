//! Rule 1, and numbers that do not tell the killed from the injured.

use super::{check, check_broken};

#[test]
fn a_bare_number_is_never_taken_to_mean_killed() {
    let site = "== a
        date: 2017-05-31
        city: Mosul
        casualties: 120";
    check(site, "Mosul", "killed: up to 120; injured: up to 120; casualties: 120; counted: a");
}

#[test]
fn nought_casualties_are_nobody_killed_and_nobody_injured() {
    let site = "== a
        date: 2017-05-31
        city: Mosul
        casualties: 0";
    check(site, "Mosul", "killed: 0; injured: 0; casualties: 0");
}

#[test]
fn an_open_bare_number_bounds_nothing() {
    let site = "== a
        date: 2017-05-31
        city: Mosul
        casualties: more than 120";
    check(site, "Mosul", "killed: unknown, 1 with no number; no injured; casualties: at least 120");
}

#[test]
fn no_number_is_said_and_is_not_nought() {
    let site = "== a
        date: 2017-05-31
        city: Mosul
        casualties: unknown
        == b
        date: 2017-06-02
        city: Mosul
        casualties: {killed: 7}";
    check(site, "Mosul", "killed: 7, 1 with no number; no injured");
    check(site, "Mosul 2017-05", "killed: unknown, 1 with no number");
}

#[test]
fn nothing_at_all_is_no_toll_at_all() {
    let site = "== a
        date: 2017-05-31
        city: Mosul";
    check(site, "Mosul", "no killed; no counted");
}

#[test]
fn killed_and_injured_are_casualties_beside_a_bare_number() {
    let site = "== a
        date: 2017-05-31
        city: Mosul
        casualties: 120
        == b
        date: 2017-05-31
        city: Mosul
        casualties: {killed: 12, injured: 30}
        == c
        date: 2017-05-31
        city: Mosul
        casualties: {killed: 5}";
    check(
        site,
        "Mosul",
        "killed: 17–137; injured: 30–150, 1 with no number; casualties: at least 167",
    );
}

#[test]
fn a_later_count_of_the_killed_leaves_everyone_as_many_as_they_were() {
    let site = "== a
        date: 2017-05-31
        city: Mosul
        incident: zanjili
        casualties: 120
        == b
        date: 2017-06-01
        city: Mosul
        incident: zanjili
        casualties: {killed: 30}";
    check(site, "Mosul", "killed: 30; injured: up to 120; casualties: 120");
}

#[test]
fn an_open_number_of_killed_opens_an_older_bare_number() {
    let site = |killed: &str| {
        format!(
            "== a
        date: 2017-05-31
        city: Mosul
        incident: zanjili
        casualties: 120
        == b
        date: 2017-06-01
        city: Mosul
        incident: zanjili
        casualties: {{killed: {killed}}}"
        )
    };
    check(&site("at least 30"), "Mosul", "killed: at least 30; casualties: at least 120");
    check(&site("30-200"), "Mosul", "killed: 30–200; casualties: at least 120");
    check(&site("30-40, injured: 90-100"), "Mosul", "injured: 90–100; casualties: 120–140");
}

#[test]
fn killed_beyond_an_older_bare_number_put_it_out_of_date() {
    let site = "== a
        date: 2017-05-31
        city: Mosul
        incident: zanjili
        casualties: 120
        == b
        date: 2017-06-01
        city: Mosul
        incident: zanjili
        casualties: {killed: 150}";
    check(site, "Mosul", "killed: 150; casualties: at least 150; no injured");
}

#[test]
fn killed_and_injured_together_replace_an_older_bare_number() {
    let site = "== a
        date: 2017-05-31
        city: Mosul
        incident: zanjili
        casualties: 120
        == b
        date: 2017-06-01
        city: Mosul
        incident: zanjili
        casualties: {killed: 80, injured: 100}";
    check(site, "Mosul", "killed: 80; injured: 100; casualties: 180");
}

#[test]
fn a_newer_bare_number_caps_what_was_open_before() {
    let site = "== a
        date: 2017-05-31
        city: Mosul
        incident: zanjili
        casualties: {killed: at least 30}
        == b
        date: 2017-06-01
        city: Mosul
        incident: zanjili
        casualties: 120";
    check(site, "Mosul", "killed: 30–120; injured: up to 120; casualties: 120");
}

#[test]
fn a_newer_bare_number_below_the_killed_is_a_fall() {
    let site = "== a
        date: 2017-05-31
        city: Mosul
        incident: zanjili
        casualties: {killed: 150}
        == b
        date: 2017-06-01
        city: Mosul
        incident: zanjili
        casualties: 120";
    check_broken(site, &["figure-falls"]);
}

#[test]
fn killed_and_injured_below_an_older_bare_number_are_a_fall() {
    let site = "== a
        date: 2017-05-31
        city: Mosul
        incident: zanjili
        casualties: 120
        == b
        date: 2017-06-01
        city: Mosul
        incident: zanjili
        casualties: {killed: 30, injured: 60}";
    check_broken(site, &["figure-falls"]);
}

#[test]
fn approximate_stays_approximate_in_a_sum() {
    let site = "== a
        date: 2017-05-31
        city: Mosul
        casualties: {killed: about 50}
        == b
        date: 2017-05-31
        city: Mosul
        casualties: {killed: 7}";
    check(site, "Mosul", "killed: about 57");
}
