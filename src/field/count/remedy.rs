//! Why a text is no count, and what its author most likely means.
//! It does not decide what is a count: it is given only texts that the grammar has refused.

use super::braced::in_braces;
use super::grammar::{comparison, is_range_mark, or_more};
use super::sight::UNKNOWN_OR_ZERO;
use super::spelling::{in_digits, is_numeral};
use super::token::{Kind, Token, extent, spelled};
use super::unread::{
    ANSWERS, GROUPS, HARMS, Meaning, NOBODY, NOT_KNOWN, PEOPLE, SAID_AFTER, SAID_BEFORE, VAGUE,
    is_any, meaning_of,
};
use super::{Count, elsewhere, numeral, several};
use crate::field::excerpt::excerpt;
use crate::field::parse_error::ParseError;

/// The error of tokens of which the grammar has read only the first `used`.
pub(super) fn explain(raw: &str, tokens: &[Token<'_>], used: usize) -> ParseError {
    let refused = Refused { raw, tokens, used };
    refused
        .no_number_meant()
        .or_else(|| refused.with_a_sign())
        .or_else(|| refused.said_otherwise())
        .or_else(|| if used > 0 { refused.left_over() } else { refused.nothing_read() })
        .unwrap_or_else(|| refused.unread_word())
}

/// A text that is no count, and how far it was one.
struct Refused<'a> {
    raw: &'a str,
    tokens: &'a [Token<'a>],
    used: usize,
}

