//! Texts that are no count at first sight: empty, far too long, or a date.
//! It does not read numbers.

use std::ops::Range;

use crate::field::parse_error::ParseError;

/// Maximum length of a text that may be a count, in bytes.
const LONGEST: usize = 400;

/// What to write instead of nothing. The two are easily confused.
pub(super) const UNKNOWN_OR_ZERO: &str =
    "write 0 if nobody was harmed, or `unknown` if no number is known";

/// The error of a text that need not be read to be refused.
pub(super) fn refuse(raw: &str) -> Result<(), ParseError> {
    let text = raw.trim();
    if text.is_empty() {
        let label = "no number is written here";
        return Err(ParseError::count(raw, 0..raw.len(), label, UNKNOWN_OR_ZERO));
    }
    let start = raw.len() - raw.trim_start().len();
    let place = start..start + text.len();
    if text.len() > LONGEST {
        let help = "write the number here and tell the rest in the body of the dispatch";
        return Err(ParseError::count(raw, place, "too long for a count", help));
    }
    if let Some(kind) = calendar(text) {
        let help = "write how many people; days go under `date`, `event` or `as_of`";
        return Err(ParseError::count(raw, place, format!("looks like a {kind}"), help));
    }
    Ok(())
}

/// "month" for `2017-05`, "date" for `2017-05-31`, `31.05.2017` and `31/05/2017`.
fn calendar(text: &str) -> Option<&'static str> {
    let parts: Vec<&str> = text.split(['-', '.', '/']).take(4).collect();
    let digits = |part: &str, lengths: Range<usize>| {
        lengths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    match parts.as_slice() {
        [year, month] => {
            let is_month = digits(month, 2..3) && ("01"..="12").contains(month);
            (digits(year, 4..5) && is_month).then_some("month")
        }
        [a, month, b] if digits(month, 1..3) => {
            let year_first = digits(a, 4..5) && digits(b, 1..3);
            let year_last = digits(a, 1..3) && digits(b, 4..5);
            (year_first || year_last).then_some("date")
        }
        _ => None,
    }
}
