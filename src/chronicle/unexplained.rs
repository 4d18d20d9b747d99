//! What a newsroom has to explain before a figure counts: ties, falls, and older figures that count again.
//! It does not know which figure counts.

use std::collections::BTreeSet;

use crate::chronicle::figure::Figure;
use crate::chronicle::measure::Measure;
use crate::chronicle::references::DispatchId;
use crate::chronicle::statement::{StandingReport, Statement};
use crate::field::correction::Correction;
use crate::field::count::{Bounds, Count};
use crate::field::dispatch::Dispatch;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;

/// Two different figures of the same moment. No order of files may decide between them.
pub fn tie(first: &Statement<'_>, second: &Statement<'_>) -> Diagnostic {
    let (one, other) = (first.figure, second.figure);
    let (older, newer) = (first.dispatch(), second.dispatch());
    let name = first.measure.name();
    let message = format!("two figures for {name} of one incident and one moment");
    rule::TIED_FIGURES
        .at(&newer.path, other.span, message)
        .label(format!("`{}` here", other.wording))
        .related(&older.path, one.span, format!("`{}` there", one.wording))
        .help(untie(older, newer))
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

/// A figure that falls without a word, between two dispatches.
pub struct Fall {
    between: [DispatchId; 2],
    fault: Diagnostic,
}

/// The faults of `falls`, one for each two dispatches: if a whole falls, its parts often fall with it.
pub fn without_repetitions(falls: Vec<Fall>) -> impl Iterator<Item = Diagnostic> {
    let mut seen = BTreeSet::new();
    falls.into_iter().filter(move |fall| seen.insert(fall.between)).map(|fall| fall.fault)
}

/// A figure that is lower than the one before it, without a `supersedes` or a correction that says why.
///
/// Fewer people who are missing, displaced, trapped or held need no explanation.
pub fn fall(before: &[Statement<'_>], after: &[Statement<'_>]) -> Option<Fall> {
    let (was, now) = (highest(before)?, highest(after)?);
    let measure = now.measure;
    let falls = measure.adds_up() && now.figure.min() < was.figure.min() && !is_explained(after);
    if !falls {
        return None;
    }
    let (older, newer) = (was.dispatch(), now.dispatch());
    let correction =
        format!("an entry under `corrections` with `field: {}` that says why", measure.key());
    let help = match measure.is_part() {
        // A dispatch with a part alone does not replace one with the whole.
        true => format!("add {correction}"),
        false => format!("add `supersedes: {}`, or {correction}", older.slug.value),
    };
    let message = format!("the figure for {} falls without a word of explanation", measure.name());
    let fault = rule::FIGURE_FALLS
        .at(&newer.path, now.figure.span, message)
        .label(format!("`{}` now", now.figure.wording))
        .related(&older.path, was.figure.span, format!("`{}` before", was.figure.wording))
        .help(help);
    Some(Fall { between: [was.report.dated.id, now.report.dated.id], fault })
}

/// The statement with the highest minimum.
fn highest<'s, 't>(statements: &'s [Statement<'t>]) -> Option<&'s Statement<'t>> {
    statements.iter().max_by_key(|statement| statement.figure.min())
}

/// Parts of a report that are more than the latest figure for the whole allows.
pub fn outgrown(by: &StandingReport<'_>, of: &StandingReport<'_>, whole: Measure) -> Diagnostic {
    let name = whole.name();
    let span = |report: &StandingReport<'_>| {
        report.figures.get(&whole).map(|figure| figure.span).unwrap_or_default()
    };
    let [proved, most] = [by, of].map(|report| report.figures.get(&whole));
    let proved = proved.map_or(0, |figure| figure.parts_prove);
    let most = most.map_or("unknown", |figure| figure.wording.as_str());
    rule::PARTS_OUTGROW_WHOLE
        .at(
            &by.dated.dispatch.path,
            span(by),
            format!("the groups of {name} come to more than the latest figure for all of them"),
        )
        .label(format!("at least {proved} here"))
        .related(&of.dated.dispatch.path, span(of), format!("`{most}` in all"))
        .help(format!(
            "the total is now \"at least {proved}\"; write the new total here if you know it, or correct the groups"
        ))
}

/// A number of all casualties that is below the killed and injured counted before it.
pub fn below_parts(latest: &[Statement<'_>], parts: Bounds) -> Option<Diagnostic> {
    if is_explained(latest) {
        return None;
    }
    let counts = highest(latest)?;
    let (dispatch, figure) = (counts.dispatch(), counts.figure);
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

fn is_explained(statements: &[Statement<'_>]) -> bool {
    statements.iter().any(|statement| {
        let mut corrections = statement.report.corrections.iter();
        corrections.any(|entry| concerns(entry, statement.measure, Some(statement.figure)))
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
