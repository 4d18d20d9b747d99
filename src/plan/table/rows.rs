//! The rows of a table in one piece of text: a cell costs its letters and one byte, and no allocation.
//! They do not know what their cells mean; the fields do.

use std::fmt::{self, Display, Write};

use crate::text::source::Hash;

/// What stands between the entries of a list inside its cell.
pub const BETWEEN: char = '\u{1f}';

/// What stands after each cell.
const END: char = '\u{1e}';

/// Rows of equally many cells. An empty cell is one of which nothing is known.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    text: String,
    cells: usize,
    /// How many cells a row has.
    width: usize,
}

impl Rows {
    /// No rows, of `width` cells each.
    pub fn new(width: usize) -> Rows {
        Rows { text: String::new(), cells: 0, width }
    }

    /// Adds a cell that reads as `value` prints.
    pub fn push(&mut self, value: impl Display) {
        self.write(value);
        self.end();
    }

    /// Adds a cell with these entries.
    pub fn push_list<T: Display>(&mut self, entries: impl IntoIterator<Item = T>) {
        for (nth, entry) in entries.into_iter().enumerate() {
            if nth > 0 {
                self.text.push(BETWEEN);
            }
            self.write(entry);
        }
        self.end();
    }

    /// Adds an empty cell.
    pub fn push_nothing(&mut self) {
        self.end();
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.cells.checked_div(self.width).unwrap_or(0)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// About how many bytes they are, however they are written.
    pub fn letters(&self) -> usize {
        self.text.len()
    }

    /// Every row, cell by cell.
    pub fn iter(&self) -> impl Iterator<Item = Vec<&str>> {
        let mut cells = self.text.split_terminator(END);
        let row = move || -> Vec<&str> { cells.by_ref().take(self.width).collect() };
        std::iter::repeat_with(row).take(self.len())
    }

    /// Equal hashes, equal rows.
    pub fn hash(&self) -> Hash {
        Hash::of(&[self.text.as_bytes()])
    }

    fn write(&mut self, value: impl Display) {
        write!(Unmarked(&mut self.text), "{value}").expect("a string takes every write");
    }

    fn end(&mut self) {
        self.text.push(END);
        self.cells += 1;
    }
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
        let mut rows = Rows::new(2);
        rows.push("one\u{1e}two");
        rows.push_list(["a", "b\u{1f}c"]);
        rows.push_nothing();
        rows.push(3);
        let read: Vec<Vec<&str>> = rows.iter().collect();
        assert_eq!(read, [vec!["onetwo", "a\u{1f}bc"], vec!["", "3"]]);
    }
}
