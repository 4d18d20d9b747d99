//! Puts all reports together into incidents and tolls. Rule 2 of the counting policy.
//! It does not add incidents to each other.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use jiff::tz::TimeZone;
use litemap::LiteMap;
use rayon::prelude::*;

use crate::chronicle::figure::FiguresByMeasure;
use crate::chronicle::identity::IncidentIds;
use crate::chronicle::incident::{Incident, ResolvedReport};
use crate::chronicle::incident_files::IncidentFiles;
use crate::chronicle::nesting::nest;
use crate::chronicle::places::Places;
use crate::chronicle::reconcile::{Reconciler, ReportId};
use crate::chronicle::references::References;
use crate::field::dispatch::Dispatch;
use crate::field::incident::IncidentFile;
use crate::field::slug::Slug;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::Spanned;
use crate::text::spelling::did_you_mean;

/// The incidents of a chronicle, and what each report says of them.
#[derive(Clone, Debug, Default)]
pub struct Incidents {
    /// By id. An incident is missing once every dispatch on it was withdrawn.
    pub by_id: LiteMap<Slug, Incident>,
    /// The reports of each dispatch, in its own order.
    pub reports: Vec<Vec<ResolvedReport>>,
    /// Every id that is or was in use, and the incident it stands for.
    pub known: BTreeMap<Slug, Slug>,
}

impl Incidents {
    /// Puts the reports of `dispatches` together.
    pub fn new(
        dispatches: &[Arc<Dispatch>],
        files: &[Arc<IncidentFile>],
        references: &References,
        places: &Places,
        zone: &TimeZone,
        faults: &mut Vec<Diagnostic>,
    ) -> Incidents {
        let files = IncidentFiles::new(files, faults);
        let ids = IncidentIds { dispatches, references, files: &files }.of_every_report(faults);
        let known = known(dispatches, &ids, &files);
        let mut reports: Vec<Vec<ResolvedReport>> = ids.into_iter().map(without_figures).collect();
        let by_incident = by_incident(&reports);
        let reconciler = Reconciler { dispatches, references, places, zone };
        let mut by_id = Vec::with_capacity(by_incident.len());
        // No incident depends on another.
        let reconciled = by_incident.par_iter().map(|(id, reports)| {
            let mut faults = Vec::new();
            let file = files.by_id.get(id).copied();
            (id, reconciler.incident(id, reports, file, &mut faults), faults)
        });
        for (id, reconciled, found) in reconciled.collect::<Vec<_>>() {
            faults.extend(found);
            for ((dispatch, place), figures) in reconciled.figures {
                reports[dispatch][place].figures = figures;
            }
            by_id.extend(reconciled.incident.map(|incident| (id.clone(), incident)));
        }
        let mut by_id: LiteMap<Slug, Incident> = by_id.into_iter().collect();
        nest(&mut by_id, &known, dispatches, faults);
        let incidents = Incidents { by_id, reports, known };
        for file in files.by_id.values() {
            let others = file.distinct_from.iter().chain(&file.merged_into);
            // An incident with a file may be on its way: its first dispatch may still be a draft.
            for other in others.filter(|other| !files.by_id.contains_key(&other.value)) {
                faults.extend(incidents.check_known(&file.path, other));
            }
        }
        incidents
    }

    /// The fault of naming an incident that never was, if `id` is none.
    pub fn check_known(&self, path: &SourcePath, id: &Spanned<Slug>) -> Option<Diagnostic> {
        if self.known.contains_key(&id.value) {
            return None;
        }
        let ids = self.known.keys().map(Slug::as_str);
        let label = did_you_mean(id.value.as_str(), ids, "no published dispatch is on it");
        let found = rule::UNKNOWN_INCIDENT
            .at(path, id.span, format!("there is no incident `{}`", id.value))
            .label(label)
            .help("write the id under `incident` in one of its dispatches, or the slug of its only dispatch. A draft or an embargoed dispatch does not count");
        Some(found)
    }
}

fn without_figures(ids: Vec<Option<Slug>>) -> Vec<ResolvedReport> {
    let report = |incident| ResolvedReport { incident, figures: FiguresByMeasure::new() };
    ids.into_iter().map(report).collect()
}

/// The reports on each incident, in order of publication.
fn by_incident(reports: &[Vec<ResolvedReport>]) -> BTreeMap<Slug, Vec<ReportId>> {
    let all = reports.iter().enumerate().flat_map(|(dispatch, reports)| {
        let ids = reports.iter().map(|report| report.incident.as_ref()).enumerate();
        ids.filter_map(move |(place, id)| Some((id?, (dispatch, place))))
    });
    let mut sorted: Vec<(&Slug, ReportId)> = all.collect();
    // Stable, so the reports on one incident stay in order of publication. They are nearly sorted already, and a map is
    // quickly made of what is sorted.
    sorted.sort_by_key(|(id, _)| *id);
    let of_one = sorted.chunk_by(|(one, _), (next, _)| one == next);
    of_one
        .map(|them| (them[0].0.clone(), them.iter().map(|(_, report)| *report).collect()))
        .collect()
}

/// An incident is known by its id, by one that was merged into it, and by the slug of a dispatch on it alone.
fn known(
    dispatches: &[Arc<Dispatch>],
    ids: &[Vec<Option<Slug>>],
    files: &IncidentFiles<'_>,
) -> BTreeMap<Slug, Slug> {
    let alone = dispatches.iter().zip(ids).filter_map(|(dispatch, ids)| match ids.as_slice() {
        [Some(id)] => Some((dispatch.slug.value.clone(), id.clone())),
        _ => None,
    });
    let mut known: BTreeMap<Slug, Slug> = alone.collect();
    for (dispatch, ids) in dispatches.iter().zip(ids) {
        for (report, id) in dispatch.reports.iter().zip(ids) {
            let Some(id) = id else { continue };
            // A `merged_into` alone does not make an incident known: somebody has to report on it.
            if !files.is_merge_target(id) && known.get(id) != Some(id) {
                known.insert(id.clone(), id.clone());
            }
            if let Some(written) = &report.incident {
                known.insert(written.value.clone(), id.clone());
            }
        }
    }
    if files.by_id.is_empty() {
        return known;
    }
    // A file alone does not make an incident known either.
    let reported: HashSet<&Slug> = ids.iter().flatten().flatten().collect();
    for id in files.by_id.keys() {
        let stands_for = files.resolve(id);
        if reported.contains(stands_for) {
            known.insert((*id).clone(), stands_for.clone());
        }
    }
    known
}

/// The warning that no dispatch is on the incident of `file`.
pub fn no_dispatch(file: &IncidentFile) -> Diagnostic {
    let id = &file.id.value;
    rule::UNUSED_INCIDENT
        .in_file(&file.path, format!("no dispatch is on the incident `{id}`"))
        .help(format!("name it in a dispatch, as `incident: {id}`, or delete this file"))
}
