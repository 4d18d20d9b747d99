//! One file of a theme.
//! It does not know what it is for.

use std::borrow::Cow;

use crate::text::diagnostic::Diagnostic;
use crate::text::hidden::first_hidden;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::Span;

/// One file of a theme.
#[derive(Clone)]
pub(super) struct ThemeFile {
    /// Its path in the site. For a file of a built-in theme, the path that a file in its place would have.
    pub(super) path: SourcePath,
    /// Its bytes.
    pub(super) bytes: Cow<'static, [u8]>,
}

impl ThemeFile {
    /// Its text, if it is UTF-8.
    pub(super) fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.bytes).ok()
    }

    /// Its text. A file that is not UTF-8 is reported, and a character that readers cannot see.
    pub(super) fn checked_text(&self, found: &mut Vec<Diagnostic>) -> Option<&str> {
        let text = self.text();
        match text {
            None => {
                let fault = rule::NOT_UTF8.in_file(&self.path, "the file is not UTF-8 text");
                found.push(fault.help("save it as UTF-8"));
            }
            Some(text) => {
                let hidden = first_hidden(text);
                let fault =
                    hidden.map(|it| it.fault(&self.path, Span::of(it.at.clone()), "the file"));
                found.extend(fault);
            }
        }
        text
    }
}
