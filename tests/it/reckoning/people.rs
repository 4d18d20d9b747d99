//! Rule 15: people who are listed prove at least as many, and never change what is written.

use super::{check, check_broken};

/// One dispatch on a strike, with these keys.
fn told(keys: &str) -> String {
    format!("== a\n date: 2017-05-31\n city: Mosul\n incident: strike\n{keys}")
}

/// Two dispatches on a strike, on two days.
fn twice(first: &str, second: &str) -> String {
    let of = |name: &str, day: u8, keys: &str| {
        format!(
            "== {name}\n date: 2017-06-0{day}\n city: Mosul\n incident: strike\n event: 2017-05-31\n{keys}\n"
        )
    };
    of("a", 1, first) + &of("b", 2, second)
}

const TWO: &str = " victims: [{name: Sara Ali}, {name: Omar Aziz}]";

#[test]
fn a_list_alone_is_a_part_and_proves_at_least_as_many() {
    check(&told(TWO), "Mosul", "killed: at least 2; counted: strike");
    check(&told(" victims: [{age: 30}, {age: 30}, {sex: male}]"), "Mosul", "killed: at least 3");
}

#[test]
fn a_list_that_is_complete_is_the_whole() {
    let complete = format!("{TWO}\n complete: true");
    check(&told(&complete), "Mosul", "killed: 2");
    let with_figure = format!("{complete}\n casualties: {{killed: 2-4}}");
    check(&told(&with_figure), "Mosul", "killed: 2–4");
    let less = format!("{complete}\n casualties: {{killed: 3}}");
    check_broken(&told(&less), &["longer-than-figure"]);
}

#[test]
fn a_list_raises_the_least_and_changes_no_written_count() {
    let within = |killed: &str| told(&format!("{TWO}\n casualties: {{killed: {killed}}}"));
    check(&within("1-5"), "Mosul", "killed: 2–5");
    check(&within("70"), "Mosul", "killed: 70");
    check(&within("unknown"), "Mosul", "killed: at least 2");
    check(&within("up to 10"), "Mosul", "killed: 2–10");
    let claimed = told(&format!("{TWO}\n claims: [{{by: The mayor, killed: 1-9}}]"));
    check(&claimed, "Mosul", "killed: 2–9");
    let bare = told(&format!("{TWO}\n casualties: 12"));
    check(&bare, "Mosul", "killed: 2–12; casualties: 12");
}

#[test]
fn a_list_longer_than_the_most_of_its_figure_is_an_error() {
    let beside = |figure: &str| told(&format!("{TWO}\n {figure}"));
    check_broken(&beside("casualties: {killed: 1}"), &["longer-than-figure"]);
    check_broken(&beside("casualties: {killed: up to 1}"), &["longer-than-figure"]);
    check_broken(&beside("casualties: 1"), &["longer-than-figure"]);
    check_broken(&beside("claims: [{by: The mayor, killed: 1}]"), &["longer-than-figure"]);
    let children = " victims: [{name: Sara Ali, age: 8}, {name: Omar Aziz, age: 9}]\n casualties: {killed: {total: 9, children: 1}}";
    check_broken(&told(children), &["longer-than-figure"]);
}

#[test]
fn a_later_whole_below_the_people_known_by_name_is_an_error() {
    check_broken(&twice(TWO, " casualties: {killed: 1}"), &["fewer-than-named"]);
    check(&twice(TWO, " casualties: {killed: 2}"), "Mosul", "killed: 2");
    check(
        &twice(" victims: [{age: 30}, {age: 40}]", " casualties: {killed: 1}"),
        "Mosul",
        "killed: 1",
    );
}

#[test]
fn a_later_list_above_the_whole_opens_it_and_is_asked_about() {
    check_broken(&twice(" casualties: {killed: 1}", TWO), &["parts-outgrow-whole"]);
    let site = super::site(&twice(" casualties: {killed: 1}", TWO));
    super::check_answer(&site, "Mosul", "killed: at least 2");
}

#[test]
fn a_name_told_again_is_one_person_in_any_script() {
    let again = " victims: [{name: SARA ALI, age: 34}, {name: Nour Hadi}]";
    check(&twice(TWO, again), "Mosul", "killed: at least 3");
    let first = " victims: [{name: Sara Ali, names: {ar: سارة علي}}]";
    let second = " victims: [{name: Sarah Aly, names: {ar: سارة علي}}]";
    check(&twice(first, second), "Mosul", "killed: at least 1");
    let other_script = " victims: [{names: {ar: نور هادي}}]";
    check(&twice(TWO, other_script), "Mosul", "killed: at least 2");
}

