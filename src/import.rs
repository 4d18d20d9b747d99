//! The rows of a spreadsheet as dispatches: a table and a map go in, files come out, all of them or none.
//! It does not know where the files go, nor what else the site holds.

mod checked;
mod filling;
pub mod map;
mod markdown;
mod quotes;
mod range;
mod reading;
mod row;
mod said;
mod sheet;
pub mod shipped;
mod template;
pub mod value;
mod yaml;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::field::excerpt::excerpt;
use crate::field::slug::Slug;
use crate::import::map::Map;
use crate::import::row::{Outcome, mapped};
use crate::import::sheet::Sheet;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::{Span, Spanned};
use crate::text::spelling::nearest;

/// So many errors are reported; a map that does not fit is wrong in every row.
const MOST_ERRORS: usize = 50;

/// So many columns of a file are listed to whoever names another.
const MOST_NAMES: usize = 60;

/// A dispatch made of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// Its path below the folder of the import: `2017/ucdp-114064.md`. Every part of it is a slug.
    pub path: String,
    /// All of it: front matter and body.
    pub text: String,
}

/// What a spreadsheet comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// The dispatches in the order of the rows; none at all if anything is an error.
    pub files: Vec<NewFile>,
    /// How many rows the map leaves out, or hold nothing.
    pub left_out: usize,
    /// What was found in the spreadsheet and in the map.
    pub faults: Vec<Diagnostic>,
}

/// Makes a dispatch of every row of the CSV file `bytes` at `path`, as `map` says.
///
/// Every file is read back by the reader of dispatches; what it finds is reported at the cell it came from.
pub fn import(path: &SourcePath, bytes: &[u8], map: &Map) -> Import {
    let sheet = match Sheet::read(path, bytes, map.delimiter, map.skip) {
        Ok(sheet) => sheet,
        Err(faults) => return Import::refused(faults),
    };
    let unknown = unknown_columns(&sheet, map);
    if !unknown.is_empty() {
        return Import::refused(unknown);
    }
    let outcomes: Vec<Outcome> =
        sheet.rows.par_iter().map(|row| mapped(&sheet, row, map)).collect();
    let mut import = Import::default();
    let mut seen: BTreeMap<Slug, Span> = BTreeMap::new();
    for outcome in outcomes {
        import.faults.extend(outcome.faults);
        import.left_out += usize::from(outcome.left_out);
        let Some(made) = outcome.made else { continue };
        if let Some(first) = seen.get(&made.slug) {
            import.faults.push(same_slug(path, &made.slug, made.named, *first));
            continue;
        }
        seen.insert(made.slug, made.named);
        import.files.push(made.file);
    }
    if import.faults.iter().any(Diagnostic::is_error) {
        import.files.clear();
    }
    import.faults = in_order(import.faults);
    import
}

impl Import {
    fn refused(faults: Vec<Diagnostic>) -> Import {
        Import { faults: in_order(faults), ..Import::default() }
    }
}

fn unknown_columns(sheet: &Sheet<'_>, map: &Map) -> Vec<Diagnostic> {
    let unknown = map.columns.iter().filter(|column| sheet.column(&column.value).is_none());
    unknown.map(|column| unknown_column(sheet, map, column)).collect()
}

fn unknown_column(sheet: &Sheet<'_>, map: &Map, column: &Spanned<String>) -> Diagnostic {
    let named = || sheet.names().filter(|name| !name.is_empty());
    let label = nearest(&column.value, named()).map_or_else(
        || "not a column of this file".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    let listed: Vec<String> = named().take(MOST_NAMES).map(excerpt).collect();
    let help = match listed.as_slice() {
        [one] if one.contains([';', '|']) => format!(
            "{} has one column, `{one}`: say in the map what stands between two cells, as in `delimiter = \";\"`",
            sheet.path
        ),
        names => format!("the columns of {} are {}", sheet.path, names.join(", ")),
    };
    let message = format!("there is no column `{}`", excerpt(&column.value));
    rule::UNKNOWN_COLUMN.at(&map.path, column.span, message).label(label).help(help)
}

fn same_slug(path: &SourcePath, slug: &Slug, again: Span, first: Span) -> Diagnostic {
    rule::SAME_ADDRESS
        .at(path, again, format!("two rows become `{slug}.md`"))
        .label("again here")
        .related(path, first, "first here")
        .help("give `slug` in the map a column that tells the rows apart, such as their number")
}

/// The faults by place, each once; of many errors the first, and how many more there are.
fn in_order(mut faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    faults.sort();
    // What is wrong in the map is found in every row.
    faults.dedup();
    let errors = faults.iter().filter(|fault| fault.is_error()).count();
    let more = errors.saturating_sub(MOST_ERRORS);
    if more == 0 {
        return faults;
    }
    let mut shown = 0;
    faults.retain(|fault| {
        shown += usize::from(fault.is_error());
        !fault.is_error() || shown <= MOST_ERRORS
    });
    if let Some(last) = faults.iter_mut().rev().find(|fault| fault.is_error()) {
        let help = last.help.take().unwrap_or_default();
        last.help = Some(format!("{help}; {more} more errors are not shown"));
    }
    faults
}
