//! A CSV file as rows of named cells that know where they stand.
//! It does not know what any column means.

use std::collections::BTreeMap;

use csv::{ReaderBuilder, StringRecord};

use crate::field::excerpt::excerpt;
use crate::import::quotes::{self, Slip};
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::Span;

/// A spreadsheet.
pub(super) struct Sheet<'a> {
    /// Its file.
    pub(super) path: &'a SourcePath,
    /// The rows below the header and below what was skipped.
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
    /// Reads the CSV file `bytes` at `path`; `skip` rows below the header are passed over.
    pub(super) fn read(
        path: &'a SourcePath,
        bytes: &'a [u8],
        delimiter: u8,
        skip: usize,
    ) -> Result<Sheet<'a>, Vec<Diagnostic>> {
        let text = text_of(path, bytes).map_err(|fault| vec![fault])?;
        if let Some(slip) = quotes::slip(text, delimiter) {
            return Err(vec![wrong_quote(path, slip)]);
        }
        let mut rows = rows(text, delimiter);
        if rows.is_empty() {
            return Err(vec![
                rule::BAD_TABLE
                    .in_file(path, "the spreadsheet is empty")
                    .help("save it as CSV, with the names of the columns in the first line"),
            ]);
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

    /// Where a cell stands in the file.
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
                        format!("two columns are called `{}`", excerpt(name)),
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
                (many, "one cell too many", "put a text that holds the delimiter in quotes")
            } else {
                (cells - 1, "the row ends here", "write the delimiters of the empty cells as well")
            };
            let message = format!("the header has {many} cells, and this row {cells}");
            let fault = rule::BAD_TABLE.at(self.path, self.place(row, at), message);
            faults.push(fault.label(label).help(help));
        }
        if self.rows.is_empty() {
            faults.push(
                rule::BAD_TABLE
                    .in_file(self.path, "the spreadsheet has no rows")
                    .help("check `skip` in the map, and that the right sheet was saved"),
            );
        }
        faults
    }
}

impl Row {
    /// What stands in the cell, without the blanks around it and with plain line breaks.
    pub(super) fn cell(&self, column: usize) -> String {
        let cell = self.cells.get(column).unwrap_or_default().trim();
        if cell.contains('\r') { cell.replace("\r\n", "\n") } else { cell.to_owned() }
    }

    /// Whether nothing stands in any cell.
    pub(super) fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// The records of `text`, the header among them.
fn rows(text: &str, delimiter: u8) -> Vec<Row> {
    let from = start_of_text(text);
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        // Rows of another length are reported by us, all of them.
        .flexible(true)
        .from_reader(&text.as_bytes()[from..]);
    let records = reader.records().map(|record| record.expect("text in memory is read as UTF-8"));
    let row = |cells: StringRecord| {
        let at = cells.position().map_or(0, |position| position.byte());
        let at = from + usize::try_from(at).unwrap_or(usize::MAX);
        // The library lets a record begin at what is left of the line break before it.
        let rest = text.get(at..).unwrap_or_default();
        let start = text.len() - rest.trim_start_matches(['\r', '\n']).len();
        Row { cells, start }
    };
    records.map(row).collect()
}

/// Spreadsheet programs begin a file with a byte order mark; it means nothing in UTF-8.
fn start_of_text(text: &str) -> usize {
    if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}

fn text_of<'a>(path: &SourcePath, bytes: &'a [u8]) -> Result<&'a str, Diagnostic> {
    str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        rule::BAD_TABLE
            .at(path, Span::of(at..at + 1), "the spreadsheet is not UTF-8 text")
            .label("not UTF-8 from here on")
            .help("save it as CSV UTF-8; spreadsheet programs offer this beside plain CSV")
    })
}

fn wrong_quote(path: &SourcePath, slip: Slip) -> Diagnostic {
    match slip {
        Slip::NeverClosed(at) => rule::BAD_TABLE
            .at(path, Span::of(at..at + 1), "a quote is never closed")
            .label("all that follows would be one cell")
            .help("close it before the next delimiter; a quote inside a cell is written twice"),
        Slip::ClosedEarly(at) => rule::BAD_TABLE
            .at(path, Span::of(at..at + 1), "text follows the quote that closes a cell")
            .label("the cell ends here")
            .help("write a quote inside a cell twice: `\"a \"\"word\"\" in quotes\"`"),
    }
}
