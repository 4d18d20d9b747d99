//! Every file that is made is read by the reader of dispatches; what it finds is reported where it came from.
//! It does not know any rule of the format itself.

use crate::field::dispatch::Dispatch;
use crate::import::filling::Filling;
use crate::import::row::Made;
use crate::import::said::Origin;
use crate::import::yaml::Written;
use crate::read::content_file::{self, ContentFile};
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::{Source, SourcePath};
use crate::text::span::Span;

/// What the reader of dispatches finds in the file, at the cells or at the lines of the map that it came from.
pub(super) fn check(filling: &Filling<'_>, written: &Written, made: &Made) -> Vec<Diagnostic> {
    let path = SourcePath::new(&format!("content/dispatches/{}", made.file.path));
    let reading = content_file::read(&path, &Source::text(&path, &written.text));
    let found = reading.faults.into_iter();
    let mut faults: Vec<Diagnostic> =
        found.map(|fault| at_its_origin(filling, written, fault)).collect();
    if let Some(ContentFile::Dispatch(dispatch)) = reading.content
        && !is_named(&dispatch, made)
    {
        let origin = Origin { map: Span::default(), column: None };
        let message = format!("`{}.md` would go by another name", made.slug);
        let fault = filling.fault(&rule::NOT_MAPPED, origin, message);
        let help = "put another word into `slug` in the map, as in `slug = \"report-{id}\"`";
        let label = format!("read as `{}`", dispatch.slug.value);
        faults.push(Diagnostic { span: Some(made.named), ..fault.label(label).help(help) });
    }
    faults
}

/// A file `index.md` goes by the name of its folder.
fn is_named(dispatch: &Dispatch, made: &Made) -> bool {
    dispatch.slug.value == made.slug
}

/// `fault`, found in a file that is not there yet, at the place that it came from.
fn at_its_origin(filling: &Filling<'_>, written: &Written, fault: Diagnostic) -> Diagnostic {
    let origin = fault.span.and_then(|span| origin(written, span));
    let Some(origin) = origin else {
        let whole = Origin { map: Span::default(), column: None };
        let moved = filling.fault(fault.rule, whole, fault.message);
        return Diagnostic { label: fault.label, help: fault.help, ..moved };
    };
    // Keys are the map's, and so is the shape of what it writes; for these no row is to blame.
    let is_of_the_map = origin.column.is_none() || *fault.rule == rule::WRONG_SHAPE;
    let mut moved = match is_of_the_map {
        true => fault.rule.at(filling.map, origin.map, fault.message),
        false => filling.fault(fault.rule, origin, fault.message).related(
            filling.map,
            origin.map,
            "mapped here",
        ),
    };
    moved.label = fault.label;
    moved.help = fault.help;
    moved
}

/// Where the smallest part that holds `span` came from.
fn origin(written: &Written, span: Span) -> Option<Origin> {
    let span = span.range();
    let holding =
        written.origins.iter().filter(|(part, _)| part.start <= span.start && span.end <= part.end);
    holding.min_by_key(|(part, _)| part.len()).map(|(_, origin)| *origin)
}
