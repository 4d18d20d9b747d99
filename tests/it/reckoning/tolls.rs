//! Tolls over a period beside incidents, nested tolls, and what an editor is asked about them.

use super::{check, check_broken, site};

/// Two incidents of one day and the next, and a toll over the week.
const WEEK: &str = "== a
    date: 2017-05-27
    city: Mosul
    casualties: {killed: 12-18}
    == b
    date: 2017-05-28
    city: Mosul
    casualties: {killed: 20}
    == week
    date: 2017-06-01
    city: Mosul
    kind: toll
    event: {from: 2017-05-26, to: 2017-05-31}
    casualties: {killed: TOLL}
    DECLARED";

fn week(toll: &str, declared: &str) -> String {
    WEEK.replace("TOLL", toll).replace("DECLARED", declared)
}

#[test]
fn a_toll_that_outweighs_what_it_includes_takes_its_place() {
    let site = week("50", "includes: [a, b]");
    check(&site, "Mosul", "killed: 50; counted: a b; tolls: week");
}

#[test]
fn more_than_a_number_stays_open_in_the_sum() {
    let site = week("at least 50", "includes: [a, b]");
    check(&site, "Mosul", "killed: at least 50");
}

#[test]
fn what_a_toll_excludes_is_added_to_it() {
    let site = week("50", "includes: [a]\n    excludes: [b]");
    check(&site, "Mosul", "killed: 70");
}

#[test]
fn incidents_that_prove_more_than_a_toll_which_may_hold_them_stand() {
    // 12 and 20 are proved; 30 may hold either. Nobody says that it does, so the most is the sum of all three.
    let site = week("30", "may_include: [a, b]");
    check(&site, "Mosul", "killed: 32–68");
}

#[test]
fn a_toll_that_may_overlap_asks_whether_it_does() {
    check_broken(&week("30", ""), &["may-overlap"]);
    check_broken(&week("30", "includes: [a]"), &["may-overlap"]);
    check_broken(&week("30", "includes: [a]\n    may_include: [b]"), &[]);
}

#[test]
fn a_toll_of_other_days_is_added() {
    let site = "== a
        date: 2017-05-25
        city: Mosul
        casualties: {killed: 12}
        == week
        date: 2017-06-01
        city: Mosul
        kind: toll
        event: {from: 2017-05-26, to: 2017-05-31}
        casualties: {killed: 30}";
    check(site, "Mosul", "killed: 42");
}

#[test]
fn a_toll_of_another_city_is_added() {
    let site = "== a
        date: 2017-05-27
        city: Erbil
        casualties: {killed: 12}
        == week
        date: 2017-06-01
        city: Mosul
        kind: toll
        event: {from: 2017-05-26, to: 2017-05-31}
        casualties: {killed: 30}";
    check(site, "everywhere", "killed: 42");
}

#[test]
fn a_toll_of_a_region_may_hold_what_happened_in_its_city() {
    let site = "== a
        date: 2017-05-27
        city: Mosul
        region: Nineveh
        casualties: {killed: 12}
        == month
        date: 2017-06-01
        region: Nineveh
        location: {precision: region}
        kind: toll
        event: {from: 2017-05-01, to: 2017-05-31}
        casualties: {killed: 30}
        may_include: [a]";
    check(site, "everywhere", "killed: 30–42");
    check(site, "Mosul", "killed: 12; place unclear: month, up to 30 more killed");
}

#[test]
fn civilians_and_combatants_are_never_the_same_people() {
    let site = "== a
        date: 2017-05-27
        city: Mosul
        casualties: {killed: {combatant: 12}}
        == week
        date: 2017-06-01
        city: Mosul
        kind: toll
        event: {from: 2017-05-26, to: 2017-05-31}
        casualties: {killed: {civilian: 30}}";
    check(site, "Mosul", "killed: at least 42; killed civilian: 30, 1 with no number");
}

