//! Finds places that are written as a code: military grid references, plus codes and three words.
//! It does not know where they are.

use std::ops::Range;

/// The letters and digits of plus codes.
const PLUS: &str = "23456789CFGHJMPQRVWX";

/// The codes in `text`, each with its place and the decimals of a degree to which it is exact.
pub(super) fn references(text: &str) -> Vec<(Range<usize>, usize)> {
    let mut found = military(text);
    found.extend(text.match_indices('+').filter_map(|(sign, _)| plus_code(text, sign)));
    found.extend(text.match_indices("///").filter_map(|(slashes, _)| three_words(text, slashes)));
    found
}

/// `38S LF 3405 2342`: a zone, a square of 100 kilometres, and the same number of digits east and north.
fn military(text: &str) -> Vec<(Range<usize>, usize)> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    for at in 1..bytes.len() {
        if !matches!(bytes[at], b'C'..=b'X') || !bytes[at - 1].is_ascii_digit() {
            continue;
        }
        let start = at - bytes[..at].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let square = text[at + 1..].trim_start_matches(' ');
        let is_square = square.bytes().take(2).filter(u8::is_ascii_uppercase).count() == 2;
        let is_alone = !text[..start].ends_with(char::is_alphanumeric);
        if at - start > 2 || !is_square || !is_alone {
            continue;
        }
        let digits = square[2..].trim_start_matches(' ');
        let east = digits.bytes().take_while(u8::is_ascii_digit).count();
        let (each, end) = match digits[east..].strip_prefix(' ') {
            Some(rest) if rest.bytes().take_while(u8::is_ascii_digit).count() == east => {
                (east, east + 1 + east)
            }
            _ if east % 2 == 0 => (east / 2, east),
            _ => continue,
        };
        let rest = &digits[end..];
        if (3..=5).contains(&each) && !rest.starts_with(char::is_alphanumeric) {
            found.push((start..text.len() - rest.len(), each));
        }
    }
    found
}

/// `8H577V8R+2C`, or without its first four characters.
fn plus_code(text: &str, sign: usize) -> Option<(Range<usize>, usize)> {
    let is_code = |byte: &u8| PLUS.as_bytes().contains(byte);
    let bytes = text.as_bytes();
    let before = bytes[..sign].iter().rev().take_while(|byte| is_code(byte)).count();
    let after = bytes[sign + 1..].iter().take_while(|byte| is_code(byte)).count();
    let range = sign - before..sign + 1 + after;
    let is_alone = !text[..range.start].ends_with(char::is_alphanumeric)
        && !text[range.end..].starts_with(char::is_alphanumeric);
    let has = |is: fn(&u8) -> bool| bytes[range.clone()].iter().any(is);
    let is_mixed = has(u8::is_ascii_digit) && has(u8::is_ascii_uppercase);
    let fits = matches!(before, 4 | 6 | 8) && matches!(after, 2 | 3);
    (fits && is_alone && is_mixed).then_some((range, after + 2))
}

/// `///word.word.word`
fn three_words(text: &str, slashes: usize) -> Option<(Range<usize>, usize)> {
    let rest = &text[slashes + 3..];
    let end = rest.find(|c: char| !(c.is_alphabetic() || c == '.')).unwrap_or(rest.len());
    let words = rest[..end].trim_end_matches('.');
    let count = words.split('.').filter(|word| word.chars().count() > 1).count();
    let is_code = count == 3 && words.split('.').count() == 3;
    // `file:///` begins the path of a file.
    (is_code && !text[..slashes].ends_with(':')).then(|| (slashes..slashes + 3 + words.len(), 5))
}

#[cfg(test)]
mod tests {
    use super::references;

    fn found(text: &str) -> Vec<(&str, usize)> {
        references(text).into_iter().map(|(range, decimals)| (&text[range], decimals)).collect()
    }

    #[test]
    fn codes_are_found() {
        assert_eq!(found("at 38S LF 3405 2342."), [("38S LF 3405 2342", 4)]);
        assert_eq!(found("38SLF3405023420"), [("38SLF3405023420", 5)]);
        assert_eq!(found("8H577V8R+2C"), [("8H577V8R+2C", 4)]);
        assert_eq!(found("7V8R+2CX Rivertown"), [("7V8R+2CX", 5)]);
        assert_eq!(found("near ///filled.count.soap."), [("///filled.count.soap", 5)]);
    }

    #[test]
    fn other_texts_are_no_codes() {
        let text =
            "12 KIA 345 and 5G UN 12, 3232+23, C++ and file:///a.b.c, https://example.org/// UTC+3";
        assert_eq!(found(text), []);
    }
}
