//! Why a text is not the value that it should be, and what to write instead.
//! It does not know the file that the text stands in.

use std::fmt;
use std::ops::Range;

use crate::field::excerpt::excerpt;

/// Why a text is no count, date or slug.
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
    /// The fault that `raw` is no count.
    pub(super) fn count(
        raw: &str,
        at: Range<usize>,
        label: impl Into<String>,
        help: impl Into<String>,
    ) -> ParseError {
        ParseError::new("count", raw, at, label, help)
    }

    /// The fault that `raw` is no date.
    pub(super) fn date(
        raw: &str,
        at: Range<usize>,
        label: impl Into<String>,
        help: impl Into<String>,
    ) -> ParseError {
        ParseError::new("date", raw, at, label, help)
    }

    /// The fault that `raw` is no `noun`.
    pub(super) fn new(
        noun: &str,
        raw: &str,
        at: Range<usize>,
        label: impl Into<String>,
        help: impl Into<String>,
    ) -> ParseError {
        let message = match excerpt(raw) {
            empty if empty.is_empty() => format!("an empty {noun}"),
            shown => format!("not a {noun}: `{shown}`"),
        };
        ParseError { at, message, label: label.into(), help: help.into() }
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.message, self.label)
    }
}

impl std::error::Error for ParseError {}
