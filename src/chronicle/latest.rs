//! The latest of several statements, and what they say together. Rule 2 of the counting policy.
//! It does not know which harm they are about.

use std::collections::BTreeMap;

use crate::chronicle::figure::{EffectiveByMeasure, EffectiveFigure, Figure};
use crate::chronicle::measure::Measure;
use crate::chronicle::statement::Statement;
use crate::chronicle::unexplained::{fall, tie};
use crate::text::diagnostic::Diagnostic;

/// The latest of `statements`; several only if they are of the same moment. A fall that nobody explains is a fault.
pub fn latest<'s, 't>(
    statements: &'s mut [Statement<'t>],
    faults: &mut Vec<Diagnostic>,
) -> &'s [Statement<'t>] {
    // The slug only puts faults into the same order in every run. It decides nothing: a tie is reported.
    statements.sort_by(|a, b| {
        let slugs = [a, b].map(|statement| &statement.dispatch().slug.value);
        a.recency.cmp(&b.recency).then_with(|| slugs[0].cmp(slugs[1]))
    });
    let mut before: &[Statement<'_>] = &[];
    for of_one_moment in statements.chunk_by(|a, b| a.recency == b.recency) {
        faults.extend(fall(before, of_one_moment));
        before = of_one_moment;
    }
    before
}

/// The figures of several statements of the same moment. Two different numbers for one measure are a fault.
pub fn combine(tied: &[Statement<'_>], faults: &mut Vec<Diagnostic>) -> EffectiveByMeasure {
    let mut combined: BTreeMap<Measure, (&Statement<'_>, &Figure)> = BTreeMap::new();
    for statement in tied {
        for &(measure, figure) in &statement.figures {
            let (first, so_far) = *combined.entry(measure).or_insert((statement, figure));
            if so_far.bounds.is_none() {
                combined.insert(measure, (statement, figure));
            } else if figure.bounds.is_some() && figure.bounds != so_far.bounds {
                faults.extend(tie(first, statement, measure));
            }
        }
    }
    let effective = |(measure, (statement, figure)): (Measure, (&Statement<'_>, &Figure))| {
        let effective = EffectiveFigure {
            figure: figure.clone(),
            dispatch: statement.report.dated.id,
            as_of: figure.as_of.unwrap_or(statement.recency.0),
            recency: statement.recency,
        };
        (measure, effective)
    };
    combined.into_iter().map(effective).collect()
}
