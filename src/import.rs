//! Makes dispatches of the rows of a spreadsheet. A table and a map go in; files come out, all of them or none.
//! It does not know where the files are written, nor what else the site has.

mod check;
mod conditions;
mod date_format;
mod evaluator;
mod filled;
mod header;
pub mod map;
mod markdown;
pub mod new_file;
mod other_file;
mod parse;
mod quotes;
mod range;
mod row;
mod same_moment;
mod sheet;
pub mod shipped;
mod template;
mod traced_text;
mod unnamed;
pub mod value;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::field::excerpt::excerpt;
use crate::field::slug::Slug;
use crate::import::map::Map;
use crate::import::new_file::NewFile;
use crate::import::row::{Outcome, mapped};
use crate::import::sheet::Sheet;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::{Span, Spanned};
use crate::text::spelling::did_you_mean;

/// Maximum number of columns listed when a map names an unknown one.
const MOST_NAMES: usize = 60;

/// The result of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// The dispatches, in the order of the rows; none if there is an error.
    pub files: Vec<NewFile>,
    /// Number of rows that are empty, or that the map leaves out.
    pub left_out: usize,
    /// Number of dispatches whose casualties are unknown, because all cells for them are empty.
    pub unknown: usize,
    /// What is wrong with the spreadsheet and the map.
    pub faults: Vec<Diagnostic>,
}

/// Makes a dispatch of every row of the CSV file `bytes` at `path`, as `map` says.
///
/// Every file is checked by the reader of dispatches. Its faults are reported at the cell that they come from.
pub fn import(path: &SourcePath, bytes: &[u8], map: &Map) -> Import {
    let wanted: Vec<&str> = map.columns.iter().map(|column| column.value.as_str()).collect();
    let sheet = match Sheet::read(path, bytes, map.delimiter, map.skip, &wanted) {
        Ok(sheet) => sheet,
        Err(faults) => return Import::refused(faults),
    };
    let unknown = unknown_columns(&sheet, map);
    if !unknown.is_empty() {
        return Import::refused(unknown);
    }
    let outcomes: Vec<Outcome> =
        sheet.rows.par_iter().map(|row| mapped(&sheet, row, map)).collect();
    let mut import = Import { faults: unnamed::columns(&sheet), ..Import::default() };
    import.faults.extend(conditions::that_fit_no_row(&sheet, map));
    let mut reported = Vec::new();
    let mut seen: BTreeMap<Slug, Span> = BTreeMap::new();
    for outcome in outcomes {
        import.faults.extend(outcome.faults);
        import.left_out += usize::from(outcome.left_out);
        import.unknown += usize::from(outcome.is_unknown);
        let Some(made) = outcome.made else { continue };
        reported.extend(outcome.reported.into_iter().map(|at| (at, made.named_at)));
        if let Some(first) = seen.get(&made.slug) {
            import.faults.push(same_slug(path, &made.slug, made.named_at, *first));
            continue;
        }
        seen.insert(made.slug, made.named_at);
        import.files.push(made.file);
    }
    import.faults.extend(same_moment::check(path, &reported));
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
    let label = did_you_mean(&column.value, named(), "not a column of this file");
    let listed: Vec<String> = named().take(MOST_NAMES).map(excerpt).collect();
    let help = match listed.as_slice() {
        [one] if one.contains([';', '|']) => format!(
            "{} has one column, `{one}`; say in the map which character separates the cells, as in `delimiter = \";\"`",
            sheet.path
        ),
        names => format!("the columns of {} are {}", sheet.path, names.join(", ")),
    };
    let message = format!("there is no column `{}`", excerpt(&column.value));
    rule::UNKNOWN_COLUMN.at(&map.path, column.span, message).label(label).help(help)
}

fn same_slug(path: &SourcePath, slug: &Slug, again: Span, first: Span) -> Diagnostic {
    rule::SAME_ADDRESS
        .at(path, again, format!("two rows make the same file `{slug}.md`"))
        .label("again here")
        .related(path, first, "first here")
        .help("use a column for `slug` in the map that is different in every row, such as a number")
}

/// The faults by place, each once.
fn in_order(mut faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    faults.sort();
    // A fault of the map is found again in every row.
    faults.dedup();
    faults
}
