//! A day or a moment is read or refused, and what is read is written as it is read again.
#![no_main]

use dateline::field::day::{Day, Moment};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(day) = Day::parse(text) {
        assert_eq!(Day::parse(&day.to_string()).expect("our own words"), day);
    }
    if let Ok(moment) = Moment::parse(text) {
        assert_eq!(Moment::parse(&moment.to_string()).expect("our own words").day(), moment.day());
    }
});
