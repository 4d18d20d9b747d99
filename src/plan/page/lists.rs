//! Makes lists that several kinds of pages share: dispatches by month, and the latest incidents.
//! It does not know which page shows them.

use std::cmp::Reverse;

use crate::chronicle::incident::Incident;
use crate::chronicle::references::DispatchId;
use crate::plan::route::Route;
use crate::plan::site::Site;
use crate::plan::view::lists::{DispatchMonthView, IncidentsView};

/// Maximum number of incidents listed on the page of a city or a term.
const INCIDENTS: usize = 24;

/// Groups dispatches by the month of publication, newest first. `numbers` are in order of publication.
pub(crate) fn by_month(
    site: &Site<'_>,
    here: &Route,
    numbers: &[DispatchId],
) -> Vec<DispatchMonthView> {
    let month_of = |number: &DispatchId| {
        let date = &site.index.chronicle.dispatches[*number].date.value;
        date.day_in(&site.index.config.timezone).calendar_month()
    };
    let mut months: Vec<DispatchMonthView> = numbers
        .chunk_by(|one, next| month_of(one) == month_of(next))
        .map(|of_month| DispatchMonthView {
            year: month_of(&of_month[0]).year(),
            month: month_of(&of_month[0]).month(),
            dispatches: of_month.iter().rev().map(|number| site.row(here, *number)).collect(),
        })
        .collect();
    months.reverse();
    months
}

/// The latest of all `incidents`.
pub(crate) fn latest(site: &Site<'_>, here: &Route, mut all: Vec<&Incident>) -> IncidentsView {
    all.sort_by_key(|incident| Reverse(incident.order()));
    let shown = all.iter().take(INCIDENTS);
    IncidentsView {
        latest: shown.map(|incident| site.incident_row(here, incident)).collect(),
        more: all.len().saturating_sub(INCIDENTS),
    }
}

/// The latest of `incidents` that several dispatches report. Other incidents appear only in lists of dispatches.
pub(crate) fn incidents<'i>(
    site: &Site<'_>,
    here: &Route,
    incidents: impl IntoIterator<Item = &'i Incident>,
) -> IncidentsView {
    let with_pages =
        incidents.into_iter().filter(|incident| site.index.chronicle.has_page(incident));
    latest(site, here, with_pages.collect())
}
