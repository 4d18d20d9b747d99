//! Rules 5 and 11 for regions and countries: what lies in them counts once, and what may lie in them stands beside.

use super::check;

const PLACES: &str = "== cities/mosul
    name: Mosul
    region: Nineveh
    == cities/sinjar
    name: Sinjar
    region: Sinjar District
    == cities/erbil
    name: Erbil
    country: IQ
    == cities/raqqa
    name: Raqqa
    region: Raqqa Governorate
    == regions/nineveh
    name: Nineveh
    country: IQ
    == regions/sinjar-district
    name: Sinjar District
    within: Nineveh
    == regions/raqqa-governorate
    name: Raqqa Governorate
    country: SY
    ";

fn places(dispatches: &str) -> String {
    format!("{PLACES}{dispatches}")
}

#[test]
fn a_region_counts_its_cities_its_parts_and_what_only_the_region_is_known_of() {
    let site = places(
        "== a
    date: 2017-05-31
    city: Mosul
    casualties: {killed: 12}
    == b
    date: 2017-05-30
    city: Sinjar
    casualties: {killed: 5}
    == c
    date: 2017-05-29
    region: Nineveh
    location: {precision: region}
    casualties: {killed: 40}
    == d
    date: 2017-05-28
    city: Raqqa
    casualties: {killed: 100}",
    );
    check(&site, "region:Nineveh", "killed: 57; no place unclear");
    check(&site, "region:Sinjar_District", "killed: 5; place unclear: a c, up to 52 more killed");
    check(&site, "country:IQ", "killed: 57; no place unclear");
    check(&site, "country:SY", "killed: 100; no place unclear");
    check(&site, "region:Raqqa_Governorate", "killed: 100; no place unclear");
}

#[test]
fn a_closer_region_that_any_dispatch_names_counts_for_all_of_the_city() {
    let site = "== regions/upper-lakeland
        name: Upper Lakeland
        within: Lakeland
        == a
        date: 2026-03-14
        city: Hilltown
        region: Lakeland
        casualties: {killed: 12}
        == b
        date: 2026-03-20
        city: Hilltown
        region: Upper Lakeland
        casualties: {killed: 3}";
    check(site, "region:Upper_Lakeland", "killed: 15; no place unclear");
    check(site, "region:Lakeland", "killed: 15; no place unclear");
}

#[test]
fn what_is_known_to_the_country_only_is_in_its_total_and_beside_those_of_its_regions() {
    let site = places(
        "== a
    date: 2017-05-31
    city: Mosul
    casualties: {killed: 12}
    == b
    date: 2017-05-30
    country: IQ
    location: {precision: country}
    casualties: {killed: 40}",
    );
    check(&site, "country:IQ", "killed: 52; no place unclear");
    check(&site, "region:Nineveh", "killed: 12; place unclear: b, up to 40 more killed");
    check(&site, "region:Raqqa_Governorate", "no killed; no place unclear");
}

#[test]
fn an_incident_in_two_cities_of_one_region_counts_once_and_whole() {
    let site = places(
        "== a
    date: 2017-05-31
    cities: [Mosul, Sinjar]
    casualties: {killed: 12}",
    );
    check(&site, "region:Nineveh", "killed: 12; no partly");
    check(&site, "country:IQ", "killed: 12; no partly");
    check(&site, "region:Sinjar_District", "killed: up to 12; partly: a");
}

#[test]
fn an_incident_in_two_countries_counts_from_zero_in_each() {
    let site = places(
        "== a
    date: 2017-05-31
    cities: [Mosul, Raqqa]
    casualties: {killed: 12}",
    );
    for place in ["region:Nineveh", "country:IQ", "country:SY", "region:Raqqa_Governorate"] {
        check(&site, place, "killed: up to 12; no place unclear");
    }
    check(&site, "everywhere", "killed: 12");
}

#[test]
fn a_city_whose_region_nobody_gave_may_lie_in_each_region_of_its_country() {
    let site = places(
        "== a
    date: 2017-05-31
    city: Erbil
    casualties: {killed: 12}
    == b
    date: 2017-05-30
    city: Kirkuk
    casualties: {killed: 7}",
    );
    check(&site, "country:IQ", "killed: 12; place unclear: b, up to 7 more killed");
    check(&site, "country:SY", "no killed; place unclear: b, up to 7 more killed");
    check(&site, "region:Nineveh", "no killed; place unclear: a b, up to 19 more killed");
    check(&site, "region:Raqqa_Governorate", "no killed; place unclear: b, up to 7 more killed");
}

#[test]
fn a_city_lies_in_the_one_region_that_dispatches_name_even_if_no_file_describes_it() {
    let site = "== a
        date: 2026-03-14
        city: Rivertown
        region: Lakeland
        casualties: {killed: 12}
        == b
        date: 2026-03-20
        city: Rivertown
        casualties: {killed: 3}
        == c
        date: 2026-03-21
        city: Hilltown
        region: Highland
        casualties: {killed: 5}
        == d
        date: 2026-03-22
        region: Marshland
        location: {precision: region}
        casualties: {killed: 9}";
    // Nobody said where Marshland is. It may be a part of Lakeland.
    check(site, "region:Lakeland", "killed: 15; place unclear: d, up to 9 more killed");
    check(site, "region:Highland", "killed: 5; place unclear: d, up to 9 more killed");
    check(site, "region:Marshland", "killed: 9; no place unclear");
}

#[test]
fn a_city_that_two_countries_claim_is_in_the_total_of_neither_unless_a_dispatch_says_which() {
    let site = "== cities/bordertown
        name: Bordertown
        countries: [LB, SY]
        == a
        date: 2026-03-14
        city: Bordertown
        casualties: {killed: 12}
        == b
        date: 2026-03-20
        city: Bordertown
        country: LB
        casualties: {killed: 3}";
    check(site, "country:LB", "killed: 3; place unclear: a, up to 12 more killed");
    check(site, "country:SY", "no killed; place unclear: a, up to 12 more killed");
}

#[test]
fn a_total_of_a_region_and_its_incidents_are_not_added_up() {
    let site = places(
        "== a
    date: 2017-05-31
    city: Mosul
    casualties: {killed: 12}
    == week
    kind: toll
    date: 2017-06-02
    event: {from: 2017-05-28, to: 2017-06-02}
    region: Nineveh
    location: {precision: region}
    casualties: {killed: 40}
    includes: [a]",
    );
    check(&site, "region:Nineveh", "killed: 40");
    check(&site, "country:IQ", "killed: 40");
    check(&site, "Mosul", "killed: 12");
}
