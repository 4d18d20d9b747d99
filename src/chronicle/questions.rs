//! What an editor is asked to look at once all is put together: tolls and what they may overlap, incidents that may be
//! one, grades that rest on one source. Rules 6, 10 and 12 of the counting policy.
//! It decides nothing: no answer changes for what is asked here.

pub mod duplicates;
pub mod overlaps;
pub mod sources;

use crate::text::diagnostic::Diagnostic;

/// At most this many questions of one kind; then a count.
pub const MOST_QUESTIONS: usize = 5;

/// The first few of `count` questions, the last of which says how many `more` there are.
pub fn first_few(
    found: impl Iterator<Item = Diagnostic>,
    count: usize,
    more: &str,
) -> Vec<Diagnostic> {
    let rest = count.saturating_sub(MOST_QUESTIONS);
    let mut few: Vec<Diagnostic> = found.take(MOST_QUESTIONS).collect();
    if let Some(last) = few.last_mut().filter(|_| rest > 0) {
        let help = last.help.take().unwrap_or_default();
        last.help = Some(format!("{help}; {rest} more {more}"));
    }
    few
}
