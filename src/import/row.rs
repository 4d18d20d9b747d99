//! One row as one file: its name, its front matter and its body.
//! It does not know the other rows.

use crate::field::slug::Slug;
use crate::import::NewFile;
use crate::import::checked::check;
use crate::import::filling::{Filling, Scope};
use crate::import::map::Map;
use crate::import::markdown;
use crate::import::said::{Origin, Said};
use crate::import::sheet::{Row, Sheet};
use crate::import::template::Template;
use crate::import::yaml::Written;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::span::{Span, Spanned};

/// What a row came to.
pub(super) struct Outcome {
    /// The file, if one could be made.
    pub(super) made: Option<Made>,
    /// Whether the map leaves the row out, or nothing stands in it.
    pub(super) left_out: bool,
    /// What was found in it.
    pub(super) faults: Vec<Diagnostic>,
}

/// A file made of a row.
pub(super) struct Made {
    /// The file.
    pub(super) file: NewFile,
    /// Its slug.
    pub(super) slug: Slug,
    /// Where in the spreadsheet the slug was taken from.
    pub(super) named: Span,
}

/// Cells as they are.
const AS_IT_IS: Scope<'_> = Scope { put: str::to_owned, piece: None };

/// Cells in a body: what looks like markdown in them is none.
const IN_A_BODY: Scope<'_> = Scope { put: markdown::plain, piece: None };

/// Makes the file of `row`, and reads it back.
pub(super) fn mapped(sheet: &Sheet<'_>, row: &Row, map: &Map) -> Outcome {
    let mut filling = Filling { sheet, row, map: &map.path, faults: Vec::new() };
    let leaves_out = !map.leave_out.is_empty() && filling.holds(&map.leave_out);
    if leaves_out || row.is_empty() {
        return Outcome { made: None, left_out: true, faults: Vec::new() };
    }
    let keys: Vec<(Spanned<String>, Said)> = map
        .keys
        .iter()
        .filter_map(|(key, value)| Some((key.clone(), filling.value(value, AS_IT_IS)?)))
        .collect();
    let body = map.body.as_ref().and_then(|body| filling.words(body, IN_A_BODY));
    let written = written(&keys, body);
    let made = named(&mut filling, map).map(|(slug, named)| {
        let folders = map.folder.iter().filter_map(|part| folder(&filling, part));
        let mut path: String = folders.map(|folder| format!("{folder}/")).collect();
        path.push_str(&format!("{slug}.md"));
        Made { file: NewFile { path, text: written.text.clone() }, slug, named }
    });
    if let Some(made) = &made {
        let found = check(&filling, &written, made);
        filling.faults.extend(found);
    }
    Outcome { made, left_out: false, faults: filling.faults }
}

fn written(keys: &[(Spanned<String>, Said)], body: Option<(String, Origin)>) -> Written {
    let mut written = Written::default();
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

/// The slug of the row and the place of the cell it was made of.
fn named(filling: &mut Filling<'_>, map: &Map) -> Option<(Slug, Span)> {
    let Some((text, origin)) = filling.words(&map.slug, AS_IT_IS) else {
        let origin = Origin { map: map.slug.span, column: None };
        let fault = filling.fault(&rule::NOT_MAPPED, origin, "the row has no slug");
        let help = "fill in the cell that `slug` in the map takes, or let it take another";
        let label = "what it is made of is empty";
        let fault = fault.label(label).related(&map.path, map.slug.span, "made here").help(help);
        filling.faults.push(fault);
        return None;
    };
    let place = filling.sheet.place(filling.row, origin.column.unwrap_or(0));
    Some((Slug::make(&text), place))
}

/// A folder is named by a slug, whatever stands in the cell: no path leads out of the folder of the import.
fn folder(filling: &Filling<'_>, part: &Template) -> Option<Slug> {
    filling.template(part, AS_IT_IS).map(|(text, _)| Slug::make(&text))
}
