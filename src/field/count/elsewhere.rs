//! Counts in the words of other languages, such as `más de 120`, and the long form that says the same and keeps the words.
//! These words are never read as a count: a wrong guess would change a total.

use super::Count;
use super::braced::in_braces;
use super::numeral;

/// What a phrase says about the number after it.
#[derive(Clone, Copy)]
enum Limit {
    AtLeast,
    AtMost,
    About,
}

/// Phrases in small letters. Each stands directly before the number.
const PHRASES: [(Limit, &str); 3] = [
    (
        Limit::AtLeast,
        "más de, mas de, al menos, por lo menos, plus de, au moins, mais de, pelo menos, più di, piu di, almeno, \
         mehr als, über, mindestens, mind., meer dan, minstens, ponad, co najmniej, więcej niż, более, больше, не менее, \
         свыше, понад, більше, щонайменше, не менше, أكثر من, على الأقل, ما لا يقل عن, بیش از, دست کم, حداقل, \
         en az, יותר מ-, לפחות",
    ),
    (
        Limit::AtMost,
        "menos de, hasta, como máximo, moins de, jusqu'à, jusqu’à, até, fino a, weniger als, höchstens, bis zu, tot, do, \
         менее, меньше, до, менше, не більше, не более, أقل من, ما يصل إلى, کمتر از, حداکثر, en fazla, עד",
    ),
    (
        Limit::About,
        "unos, unas, cerca de, alrededor de, aproximadamente, environ, quelque, près de, circa, etwa, ungefähr, rund, ongeveer, \
         około, около, примерно, близько, приблизно, حوالي, نحو, قرابة, حدود, yaklaşık, כ-",
    ),
];

/// What to write for a text in another language; `None` if its words are not known here.
pub(super) fn advice(raw: &str) -> Option<String> {
    let text = raw.trim().to_lowercase();
    let (limit, rest) = PHRASES.into_iter().find_map(|(limit, phrases)| {
        let mut phrases = phrases.split(", ").map(str::trim);
        phrases.find_map(|phrase| Some((limit, number_after(&text, phrase)?)))
    })?;
    let (number, _) = numeral::read(rest, 0).ok()?;
    let number =
        Some(number.whole).filter(|n| number.decimals.is_none() && *n <= Count::LARGEST)?;
    let words = in_braces(raw.trim());
    let bounds = match limit {
        Limit::AtLeast => format!("min: {number}"),
        Limit::AtMost => format!("max: {number}"),
        Limit::About => format!("min: {number}, max: {number}"),
    };
    let long_form = format!("the long form: `{{{bounds}, text: {words}}}`");
    Some(match limit {
        Limit::AtLeast | Limit::AtMost => format!("write {long_form}"),
        Limit::About => {
            format!("write `about {number}`; to keep these words, write {long_form}")
        }
    })
}

/// What follows `phrase` at the front of `text`, if it begins with a digit.
fn number_after<'t>(text: &'t str, phrase: &str) -> Option<&'t str> {
    let rest = text.strip_prefix(phrase)?.trim_start();
    rest.chars().next().and_then(numeral::digit).map(|_| rest)
}
