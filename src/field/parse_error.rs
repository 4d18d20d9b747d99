//! Why a text cannot be read as a value: what is wrong, where in the text, and what to write instead.
//! It does not know which file the text stands in.

use std::fmt;
use std::ops::Range;

use crate::field::excerpt::excerpt;

/// The error of reading one count, date or slug.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// Where in the raw text, in bytes. Empty when no text was read.
    pub at: Range<usize>,
    /// What is wrong, with a short quotation: "not a count: `-3`".
    pub message: String,
    /// What is wrong at that place.
    pub label: String,
    /// What to write instead.
    pub help: String,
}

impl ParseError {
    /// The error that `raw` is not a `noun`, because of what stands `at` a place in it.
    pub fn new(
        noun: &str,
        raw: &str,
        at: Range<usize>,
        label: impl Into<String>,
        help: impl Into<String>,
    ) -> ParseError {
        let message = format!("not a {noun}: `{}`", excerpt(raw));
        ParseError { at, message, label: label.into(), help: help.into() }
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.message, self.label)
    }
}

impl std::error::Error for ParseError {}
