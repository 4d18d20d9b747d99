//! What editors write as counts, and the bounds they get.
//!
//! It does not look at tokens: everything goes through the door that readers of files use.

mod refusals;

use proptest::prelude::*;

use super::{Bounds, Count};
use crate::field::casualties::{Group, Harm};
use crate::field::parse_error::ParseError;
use crate::field::word::Word;

/// Every text of a list parted by bars reads as the bounds that print like this.
fn check_reads(texts: &str, bounds: &str) {
    for text in texts.split(" | ") {
        let count = Count::parse(text).unwrap_or_else(|fault| panic!("`{text}`: {fault:?}"));
        let printed = count.bounds().map_or("unknown".to_owned(), |bounds| bounds.to_string());
        assert_eq!(printed, bounds, "`{text}`");
    }
}

#[test]
fn a_plain_number_is_itself() {
    check_reads("120 | ١٢٠ | ۱۲۰ |  120 ", "120");
    check_reads("0 | ٠", "0");
}

#[test]
fn separators_stand_between_groups_of_three() {
    check_reads("1,200 | 1 200 | 1\u{a0}200 | 1\u{202f}200 | 1\u{2009}200", "1200");
    check_reads("١٬٢٠٠ | ۱٬۲۰۰ | ١,٢٠٠", "1200");
    check_reads("1,200,300 | 1 200 300", "1200300");
}

#[test]
fn thousands_and_millions_may_be_written_out() {
    check_reads("1.5 million | 1,500 thousand | 1.5 MILLION | 1.500000 million", "1500000");
    check_reads("200 thousand", "200000");
    check_reads("0.5 million", "500000");
}

#[test]
fn more_than_120_keeps_120_as_its_floor() {
    check_reads("more than 120 | over 120 | above 120 | MORE  than\n  120", "at least 120");
    check_reads("at least 120 | no fewer than 120 | 120 or more", "at least 120");
    check_reads(">120 | > 120 | 120+ | >=120 | ≥120 | ≥ 120", "at least 120");
}

#[test]
fn up_to_50_starts_at_zero() {
    check_reads("up to 50 | as many as 50 | fewer than 50 | less than 50 | under 50", "up to 50");
    check_reads("at most 50 | no more than 50 | <50 | < 50 | <=50 | ≤50", "up to 50");
}

#[test]
fn a_range_takes_any_dash() {
    check_reads("80-115 | 80 - 115 | 80–115 | 80 – 115 | 80—115 | 80−115 | 80‒115", "80–115");
    check_reads("80 to 115 | between 80 and 115 | Between 80 AND 115 | ٨٠–١١٥", "80–115");
    check_reads("two to three | two-three | 2 to three", "2–3");
    check_reads("1.5 million – 2 million", "1500000–2000000");
    check_reads("80-80", "80");
}

#[test]
fn about_50_is_approximate_and_no_width_is_invented() {
    check_reads("~50 | ~ 50 | about 50 | around 50 | some 50 | roughly 50", "about 50");
}

#[test]
fn nearly_200_proves_nothing() {
    check_reads("nearly 200 | almost 200", "up to about 200");
}

#[test]
fn quantities_in_words_keep_their_least() {
    check_reads("tens", "at least 10");
    check_reads("dozens", "at least 12");
    check_reads("scores", "at least 20");
    check_reads("hundreds", "at least 100");
    check_reads("thousands", "at least 1000");
    check_reads("tens of thousands", "at least 10000");
    check_reads("Hundreds of thousands", "at least 100000");
}

#[test]
fn one_to_twelve_may_be_spelled_out() {
    let words = "one two three four five six seven eight nine ten eleven twelve";
    for (n, word) in (1_u64..).zip(words.split(' ')) {
        check_reads(word, &n.to_string());
    }
    check_reads("a dozen", "12");
    check_reads("at least a dozen", "at least 12");
}

#[test]
fn a_low_end_is_plain_where_it_cannot_be_short_for_thousands() {
    check_reads("10-12000", "10–12000");
    check_reads("10,000-12,000", "10000–12000");
}

#[test]
fn unknown_is_not_zero() {
    for text in ["unknown", "Unknown", "null", "~"] {
        assert_eq!(Count::parse(text), Ok(Count::unknown()));
    }
    assert_ne!(Count::unknown().bounds(), Some(Bounds::exactly(0)));
}

#[test]
fn the_wording_is_kept_on_one_line() {
    let wording = |text| Count::parse(text).map(|count| count.wording().to_owned());
    assert_eq!(wording(" More than\n   1\u{a0}200 "), Ok("More than 1\u{a0}200".to_owned()));
    assert_eq!(wording(">120"), Ok(">120".to_owned()));
    assert_eq!(wording("null"), Ok("unknown".to_owned()));
}

