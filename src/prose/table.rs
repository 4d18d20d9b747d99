//! The marks a table is printed with, cell by cell.
//!
//! It does not know what its cells hold.

use std::ops::Range;

use pulldown_cmark::{Alignment, Event};

/// Columns up to which a table is printed as one. Nobody reads more, and a row of two bytes is
/// filled up with a cell for each.
pub(super) const MAX_COLUMNS: usize = 64;

/// The tables printed so far, and where in the latest one the present event stands.
#[derive(Default)]
pub(super) struct Table {
    number: usize,
    columns: Vec<Alignment>,
    /// The row that is being printed, unless it is the header.
    row: Option<Range<usize>>,
    column: usize,
    cell: Cell,
}

#[derive(Clone, Copy, Default)]
enum Cell {
    Header,
    #[default]
    Plain,
}

impl Table {
    /// A wide table scrolls inside its group, which needs a keyboard's focus for that and a name
    /// for its focus: the header row has the author's own words for it.
    pub(super) fn open<'e>(&mut self, columns: Vec<Alignment>) -> Event<'e> {
        self.number += 1;
        self.columns = columns;
        let name = format!("role=\"group\" aria-labelledby=\"table:{}\"", self.number);
        Event::Html(format!("<div class=\"table\" {name} tabindex=\"0\"><table>\n").into())
    }

    pub(super) fn open_head<'e>(&mut self) -> Event<'e> {
        self.row = None;
        self.column = 0;
        Event::Html(format!("<thead><tr id=\"table:{}\">", self.number).into())
    }

    pub(super) fn open_row<'e>(&mut self, row: Range<usize>) -> Event<'e> {
        self.row = Some(row);
        self.column = 0;
        Event::Html("<tr>".into())
    }

    /// An empty cell heads nothing, so it is not announced as a header.
    pub(super) fn open_cell<'e>(&mut self, is_empty: bool) -> Event<'e> {
        let heads_column = self.row.is_none() && !is_empty;
        self.cell = if heads_column { Cell::Header } else { Cell::Plain };
        let element = match self.cell {
            Cell::Header => "<th scope=\"col\"",
            Cell::Plain => "<td",
        };
        let class = match self.columns.get(self.column) {
            Some(Alignment::Left) => " class=\"align-start\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-end\"",
            Some(Alignment::None) | None => "",
        };
        Event::InlineHtml(format!("{element}{class}>").into())
    }

    /// What the row has after its last column, of which the renderer knows nothing, and the empty
    /// span behind it. `cell` is the span of the cell that ends here.
    pub(super) fn excess(
        &self,
        markdown: &str,
        cell: &Range<usize>,
    ) -> Option<(String, Range<usize>)> {
        let row = self.row.as_ref().filter(|_| self.column + 1 == self.columns.len())?;
        let excess = markdown.get(cell.end..row.end)?;
        let excess = excess.trim_matches(|c: char| c == '|' || c.is_whitespace());
        (!excess.is_empty()).then(|| (format!(" | {excess}"), row.end..row.end))
    }

    pub(super) fn close_cell<'e>(&mut self) -> Event<'e> {
        self.column += 1;
        Event::InlineHtml(match self.cell {
            Cell::Header => "</th>".into(),
            Cell::Plain => "</td>".into(),
        })
    }

    pub(super) fn close<'e>(&mut self) -> Event<'e> {
        Event::Html("</tbody></table></div>\n".into())
    }
}
