//! A series: a cumulative toll that is told again and again.

use super::{check, check_answer, check_broken, site};

const GAZA: &str = "== day-1
    date: 2017-05-29
    DAY
    event: {from: 2017-05-26, to: 2017-05-29}
    casualties: {killed: 90}
    == day-2
    date: 2017-05-31
    DAY
    event: {from: 2017-05-26, to: 2017-05-31}
    casualties: {killed: LATER}";

fn bulletins(later: &str) -> String {
    GAZA.replace("DAY", "city: Mosul\n    kind: toll\n    series: west").replace("LATER", later)
}

#[test]
fn the_latest_of_a_series_stands_for_all() {
    check(&bulletins("120"), "Mosul", "killed: 120; tolls: day-2; overtaken: day-1");
}

#[test]
fn in_a_view_the_latest_that_lies_inside_it_stands() {
    let earlier = bulletins("120").replace("to: 2017-05-31}", "to: 2017-06-02}");
    check(&earlier, "Mosul 2017-05", "killed: 90; spans: day-2, up to 30 more killed");
    check(&earlier, "Mosul 2017", "killed: 120");
}

#[test]
fn a_fall_asks_for_a_correction_or_a_new_phase() {
    check_broken(&bulletins("80"), &["figure-falls"]);
    let corrected = bulletins("80")
        + "\n    corrections: [{on: 2017-05-31, kind: corrected, field: casualties.killed, was: 90, now: 80, note: Counted twice.}]";
    check(&corrected, "Mosul", "killed: 80");
}

#[test]
fn a_new_phase_is_added_to_the_last_figure_of_the_one_before() {
    let anew = bulletins("80")
        .replace("from: 2017-05-26, to: 2017-05-31", "from: 2017-05-30, to: 2017-05-31");
    check_broken(&anew, &["figure-falls", "series-period"]);
    check(&(anew + "\n    phase: 2"), "Mosul", "killed: 170");
}

#[test]
fn an_incident_inside_the_days_of_a_series_is_not_added_to_it() {
    let site = bulletins("120")
        + "\n    may_include: [a]\n    == a\n    date: 2017-05-28\n    city: Mosul\n    casualties: {killed: 70}";
    check(&site, "Mosul", "killed: 120–190");
}

#[test]
fn two_figures_of_one_moment_are_a_fault() {
    check_broken(
        &bulletins("120").replace("date: 2017-05-31", "date: 2017-05-29"),
        &["tied-figures"],
    );
}

#[test]
fn missing_of_a_series_are_the_latest_and_never_a_sum() {
    let site = "== day-1
        date: 2017-05-29
        city: Mosul
        kind: toll
        series: west
        event: {from: 2017-05-26, to: 2017-05-29}
        casualties: {missing: 40}
        == day-2
        date: 2017-05-31
        city: Mosul
        kind: toll
        series: west
        event: {from: 2017-05-26, to: 2017-05-31}
        casualties: {missing: 15}";
    check(site, "Mosul", "missing: 15 as of 2017-05-31; no killed with");
}

#[test]
fn a_bulletin_that_tells_killed_from_injured_may_not_fall_below_a_bare_number() {
    let site = bulletins("10, injured: 20").replace("{killed: 90}", "90");
    check_broken(&site, &["figure-falls"]);
}

#[test]
fn what_an_earlier_bulletin_told_of_civilians_is_still_proved() {
    let site = bulletins("95").replace("{killed: 90}", "{killed: {total: 90, civilian: 80}}");
    check(&site, "Mosul", "killed: 95; killed civilian: 80–95; tolls: day-1 day-2; no overtaken");
}

#[test]
fn a_bare_number_is_not_overtaken_by_the_killed_alone() {
    let site = bulletins("20").replace("{killed: 90}", "90");
    check(&site, "Mosul", "killed: 20; casualties: at least 90");
}

#[test]
fn what_an_earlier_bulletin_includes_is_inside_the_later_ones() {
    let site = bulletins("120").replacen("{killed: 90}", "{killed: 90}\n    includes: [a]", 1)
        + "\n    == a\n    date: 2017-05-28\n    city: Mosul\n    casualties: {killed: 70}";
    check(&site, "Mosul", "killed: 120");
    let excluded = site.replace("{killed: 120}", "{killed: 120}\n    excludes: [a]");
    check(&excluded, "Mosul", "killed: 190");
}

#[test]
fn a_toll_that_holds_an_early_bulletin_does_not_hold_what_came_after() {
    // Of everyone the first bulletin tells, and the week holds it; the second tells of some killed since.
    let site = "== day-1
        date: 2017-05-29
        city: Mosul
        kind: toll
        series: west
        event: {from: 2017-05-26, to: 2017-05-29}
        casualties: 10
        == day-2
        date: 2017-06-30
        city: Mosul
        kind: toll
        series: west
        event: {from: 2017-05-26, to: 2017-06-30}
        casualties: {killed: {civilian: 4}}
        may_include: [week]
        == week
        date: 2017-05-30
        city: Mosul
        kind: toll
        event: {from: 2017-05-26, to: 2017-05-29}
        casualties: 12
        includes: [day-1]";
    check(site, "Mosul", "casualties: at least 12");
}

