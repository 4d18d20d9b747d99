//! Asks about names that look like one: of cities, regions, parties, topics, authors and series.
//! It does not know where names are written, nor which of them files describe; it is told.

use std::cmp::Reverse;

use crate::chronicle::city_names::Spot;
use crate::field::slug::Slug;
use crate::text::diagnostic::{Diagnostic, keep_first};
use crate::text::rule;
use crate::text::spelling::{FoldedWord, similar_pairs};

/// Maximum number of warnings about similar names of one kind. The others are counted.
const MAX_WARNINGS: usize = 5;

/// Maximum number of pairs of similar names that are looked for.
const MAX_PAIRS: usize = 1_000;

/// A name, and what is known about it.
pub struct Name<'c> {
    /// The name.
    pub text: &'c str,
    /// Whether somebody declared that there is such a name: a file or site.toml. Two declared names are two.
    pub is_declared: bool,
    /// Where it is first written.
    pub first: Option<Spot<'c>>,
    /// How many times it is written.
    pub times: usize,
    /// Whether `first` is a file that has this name, and not a place in a text.
    pub is_of_file: bool,
}

impl<'c> Name<'c> {
    /// The lighter of two names is the doubtful one: the one that nobody declared; of two of those, the rarer; of two as rare,
    /// the later.
    fn weight(&self) -> (bool, usize, Option<Reverse<Spot<'c>>>) {
        (self.is_declared, self.times, self.first.map(Reverse))
    }
}

/// A kind of names.
pub struct Kind {
    /// What one of them is, as in "look like one city".
    pub noun: &'static str,
    /// How to say that a name is another one.
    pub otherwise: &'static str,
    /// How close two names of this kind are to be.
    pub closeness: Closeness,
    /// Whether each name has a page. Two that want one address are an error, so nothing is asked about them.
    pub has_pages: bool,
}

/// How close two names must be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Closeness {
    /// A few letters may differ in the whole name.
    Whole,
    /// As before, but a few letters in each word: `east-mosul` and `west-mosul` are two.
    EachWord,
}

/// Warnings of pairs of `names` that look like one, except those that are `settled` elsewhere.
pub fn similar(
    mut names: Vec<Name<'_>>,
    kind: &Kind,
    settled: impl Fn(&str, &str) -> bool,
) -> Vec<Diagnostic> {
    names.sort_by_key(|name| name.text);
    let words: Vec<FoldedWord> = names.iter().map(|name| FoldedWord::new(name.text)).collect();
    let may_be_one = |one: usize, other: usize| {
        let (a, b) = (&names[one], &names[other]);
        !(a.is_declared && b.is_declared)
            && have_equal_numbers(a.text, b.text)
            && (kind.closeness == Closeness::Whole || has_similar_words(a.text, b.text))
            && !settled(a.text, b.text)
    };
    let pairs = similar_pairs(&words, may_be_one, MAX_PAIRS);
    let what = match pairs.len() {
        MAX_PAIRS => "pairs of names are as close, and perhaps others",
        _ => "pairs of names are as close",
    };
    let question = |(one, other): (usize, usize)| question(&names[one], &names[other], kind);
    let mut warnings: Vec<Diagnostic> = pairs.into_iter().filter_map(question).collect();
    keep_first(&mut warnings, MAX_WARNINGS, what);
    warnings
}

/// Whether the numbers in two names are the same. `toll-2016` and `toll-2017` are two names.
fn have_equal_numbers(one: &str, other: &str) -> bool {
    fn digits(text: &str) -> impl Iterator<Item = char> {
        text.chars().filter(|c| c.is_numeric())
    }
    digits(one).eq(digits(other))
}

/// Whether each word of one name is similar to that of the other. Names with more or fewer words are compared as a whole.
fn has_similar_words(one: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<FoldedWord> {
        text.split([' ', '-']).filter(|word| !word.is_empty()).map(FoldedWord::new).collect()
    };
    let (one, other) = (words(one), words(other));
    one.len() != other.len() || one.iter().zip(&other).all(|(a, b)| a.is_similar_to(b))
}

/// The warning that two names look like one.
fn question(one: &Name<'_>, other: &Name<'_>, kind: &Kind) -> Option<Diagnostic> {
    let (known, odd) = if one.weight() < other.weight() { (other, one) } else { (one, other) };
    let Spot { path, span } = odd.first?;
    let Kind { noun, otherwise, .. } = kind;
    let known_as = known.text;
    let message = format!("`{}` and `{known_as}` look like one {noun}", odd.text);
    let fault = if odd.is_of_file {
        let right = Slug::make(known_as);
        rule::NEAR_NAME
            .in_file(path, message)
            .help(format!("call the file `{right}.md`. {otherwise}"))
    } else {
        rule::NEAR_NAME
            .at(path, span, message)
            .label(format!("did you mean `{known_as}`?"))
            .help(format!("write `{known_as}`. {otherwise}"))
    };
    Some(match known.first.filter(|_| !known.is_of_file) {
        Some(Spot { path, span }) => fault.related(path, span, "spelled so here"),
        None => fault,
    })
}

#[cfg(test)]
mod tests {
    use super::{has_similar_words, have_equal_numbers};

    #[test]
    fn names_of_two_years_are_two() {
        assert!(have_equal_numbers("gaza-2014", "gazza-2014"));
        assert!(!have_equal_numbers("gaza-2014", "gaza-2015"));
    }

    #[test]
    fn east_and_west_are_two_and_a_slip_is_one() {
        assert!(!has_similar_words("east-mosul", "west-mosul"));
        assert!(has_similar_words("syrian-amry", "syrian-army"));
        assert!(has_similar_words("syrianarmy", "syrian-army"));
    }
}
