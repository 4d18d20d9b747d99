//! Dispatches put together into incidents and tolls, each with its place, its days and its figures.
//! Rule 2 of the counting policy. It does not add incidents to each other.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::tz::TimeZone;

use crate::chronicle::account::{self, FiguresByMeasure};
use crate::chronicle::effective::{Effective, Told, effective};
use crate::chronicle::identity::Ids;
use crate::chronicle::measure::Measure;
use crate::chronicle::places::{CityName, Places};
use crate::chronicle::references::{Number, References};
use crate::field::claim::{Attributed, Grade, Position};
use crate::field::dateline::{Coordinates, DayPrecision, Event, Place, Precision};
use crate::field::day::DayRange;
use crate::field::dispatch::{Account, Dispatch, Kind};
use crate::field::incident::IncidentFile;
use crate::field::slug::Slug;
use crate::field::word::Word;
use crate::text::diagnostic::Diagnostic;
use crate::text::nearest::nearest;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::Spanned;

/// Where an incident happened, by the names the site uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The cities; more than one when it happened in several.
    pub cities: Vec<CityName>,
    /// The region, as written or by the city's file.
    pub region: Option<String>,
    /// The country, as written or by the city's or the region's file.
    pub country: Option<String>,
    /// Free text below the city.
    pub area: Option<String>,
    /// How closely the place is known.
    pub precision: Precision,
    /// The point, if one was given.
    pub coordinates: Option<Coordinates>,
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
    /// Every dispatch on it, by place in the chronicle, in order of publication.
    pub dispatches: Vec<Number>,
    /// Where.
    pub place: Placed,
    /// When.
    pub days: DayRange,
    /// How closely the days are known.
    pub day_precision: DayPrecision,
    /// How well it is established.
    pub grade: Grade,
    /// Who is held responsible.
    pub attribution: Vec<Attributed>,
    /// What the accused say.
    pub positions: Vec<Position>,
    /// What counts, by measure.
    pub figures: BTreeMap<Measure, Effective>,
}

/// The incidents of a chronicle, and which of them each dispatch tells of.
pub struct Incidents {
    /// By id.
    pub by_id: BTreeMap<Slug, Incident>,
    /// For each dispatch, the ids it tells of, in its own order.
    pub told_by: Vec<Vec<Slug>>,
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
    let files: BTreeMap<&Slug, &Arc<IncidentFile>> =
        files.iter().map(|file| (&file.id.value, file)).collect();
    let ids = Ids {
        dispatches,
        references,
        files: &files,
    }
    .of_every_account(faults);
    let mut told: BTreeMap<&Slug, Vec<(Number, usize)>> = BTreeMap::new();
    for (number, ids) in ids.iter().enumerate() {
        for (account, id) in ids.iter().enumerate() {
            told.entry(id).or_default().push((number, account));
        }
    }
    let gather = Gather {
        dispatches,
        references,
        places,
        zone,
    };
    let mut by_id = BTreeMap::new();
    for (id, told) in told {
        let file = files.get(id).copied();
        if let Some(incident) = gather.incident(id, &told, file, faults) {
            by_id.insert(id.clone(), incident);
        }
    }
    for file in files.values() {
        unused_or_unknown(file, &by_id, &files, faults);
    }
    Incidents {
        by_id,
        told_by: ids,
    }
}

fn unused_or_unknown(
    file: &IncidentFile,
    incidents: &BTreeMap<Slug, Incident>,
    files: &BTreeMap<&Slug, &Arc<IncidentFile>>,
    faults: &mut Vec<Diagnostic>,
) {
    if file.merged_into.is_none() && !incidents.contains_key(&file.id.value) {
        faults.push(
            rule::UNUSED_INCIDENT
                .in_file(
                    &file.path,
                    format!("no dispatch is on the incident `{}`", file.id.value),
                )
                .help(format!(
                    "name it in a dispatch, as `incident: {}`, or delete this file",
                    file.id.value
                )),
        );
    }
    for other in file.distinct_from.iter().chain(&file.merged_into) {
        if incidents.contains_key(&other.value) || files.contains_key(&other.value) {
            continue;
        }
        faults.push(unknown_incident(&file.path, other, incidents.keys()));
    }
}

/// The fault of naming an incident that is not there.
pub fn unknown_incident<'a>(
    path: &SourcePath,
    id: &Spanned<Slug>,
    known: impl Iterator<Item = &'a Slug>,
) -> Diagnostic {
    let near = nearest(id.value.as_str(), known.map(Slug::as_str));
    rule::UNKNOWN_INCIDENT
        .at(path, id.span, format!("there is no incident `{}`", id.value))
        .label(near.map_or_else(
            || "no dispatch is on it".to_owned(),
            |near| format!("did you mean `{near}`?"),
        ))
        .help("write the id under `incident` in one of its dispatches, or the slug of its only dispatch")
}

/// Makes one incident of its accounts.
struct Gather<'a> {
    dispatches: &'a [Arc<Dispatch>],
    references: &'a References,
    places: &'a Places,
    zone: &'a TimeZone,
}

