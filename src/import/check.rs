//! Reads every new file with the reader of dispatches, and reports its faults at the cell or the line of the map they come from.
//! It does not know any rule of the format itself.

use crate::import::evaluator::Evaluator;
use crate::import::filled::Origin;
use crate::import::new_file::Made;
use crate::import::traced_text::TracedText;
use crate::read::content_file::{self, ContentFile};
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::{Source, SourcePath};
use crate::text::span::Span;

/// The origin of what comes from no cell and no key.
const WHOLE_ROW: Origin = Origin { map: Span { start: 0, end: 0 }, column: None };

/// The faults of a new file, each at the place it comes from.
pub(super) fn check(row: &Evaluator<'_>, text: &TracedText, made: &Made) -> Vec<Diagnostic> {
    let path = SourcePath::new(&format!("content/dispatches/{}", made.file.path));
    let parsed = content_file::read(&path, &Source::text(&path, &text.text));
    let mut faults: Vec<Diagnostic> =
        parsed.faults.into_iter().map(|fault| at_its_origin(row, text, fault)).collect();
    // A file `index.md` takes its slug from its folder.
    if let Some(ContentFile::Dispatch(dispatch)) = parsed.content
        && dispatch.slug.value != made.slug
    {
        let message = format!("`{}.md` would get another slug", made.slug);
        let fault = row
            .fault(&rule::NOT_MAPPED, WHOLE_ROW, message)
            .label(format!("read as `{}`", dispatch.slug.value))
            .help("add another word to `slug` in the map, as in `slug = \"report-{id}\"`");
        faults.push(Diagnostic { span: Some(made.named_at), ..fault });
    }
    faults
}

/// `fault`, found in a file that does not exist yet, at the place that it comes from.
fn at_its_origin(row: &Evaluator<'_>, text: &TracedText, fault: Diagnostic) -> Diagnostic {
    let moved = match fault.span.and_then(|span| text.origin(span)) {
        None => row.fault(fault.rule, WHOLE_ROW, fault.message),
        // Keys and the shape of values come from the map, so no row is to blame for them.
        Some(origin) if origin.column.is_none() || *fault.rule == rule::WRONG_SHAPE => {
            fault.rule.at(row.map, origin.map, fault.message)
        }
        Some(origin) => {
            let moved = row.fault(fault.rule, origin, fault.message);
            moved.related(row.map, origin.map, "mapped here")
        }
    };
    Diagnostic { label: fault.label, help: fault.help, ..moved }
}
