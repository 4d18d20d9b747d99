//! What a newsroom has to explain before a figure counts: ties, falls, and older figures that come back.
//! It does not know which figure counts.

use crate::chronicle::account::Figure;
use crate::chronicle::effective::Statement;
use crate::chronicle::measure::Measure;
use crate::field::correction::Correction;
use crate::field::count::{Bounds, Count};
use crate::field::dispatch::Dispatch;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;

/// Two figures of one moment: neither may win by the name of its file.
pub fn tie(first: &Statement<'_>, second: &Statement<'_>, measure: Measure) -> Option<Diagnostic> {
    let (one, other) = (first.figure(measure)?, second.figure(measure)?);
    let (older, newer) = (first.told.dispatch, second.told.dispatch);
    let help = if older.path == newer.path {
        "an incident stands once in a round-up: put the two entries together".to_owned()
    } else {
        format!(
            "say which replaces the other with `supersedes: {}`, or give each an `as_of` with its hour",
            older.slug.value
        )
    };
    let tied = rule::TIED_FIGURES
        .at(
            &newer.path,
            other.span,
            format!("two figures for {} of one incident and one moment", measure.name()),
        )
        .label(format!("`{}` here", other.wording))
        .related(&older.path, one.span, format!("`{}` there", one.wording))
        .help(help);
    Some(tied)
}

/// A figure that is lower than the one of the moment before, and no `supersedes` or correction says why.
///
/// Those who are missing, displaced or trapped become fewer by themselves.
pub fn fall(before: &[Statement<'_>], after: &[Statement<'_>]) -> Option<Diagnostic> {
    let measures = after.iter().flat_map(|statement| &statement.figures);
    for (measure, _) in measures.filter(|(measure, _)| measure.adds_up()) {
        let Some((older, was)) = highest(before, *measure) else {
            continue;
        };
        let Some((newer, now)) = highest(after, *measure) else {
            continue;
        };
        let least = |figure: &Figure| figure.bounds.map(|bounds| bounds.min);
        if least(now) < least(was) && !explained(after, *measure) {
            let found = rule::FIGURE_FALLS
                .at(
                    &newer.path,
                    now.span,
                    format!(
                        "the figure for {} falls without a word of explanation",
                        measure.name()
                    ),
                )
                .label(format!("`{}` now", now.wording))
                .related(&older.path, was.span, format!("`{}` before", was.wording));
            return Some(found.help(remedy(older, *measure)));
        }
    }
    None
}

/// The statement with the highest least for `measure`, and its figure.
fn highest<'t>(
    statements: &[Statement<'t>],
    measure: Measure,
) -> Option<(&'t Dispatch, &'t Figure)> {
    let stating = statements
        .iter()
        .filter_map(|statement| Some((statement.told.dispatch, statement.figure(measure)?)));
    stating.max_by_key(|(_, figure)| figure.bounds.map(|bounds| bounds.min))
}

/// A number of everyone, killed or injured, below the killed and injured counted before it.
pub fn below_parts(latest: &[Statement<'_>], parts: Bounds) -> Option<Diagnostic> {
    if explained(latest, Measure::Casualties) {
        return None;
    }
    let (dispatch, figure) = highest(latest, Measure::Casualties)?;
    let fall = rule::FIGURE_FALLS
        .at(
            &dispatch.path,
            figure.span,
            "the figure for casualties falls below the killed and injured already counted",
        )
        .label(format!("`{}` now; {parts} before", figure.wording))
        .help(
            "write killed and injured here as well, or add an entry under `corrections` that says why \
             they are fewer",
        );
    Some(fall)
}

fn remedy(older: &Dispatch, measure: Measure) -> String {
    format!(
        "add `supersedes: {}`, or an entry under `corrections` with `field: {}` that says why",
        older.slug.value,
        measure.key()
    )
}

fn explained(statements: &[Statement<'_>], measure: Measure) -> bool {
    statements.iter().any(|statement| {
        let corrections = statement.told.corrections.iter();
        let figure = statement.figure(measure);
        corrections.copied().any(|entry| concerns(entry, measure, figure))
    })
}

/// Whether a correction is about `measure`: by the key it names, or by the figure that now stands.
pub fn concerns(entry: &Correction, measure: Measure, figure: Option<&Figure>) -> bool {
    match &entry.field {
        Some(field) => {
            let (key, field) = (measure.key(), field.trim());
            let below = field.strip_prefix("casualties.").or(field.strip_prefix("claims."));
            let named = below.unwrap_or(field);
            let own = key.strip_prefix("casualties.").unwrap_or(&key);
            // A correction of the whole is one of its parts, and `casualties` or `claims` are all of them.
            matches!(named, "casualties" | "claims")
                || named == own
                || own.strip_prefix(named).is_some_and(|rest| rest.starts_with('.'))
                || own == "casualties" && matches!(named, "killed" | "injured")
        }
        None => {
            let now = entry.now.as_deref().and_then(|now| Count::parse(now).ok());
            now.zip(figure).is_some_and(|(now, figure)| now.bounds() == figure.bounds)
        }
    }
}

/// A figure that counts again, since the dispatch that had overtaken it was withdrawn.
pub fn revived(dispatch: &Dispatch, withdrawn: &Dispatch) -> Diagnostic {
    rule::WITHDRAWAL_REVIVES
        .in_file(
            &dispatch.path,
            format!("its figures count again, since `{}` was withdrawn", withdrawn.slug.value),
        )
        .help("if this figure is wrong as well, withdraw this dispatch too or file a new one that supersedes it")
}
