//! The latest of several statements of one measure. Rule 2 of the counting policy.
//! It does not know what other measures say of it.

use crate::chronicle::statement::Statement;
use crate::chronicle::unexplained::{Fall, fall, tie};
use crate::text::diagnostic::Diagnostic;

/// The latest of `statements`; several only if they are of the same moment. A fall that nobody explains is a fault.
pub fn latest<'s, 't>(
    statements: &'s mut [Statement<'t>],
    falls: &mut Vec<Fall>,
) -> &'s [Statement<'t>] {
    // The slug only puts faults into the same order in every run. It decides nothing: a tie is reported.
    statements.sort_by(|a, b| {
        let slugs = [a, b].map(|statement| &statement.dispatch().slug.value);
        a.recency.cmp(&b.recency).then_with(|| slugs[0].cmp(slugs[1]))
    });
    let mut before: &[Statement<'_>] = &[];
    for of_one_moment in statements.chunk_by(|a, b| a.recency == b.recency) {
        falls.extend(fall(before, of_one_moment));
        before = of_one_moment;
    }
    before
}

/// The statement that counts of several of the same moment. Two different numbers are a fault.
pub fn agreed<'s, 't>(
    tied: &'s [Statement<'t>],
    faults: &mut Vec<Diagnostic>,
) -> Option<&'s Statement<'t>> {
    let (first, others) = tied.split_first()?;
    Some(others.iter().fold(first, |first, other| {
        match (first.figure.bounds, other.figure.bounds) {
            (None, _) => other,
            (Some(one), Some(another)) if one != another => {
                faults.push(tie(first, other));
                first
            }
            _ => first,
        }
    }))
}
