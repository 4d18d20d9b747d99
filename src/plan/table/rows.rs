//! The rows of a table, each stored as one string, so that a cell needs one byte more than its text.
//! It does not know what the cells mean; the fields do.

use std::fmt::{self, Display, Write};
use std::sync::Arc;

use crate::text::source::Hash;

/// Separates the entries of a list inside a cell.
pub(crate) const BETWEEN: char = '\u{1f}';

/// Ends each cell.
const END: char = '\u{1e}';

/// Rows with the same number of cells. An empty cell means that nothing is known.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// The finished rows, one string each.
    rows: Vec<Arc<str>>,
    /// The row that is being written.
    open: String,
}

impl Rows {
    /// Adds a cell with the text of `value`.
    pub fn push(&mut self, value: impl Display) {
        self.write(value);
        self.open.push(END);
    }

    /// Adds a cell with a list of entries.
    pub fn push_list<T: Display>(&mut self, entries: impl IntoIterator<Item = T>) {
        for (nth, entry) in entries.into_iter().enumerate() {
            if nth > 0 {
                self.open.push(BETWEEN);
            }
            self.write(entry);
        }
        self.open.push(END);
    }

    /// Adds an empty cell.
    pub fn push_nothing(&mut self) {
        self.open.push(END);
    }

    /// Ends the row.
    pub fn end(&mut self) {
        self.rows.push(self.open.as_str().into());
        self.open.clear();
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// A copy of the rows at these positions.
    #[must_use]
    pub fn at(&self, places: impl IntoIterator<Item = usize>) -> Rows {
        let rows = places.into_iter().map(|place| Arc::clone(&self.rows[place])).collect();
        Rows { rows, open: String::new() }
    }

    /// The approximate size of the rows in bytes, in any format.
    pub fn letters(&self) -> usize {
        self.rows.iter().map(|row| row.len()).sum()
    }

    /// The cells of every row.
    pub fn iter(&self) -> impl Iterator<Item = Vec<&str>> {
        self.rows.iter().map(|row| cells(row))
    }

    /// The hash of all rows. Equal rows have equal hashes.
    pub fn hash(&self) -> Hash {
        let rows: Vec<&[u8]> = self.rows.iter().map(|row| row.as_bytes()).collect();
        Hash::of(&rows)
    }

    fn write(&mut self, value: impl Display) {
        write!(Unmarked(&mut self.open), "{value}").expect("a string takes every write");
    }
}

fn cells(row: &str) -> Vec<&str> {
    row.split_terminator(END).collect()
}

/// Removes the two separators from text. They have no meaning in any language, but would split a cell.
struct Unmarked<'t>(&'t mut String);

impl Write for Unmarked<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for piece in text.split([BETWEEN, END]) {
            self.0.push_str(piece);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_holds_a_mark_stays_one_cell() {
        let mut rows = Rows::default();
        rows.push("one\u{1e}two");
        rows.push_list(["a", "b\u{1f}c"]);
        rows.end();
        rows.push_nothing();
        rows.push(3);
        rows.end();
        let read: Vec<Vec<&str>> = rows.iter().collect();
        assert_eq!(read, [vec!["onetwo", "a\u{1f}bc"], vec!["", "3"]]);
    }
}
