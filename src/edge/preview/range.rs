//! Which part of a recording a player asks for: `Range: bytes=500-999` held to a length.
//! Knows neither files nor connections: one line of text and a number in, two numbers out.

use std::ops::Range;

/// What of a file is to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it, as when nothing in particular was asked for.
    Whole,
    /// These bytes, of which there is at least one.
    Bytes(Range<u64>),
    /// Nothing: what was asked for begins behind the end.
    Nothing,
}

/// The part that `range`, the value of a `Range` header, means in a file of `length` bytes.
///
/// What is malformed, in another unit or of several pieces is answered with the whole, as RFC 9110 lets a server do: a player
/// that asks for pieces takes the whole too, and several pieces at once are how servers are made to send more than they have.
pub(super) fn part(range: &str, length: u64) -> Part {
    let Some(spec) = range
        .split_once('=')
        .and_then(|(unit, spec)| unit.eq_ignore_ascii_case("bytes").then_some(spec))
    else {
        return Part::Whole;
    };
    let Some((first, last)) = spec.split_once('-') else {
        return Part::Whole;
    };
    match (Place::read(first), Place::read(last)) {
        // The last so many bytes.
        (Place::Open, Place::At(0)) => Part::Nothing,
        (Place::Open, Place::At(count)) => bytes(length.saturating_sub(count), length),
        (Place::At(first), Place::Open) => bytes(first, length),
        (Place::At(first), Place::At(last)) if first <= last => {
            bytes(first, length.min(last.saturating_add(1)))
        }
        _ => Part::Whole,
    }
}

fn bytes(start: u64, end: u64) -> Part {
    if start < end { Part::Bytes(start..end) } else { Part::Nothing }
}

/// One side of the dash.
enum Place {
    Open,
    At(u64),
    Malformed,
}

impl Place {
    fn read(side: &str) -> Place {
        if side.is_empty() {
            return Place::Open;
        }
        if !side.bytes().all(|b| b.is_ascii_digit()) {
            return Place::Malformed;
        }
        // More digits than any file has bytes: a place behind every end.
        Place::At(side.parse().unwrap_or(u64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_held_to_the_length() {
        assert_eq!(part("bytes=0-0", 10), Part::Bytes(0..1));
        assert_eq!(part("bytes=2-4", 10), Part::Bytes(2..5));
        assert_eq!(part("bytes=2-", 10), Part::Bytes(2..10));
        assert_eq!(part("bytes=9-99", 10), Part::Bytes(9..10));
        assert_eq!(part("bytes=0-18446744073709551615", 10), Part::Bytes(0..10));
        assert_eq!(part("bytes=0-99999999999999999999999999", 10), Part::Bytes(0..10));
        assert_eq!(part("Bytes=2-4", 10), Part::Bytes(2..5));
    }

    #[test]
    fn the_end_of_a_file_can_be_asked_for() {
        assert_eq!(part("bytes=-3", 10), Part::Bytes(7..10));
        assert_eq!(part("bytes=-10", 10), Part::Bytes(0..10));
        assert_eq!(part("bytes=-99999999999999999999999999", 10), Part::Bytes(0..10));
    }

    #[test]
    fn a_range_behind_the_end_holds_nothing() {
        let behind = ["bytes=10-", "bytes=10-10", "bytes=-0", "bytes=99999999999999999999-"];
        for range in behind {
            assert_eq!(part(range, 10), Part::Nothing, "{range}");
        }
        for range in ["bytes=0-", "bytes=-1", "bytes=0-0"] {
            assert_eq!(part(range, 0), Part::Nothing, "{range} of an empty file");
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
            assert_eq!(part(range, 10), Part::Whole, "{range}");
        }
    }
}
