//! The faults as JSON, for editors and scripts.
//! It does not know what people see.

use serde::Serialize;

use crate::text::diagnostic::Diagnostic;
use crate::text::report::severity;
use crate::text::report::texts::{TextOf, Texts};
use crate::text::source::SourcePath;
use crate::text::span::Span;

/// The faults as a JSON array, for editors and scripts.
pub fn json(faults: &[Diagnostic], text_of: TextOf<'_>) -> String {
    #[derive(Serialize)]
    struct Fault<'f> {
        rule: &'f str,
        severity: &'f str,
        message: &'f str,
        #[serde(flatten)]
        place: Place<'f>,
        related: Vec<Place<'f>>,
        help: Option<&'f str>,
        paste: Option<&'f str>,
    }
    let mut texts = Texts::new(text_of);
    let mut place = |path, span, label| Place::new(&mut texts, path, span, label);
    let faults: Vec<Fault<'_>> = faults
        .iter()
        .map(|fault| Fault {
            rule: fault.rule.code,
            severity: severity(fault),
            message: &fault.message,
            place: place(&fault.path, fault.span, fault.label.as_deref()),
            related: fault
                .related
                .iter()
                .map(|related| place(&related.path, Some(related.span), Some(&related.label)))
                .collect(),
            help: fault.help.as_deref(),
            paste: fault.paste.as_deref(),
        })
        .collect();
    let mut text = serde_json::to_string_pretty(&faults).expect("faults are plain data");
    text.push('\n');
    text
}

/// A place in a file, for scripts. Line and column count from 1.
#[derive(Serialize)]
struct Place<'f> {
    file: &'f str,
    line: Option<usize>,
    column: Option<usize>,
    label: Option<&'f str>,
}

impl<'f> Place<'f> {
    fn new(
        texts: &mut Texts<'_>,
        path: &'f SourcePath,
        span: Option<Span>,
        label: Option<&'f str>,
    ) -> Place<'f> {
        let at = span.and_then(|span| texts.place(path, span));
        let (line, column) = at.unzip();
        Place { file: path.as_str(), line, column, label }
    }
}
