//! Splits the text of a count into numbers, words and signs, each with its place.
//! It does not know which sequences of them mean something.

use std::ops::Range;

use super::numeral::{self, Number};
use crate::field::excerpt::is_invisible;
use crate::field::parse_error::ParseError;
use crate::text::hidden::code_point;

/// A piece of the text.
#[derive(Clone, Debug)]
pub(super) struct Token<'a> {
    /// Where it stands in the raw text, in bytes.
    pub(super) at: Range<usize>,
    pub(super) text: &'a str,
    pub(super) kind: Kind,
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Number(Number),
    Word,
    /// `>`, `>=`, `≥`.
    Above,
    /// `<`, `<=`, `≤`.
    Below,
    Tilde,
    Plus,
    /// Any dash, long or short.
    Dash,
    /// Anything else that can be seen.
    Stray,
}

impl Token<'_> {
    /// Whether this is the given word, whatever its case.
    pub(super) fn is_word(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }
}

/// How many tokens at the front spell the phrase, in which single spaces separate words and signs.
pub(super) fn spelled(tokens: &[Token<'_>], phrase: &str) -> Option<usize> {
    let mut length = 0;
    for word in phrase.split(' ') {
        if !tokens.get(length)?.is_word(word) {
            return None;
        }
        length += 1;
    }
    Some(length)
}

/// The part of the raw text that these tokens take up, from the first to the last.
pub(super) fn extent(tokens: &[Token<'_>]) -> Range<usize> {
    let start = tokens.first().map_or(0, |token| token.at.start);
    start..tokens.last().map_or(start, |token| token.at.end)
}

/// The text of the tokens, with single spaces where there was space of any kind between them.
pub(super) fn on_one_line(raw: &str, tokens: &[Token<'_>]) -> String {
    let mut line = String::new();
    let mut end = extent(tokens).start;
    for token in tokens {
        match &raw[end..token.at.start] {
            "" => {}
            // A no-break space between a number and "million" is there on purpose.
            gap @ ("\u{a0}" | "\u{202f}") => line.push_str(gap),
            _ => line.push(' '),
        }
        line.push_str(token.text);
        end = token.at.end;
    }
    line
}

/// Splits the text. A number that is not well written is an error.
pub(super) fn split(raw: &str) -> Result<Vec<Token<'_>>, ParseError> {
    let mut tokens = Vec::new();
    let mut script = None;
    let mut at = 0;
    while let Some(c) = raw[at..].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let (kind, length) = if let Some(digit) = numeral::digit(c) {
            if *script.get_or_insert(digit.script) != digit.script {
                return Err(numeral::mixed_scripts(raw, at));
            }
            let (number, end) = numeral::read(raw, at)?;
            (Kind::Number(number), end - at)
        } else if c.is_alphabetic() {
            (Kind::Word, word_length(&raw[at..]))
        } else {
            sign(raw, at, c)?
        };
        let end = at + length;
        tokens.push(Token { at: at..end, text: &raw[at..end], kind });
        at = end;
    }
    Ok(tokens)
}

fn word_length(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’')).unwrap_or(text.len())
}

fn sign(raw: &str, at: usize, c: char) -> Result<(Kind, usize), ParseError> {
    let place = at..at + c.len_utf8();
    if is_invisible(c) {
        return Err(ParseError::count(
            raw,
            place,
            format!("invisible character {}", code_point(c)),
            "delete it; such characters come along when text is pasted",
        ));
    }
    if c.is_numeric() {
        return Err(numeral::unread_numeral(raw, place));
    }
    let or_equal = usize::from(raw[place.end..].starts_with('='));
    Ok(match c {
        '>' => (Kind::Above, 1 + or_equal),
        '<' => (Kind::Below, 1 + or_equal),
        '≥' => (Kind::Above, c.len_utf8()),
        '≤' => (Kind::Below, c.len_utf8()),
        '~' => (Kind::Tilde, 1),
        '+' => (Kind::Plus, 1),
        _ if is_dash(c) => (Kind::Dash, c.len_utf8()),
        _ => (Kind::Stray, c.len_utf8()),
    })
}

/// The hyphens, the figure, en and em dashes, the bar, the minus, and their small and wide forms.
fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}
