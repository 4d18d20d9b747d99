//! What editors write as times of day, and what they are told when the offset is missing.
//!
//! It does not repeat what days alone are told; that is next door.

use jiff::tz::{self, TimeZone};
use proptest::prelude::*;

use super::{check_fault, day};
use crate::field::day::{Day, Moment};
use crate::field::parse_error::ParseError;

/// The point in time in UTC, in a zone three hours east of it.
fn instant(text: &str) -> String {
    let moment = Moment::parse(text).unwrap_or_else(|fault| panic!("`{text}`: {fault:?}"));
    moment.instant(&TimeZone::fixed(tz::offset(3))).to_string()
}

fn check_no_moment(text: &str, told: [&str; 3]) {
    match Moment::parse(text) {
        Err(fault) => check_fault(&fault, text, told),
        Ok(moment) => panic!("`{text}` was read as {moment}"),
    }
}

#[test]
fn a_moment_is_a_day_or_a_time_with_its_offset() {
    assert_eq!(instant("2017-05-31T18:00+03:00"), "2017-05-31T15:00:00Z");
    assert_eq!(instant("2017-05-31T18:00:30.25-04:30"), "2017-05-31T22:30:30.25Z");
    assert_eq!(instant("2017-05-31T18:00Z"), "2017-05-31T18:00:00Z");
    assert_eq!(instant("2017-05-31"), "2017-05-30T21:00:00Z");
}

#[test]
fn a_moment_keeps_its_civil_date_and_its_wording() -> Result<(), ParseError> {
    let late = Moment::parse("2017-06-01T01:00+03:00")?;
    assert_eq!(late.day(), day("2017-06-01"));
    assert_eq!(late.to_string(), "2017-06-01T01:00+03:00");
    assert_eq!((late.time(), Moment::from(late.day()).time()), (Some("01:00".to_owned()), None));
    Ok(())
}

#[test]
fn a_time_without_offset_is_refused() {
    let label = "a time without its offset from UTC";
    for text in ["2017-05-31T18:00", "2017-05-31 18:00", "2017-05-31t18:00", "2017-05-31 1800"] {
        let help = "add the offset, as in `2017-05-31T18:00+03:00`, or `Z` for UTC";
        check_no_moment(text, [text, label, help]);
    }
}

#[test]
fn a_time_written_loosely_is_answered_with_its_form() {
    let written = [
        "2017-05-31 09:30+03:00",
        "2017-05-31T09:30 +03:00",
        "2017-05-31T09:30+0300",
        "2017-05-31T9:30+3",
        "2017-05-31 09:30 UTC+3",
        "2017-05-31t09:30+03:00",
    ];
    for text in written {
        let label = "not in the form of a time with its offset";
        check_no_moment(text, [text, label, "write `2017-05-31T09:30+03:00`"]);
    }
    let zone =
        "write the offset in hours and minutes, as in `2017-05-31T09:30+03:00`, or `Z` for UTC";
    check_no_moment("2017-05-31 09:30 EEST", ["EEST", "not an offset from UTC", zone]);
}

#[test]
fn times_that_do_not_exist_are_refused_where_they_go_wrong() {
    let help = "times run from 00:00:00 to 23:59:59";
    check_no_moment("2017-05-31T24:00Z", ["24", "hour 24 does not exist", help]);
    check_no_moment("2017-05-31T18:60Z", ["60", "minute 60 does not exist", help]);
    check_no_moment("2016-12-31T23:59:60Z", ["60", "second 60 does not exist", help]);
    let offsets = "offsets run from -12:00 to +14:00";
    check_no_moment("2017-05-31T18:00+18:00", ["+18:00", "no place keeps this offset", offsets]);
    check_no_moment(
        "2017-02-29T18:00Z",
        ["29", "February 2017 has 28 days", "write `2017-02-28` if the last day is meant"],
    );
    assert_eq!(
        Moment::parse("9999-12-31T23:00-12:00").map_err(|f| f.label),
        Err("out of reach".into())
    );
}

#[test]
fn the_day_of_an_instant_is_that_of_the_zone() {
    let at = |hours| TimeZone::fixed(tz::offset(hours));
    let Ok(evening) = Moment::parse("2017-05-31T22:00Z") else { panic!("was not read") };
    assert_eq!(Day::from_instant(evening.instant(&at(0)), &at(0)), day("2017-05-31"));
    assert_eq!(Day::from_instant(evening.instant(&at(0)), &at(3)), day("2017-06-01"));
    assert_eq!(Day::from_instant(jiff::Timestamp::MIN, &at(0)), day("1000-01-01"));
    assert_eq!(Day::from_instant(jiff::Timestamp::MAX, &at(14)).year(), 9999);
}

#[test]
fn a_bare_day_begins_with_its_first_hour_that_exists() {
    // Lebanon put its clocks forward at midnight: that night has no 00:00.
    let Ok(beirut) = TimeZone::get("Asia/Beirut") else {
        return;
    };
    let first = Moment::from(day("2017-03-26")).instant(&beirut);
    assert_eq!(first.to_string(), "2017-03-25T22:00:00Z");
    let end_of_time = Moment::from(day("9999-12-31")).instant(&TimeZone::fixed(tz::offset(-12)));
    assert_eq!(end_of_time, jiff::Timestamp::MAX);
}

proptest! {
    #[test]
    fn every_fault_near_a_stamp_has_its_place(
        tail in "[T t]{0,2}[0-9]{0,2}:?[0-9]{0,2}:?[0-9.]{0,4} ?(Z|UTC|GMT)?[+−-]?[0-9]{0,2}:?[0-9é]{0,3}",
    ) {
        let text = format!("2017-05-31{tail}");
        if let Err(fault) = Moment::parse(&text) {
            prop_assert!(text.get(fault.at).is_some());
        }
    }
}
