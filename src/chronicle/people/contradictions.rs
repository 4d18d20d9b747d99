//! Lists and figures of one report that cannot both be true: a list longer than its figure, or a complete list that is shorter.
//! It does not know other reports of the incident.

use crate::chronicle::figure::Figure;
use crate::chronicle::measure::Measure;
use crate::chronicle::people::Lists;
use crate::chronicle::people::rows::rows;
use crate::chronicle::statement::StandingReport;
use crate::field::word::Word;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;

/// The faults of reports whose list and figure cannot both be true, each with its row.
pub(super) fn contradictions(
    lists: &Lists<'_>,
    reports: &[StandingReport<'_>],
) -> Vec<(Measure, Diagnostic)> {
    let mut found: Vec<(Measure, Diagnostic)> = Vec::new();
    for by in lists.reports() {
        let report = &reports[by];
        for measure in rows() {
            let Some(stated) = report.figures.get(&measure).filter(|figure| !figure.from_parts)
            else {
                continue;
            };
            let Some(bounds) = stated.bounds else { continue };
            let listed = lists.prove_in(by, |it| lists.counts_in(it, measure));
            let is_complete = report.dated.report.people.complete
                && measure.group().is_none()
                && measure != Measure::Casualties;
            let is_longer = bounds.max.is_some_and(|max| listed > max);
            let is_shorter = is_complete && listed > 0 && listed < bounds.min;
            let is_told = found.iter().any(|(other, fault)| {
                other.whole() == measure.whole() && fault.path == report.dated.dispatch.path
            });
            if (is_longer || is_shorter) && !is_told {
                found.push((measure, contradiction(report, measure, stated, listed)));
            }
        }
    }
    found
}

fn contradiction(
    report: &StandingReport<'_>,
    measure: Measure,
    stated: &Figure,
    listed: u64,
) -> Diagnostic {
    let dispatch = report.dated.dispatch;
    let (key, wording) = (measure.key(), &stated.wording);
    let is_longer = stated.bounds.and_then(|bounds| bounds.max).is_some_and(|max| listed > max);
    let (message, help) = match is_longer {
        true => (
            format!(
                "the list has more people than `{key}`: {listed}, and the figure is `{wording}`"
            ),
            format!("correct the figure or the list; everybody in it counts as {}", what(measure)),
        ),
        false => (
            format!(
                "the list is `complete` and has fewer people than `{key}`: {listed}, and the figure is `{wording}`"
            ),
            "delete `complete: true`, or correct the figure".to_owned(),
        ),
    };
    let people = &report.dated.report.people;
    rule::LONGER_THAN_FIGURE
        .at(&dispatch.path, stated.span, message)
        .label("this figure")
        .related(&dispatch.path, people.span, "this list")
        .help(help)
}

/// `killed`, or `killed if the line proves the group ..`.
fn what(measure: Measure) -> String {
    match (measure.harm(), measure.group()) {
        (Some(harm), Some(group)) => {
            format!("{} if the line proves the group `{}`", harm.word(), group.word())
        }
        (Some(harm), None) => harm.word().to_owned(),
        (None, _) => "killed or injured".to_owned(),
    }
}
