//! That tolls.csv has the sums that pages show, on the sample site and on small ones.
//! It does not add up for itself; that is the reckoning's, which has tests of its own.

use std::collections::{BTreeMap, BTreeSet};

use dateline::field::country::english_name;
use dateline::plan::view::View;
use dateline::plan::view::lists::PeriodRowView;
use dateline::plan::view::toll::{TollView, UncountedView};
use dateline::plan::view::values::CountView;

use crate::data::{Rows, check, dispatch, rows, sample, site};
use crate::site::printed;

/// The headline's rows for a city and a period, by harm and group.
fn headline<'r>(
    rows: &'r Rows,
    city: &str,
    period: &str,
) -> BTreeMap<String, &'r BTreeMap<String, String>> {
    let asked = rows
        .iter()
        .filter(|row| row["city"] == city && row["period"] == period && row["grade"] == "counted");
    let name = |row: &BTreeMap<String, String>| match row["group"].as_str() {
        "" => row["harm"].clone(),
        group => format!("{}_{group}", row["harm"]),
    };
    let rows: Vec<_> = asked.map(|row| (name(row), row)).collect();
    let by_name: BTreeMap<_, _> = rows.iter().cloned().collect();
    assert_eq!(rows.len(), by_name.len(), "one row for each question");
    by_name
}

#[track_caller]
fn check_count(row: &BTreeMap<String, String>, count: &CountView) {
    let text = |number: Option<u64>| number.map_or(String::new(), |number| number.to_string());
    let known = count.known.then_some(count);
    assert_eq!(row["min"], text(known.map(|count| count.min)));
    assert_eq!(row["max"], text(known.and_then(|count| count.max)));
    let open = known.map_or(String::new(), |count| count.max.is_none().to_string());
    assert_eq!(row["open"], open);
}

#[track_caller]
fn check_toll(rows: &Rows, city: &str, period: &str, toll: &TollView) {
    let in_data = headline(rows, city, period);
    if toll.rows.is_empty() {
        let has_numbers = in_data.values().any(|row| !row["min"].is_empty());
        assert!(!has_numbers, "{city} {period}: {in_data:#?}");
        return;
    }
    let shown: BTreeSet<String> = toll.rows.iter().map(|row| row.measure.name()).collect();
    assert_eq!(in_data.keys().cloned().collect::<BTreeSet<_>>(), shown, "{city} {period}");
    for row in &toll.rows {
        let said = in_data[&row.measure.name()];
        check_count(said, &row.count);
        assert_eq!(said["unknown"], row.unknown.to_string());
    }
    let beside = |name: &str, elsewhere: &UncountedView| {
        let killed = in_data["killed"];
        assert_eq!(killed[name], elsewhere.incidents.to_string());
        let most = elsewhere.killed.map_or(String::new(), |most| most.to_string());
        assert_eq!(killed[&format!("{name}_max")], most);
    };
    beside("place_unclear", &toll.place_unclear);
    beside("spans", &toll.spans);
}

#[track_caller]
fn check_months(rows: &Rows, city: &str, months: &[PeriodRowView]) {
    for month in months {
        let period = format!("{:04}-{:02}", month.year, month.month.expect("a month"));
        let killed = headline(rows, city, &period)["killed"];
        check_count(killed, &month.killed);
        assert_eq!(killed["unknown"], month.unknown.to_string());
        let counted: usize = ["incidents", "unknown"]
            .iter()
            .map(|of| killed[*of].parse::<usize>().expect("a number"))
            .sum();
        assert_eq!(counted, month.incidents, "{city} {period}");
    }
    let is_month =
        |row: &&BTreeMap<String, String>| row["city"] == city && row["period"].len() == 7;
    let in_data: BTreeSet<&String> =
        rows.iter().filter(is_month).map(|row| &row["period"]).collect();
    assert_eq!(in_data.len(), months.len(), "the months of {city}");
}

