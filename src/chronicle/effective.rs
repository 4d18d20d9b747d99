//! Which of several reports of one incident counts, harm by harm. Rule 2 of the counting policy.
//! It does not add incidents to each other.

use crate::chronicle::bare_numbers::add_bare_numbers;
use crate::chronicle::figure::EffectiveByMeasure;
use crate::chronicle::latest::{combine, latest};
use crate::chronicle::statement::{StandingReport, Statement};
use crate::field::casualties::Harm;
use crate::field::word::Word;
use crate::text::diagnostic::Diagnostic;

/// The figures that count, of all `reports` of an incident that stand.
pub fn effective(
    reports: &[StandingReport<'_>],
    faults: &mut Vec<Diagnostic>,
) -> EffectiveByMeasure {
    let mut effective = EffectiveByMeasure::new();
    for &harm in Harm::ALL {
        let stating = reports.iter().filter_map(|report| Statement::new(report, harm));
        let mut stating: Vec<Statement<'_>> = stating.collect();
        effective.extend(combine(latest(&mut stating, faults), faults));
    }
    add_bare_numbers(reports, &mut effective, faults);
    effective
}
