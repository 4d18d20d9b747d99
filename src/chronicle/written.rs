//! What an incident's own file says, else the latest live dispatch that writes the key. Rule 2 of the counting policy.
//! It does not know figures: those count harm by harm.

use crate::chronicle::figure::Recency;
use crate::chronicle::incident::{Declared, IncidentPlace, Phase};
use crate::chronicle::places::{CityName, Places};
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

/// The reports of one incident, in the order in which their keys overrule each other.
pub struct Written<'a> {
    file: Option<&'a IncidentFile>,
    /// The latest first.
    reports: Vec<(Rank, DatedReport<'a>)>,
}

/// Of one moment, what was not replaced comes after what was, and what replaces after what it replaced.
type Rank = (Recency, bool, usize);

impl<'a> Written<'a> {
    /// What `file` and the `live` reports write.
    pub fn new(
        live: &[DatedReport<'a>],
        file: Option<&'a IncidentFile>,
        references: &References,
    ) -> Written<'a> {
        let rank = |dated: &DatedReport<'_>| {
            let stands = !references.replaced[dated.id];
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

    /// When it happened, if anybody says so.
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

    /// What the accused say.
    pub fn positions(&self) -> &'a [Position] {
        let written = |report: &'a IncidentReport| some_of(&report.positions);
        self.latest(written).unwrap_or_default()
    }

    /// The series that its latest dispatch of one continues.
    pub fn series(&self) -> Option<Phase> {
        let series = self.reports.iter().find_map(|(_, dated)| dated.dispatch.series.as_ref())?;
        Some(Phase { series: series.name.value.clone(), phase: series.phase })
    }

    /// What the latest dispatch that says so holds to be inside and outside.
    pub fn declared(&self) -> Declared {
        let latest = |list: fn(&Dispatch) -> &[Spanned<Slug>]| {
            let reports = self.reports.iter().map(|(_, dated)| dated);
            reports.into_iter().find(|dated| !list(dated.dispatch).is_empty())
        };
        let ids = |list: fn(&Dispatch) -> &[Spanned<Slug>]| {
            latest(list).map_or_else(Vec::new, |dated| list(dated.dispatch).to_vec())
        };
        let (mut includes, excludes) = (ids(|it| &it.includes), ids(|it| &it.excludes));
        // Whoever excludes what an earlier dispatch included has taken it out.
        includes.retain(|id| excludes.iter().all(|other| other.value != id.value));
        Declared {
            includes,
            excludes,
            may_include: ids(|it| &it.may_include),
            by: latest(|it| &it.includes).map(|dated| dated.id),
        }
    }

    /// Where it happened. What lies below or around a city is taken only from those who mean that city.
    pub fn place(&self, places: &Places, faults: &mut Vec<Diagnostic>) -> IncidentPlace {
        let named = |place: &Place| Some(names(place, places)).filter(|names| !names.is_empty());
        let own = self.file.map(|file| &file.place);
        let cities = own
            .and_then(named)
            .or_else(|| self.deciding("city", |report| named(&report.place), faults))
            .unwrap_or_default();
        let of_these = |report: &'a IncidentReport| {
            let place = &report.place;
            (place.cities.is_empty() || names(place, places) == cities).then_some(place)
        };
        let precision = own.and_then(|place| place.location.precision).or_else(|| {
            let written = |report| of_these(report)?.location.precision;
            self.deciding("location.precision", written, faults)
        });
        let region = own.and_then(region_of).or_else(|| {
            let written = |report| region_of(of_these(report)?);
            match cities.is_empty() {
                true => self.deciding("region", written, faults),
                false => self.latest(written),
            }
        });
        let country = own.and_then(|place| place.country.as_deref()).or_else(|| {
            let written = |report| of_these(report)?.country.as_deref();
            self.latest(written)
        });
        let area = own.and_then(|place| place.area.as_deref()).or_else(|| {
            let written = |report| of_these(report)?.area.as_deref();
            self.latest(written)
        });
        let coordinates = own.and_then(|place| place.location.coordinates).or_else(|| {
            let written = |report| of_these(report)?.location.coordinates;
            self.latest(written)
        });
        let closest = match (cities.is_empty(), region) {
            (false, _) => Precision::City,
            (true, Some(_)) => Precision::Region,
            (true, None) => Precision::Country,
        };
        let region = region.or_else(|| shared(&cities, |city| places.region_of(city)));
        let country = country
            .or_else(|| shared(&cities, |city| places.country_of(city)))
            .or_else(|| places.country_of_region(region?));
        IncidentPlace {
            precision: precision.unwrap_or(closest),
            region: region.map(str::to_owned),
            country: country.map(str::to_owned),
            area: area.map(str::to_owned),
            coordinates,
            publish: self.publish(),
            cities,
        }
    }

    /// The coarsest that anybody asked for: no later dispatch undoes a wish for protection by saying nothing.
    fn publish(&self) -> Option<Precision> {
        let own = self.file.and_then(|file| file.place.location.publish);
        let reports = self.reports.iter().map(|(_, dated)| dated.report);
        reports.filter_map(|report| report.place.location.publish).chain(own).max()
    }

    fn latest<T>(&self, written: impl Fn(&'a IncidentReport) -> Option<T>) -> Option<T> {
        let reports = self.reports.iter().map(|(_, dated)| dated.report);
        reports.into_iter().find_map(written)
    }

    /// The latest word on a key that moves tolls. Another word of the same moment is a fault.
    fn deciding<T: PartialEq>(
        &self,
        key: &str,
        written: impl Fn(&'a IncidentReport) -> Option<T>,
        faults: &mut Vec<Diagnostic>,
    ) -> Option<T> {
        let mut words = self
            .reports
            .iter()
            .filter_map(|(rank, dated)| Some((rank, dated, written(dated.report)?)));
        let (latest, decides, word) = words.next()?;
        let tied = words.take_while(|(rank, ..)| rank.0 == latest.0 && rank.1 == latest.1);
        // What a dispatch replaced may say otherwise. Of two that stand, neither replaced the other.
        let strangers = tied.filter(|(rank, ..)| rank.1 || rank.2 == latest.2);
        for (_, other, differs) in strangers {
            if differs != word {
                faults.push(tie(key, other.dispatch, decides.dispatch));
            }
        }
        Some(word)
    }
}

fn some_of<T>(list: &[T]) -> Option<&[T]> {
    (!list.is_empty()).then_some(list)
}

fn region_of(place: &Place) -> Option<&str> {
    place.region.as_ref().map(|region| region.value.as_str())
}

/// The cities by their names, each once and in order, so that two lists of the same cities are equal.
fn names(place: &Place, places: &Places) -> Vec<CityName> {
    let mut names: Vec<CityName> =
        place.cities.iter().map(|city| places.city(&city.value)).collect();
    names.sort();
    names.dedup();
    names
}

/// What all `cities` have in common.
fn shared<'p>(cities: &[CityName], of: impl Fn(&str) -> Option<&'p str>) -> Option<&'p str> {
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
