//! Numbers in digits: groups of three, a decimal part, three scripts.
//! It does not know the words around a number, nor whether a decimal part is allowed there.

use std::ops::Range;

use super::Count;
use super::words::IN_WORDS;
use crate::field::parse_error::ParseError;

/// Zero in each script.
const ZEROS: [char; 3] = ['0', '٠', '۰'];

/// A number in digits. It stops at the largest integer; the grammar refuses such numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) whole: u64,
    /// The digits after the point and how many they are: `1.05` has 5 and 2.
    pub(super) decimals: Option<(u64, usize)>,
    /// Whether it was written with separators, as `1,200`.
    pub(super) grouped: bool,
}

/// The digits of 0 to 9 that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    European,
    ArabicIndic,
    Persian,
}

/// A character that is a digit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Digit {
    pub(super) script: Script,
    value: u64,
}

/// Digits with nothing in between.
struct Run {
    value: u64,
    digits: usize,
    end: usize,
}

/// The digit a character is, if it is one of the three scripts.
pub(super) fn digit(c: char) -> Option<Digit> {
    let (script, zero) = match c {
        '0'..='9' => (Script::European, '0'),
        '٠'..='٩' => (Script::ArabicIndic, '٠'),
        '۰'..='۹' => (Script::Persian, '۰'),
        _ => return None,
    };
    Some(Digit { script, value: u64::from(u32::from(c) - u32::from(zero)) })
}

/// The number that starts with the digit at `start`, and where it ends.
pub(super) fn read(raw: &str, start: usize) -> Result<(Number, usize), ParseError> {
    let first = run(raw, start)?;
    let mut number = Number { whole: first.value, decimals: None, grouped: false };
    let mut end = first.end;
    let mut separator = None;
    while let Some((mark, next)) = separated(raw, end, is_separator) {
        let group = run(raw, next)?;
        let one_kind = *separator.get_or_insert(mark) == mark;
        if group.digits != 3 || first.digits > 3 || !one_kind {
            return Err(not_in_threes(raw, start));
        }
        number.whole = number.whole.saturating_mul(1000).saturating_add(group.value);
        number.grouped = true;
        end = group.end;
    }
    if let Some((_, next)) = separated(raw, end, |c| c == '.') {
        let decimals = run(raw, next)?;
        number.decimals = Some((decimals.value, decimals.digits));
        end = decimals.end;
    }
    if separated(raw, end, |c| is_foreign_separator(c) || is_separator(c)).is_some() {
        return Err(not_in_threes(raw, start));
    }
    let zero_first = raw[start..].starts_with(ZEROS);
    if zero_first && (first.digits > 1 || number.grouped) {
        return Err(leading_zero(raw, start..end, &number));
    }
    match raw[end..].chars().next() {
        Some(c) if c.is_alphabetic() => Err(glued(raw, start..end, &number)),
        Some(c) if c.is_numeric() => Err(unread_numeral(raw, end..end + c.len_utf8())),
        _ => Ok((number, end)),
    }
}

/// The digits of two scripts in one count.
pub(super) fn mixed_scripts(raw: &str, at: usize) -> ParseError {
    let length = raw[at..].chars().next().map_or(0, char::len_utf8);
    ParseError::count(
        raw,
        at..at + length,
        "a digit of another script",
        "write all digits in one script",
    )
}

/// A numeral that is none of the digits read, such as `½` or `१`.
pub(super) fn unread_numeral(raw: &str, place: Range<usize>) -> ParseError {
    let help =
        "write whole numbers in the digits 0-9; Arabic-Indic and Persian digits are read too";
    ParseError::count(raw, place, "not a digit that can be read", help)
}

fn run(raw: &str, start: usize) -> Result<Run, ParseError> {
    let mut run = Run { value: 0, digits: 0, end: start };
    let mut script = None;
    for c in raw[start..].chars() {
        let Some(digit) = digit(c) else { break };
        if *script.get_or_insert(digit.script) != digit.script {
            return Err(mixed_scripts(raw, run.end));
        }
        run.value = run.value.saturating_mul(10).saturating_add(digit.value);
        run.digits += 1;
        run.end += c.len_utf8();
    }
    Ok(run)
}

