//! Reads every new file with the reader of dispatches, and reports its faults at the cell or the line of the map they come from.
//! It does not know any rule of the format itself.

use crate::import::date_format::that_fit;
use crate::import::evaluator::Evaluator;
use crate::import::filled::Origin;
use crate::import::map::Map;
use crate::import::new_file::Made;
use crate::import::same_moment::{self, ReportedAt};
use crate::import::traced_text::TracedText;
use crate::read::content_file::{self, ContentFile};
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::{Source, SourcePath};
use crate::text::span::Span;

/// The origin of what comes from no cell and no key.
const WHOLE_ROW: Origin = Origin::of_map(Span { start: 0, end: 0 });

/// What the reader says of a new file.
pub(super) struct Checked {
    /// What is wrong, each at the place it comes from.
    pub(super) faults: Vec<Diagnostic>,
    /// What it reports on, and when.
    pub(super) reported: Vec<ReportedAt>,
}

/// The map, and the keys for which the row has been refused already.
pub(super) struct Mapped<'a> {
    /// The map.
    pub(super) map: &'a Map,
    /// These keys are missing in the new file, and why is reported.
    pub(super) refused: &'a [&'a str],
}

/// Reads a new file.
pub(super) fn check(
    row: &Evaluator<'_>,
    text: &TracedText,
    made: &Made,
    mapped: &Mapped<'_>,
) -> Checked {
    let path = SourcePath::new(&format!("content/dispatches/{}", made.file.path));
    let parsed = content_file::read(&path, &Source::text(&path, &text.text));
    let is_known =
        |fault: &Diagnostic| required(fault).is_some_and(|key| mapped.refused.contains(&key));
    let mut faults: Vec<Diagnostic> = parsed
        .faults
        .into_iter()
        .filter(|fault| !is_known(fault))
        .map(|fault| at_its_origin(row, text, mapped.map, fault))
        .collect();
    let mut reported = Vec::new();
    if let Some(ContentFile::Dispatch(dispatch)) = parsed.content {
        reported = same_moment::reported(&dispatch);
        // A file `index.md` takes its slug from its folder.
        if dispatch.slug.value != made.slug {
            let message = format!("`{}.md` would get another slug", made.slug);
            let fault = row
                .fault(&rule::NOT_MAPPED, WHOLE_ROW, message)
                .label(format!("read as `{}`", dispatch.slug.value))
                .help("add another word to `slug` in the map, as in `slug = \"report-{id}\"`");
            faults.push(Diagnostic { span: Some(made.named_at), ..fault });
        }
    }
    Checked { faults, reported }
}

/// `fault`, found in a file that does not exist yet, at the place that it comes from.
fn at_its_origin(
    row: &Evaluator<'_>,
    text: &TracedText,
    map: &Map,
    fault: Diagnostic,
) -> Diagnostic {
    if let Some(fault) = empty_cell(row, map, &fault) {
        return fault;
    }
    let mut help = fault.help;
    let moved = match fault.span.and_then(|span| text.origin(span)) {
        None => row.fault(fault.rule, WHOLE_ROW, fault.message),
        // Keys and the shape of values come from the map, so no row is to blame for them.
        Some(origin) if origin.column.is_none() || *fault.rule == rule::WRONG_SHAPE => {
            fault.rule.at(row.map, origin.map, fault.message)
        }
        Some(origin) => {
            if *fault.rule == rule::NOT_A_DATE {
                help = in_another_form(row, origin).or(help);
            }
            let moved = row.fault(fault.rule, origin, fault.message);
            moved.related(row.map, origin.map, "mapped here")
        }
    };
    Diagnostic { label: fault.label, help, ..moved }
}

/// The advice to say in the map how a column writes its dates. None if its cell fits no form.
fn in_another_form(row: &Evaluator<'_>, origin: Origin) -> Option<String> {
    let column = origin.column?;
    let forms = that_fit(&row.row.cell(column));
    let (first, others) = forms.split_first()?;
    let name = row.sheet.name(column);
    let advice = format!(
        "say in the map how this column writes dates: `{{value = \"{{{name}}}\", date_format = \"{first}\"}}`"
    );
    Some(match others {
        [] => advice,
        others => {
            let others = others.iter().map(|form| format!("`\"{form}\"`"));
            format!("{advice}, or {}", others.collect::<Vec<_>>().join(" or "))
        }
    })
}

/// The key that a dispatch lacks.
fn required(fault: &Diagnostic) -> Option<&'static str> {
    let rules = [(&rule::NO_TITLE, "title"), (&rule::NO_DATE, "date"), (&rule::NO_CITY, "city")];
    rules.into_iter().find(|(rule, _)| **rule == *fault.rule).map(|(_, key)| key)
}

/// The fault of a row that has no text for a key that every dispatch must have.
fn empty_cell(row: &Evaluator<'_>, map: &Map, fault: &Diagnostic) -> Option<Diagnostic> {
    let key = required(fault)?;
    let example = match key {
        "title" => "title = {first = [\"{headline}\", \"Report {number}\"]}",
        "date" => "date = {first = [\"{published}\", \"{seen}\"]}",
        _ => return None,
    };
    let value = map.value_of(key)?;
    let origin = Origin { column: row.first_column(value), ..Origin::of_map(value.span) };
    let empty = row.fault(fault.rule, origin, format!("the row has no {key}"));
    Some(empty.label("this cell is empty").related(row.map, value.span, "mapped here").help(format!(
        "fill in the cell; or leave the row out; or name another column in the map for such rows: `{example}`"
    )))
}
