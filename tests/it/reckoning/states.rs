//! Rule 9: states are not flows.

use super::check;

fn reports(keys: [&str; 2], casualties: [&str; 2]) -> String {
    format!(
        "== a
        date: 2017-05-31
        city: Mosul
        casualties: {{{}}}
        {}
        == b
        date: 2017-06-07
        city: Mosul
        casualties: {{{}}}
        {}",
        casualties[0], keys[0], casualties[1], keys[1]
    )
}

#[test]
fn the_latest_state_of_a_place_stands_for_the_earlier() {
    let site = reports(["", ""], ["trapped: \"about 200,000\"", "trapped: \"100,000\""]);
    check(&site, "Mosul", "trapped: 100,000 as of 2017-06-07");
    assert!(!super::site(&site).answer("Mosul").contains("200,000"));
}

#[test]
fn states_of_two_areas_stand_side_by_side_and_are_not_added() {
    let areas = ["area: Old City", "area: Zanjili"];
    let site = reports(areas, ["trapped: 5000", "trapped: 7000"]);
    check(&site, "Mosul", "trapped: 5000 as of 2017-05-31; trapped: 7000 as of 2017-06-07");
}

#[test]
fn a_named_incident_keeps_its_own_missing() {
    let ids = ["incident: one", "incident: two"];
    let site = reports(ids, ["missing: 12", "missing: 4"]);
    check(&site, "Mosul", "missing: 12 as of 2017-05-31; missing: 4 as of 2017-06-07");
}

#[test]
fn the_missing_become_fewer_without_a_correction() {
    let ids = ["incident: one", "incident: one"];
    let site = reports(ids, ["missing: 12, killed: 3", "missing: 4"]);
    check(&site, "Mosul", "missing: 4 as of 2017-06-07; killed: 3");
}

#[test]
fn a_state_keeps_the_moment_it_is_of() {
    let site = reports(["", ""], ["killed: 3", "missing: {text: \"12\", as_of: 2017-06-02}"]);
    check(&site, "Mosul", "missing: 12 as of 2017-06-02; killed: 3, 1 with no number");
}

#[test]
fn a_state_of_a_region_is_not_a_citys() {
    let site = "== cities/mosul
        name: Mosul
        region: Nineveh
        == a
        date: 2017-05-31
        region: Nineveh
        location: {precision: region}
        casualties: {displaced: 800000}";
    check(site, "Mosul", "no displaced; place unclear: a, nobody knows how many more killed");
    check(site, "everywhere", "displaced: 800000 as of 2017-05-31");
}
