//! Rule 2: of several dispatches on one incident, which one counts, and what has to be explained.

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
fn a_toll_that_rose_is_counted_once() {
    check(CHAIN, "Baghdad", "killed: 70; counted: market");
}

#[test]
fn each_harm_has_its_own_latest_dispatch() {
    let site = format!(
        "{CHAIN}== later
    date: 2016-03-01
    city: Baghdad
    incident: market
    casualties: {{injured: 112}}"
    );
    check(&site, "Baghdad", "killed: 70; injured: 112; counted: market");
}

#[test]
fn the_state_of_knowledge_goes_before_the_date() {
    let site = "== published-first
        date: 2016-03-01
        as_of: 2016-02-29T18:00+03:00
        city: Baghdad
        incident: market
        casualties: {killed: 73}
        == published-last
        date: 2016-03-02
        as_of: 2016-02-28T12:00+03:00
        city: Baghdad
        incident: market
        casualties: {killed: 17}";
    check(site, "Baghdad", "killed: 73");
}

#[test]
fn two_figures_of_one_moment_are_not_decided_by_their_names() {
    let site = "== a
        date: 2016-02-28
        city: Baghdad
        incident: market
        casualties: {killed: 17}
        == b
        date: 2016-02-28
        city: Baghdad
        incident: market
        casualties: {killed: 24}";
    check_broken(site, &["tied-figures"]);
    check(&site.replace("24", "17"), "Baghdad", "killed: 17");
}

#[test]
fn dispatches_of_one_moment_complete_each_other() {
    let site = "== a
        date: 2016-02-28
        city: Baghdad
        incident: market
        casualties: {killed: {total: 17, children: 3}}
        == b
        date: 2016-02-28
        city: Baghdad
        incident: market
        casualties: {killed: {total: 17, women: 5}}";
    check(site, "Baghdad", "killed: 17; killed children: 3; killed women: 5");
}

#[test]
fn two_days_of_one_incident_and_moment_are_a_tie() {
    let site = "== a
        date: 2016-02-28
        event: 2016-02-27
        city: Baghdad
        incident: market
        casualties: {killed: 17}
        == b
        date: 2016-02-28
        event: 2016-02-28
        city: Baghdad
        incident: market
        casualties: {killed: 17}";
    check_broken(site, &["tied-figures"]);
}

#[test]
fn a_fall_is_explained_or_refused() {
    let fall = "== a
        date: 2016-07-31
        city: Baghdad
        incident: karrada
        casualties: {killed: 324}
        == b
        date: 2016-08-01
        city: Baghdad
        incident: karrada
        casualties: {killed: 323}
        ";
    check_broken(fall, &["figure-falls"]);
    let with = |keys: &str| format!("{fall}{keys}");
    check(&with("supersedes: a"), "Baghdad", "killed: 323");
    let correction =
        |rest: &str| with(&format!("corrections: [{{on: 2016-08-01, kind: corrected, {rest}}}]"));
    check(&correction("field: casualties.killed"), "Baghdad", "killed: 323");
    check(&correction("field: casualties"), "Baghdad", "killed: 323");
    check(&correction("was: 324, now: 323"), "Baghdad", "killed: 323");
    for beside_the_point in ["field: title", "field: casualties.injured", "note: a typing error"] {
        check_broken(&correction(beside_the_point), &["figure-falls"]);
    }
}

#[test]
fn a_number_that_becomes_unknown_has_fallen() {
    let site = "== a
        date: 2016-07-31
        city: Baghdad
        incident: karrada
        casualties: {killed: 324}
        == b
        date: 2016-08-01
        city: Baghdad
        incident: karrada
        casualties: {killed: unknown}";
    check_broken(site, &["figure-falls"]);
}

#[test]
fn a_correction_still_explains_the_fall_after_its_dispatch_was_replaced() {
    let site = "== a
        date: 2016-07-31
        city: Baghdad
        incident: karrada
        casualties: {killed: 324}
        == b
        date: 2016-08-01
        city: Baghdad
        incident: karrada
        casualties: {killed: 323}
        corrections: [{on: 2016-08-01, kind: corrected, field: casualties.killed}]
        == c
        date: 2016-08-02
        city: Baghdad
        supersedes: b
        casualties: {killed: 323}";
    check(site, "Baghdad", "killed: 323; counted: karrada");
}

