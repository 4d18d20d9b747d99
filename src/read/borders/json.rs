//! Reads JSON whose values keep their place in the file.
//! It does not know what the values mean.

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
    /// Its whole text.
    pub(super) text: &'t str,
}

/// A member as written. A `null` counts as written.
pub(super) fn written<'t, D: Deserializer<'t>>(from: D) -> Result<Option<&'t RawValue>, D::Error> {
    <&'t RawValue>::deserialize(from).map(Some)
}

impl<'t> Json<'t> {
    /// The one value of the file. The syntax of the whole file is valid if this is `Ok`.
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

    /// Where a value begins. A long value is not underlined to its end.
    pub(super) fn start(self, raw: &RawValue) -> Span {
        let start = self.offset(raw.get());
        Span::of(start..start + 1)
    }

    /// How far into the file its `part` begins.
    fn offset(self, part: &str) -> usize {
        part.as_ptr() as usize - self.text.as_ptr() as usize
    }

    /// What is wrong with `part` of the file. serde_json counts lines and columns from the start of the part.
    fn fault(self, part: &str, error: &serde_json::Error) -> Diagnostic {
        let lines = part.split_inclusive('\n').take(error.line().saturating_sub(1));
        let line: usize = lines.map(str::len).sum();
        let at = self.offset(part) + (line + error.column().saturating_sub(1)).min(part.len());
        let said = error.to_string();
        let said = said.rsplit_once(" at line ").map_or(said.as_str(), |(said, _)| said);
        let (message, help) = match error.classify() {
            Category::Data => {
                ("the file of borders is JSON, but not GeoJSON", "export it again as GeoJSON")
            }
            Category::Io | Category::Syntax | Category::Eof => (
                "the file of borders is not valid JSON",
                "export it again as GeoJSON, in one piece",
            ),
        };
        rule::BAD_BORDERS.at(self.path, Span::of(at..at + 1), message).label(said).help(help)
    }
}
