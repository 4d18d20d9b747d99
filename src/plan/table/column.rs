//! A column: a field, and the function that makes its cells.
//! It does not know which table it is in.
//!
//! The kind of a field follows from the type of its cells, so a schema cannot promise numbers for a column of text.

use crate::plan::table::cell::Cell;
use crate::plan::table::field::Field;
use crate::plan::table::rows::Rows;

type Fill<'c, L> = Box<dyn Fn(&L, &mut Rows) + 'c>;

/// A field, and the function that makes its cell from a line `L`.
pub struct Column<'c, L> {
    /// The field.
    pub field: Field,
    fill: Fill<'c, L>,
}

impl<'c, L: 'c> Column<'c, L> {
    /// A column that can have empty cells.
    pub fn new<C: Cell>(
        name: &str,
        description: &str,
        cell: impl Fn(&L) -> Option<C> + 'c,
    ) -> Column<'c, L> {
        let field = Field {
            name: name.to_owned(),
            kind: C::KIND,
            description: description.to_owned(),
            constraints: C::constraints(),
            tag: None,
        };
        let fill = move |line: &L, rows: &mut Rows| match cell(line) {
            Some(value) => value.push(rows),
            None => rows.push_nothing(),
        };
        Column { field, fill: Box::new(fill) }
    }

    /// A column without empty cells.
    pub fn required<C: Cell>(
        name: &str,
        description: &str,
        cell: impl Fn(&L) -> C + 'c,
    ) -> Column<'c, L> {
        let mut column = Column::new(name, description, move |line| Some(cell(line)));
        column.field.constraints.required = true;
        column
    }

    /// A column of lists. An empty list becomes an empty cell.
    pub fn list(
        name: &str,
        description: &str,
        cell: impl Fn(&L) -> Vec<String> + 'c,
    ) -> Column<'c, L> {
        Column::new(name, description, move |line| Some(cell(line)))
    }

    /// Adds the cell for `line`.
    pub fn fill(&self, line: &L, rows: &mut Rows) {
        (self.fill)(line, rows);
    }

    /// The same column with an HXL tag.
    #[must_use]
    pub fn tagged(mut self, tag: &str) -> Column<'c, L> {
        self.field.tag = Some(tag.to_owned());
        self
    }

    /// The same column, marked as unique: no two rows have the same value.
    #[must_use]
    pub fn unique(mut self) -> Column<'c, L> {
        self.field.constraints.unique = true;
        self
    }

    /// The same column, limited to these values.
    #[must_use]
    pub fn one_of(mut self, texts: impl IntoIterator<Item = &'static str>) -> Column<'c, L> {
        self.field.constraints.one_of = texts.into_iter().collect();
        self
    }
}
