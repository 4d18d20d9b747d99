//! The notation of values in `figures.lock`: one way to write each, which our own grammar reads back.
//! It does not know whose values they are.

use crate::field::casualties::{Group, Harm};
use crate::field::count::{Bounds, Count};
use crate::field::day::DayRange;
use crate::field::word::Word;
use crate::text::spelling::composed;

/// The key of a bare number.
pub const CASUALTIES: &str = "casualties";

/// A count that nobody knows.
pub(super) const UNKNOWN: &str = "unknown";

/// A count: `120`, `80-115`, `>=120`, `~50`, `nearly 200`, `unknown`.
pub(super) fn count(bounds: Option<Bounds>) -> String {
    let Some(Bounds { min, max, approximate }) = bounds else {
        return UNKNOWN.to_owned();
    };
    match (max, approximate) {
        (None, _) => format!(">={min}"),
        (Some(max), false) if min == max => max.to_string(),
        (Some(max), true) if min == max => format!("~{max}"),
        // "About" widens no bounds, so an approximate range was written "nearly".
        (Some(max), true) => format!("nearly {max}"),
        (Some(max), false) => format!("{min}-{max}"),
    }
}

/// A text on one line.
pub(super) fn text(text: &str) -> String {
    escaped(text, |c| c.is_control() || c == '%')
}

/// A list, sorted, so that the order in which it was written does not matter.
pub(super) fn list<'t>(items: impl Iterator<Item = &'t str>) -> String {
    let mut items: Vec<String> =
        items.map(|item| escaped(item, |c| c.is_control() || matches!(c, '%' | ','))).collect();
    items.sort();
    items.dedup();
    items.join(", ")
}

/// The text without special characters, with its accents in one form: a Mac may encode them in another way, which changes nothing.
fn escaped(text: &str, is_special: impl Fn(char) -> bool) -> String {
    let text = &*composed(text);
    if !text.contains(&is_special) {
        return text.to_owned();
    }
    let write = |c: char| if is_special(c) { format!("%{:02X}", u32::from(c)) } else { c.into() };
    text.chars().map(write).collect()
}

/// The days on which something happened: `2017-05-30`, or `2017-05-26/2017-05-31`.
pub(super) fn days(days: DayRange) -> String {
    if days.from() == days.to() { days.from().to_string() } else { days.to_string() }
}

/// Whether the values of `key` are counts.
pub(super) fn is_count(key: &str) -> bool {
    let last = key.rsplit('.').next().unwrap_or(key);
    last == CASUALTIES || Harm::parse(last).is_some() || Group::parse(last).is_some()
}

/// Whether a count can be read.
pub(super) fn is_readable(value: &str) -> bool {
    Count::parse(value).is_ok()
}

/// The value of a key that is not written.
pub(super) fn nothing(key: &str) -> &'static str {
    if is_count(key) { UNKNOWN } else { "none" }
}

/// Whether two values of `key` mean the same: counts by their bounds, everything else word for word.
pub(super) fn is_same(key: &str, one: &str, other: &str) -> bool {
    let (one, other) = (one.trim(), other.trim());
    if one == other {
        return true;
    }
    let bounds = |text| Count::parse(text).ok().map(|count| count.bounds());
    is_count(key) && bounds(one).is_some() && bounds(one) == bounds(other)
}

/// A value in words: "at least 120" for `>=120`.
pub fn in_words(key: &str, value: &str) -> String {
    let bounds = Count::parse(value).ok().filter(|_| is_count(key)).and_then(|it| it.bounds());
    bounds.map_or_else(|| value.to_owned(), |bounds| bounds.to_string())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{count, list, text};
    use crate::field::count::Count;

    fn check(written: &str, noted: &str) {
        let read = Count::parse(written).expect("a count");
        assert_eq!(count(read.bounds()), noted);
        assert_eq!(Count::parse(noted).expect("our own grammar").bounds(), read.bounds());
    }

    #[test]
    fn every_way_of_writing_a_count_has_one_notation_that_can_be_read_back() {
        check("1,200", "1200");
        check("more than 120", ">=120");
        check("80 – 115", "80-115");
        check("up to 50", "0-50");
        check("about 50", "~50");
        check("nearly 200", "nearly 200");
        check("dozens", ">=12");
        check("1.5 million", "1500000");
        check("~", "unknown");
        check("at least 0", ">=0");
    }

    #[test]
    fn a_text_stays_on_its_line_and_a_list_keeps_its_items_apart() {
        assert_eq!(text("100%\nsure"), "100%25%0Asure");
        assert_eq!(
            list(["Mosul", "Aden, Old Town", "Mosul"].into_iter()),
            "Aden%2C Old Town, Mosul"
        );
    }

    proptest! {
        #[test]
        fn any_range_can_be_read_back(min in 0..=Count::LARGEST, more in proptest::option::of(0..9_999_u64)) {
            let max = more.map(|more| (min + more).min(Count::LARGEST));
            let bounds = Count::from_bounds(Some(min), max).expect("in order").bounds();
            let noted = count(bounds);
            prop_assert_eq!(Count::parse(&noted).expect("our own grammar").bounds(), bounds);
        }
    }
}
