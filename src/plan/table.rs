//! A data table as a value. Each column is declared once with its content, so header, schema and cells agree.
//! It does not know the subject of the table, or how CSV and JSON are written; the press does.

pub(crate) mod cell;
pub(crate) mod column;
pub(crate) mod field;
pub(crate) mod format;
pub(crate) mod package;
pub(crate) mod rows;

use std::sync::Arc;

use serde::Serialize;

use crate::plan::table::column::Column;
use crate::plan::table::field::Field;
use crate::plan::table::rows::Rows;
use crate::text::source::Hash;

/// A table with its schema.
#[derive(Clone, Debug, Serialize)]
pub struct Table {
    /// What the rows are, in one word: `incidents`.
    pub name: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// What one row is, and what a reader needs to know about it.
    pub description: &'static str,
    /// The fields of a row, in order of the columns.
    pub fields: Arc<[Field]>,
    /// The rows.
    #[serde(skip)]
    pub rows: Rows,
    /// The hash of the rows. The cache key of a page contains it in place of the rows.
    pub hash: Hash,
}

/// The name and description of a table.
pub struct About {
    /// What the rows are, in one word.
    pub name: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// What one row is.
    pub description: &'static str,
}

impl Table {
    /// A table with one row per line, in order. Each column makes one cell of the row.
    pub fn of<L>(
        about: About,
        columns: Vec<Column<'_, L>>,
        lines: impl IntoIterator<Item = L>,
    ) -> Table {
        let mut rows = Rows::default();
        for line in lines {
            for column in &columns {
                column.fill(&line, &mut rows);
            }
            rows.end();
        }
        let fields = columns.into_iter().map(|column| column.field).collect();
        let About { name, title, description } = about;
        Table { name, title, description, fields, hash: rows.hash(), rows }
    }

    /// The same table, but only with the rows at these positions.
    #[must_use]
    pub fn only(&self, places: impl IntoIterator<Item = usize>) -> Table {
        let rows = self.rows.at(places);
        Table { fields: Arc::clone(&self.fields), hash: rows.hash(), rows, ..*self }
    }
}
