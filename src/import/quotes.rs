//! Finds the places of cells in a CSV file, and wrong quotes.
//! It does not read the cells; the CSV library does.
//!
//! The library accepts a quote that is never closed: the rest of the file is then one cell. It also accepts text after a
//! closing quote. Both are errors here, because rows would be lost.

use std::ops::Range;

/// A wrong quote and its place, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum QuoteError {
    /// It opens a cell and is never closed.
    NeverClosed(usize),
    /// It closes a cell, and text follows it.
    ClosedEarly(usize),
}

/// The first wrong quote in `text`.
pub(super) fn wrong_quote(text: &str, delimiter: u8) -> Option<QuoteError> {
    let mut at = 0;
    while at < text.len() {
        match end_of_cell(text.as_bytes(), at, delimiter) {
            Ok(end) => at = end + 1,
            Err(error) => return Some(error),
        }
    }
    None
}

/// The place of a cell in the row that begins at `start`, after `before` other cells.
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

/// Where the cell at `start` ends: before the delimiter or the line break.
fn end_of_cell(bytes: &[u8], start: usize, delimiter: u8) -> Result<usize, QuoteError> {
    let ends = |byte: u8| byte == delimiter || matches!(byte, b'\n' | b'\r');
    let rest = bytes.get(start..).unwrap_or_default();
    if rest.first() != Some(&b'"') {
        return Ok(start + rest.iter().position(|byte| ends(*byte)).unwrap_or(rest.len()));
    }
    let mut at = 1;
    loop {
        let Some(quote) = rest[at..].iter().position(|byte| *byte == b'"') else {
            return Err(QuoteError::NeverClosed(start));
        };
        let behind = at + quote + 1;
        match rest.get(behind) {
            // A quote inside a cell is written twice.
            Some(b'"') => at = behind + 1,
            Some(&byte) if !ends(byte) => return Err(QuoteError::ClosedEarly(start + behind - 1)),
            Some(_) | None => return Ok(start + behind),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{QuoteError, place, wrong_quote};

    #[test]
    fn cells_are_found_behind_quotes_delimiters_and_line_breaks() {
        let text = "a,\"b,\n\"\"x\"\"\",c\r\nd,,e";
        let cell = |start, before| &text[place(text, start, before, b',')];
        assert_eq!([cell(0, 0), cell(0, 1), cell(0, 2)], ["a", "\"b,\n\"\"x\"\"\"", "c"]);
        let second = text.find('d').expect("a second row");
        assert_eq!([cell(second, 0), cell(second, 1), cell(second, 2)], ["d", "", "e"]);
        assert_eq!(cell(second, 9), "e", "a row ends at its last cell");
        assert_eq!(wrong_quote(text, b','), None);
    }

    #[test]
    fn a_quote_that_is_not_closed_is_found_where_it_opens() {
        assert_eq!(wrong_quote("a,b\n1,\"2\n3,4\n", b','), Some(QuoteError::NeverClosed(6)));
        assert_eq!(wrong_quote("\"a\"b,c", b','), Some(QuoteError::ClosedEarly(2)));
        assert_eq!(wrong_quote("5\" gun,c", b','), None, "a quote inside a bare cell is a quote");
    }
}