#[test]
fn the_long_form_makes_its_own_wording() {
    let made = |min, max| Count::from_bounds(min, max).map(|count| count.wording().to_owned());
    assert_eq!(made(Some(80), None), Ok("at least 80".to_owned()));
    assert_eq!(made(None, Some(115)), Ok("up to 115".to_owned()));
    assert_eq!(made(Some(80), Some(115)), Ok("80–115".to_owned()));
    assert_eq!(made(Some(80), Some(80)), Ok("80".to_owned()));
    assert_eq!(made(None, None), Ok("unknown".to_owned()));
}

#[test]
fn the_long_form_may_bring_words_of_another_language() -> Result<(), ParseError> {
    let count = Count::from_bounds(Some(120), None)?.with_wording("понад 120");
    assert_eq!(count.wording(), "понад 120");
    assert_eq!(count.clone().with_wording("  "), count);
    Ok(())
}

#[test]
fn a_sum_is_open_when_one_of_its_parts_is() {
    let bounds = |text| Count::parse(text).ok().and_then(|count| count.bounds());
    let sum = |a, b| Some(bounds(a)?.plus(bounds(b)?).to_string());
    assert_eq!(sum("70", "80-115"), Some("150–185".to_owned()));
    assert_eq!(sum("70", "more than 120"), Some("at least 190".to_owned()));
    assert_eq!(sum("about 50", "80-115"), Some("about 130–165".to_owned()));
    assert_eq!(sum("nearly 200", "dozens"), Some("about 12 or more".to_owned()));
}

#[test]
fn a_part_is_capped_by_its_whole() {
    let (open, whole) = (Bounds { min: 8, max: None, approximate: false }, Bounds::exactly(20));
    assert_eq!(open.capped_by(whole).to_string(), "8–20");
    assert_eq!(open.capped_by(Bounds::exactly(5)), Bounds::exactly(8));
    assert!(open.fits_within(whole) && !open.fits_within(Bounds::exactly(7)));
}

#[test]
fn an_envelope_holds_both_and_perhaps_proves_nothing() {
    let (low, high) = (Bounds::exactly(20), Bounds { min: 8, max: Some(70), approximate: true });
    assert_eq!(low.envelope(high).to_string(), "about 8–70");
    assert_eq!(low.perhaps().to_string(), "up to 20");
    assert!(low.overlaps(high) && !low.overlaps(Bounds::exactly(21)));
    assert_eq!((low.exact(), high.exact()), (Some(20), None));
}

proptest! {
    #[test]
    fn what_is_printed_reads_as_the_same_bounds(
        min in 0..=Count::LARGEST,
        width in proptest::option::of(0..=Count::LARGEST),
    ) {
        let max = width.map(|width| min.saturating_add(width).min(Count::LARGEST));
        let about = Bounds { approximate: true, ..Bounds::exactly(min) };
        for bounds in [Bounds { min, max, approximate: false }, about] {
            let read = Count::parse(&bounds.to_string()).map(|count| count.bounds());
            prop_assert_eq!(read, Ok(Some(bounds)));
        }
    }

    #[test]
    fn no_text_panics_and_every_fault_has_its_place(text in TEXT) {
        match Count::parse(&text) {
            Ok(count) => {
                let bounds = count.bounds();
                prop_assert!(bounds.is_none_or(|b| b.max.is_none_or(|max| b.min <= max)));
                let again = Count::parse(count.wording()).map(|again| again.bounds());
                prop_assert_eq!(again, Ok(bounds));
            }
            Err(fault) => prop_assert!(text.get(fault.at).is_some()),
        }
    }
}

/// The words of counts in any order, with odd characters between them.
const TEXT: &str = "((more than|at least|up to|about|between|and|to|or more|a|dozen|hundred|million|\
                    dozens|no|unknown|one|civilians|killed|[0-9]{1,4}|[٠-٩]{1,3}|,|\\.|-|–|>|<|~|\
                    \\+|%|=|'|_|½|💥|\u{200f}|\\PC)( ?|\u{a0})){0,8}";

#[test]
fn whoever_writes_a_harm_or_a_group_beside_the_number_is_told_its_key() {
    for harm in Harm::ALL {
        let fault = Count::parse(&format!("120 {}", harm.word())).expect_err("no count");
        assert!(fault.help.contains(&format!("{{{}: 120}}", harm.word())), "{}", fault.help);
    }
    let groups = Group::ALL.iter().filter(|group| **group != Group::UnknownStatus);
    for group in groups {
        let fault = Count::parse(&format!("120 {}", group.word())).expect_err("no count");
        assert!(fault.help.contains(&format!("{{{}: 120}}", group.word())), "{}", fault.help);
    }
}
