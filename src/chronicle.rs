//! All dispatches put together: which belong to one incident, which figures count, and what they add up to.
//! Nothing here knows pages or addresses.

pub mod accounts;
pub mod bare_numbers;
pub mod bounds;
pub mod chains;
pub mod checks;
pub mod city_checks;
pub mod city_names;
pub mod city_uses;
pub mod claims;
pub mod copies;
pub mod dates;
pub mod disjoint_sets;
pub mod effective;
pub mod figure;
pub mod figures_lock;
pub mod future;
pub mod group_set;
pub mod identity;
pub mod incident;
pub mod incident_files;
pub mod incidents;
pub mod introductions;
pub mod latest;
pub mod measure;
pub mod near_names;
pub mod nesting;
pub mod parts;
pub mod people;
pub mod places;
pub mod promises;
mod publication_order;
pub mod reckoning;
pub mod reconcile;
pub mod references;
pub mod report;
pub mod statement;
pub mod states;
pub mod tellers;
pub mod term_names;
pub mod territories;
pub mod unexplained;
pub mod used;
pub mod visible;
pub mod written;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::tz::TimeZone;
use litemap::LiteMap;

use crate::chronicle::incident::{Incident, IncidentId, ResolvedReport};
use crate::chronicle::incidents::Incidents;
use crate::chronicle::introductions::{Introductions, Published};
use crate::chronicle::places::Places;
use crate::chronicle::publication_order::sort_by_publication;
use crate::chronicle::references::{DispatchId, References};
use crate::chronicle::visible::ContentFiles;
use crate::field::dispatch::Dispatch;
use crate::field::page::PlainPage;
use crate::field::party::Party;
use crate::field::slug::Slug;
use crate::text::diagnostic::Diagnostic;

/// All content that may be seen, put together.
#[derive(Clone, Debug, Default)]
pub struct Chronicle {
    /// The dispatches in order of publication, then of slug. A [`DispatchId`] is a place in this list.
    pub dispatches: Vec<Arc<Dispatch>>,
    /// How they refer to each other.
    pub references: References,
    /// The incidents and tolls by id. An [`IncidentId`] is a place in this list.
    pub incidents: LiteMap<Slug, Incident>,
    /// The reports of each dispatch, in its own order.
    pub reports: Vec<Vec<ResolvedReport>>,
    /// The incidents that each dispatch reports on and that still stand, each once.
    reported: Vec<Vec<IncidentId>>,
    /// Every id that is or was in use, and the incident it stands for. None if that does not stand any more. Pages look up every
    /// incident that they count here.
    known: HashMap<Slug, Option<IncidentId>>,
    /// The cities and regions.
    pub places: Places,
    /// The texts that open the pages of topics, authors and parties.
    pub introductions: Introductions,
    /// The plain pages.
    pub pages: Vec<Arc<PlainPage>>,
    /// Whether it has more tolls than can be counted. That is reported, and nothing is counted.
    pub is_too_large: bool,
}

impl Chronicle {
    /// Puts `content` together. Bare dates begin in `zone`; `parties` are those that the site names.
    pub fn new(
        content: ContentFiles,
        parties: &BTreeMap<String, Party>,
        zone: &TimeZone,
        faults: &mut Vec<Diagnostic>,
    ) -> Chronicle {
        let places = Places::new(&content, faults);
        let ContentFiles {
            mut dispatches,
            incidents: mut files,
            introductions,
            pages,
            unread,
            unused,
            ..
        } = content;
        sort_by_publication(&mut dispatches, zone);
        for orphan in &unused.orphans {
            faults.push(incidents::no_dispatch(orphan));
        }
        files.extend(unused.incidents);
        let references = References::new(&dispatches, unread, faults);
        let incidents = Incidents::new(&dispatches, &files, &references, &places, zone, faults);
        check_declared(&dispatches, &incidents, faults);
        let mut reported = vec![Vec::new(); dispatches.len()];
        for incident in incidents.by_id.values() {
            incident.dispatches.iter().for_each(|it| reported[*it].push(incident.number));
        }
        let Incidents { by_id: incidents, reports, known } = incidents;
        let published = Published {
            dispatches: &dispatches,
            references: &references,
            incidents: incidents.values().collect(),
            parties,
        };
        let introductions = Introductions::new(introductions, &published, faults);
        let number = |id: &Slug| incidents.get(id).map(|incident| incident.number);
        let known = known.into_iter().map(|(id, of)| (id, number(&of))).collect();
        let chronicle = Chronicle {
            dispatches,
            references,
            incidents,
            reports,
            reported,
            known,
            places,
            introductions,
            pages,
            is_too_large: false,
        };
        if let Some(fault) = bounds::exceeded(&chronicle) {
            faults.push(fault);
            return Chronicle { is_too_large: true, ..chronicle };
        }
        checks::check(&chronicle, faults);
        chronicle
    }

    /// The incident known by `id`: its own, that of an incident merged into it, or the slug of its only dispatch.
    ///
    /// None once every dispatch on it was withdrawn.
    pub fn incident(&self, id: &Slug) -> Option<&Incident> {
        let number = (*self.known.get(id)?)?;
        self.incidents.get_indexed(number as usize).map(|(_, incident)| incident)
    }

    /// Whether `id` is or was in use.
    pub fn knows(&self, id: &Slug) -> bool {
        self.known.contains_key(id)
    }

    /// The incidents that a dispatch reports on and that still stand, each once.
    pub fn incidents_of(&self, dispatch: DispatchId) -> impl Iterator<Item = &Incident> {
        let ids = self.reported[dispatch].iter().map(|id| *id as usize);
        ids.filter_map(|id| Some(self.incidents.get_indexed(id)?.1))
    }
}

/// Reports every id that a toll includes or excludes and that no incident ever had.
fn check_declared(
    dispatches: &[Arc<Dispatch>],
    incidents: &Incidents,
    faults: &mut Vec<Diagnostic>,
) {
    for dispatch in dispatches {
        let ids = dispatch.includes.iter().chain(&dispatch.excludes).chain(&dispatch.may_include);
        faults.extend(ids.filter_map(|id| incidents.check_known(&dispatch.path, id)));
    }
}
