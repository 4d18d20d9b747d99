//! Facts about an incident: from its own file, else from the latest live report that has the key. Rule 2 of the counting
//! policy. It does not know figures: those count harm by harm.

use std::collections::BTreeMap;

use crate::chronicle::city_names::CityName;
use crate::chronicle::figure::Recency;
use crate::chronicle::incident::{Declared, IncidentPlace, Phase};
use crate::chronicle::places::Places;
use crate::chronicle::references::References;
use crate::chronicle::statement::DatedReport;
use crate::chronicle::unexplained::untie;
use crate::field::claim::{Attributed, Grade, Position};
use crate::field::dateline::{Event, Place, Precision};
use crate::field::dispatch::{Dispatch, IncidentReport};
use crate::field::incident::IncidentFile;
use crate::field::slug::Slug;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::span::Spanned;

/// All that is written about one incident.
pub struct Written<'a> {
    file: Option<&'a IncidentFile>,
    /// The latest first: its keys win.
    reports: Vec<(Rank, DatedReport<'a>)>,
}

/// What makes a report win: how recent it is, then whether it is not superseded, then how many others it supersedes.
type Rank = (Recency, bool, usize);

impl<'a> Written<'a> {
    /// What `file` and the `live` reports say.
    pub fn new(
        live: &[DatedReport<'a>],
        file: Option<&'a IncidentFile>,
        references: &References,
    ) -> Written<'a> {
        let rank = |dated: &DatedReport<'_>| {
            let stands = references.replaced_by[dated.id].is_none();
            (dated.recency, stands, references.generation[dated.id])
        };
        let mut reports: Vec<(Rank, DatedReport<'a>)> =
            live.iter().map(|dated| (rank(dated), *dated)).collect();
        reports.sort_by(|(a, one), (b, other)| {
            let slugs = one.dispatch.slug.value.cmp(&other.dispatch.slug.value);
            a.cmp(b).then(slugs).then(one.place.cmp(&other.place)).reverse()
        });
        Written { file, reports }
    }

    /// How well the incident is established.
    pub fn grade(&self, faults: &mut Vec<Diagnostic>) -> Grade {
        let own = self.file.and_then(|file| file.grade);
        own.or_else(|| self.deciding("grade", |report| report.grade, faults))
            .unwrap_or(Grade::Unassessed)
    }

    /// When it happened, if that is written.
    pub fn event(&self, faults: &mut Vec<Diagnostic>) -> Option<Event> {
        let own = self.file.and_then(|file| file.event);
        let written = |report: &IncidentReport| report.event.as_ref().map(|event| event.value);
        own.or_else(|| self.deciding("event", written, faults))
    }

