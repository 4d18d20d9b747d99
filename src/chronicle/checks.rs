//! What editors are asked to look at once everything is put together: tolls and what they include, series that fall,
//! incidents that may be one, grades that rest on one source. Rules 6, 7, 10 and 12 of the counting policy.
//! Nothing here changes a total.

pub mod duplicates;
pub mod included;
pub mod overlaps;
pub mod series;
pub mod sources;

use rayon::prelude::*;

use crate::chronicle::Chronicle;
use crate::chronicle::figure::EffectiveFigure;
use crate::chronicle::incident::Incident;
use crate::text::diagnostic::{Diagnostic, Rule};

/// Maximum number of warnings of one kind. The others are counted.
const MAX_WARNINGS: usize = 5;

/// The fault of an incident: at its figure, or in its latest dispatch if it has none.
fn at_figure(
    rule: &'static Rule,
    incident: &Incident,
    figure: Option<&EffectiveFigure>,
    message: String,
    chronicle: &Chronicle,
) -> Diagnostic {
    let last = incident.dispatches.last().expect("every incident has a dispatch");
    let path = &chronicle.dispatches[figure.map_or(*last, |effective| effective.dispatch)].path;
    match figure {
        Some(effective) => rule.at(path, effective.figure.span, message),
        None => rule.in_file(path, message),
    }
}

/// Adds the faults of all checks.
pub fn check(chronicle: &Chronicle, faults: &mut Vec<Diagnostic>) {
    let checks: [fn(&Chronicle, &mut Vec<Diagnostic>); 5] =
        [included::check, series::check, overlaps::check, duplicates::check, sources::check];
    let found = checks.par_iter().map(|check| {
        let mut found = Vec::new();
        check(chronicle, &mut found);
        found
    });
    faults.extend(found.collect::<Vec<_>>().into_iter().flatten());
}
