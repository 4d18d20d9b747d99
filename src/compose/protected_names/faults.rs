//! The faults of names in texts that nobody may read. That of a withheld name does not print it.
//! It does not know how names are found.

use crate::compose::protected_names::{Name, Read, Secret, Why};
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::Span;

pub(super) fn fault(
    file: &Read<'_>,
    span: Option<Span>,
    (name, why, protected): &Secret<'_>,
) -> Diagnostic {
    if *why == Why::Withheld {
        return withheld_name(file, span, protected);
    }
    let message = match name {
        Name::Words(words) => format!("`{}` is the name of a protected source", words.join(" ")),
        Name::Address(address) => format!("`{address}` is the address of a protected source"),
    };
    let known = match file.path == *protected {
        true => "`sources` in this file says `protect: true`".to_owned(),
        false => format!("{protected} says `protect: true`"),
    };
    match span {
        Some(span) => rule::MAY_LEAK
            .at(file.path, span, message)
            .label("every reader can see this")
            .help(format!("take it out here; {known}")),
        None => rule::MAY_LEAK.in_file(file.path, message).help(format!(
            "it is in the address of the page; write another `slug`, because {known}"
        )),
    }
}

/// The error of a withheld name in a text. It does not print the name.
fn withheld_name(file: &Read<'_>, span: Option<Span>, listed_in: &SourcePath) -> Diagnostic {
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
            .help(help("take the name out here")),
        None => rule::WITHHELD_NAME
            .in_file(file.path, "a name that is withheld is in the address of a page")
            .help(help("write another `slug`")),
    }
}
