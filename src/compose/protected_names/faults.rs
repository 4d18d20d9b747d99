//! The faults of names in texts that nobody may read. That of a withheld name does not print it.
//! It does not know how names are found.

use crate::compose::protected_names::{Part, Published, Secret, Why};
use crate::read::content_file::ContentFile;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::Span;

pub(super) fn fault(file: &Published<'_>, span: Option<Span>, secret: &Secret) -> Diagnostic {
    let Secret { why, written, listed_in } = secret;
    if *why == Why::Withheld {
        return withheld_name(file, span, listed_in);
    }
    let what = if written.contains("://") { "address" } else { "name" };
    let message = format!("`{written}` is the {what} of a protected source");
    let known = match file.path == listed_in {
        true => "`sources` in this file says `protect: true`".to_owned(),
        false => format!("{listed_in} says `protect: true`"),
    };
    match span {
        Some(span) => rule::MAY_LEAK
            .at(file.path, span, message)
            .label("every reader can see this")
            .help(format!("take it out here; {known}")),
        None => {
            let help =
                format!("it is in the address of the page; {}, because {known}", rename(file));
            rule::MAY_LEAK.in_file(file.path, message).help(help)
        }
    }
}

/// The error of a withheld name in a text. It does not print the name.
fn withheld_name(file: &Published<'_>, span: Option<Span>, listed_in: &SourcePath) -> Diagnostic {
    let known = match file.path == listed_in {
        true => "`victims` in this file".to_owned(),
        false => format!("`victims` in {listed_in}"),
    };
    let help = |remedy: &str| {
        format!(
            "{remedy}; {known} lists this person, whose name is withheld. If it may be published, write `withheld: false` there"
        )
    };
    match span {
        Some(span) => rule::WITHHELD_NAME
            .at(file.path, span, "a name that is withheld stands in a text")
            .label("every reader could see this")
            .help(help("take the name out here"))
            .without_lines(),
        None => rule::WITHHELD_NAME
            .in_file(file.path, "a name that is withheld is in the address of a page")
            .help(help(rename(file))),
    }
}

/// What changes the address of a file.
fn rename(file: &Published<'_>) -> &'static str {
    let Part::OfContent(parsed) = file.part else { return "give the file another name" };
    match parsed.content {
        Some(ContentFile::Dispatch(_) | ContentFile::City(_)) => "write another `slug`",
        _ => "give the file another name",
    }
}
