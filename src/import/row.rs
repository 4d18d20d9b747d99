//! Makes one file of one row: its name, its front matter and its body.
//! It does not know the other rows.

use crate::field::slug::Slug;
use crate::import::check::{Mapped, check};
use crate::import::evaluator::{Evaluator, Scope};
use crate::import::filled::{Filled, Origin};
use crate::import::map::Map;
use crate::import::markdown;
use crate::import::new_file::{Made, NewFile};
use crate::import::same_moment::ReportedAt;
use crate::import::sheet::{Row, Sheet};
use crate::import::template::Template;
use crate::import::traced_text::TracedText;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::span::{Span, Spanned};

/// The result of one row.
pub(super) struct Outcome {
    /// The file, if one could be made.
    pub(super) made: Option<Made>,
    /// Whether the row is empty, or the map leaves it out.
    pub(super) left_out: bool,
    /// Whether its casualties are unknown, because all cells for them are empty.
    pub(super) is_unknown: bool,
    /// What it reports on, and when.
    pub(super) reported: Vec<ReportedAt>,
    /// What is wrong with the row.
    pub(super) faults: Vec<Diagnostic>,
}

/// Cells in the front matter are written unchanged.
const UNCHANGED: Scope<'_> = Scope { escape: str::to_owned, piece: None };

/// Cells in the body are escaped, so that nothing in them is read as Markdown.
const ESCAPED: Scope<'_> = Scope { escape: markdown::escape, piece: None };

/// The key of a dispatch for its figures, and the word for a number that nobody knows.
const CASUALTIES: &str = "casualties";
const UNKNOWN: &str = "unknown";

/// Makes the file of `row` and checks it.
pub(super) fn mapped(sheet: &Sheet<'_>, row: &Row, map: &Map) -> Outcome {
    let mut evaluator = Evaluator { sheet, row, map: &map.path, faults: Vec::new() };
    let leaves_out = !map.leave_out.is_empty() && evaluator.holds(&map.leave_out);
    if leaves_out || row.is_empty() {
        let (reported, faults) = Default::default();
        return Outcome { made: None, left_out: true, is_unknown: false, reported, faults };
    }
    let mut is_unknown = false;
    let mut keys: Vec<(Spanned<String>, Filled)> = Vec::new();
    let mut refused: Vec<&str> = Vec::new();
    for (key, value) in &map.keys {
        let faults = evaluator.faults.len();
        let filled = evaluator.value(value, UNCHANGED).or_else(|| {
            // The table has columns for them, so empty cells say that nobody knows, and not that the row is about no incident.
            let is_empty = key.value == CASUALTIES && evaluator.faults.len() == faults;
            is_unknown |= is_empty && evaluator.holds(&value.when);
            let unknown = || Filled::text(UNKNOWN.to_owned(), Origin::of_map(value.span));
            (is_empty && evaluator.holds(&value.when)).then(unknown)
        });
        keys.extend(filled.map(|filled| (key.clone(), filled)));
        if evaluator.faults.len() > faults {
            refused.push(&key.value);
        }
    }
    let body = map.body.as_ref().and_then(|body| evaluator.words(body, ESCAPED));
    let text = written(&keys, body);
    let made = slug(&mut evaluator, map).map(|(slug, named_at)| {
        let folders = map.folder.iter().filter_map(|part| folder(&evaluator, part));
        let mut path: String = folders.map(|folder| format!("{folder}/")).collect();
        path.push_str(&format!("{slug}.md"));
        Made { file: NewFile { path, text: text.text.clone() }, slug, named_at }
    });
    let mut reported = Vec::new();
    if let Some(made) = &made {
        let checked = check(&evaluator, &text, made, &Mapped { map, refused: &refused });
        evaluator.faults.extend(checked.faults);
        reported = checked.reported;
    }
    Outcome { made, left_out: false, is_unknown, reported, faults: evaluator.faults }
}

fn written(keys: &[(Spanned<String>, Filled)], body: Option<(String, Origin)>) -> TracedText {
    let mut written = TracedText::default();
    written.text.push_str("---\n");
    written.keys(keys);
    written.text.push_str("---\n");
    if let Some((text, origin)) = body {
        written.text.push('\n');
        written.add(text.trim(), origin);
        written.text.push('\n');
    }
    written
}

/// The slug of the row, and the place of the cell it is made from.
fn slug(evaluator: &mut Evaluator<'_>, map: &Map) -> Option<(Slug, Span)> {
    let Some((text, origin)) = evaluator.words(&map.slug, UNCHANGED) else {
        let origin = Origin::of_map(map.slug.span);
        evaluator.faults.push(
            evaluator
                .fault(&rule::NOT_MAPPED, origin, "the row has no slug")
                .label("the cell for the slug is empty")
                .related(&map.path, map.slug.span, "made here")
                .help("fill in the cell that `slug` in the map uses, or use another column there"),
        );
        return None;
    };
    let place = evaluator.sheet.place(evaluator.row, origin.column.unwrap_or(0));
    Some((Slug::make(&text), place))
}

/// The name of a folder. It is always a slug, so no path leads out of the folder of the import.
fn folder(evaluator: &Evaluator<'_>, part: &Template) -> Option<Slug> {
    evaluator.template(part, UNCHANGED).map(|(text, _)| Slug::make(&text))
}
