//! Names in a row, as a message lists them.
//! It does not know what the names stand for.

use std::fmt::Display;

/// The first `most` of `names` in backticks, and how many more there are: "`a`, `b` and 3 more".
pub fn first_few<T: Display>(names: &[T], most: usize) -> String {
    let shown = &names[..names.len().min(most)];
    match names.len() - shown.len() {
        0 => separated(shown),
        more => format!("{} and {more} more", separated(shown)),
    }
}

/// All `names` in backticks, with "and" before the last: "`a`, `b` and `c`".
pub fn all<T: Display>(names: &[T]) -> String {
    match names {
        [first @ .., last] if !first.is_empty() => format!("{} and `{last}`", separated(first)),
        names => separated(names),
    }
}

fn separated<T: Display>(names: &[T]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::{all, first_few};

    #[test]
    fn a_long_list_is_cut_and_says_so() {
        assert_eq!(first_few(&["a", "b", "c", "d"], 2), "`a`, `b` and 2 more");
        assert_eq!(first_few(&["a", "b"], 2), "`a`, `b`");
    }

    #[test]
    fn a_whole_list_ends_with_and() {
        assert_eq!(all(&["a", "b", "c"]), "`a`, `b` and `c`");
        assert_eq!(all(&["a"]), "`a`");
        assert_eq!(all::<&str>(&[]), "");
    }
}
