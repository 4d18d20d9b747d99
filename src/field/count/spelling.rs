//! Numbers in words that are not read, and how to write them in digits: "fifteen", "a hundred", "two dozen".
//! It does not know longer ones, such as "two hundred and fifty".

use std::ops::Range;

use super::Count;
use super::grammar::comparison;
use super::numeral::in_threes;
use super::token::{Kind, Token, extent};
use super::unread::{MULTIPLES, NUMBERS};
use super::words;

/// The place of a number in words, and how to write it; `None` if there is none.
pub(super) fn in_digits(raw: &str, tokens: &[Token<'_>]) -> Option<(Range<usize>, String)> {
    let start = tokens.iter().position(is_numeral)?;
    let joins = |token: &Token<'_>| token.kind == Kind::Dash || token.is_word("and");
    let belongs = |token: &&Token<'_>| is_numeral(token) || joins(token);
    let length = tokens[start..].iter().take_while(belongs).count();
    let number = &tokens[start..start + length];
    if !number.iter().any(is_unread) {
        return None;
    }
    let place = extent(number);
    let before = raw[..place.start].trim_start();
    let reads_on = comparison(tokens).map_or(0, |(_, length)| length) == start;
    // "A dozen or two" is not twelve.
    let goes_on = tokens[start + length..].iter().any(is_numeral);
    let help = match value(number).filter(|_| !goes_on) {
        Some(value) if reads_on && value <= Count::LARGEST => {
            format!("write `{before}{}`", in_threes(value))
        }
        _ => "write the number in digits, as in `250`".to_owned(),
    };
    Some((place, help))
}

/// Whether this is a number, or a word that is part of one.
pub(super) fn is_numeral(token: &Token<'_>) -> bool {
    factors(token).is_some()
}

fn is_unread(token: &Token<'_>) -> bool {
    listed(&MULTIPLES, token).or(listed(&NUMBERS, token)).is_some()
}

/// What a word adds and what it multiplies by: "two" is (2, 1), "hundred" is (0, 100).
fn factors(token: &Token<'_>) -> Option<(u64, u64)> {
    if let Kind::Number(number) = token.kind {
        return number.decimals.is_none().then_some((number.whole, 1));
    }
    if let Some(multiple) = listed(&MULTIPLES, token) {
        return Some((0, multiple));
    }
    if token.is_word("a") || token.is_word("an") {
        return Some((1, 1));
    }
    let value = listed(&words::NUMBERS, token).or(listed(&NUMBERS, token))?;
    Some((value, 1))
}

/// The value of "fifteen", "hundred" or "two hundred"; `None` for longer numbers.
fn value(number: &[Token<'_>]) -> Option<u64> {
    match number.iter().map(factors).collect::<Option<Vec<_>>>()?.as_slice() {
        [(value, 1)] => Some(*value),
        [(0, multiple)] => Some(*multiple),
        [(value, 1), (0, multiple)] => value.checked_mul(*multiple),
        _ => None,
    }
}

fn listed(list: &[(&str, u64)], token: &Token<'_>) -> Option<u64> {
    list.iter().find(|(word, _)| token.is_word(word)).map(|&(_, value)| value)
}
