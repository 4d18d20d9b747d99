//! The HTML of a table, cell by cell.
//! It does not know what its cells hold.

use std::ops::Range;

use pulldown_cmark::{Alignment, Event};

/// Maximum number of columns of a table. Nobody reads more, and even a row of two bytes is filled up with a cell for each
/// column.
pub(super) const MAX_COLUMNS: usize = 64;

/// The tables of a body: how many were printed so far, and where in the latest one the present event is.
#[derive(Default)]
pub(super) struct Table {
    number: usize,
    columns: Vec<Alignment>,
    /// The present row, unless it is the header.
    row: Option<Range<usize>>,
    column: usize,
    /// The end tag of the present cell.
    end_tag: &'static str,
}

impl Table {
    /// A wide table scrolls inside its group. To be scrolled by keyboard the group needs a focus, and the focus needs a name: the
    /// header row, in the author's own words.
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

    /// An empty cell is not announced as a header.
    pub(super) fn open_cell<'e>(&mut self, is_empty: bool) -> Event<'e> {
        let is_header = self.row.is_none() && !is_empty;
        let (element, end_tag) =
            if is_header { ("<th scope=\"col\"", "</th>") } else { ("<td", "</td>") };
        self.end_tag = end_tag;
        let class = match self.columns.get(self.column) {
            Some(Alignment::Left) => " class=\"align-start\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-end\"",
            Some(Alignment::None) | None => "",
        };
        Event::InlineHtml(format!("{element}{class}>").into())
    }

    /// What the row has after its last column, which the parser drops, and the empty span behind it. `cell` is the span of the
    /// cell that ends here.
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
        Event::InlineHtml(self.end_tag.into())
    }

    pub(super) fn close<'e>(&self) -> Event<'e> {
        Event::Html("</tbody></table></div>\n".into())
    }
}
