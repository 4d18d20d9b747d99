//! What is true now instead of figures that are out of date: of a dispatch that was replaced, or of a running total that a later one
//! continued. It does not decide which figures count; the chronicle does.

use crate::chronicle::figure::FiguresByMeasure;
use crate::chronicle::incident::{Incident, ResolvedReport};
use crate::chronicle::measure::Measure;
use crate::chronicle::reckoning::fact::{Fact, Share};
use crate::chronicle::reckoning::phases::Phases;
use crate::chronicle::references::DispatchId;
use crate::field::dispatch::Kind;
use crate::plan::index::Index;
use crate::plan::route::Route;
use crate::plan::row::figures;
use crate::plan::view::toll::PresentView;

/// What is true now instead of what the dispatch `number` reports in `telling`, for a page in `lang`. None if its figures are not out of
/// date.
pub(crate) fn present(
    index: &Index<'_>,
    here: &Route,
    (number, telling): (DispatchId, &ResolvedReport),
    lang: &str,
) -> Option<PresentView> {
    let incident = index.chronicle.incident(telling.incident.as_ref()?)?;
    let is_same = |incident: &Incident, measures: &[Measure]| {
        let bounds = |of: &FiguresByMeasure, measure| of.get(measure).map(|it| it.bounds);
        measures.iter().all(|measure| {
            let now = incident.figures.get(measure).map(|it| it.figure.bounds);
            now == bounds(&telling.figures, measure)
        })
    };
    let view = |incident: &Incident, measures: &[Measure], by: DispatchId| PresentView {
        figures: figures::counted(index, incident, measures),
        same: is_same(incident, measures),
        dispatch: index.to_dispatch(here, index.read_in(by, lang)),
    };
    if let Some((later, measures)) = continued(index, incident) {
        let by = later.figures.get(measures.first()?)?.dispatch;
        return Some(view(later, &measures, by));
    }
    let replaced_by = index.chronicle.references.replaced_by[number];
    if replaced_by.is_none() && !is_outdated(incident, number, &telling.figures) {
        return None;
    }
    let wholes = incident.figures.keys().copied().filter(|measure| !measure.is_part());
    let wholes: Vec<Measure> = wholes.collect();
    let by = incident.figures.get(wholes.first()?)?.dispatch;
    let by = if by == number { replaced_by? } else { by };
    Some(view(incident, &wholes, by))
}

/// Whether a later dispatch gives another number for something that this one counts.
fn is_outdated(incident: &Incident, number: DispatchId, told: &FiguresByMeasure) -> bool {
    told.iter().filter(|(measure, _)| !measure.is_part()).any(|(measure, figure)| {
        let counted = incident.figures.get(measure);
        counted.is_some_and(|it| it.dispatch != number && it.figure.bounds != figure.bounds)
    })
}

/// The later total of the same series that replaces `toll`, and what it replaces.
fn continued<'i>(index: &Index<'i>, toll: &Incident) -> Option<(&'i Incident, Vec<Measure>)> {
    let phase = toll.series.as_ref().filter(|_| toll.kind == Kind::Toll)?;
    let members = index.series.get(phase).filter(|members| members.len() > 1)?;
    let facts: Vec<Fact<'i>> =
        members.iter().map(|incident| Fact { incident, share: Share::Whole }).collect();
    let phases = Phases::new(&facts);
    let at = members.iter().position(|member| member.number == toll.number)?;
    let adds_up = |measure: &Measure| !measure.is_part() && measure.adds_up();
    let measures = toll.figures.keys().copied().filter(adds_up);
    let later: Vec<(usize, Measure)> = measures
        .filter_map(|measure| Some((phases.overtakes(&facts, at, measure)?, measure)))
        .collect();
    let first = later.first()?.0;
    let of_first = later.iter().filter(|(by, _)| *by == first).map(|(_, measure)| *measure);
    Some((members[first], of_first.collect()))
}
