//! Lines in lists: a dispatch, an incident, a toll.
//! It does not know which list they stand in.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::chronicle::incidents::Incident;
use crate::chronicle::measure::Measure;
use crate::chronicle::reckoning::{Question, Reckoning, Toll};
use crate::chronicle::references::Number;
use crate::chronicle::visible::embargo_ends;
use crate::field::correction::Change;
use crate::field::dispatch::{Dispatch, Kind, Status};
use crate::field::word::Word;
use crate::plan::desk::Desk;
use crate::plan::edition::Route;
use crate::plan::figures;
use crate::plan::gazetteer::cities_of;
use crate::plan::scope::Scope;
use crate::plan::view::lists::{
    DispatchMonthView, DispatchRowView, IncidentRowView, IncidentsView,
};
use crate::plan::view::toll::TollView;
use crate::plan::view::values::LinkView;

/// How many incidents the page of a city or a topic lists.
const INCIDENTS: usize = 24;

/// The dispatch with this number, as a line on the page `here`.
pub fn dispatch(desk: &Desk<'_>, here: &Route, number: Number) -> DispatchRowView {
    let dispatch = &desk.chronicle.dispatches[number];
    let original = desk.original(number);
    let gone = dispatch.withdrawn.is_some();
    let told = desk.chronicle.told[original].iter();
    let told_in = desk.language_of(original);
    let LinkView { title, href, lang } = desk.to_dispatch(here, number);
    let summary = dispatch.summary.clone().unwrap_or_else(|| dispatch.body.excerpt.clone());
    DispatchRowView {
        title,
        href,
        published: figures::moment(&dispatch.date.value),
        cities: if gone { Vec::new() } else { named(desk, number) },
        summary: if gone { String::new() } else { summary },
        lang,
        figures: told
            .filter(|_| !gone)
            .flat_map(|telling| figures::told(desk, &telling.figures, told_in))
            .collect(),
        marks: marks(desk, number),
    }
}

/// The cities of a dispatch, in its own language.
fn named(desk: &Desk<'_>, number: Number) -> Vec<String> {
    let cities = cities_of(desk.chronicle, &desk.chronicle.dispatches[desk.original(number)]);
    let lang = desk.language_of(number);
    cities.iter().map(|name| desk.city_title(name, lang).to_owned()).collect()
}

/// Several dispatches by the month they were published in, newest first; `numbers` are in order of publication.
pub fn by_month(desk: &Desk<'_>, here: &Route, numbers: &[Number]) -> Vec<DispatchMonthView> {
    let month_of = |number: &Number| {
        let day = desk.chronicle.dispatches[*number].date.value.day();
        day.calendar_month()
    };
    let mut months: Vec<DispatchMonthView> = numbers
        .chunk_by(|one, next| month_of(one) == month_of(next))
        .map(|of_month| DispatchMonthView {
            year: month_of(&of_month[0]).year(),
            month: month_of(&of_month[0]).month(),
            dispatches: of_month.iter().rev().map(|number| desk.row(here, *number)).collect(),
        })
        .collect();
    months.reverse();
    months
}

