//! Rule 11: precision gates roll-ups.

use super::check;

const PLACES: &str = "== cities/mosul
    name: Mosul
    region: Nineveh
    == cities/erbil
    name: Erbil
    country: IQ
    == cities/kyiv
    name: Kyiv
    country: UA
    == cities/sinjar
    name: Sinjar
    region: Sinjar District
    == regions/nineveh
    name: Nineveh
    country: IQ
    == regions/sinjar-district
    name: Sinjar District
    within: Nineveh
    == a
    date: 2017-05-31
    city: Mosul
    casualties: {killed: 12}
    == region
    date: 2017-05-30
    ";

#[test]
fn a_place_known_only_to_the_region_stands_beside_its_cities() {
    let site = format!(
        "{PLACES}region: Nineveh\n    location: {{precision: region}}\n    casualties: {{killed: 40}}"
    );
    check(&site, "Mosul", "killed: 12; place unclear: region, up to 40 more killed");
    check(&site, "Sinjar", "no killed; place unclear: region, up to 40 more killed");
    // Nobody said which region of Iraq Erbil lies in.
    check(&site, "Erbil", "no killed; place unclear: region, up to 40 more killed");
    check(&site, "Kyiv", "no place unclear");
    check(&site, "everywhere", "killed: 52; counted: a region; no place unclear");
}

#[test]
fn a_place_known_only_to_the_country_stands_beside_all_its_cities() {
    let site = format!(
        "{PLACES}country: IQ\n    location: {{precision: country}}\n    casualties: {{killed: 40}}"
    );
    for city in ["Mosul", "Sinjar", "Erbil"] {
        check(&site, city, "place unclear: region, up to 40 more killed");
    }
    check(&site, "Kyiv", "no place unclear");
}

#[test]
fn a_city_that_is_named_only_as_a_guess_is_not_counted() {
    let site = format!(
        "{PLACES}city: Mosul\n    location: {{precision: region}}\n    casualties: {{killed: 40}}"
    );
    check(&site, "Mosul", "killed: 12; counted: a; place unclear: region, up to 40 more killed");
    check(&site, "Sinjar", "place unclear: region, up to 40 more killed");
}

#[test]
fn a_dispatch_can_say_where_a_city_without_a_file_lies() {
    let site = format!(
        "{PLACES}region: Nineveh\n    location: {{precision: region}}\n    casualties: {{killed: 40}}
    == b
    date: 2017-05-31
    city: Hamdaniya
    region: Nineveh
    casualties: {{killed: 1}}"
    );
    check(&site, "Hamdaniya", "killed: 1; place unclear: region, up to 40 more killed");
}

#[test]
fn nobody_knows_how_many_more_when_one_of_them_has_no_number() {
    let site = format!(
        "{PLACES}region: Nineveh\n    location: {{precision: region}}\n    casualties: {{killed: 40}}
    == silent
    date: 2017-05-31
    region: Nineveh
    location: {{precision: region}}
    casualties: {{injured: 3}}"
    );
    check(&site, "Mosul", "place unclear: region silent, nobody knows how many more killed");
}

#[test]
fn a_city_that_nobody_placed_may_lie_anywhere() {
    let site = format!(
        "{PLACES}region: Nineveh\n    location: {{precision: region}}\n    casualties: {{killed: 40}}
    == b
    date: 2017-05-31
    city: Hamdaniya
    casualties: {{killed: 1}}"
    );
    check(&site, "Hamdaniya", "killed: 1; place unclear: region, up to 40 more killed");
    let in_kyiv = site.replace("city: Hamdaniya", "city: Hamdaniya\n    country: UA");
    check(&in_kyiv, "Hamdaniya", "killed: 1; no place unclear");
    let in_iraq = site.replace("city: Hamdaniya", "city: Hamdaniya\n    country: IQ");
    check(&in_iraq, "Hamdaniya", "killed: 1; place unclear: region, up to 40 more killed");
    let of_the_country = site.replace(
        "region: Nineveh\n    location: {precision: region}",
        "country: IQ\n    location: {precision: country}",
    );
    check(&of_the_country, "Hamdaniya", "killed: 1; place unclear: region, up to 40 more killed");
}

#[test]
fn what_is_left_out_for_its_grade_is_told_from_what_only_may_lie_there() {
    let site = format!(
        "{PLACES}region: Nineveh\n    location: {{precision: region}}\n    grade: weak\n    casualties: {{killed: 40}}
    == b
    date: 2017-05-31
    city: Mosul
    grade: weak
    casualties: {{killed: 1}}"
    );
    check(
        &site,
        "Mosul unassessed",
        "killed: 12; graded out: b; graded out and unclear: region; no place unclear",
    );
}

const SPAN: &str = "== a
    date: 2017-06-05
    event: {from: 2017-05-30, to: 2017-06-02, precision: days}
    city: Mosul
    casualties: {killed: 40}
    == b
    date: 2017-05-20
    city: Mosul
    casualties: {killed: 12}
    ";

#[test]
fn what_lies_across_the_end_of_a_month_stands_beside_both() {
    check(SPAN, "Mosul 2017-05", "killed: 12; spans: a, up to 40 more killed");
    check(SPAN, "2017-06", "no killed; spans: a, up to 40 more killed");
    check(SPAN, "2017", "killed: 52; counted: a b; no spans");
    check(SPAN, "Baghdad 2017-05", "no spans");
}

#[test]
fn what_lies_across_a_new_year_stands_beside_both_years() {
    let site = SPAN.replace("2017-05-30", "2016-12-30");
    check(&site, "2016", "no killed; spans: a, up to 40 more killed");
    check(&site, "2017", "killed: 12; spans: a, up to 40 more killed");
}

#[test]
fn everything_near_a_question_is_in_one_of_its_lists() {
    let site = format!(
        "{SPAN}== c
    date: 2017-05-21
    city: Mosul
    grade: discounted
    casualties: {{killed: 1}}
    == d
    date: 2017-05-21
    cities: [Mosul, Baghdad]
    casualties: {{killed: 2}}
    == e
    date: 2017-05-21
    city: Mosul
    kind: toll
    event: 2017-05-21
    casualties: {{killed: 3}}
    may_include: [b, d, f]
    == f
    date: 2017-05-21
    city: Mosul
    location: {{precision: region}}
    casualties: {{killed: 4}}"
    );
    check(
        &site,
        "Mosul 2017-05",
        "killed: 15–17; counted: b d; partly: d; graded out: c; tolls: e; \
         spans: a, up to 40 more killed; place unclear: f, up to 4 more killed",
    );
}
