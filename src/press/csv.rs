//! Tables as CSV (RFC 4180: UTF-8, commas, CR LF), safe to open in a spreadsheet.
//! It does not know what a table is about.

use std::borrow::Cow;

use csv::{Terminator, WriterBuilder};

use crate::plan::table::Table;
use crate::plan::table::field::{Field, Kind};
use crate::plan::table::rows::BETWEEN;

/// A table with a header of names.
pub fn plain(table: &Table) -> Vec<u8> {
    let names = table.fields.iter().map(|field| field.name.as_str());
    written(table, &[names.collect()])
}

/// A table with a header of names and a line of HXL tags (Humanitarian Exchange Language).
pub fn tagged(table: &Table) -> Vec<u8> {
    let names = table.fields.iter().map(|field| field.name.as_str());
    let tags = table.fields.iter().map(|field| field.tag.as_deref().unwrap_or_default());
    written(table, &[names.collect(), tags.collect()])
}

fn written(table: &Table, headers: &[Vec<&str>]) -> Vec<u8> {
    const VECTOR: &str = "a vector takes every write, and every row has a cell for each field";
    let room = Vec::with_capacity(table.rows.letters());
    let mut csv = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(room);
    headers.iter().for_each(|header| csv.write_record(header).expect(VECTOR));
    for row in table.rows.iter() {
        for (field, cell) in table.fields.iter().zip(row) {
            csv.write_field(printed(field, cell).as_bytes()).expect(VECTOR);
        }
        csv.write_record(None::<&[u8]>).expect(VECTOR);
    }
    csv.into_inner().expect(VECTOR)
}

fn printed<'c>(field: &Field, cell: &'c str) -> Cow<'c, str> {
    match field.kind {
        Kind::List => harmless(cell.replace(BETWEEN, "|").into()),
        Kind::Text | Kind::Address | Kind::Object | Kind::Objects => harmless(cell.into()),
        // A number may begin with a minus, such as a southern latitude.
        Kind::Number | Kind::Switch | Kind::Day | Kind::Latitude | Kind::Longitude => cell.into(),
    }
}

/// The text with an apostrophe before it if a spreadsheet would read it as a formula, which may load and send data.
pub fn harmless(text: Cow<'_, str>) -> Cow<'_, str> {
    let seen = text.trim_start_matches(is_unseen);
    match text.starts_with(['\t', '\r', '\n']) || seen.starts_with(OPENS_A_FORMULA) {
        true => format!("'{text}").into(),
        false => text,
    }
}

/// Signs that begin a formula, and the wide and small forms of the same signs, which some spreadsheets read as the plain ones.
const OPENS_A_FORMULA: [char; 13] =
    ['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫', '\u{2212}'];

/// Characters that a spreadsheet may drop from the start of a cell: blanks, controls, and those that cannot be seen.
fn is_unseen(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{feff}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}')
}