/// What has to be said of a dispatch wherever it is named.
pub fn marks(desk: &Desk<'_>, number: Number) -> Vec<&'static str> {
    let dispatch: &Dispatch = &desk.chronicle.dispatches[number];
    if dispatch.withdrawn.is_some() {
        return vec!["withdrawn"];
    }
    // A translation tells what its original tells.
    let told: &Dispatch = &desk.chronicle.dispatches[desk.original(number)];
    let embargoes = [dispatch, told].map(|it| embargo_ends(it, &desk.config.timezone));
    let is_embargoed = embargoes.into_iter().flatten().any(|ends| desk.now() < ends);
    let corrections = [dispatch, told].into_iter().flat_map(|it| &it.corrections);
    let corrected = corrections.into_iter().any(|entry| entry.kind == Change::Corrected);
    let superseded = desk.chronicle.references.superseded_by[desk.original(number)].is_some();
    [
        (dispatch.draft || told.draft, "draft"),
        (is_embargoed, "embargoed"),
        // What has been replaced is as far as it will come.
        (!superseded && told.status == Some(Status::Developing), "developing"),
        (!superseded && told.status == Some(Status::Verified), "verified"),
        (corrected, "corrected"),
        (superseded, "superseded"),
        (told.kind == Kind::Toll, "toll"),
        (told.kind == Kind::Statement, "statement"),
    ]
    .into_iter()
    .filter_map(|(applies, mark)| applies.then_some(mark))
    .collect()
}

/// An incident or a toll as a line on the page `here`.
pub fn incident(desk: &Desk<'_>, here: &Route, incident: &Incident) -> IncidentRowView {
    let (title, lang) = desk.incident_title(incident, &desk.config.language);
    IncidentRowView {
        id: incident.id.to_string(),
        title,
        lang,
        href: desk.linker.link(here, &desk.incident_route(incident)),
        days: figures::days(incident.days, incident.day_precision),
        cities: incident
            .place
            .cities
            .iter()
            .map(|name| desk.city_title(name, &desk.config.language).to_owned())
            .collect(),
        region: incident.place.region.clone(),
        figures: figures::effective(desk, incident),
        grade: incident.grade.word(),
        dispatches: desk.tellers(incident).len(),
        counted_dispatches: told_by(desk, here, incident),
        toll: incident.kind == Kind::Toll,
        excluded_by_grade: !desk.config.headline_grades.contains(&incident.grade),
    }
}

/// The latest of `incidents` that several dispatches tell of. What a single one tells stands in lists of dispatches.
pub fn incidents<'i>(
    desk: &Desk<'_>,
    here: &Route,
    incidents: impl IntoIterator<Item = &'i Incident>,
) -> IncidentsView {
    let with_pages = incidents.into_iter().filter(|incident| desk.tellers(incident).len() > 1);
    let mut all: Vec<&Incident> = with_pages.collect();
    all.sort_by_key(|incident| (Reverse(incident.days.from()), incident.number));
    let shown = all.iter().take(INCIDENTS);
    IncidentsView {
        latest: shown.map(|incident| desk.incident_row(here, incident)).collect(),
        more: all.len().saturating_sub(INCIDENTS),
    }
}

/// The dispatches whose figures count, where there are several on one incident.
fn told_by(desk: &Desk<'_>, here: &Route, incident: &Incident) -> Vec<LinkView> {
    if desk.tellers(incident).len() < 2 {
        return Vec::new();
    }
    let numbers: BTreeSet<Number> = incident.figures.values().map(|figure| figure.number).collect();
    numbers.into_iter().map(|number| desk.to_dispatch(here, number)).collect()
}

/// The reckoning of `scope` as the page `here` shows it.
pub fn toll(desk: &Desk<'_>, here: &Route, reckoning: &Reckoning, scope: &Scope) -> TollView {
    let mut states = reckoning.states.clone();
    states.sort_by_key(|state| (state.harm, Reverse(state.as_of), state.number));
    TollView {
        rows: shown(reckoning).map(|(measure, toll)| figures::row(measure, toll)).collect(),
        incidents: reckoning.counted.len(),
        partly: reckoning.partly.len(),
        place_unclear: figures::elsewhere(&reckoning.place_unclear),
        spans: figures::elsewhere(&reckoning.spans),
        excluded_by_grade: reckoning.graded_out.len(),
        grades: desk.config.headline_grades.iter().map(|grade| grade.word()).collect(),
        tolls: reckoning
            .tolls
            .iter()
            .filter_map(|id| desk.to_incident(here, id, &desk.config.language))
            .collect(),
        states: states.iter().map(|state| figures::state(desk, state)).collect(),
        explained: Some(scope.link(desk, here)),
    }
}

/// The rows that say something. Without a bare number the row of casualties only repeats those of killed and injured.
pub fn shown(reckoning: &Reckoning) -> impl Iterator<Item = (Measure, &Toll)> {
    let is_shown = |measure: &Measure| *measure != Measure::Casualties || reckoning.untold > 0;
    let rows = reckoning.rows.iter().map(|(measure, toll)| (*measure, toll));
    rows.filter(move |(measure, _)| is_shown(measure))
}

/// Everything, always, by the headline's grades.
pub fn headline<'d>(desk: &'d Desk<'_>) -> Question<'d> {
    Question { city: None, days: None, party: None, grades: &desk.config.headline_grades }
}