/// A mark that stands directly between a digit and another: the mark, and where that digit is.
fn separated(raw: &str, end: usize, is_mark: impl Fn(char) -> bool) -> Option<(char, usize)> {
    let mut rest = raw[end..].chars();
    let mark = rest.next().filter(|&c| is_mark(c))?;
    rest.next().and_then(digit)?;
    Some((mark, end + mark.len_utf8()))
}

fn is_separator(c: char) -> bool {
    matches!(c, ',' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '٬')
}

/// Separators of other countries. They are not read, but understood well enough to say what to write.
fn is_foreign_separator(c: char) -> bool {
    matches!(c, '.' | '_' | '\'' | '’' | '،' | '٫' | '·')
}

fn not_in_threes(raw: &str, start: usize) -> ParseError {
    let mut end = start;
    let mut value: u64 = 0;
    let mut chars = raw[start..].char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let digit_follows = chars.peek().is_some_and(|&(_, next)| digit(next).is_some());
        match digit(c) {
            Some(digit) => value = value.saturating_mul(10).saturating_add(digit.value),
            None if digit_follows && (is_separator(c) || is_foreign_separator(c)) => {}
            None => break,
        }
        end = start + offset + c.len_utf8();
    }
    let written = &raw[start..end];
    let help = if value > Count::LARGEST {
        "check the digits".to_owned()
    } else if let Some(decimal) = decimal_point_elsewhere(written) {
        format!("write `{value}`, or `{decimal} million` if that is a decimal point")
    } else if value < 1000 {
        format!("write `{value}` if that is the number")
    } else {
        format!("write `{value}` or `{}` if that is the number", in_threes(value))
    };
    let label = "digits are grouped in threes, with one kind of separator";
    ParseError::count(raw, start..end, label, help)
}

/// `3,5` as `3.5`: a single mark that is a decimal point in some countries, and no separator.
fn decimal_point_elsewhere(written: &str) -> Option<String> {
    let mark = written.find(|c| digit(c).is_none())?;
    let (whole, decimals) = written.split_at(mark);
    let decimals = decimals.strip_prefix([',', '،', '٫', '·'])?;
    let few = (1..=2).contains(&decimals.chars().count());
    let plain = decimals.chars().all(|c| digit(c).is_some());
    (few && plain).then(|| format!("{whole}.{decimals}"))
}

/// `1200` as `1,200`.
pub(super) fn in_threes(value: u64) -> String {
    let digits = value.to_string();
    let mut grouped = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

fn leading_zero(raw: &str, place: Range<usize>, number: &Number) -> ParseError {
    let help = match number.decimals {
        None if number.whole <= Count::LARGEST => format!("write `{}`", number.whole),
        _ => "write it without the zeros in front".to_owned(),
    };
    ParseError::count(raw, place, "starts with a zero", help)
}

/// Whether data sets write this number, below zero, where no number is known: -1, -9, -88, -99, -999.
pub(super) fn is_code_for_missing(number: &Number) -> bool {
    let digits = number.whole.to_string();
    let repeats = |digit: char| digits.chars().all(|c| c == digit);
    let is_whole = number.decimals.is_none_or(|(decimals, _)| decimals == 0);
    is_whole && (number.whole == 1 || ['7', '8', '9'].into_iter().any(repeats))
}

/// What to write for `100s`.
pub(super) fn plural(number: u64) -> String {
    let word = IN_WORDS.iter().find(|(_, least)| *least == number).map(|(word, _)| *word);
    word.map_or_else(|| format!("write `at least {number}`"), |word| format!("write `{word}`"))
}

fn glued(raw: &str, place: Range<usize>, number: &Number) -> ParseError {
    let digits = &raw[place.clone()];
    let rest = &raw[place.end..];
    let length = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let word = rest[..length].to_lowercase();
    let exponent = word.strip_prefix('e').is_some_and(|power| power.chars().all(char::is_numeric));
    let base = digits == "0" && word.starts_with(['o', 'x', 'b']);
    let help = match word.as_str() {
        "s" if number.decimals.is_none() => plural(number.whole),
        "k" | "thousand" => format!("write `{digits} thousand`"),
        "m" | "mn" | "mln" | "million" => format!("write `{digits} million`"),
        _ if exponent || base => "write the number out in plain digits, as in `1,200`".to_owned(),
        _ => format!("write the number alone: `{digits}`"),
    };
    ParseError::count(raw, place.end..place.end + length, "letters directly after the digits", help)
}
