//! Numbers with their nouns: `1 dispatch`, `2 dispatches`.
//! It knows no nouns.

/// `count` and the noun in the right form. `noun` is its singular and its plural.
pub(super) fn count(count: usize, [one, many]: [&str; 2]) -> String {
    match count {
        1 => format!("1 {one}"),
        count => format!("{count} {many}"),
    }
}
