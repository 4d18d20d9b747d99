//! A body that is parsed once for everything that is asked about it: its links, its opening words, what is wrong with it.
//! It does not know how the body is printed; `html` reads it again, because pages are printed much later.

use super::dialect::{self, Definition};
use super::events::Spanned;

/// A parsed body.
pub struct ParsedBody<'a> {
    /// The Markdown.
    pub(super) markdown: &'a str,
    /// Its events, without comments.
    pub(super) events: Vec<Spanned<'a>>,
    /// Its lines `[key]: address`.
    pub(super) definitions: Vec<Definition>,
}

impl<'a> ParsedBody<'a> {
    /// The body `markdown`, parsed.
    pub fn new(markdown: &'a str) -> ParsedBody<'a> {
        let mut parser = dialect::parse(markdown);
        let events = parser.by_ref().collect();
        ParsedBody { markdown, events, definitions: parser.definitions }
    }
}
