//! What editors write as dates, and what they are told when it cannot be read.
//!
//! It does not look at shapes: everything goes through the door that readers of files use.

mod moments;

use proptest::prelude::*;

use super::{Day, DayRange, Moment};
use crate::field::parse_error::ParseError;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap_or_else(|fault| panic!("`{text}`: {fault:?}"))
}

fn range(from: &str, to: &str) -> DayRange {
    DayRange::new(day(from), day(to)).unwrap_or_else(|| panic!("{from} is after {to}"))
}

fn check_fault(fault: &ParseError, text: &str, [place, label, help]: [&str; 3]) {
    assert_eq!([&text[fault.at.clone()], &fault.label, &fault.help], [place, label, help]);
}

/// The text is neither a day nor a moment, and both say so in the same words.
fn check_no_date(text: &str, told: [&str; 3]) {
    let (Err(no_day), Err(no_moment)) = (Day::parse(text), Moment::parse(text)) else {
        panic!("`{text}` was read")
    };
    check_fault(&no_day, text, told);
    check_fault(&no_moment, text, told);
}

#[test]
fn a_day_is_four_digits_and_two_and_two() {
    let last = day("2017-05-31");
    assert_eq!((last.year(), last.month(), last.day()), (2017, 5, 31));
    assert_eq!(last.iso(), "2017-05-31");
    assert_eq!(day("2024-02-29").to_string(), "2024-02-29");
}

#[test]
fn days_that_do_not_exist_are_refused_where_they_go_wrong() {
    let last = "write `2024-02-29` if the last day is meant";
    check_no_date("2024-02-30", ["30", "February 2024 has 29 days", last]);
    let last = "write `2023-02-28` if the last day is meant";
    check_no_date("2023-02-29", ["29", "February 2023 has 28 days", last]);
    let months = "months run from 01 to 12";
    check_no_date("2026-13-45", ["13", "month 13 does not exist", months]);
    check_no_date("2026-00-10", ["00", "month 0 does not exist", months]);
    let swapped = "write `2017-05-31` if day and month were swapped";
    check_no_date("2017-31-05", ["31", "month 31 does not exist", swapped]);
    check_no_date("2017-05-00", ["00", "day 0 does not exist", "days start at 01"]);
    assert_eq!(Day::parse("0217-05-31").map_err(|fault| fault.at), Err(0..4));
}

#[test]
fn other_ways_to_write_a_day_are_answered_with_its_form() {
    let written = [
        "2017-5-31",
        "31/05/2017",
        "05/31/2017",
        "31.5.2017",
        "2017/05/31",
        "2017–05–31",
        "31 May 2017",
        "May 31st, 2017",
        "Wednesday, 31 May 2017",
        "20170531",
        "٢٠١٧-٠٥-٣١",
        "2017年5月31日",
        " 2017-05-31",
    ];
    for text in written {
        let told = [text.trim(), "not in the form YYYY-MM-DD", "write `2017-05-31`"];
        check_no_date(text, told);
    }
}

#[test]
fn a_day_that_can_be_read_in_two_ways_is_not_guessed() {
    let both = "write `2017-05-03` or `2017-03-05`";
    check_no_date("03/05/2017", ["03/05/2017", "day and month cannot be told apart", both]);
    let same = ["5/5/2017", "not in the form YYYY-MM-DD", "write `2017-05-05`"];
    check_no_date("5/5/2017", same);
}

#[test]
fn a_month_is_not_a_day() {
    for text in ["2017-05", "May 2017", "05/2017"] {
        let fault = Day::parse(text).map_err(|fault| (fault.label, fault.help));
        let Err((label, help)) = fault else { panic!("`{text}` was read") };
        assert_eq!(label, "the day is missing");
        assert!(help.starts_with("write the day too, as in `2017-05-01`"), "{help}");
    }
}

#[test]
fn two_days_are_not_a_day() {
    let help = "write a single day; an event takes `{from: 2017-05-26, to: 2017-05-31}`";
    for text in ["2017-05-26 - 2017-05-31", "2017-05-26/2017-05-31", "2017-05-26 to 2017-05-31"] {
        check_no_date(text, [text, "more than one day", help]);
    }
}

#[test]
fn what_is_no_date_is_shown_one() {
    for text in ["yesterday", "31/05/17", "2017", "31/02/2017", "2017-W22", "💥", "-", "12"] {
        check_no_date(text, [text, "not a day of the calendar", "write it as in `2017-05-31`"]);
    }
    check_no_date("", ["", "no day is written here", "write it as in `2017-05-31`"]);
    let help = "delete it; such characters come along when text is pasted";
    check_no_date("2017-05-31\u{200e}", ["\u{200e}", "invisible character U+200E", help]);
    assert!(
        Day::parse(&"2017-05-31 ".repeat(100_000)).is_err_and(|fault| fault.message.len() < 80)
    );
}

#[test]
fn a_day_has_no_time() {
    let Err(fault) = Day::parse("2017-05-31T18:00+03:00") else { panic!("was read") };
    assert_eq!(
        (fault.label.as_str(), fault.help.as_str()),
        ("only the day belongs here", "write `2017-05-31`")
    );
}

#[test]
fn days_are_counted_over_the_ends_of_years() {
    assert_eq!(day("2016-12-31").days_until(day("2017-01-01")), 1);
    assert_eq!(day("2017-03-01").days_until(day("2016-02-29")), -366);
    assert_eq!(day("2016-12-31").next(), Some(day("2017-01-01")));
    assert_eq!((day("9999-12-31").next(), day("1000-01-01").prev()), (None, None));
}

#[test]
fn a_range_knows_its_days_and_months() {
    let week = range("2017-05-26", "2017-06-01");
    assert_eq!((week.length(), week.days().count()), (7, 7));
    let months: Vec<String> = week.months().map(|month| month.to_string()).collect();
    assert_eq!(months, ["2017-05", "2017-06"]);
    assert_eq!(day("2016-02-10").calendar_month().last(), day("2016-02-29"));
    assert!(
        week.lies_within(range("2017-05-01", "2017-06-30")) && week.contains(day("2017-06-01"))
    );
    assert!(DayRange::on(day("2017-06-01")).overlaps(week));
    assert!(DayRange::on(day("2017-06-02")).is_disjoint_from(week));
}

#[test]
fn a_range_runs_forwards() {
    assert_eq!(DayRange::new(day("2017-06-01"), day("2017-05-26")), None);
}

#[test]
fn days_are_serialized_as_they_are_printed() -> serde_json::Result<()> {
    let week = range("2017-05-26", "2017-06-01");
    let month = week.from().calendar_month();
    let written = serde_json::to_string(&(week, month, Moment::from(week.to())))?;
    assert_eq!(written, r#"["2017-05-26/2017-06-01","2017-05","2017-06-01"]"#);
    Ok(())
}

proptest! {
    #[test]
    fn no_text_panics_and_every_fault_has_its_place(text in "(\\PC|[0-9]{1,4}|-|/|T|:|Z|\\+| |May){0,12}") {
        for fault in [Day::parse(&text).err(), Moment::parse(&text).err()].into_iter().flatten() {
            prop_assert!(text.get(fault.at).is_some());
        }
    }
}
