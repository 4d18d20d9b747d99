//! The grammar of counts: which sequences of numbers, words and signs are a count, and its bounds.
//! It does not know what to advise if none fits.

use std::ops::Range;

use super::numeral::in_threes;
use super::token::{Kind, Token, extent, spelled};
use super::words::{COMPARISONS, Comparison, IN_WORDS, NUMBERS, SCALES};
use super::{Bounds, Count};
use crate::field::parse_error::ParseError;

/// The longest count at the front of the tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    /// `None` when the count is unknown.
    pub(super) bounds: Option<Bounds>,
    /// How many tokens it takes up.
    pub(super) used: usize,
}

/// A number, in digits or in words.
struct Amount {
    value: u64,
    used: usize,
    at: Range<usize>,
    /// The value of its last digit before separators or words: 1 in `10`, 1000 in `10,000`.
    unit: u64,
}

/// Reads the count at the front: `None` if there is none, an error if it contradicts itself.
pub(super) fn read(raw: &str, tokens: &[Token<'_>]) -> Result<Option<Reading>, ParseError> {
    if let Some(used) = unknown(tokens) {
        return Ok(Some(Reading { bounds: None, used }));
    }
    if let Some((comparison, used)) = comparison(tokens) {
        let Some(amount) = amount(raw, &tokens[used..])? else {
            return Ok(None);
        };
        return Ok(Some(reading(comparison.bounds(amount.value), used + amount.used)));
    }
    for (phrase, least) in IN_WORDS {
        if let Some(used) = spelled(tokens, phrase) {
            return Ok(Some(reading(Comparison::Floor.bounds(least), used)));
        }
    }
    if let Some(used) = spelled(tokens, "between") {
        let range = range(raw, &tokens[used..], |token| token.is_word("and"))?;
        return Ok(range.map(|range| Reading { used: used + range.used, ..range }));
    }
    if let Some(range) = range(raw, tokens, is_range_mark)? {
        return Ok(Some(range));
    }
    let Some(amount) = amount(raw, tokens)? else {
        return Ok(None);
    };
    let rest = &tokens[amount.used..];
    Ok(Some(match or_more(rest) {
        Some(used) => reading(Comparison::Floor.bounds(amount.value), amount.used + used),
        None => reading(Bounds::exactly(amount.value), amount.used),
    }))
}

/// The comparison at the front, and how many tokens spell it.
pub(super) fn comparison(tokens: &[Token<'_>]) -> Option<(Comparison, usize)> {
    match tokens.first()?.kind {
        Kind::Above => return Some((Comparison::Floor, 1)),
        Kind::Below => return Some((Comparison::Ceiling, 1)),
        Kind::Tilde => return Some((Comparison::About, 1)),
        _ => {}
    }
    COMPARISONS
        .iter()
        .find_map(|&(phrase, comparison)| Some((comparison, spelled(tokens, phrase)?)))
}

/// Whether a token joins the ends of a range: any dash, or "to".
pub(super) fn is_range_mark(token: &Token<'_>) -> bool {
    token.kind == Kind::Dash || token.is_word("to")
}

/// "+" or "or more" at the front: how many tokens it takes up.
pub(super) fn or_more(tokens: &[Token<'_>]) -> Option<usize> {
    let plus = tokens.first().is_some_and(|token| token.kind == Kind::Plus);
    if plus { Some(1) } else { spelled(tokens, "or more") }
}

fn reading(bounds: Bounds, used: usize) -> Reading {
    Reading { bounds: Some(bounds), used }
}

fn unknown(tokens: &[Token<'_>]) -> Option<usize> {
    match tokens {
        // YAML's null; before a number it means "about".
        [only] if only.kind == Kind::Tilde => Some(1),
        _ => spelled(tokens, "unknown").or_else(|| spelled(tokens, "null")),
    }
}

fn range(
    raw: &str,
    tokens: &[Token<'_>],
    is_mark: impl Fn(&Token<'_>) -> bool,
) -> Result<Option<Reading>, ParseError> {
    let Some(low) = amount(raw, tokens)? else {
        return Ok(None);
    };
    if !tokens.get(low.used).is_some_and(is_mark) {
        return Ok(None);
    }
    let Some(high) = amount(raw, &tokens[low.used + 1..])? else {
        return Ok(None);
    };
    let used = low.used + 1 + high.used;
    let place = low.at.start..high.at.end;
    let (min, max) = (low.value, high.value);
    if low.unit == 1 && min < 1000 && high.unit > 1 {
        return Err(ambiguous(raw, place, &low, &high));
    }
    if min > max {
        let help = format!("write the lower number first: `{max}-{min}`");
        return Err(ParseError::count(raw, place, format!("{min} is above {max}"), help));
    }
    Ok(Some(reading(Bounds { min, max: Some(max), approximate: false }, used)))
}

/// The error of `10-12,000`, which may begin at ten or at ten thousand.
fn ambiguous(raw: &str, place: Range<usize>, low: &Amount, high: &Amount) -> ParseError {
    let (min, max) = (low.value, high.value);
    let in_full = min.saturating_mul(high.unit);
    let mut help = format!("write `{min}-{max}` if {min} is meant");
    let meant = in_threes(in_full);
    if in_full <= max {
        help.push_str(&format!(", `{meant}-{}` if {meant} is", in_threes(max)));
    }
    ParseError::count(raw, place, format!("{min} may be short for {meant}"), help)
}

fn amount(raw: &str, tokens: &[Token<'_>]) -> Result<Option<Amount>, ParseError> {
    let Some(first) = tokens.first() else {
        return Ok(None);
    };
    let Kind::Number(number) = first.kind else {
        let word = NUMBERS.iter().find_map(|&(word, n)| Some((n, spelled(tokens, word)?)));
        return Ok(word.map(|(value, used)| Amount {
            value,
            used,
            at: extent(&tokens[..used]),
            unit: 1,
        }));
    };
    let scale = tokens.get(1).and_then(|token| {
        SCALES.iter().find(|(word, _)| token.is_word(word)).map(|&(_, scale)| scale)
    });
    let used = 1 + usize::from(scale.is_some());
    let at = extent(&tokens[..used]);
    let value = match (number.decimals, scale) {
        (None, scale) => number.whole.saturating_mul(scale.unwrap_or(1)),
        (Some((digits, places)), Some(scale)) => scaled(number.whole, digits, places, scale)
            .ok_or_else(|| {
                let label = "does not come to a whole number";
                ParseError::count(raw, at.clone(), label, "write it out in digits")
            })?,
        (Some(_), None) => return Err(not_whole(raw, first, number.whole)),
    };
    let unit = scale.unwrap_or(if number.grouped { 1000 } else { 1 });
    if value > Count::LARGEST {
        let label = "more people than have ever lived";
        return Err(ParseError::count(raw, at, label, "check the digits"));
    }
    Ok(Some(Amount { value, used, at, unit }))
}

/// `1.5 million` as 1,500,000; `None` if that is no whole number.
fn scaled(whole: u64, digits: u64, places: usize, scale: u64) -> Option<u64> {
    let parts = 10_u64.checked_pow(u32::try_from(places).ok()?)?;
    let portion = digits.checked_mul(scale)?;
    let even = portion.is_multiple_of(parts);
    even.then(|| whole.saturating_mul(scale).saturating_add(portion / parts))
}

fn not_whole(raw: &str, number: &Token<'_>, whole: u64) -> ParseError {
    let (_, decimals) = number.text.split_once('.').unwrap_or((number.text, ""));
    let help = if decimals.chars().count() == 3 {
        format!("write `{}` if the point separates thousands", number.text.replace('.', ","))
    } else if decimals.chars().all(|c| matches!(c, '0' | '٠' | '۰')) {
        format!("write `{whole}`")
    } else {
        format!(
            "write a whole number, a range as `{whole}-{}`, or `{} million`",
            whole.saturating_add(1),
            number.text
        )
    };
    ParseError::count(raw, number.at.clone(), "people are counted in whole numbers", help)
}
