//! Dispatches put together into incidents and tolls, each with its place, its days and its figures.
//! Rule 2 of the counting policy. It does not add incidents to each other.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::tz::TimeZone;
use rayon::prelude::*;

use litemap::LiteMap;

use crate::chronicle::account::FiguresByMeasure;
use crate::chronicle::effective::EffectiveByMeasure;
use crate::chronicle::gather::Gather;
use crate::chronicle::identity::Ids;
use crate::chronicle::measure::Measure;
use crate::chronicle::mergers::Mergers;
use crate::chronicle::nesting::{Declared, nest};
use crate::chronicle::parts::together;
use crate::chronicle::places::{CityName, Places};
use crate::chronicle::references::{DispatchId, References};
use crate::field::casualties::Harm;
use crate::field::claim::{Attributed, Grade, Position};
use crate::field::count::Bounds;
use crate::field::dateline::{Coordinates, DayPrecision, Precision};
use crate::field::day::DayRange;
use crate::field::dispatch::{Dispatch, Kind};
use crate::field::incident::IncidentFile;
use crate::field::slug::Slug;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::Spanned;
use crate::text::spelling::nearest;

/// Where an incident happened, by the names the site uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The cities, each once; more than one when it happened in several.
    pub cities: Vec<CityName>,
    /// The region, as written or by the files of its cities.
    pub region: Option<String>,
    /// The country, as written or by the files of its cities or its region.
    pub country: Option<String>,
    /// Free text below the city.
    pub area: Option<String>,
    /// How closely the place is known.
    pub precision: Precision,
    /// The point, if one was given.
    pub coordinates: Option<Coordinates>,
    /// How closely the point may be published: as the most careful of all who tell of it wrote.
    pub publish: Option<Precision>,
}

/// The place of an incident among all of them, in order of id.
pub type IncidentId = u32;

/// The cumulative toll that a toll continues.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Phase {
    /// The series.
    pub series: Slug,
    /// Its phase; a new one starts from zero.
    pub phase: u32,
}

/// One incident, or one toll over a period, as all its dispatches tell it together.
#[derive(Clone, Debug)]
pub struct Incident {
    /// Its id.
    pub id: Slug,
    /// Whether it is an incident or a toll over a period.
    pub kind: Kind,
    /// Its own file, if it has one.
    pub file: Option<Arc<IncidentFile>>,
    /// Whether a dispatch names it or a file describes it; otherwise its id is only a dispatch's slug.
    pub named: bool,
    /// Every dispatch on it, by place in the chronicle, in order of publication.
    pub dispatches: Vec<DispatchId>,
    /// Where.
    pub place: Placed,
    /// When.
    pub days: DayRange,
    /// How closely the days are known.
    pub day_precision: DayPrecision,
    /// The days on which it may have happened, as widely as that is known.
    pub possible_days: DayRange,
    /// How well it is established.
    pub grade: Grade,
    /// Who is held responsible.
    pub attribution: Vec<Attributed>,
    /// What the accused say.
    pub positions: Vec<Position>,
    /// What counts, by measure.
    pub figures: EffectiveByMeasure,
    /// The series it continues, if it is a toll of one.
    pub series: Option<Phase>,
    /// What its dispatches say lies inside and outside of it.
    pub declared: Declared,
    /// Its place among all incidents.
    pub number: IncidentId,
    /// All that is known to lie inside it, directly or through another, in order.
    pub inside: Vec<IncidentId>,
    /// All that is known to lie outside it, in order.
    pub outside: Vec<IncidentId>,
}

impl Incident {
    /// Whether it tells how many were killed and injured together: by a bare number, or by both.
    pub fn tells_of_everyone(&self) -> bool {
        let known =
            |measure| self.figures.get(&measure).is_some_and(|it| it.figure.bounds.is_some());
        let both = || known(Measure::Whole(Harm::Killed)) && known(Measure::Whole(Harm::Injured));
        known(Measure::Casualties) || both()
    }

    /// What counts for `measure`; `None` while no number is known.
    ///
    /// Everyone together are the killed and the injured even where nobody gave a bare number.
    pub fn bounds(&self, measure: Measure) -> Option<Bounds> {
        let known = |measure| self.figures.get(&measure)?.figure.bounds;
        match known(measure) {
            None if measure == Measure::Casualties => {
                together(known(Measure::Whole(Harm::Killed)), known(Measure::Whole(Harm::Injured)))
            }
            bounds => bounds,
        }
    }
}

/// What one report of a dispatch tells.
#[derive(Clone, Debug, Default)]
pub struct Telling {
    /// The incident it is of, if it is of one.
    pub incident: Option<Slug>,
    /// What it supports by itself; nothing once it is withdrawn.
    pub figures: FiguresByMeasure,
}

/// The incidents of a chronicle, and what each dispatch tells of them.
#[derive(Clone, Debug, Default)]
pub struct Incidents {
    /// By id; those of which every dispatch was withdrawn are not among them.
    pub by_id: LiteMap<Slug, Incident>,
    /// For each dispatch what its reports tell, in its own order.
    pub told: Vec<Vec<Telling>>,
    /// Every id that is or was in use, and the incident it stands for.
    pub known: BTreeMap<Slug, Slug>,
}

