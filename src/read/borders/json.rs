//! JSON whose values know where in the file they are written.
//! It does not know what they mean.

use serde::{Deserialize, Deserializer};
use serde_json::error::Category;
use serde_json::value::RawValue;

use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::Span;

/// A file of JSON.
#[derive(Clone, Copy)]
pub(super) struct Json<'t> {
    /// The file.
    pub(super) path: &'t SourcePath,
    /// All that it holds.
    pub(super) text: &'t str,
}

/// A member as it is written. `null` is something that is written too.
pub(super) fn written<'t, D: Deserializer<'t>>(from: D) -> Result<Option<&'t RawValue>, D::Error> {
    <&'t RawValue>::deserialize(from).map(Some)
}

impl<'t> Json<'t> {
    /// The one value of the file. Its syntax is sound, and so is that of every value inside.
    pub(super) fn whole(self) -> Result<&'t RawValue, Diagnostic> {
        let text = self.text.strip_prefix('\u{feff}').unwrap_or(self.text);
        serde_json::from_str(text).map_err(|error| self.fault(text, &error))
    }

    /// A value as a `T`.
    pub(super) fn parsed<T: Deserialize<'t>>(self, raw: &'t RawValue) -> Result<T, Diagnostic> {
        serde_json::from_str(raw.get()).map_err(|error| self.fault(raw.get(), &error))
    }

    /// The values in an array.
    pub(super) fn array(self, raw: &'t RawValue) -> Result<Vec<&'t RawValue>, Diagnostic> {
        self.parsed(raw)
    }

    /// Where a value is written.
    pub(super) fn span(self, raw: &RawValue) -> Span {
        let start = self.offset(raw.get());
        Span::of(start..start + raw.get().len())
    }

    /// Where a value begins: what is long is not underlined to its end.
    pub(super) fn start(self, raw: &RawValue) -> Span {
        let start = self.offset(raw.get());
        Span::of(start..start + 1)
    }

    /// How far into the file its `part` begins.
    fn offset(self, part: &str) -> usize {
        part.as_ptr() as usize - self.text.as_ptr() as usize
    }

    /// What is wrong with `part` of the file. The line and the column that serde_json gives count from the start of the part.
    fn fault(self, part: &str, error: &serde_json::Error) -> Diagnostic {
        let lines = part.split_inclusive('\n').take(error.line().saturating_sub(1));
        let line: usize = lines.map(str::len).sum();
        let at = self.offset(part) + (line + error.column().saturating_sub(1)).min(part.len());
        let said = error.to_string();
        let said = said.rsplit_once(" at line ").map_or(said.as_str(), |(said, _)| said);
        let (message, help) = match error.classify() {
            Category::Data => (
                "the file of borders is JSON and no GeoJSON",
                "write it anew with the program that made it, as GeoJSON",
            ),
            Category::Io | Category::Syntax | Category::Eof => (
                "the file of borders is not valid JSON",
                "write it anew with the program that made it, as GeoJSON in one piece",
            ),
        };
        rule::BAD_BORDERS.at(self.path, Span::of(at..at + 1), message).label(said).help(help)
    }
}
