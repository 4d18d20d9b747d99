//! Where the cells of a CSV file stand in its text, and quotes in it that are not closed.
//! It does not know what a cell holds; the CSV library reads that.
//!
//! The library takes a quote that is never closed for a cell up to the end of the file, and text behind a closed one
//! for a part of the cell. Here both are a slip, since rows would vanish in them.

use std::ops::Range;

/// What is wrong with a quote, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slip {
    /// It opens a cell and has no other.
    NeverClosed(usize),
    /// It closes a cell, and more follows.
    ClosedEarly(usize),
}

/// The first quote in `text` that is wrong.
pub(super) fn slip(text: &str, delimiter: u8) -> Option<Slip> {
    let mut at = 0;
    while at < text.len() {
        match end_of_cell(text.as_bytes(), at, delimiter) {
            Ok(end) => at = end + 1,
            Err(slip) => return Some(slip),
        }
    }
    None
}

/// Where the cell stands that has `before` others before it in the row that begins at `start`.
pub(super) fn place(text: &str, start: usize, before: usize, delimiter: u8) -> Range<usize> {
    let mut at = start.min(text.len());
    for _ in 0..before {
        match end_of_cell(text.as_bytes(), at, delimiter) {
            Ok(end) if text.as_bytes().get(end) == Some(&delimiter) => at = end + 1,
            _ => break,
        }
    }
    at..end_of_cell(text.as_bytes(), at, delimiter).unwrap_or(text.len())
}

/// Where the cell at `start` ends: at the sign behind it.
fn end_of_cell(bytes: &[u8], start: usize, delimiter: u8) -> Result<usize, Slip> {
    let ends = |byte: u8| byte == delimiter || matches!(byte, b'\n' | b'\r');
    let rest = bytes.get(start..).unwrap_or_default();
    if rest.first() != Some(&b'"') {
        return Ok(start + rest.iter().position(|byte| ends(*byte)).unwrap_or(rest.len()));
    }
    let mut at = 1;
    loop {
        let Some(quote) = rest[at..].iter().position(|byte| *byte == b'"') else {
            return Err(Slip::NeverClosed(start));
        };
        let behind = at + quote + 1;
        match rest.get(behind) {
            // A quote inside a cell is written twice.
            Some(b'"') => at = behind + 1,
            Some(&byte) if !ends(byte) => return Err(Slip::ClosedEarly(start + behind - 1)),
            Some(_) | None => return Ok(start + behind),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Slip, place, slip};

    #[test]
    fn cells_are_found_behind_quotes_delimiters_and_line_breaks() {
        let text = "a,\"b,\n\"\"x\"\"\",c\r\nd,,e";
        let cell = |start, before| &text[place(text, start, before, b',')];
        assert_eq!([cell(0, 0), cell(0, 1), cell(0, 2)], ["a", "\"b,\n\"\"x\"\"\"", "c"]);
        let second = text.find('d').expect("a second row");
        assert_eq!([cell(second, 0), cell(second, 1), cell(second, 2)], ["d", "", "e"]);
        assert_eq!(cell(second, 9), "e", "a row ends at its last cell");
        assert_eq!(slip(text, b','), None);
    }

    #[test]
    fn a_quote_that_is_not_closed_is_found_where_it_opens() {
        assert_eq!(slip("a,b\n1,\"2\n3,4\n", b','), Some(Slip::NeverClosed(6)));
        assert_eq!(slip("\"a\"b,c", b','), Some(Slip::ClosedEarly(2)));
        assert_eq!(slip("5\" gun,c", b','), None, "a quote inside a bare cell is a quote");
    }
}
