//! The last day on which a report on each incident was published, changed or withdrawn. It is the day of the data behind a toll.
//! It does not know tolls.

use jiff::tz::TimeZone;

use crate::chronicle::Chronicle;
use crate::chronicle::incident::Incident;
use crate::field::day::Day;
use crate::plan::cache::Cached;
use crate::plan::index::changes::last_change;

/// The days of all incidents, computed on the first request: many tolls ask for each.
#[derive(Default)]
pub(crate) struct LastDays(Cached<Vec<Option<Day>>>);

impl LastDays {
    /// The last day of `incident`, in the time zone of the site.
    pub(crate) fn of(
        &self,
        chronicle: &Chronicle,
        zone: &TimeZone,
        incident: &Incident,
    ) -> Option<Day> {
        let days = self.0.get(|| days(chronicle, zone));
        days.get(incident.number as usize).copied().flatten()
    }
}

/// The last days, by the numbers of the incidents.
fn days(chronicle: &Chronicle, zone: &TimeZone) -> Vec<Option<Day>> {
    let mut days = vec![None; chronicle.incidents.len()];
    for incident in chronicle.incidents.values() {
        let tellers = chronicle.tellers(incident).into_iter();
        let last = tellers.map(|number| last_change(chronicle, zone, number).day_in(zone)).max();
        days[incident.number as usize] = last;
    }
    days
}
