//! Rule 3: claims inside an incident.

use super::{check, check_broken};

/// A dispatch of the evening of 31 May with these keys.
fn with(keys: &str) -> String {
    format!("== a\n date: 2017-05-31T18:00+03:00\n city: Mosul\n{keys}")
}

#[test]
fn the_newsrooms_own_figure_stands_and_claims_stand_beside_it() {
    let site = with(
        " casualties: {killed: 80}
 claims: [{by: A hospital, killed: 120, injured: 30}]",
    );
    check(&site, "Mosul", "killed: 80; no injured");
}

#[test]
fn claims_reach_from_the_lowest_to_the_highest() {
    let site = with(
        " claims:
 - {by: A hospital, killed: 80-90}
 - {by: The mayor, killed: 120}",
    );
    check(&site, "Mosul", "killed: 80–120");
}

#[test]
fn one_open_claim_leaves_the_figure_open() {
    let site = with(
        " claims:
 - {by: A hospital, killed: 80}
 - {by: The mayor, killed: more than 60}",
    );
    check(&site, "Mosul", "killed: at least 60");
}

#[test]
fn a_later_figure_from_the_same_source_replaces_the_earlier() {
    let site = with(
        " claims:
 - {by: The mayor, killed: 9, as_of: 2017-05-31T17:00+03:00}
 - {by: The mayor, killed: 12, as_of: 2017-05-31T09:00+03:00}",
    );
    check(&site, "Mosul", "killed: 9");
}

#[test]
fn a_claim_without_a_moment_is_as_new_as_its_dispatch() {
    let site = with(
        " claims:
 - {by: The mayor, killed: 9}
 - {by: The mayor, killed: 12, as_of: 2017-05-31T09:00+03:00}",
    );
    check(&site, "Mosul", "killed: 9");
}

#[test]
fn two_words_of_one_speaker_at_one_moment_both_count() {
    let site = with(
        " claims:
 - {by: The mayor, killed: 9}
 - {by: The mayor, killed: 12}",
    );
    check(&site, "Mosul", "killed: 9–12");
}

#[test]
fn a_new_word_on_the_injured_takes_back_nothing_said_of_the_killed() {
    let site = with(
        " claims:
 - {by: The mayor, killed: 12, as_of: 2017-05-31T09:00+03:00}
 - {by: The mayor, injured: 40, as_of: 2017-05-31T17:00+03:00}",
    );
    check(&site, "Mosul", "killed: 12; injured: 40");
}

#[test]
fn who_is_silent_on_a_measure_has_no_voice_in_it() {
    let site = with(
        " claims:
 - {by: A hospital, killed: 12}
 - {by: The mayor, injured: 40}
 - {by: A witness, killed: unknown}",
    );
    check(&site, "Mosul", "killed: 12; injured: 40");
}

#[test]
fn each_claims_whole_is_taken_before_they_are_put_together() {
    let site = with(
        " claims:
 - {by: A hospital, killed: 10}
 - {by: A monitor, killed: {civilian: 30}}",
    );
    check(&site, "Mosul", "killed: at least 10; killed civilian: 30");
}

#[test]
fn the_whole_of_three_status_parts_is_closed() {
    let site = with(
        " claims:
 - {by: A monitor, killed: {civilian: 30, combatant: 5-6, unknown_status: 0}}",
    );
    check(&site, "Mosul", "killed: 35–36; killed civilian: 30; killed combatant: 5–6");
}

#[test]
fn parts_are_capped_by_the_whole_and_may_not_outweigh_it() {
    let parts = |combatants: &str| {
        with(&format!(
            " claims:
 - {{by: A hospital, killed: {{total: 10-12, civilian: at least 8}}}}
 - {{by: A monitor, killed: {{total: 12, combatant: {combatants}}}}}"
        ))
    };
    check(&parts("1-4"), "Mosul", "killed: 10–12; killed civilian: 8–12; killed combatant: 1–4");
    check_broken(&parts("9"), &["parts-above-whole"]);
}

const ACCUSED: &str = " attribution: [{to: coalition, how: alleged}]
 claims:
 - {by: The coalition, party: coalition, killed: 2}";

