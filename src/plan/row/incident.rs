//! An incident or a toll as a list row.
//! It does not know which list contains the row.

use std::collections::BTreeSet;

use crate::chronicle::incident::Incident;
use crate::chronicle::references::DispatchId;
use crate::field::dispatch::Kind;
use crate::field::word::Word;
use crate::plan::index::Index;
use crate::plan::route::Route;
use crate::plan::row::figures;
use crate::plan::view::lists::IncidentRowView;
use crate::plan::view::values::LinkView;

/// A link to the page of an incident, from the page `here`.
pub(crate) fn link(index: &Index<'_>, here: &Route, incident: &Incident) -> LinkView {
    let (title, lang) = index.incident_title(incident, &index.config.language);
    LinkView {
        title,
        href: index.linker.link(here, &index.incident_route(incident)),
        lang,
        leads_to: Some(index.incident_page_language(incident).to_owned()),
    }
}

/// An incident or a toll as a list row on the page `here`.
pub(crate) fn row(index: &Index<'_>, here: &Route, incident: &Incident) -> IncidentRowView {
    let (title, lang) = index.incident_title(incident, &index.config.language);
    IncidentRowView {
        id: incident.id.to_string(),
        title,
        lang,
        href: index.linker.link(here, &index.incident_route(incident)),
        leads_to: index.incident_page_language(incident).to_owned(),
        days: figures::days(incident.days, incident.day_precision),
        cities: incident
            .place
            .cities
            .iter()
            .map(|name| index.city_name(name, &index.config.language))
            .collect(),
        region: incident.place.region.clone(),
        figures: figures::effective(index, incident),
        grade: incident.grade.word(),
        dispatches: index.chronicle.tellers(incident).len(),
        counted_dispatches: told_by(index, here, incident),
        toll: incident.kind == Kind::Toll,
        excluded_by_grade: !index.config.headline_grades.contains(&incident.grade),
    }
}

/// Links to the dispatches whose figures count. Empty if the incident has only one dispatch.
fn told_by(index: &Index<'_>, here: &Route, incident: &Incident) -> Vec<LinkView> {
    if index.chronicle.tellers(incident).len() < 2 {
        return Vec::new();
    }
    let numbers: BTreeSet<DispatchId> =
        incident.figures.values().map(|figure| figure.dispatch).collect();
    numbers.into_iter().map(|number| index.to_dispatch(here, number)).collect()
}