/// Puts `dispatches` together.
pub fn incidents(
    dispatches: &[Arc<Dispatch>],
    files: &[Arc<IncidentFile>],
    references: &References,
    places: &Places,
    zone: &TimeZone,
    faults: &mut Vec<Diagnostic>,
) -> Incidents {
    let mergers = Mergers::of(files, faults);
    let ids = Ids { dispatches, references, mergers: &mergers }.of_every_account(faults);
    let known = known(dispatches, &ids, &mergers);
    let mut told: Vec<Vec<Telling>> = ids.into_iter().map(tellings).collect();
    let gather = Gather { dispatches, references, places, zone };
    let reports = accounts_by_incident(&told);
    let mut by_id = Vec::with_capacity(reports.len());
    // No incident looks at another.
    let gathered = reports.par_iter().map(|(id, reports)| {
        let mut faults = Vec::new();
        let file = mergers.files.get(id).copied();
        (id, gather.incident(id, reports, file, &mut faults), faults)
    });
    for (id, gathered, found) in gathered.collect::<Vec<_>>() {
        faults.extend(found);
        for (number, place, figures) in gathered.figures {
            told[number][place].figures = figures;
        }
        by_id.extend(gathered.incident.map(|incident| (id.clone(), incident)));
    }
    let mut by_id: LiteMap<Slug, Incident> = by_id.into_iter().collect();
    nest(&mut by_id, &known, dispatches, faults);
    let incidents = Incidents { by_id, told, known };
    for file in mergers.files.values() {
        let unused = file.merged_into.is_none() && !reports.contains_key(&file.id.value);
        faults.extend(unused.then(|| no_dispatch(file)));
        for other in file.distinct_from.iter().chain(&file.merged_into) {
            if !incidents.known.contains_key(&other.value) {
                faults.push(incidents.unknown(&file.path, other));
            }
        }
    }
    incidents
}

fn tellings(ids: Vec<Option<Slug>>) -> Vec<Telling> {
    let telling = |incident| Telling { incident, figures: FiguresByMeasure::new() };
    ids.into_iter().map(telling).collect()
}

/// For each incident its reports: the dispatch, and which of its reports.
fn accounts_by_incident(told: &[Vec<Telling>]) -> BTreeMap<Slug, Vec<(DispatchId, usize)>> {
    let tellings = told.iter().enumerate().flat_map(|(number, tellings)| {
        let ids = tellings.iter().map(|telling| telling.incident.as_ref()).enumerate();
        ids.filter_map(move |(report, id)| Some((id?, (number, report))))
    });
    let mut sorted: Vec<(&Slug, (DispatchId, usize))> = tellings.collect();
    // Stable: the reports of one incident stay in order of publication. They are nearly sorted, and a map is made of
    // what is sorted in one go.
    sorted.sort_by_key(|(id, _)| *id);
    let of_one = sorted.chunk_by(|(one, _), (next, _)| one == next);
    of_one.map(|them| (them[0].0.clone(), them.iter().map(|(_, place)| *place).collect())).collect()
}

/// An incident is known by its id, by one that was merged into it, and by the slug of a dispatch on it alone.
fn known(
    dispatches: &[Arc<Dispatch>],
    ids: &[Vec<Option<Slug>>],
    mergers: &Mergers<'_>,
) -> BTreeMap<Slug, Slug> {
    let alone = dispatches.iter().zip(ids).filter_map(|(dispatch, ids)| match ids.as_slice() {
        [Some(id)] => Some((dispatch.slug.value.clone(), id.clone())),
        _ => None,
    });
    let mut known: BTreeMap<Slug, Slug> = alone.collect();
    for (dispatch, ids) in dispatches.iter().zip(ids) {
        for (report, id) in dispatch.reports.iter().zip(ids) {
            let Some(id) = id else { continue };
            // A merger alone does not make an incident known: somebody has to write of it.
            if !mergers.receives(id) && known.get(id) != Some(id) {
                known.insert(id.clone(), id.clone());
            }
            if let Some(written) = &report.incident {
                known.insert(written.value.clone(), id.clone());
            }
        }
    }
    for id in mergers.files.keys() {
        known.insert((*id).clone(), mergers.settle(id).clone());
    }
    known
}

impl Incidents {
    /// The fault of naming an incident that is not there.
    pub fn unknown(&self, path: &SourcePath, id: &Spanned<Slug>) -> Diagnostic {
        let near = nearest(id.value.as_str(), self.known.keys().map(Slug::as_str));
        rule::UNKNOWN_INCIDENT
            .at(path, id.span, format!("there is no incident `{}`", id.value))
            .label(near.map_or_else(
                || "no dispatch is on it".to_owned(),
                |near| format!("did you mean `{near}`?"),
            ))
            .help("write the id under `incident` in one of its dispatches, or the slug of its only dispatch")
    }
}

fn no_dispatch(file: &IncidentFile) -> Diagnostic {
    let id = &file.id.value;
    rule::UNUSED_INCIDENT
        .in_file(&file.path, format!("no dispatch is on the incident `{id}`"))
        .help(format!("name it in a dispatch, as `incident: {id}`, or delete this file"))
}
