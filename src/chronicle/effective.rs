//! Which of several reports of one incident counts, measure by measure. Rule 2 of the counting policy.
//! It does not add incidents to each other.

use litemap::LiteMap;

use crate::chronicle::accounts::{Account, settle};
use crate::chronicle::bare_numbers::add_bare_numbers;
use crate::chronicle::figure::{EffectiveByMeasure, EffectiveFigure, Figure};
use crate::chronicle::latest::{agreed, latest};
use crate::chronicle::measure::Measure;
use crate::chronicle::people::{IncidentPeople, proof};
use crate::chronicle::statement::{StandingReport, Statement};
use crate::chronicle::unexplained::{Fall, outgrown, without_repetitions};
use crate::field::casualties::{Group, Harm};
use crate::field::word::Word;
use crate::text::diagnostic::Diagnostic;

/// The figures that count, of all `reports` of an incident that stand, and the people whom they list.
pub fn effective(
    reports: &[StandingReport<'_>],
    faults: &mut Vec<Diagnostic>,
) -> (EffectiveByMeasure, IncidentPeople) {
    let mut effective = EffectiveByMeasure::new();
    for &harm in Harm::ALL {
        if reports.iter().any(|report| report.figures.contains_key(&Measure::Whole(harm))) {
            effective.extend(of_harm(reports, harm, faults));
        }
    }
    add_bare_numbers(reports, &mut effective, faults);
    let people = proof::apply(reports, &mut effective, faults);
    (effective, people)
}

fn of_harm(
    reports: &[StandingReport<'_>],
    harm: Harm,
    faults: &mut Vec<Diagnostic>,
) -> EffectiveByMeasure {
    let whole = Measure::Whole(harm);
    let parts = Group::ALL.iter().map(|group| Measure::Part(harm, *group));
    let mut falls: Vec<Fall> = Vec::new();
    let mut counting: LiteMap<Measure, usize> = LiteMap::new();
    for measure in std::iter::once(whole).chain(parts) {
        let stated =
            |by: usize| reports[by].figures.get(&measure).filter(|figure| !figure.from_parts);
        let mut statements = Statement::all(reports, measure, stated, |by| stated(by).is_some());
        let counts = agreed(latest(&mut statements, &mut falls), faults);
        counting.extend(counts.map(|statement| (measure, statement.by)));
    }
    faults.extend(without_repetitions(falls));
    let account = |report: &StandingReport<'_>| report.recency(Some(harm));
    let accounts: Vec<Account<'_>> = reports
        .iter()
        .map(|report| Account { recency: account(report), figures: report.figures })
        .collect();
    let settled = settle(harm, &accounts, &counting);
    if let (Some(by), Some(of)) = (settled.outgrown_by, counting.get(&whole)) {
        faults.push(outgrown(&reports[by], &reports[*of], whole));
    }
    let effective = |(measure, (by, figure)): (Measure, (usize, Figure))| {
        let recency = accounts[by].recency;
        let as_of = figure.as_of.unwrap_or(recency.0);
        (measure, EffectiveFigure { figure, dispatch: reports[by].dated.id, as_of, recency })
    };
    settled.figures.into_iter().map(effective).collect()
}