    /// Who is held responsible.
    pub fn attribution(&self) -> &'a [Attributed] {
        let written = |report: &'a IncidentReport| some_of(&report.attribution);
        self.latest(written).unwrap_or_default()
    }

    /// What the accused say, the earliest first. The latest report that tells of a party decides. If it tells of no answer, the last
    /// answer before it still stands, but what was promised with that answer does not.
    pub fn positions(&self) -> Vec<Position> {
        let mut positions: Vec<Position> = Vec::new();
        let mut has_answered: BTreeMap<&str, bool> = BTreeMap::new();
        for (_, dated) in &self.reports {
            let told = dated.report.positions.iter();
            let earlier = told.clone().filter_map(|it| match has_answered.get(&*it.party.value) {
                None => Some(it.clone()),
                Some(false) if it.position.is_answer() => {
                    Some(Position { promised: None, due: None, ..it.clone() })
                }
                Some(_) => None,
            });
            let earlier: Vec<Position> = earlier.collect();
            positions.splice(0..0, earlier);
            for position in told {
                *has_answered.entry(&position.party.value).or_default() |=
                    position.position.is_answer();
            }
        }
        positions
    }

    /// The series that it continues, by its latest dispatch of a series.
    pub fn series(&self) -> Option<Phase> {
        let series = self.reports.iter().find_map(|(_, dated)| dated.dispatch.series.as_ref())?;
        Some(Phase { series: series.name.value.clone(), phase: series.phase })
    }

    /// What lies inside and outside of it, each by the latest dispatch that says so.
    pub fn declared(&self) -> Declared {
        let latest = |list: fn(&Dispatch) -> &[Spanned<Slug>]| {
            let mut reports = self.reports.iter().map(|(_, dated)| dated);
            reports.find(|dated| !list(dated.dispatch).is_empty())
        };
        let ids = |list: fn(&Dispatch) -> &[Spanned<Slug>]| {
            latest(list).map_or_else(Vec::new, |dated| list(dated.dispatch).to_vec())
        };
        let (mut includes, excludes) = (ids(|it| &it.includes), ids(|it| &it.excludes));
        // A later `excludes` takes back an earlier `includes`.
        includes.retain(|id| excludes.iter().all(|other| other.value != id.value));
        Declared {
            includes,
            excludes,
            may_include: ids(|it| &it.may_include),
            by: latest(|it| &it.includes).map(|dated| dated.id),
        }
    }

    /// Where it happened. What lies below or around a city is taken only from reports that mean this city.
    pub fn place(&self, places: &Places, faults: &mut Vec<Diagnostic>) -> IncidentPlace {
        let named = |place: &Place| Some(names(place, places)).filter(|names| !names.is_empty());
        let own = self.file.map(|file| &file.place);
        let cities = own
            .and_then(named)
            .or_else(|| self.deciding("city", |report| named(&report.place), faults))
            .unwrap_or_default();
        let same_cities = |report: &'a IncidentReport| {
            let place = &report.place;
            (place.cities.is_empty() || names(place, places) == cities).then_some(place)
        };
        let precision = own.and_then(|place| place.location.precision).or_else(|| {
            let written = |report| same_cities(report)?.location.precision;
            self.deciding("location.precision", written, faults)
        });
        let region = own.and_then(region_of).or_else(|| {
            let written = |report| region_of(same_cities(report)?);
            match cities.is_empty() {
                true => self.deciding("region", written, faults),
                false => self.latest(written),
            }
        });
        let country = self.latest_place(same_cities, |place| place.country.as_deref());
        let area = self.latest_place(same_cities, |place| place.area.as_deref());
        let closest = match (cities.is_empty(), region) {
            (false, _) => Precision::City,
            (true, Some(_)) => Precision::Region,
            (true, None) => Precision::Country,
        };
        let region = region.or_else(|| in_common(&cities, |city| places.region_of(city)));
        let country = country
            .or_else(|| in_common(&cities, |city| places.country_of(city)))
            .or_else(|| places.country_of_region(region?));
        IncidentPlace {
            precision: precision.unwrap_or(closest),
            region: region.map(str::to_owned),
            country: country.map(str::to_owned),
            area: area.map(str::to_owned),
            coordinates: self.latest_place(same_cities, |place| place.location.coordinates),
            publish: self.publish(),
            cities,
        }
    }

    /// A fact about the place: from the incident's own file, else from the latest report that `counts`.
    fn latest_place<T>(
        &self,
        counts: impl Fn(&'a IncidentReport) -> Option<&'a Place>,
        written: impl Fn(&'a Place) -> Option<T>,
    ) -> Option<T> {
        let own = self.file.and_then(|file| written(&file.place));
        own.or_else(|| self.latest(|report| written(counts(report)?)))
    }

    /// The coarsest precision that anybody asks for, so that no later report undoes the protection by saying nothing.
    fn publish(&self) -> Option<Precision> {
        let own = self.file.and_then(|file| file.place.location.publish);
        let reports = self.reports.iter().map(|(_, dated)| dated.report);
        reports.filter_map(|report| report.place.location.publish).chain(own).max()
    }

    fn latest<T>(&self, written: impl Fn(&'a IncidentReport) -> Option<T>) -> Option<T> {
        let mut reports = self.reports.iter().map(|(_, dated)| dated.report);
        reports.find_map(written)
    }

    /// The latest value of a key that can move a toll. A different value of the same moment is a fault.
    fn deciding<T: PartialEq>(
        &self,
        key: &str,
        written: impl Fn(&'a IncidentReport) -> Option<T>,
        faults: &mut Vec<Diagnostic>,
    ) -> Option<T> {
        let reports = self.reports.iter();
        let mut values = reports.filter_map(|(rank, it)| Some((rank, it, written(it.report)?)));
        let (latest, winner, value) = values.next()?;
        let tied = values.take_while(|(rank, ..)| rank.0 == latest.0 && rank.1 == latest.1);
        // A superseded report may say otherwise. Of two that are not, neither supersedes the other.
        let unrelated = tied.filter(|(rank, ..)| rank.1 || rank.2 == latest.2);
        let differing = unrelated.filter(|(.., other)| *other != value);
        faults.extend(differing.map(|(_, other, _)| tie(key, other.dispatch, winner.dispatch)));
        Some(value)
    }
}

fn some_of<T>(list: &[T]) -> Option<&[T]> {
    (!list.is_empty()).then_some(list)
}

fn region_of(place: &Place) -> Option<&str> {
    place.region.as_ref().map(|region| region.value.as_str())
}

/// The names of the cities, each once and in order, so that lists of the same cities are equal.
fn names(place: &Place, places: &Places) -> Vec<CityName> {
    let mut names: Vec<CityName> = places.cities_of(place).collect();
    names.sort();
    names.dedup();
    names
}

/// What all `cities` have in common.
fn in_common<'p>(cities: &[CityName], of: impl Fn(&str) -> Option<&'p str>) -> Option<&'p str> {
    let first = of(cities.first()?)?;
    let same = cities.iter().all(|city| of(city) == Some(first));
    same.then_some(first)
}

fn tie(key: &str, one: &Dispatch, other: &Dispatch) -> Diagnostic {
    let message = format!(
        "`{key}` is not what `{}` says of the same incident at the same moment",
        one.slug.value
    );
    rule::TIED_FIGURES.in_file(&other.path, message).help(untie(one, other))
}