#[test]
fn every_toll_on_a_page_of_the_sample_site_stands_in_the_data() {
    let composition = sample();
    let pages = printed(&composition);
    let (of_cities, mut others) =
        (rows(&pages, "data/tolls.csv"), rows(&pages, "data/regions.csv"));
    for row in &mut others {
        let name = match row["kind"].as_str() {
            "country" => english_name(&row["country"]).expect("a country").to_owned(),
            _ => row["region"].clone(),
        };
        row.insert("city".to_owned(), name);
    }
    let rows = &of_cities;
    let site = composition.site.as_ref().expect("a site");
    let mut tolls = 0;
    for page in site.edition.pages.values() {
        let Some(view) = page.view() else {
            continue;
        };
        match &view {
            View::Front(page) => check_toll(rows, "", "", &page.toll),
            View::City(page) => {
                let Some(toll) = &page.toll else { continue };
                let rows = if page.city.kind == "city" { rows } else { &others };
                check_toll(rows, &page.city.name, "", toll);
                check_months(rows, &page.city.name, &page.months);
            }
            View::Year(page) => check_toll(rows, "", &page.year.year.to_string(), &page.year.toll),
            View::Month(page) => {
                let period =
                    format!("{:04}-{:02}", page.month.year, page.month.month.expect("a month"));
                page.toll.iter().for_each(|toll| check_toll(rows, "", &period, toll));
            }
            _ => continue,
        }
        tolls += 1;
    }
    assert!(tolls > 20, "{tolls} tolls");
}

#[test]
fn what_may_belong_to_a_sum_stands_beside_it() {
    let city = |name: &str| {
        let text = format!("---\nname: {name}\nregion: Nineveh\ncountry: IQ\n---\n");
        (format!("content/cities/{}.md", name.to_lowercase()), text)
    };
    let pages = site(&[
        city("Mosul"),
        dispatch("a", "date: 2017-05-10\ncity: Mosul\ncasualties: {killed: 12}"),
        dispatch("b", "date: 2017-05-11\ncity: Mosul\ncasualties: {killed: unknown}"),
        dispatch(
            "c",
            "date: 2017-05-12\nregion: Nineveh\nlocation: {precision: region}\ncasualties: {killed: 5-9}",
        ),
        dispatch(
            "d",
            "date: 2017-06-02\ncity: Mosul\nevent: {from: 2017-05-31, to: 2017-06-01}\ncasualties: {killed: more than 20}",
        ),
    ]);
    let rows = rows(&pages, "data/tolls.csv");
    let mosul = headline(&rows, "Mosul", "")["killed"];
    check(
        mosul,
        "min 32, max -, open true, incidents 2, unknown 1, place_unclear 1, place_unclear_max 9",
    );
    check(mosul, "region Nineveh, country IQ, spans 0, spans_max 0, from -");
    let may = headline(&rows, "Mosul", "2017-05")["killed"];
    check(
        may,
        "min 12, max 12, incidents 1, unknown 1, spans 1, spans_max -, from 2017-05-01, to 2017-05-31",
    );
    check(headline(&rows, "", "2017")["killed"], "min 37, open true, spans 0");
    check(
        headline(&rows, "", "2017-06")["killed"],
        "min -, open -, incidents 0, unknown 0, spans 1",
    );
}

#[test]
fn each_grade_is_asked_by_itself_and_the_headline_leaves_out_what_it_leaves_out() {
    let pages = site(&[
        dispatch("a", "date: 2017-05-10\ncity: Mosul\ngrade: fair\ncasualties: {killed: 12}"),
        dispatch("b", "date: 2017-05-11\ncity: Mosul\ngrade: discounted\ncasualties: {killed: 30}"),
    ]);
    let rows = rows(&pages, "data/tolls.csv");
    let of = |grade: &str| {
        let found = rows.iter().find(|row| row["city"] == "Mosul" && row["grade"] == grade);
        found.unwrap_or_else(|| panic!("no row for {grade}"))
    };
    check(of("counted"), "min 12, incidents 1");
    check(of("fair"), "min 12, incidents 1");
    check(of("discounted"), "min 30, incidents 1");
    assert!(rows.iter().all(|row| row["grade"] != "weak"), "no row for what nobody reported");
}

#[test]
fn every_page_with_a_toll_says_that_the_truth_is_likely_higher_and_leads_to_the_data() {
    for (file, bytes) in printed(&sample()) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if text.contains("class=\"toll\"") && !text.contains("No incidents are counted here") {
            assert!(text.contains("likely higher"), "{file}");
            assert!(text.contains("<a href=\"/data/\">Data and how to read it</a>"), "{file}");
        }
    }
}