#[test]
fn a_withdrawn_dispatch_keeps_its_links_and_not_its_figures() {
    let chain = |withdrawn: &str| {
        format!(
            "== a
        date: 2016-02-28
        city: Baghdad
        casualties: {{killed: 17}}
        == b
        date: 2016-02-29
        city: Baghdad
        supersedes: a
        casualties: {{killed: 70}}
        {withdrawn}
        == c
        date: 2016-03-01
        city: Baghdad
        supersedes: b
        casualties: {{killed: 12}}"
        )
    };
    let gone = "withdrawn: {on: 2016-03-02, why: invented}";
    check(&chain(""), "Baghdad", "killed: 12; counted: a");
    check(&chain(gone), "Baghdad", "killed: 12; counted: a");
    let without_last = chain(gone);
    let without_last = &without_last[..without_last.find("== c").expect("c is there")];
    check_broken(without_last, &["withdrawal-revives"]);
    check_answer(&site(without_last), "Baghdad", "killed: 17");
}

#[test]
fn an_older_figure_that_comes_back_is_warned_of_without_supersedes_too() {
    let gone = "== gone
    date: 2016-03-01
    city: Baghdad
    incident: market
    casualties: {killed: 90}
    withdrawn: {on: 2016-03-02, why: invented}";
    check_broken(&format!("{CHAIN}{gone}"), &["withdrawal-revives"]);
    let same = gone.replace("90", "70");
    check(&format!("{CHAIN}{same}"), "Baghdad", "killed: 70");
    let of_another_harm = gone.replace("killed: 90", "injured: 90");
    check(&format!("{CHAIN}{of_another_harm}"), "Baghdad", "killed: 70; no injured");
    let older = gone.replace("2016-03-01", "2016-02-01");
    check(&format!("{CHAIN}{older}"), "Baghdad", "killed: 70");
}

#[test]
fn a_statement_is_on_an_incident_and_counts_nothing() {
    let site = format!(
        "== statement
    date: 2016-02-27
    city: Baghdad
    kind: statement
    incident: market
    event: 2016-02-28
    {CHAIN}"
    );
    check(&site, "Baghdad", "killed: 70; counted: market");
}

#[test]
fn the_latest_that_writes_a_key_decides_whatever_the_order_of_the_files() {
    let site = "== z-known-last
        date: 2016-03-01
        as_of: 2016-03-01
        city: Baghdad
        incident: market
        grade: confirmed
        event: 2016-02-27
        == a-published-last
        date: 2016-03-05
        as_of: 2016-02-28
        city: Baghdad
        incident: market
        grade: weak
        event: 2016-03-04
        casualties: {killed: 17}";
    check(site, "confirmed 2016-02", "killed: 17; counted: market");
}

#[test]
fn days_default_to_the_earliest_date() {
    let site =
        format!("{CHAIN}== early\n    date: 2016-01-31\n    city: Baghdad\n    incident: market");
    check(&site, "2016-01", "killed: 70; counted: market");
}

/// Two dispatches on one incident, the second a day later, and what each says of casualties.
fn told(first: &str, second: &str) -> String {
    format!(
        "== a
        date: 2016-02-28
        city: Baghdad
        incident: market
        casualties: {first}
        == b
        date: 2016-02-29
        city: Baghdad
        incident: market
        casualties: {second}
        "
    )
}

#[test]
fn where_a_new_report_is_silent_the_superseded_figure_stands() {
    let silent = "== a
        date: 2016-02-28
        city: Baghdad
        casualties: {killed: 17, injured: 40}
        == b
        date: 2016-02-29
        city: Baghdad
        supersedes: a";
    check(silent, "Baghdad", "killed: 17; injured: 40; counted: a");
    let of_killed = format!("{silent}\n        casualties: {{killed: 12}}");
    check(&of_killed, "Baghdad", "killed: 12; injured: 40");
    let of_women = format!("{silent}\n        casualties: {{killed: {{women: 4}}}}");
    check(&of_women, "Baghdad", "killed: 17; killed women: 4; injured: 40");
}

#[test]
fn a_bare_number_is_replaced_by_who_tells_the_killed_from_the_injured() {
    let site = told("40", "{killed: 75}");
    check(
        &(site.clone() + "supersedes: a"),
        "Baghdad",
        "killed: 75; no injured; casualties: at least 75",
    );
    check(&site, "Baghdad", "killed: 75; casualties: at least 75");
}

#[test]
fn a_new_report_that_says_unknown_replaces_the_old_number() {
    let site = told("{killed: 17}", "{killed: unknown}") + "supersedes: a";
    check(&site, "Baghdad", "killed: unknown, 1 with no number; counted: market");
    let injured = told("{killed: 3, injured: 3}", "{injured: unknown}") + "supersedes: a";
    check(&injured, "Baghdad", "killed: 3; no injured");
}

