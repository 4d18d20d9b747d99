//! Finds the part of a recording that a player asks for, such as `Range: bytes=500-999`.
//! Knows neither files nor connections: one line of text and a length in, two numbers out.

use std::ops::Range;

/// The part of a file of `length` bytes that `range`, the value of a `Range` header, asks for; `None` for the whole file.
/// The part is empty if it would start after the end.
///
/// A malformed range, one in another unit, and several ranges at once mean the whole file, as RFC 9110 allows: players accept
/// the whole file too, and requests for many ranges are used to make servers send too much.
pub(super) fn part(range: &str, length: u64) -> Option<Range<u64>> {
    let bytes = range.split_once('=').filter(|(unit, _)| unit.eq_ignore_ascii_case("bytes"));
    let (first, last) = bytes.and_then(|(_, positions)| positions.split_once('-'))?;
    match (position(first), position(last)) {
        (Some(first), Some(last)) if first <= last => {
            Some(first..length.min(last.saturating_add(1)))
        }
        (Some(first), None) if last.is_empty() => Some(first..length),
        // A number of bytes from the end.
        (None, Some(count)) if first.is_empty() => Some(length.saturating_sub(count)..length),
        _ => None,
    }
}

/// A number of bytes; `None` if `digits` is not a number. A number that is too large is greater than the length of any file.
fn position(digits: &str) -> Option<u64> {
    let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| digits.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_held_to_the_length() {
        assert_eq!(part("bytes=0-0", 10), Some(0..1));
        assert_eq!(part("bytes=2-4", 10), Some(2..5));
        assert_eq!(part("bytes=2-", 10), Some(2..10));
        assert_eq!(part("bytes=9-99", 10), Some(9..10));
        assert_eq!(part("bytes=0-18446744073709551615", 10), Some(0..10));
        assert_eq!(part("bytes=0-99999999999999999999999999", 10), Some(0..10));
        assert_eq!(part("Bytes=2-4", 10), Some(2..5));
    }

    #[test]
    fn the_end_of_a_file_can_be_asked_for() {
        assert_eq!(part("bytes=-3", 10), Some(7..10));
        assert_eq!(part("bytes=-10", 10), Some(0..10));
        assert_eq!(part("bytes=-99999999999999999999999999", 10), Some(0..10));
    }

    #[test]
    fn a_range_behind_the_end_holds_nothing() {
        let behind = ["bytes=10-", "bytes=10-10", "bytes=-0", "bytes=99999999999999999999-"];
        for range in behind {
            assert!(part(range, 10).is_some_and(|part| part.is_empty()), "{range}");
        }
        for range in ["bytes=0-", "bytes=-1", "bytes=0-0"] {
            assert!(part(range, 0).is_some_and(|part| part.is_empty()), "{range}");
        }
    }

    #[test]
    fn several_pieces_and_whatever_is_malformed_mean_the_whole() {
        let malformed = [
            "",
            "bytes",
            "bytes=",
            "bytes=-",
            "bytes=4-2",
            "bytes=0-1,3-4",
            "bytes=0-,-1",
            "bytes=a-b",
            "bytes=0x1-2",
            "bytes=+1-2",
            "bytes=1 - 2",
            "bytes =1-2",
            "bytes=--1",
            "bytes=1-2-3",
            "items=0-1",
            "seconds=1-",
            "bytes=١-٢",
        ];
        for range in malformed {
            assert_eq!(part(range, 10), None, "{range}");
        }
    }
}
