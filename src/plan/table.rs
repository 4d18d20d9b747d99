//! A table as a value: each column declared once, beside what fills it, so that header, schema and cells agree.
//! It does not know what it tells of, and not how CSV and JSON are written; the press does.

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
    /// What its lines are, in a word: `incidents`.
    pub name: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// What a line is, and what has to be known to read it.
    pub description: &'static str,
    /// What each cell of a row says.
    pub fields: Arc<[Field]>,
    /// The rows.
    #[serde(skip)]
    pub rows: Rows,
    /// Their hash, which stands for them in a page's key.
    pub hash: Hash,
}

/// What a table is about.
pub struct About {
    /// What its lines are, in a word.
    pub name: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// What a line is.
    pub description: &'static str,
}

impl Table {
    /// The table of `lines`, in their order: of each, the cell that each column makes.
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

    /// The same table with the rows at these places alone.
    #[must_use]
    pub fn only(&self, places: impl IntoIterator<Item = usize>) -> Table {
        let rows = self.rows.at(places);
        Table { fields: Arc::clone(&self.fields), hash: rows.hash(), rows, ..*self }
    }
}
