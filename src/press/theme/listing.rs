//! Names in a message: "`a`, `b`, `c` and 4 more".
//! It does not know what the names are of.

use std::fmt::Display;

/// Maximum number of names in a list that may be long.
const NAMED: usize = 3;

/// All of `names`, in backquotes.
pub(super) fn quoted(names: impl IntoIterator<Item: Display>) -> String {
    let quoted: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

/// The first of `names`, in backquotes, and the number of the others.
pub(super) fn first(names: &[impl Display]) -> String {
    let first = quoted(names.iter().take(NAMED));
    match names.len().saturating_sub(NAMED) {
        0 => first,
        more => format!("{first} and {more} more"),
    }
}
