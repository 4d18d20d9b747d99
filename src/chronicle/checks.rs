//! What editors are asked to look at once everything is put together: tolls and what they include, series that fall,
//! incidents that may be one, grades that rest on one source. Rules 6, 7, 10 and 12 of the counting policy.
//! Nothing here changes a total.

pub mod duplicates;
pub mod included;
pub mod overlaps;
pub mod series;
pub mod sources;

use crate::chronicle::Chronicle;
use crate::text::diagnostic::Diagnostic;

/// Maximum number of warnings of one kind; the others are counted.
const MAX_WARNINGS: usize = 5;

/// Adds the faults of all checks.
pub fn check(chronicle: &Chronicle, faults: &mut Vec<Diagnostic>) {
    included::check(chronicle, faults);
    series::check(chronicle, faults);
    overlaps::check(chronicle, faults);
    duplicates::check(chronicle, faults);
    sources::check(chronicle, faults);
}

/// The first few of `found`, the last of which says how many `more` there are.
fn first_few(
    found: impl ExactSizeIterator<Item = Diagnostic>,
    more: &str,
) -> impl Iterator<Item = Diagnostic> {
    let rest = found.len().saturating_sub(MAX_WARNINGS);
    found.take(MAX_WARNINGS).enumerate().map(move |(at, mut warning)| {
        if rest > 0 && at + 1 == MAX_WARNINGS {
            let help = warning.help.take().unwrap_or_default();
            warning.help = Some(format!("{help}; {rest} more {more}"));
        }
        warning
    })
}
