//! The addresses of dispatches and incidents.
//! It does not know what these pages show.

use crate::chronicle::Chronicle;
use crate::chronicle::incident::Incident;
use crate::plan::address;
use crate::plan::route::Route;

/// The address of each dispatch, by its number.
pub(crate) fn dispatches(chronicle: &Chronicle) -> Vec<Route> {
    chronicle.dispatches.iter().map(|dispatch| address::dispatch(dispatch)).collect()
}

/// The page that shows an incident: its own if it has several dispatches or lists people, else the page of its only dispatch.
pub(crate) fn incident(chronicle: &Chronicle, dispatches: &[Route], incident: &Incident) -> Route {
    match chronicle.tellers(incident).as_slice() {
        [only] if incident.people.persons.is_empty() => dispatches[*only].clone(),
        _ => address::incident(&incident.id),
    }
}