#[test]
fn an_incident_without_a_number_that_a_toll_includes_is_not_unknown() {
    let site = "== a
        date: 2017-05-27
        city: Mosul
        incident: a
        == week
        date: 2017-06-01
        city: Mosul
        kind: toll
        event: {from: 2017-05-26, to: 2017-05-31}
        casualties: {killed: 30}
        includes: [a]";
    check(site, "Mosul", "killed: 30");
}

#[test]
fn what_is_inside_a_toll_inside_a_toll_is_inside() {
    let site = "== a
        date: 2017-05-27
        city: Mosul
        casualties: {killed: 12}
        == week
        date: 2017-06-01
        city: Mosul
        kind: toll
        event: {from: 2017-05-26, to: 2017-05-31}
        casualties: {killed: 30}
        includes: [a]
        == month
        date: 2017-06-02
        city: Mosul
        kind: toll
        event: {from: 2017-05-01, to: 2017-05-31}
        casualties: {killed: 100}
        includes: [week]";
    check(site, "Mosul", "killed: 100");
}

#[test]
fn a_toll_across_the_end_of_a_month_stands_beside_it() {
    let site = "== a
        date: 2017-05-30
        city: Mosul
        casualties: {killed: 12}
        == week
        date: 2017-06-04
        city: Mosul
        kind: toll
        event: {from: 2017-05-29, to: 2017-06-04}
        casualties: {killed: 30}
        includes: [a]";
    check(site, "Mosul 2017-05", "killed: 12; spans: week, up to 18 more killed");
    check(site, "Mosul 2017", "killed: 30");
}

#[test]
fn tolls_that_include_each_other_are_a_fault() {
    let site = "== one
        date: 2017-06-01
        city: Mosul
        kind: toll
        event: 2017-05-31
        casualties: {killed: 3}
        includes: [two]
        == two
        date: 2017-06-01
        city: Mosul
        kind: toll
        event: 2017-05-31
        casualties: {killed: 3}
        includes: [one]";
    check_broken(site, &["includes-cycle"]);
}

#[test]
fn what_a_toll_includes_may_not_outweigh_it() {
    check_broken(&week("30", "includes: [a, b]"), &["included-above-toll"]);
    check_broken(&week("32", "includes: [a, b]"), &[]);
}

#[test]
fn a_toll_that_includes_what_was_withdrawn_or_discounted_is_questioned() {
    for why in ["withdrawn: {on: 2017-06-09, why: Not so.}", "grade: discounted"] {
        let gone = format!("city: Mosul\n    {why}\n    casualties: {{killed: 20}}");
        let site = week("50", "includes: [a, b]").replacen(
            "city: Mosul\n    casualties: {killed: 20}",
            &gone,
            1,
        );
        check_broken(&site, &["included-gone"]);
    }
}

#[test]
fn half_a_thousand_tolls_of_mixed_places_still_prove_what_they_can() {
    let mut listing = String::new();
    for n in 0..60 {
        let place = if n % 2 == 0 {
            "city: Mosul"
        } else {
            "region: Nineveh\n location: {precision: region}"
        };
        listing += &format!(
            "== t{n}\n date: 2017-08-01\n {place}\n kind: toll\n event: {{from: 2017-05-{:02}, to: 2017-07-{:02}}}\n casualties: {{killed: {}}}\n",
            n % 28 + 1,
            n % 30 + 1,
            n + 10,
        );
    }
    let site = site(&listing);
    let killed = site.reckon("everywhere").killed().and_then(|toll| toll.bounds).expect("a number");
    // All reach over June, so one alone is proved, the heaviest.
    assert_eq!(killed.min, 69);
}

#[test]
fn a_later_dispatch_takes_out_what_an_earlier_one_included() {
    let site = week("50", "includes: [a, b]")
        + "\n    == again\n    date: 2017-06-02\n    city: Mosul\n    kind: toll\n    event: {from: 2017-05-26, to: 2017-05-31}\n    supersedes: week\n    casualties: {killed: 50}\n    excludes: [b]";
    check(&site, "Mosul", "killed: 70");
}
