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

#[test]
fn a_new_report_without_a_number_replaces_the_old_number() {
    let site = "== a
        date: 2016-02-28
        city: Baghdad
        casualties: {killed: 17}
        == b
        date: 2016-02-29
        city: Baghdad
        supersedes: a";
    check(site, "Baghdad", "killed: unknown, 1 with no number; counted: a");
}
