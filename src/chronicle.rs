//! All dispatches as one reconciled report: what belongs together, what counts, and what it amounts to.
//! Nothing here knows pages or addresses.

pub mod account;
pub mod effective;
pub mod everyone;
pub mod figures;
pub mod gather;
pub mod identity;
pub mod incidents;
pub mod included;
pub mod measure;
pub mod mergers;
pub mod nesting;
pub mod parts;
pub mod places;
pub mod questions;
pub mod reckoning;
pub mod references;
pub mod series;
pub mod standing;
pub mod states;
pub mod tellers;
pub mod unexplained;
pub mod visible;
pub mod voices;
pub mod ways;
pub mod written;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::tz::TimeZone;

use litemap::LiteMap;

use crate::chronicle::incidents::{Incident, IncidentId, Incidents, Telling};
use crate::chronicle::places::Places;
use crate::chronicle::references::{DispatchId, References};
use crate::chronicle::visible::ContentFiles;
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
    pub incidents: LiteMap<Slug, Incident>,
    /// For each dispatch, report by report, the incident it is of and what it says of it.
    pub told: Vec<Vec<Telling>>,
    /// For each dispatch the incidents it tells of and that still stand, each once, by their numbers.
    tells_of: Vec<Vec<IncidentId>>,
    known: BTreeMap<Slug, Slug>,
    /// The cities and regions.
    pub places: Places,
    /// The plain pages.
    pub pages: Vec<Arc<PlainPage>>,
}

impl Chronicle {
    /// Puts `content` together; bare dates begin in `zone`.
    pub fn of(content: ContentFiles, zone: &TimeZone, faults: &mut Vec<Diagnostic>) -> Chronicle {
        let places = Places::of(&content, faults);
        let ContentFiles { mut dispatches, incidents: files, pages, .. } = content;
        dispatches.sort_by_cached_key(|dispatch| {
            (dispatch.date.value.instant(zone), dispatch.slug.value.clone(), dispatch.path.clone())
        });
        let references = References::of(&dispatches, faults);
        let gathered =
            incidents::incidents(&dispatches, &files, &references, &places, zone, faults);
        check_included(&dispatches, &gathered, faults);
        let mut tells_of = vec![Vec::new(); dispatches.len()];
        for incident in gathered.by_id.values() {
            incident.dispatches.iter().for_each(|it| tells_of[*it].push(incident.number));
        }
        let chronicle = Chronicle {
            tells_of,
            dispatches,
            references,
            incidents: gathered.by_id,
            told: gathered.told,
            known: gathered.known,
            places,
            pages,
        };
        included::check(&chronicle, faults);
        series::check(&chronicle, faults);
        faults.extend(questions::overlaps::questions(&chronicle));
        faults.extend(questions::duplicates::questions(&chronicle));
        faults.extend(questions::sources::questions(&chronicle));
        chronicle
    }

    /// The incident that goes by `id`: by its own, by one that was merged into it, or by the slug of a dispatch on it.
    ///
    /// None once every dispatch on it was withdrawn.
    pub fn incident(&self, id: &Slug) -> Option<&Incident> {
        self.incidents.get(self.known.get(id)?)
    }

    /// Whether `id` is or was in use.
    pub fn knows(&self, id: &Slug) -> bool {
        self.known.contains_key(id)
    }

    /// The incidents that the dispatch with this number tells of and that still stand, each once.
    pub fn incidents_of(&self, number: DispatchId) -> impl Iterator<Item = &Incident> {
        let numbers = self.tells_of[number].iter().map(|number| *number as usize);
        numbers.filter_map(|number| Some(self.incidents.get_indexed(number)?.1))
    }
}

/// What a toll includes and excludes must be there, or have been there before it was withdrawn.
fn check_included(
    dispatches: &[Arc<Dispatch>],
    incidents: &Incidents,
    faults: &mut Vec<Diagnostic>,
) {
    for dispatch in dispatches {
        for id in dispatch.includes.iter().chain(&dispatch.excludes).chain(&dispatch.may_include) {
            if !incidents.known.contains_key(&id.value) {
                faults.push(incidents.unknown(&dispatch.path, id));
            }
        }
    }
}