impl Refused<'_> {
    fn no_number_meant(&self) -> Option<ParseError> {
        let first = self.tokens.first()?;
        if let [only] = self.tokens
            && only.is_word("missing")
        {
            let help = "write `unknown`; people who are missing have a key of their own, `missing`";
            return self.fault(self.tokens, "no number is written here", help);
        }
        let unknown_and_more = is_any(first, "unknown, null");
        let is_sign = |token: &Token<'_>| matches!(token.kind, Kind::Dash | Kind::Stray);
        let only_signs = self.tokens.iter().all(is_sign);
        if self.says_not_known() || unknown_and_more || only_signs {
            return self.fault(self.tokens, "no number is written here", "write `unknown`");
        }
        let comparing = |token: &Token<'_>| is_any(token, "more, fewer, less");
        let nobody = is_any(first, NOBODY) && !self.tokens.get(1).is_some_and(comparing);
        if nobody || is_any(first, ANSWERS) && self.tokens.len() == 1 {
            return self.fault(self.tokens, "no number is written here", UNKNOWN_OR_ZERO);
        }
        None
    }

    /// Whether a phrase for "unknown" is at the front, perhaps in brackets or quotation marks.
    fn says_not_known(&self) -> bool {
        let bare: Vec<Token<'_>> =
            self.tokens.iter().filter(|token| token.kind != Kind::Stray).cloned().collect();
        let in_brackets = bare.len() < self.tokens.len()
            && (spelled(&bare, "unknown") == Some(bare.len())
                || at_front(NOT_KNOWN, &bare) == Some(bare.len()));
        in_brackets || at_front(NOT_KNOWN, self.tokens).is_some()
    }

    fn with_a_sign(&self) -> Option<ParseError> {
        let [sign, number, ..] = self.tokens else {
            return None;
        };
        let Kind::Number(read) = number.kind else {
            return None;
        };
        let digits = number.text;
        let place = &self.tokens[..2];
        match sign.kind {
            Kind::Dash if numeral::is_code_for_missing(&read) => {
                let label = "data sets write this where no number is known";
                self.fault(place, label, "write `unknown`")
            }
            Kind::Dash => {
                let help =
                    format!("{}, or `unknown` if it stands for a missing number", advise(digits));
                self.fault(place, "a count is never below zero", help)
            }
            Kind::Plus => {
                let help = format!("write `{digits}`, or `{digits}+` for {digits} or more");
                self.fault(place, "a count has no sign before it", help)
            }
            _ => None,
        }
    }

    /// Phrases that mean the same as one that is read.
    fn said_otherwise(&self) -> Option<ParseError> {
        let (read, length) = meaning_at_front(&SAID_BEFORE, self.tokens)?;
        let (phrase, rest) = self.tokens.split_at(length);
        let help = match self.raw[extent(rest)].trim() {
            "" => "write a number, as in `120`".to_owned(),
            rest => advise(format!("{read} {rest}").trim_start()),
        };
        self.fault(phrase, "not one of the phrases that are read", help)
    }

    /// What follows a count that is complete without it.
    fn left_over(&self) -> Option<ParseError> {
        let (count, rest) = self.tokens.split_at(self.used);
        let said = excerpt(&self.raw[extent(count)]);
        if rest.first().is_some_and(is_range_mark) {
            return self.range_left_over(&said, count, rest);
        }
        if or_more(rest).is_some() {
            let help = format!("write `{said}` alone");
            return self.fault(rest, "the limit has been said before", help);
        }
        if rest.iter().any(|token| is_any(token, "%, ٪, percent, cent")) {
            let help = "write how many people that is, or `unknown`";
            return self.fault(rest, "a share is not a count", help);
        }
        if let Some((read, length)) = meaning_at_front(&SAID_AFTER, rest) {
            let read = if comparison(count).is_some() { "" } else { read };
            let help = advise(format!("{read} {said}").trim_start());
            return self.fault(&rest[..length], "not read after a number", help);
        }
        if let [quote, letter, ..] = rest
            && matches!(quote.text, "'" | "’")
            && letter.is_word("s")
            && let [Token { kind: Kind::Number(number), .. }] = count
        {
            let help = numeral::plural(number.whole);
            return self.fault(rest, "letters directly after the digits", help);
        }
        if let Some(block) = several::block(self.raw, self.tokens) {
            let help = format!("write each number under its key: `casualties: {block}`");
            return self.fault(rest, "more than one number", help);
        }
        if rest.iter().any(is_number) {
            let help = "write one number, a range as `80-115`, or a key for each harm: \
                        `{killed: 120, injured: 30}`";
            return self.fault(rest, "a second number", help);
        }
        self.people(&said, rest).or_else(|| self.in_words())
    }

    fn range_left_over(
        &self,
        said: &str,
        count: &[Token<'_>],
        rest: &[Token<'_>],
    ) -> Option<ParseError> {
        if !rest.get(1).is_some_and(is_numeral) {
            let help = "write both ends, as in `80-115`, or `80+` for 80 or more";
            return self.fault(rest, "the upper end is missing", help);
        }
        let Some((_, length)) = comparison(count) else {
            let help = "write only the lowest and the highest number, as in `80-115`";
            return self.fault(rest, "a range has two ends", help);
        };
        let low = &self.raw[extent(&count[length..])];
        let high = excerpt(&self.raw[extent(rest)]);
        let space = if rest[0].kind == Kind::Dash { "" } else { " " };
        let help = format!("write one of the two: `{said}` or `{low}{space}{high}`");
        self.fault(rest, "use either a word such as `around`, or a range, not both", help)
    }

    /// Nothing at the front was a count.
    fn nothing_read(&self) -> Option<ParseError> {
        if self.tokens.first()?.is_word("between") {
            let help = "write two plain numbers, as in `between 80 and 115`";
            return self.fault(self.tokens, "not a range that can be read", help);
        }
        if self.tokens.iter().any(|token| is_any(token, VAGUE)) {
            let help = "write the least it can mean, as in `at least 3`, or `unknown`";
            return self.fault(self.tokens, "no number is written here", help);
        }
        if let Some(block) = several::block(self.raw, self.tokens) {
            let help = format!("write each number under its key: `casualties: {block}`");
            return self.fault(self.tokens, "more than one number", help);
        }
        let number = self.tokens.iter().find(|token| is_number(token));
        number
            .and_then(|number| self.people(number.text, self.tokens))
            .or_else(|| self.in_words())
            .or_else(|| {
                let (_, length) = comparison(self.tokens)?;
                let phrase = &self.tokens[..length];
                let help = format!("write one plain number: `{} 120`", &self.raw[extent(phrase)]);
                self.fault(phrase, "no number comes after it", help)
            })
    }

    fn in_words(&self) -> Option<ParseError> {
        let (place, help) = in_digits(self.raw, self.tokens)?;
        Some(ParseError::count(self.raw, place, "not read when spelled out", help))
    }

    /// Words for the people who were harmed. These belong into keys.
    fn people(&self, said: &str, words: &[Token<'_>]) -> Option<ParseError> {
        let key = |keys| words.iter().find_map(|word| meaning_of(keys, word));
        let (harm, group) = (key(&HARMS), key(&GROUPS));
        let number = in_braces(said);
        let names = |harm| words.iter().any(|word| meaning_of(&HARMS, word) == Some(harm));
        if let Err(error) = Count::parse(said) {
            return self.fault(words, &error.label, error.help);
        }
        let help = match (harm, group) {
            _ if names("killed") && names("injured") => {
                format!("write `casualties: {number}`, which counts both without saying which")
            }
            (harm, Some(group)) => {
                let harm = harm.unwrap_or("killed");
                format!(
                    "put the group in the key, as in `casualties: {{{harm}: {{{group}: {number}}}}}`"
                )
            }
            (Some(harm), None) => {
                format!("put the harm in the key, as in `casualties: {{{harm}: {number}}}`")
            }
            (None, None) if words.iter().any(|word| is_any(word, PEOPLE)) => {
                format!("write `{said}`")
            }
            (None, None) => return None,
        };
        self.fault(words, "only the number belongs here", help)
    }

    /// Words of another language, misspelled words, and everything else.
    fn unread_word(&self) -> ParseError {
        let place = self.tokens.get(self.used).map_or(0..0, |token| token.at.clone());
        let words = in_braces(&excerpt(self.raw));
        let help = if let Some(advice) = elsewhere::advice(self.raw) {
            advice
        } else if self.raw.contains(char::is_numeric) || self.tokens.iter().any(is_numeral) {
            format!(
                "write `120`, `more than 120`, `up to 50`, `80-115`, `about 50`, `dozens` or `unknown`; any other wording \
                 goes into the long form, with numbers in place of the dots: `{{min: .., max: .., text: {words}}}`"
            )
        } else {
            format!(
                "write `unknown` if no number is known. If it means at least one, write `{{min: 1, text: {words}}}`, with the \
                 lowest number that it can mean"
            )
        };
        ParseError::count(self.raw, place, "not understood in a count", help)
    }

    fn fault(
        &self,
        place: &[Token<'_>],
        label: &str,
        help: impl Into<String>,
    ) -> Option<ParseError> {
        Some(ParseError::count(self.raw, extent(place), label, help))
    }
}

/// The advice to write `text`; if that is no count either, the advice about it. Nobody is led from one error to the next.
fn advise(text: &str) -> String {
    match Count::parse(text) {
        Ok(_) => format!("write `{}`", excerpt(text)),
        Err(error) => error.help,
    }
}

fn is_number(token: &Token<'_>) -> bool {
    matches!(token.kind, Kind::Number(_))
}

/// How many tokens at the front spell one of the phrases in a list parted by commas.
fn at_front(phrases: &str, tokens: &[Token<'_>]) -> Option<usize> {
    phrases.split(", ").find_map(|phrase| spelled(tokens, phrase))
}

/// What the phrase at the front means, and how many tokens spell it.
fn meaning_at_front(meanings: &[Meaning], tokens: &[Token<'_>]) -> Option<(&'static str, usize)> {
    meanings.iter().find_map(|&(meaning, phrases)| Some((meaning, at_front(phrases, tokens)?)))
}