#[test]
fn what_tells_people_apart_makes_two_of_one_name() {
    let one_list = |other: &str| {
        told(&format!(
            " victims: [{{name: Sara Ali, age: 8, sex: female}}, {{name: Sara Ali, {other}}}]"
        ))
    };
    check(&one_list("age: 60"), "Mosul", "killed: at least 2; killed children: at least 1");
    check(&one_list("sex: male"), "Mosul", "killed: at least 2");
    check_broken(&one_list("sex: female"), &["one-person-or-two"]);
    super::check_answer(&super::site(&one_list("age: 8")), "Mosul", "killed: at least 1");
}

#[test]
fn a_doubtful_person_is_counted_once_and_asked_about() {
    let ages =
        twice(" victims: [{name: Sara Ali, age: 34}]", " victims: [{name: Sara Ali, age: 35}]");
    check_broken(&ages, &["one-person-or-two"]);
    let spelled = twice(" victims: [{name: Muhammad Hasan}]", " victims: [{name: Mohamed Hassan}]");
    check_broken(&spelled, &["one-person-or-two"]);
    super::check_answer(&super::site(&spelled), "Mosul", "killed: at least 1");
    let far =
        twice(" victims: [{name: Sara Ali, age: 34}]", " victims: [{name: Sara Ali, age: 70}]");
    check(&far, "Mosul", "killed: at least 2");
}

#[test]
fn people_without_a_name_are_not_added_across_dispatches() {
    let three = " victims: [{age: 30}, {age: 40}, {name: Sara Ali}]";
    check(
        &twice(three, " victims: [{age: 8}, {age: 9}]"),
        "Mosul",
        "killed: at least 3; killed children: at least 2",
    );
}

#[test]
fn an_age_under_eighteen_proves_a_child_and_only_an_adult_proves_a_woman() {
    let people = " victims: [{age: 8, sex: female}, {age: about 8}, {age: 8 months}, {age: child}, {age: about 17, sex: female}, {sex: female}, {age: 18, sex: female}]";
    check(
        &told(people),
        "Mosul",
        "killed: at least 7; killed children: at least 4; killed women: at least 1",
    );
}

#[test]
fn who_was_missing_and_is_found_dead_is_one_person() {
    let missing = " victims: [{name: Sara Ali, harm: missing}, {name: Omar Aziz, harm: missing}]";
    let found = " victims: [{name: Sara Ali}]";
    check(
        &twice(missing, found),
        "Mosul",
        "killed: at least 1; missing: at least 1 as of 2017-06-01",
    );
    let injured = " victims: [{name: Sara Ali, harm: injured}, {name: Omar Aziz, harm: injured}]";
    check(&twice(injured, found), "Mosul", "killed: at least 1; injured: at least 1");
}

#[test]
fn fewer_who_are_missing_contradict_no_list() {
    let missing = " victims: [{name: Sara Ali, harm: missing}, {name: Omar Aziz, harm: missing}]";
    check(&twice(missing, " casualties: {missing: 1}"), "Mosul", "missing: 1 as of 2017-06-02");
}

#[test]
fn a_dispatch_that_supersedes_another_replaces_its_list() {
    let replaced = twice(TWO, " supersedes: a\n victims: [{name: Nour Hadi}]");
    check(&replaced, "Mosul", "killed: at least 1");
    let silent = twice(TWO, " supersedes: a\n area: Old Town");
    check(&silent, "Mosul", "killed: at least 2");
    let withdrawn = twice(TWO, &format!("{TWO}\n withdrawn: {{on: 2017-06-03, why: Invented}}"));
    check(&withdrawn, "Mosul", "killed: at least 2");
}

#[test]
fn groups_of_people_are_groups_of_the_figure() {
    let people = " victims: [{name: Sara Ali, group: civilian}, {name: Omar Aziz, group: journalists}]\n casualties: {killed: {total: 5}}";
    check(&told(people), "Mosul", "killed: 5; killed civilian: 1–5; killed journalists: 1–5");
}
