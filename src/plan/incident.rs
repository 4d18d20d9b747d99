//! The page of an incident that several dispatches tell of: how the number moved, and why one figure counts.
//! It does not decide which; the chronicle has.

use crate::chronicle::incidents::{Incident, Telling};
use crate::chronicle::references::Number;
use crate::field::dispatch::Account;
use crate::field::slug::Slug;
use crate::plan::desk::Desk;
use crate::plan::edition::{Route, Sheet};
use crate::plan::view::pages::{IncidentPage, StepView};
use crate::plan::view::{Kind, View};
use crate::plan::{Planned, address, corrections, figures, map, rows, testimony};
use crate::text::span::Span;

/// The page of `incident`, if it has one of its own.
pub fn page(desk: &Desk<'_>, incident: &Incident) -> Option<Planned> {
    let tellers = desk.tellers(incident);
    if tellers.len() < 2 {
        return None;
    }
    let file = incident.file.as_ref();
    let id = incident.id.clone();
    let page = Planned::page(Kind::Incident, address::incident(&id), move |desk, here| {
        let incident = desk.chronicle.incident(&id).expect("the page is there because it is");
        sheet(desk, here, incident)
    });
    Some(match file {
        Some(file) => page.telling(&file.path),
        None => page.asked_by(&desk.chronicle.dispatches[tellers[0]].path, Span::default()),
    })
}

fn sheet(desk: &Desk<'_>, here: &Route, incident: &Incident) -> Sheet {
    let tellers = desk.tellers(incident);
    let file = incident.file.as_ref();
    let lang = &desk.config.language;
    let view = View::Incident(IncidentPage {
        site: desk.site(here),
        page: desk.head(
            here,
            &desk.incident_title(incident, lang).0,
            file.map(|f| f.body.excerpt.as_str()),
        ),
        incident: desk.incident_row(here, incident),
        cities: incident.place.cities.iter().map(|city| desk.to_city(here, city, lang)).collect(),
        map: map::locator(desk, &incident.place.cities, lang),
        area: incident.place.area.clone(),
        steps: tellers.iter().map(|number| step(desk, here, incident, *number)).collect(),
        attribution: testimony::attribution(desk, &incident.attribution, lang),
        positions: testimony::positions(desk, &incident.positions, lang),
        ids: file.map(|file| file.ids.clone()).unwrap_or_default(),
    });
    let prose = file.and_then(|file| desk.prose(here, &file.path, &file.body));
    Sheet::Template { view, prose }
}

fn step(desk: &Desk<'_>, here: &Route, incident: &Incident, number: Number) -> StepView {
    let teller = &desk.chronicle.dispatches[number];
    let (account, telling) = account(desk, number, &incident.id);
    let told = &telling.figures;
    let told_in = desk.language_of(number);
    let effective = incident.figures.values().any(|effective| effective.number == number);
    let superseded = desk.chronicle.references.superseded_by[number].is_some();
    let why = match (teller.withdrawn.is_some(), effective, superseded) {
        (true, _, _) => Some("withdrawn"),
        (_, true, _) => None,
        (_, _, true) => Some("superseded"),
        _ if told.is_empty() => Some("no_figure"),
        _ => Some("later"),
    };
    let written = account.as_of.as_ref().filter(|_| teller.withdrawn.is_none());
    let as_of = written.unwrap_or(&teller.date.value);
    StepView {
        dispatch: rows::dispatch(desk, here, number),
        as_of: figures::day(as_of.day()),
        figures: figures::told(desk, told, told_in),
        claims: if teller.withdrawn.is_some() {
            Vec::new()
        } else {
            testimony::claims(desk, teller, account)
        },
        corrections: match teller.withdrawn {
            Some(_) => Vec::new(),
            None => corrections::of_dispatch(desk, number),
        },
        counted: effective,
        why,
    }
}

/// The account that a dispatch gives of the incident `id`, and what it tells.
fn account<'d>(desk: &'d Desk<'_>, number: Number, id: &Slug) -> (&'d Account, &'d Telling) {
    let accounts = &desk.chronicle.dispatches[number].accounts;
    let mut told = accounts.iter().zip(&desk.chronicle.told[number]);
    told.find(|(_, telling)| telling.incident.as_ref() == Some(id))
        .expect("an incident lists only dispatches with an account of it")
}
