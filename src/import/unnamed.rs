//! Columns without a name. No map can use them, so what is in them would be lost without a word.
//! It does not know which columns the map needs.

use crate::field::excerpt::excerpt;
use crate::import::sheet::Sheet;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;

/// A warning for each column without a name in which some row has a text.
pub(super) fn columns(sheet: &Sheet<'_>) -> Vec<Diagnostic> {
    let unnamed = sheet.names().enumerate().filter(|(_, name)| name.is_empty());
    let warning = |(column, _): (usize, &str)| {
        let row = sheet.rows.iter().find(|row| !row.cell(column).is_empty())?;
        let message = format!("column {} has no name, so no map can use it", column + 1);
        let fault = rule::UNNAMED_COLUMN.at(sheet.path, sheet.place(row, column), message);
        Some(
            fault.label(format!("the first text in it is `{}`", excerpt(&row.cell(column)))).help(
                "write a name in the header; or delete the column, if it only numbers the rows",
            ),
        )
    };
    unnamed.filter_map(warning).collect()
}
