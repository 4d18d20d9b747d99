//! All dispatches as one reconciled account: what belongs together, what counts, and what it amounts to.
//! Nothing here knows pages or addresses.

pub mod account;
pub mod effective;
pub mod identity;
pub mod incidents;
pub mod measure;
pub mod places;
pub mod reckoning;
pub mod references;
pub mod visible;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::tz::TimeZone;

use crate::chronicle::incidents::{Incident, Incidents};
use crate::chronicle::places::Places;
use crate::chronicle::references::References;
use crate::chronicle::visible::Pieces;
use crate::field::dispatch::Dispatch;
use crate::field::page::PlainPage;
use crate::field::slug::Slug;
use crate::text::diagnostic::Diagnostic;

/// Everything that may be seen, put together.
#[derive(Clone, Debug, Default)]
pub struct Chronicle {
    /// The dispatches in order of publication, then of slug. Their place in this list is their number.
    pub dispatches: Vec<Arc<Dispatch>>,
    /// How they refer to each other.
    pub references: References,
    /// The incidents and tolls by id.
    pub incidents: BTreeMap<Slug, Incident>,
    /// For each dispatch, the incidents it tells of.
    pub told_by: Vec<Vec<Slug>>,
    /// The cities and regions.
    pub places: Places,
    /// The plain pages.
    pub pages: Vec<Arc<PlainPage>>,
}

impl Chronicle {
    /// Puts `pieces` together; bare dates begin in `zone`.
    pub fn of(pieces: Pieces, zone: &TimeZone, faults: &mut Vec<Diagnostic>) -> Chronicle {
        let places = Places::of(&pieces, faults);
        let Pieces {
            mut dispatches,
            incidents: files,
            pages,
            ..
        } = pieces;
        dispatches.sort_by_cached_key(|dispatch| {
            (
                dispatch.date.value.instant(zone),
                dispatch.slug.value.clone(),
                dispatch.path.clone(),
            )
        });
        let references = References::of(&dispatches, faults);
        let Incidents {
            by_id: incidents,
            told_by,
        } = incidents::incidents(&dispatches, &files, &references, &places, zone, faults);
        let chronicle = Chronicle {
            dispatches,
            references,
            incidents,
            told_by,
            places,
            pages,
        };
        chronicle.check_included(faults);
        chronicle
    }

    /// The incidents that the dispatch with this number tells of and that still stand.
    pub fn incidents_of(&self, number: usize) -> impl Iterator<Item = &Incident> {
        self.told_by[number]
            .iter()
            .filter_map(|id| self.incidents.get(id))
    }

    /// What a toll includes and excludes must be there.
    fn check_included(&self, faults: &mut Vec<Diagnostic>) {
        for dispatch in &self.dispatches {
            for id in dispatch.includes.iter().chain(&dispatch.excludes) {
                if !self.incidents.contains_key(&id.value) {
                    let known = self.incidents.keys();
                    faults.push(incidents::unknown_incident(&dispatch.path, id, known));
                }
            }
        }
    }
}
