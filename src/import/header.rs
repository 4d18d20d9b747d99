//! Rows above the header of a table: a `sep=` line of a spreadsheet program, titles, notes.
//! It does not read the rows below the header.

use csv::StringRecord;

use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::Span;

/// Maximum number of rows in which a header is looked for.
pub(super) const ROWS: usize = 30;

/// The fault of a first line that only says what separates the cells: `sep=;`.
pub(super) fn separator_line(path: &SourcePath, text: &str, start: usize) -> Option<Diagnostic> {
    let line = text[start..].lines().next()?.trim();
    let bare = line.trim_matches('"').trim_end_matches([',', ';']);
    let sign =
        bare.strip_prefix("sep=").or(bare.strip_prefix("SEP=")).or(line.strip_prefix("sep="))?;
    let sign =
        if sign.is_empty() { line.trim_matches('"').trim_start_matches("sep=") } else { sign };
    let delimiter = match sign.chars().next() {
        Some('\t') => "\\t".to_owned(),
        Some(sign) => sign.to_string(),
        None => ";".to_owned(),
    };
    let fault = rule::BAD_TABLE.at(
        path,
        Span::of(start..start + line.len()),
        "the first line is not the header",
    );
    Some(fault.label("this tells a spreadsheet program what separates the cells").help(format!(
        "delete this line, and write `delimiter = \"{delimiter}\"` at the top of the map"
    )))
}

/// The cells of a row, and where it begins in the file, in bytes.
pub(super) type CellsAt<'r> = (&'r StringRecord, usize);

/// The fault of a table whose header is not in the first row: a later row has columns that the map `wanted`, and the first has
/// none of them.
pub(super) fn below_titles(
    path: &SourcePath,
    rows: &[CellsAt<'_>],
    wanted: &[&str],
    text: &str,
) -> Option<Diagnostic> {
    let has = |cells: &StringRecord| {
        let is_there = |name: &&&str| cells.iter().any(|cell| cell.trim() == **name);
        wanted.iter().filter(is_there).count()
    };
    let &(first, start) = rows.first()?;
    if has(first) > 0 {
        return None;
    }
    let found = rows.iter().position(|(cells, _)| has(cells) * 2 > wanted.len())?;
    let line_at = |start: usize| {
        let end = text[start..].find(['\r', '\n']).map_or(text.len(), |end| start + end);
        Span::of(start..end)
    };
    let header = rows[found].1;
    let line = text[..header].matches('\n').count() + 1;
    let message = format!("the names of the columns are in line {line}, not in the first");
    let fault = rule::BAD_TABLE.at(path, line_at(start), message).label("this is no header");
    let fault = fault.related(path, line_at(header), "the header is here");
    Some(fault.help(match found {
        1 => "delete the line above the header".to_owned(),
        lines => format!("delete the {lines} rows above the header"),
    }))
}
