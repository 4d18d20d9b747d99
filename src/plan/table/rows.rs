//! The rows of a table, each in one piece of text: a cell costs its letters and one byte, and no allocation.
//! They do not know what their cells mean; the fields do.

use std::fmt::{self, Display, Write};
use std::sync::Arc;

use crate::text::source::Hash;

/// What stands between the entries of a list inside its cell.
pub(crate) const BETWEEN: char = '\u{1f}';

/// What stands after each cell.
const END: char = '\u{1e}';

/// Rows of equally many cells. An empty cell is one of which nothing is known.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// The text of each, cell by cell.
    rows: Vec<Arc<str>>,
    /// The row that is being written.
    open: String,
}

impl Rows {
    /// Adds a cell that reads as `value` prints.
    pub fn push(&mut self, value: impl Display) {
        self.write(value);
        self.open.push(END);
    }

    /// Adds a cell with these entries.
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

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows at these places.
    #[must_use]
    pub fn at(&self, places: impl IntoIterator<Item = usize>) -> Rows {
        let rows = places.into_iter().map(|place| Arc::clone(&self.rows[place])).collect();
        Rows { rows, open: String::new() }
    }

    /// The row at this place, cell by cell.
    pub fn row(&self, place: usize) -> Vec<&str> {
        cells(&self.rows[place])
    }

    /// The hash of the row at this place: equal hashes, equal cells.
    pub fn hash_of(&self, place: usize) -> Hash {
        Hash::of(&[self.rows[place].as_bytes()])
    }

    /// About how many bytes they are, however they are written.
    pub fn letters(&self) -> usize {
        self.rows.iter().map(|row| row.len()).sum()
    }

    /// Every row, cell by cell.
    pub fn iter(&self) -> impl Iterator<Item = Vec<&str>> {
        self.rows.iter().map(|row| cells(row))
    }

    /// Equal hashes, equal rows.
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

/// Takes text without the two marks above: they mean nothing in a language, and a cell that held one would be two.
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
