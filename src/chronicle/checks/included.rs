//! What a toll includes has to be there and may not outweigh it. Rule 6 of the counting policy.
//! It does not know what else the toll may overlap.

use crate::chronicle::Chronicle;
use crate::chronicle::figure::EffectiveFigure;
use crate::chronicle::incident::Incident;
use crate::chronicle::measure::Measure;
use crate::chronicle::reckoning::extent::Extent;
use crate::field::claim::Grade;
use crate::field::dispatch::Kind;
use crate::field::slug::Slug;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::span::Spanned;

/// Holds every toll of `chronicle` to what it includes.
pub fn check(chronicle: &Chronicle, faults: &mut Vec<Diagnostic>) {
    let incidents: Vec<&Incident> = chronicle.incidents.values().collect();
    for toll in &incidents {
        let inside: Vec<&Incident> =
            toll.inside.iter().map(|number| incidents[*number as usize]).collect();
        faults.extend(toll.figures.iter().find_map(|(measure, own)| {
            outweighed(*measure, own, toll, &inside).map(|found| found.in_toll(own, chronicle))
        }));
        faults.extend(both(toll, &incidents, chronicle));
        let included = toll.declared.includes.iter();
        faults.extend(
            included
                .filter_map(|id| gone(id, toll, chronicle).or_else(|| apart(id, toll, chronicle))),
        );
    }
}

/// Something that is inside a toll by one declaration and outside of it by another.
fn both(toll: &Incident, incidents: &[&Incident], chronicle: &Chronicle) -> Option<Diagnostic> {
    let inside = toll.inside.iter().find(|number| toll.outside.binary_search(number).is_ok())?;
    let last = toll.dispatches.last()?;
    let (id, part) = (&toll.id, &incidents[*inside as usize].id);
    let message = format!("`{part}` is inside the toll `{id}` and outside of it");
    let help = "look through what it includes and excludes, and through what these include: take one of them out";
    Some(rule::TOGETHER.in_file(&chronicle.dispatches[*last].path, message).help(help))
}

/// That the parts of a toll come to more than it.
struct Outweighed {
    measure: Measure,
    parts: u64,
    most: u64,
    /// One of the parts.
    such_as: Slug,
}

/// Incidents never count the same people, so their least add up; of tolls each stands for itself.
fn outweighed(
    measure: Measure,
    own: &EffectiveFigure,
    toll: &Incident,
    inside: &[&Incident],
) -> Option<Outweighed> {
    if !measure.adds_up() || toll.kind != Kind::Toll {
        return None;
    }
    let most = own.figure.bounds?.max?;
    let least = |part: &Incident| part.bounds(measure).map_or(0, |bounds| bounds.min);
    let credible = inside.iter().filter(|part| part.grade != Grade::Discounted);
    let (incidents, tolls): (Vec<&Incident>, Vec<&Incident>) =
        credible.partition(|part| part.kind == Kind::Incident);
    let sum = incidents.iter().fold(0, |sum: u64, part| sum.saturating_add(least(part)));
    let heaviest = incidents.iter().chain(&tolls).max_by_key(|part| least(part))?;
    let parts = sum.max(least(heaviest));
    (parts > most).then(|| Outweighed { measure, parts, most, such_as: heaviest.id.clone() })
}

impl Outweighed {
    fn in_toll(self, own: &EffectiveFigure, chronicle: &Chronicle) -> Diagnostic {
        let Outweighed { measure, parts, most, such_as } = self;
        rule::INCLUDED_ABOVE_TOLL
            .at(
                &chronicle.dispatches[own.dispatch].path,
                own.figure.span,
                format!("what this toll includes comes to more than the toll itself: {}", measure.name()),
            )
            .label(format!("at most {most} here, at least {parts} in what it includes"))
            .help(format!(
                "check the numbers; if `{such_as}` or another is not part of it, take it out of `includes` and put it \
                 under `excludes`"
            ))
    }
}

/// An included incident of other days or another place: it is taken out of sums that have nothing to do with the toll.
fn apart(id: &Spanned<Slug>, toll: &Incident, chronicle: &Chronicle) -> Option<Diagnostic> {
    let part = chronicle.incident(&id.value)?;
    let (here, there) = (Extent::of(&toll.place), Extent::of(&part.place));
    let what = if toll.days.is_disjoint_from(part.days) {
        "has none of its days"
    } else if here.is_apart_from(there, &chronicle.places) {
        "lies in another place"
    } else {
        return None;
    };
    let found = rule::INCLUDED_APART
        .at(
            &chronicle.dispatches[toll.declared.by?].path,
            id.span,
            format!("this toll includes `{}`, which {what}", id.value),
        )
        .label(what)
        .help("check the id; if it is right, correct the days or the place of one of the two");
    Some(found)
}

/// An included incident that no longer counts: the toll may still hold its people.
fn gone(id: &Spanned<Slug>, toll: &Incident, chronicle: &Chronicle) -> Option<Diagnostic> {
    let path = &chronicle.dispatches[toll.declared.by?].path;
    let what = match chronicle.incident(&id.value) {
        None if chronicle.knows(&id.value) => "was withdrawn",
        Some(incident) if incident.grade == Grade::Discounted => "is discounted",
        _ => return None,
    };
    let found = rule::INCLUDED_GONE
        .at(path, id.span, format!("this toll includes `{}`, which {what}", id.value))
        .label(what)
        .help("check whether the toll still holds: correct its figure, or take this out of `includes`");
    Some(found)
}