#[test]
fn what_was_superseded_is_older_than_what_superseded_it_whatever_their_dates() {
    let site = told("{killed: {total: 14, women: 4}}", "{killed: 3}")
        + "as_of: 2016-02-27\n        supersedes: a";
    check(&site, "Baghdad", "killed: 3; no killed women");
}

#[test]
fn a_later_part_does_not_replace_the_whole() {
    check(
        &told("{killed: 120}", "{killed: {children: 14}}"),
        "Baghdad",
        "killed: 120; killed children: 14",
    );
    let superseded = told("{killed: 120}", "{killed: {children: 14}}") + "supersedes: a";
    check(&superseded, "Baghdad", "killed: 120; killed children: 14");
    let range = told("{killed: 80-115}", "{killed: {civilian: 90}}");
    check(&range, "Baghdad", "killed: 90–115; killed civilian: 90");
    let open = told("{killed: 80-115}", "{killed: {civilian: at least 90}}");
    check(&open, "Baghdad", "killed: 90–115; killed civilian: 90–115");
    let of_a_lower_range = told("{killed: 80-115}", "{killed: {civilian: 20-30}}");
    check(&of_a_lower_range, "Baghdad", "killed: 80–115; killed civilian: 20–30");
}

#[test]
fn a_later_part_above_the_whole_opens_it_and_is_a_question() {
    let site = told("{killed: 120}", "{killed: {civilian: 130}}");
    check_broken(&site, &["parts-outgrow-whole"]);
    check_answer(&self::site(&site), "Baghdad", "killed: at least 130; killed civilian: 130");
    let with_women = told("{killed: {total: 14, women: 4}}", "{killed: {civilian: 15}}");
    check_answer(
        &self::site(&with_women),
        "Baghdad",
        "killed: at least 15; killed civilian: 15; killed women: at least 4",
    );
}

#[test]
fn only_parts_of_one_statement_are_added_up() {
    let moved = told("{killed: {civilian: 20, combatant: 5}}", "{killed: {civilian: 30}}");
    check(&moved, "Baghdad", "killed: at least 30; killed civilian: 30; killed combatant: 5");
    let few_more = told("{killed: {civilian: 20, combatant: 15}}", "{killed: {civilian: 30}}");
    check(&few_more, "Baghdad", "killed: at least 35");
    let whole = told("{killed: {total: 20-60, civilian: 20}}", "{killed: {combatant: 25}}");
    check(&whole, "Baghdad", "killed: 25–60; killed civilian: 20; killed combatant: 25");
}

#[test]
fn what_was_proved_of_women_stands_as_a_minimum_when_a_later_whole_is_silent() {
    let women = |later: &str| told("{killed: {total: 14, women: 4}}", later);
    check(&women("{killed: 15}"), "Baghdad", "killed: 15; killed women: 4–15");
    check(&women("{killed: more than 15}"), "Baghdad", "killed women: at least 4");
    check(&women("{killed: {total: 15, women: 5}}"), "Baghdad", "killed women: 5");
    let fewer = women("{killed: 3}") + "supersedes: a";
    check(&fewer, "Baghdad", "killed: 3; no killed women");
    let vague = women("{killed: 2-15}") + "supersedes: a";
    check(&vague, "Baghdad", "killed: 4–15; killed women: 4–15");
    let statuses = told("{killed: {civilian: 8, combatant: 6}}", "{killed: 10}") + "supersedes: a";
    check(&statuses, "Baghdad", "killed: 10; no killed civilian; no killed combatant");
}

#[test]
fn a_part_that_falls_needs_a_correction_and_no_supersedes() {
    let site = told("{killed: {total: 40, civilian: 30}}", "{killed: {civilian: 20}}");
    let faults = self::site(&site).faults;
    let helps: Vec<&str> = faults.iter().filter_map(|fault| fault.help.as_deref()).collect();
    assert_eq!(
        helps,
        ["add an entry under `corrections` with `field: casualties.killed.civilian` that says why"]
    );
    let corrected = site
        + "corrections: [{on: 2016-02-29, kind: corrected, field: casualties.killed.civilian, was: 30, now: 20}]";
    check(&corrected, "Baghdad", "killed: 40; killed civilian: 20");
    let alone = told("{killed: {civilian: 30}}", "{killed: {civilian: 20}}")
        + "corrections: [{on: 2016-02-29, kind: corrected, field: casualties.killed.civilian, was: 30, now: 20}]";
    check(&alone, "Baghdad", "killed: at least 20; killed civilian: 20");
}
