//! What a newsroom has to explain before a figure counts: ties, falls, and older figures that count again.
//! It does not know which figure counts.

use crate::chronicle::figure::Figure;
use crate::chronicle::measure::Measure;
use crate::chronicle::statement::Statement;
use crate::field::correction::Correction;
use crate::field::count::{Bounds, Count};
use crate::field::dispatch::Dispatch;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;

/// Two different figures of the same moment. No order of files may decide between them.
pub fn tie(first: &Statement<'_>, second: &Statement<'_>, measure: Measure) -> Option<Diagnostic> {
    let (one, other) = (first.figure(measure)?, second.figure(measure)?);
    let (older, newer) = (first.dispatch(), second.dispatch());
    let message = format!("two figures for {} of one incident and one moment", measure.name());
    let tied = rule::TIED_FIGURES
        .at(&newer.path, other.span, message)
        .label(format!("`{}` here", other.wording))
        .related(&older.path, one.span, format!("`{}` there", one.wording))
        .help(untie(older, newer));
    Some(tied)
}

/// How to settle what two dispatches say differently of the same moment.
pub fn untie(older: &Dispatch, newer: &Dispatch) -> String {
    if older.path == newer.path {
        return "write an incident only once in a round-up: put the two entries together"
            .to_owned();
    }
    format!(
        "say which replaces the other with `supersedes: {}`, or give each an `as_of` with its hour",
        older.slug.value
    )
}

/// A figure that is lower than the one before it, without a `supersedes` or a correction that says why.
///
/// Fewer people who are missing, displaced or trapped need no explanation.
pub fn fall(before: &[Statement<'_>], after: &[Statement<'_>]) -> Option<Diagnostic> {
    let measures = after.iter().flat_map(|statement| &statement.figures);
    measures.filter(|(measure, _)| measure.adds_up()).find_map(|&(measure, _)| {
        let (older, was) = highest(before, measure)?;
        let (newer, now) = highest(after, measure)?;
        let falls = now.min() < was.min() && !is_explained(after, measure);
        falls.then(|| {
            let name = measure.name();
            let message = format!("the figure for {name} falls without a word of explanation");
            rule::FIGURE_FALLS
                .at(&newer.path, now.span, message)
                .label(format!("`{}` now", now.wording))
                .related(&older.path, was.span, format!("`{}` before", was.wording))
                .help(format!(
                    "add `supersedes: {}`, or an entry under `corrections` with `field: {}` that says why",
                    older.slug.value,
                    measure.key()
                ))
        })
    })
}

/// The figure with the highest minimum for `measure`, and its dispatch.
fn highest<'t>(
    statements: &[Statement<'t>],
    measure: Measure,
) -> Option<(&'t Dispatch, &'t Figure)> {
    let stating = statements
        .iter()
        .filter_map(|statement| Some((statement.dispatch(), statement.figure(measure)?)));
    stating.max_by_key(|(_, figure)| figure.min())
}

/// A number of all casualties that is below the killed and injured counted before it.
pub fn below_parts(latest: &[Statement<'_>], parts: Bounds) -> Option<Diagnostic> {
    if is_explained(latest, Measure::Casualties) {
        return None;
    }
    let (dispatch, figure) = highest(latest, Measure::Casualties)?;
    let message = "the figure for casualties falls below the killed and injured already counted";
    let fall = rule::FIGURE_FALLS
        .at(&dispatch.path, figure.span, message)
        .label(format!("`{}` now; {parts} before", figure.wording))
        .help(
            "write killed and injured here as well, or add an entry under `corrections` that says why \
             they are fewer",
        );
    Some(fall)
}

fn is_explained(statements: &[Statement<'_>], measure: Measure) -> bool {
    statements.iter().any(|statement| {
        let mut corrections = statement.report.corrections.iter();
        corrections.any(|entry| concerns(entry, measure, statement.figure(measure)))
    })
}

/// Whether a correction is about `measure`: it names its key, or its `now` is the figure that stands.
pub fn concerns(entry: &Correction, measure: Measure, figure: Option<&Figure>) -> bool {
    match &entry.field {
        Some(field) => {
            let (key, field) = (measure.key(), field.trim());
            let below = field.strip_prefix("casualties.").or(field.strip_prefix("claims."));
            let named = below.unwrap_or(field);
            let own = key.strip_prefix("casualties.").unwrap_or(&key);
            // A correction of the whole is also one of its parts, and `casualties` or `claims` are all of them.
            matches!(named, "casualties" | "claims")
                || named == own
                || own.strip_prefix(named).is_some_and(|rest| rest.starts_with('.'))
                || measure == Measure::Casualties
                    && Measure::in_casualties().any(|part| part.name() == named)
        }
        None => {
            let now = entry.now.as_deref().and_then(|now| Count::parse(now).ok());
            now.zip(figure).is_some_and(|(now, figure)| now.bounds() == figure.bounds)
        }
    }
}

/// The warning that a figure counts again because the dispatch which replaced it was withdrawn.
pub fn counts_again(dispatch: &Dispatch, withdrawn: &Dispatch) -> Diagnostic {
    rule::WITHDRAWAL_REVIVES
        .in_file(
            &dispatch.path,
            format!("its figures count again, since `{}` was withdrawn", withdrawn.slug.value),
        )
        .help("if this figure is wrong as well, withdraw this dispatch too or file a new one that supersedes it")
}
