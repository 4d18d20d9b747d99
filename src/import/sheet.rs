//! Reads a CSV file into rows of named cells that keep their place in the file.
//! It does not know what any column means.

use std::collections::BTreeMap;

use csv::{ReaderBuilder, StringRecord};

use crate::field::excerpt::excerpt;
use crate::import::header::{self, CellsAt};
use crate::import::other_file;
use crate::import::quotes::{self, QuoteError};
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::Span;

/// A spreadsheet.
pub(super) struct Sheet<'a> {
    /// Its file.
    pub(super) path: &'a SourcePath,
    /// The rows below the header, without those that the map skips.
    pub(super) rows: Vec<Row>,
    text: &'a str,
    delimiter: u8,
    names: Vec<String>,
    columns: BTreeMap<String, usize>,
}

/// One row.
pub(super) struct Row {
    cells: StringRecord,
    start: usize,
}

impl<'a> Sheet<'a> {
    /// Reads the CSV file `bytes` at `path`; `skip` rows below the header are left out. `wanted` are the columns that the map uses.
    pub(super) fn read(
        path: &'a SourcePath,
        bytes: &'a [u8],
        delimiter: u8,
        skip: usize,
        wanted: &[&str],
    ) -> Result<Sheet<'a>, Vec<Diagnostic>> {
        if let Some(fault) = other_file::fault(path, bytes) {
            return Err(vec![fault]);
        }
        let text = text_of(path, bytes).map_err(|fault| vec![fault])?;
        if let Some(fault) = header::separator_line(path, text, start_of_text(text)) {
            return Err(vec![fault]);
        }
        if let Some(error) = quotes::wrong_quote(text, delimiter) {
            return Err(vec![wrong_quote(path, error)]);
        }
        let mut rows = rows(text, delimiter);
        if rows.is_empty() {
            return Err(vec![
                rule::BAD_TABLE
                    .in_file(path, "the spreadsheet is empty")
                    .help("save it as CSV, with the names of the columns in the first line"),
            ]);
        }
        let first_rows: Vec<CellsAt<'_>> =
            rows.iter().take(header::ROWS).map(|row| (&row.cells, row.start)).collect();
        if let Some(fault) = header::below_titles(path, &first_rows, wanted, text) {
            return Err(vec![fault]);
        }
        let below = rows.split_off(1);
        let names = rows.remove(0);
        let names: Vec<String> = names.cells.iter().map(|name| name.trim().to_owned()).collect();
        let rows: Vec<Row> = below.into_iter().skip(skip).collect();
        let mut sheet = Sheet { path, rows, text, delimiter, names, columns: BTreeMap::new() };
        let faults = sheet.check();
        if faults.is_empty() { Ok(sheet) } else { Err(faults) }
    }

    /// The names of the columns, in order; some may be empty.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The name of the column with this number.
    pub(super) fn name(&self, column: usize) -> &str {
        self.names.get(column).map_or("", String::as_str)
    }

    /// The number of the column called `name`.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.columns.get(name).copied()
    }

    /// The place of a cell in the file.
    pub(super) fn place(&self, row: &Row, column: usize) -> Span {
        Span::of(quotes::place(self.text, row.start, column, self.delimiter))
    }

    fn check(&mut self) -> Vec<Diagnostic> {
        let mut faults = Vec::new();
        let header = Row { cells: StringRecord::new(), start: start_of_text(self.text) };
        for (column, name) in self.names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
            let Some(first) = self.columns.get(name) else {
                self.columns.insert(name.clone(), column);
                continue;
            };
            faults.push(
                rule::BAD_TABLE
                    .at(
                        self.path,
                        self.place(&header, column),
                        format!("two columns have the name `{}`", excerpt(name)),
                    )
                    .label("again here")
                    .related(self.path, self.place(&header, *first), "first here")
                    .help("give each column a name of its own"),
            );
        }
        let many = self.names.len();
        for row in self.rows.iter().filter(|row| row.cells.len() != many) {
            let cells = row.cells.len();
            let (at, label, help) = if cells > many {
                (many, "one cell too many", "put a text that contains the delimiter in quotes")
            } else {
                (cells - 1, "the row ends here", "write the delimiters of empty cells too")
            };
            let message = format!("the header has {many} cells, but this row has {cells}");
            let fault = rule::BAD_TABLE.at(self.path, self.place(row, at), message);
            faults.push(fault.label(label).help(help));
        }
        if self.rows.is_empty() {
            faults.push(
                rule::BAD_TABLE
                    .in_file(self.path, "the spreadsheet has no rows")
                    .help("check `skip` in the map, and whether the right sheet was saved"),
            );
        }
        faults
    }
}

impl Row {
    /// The text of a cell, without blanks around it and with plain line breaks.
    pub(super) fn cell(&self, column: usize) -> String {
        let cell = self.cells.get(column).unwrap_or_default().trim();
        if cell.contains('\r') { cell.replace("\r\n", "\n") } else { cell.to_owned() }
    }

    /// Whether all cells are empty.
    pub(super) fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// The records of `text`, with the header.
fn rows(text: &str, delimiter: u8) -> Vec<Row> {
    let from = start_of_text(text);
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        // The library would stop at the first row of another length; `check` reports all of them.
        .flexible(true)
        .from_reader(&text.as_bytes()[from..]);
    let records = reader.records().map(|record| record.expect("text in memory is read as UTF-8"));
    let row = |cells: StringRecord| {
        let at = cells.position().map_or(0, |position| position.byte());
        let at = from + usize::try_from(at).unwrap_or(usize::MAX);
        // The library counts the end of the line break before a record as part of it.
        let rest = text.get(at..).unwrap_or_default();
        let start = text.len() - rest.trim_start_matches(['\r', '\n']).len();
        Row { cells, start }
    };
    records.map(row).collect()
}

/// Where the text begins. Spreadsheet programs put a byte order mark before it, which has no meaning in UTF-8.
fn start_of_text(text: &str) -> usize {
    if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}

fn text_of<'a>(path: &SourcePath, bytes: &'a [u8]) -> Result<&'a str, Diagnostic> {
    str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        rule::BAD_TABLE
            .at(path, Span::of(at..at + 1), "the spreadsheet is not UTF-8 text")
            .label("not UTF-8 from here")
            .help("save it as \"CSV UTF-8\"; spreadsheet programs offer this next to plain CSV")
    })
}

fn wrong_quote(path: &SourcePath, error: QuoteError) -> Diagnostic {
    match error {
        QuoteError::NeverClosed(at) => rule::BAD_TABLE
            .at(path, Span::of(at..at + 1), "a quote is never closed")
            .label("the rest of the file would be one cell")
            .help("close it before the next delimiter; a quote inside a cell is written twice"),
        QuoteError::ClosedEarly(at) => rule::BAD_TABLE
            .at(path, Span::of(at..at + 1), "text follows the quote that closes a cell")
            .label("the cell ends here")
            .help("write a quote inside a cell twice: `\"a \"\"word\"\" in quotes\"`"),
    }
}
