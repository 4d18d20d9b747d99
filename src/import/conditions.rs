//! Conditions of a map that no row fits. Most often a word in them is misspelled, and then rows are imported that should not be.
//! It does not evaluate a condition; `evaluator` does.

use std::collections::BTreeSet;

use crate::field::excerpt::excerpt;
use crate::import::map::Map;
use crate::import::sheet::{Row, Sheet};
use crate::import::value::Condition;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::spelling::nearest;

/// Maximum number of texts of a column that a message names.
const NAMED: usize = 5;

/// Every condition of `map` that fits no row of `sheet`.
pub(super) fn that_fit_no_row(sheet: &Sheet<'_>, map: &Map) -> Vec<Diagnostic> {
    let mut all: Vec<(&'static str, &[Condition])> = Vec::new();
    if !map.leave_out.is_empty() {
        all.push(("leave_out", &map.leave_out));
    }
    for value in map.values() {
        value.conditions(&mut |together| all.push(("when", together)));
    }
    all.into_iter().flat_map(|(key, together)| unfit_of(sheet, map, key, together)).collect()
}

/// Each of several conditions that fits no row; if every one fits some row, whether some row fits all of them.
fn unfit_of(sheet: &Sheet<'_>, map: &Map, key: &str, together: &[Condition]) -> Vec<Diagnostic> {
    let each: Vec<Diagnostic> =
        together.iter().filter_map(|condition| unfit(sheet, map, key, condition)).collect();
    let fits = |row: &Row| {
        together.iter().all(|condition| {
            let column = sheet.column(&condition.column.value);
            column.is_some_and(|column| condition.among.contains(&row.cell(column)))
        })
    };
    if !each.is_empty() || sheet.rows.iter().any(fits) {
        return each;
    }
    let Some(first) = together.first() else { return each };
    let message = format!("`{key}` fits no row: no row has all of these texts together");
    let fault = rule::NO_SUCH_ROW.at(&map.path, first.column.span, message);
    let help = "each of the conditions fits some row, but all of them must fit the same row; delete one of them";
    vec![fault.label("each text is in some row, but never with the others").help(help)]
}

fn unfit(sheet: &Sheet<'_>, map: &Map, key: &str, condition: &Condition) -> Option<Diagnostic> {
    let column = sheet.column(&condition.column.value)?;
    if sheet.rows.iter().any(|row| condition.among.contains(&row.cell(column))) {
        return None;
    }
    let cells: BTreeSet<String> = sheet.rows.iter().map(|row| row.cell(column)).collect();
    let wanted = condition.among.iter().map(|text| format!("`{}`", excerpt(text)));
    let message = format!(
        "`{key}` fits no row: no cell of column `{}` is {}",
        excerpt(&condition.column.value),
        wanted.collect::<Vec<_>>().join(" or ")
    );
    let near =
        condition.among.iter().find_map(|text| nearest(text, cells.iter().map(String::as_str)));
    let shown = |cell: &String| {
        if cell.is_empty() { "an empty cell".to_owned() } else { format!("`{}`", excerpt(cell)) }
    };
    let listed: Vec<String> = cells.iter().take(NAMED).map(shown).collect();
    let more = if cells.len() > NAMED { " and others" } else { "" };
    let label = match near {
        Some(near) => format!("did you mean `{}`?", excerpt(near)),
        None => "no row has this".to_owned(),
    };
    let help = format!(
        "the column has {}{more}. Correct the text, or delete the condition if this table needs none",
        listed.join(", ")
    );
    let fault = rule::NO_SUCH_ROW.at(&map.path, condition.column.span, message);
    Some(fault.label(label).help(help))
}
