//! What a toll includes must exist, must not be apart from it and must not outweigh it. Rule 6 of the counting policy.
//! It does not know what else the toll may overlap.

use crate::chronicle::Chronicle;
use crate::chronicle::figure::EffectiveFigure;
use crate::chronicle::incident::Incident;
use crate::chronicle::measure::Measure;
use crate::chronicle::reckoning::extent::Extent;
use crate::field::claim::Grade;
use crate::field::dispatch::Kind;
use crate::field::slug::Slug;
use crate::text::diagnostic::{Diagnostic, Rule};
use crate::text::rule;
use crate::text::span::Spanned;

/// Reports every toll of `chronicle` that does not fit what it includes.
pub fn check(chronicle: &Chronicle, faults: &mut Vec<Diagnostic>) {
    let incidents: Vec<&Incident> = chronicle.incidents.values().collect();
    for toll in &incidents {
        let inside: Vec<&Incident> =
            toll.inside.iter().map(|number| incidents[*number as usize]).collect();
        let mut figures = toll.figures.iter();
        faults.extend(
            figures.find_map(|(measure, own)| outweighed(*measure, own, toll, &inside, chronicle)),
        );
        faults.extend(inside_and_outside(toll, &incidents, chronicle));
        let included = toll.declared.includes.iter();
        faults.extend(included.filter_map(|id| misfit(id, toll, chronicle)));
    }
}

/// The fault of an incident that is declared both inside a toll and outside of it.
fn inside_and_outside(
    toll: &Incident,
    incidents: &[&Incident],
    chronicle: &Chronicle,
) -> Option<Diagnostic> {
    let inside = toll.inside.iter().find(|number| toll.outside.binary_search(number).is_ok())?;
    let last = toll.dispatches.last()?;
    let (id, part) = (&toll.id, &incidents[*inside as usize].id);
    let message = format!("`{part}` is inside the toll `{id}` and outside of it");
    let help = "look through what it includes and excludes, and through what these include: take one of them out";
    Some(rule::TOGETHER.in_file(&chronicle.dispatches[*last].path, message).help(help))
}

/// The fault of a toll whose parts come to more than it. Incidents never count the same people, so their minima add up;
/// tolls may, so each of them is compared by itself.
fn outweighed(
    measure: Measure,
    own: &EffectiveFigure,
    toll: &Incident,
    inside: &[&Incident],
    chronicle: &Chronicle,
) -> Option<Diagnostic> {
    if !measure.adds_up() || toll.kind != Kind::Toll {
        return None;
    }
    let max = own.figure.bounds?.max?;
    let min = |part: &Incident| part.bounds(measure).map_or(0, |bounds| bounds.min);
    let credible = inside.iter().filter(|part| part.grade != Grade::Discounted);
    let (incidents, tolls): (Vec<&Incident>, Vec<&Incident>) =
        credible.partition(|part| part.kind == Kind::Incident);
    let sum = incidents.iter().fold(0, |sum: u64, part| sum.saturating_add(min(part)));
    let largest = incidents.iter().chain(&tolls).max_by_key(|part| min(part))?;
    let parts = sum.max(min(largest));
    (parts > max).then(|| {
        let name = measure.name();
        let message = format!("what this toll includes comes to more than the toll itself: {name}");
        rule::INCLUDED_ABOVE_TOLL
            .at(&chronicle.dispatches[own.dispatch].path, own.figure.span, message)
            .label(format!("at most {max} here, at least {parts} in what it includes"))
            .help(format!(
                "check the numbers; if `{}` or another is not part of it, take it out of `includes` and put it under \
                 `excludes`",
                largest.id
            ))
    })
}

/// The warning that an included incident no longer counts, or that it is of other days or another place.
fn misfit(id: &Spanned<Slug>, toll: &Incident, chronicle: &Chronicle) -> Option<Diagnostic> {
    let still_holds =
        "check whether the toll still holds: correct its figure, or take this out of `includes`";
    let check_id = "check the id; if it is right, correct the days or the place of one of the two";
    let (rule, what, help): (&'static Rule, _, _) = match chronicle.incident(&id.value) {
        None if chronicle.knows(&id.value) => (&rule::INCLUDED_GONE, "was withdrawn", still_holds),
        None => return None,
        Some(part) if part.grade == Grade::Discounted => {
            (&rule::INCLUDED_GONE, "is discounted", still_holds)
        }
        Some(part) if toll.days.is_disjoint_from(part.days) => {
            (&rule::INCLUDED_APART, "has none of its days", check_id)
        }
        Some(part) => {
            let [here, there] = [toll, part].map(|it| Extent::of(&it.place));
            here.is_apart_from(there, &chronicle.places).then_some((
                &rule::INCLUDED_APART,
                "lies in another place",
                check_id,
            ))?
        }
    };
    let path = &chronicle.dispatches[toll.declared.by?].path;
    let message = format!("this toll includes `{}`, which {what}", id.value);
    Some(rule.at(path, id.span, message).label(what).help(help))
}
