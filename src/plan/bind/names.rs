//! Reports a page that cannot be published because of the name of its file.
//! It does not know which names those are; `route` does.

use crate::field::excerpt::excerpt;
use crate::plan::bind::collision::AskedAt;
use crate::plan::route::{Refusal, Route};
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::Span;

/// The fault that nothing can be published at `route`, which `asked_by` asked for.
pub(super) fn refused(route: &Route, reason: Refusal, asked_by: Option<AskedAt>) -> Diagnostic {
    let (path, span) = asked_by.unwrap_or_else(|| (SourcePath::new("site.toml"), Span::default()));
    let visible = |c: char| match c.is_control() {
        true => c.escape_debug().to_string(),
        false => c.to_string(),
    };
    let name = excerpt(&route.as_file().chars().map(visible).collect::<String>());
    let (message, help) = match reason {
        Refusal::Own => (
            format!("`{name}` is a name that dateline keeps for itself"),
            "rename the file: in the published site, `.dateline` is the list of its files"
                .to_owned(),
        ),
        Refusal::Repository => (
            format!("`{name}` would make the published site a git repository"),
            "rename the file, or take it out; dateline never replaces a git repository".to_owned(),
        ),
        Refusal::Control => (
            format!("the name `{name}` contains a line break or another control character"),
            "rename the file".to_owned(),
        ),
        Refusal::Backslash => (
            format!("the name `{name}` contains a backslash"),
            "rename the file: browsers read a backslash in an address as a slash".to_owned(),
        ),
        Refusal::LongName(most) => (
            format!("the name of the published file `{name}` is too long"),
            format!("make it shorter: no part of an address may have more than {most} bytes"),
        ),
        Refusal::LongPath(most) => (
            format!("the address of the published file `{name}` is too long"),
            format!("make it shorter: an address may have at most {most} bytes"),
        ),
    };
    let mut fault = rule::UNPUBLISHABLE_NAME.in_file(&path, message).help(help);
    fault.span = Some(span).filter(|span| *span != Span::default());
    fault
}