#[test]
fn the_accused_move_neither_bound() {
    let site = with(&format!("{ACCUSED}\n - {{by: A hospital, killed: 120}}"));
    check(&site, "Mosul", "killed: 120");
}

#[test]
fn the_accused_are_heard_once_it_is_confirmed() {
    let site = with(&format!("{ACCUSED}\n - {{by: A hospital, killed: 120}}\n grade: confirmed"));
    check(&site, "Mosul", "killed: 2–120");
}

#[test]
fn the_accused_count_when_nobody_else_speaks() {
    check(&with(ACCUSED), "Mosul", "killed: 2");
    let on_another_harm = with(&format!("{ACCUSED}\n - {{by: A hospital, injured: 40}}"));
    check(&on_another_harm, "Mosul", "killed: 2; injured: 40");
    let without_number = with(&format!("{ACCUSED}\n - {{by: A hospital, killed: unknown}}"));
    check(&without_number, "Mosul", "killed: unknown, 1 with no number");
}

#[test]
fn who_is_accused_is_known_from_any_dispatch_on_the_incident() {
    let site = "== a
        date: 2017-05-31
        city: Mosul
        incident: zanjili
        attribution: [{to: coalition, how: alleged}]
        == b
        date: 2017-06-01
        city: Mosul
        incident: zanjili
        claims:
        - {by: The coalition, party: coalition, killed: 2}
        - {by: A hospital, killed: 120}";
    check(site, "Mosul", "killed: 120");
}

#[test]
fn the_adopted_claim_stands_alone() {
    let site = with(
        " adopt: hospital
 claims:
 - {by: The mayor, killed: 300}
 - {id: hospital, by: A hospital, killed: 120, counted: false, why: partial}",
    );
    check(&site, "Mosul", "killed: 120");
}

#[test]
fn a_claim_that_is_not_counted_moves_nothing() {
    let site = with(
        " claims:
 - {by: The mayor, killed: 300, counted: false, why: a total for the week}
 - {by: A hospital, killed: 120}",
    );
    check(&site, "Mosul", "killed: 120");
}

#[test]
fn a_bare_claim_is_put_together_with_those_that_tell_killed_from_injured() {
    let site = with(
        " claims:
 - {by: The mayor, casualties: 120}
 - {by: A hospital, killed: 30, injured: 60}",
    );
    check(&site, "Mosul", "killed: 30; injured: 60; casualties: 90–120");
}

#[test]
fn a_bare_claim_below_anothers_killed_leaves_everyone_open() {
    let site = with(
        " claims:
 - {by: The mayor, casualties: 20}
 - {by: A hospital, killed: 30}",
    );
    check(&site, "Mosul", "killed: 30; casualties: at least 30");
}

#[test]
fn a_speakers_later_word_on_a_part_leaves_its_whole() {
    let site = |part: &str| {
        with(&format!(
            " claims:
 - {{by: The mayor, killed: 80-115, as_of: 2017-05-31T09:00+03:00}}
 - {{by: The mayor, killed: {{civilian: {part}}}, as_of: 2017-05-31T17:00+03:00}}"
        ))
    };
    check(&site("90"), "Mosul", "killed: 90–115; killed civilian: 90");
    check(&site("130"), "Mosul", "killed: at least 130; killed civilian: 130");
    let earlier = site("130").replace("T17:00", "T08:00");
    check(&earlier, "Mosul", "killed: 80–115; no killed civilian");
}

#[test]
fn who_tells_of_a_part_only_has_no_voice_in_the_whole() {
    let site = with(
        " claims:
 - {by: A hospital, killed: 80-115}
 - {by: A monitor, killed: {civilian: 90}}",
    );
    check(&site, "Mosul", "killed: 80–115; killed civilian: 90");
}

#[test]
fn a_later_claim_of_a_part_leaves_the_whole_of_an_earlier_dispatch() {
    let site = "== a
        date: 2017-05-31
        city: Mosul
        incident: zanjili
        casualties: {killed: 80-115}
        == b
        date: 2017-06-01
        city: Mosul
        incident: zanjili
        claims: [{by: The mayor, killed: {civilian: 90}}]";
    check(site, "Mosul", "killed: 90–115; killed civilian: 90");
}