impl<'a> Gather<'a> {
    fn incident(
        &self,
        id: &Slug,
        told: &[(Number, usize)],
        file: Option<&Arc<IncidentFile>>,
        faults: &mut Vec<Diagnostic>,
    ) -> Option<Incident> {
        let live: Vec<(Number, &Account)> = told
            .iter()
            .filter(|(number, _)| self.is_live(*number))
            .map(|(number, account)| (*number, &self.dispatches[*number].accounts[*account]))
            .collect();
        // The last dispatch that writes a key decides; the incident's own file comes before all of them.
        let (first, _) = live.first()?;
        let last = |written: &dyn Fn(&Account) -> bool| {
            live.iter()
                .rev()
                .map(|(_, account)| *account)
                .find(|account| written(account))
        };
        let grade = file
            .and_then(|file| file.grade)
            .or_else(|| last(&|account| account.grade.is_some())?.grade)
            .unwrap_or(Grade::Unassessed);
        let event = file
            .and_then(|file| file.event)
            .or_else(|| {
                Some(
                    last(&|account| account.event.is_some())?
                        .event
                        .as_ref()?
                        .value,
                )
            })
            .unwrap_or_else(|| self.first_day(*first));
        let place = file
            .map(|file| &file.place)
            .filter(|place| !place.is_empty())
            .or_else(|| Some(&last(&|account| !account.place.is_empty())?.place));
        let mut dispatches: Vec<Number> = told.iter().map(|(number, _)| *number).collect();
        dispatches.dedup();
        Some(Incident {
            id: id.clone(),
            kind: self.dispatches[*first].kind,
            file: file.cloned(),
            dispatches,
            place: self.placed(place),
            days: event.days,
            day_precision: event.precision,
            grade,
            attribution: last(&|account| !account.attribution.is_empty())
                .map(|account| account.attribution.clone())
                .unwrap_or_default(),
            positions: last(&|account| !account.positions.is_empty())
                .map(|account| account.positions.clone())
                .unwrap_or_default(),
            figures: effective(&self.counting(&live, grade, faults), faults),
        })
    }

    /// Neither withdrawn nor a translation. It may be superseded: it then still tells where and when.
    fn is_live(&self, number: Number) -> bool {
        let dispatch = &self.dispatches[number];
        dispatch.withdrawn.is_none() && dispatch.translation_of.is_none()
    }

    /// Days default to the earliest date; the dispatches are in order of publication.
    fn first_day(&self, first: Number) -> Event {
        let day = self.dispatches[first].date.value.day();
        Event {
            days: DayRange::on(day),
            precision: DayPrecision::Day,
        }
    }

    /// The accounts whose figures may count: those that no live dispatch superseded.
    fn counting(
        &self,
        live: &[(Number, &'a Account)],
        grade: Grade,
        faults: &mut Vec<Diagnostic>,
    ) -> Vec<Told<'a>> {
        let mut counting = Vec::new();
        for (number, account) in live {
            let by = self.references.superseded_by[*number];
            if by.is_some_and(|by| self.is_live(by)) {
                continue;
            }
            let dispatch: &'a Dispatch = &self.dispatches[*number];
            if let Some(withdrawn) = by.filter(|_| !account.casualties.is_empty()) {
                faults.push(revived(dispatch, &self.dispatches[withdrawn]));
            }
            let figures = match account::figures(account, grade, self.zone) {
                Ok(figures) => figures,
                Err(above) => {
                    faults.push(parts_above_whole(dispatch, &above));
                    FiguresByMeasure::new()
                }
            };
            let filed = dispatch.date.value.instant(self.zone);
            let as_of = account
                .as_of
                .as_ref()
                .map_or(filed, |as_of| as_of.instant(self.zone));
            counting.push(Told {
                dispatch,
                number: *number,
                figures,
                order: (as_of, filed),
            });
        }
        counting
    }

    fn placed(&self, place: Option<&Place>) -> Placed {
        let nowhere = Place::default();
        let place = place.unwrap_or(&nowhere);
        let cities: Vec<CityName> = place
            .cities
            .iter()
            .map(|city| self.places.city(&city.value))
            .collect();
        let written = place.region.as_ref().map(|region| region.value.clone());
        let by_city = || Some(self.places.region_of(cities.first()?)?.to_owned());
        let region = written.or_else(by_city);
        let country_of_city = || Some(self.places.country_of(cities.first()?)?.to_owned());
        let country_of_region = || {
            Some(
                self.places
                    .country_of_region(region.as_deref()?)?
                    .to_owned(),
            )
        };
        let country = place
            .country
            .clone()
            .or_else(country_of_city)
            .or_else(country_of_region);
        Placed {
            region,
            country,
            area: place.area.clone(),
            precision: place.precision(),
            coordinates: place.location.coordinates,
            cities,
        }
    }
}

fn revived(dispatch: &Dispatch, withdrawn: &Dispatch) -> Diagnostic {
    rule::WITHDRAWAL_REVIVES
        .in_file(
            &dispatch.path,
            format!("its figures count again, since `{}` was withdrawn", withdrawn.slug.value),
        )
        .help("if this figure is wrong as well, withdraw this dispatch too or file a new one that supersedes it")
}

fn parts_above_whole(dispatch: &Dispatch, above: &account::PartsAboveWhole) -> Diagnostic {
    rule::PARTS_ABOVE_WHOLE
        .at(
            &dispatch.path,
            above.span,
            format!("the groups of {} outweigh the whole", above.harm.word()),
        )
        .label(format!("at least {} in the groups, at most {} in all", above.parts, above.whole))
        .help("check the numbers; a group that is only \"of whom\" belongs under children, women, journalists or medics")
}