#[test]
fn a_bulletin_that_tells_of_a_part_only_leaves_the_whole() {
    let told = |first: &str, later: &str| {
        bulletins(later).replace("{killed: 90}", &format!("{{killed: {first}}}"))
    };
    let raised = told("80-115", "{civilian: 90}");
    check(&raised, "Mosul", "killed: 90–115; killed civilian: 90; no overtaken");
    check(&told("120", "{children: 14}"), "Mosul", "killed: 120; killed children: 14");
    check(&told("120", "{civilian: 130}"), "Mosul", "killed: at least 130; killed civilian: 130");
    let dropped = told("{civilian: 130}", "120");
    check(&dropped, "Mosul", "killed: 120; no killed civilian");
    let moved = told("{civilian: 20, combatant: 5}", "{civilian: 30}");
    check(&moved, "Mosul", "killed: at least 30; killed civilian: 30; killed combatant: 5");
    // Where nobody tells the whole, what is known of one group is not lost with the news of another.
    let of_two = told("{civilian: 4}", "{combatant: 1}");
    check(&of_two, "Mosul", "killed: at least 4; killed civilian: 4; killed combatant: 1");
    let told_again = told("{civilian: 20, combatant: 5}", "{combatant: 9}");
    check(&told_again, "Mosul", "killed: at least 25; killed civilian: 20; killed combatant: 9");
}

#[test]
fn a_bulletin_proves_no_more_by_its_parts_than_the_whole_of_its_claims() {
    let disagreeing = "claims: [{by: A hospital, killed: {combatant: 1}}, {by: A monitor, killed: {civilian: 2}}]";
    let later = "corrections: [{on: 2017-05-31, kind: corrected, field: casualties.killed.combatant, was: 1, now: 0-1, note: Counted twice.}]
    claims: [{by: A monitor, killed: 3}, {by: The mayor, killed: {total: 0-3, combatant: 0-1}}]";
    let site = bulletins("LATER")
        .replace("casualties: {killed: 90}", disagreeing)
        .replace("casualties: {killed: LATER}", later);
    let both = "killed: 1–3; killed civilian: 2–3; killed combatant: up to 1";
    check(&site, "Mosul", both);
    let (first, _) = site.split_once("== day-2").expect("two bulletins");
    check(first, "Mosul", "killed: at least 1; killed civilian: 2; killed combatant: 1");
}

/// Day 2 tells of civilians only, and of an attack on its last day.
fn civilians_later(incident: u32) -> String {
    bulletins("{civilian: 95}")
        + &format!(
            "\n    == a\n    date: 2017-05-31\n    event: 2017-05-31\n    city: Mosul\n    casualties: {{killed: {incident}}}"
        )
}

#[test]
fn a_minimum_that_a_later_member_proves_counts_the_people_of_its_days() {
    check_answer(&site(&civilians_later(3)), "Mosul", "killed: at least 95");
}

#[test]
fn the_number_of_an_earlier_member_is_added_to_what_happened_after_it_where_that_proves_more() {
    check_answer(&site(&civilians_later(20)), "Mosul", "killed: at least 110");
}

/// A toll of two days of the series that is no member of it.
fn week(killed: &str) -> String {
    format!(
        "\n    == week\n    date: 2017-05-30\n    event: {{from: 2017-05-29, to: 2017-05-30}}\n    city: Mosul\n    kind: toll\n    \
         casualties: {{killed: {killed}}}"
    )
}

#[test]
fn what_a_later_member_proves_outside_of_a_toll_is_added_to_the_toll_that_holds_the_earlier_one() {
    // The first bulletin is inside the week. The second one is not, and tells of civilians only.
    let week = week("100") + "\n    includes: [day-1]\n    excludes: [day-2]";
    check_answer(&site(&(bulletins("{civilian: 95}") + &week)), "Mosul", "killed: at least 195");
}

#[test]
fn a_declaration_of_one_member_is_no_declaration_of_what_another_proves() {
    let outside = civilians_later(3).replacen(
        "casualties: {killed: 90}",
        "casualties: {killed: 90}\n    excludes: [a]",
        1,
    );
    let inside =
        outside.replace("{killed: {civilian: 95}}", "{killed: {civilian: 95}}\n    includes: [a]");
    check_answer(&site(&inside), "Mosul", "killed: at least 95");
}

#[test]
fn what_an_earlier_member_proves_of_combatants_is_added_to_the_civilians_of_a_toll() {
    // The second bulletin gives a bare number, so it says nothing of how many were killed.
    let told = bulletins("90").replacen("{killed: 90}", "{killed: {combatant: 7}}", 1);
    let told = told.replace("{killed: 90}", "12");
    check_answer(&site(&(told + &week("{civilian: 4}"))), "Mosul", "killed: at least 11");
}
