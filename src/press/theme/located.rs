//! An error of Tera: the template, the place in it, and what is wrong.
//! It does not know what templates print.

use tera::ErrorKind;

use crate::press::theme::files::ThemeFiles;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::span::Span;

/// What is wrong in a template, and where, in the words of Tera.
pub(super) struct Located {
    /// The name of the template.
    pub(super) template: String,
    /// The place in it.
    pub(super) span: Span,
    /// What is wrong.
    pub(super) message: String,
}

impl Located {
    /// What `error` says; none if it has no place.
    pub(super) fn new(error: &tera::Error) -> Option<Located> {
        let (ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report)) = error.kind()
        else {
            return None;
        };
        Some(Located {
            template: report.filename().to_owned(),
            span: Span::of(report.span().range.clone()),
            message: report.message().to_owned(),
        })
    }

    pub(super) fn report(self, files: &ThemeFiles) -> Diagnostic {
        let Located { template, span, message } = self;
        rule::BAD_TEMPLATE
            .at(&files.path_of(&template), span, format!("`{template}` has an error: {message}"))
            .label("here")
            .help("correct the template; docs/theme.md says what templates may use")
    }
}
