//! "How this number came about": a page for every toll, down to the dispatches it rests on.
//! It does not decide what counts; it shows what the reckoning did.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::chronicle::incidents::Incident;
use crate::chronicle::measure::Measure;
use crate::chronicle::reckoning::explanation::{Exception, Explanation, Line, Named, Reason};
use crate::chronicle::reckoning::fact::Share;
use crate::chronicle::reckoning::sum::Facts;
use crate::chronicle::references::Number;
use crate::field::count::Bounds;
use crate::field::day::Month;
use crate::plan::desk::Desk;
use crate::plan::edition::{Route, Sheet};
use crate::plan::periods::Period;
use crate::plan::scope::{Scope, anchor};
use crate::plan::view::explained::{
    ContributionMonthView, ContributionView, ExceptionView, ExplainedPage, PartView, RemainderView,
    UncountedListView,
};
use crate::plan::view::lists::IncidentRowView;
use crate::plan::view::toll::TollView;
use crate::plan::view::values::{FigureView, LinkView};
use crate::plan::view::{Kind, View};
use crate::plan::{Planned, figures, rows, testimony};

/// So many of what is left beside a sum are listed.
const BESIDE: usize = 50;

/// So many sources of a line are named.
const SOURCES: usize = 3;

/// So many of what a line gives way to are named.
const NAMED: usize = 8;

/// The pages that explain the tolls of the site, of its years and months, and of every city. A long one of a city has a
/// page for each of its years beside it.
pub fn pages(desk: &Desk<'_>) -> Vec<Planned> {
    let years = desk.calendar.years().map(Period::Year);
    let months = desk.calendar.months().map(Period::Month);
    let everywhere = [Period::Always].into_iter().chain(years).chain(months).map(Scope::everywhere);
    let of_cities = desk.chronicle.places.cities.keys().flat_map(|name| {
        let city = Scope::city(name);
        let years = parts_of(desk, &city).into_iter().map(|year| city.during(year));
        years.chain([city.clone()]).collect::<Vec<_>>()
    });
    let page = |scope: Scope| {
        let here = scope.explained_at(desk);
        Planned::page(Kind::Explained, here, move |desk, here| sheet(desk, here, &scope))
    };
    everywhere.chain(of_cities).map(page).collect()
}

fn sheet(desk: &Desk<'_>, here: &Route, scope: &Scope) -> Sheet {
    let sorted = scope.sorted(desk);
    let reckoning = sorted.reckon();
    let parts = parts_of(desk, scope);
    let explanation = sorted.explain();
    let lines = explanation.lines.iter().filter(|line| !is_in_a_part(line.incident, &parts));
    let lang = &desk.config.language;
    let city = scope.city.as_deref().map(|name| desk.city_title(name, lang));
    let shown: Vec<Measure> = rows::shown(&reckoning).map(|(measure, _)| measure).collect();
    Sheet::of(View::Explained(ExplainedPage {
        site: desk.site(here),
        page: desk.head(here, "", None),
        city: city.map(str::to_owned),
        year: scope.period.year(),
        month: scope.period.month(),
        toll_page: desk.linker.link(here, &scope.shown_at(desk)),
        toll: TollView { explained: None, ..rows::toll(desk, here, &reckoning, scope) },
        months: by_month(desk, here, lines, &shown),
        remainders: remainders(desk, here, &explanation, &shown),
        place_unclear: beside(desk, here, incidents(&sorted.place_unclear)),
        spans: beside(desk, here, incidents(&sorted.spans)),
        excluded_by_grade: beside(desk, here, sorted.graded_out),
        parts: part_views(desk, here, scope, &parts),
    }))
}

/// The shorter periods a long toll is explained by: years, or the months of a year. A month, and a city's year, has none.
fn parts_of(desk: &Desk<'_>, scope: &Scope) -> Vec<Period> {
    if !scope.is_long(desk) {
        return Vec::new();
    }
    let incidents = scope.incidents(desk);
    match (scope.period, &scope.city) {
        (Period::Always, _) => {
            let years: BTreeMap<i16, Month> =
                incidents.months().map(|month| (month.year(), month)).collect();
            years.into_values().map(Period::Year).collect()
        }
        (Period::Year(year), None) => {
            let of_year = incidents.months().filter(|month| month.year() == year.year());
            of_year.map(Period::Month).collect()
        }
        (Period::Year(_), Some(_)) | (Period::Month(_), _) => Vec::new(),
    }
}

fn is_in_a_part(incident: &Incident, parts: &[Period]) -> bool {
    let mut days = parts.iter().filter_map(|part| part.days());
    days.any(|days| incident.days.lies_within(days))
}

/// The parts in which something is counted.
fn part_views(desk: &Desk<'_>, here: &Route, scope: &Scope, parts: &[Period]) -> Vec<PartView> {
    let views = parts.iter().map(|part| part_view(desk, here, &scope.during(*part)));
    views.filter(|part| part.incidents > 0 || part.killed.known).collect()
}

fn part_view(desk: &Desk<'_>, here: &Route, scope: &Scope) -> PartView {
    let reckoning = scope.reckon(desk);
    let killed = reckoning.killed();
    PartView {
        year: scope.period.year(),
        month: scope.period.month(),
        href: scope.link(desk, here),
        incidents: reckoning.counted.len(),
        killed: figures::sum(killed.and_then(|toll| toll.bounds)),
        unknown: killed.map_or(0, |toll| toll.unknown),
    }
}

fn by_month<'l>(
    desk: &Desk<'_>,
    here: &Route,
    lines: impl Iterator<Item = &'l Line<'l>>,
    shown: &[Measure],
) -> Vec<ContributionMonthView> {
    let mut months: BTreeMap<Month, Vec<ContributionView>> = BTreeMap::new();
    for line in lines {
        let month = line.incident.days.from().calendar_month();
        months.entry(month).or_default().push(line_view(desk, here, line, shown));
    }
    let view = |(month, lines): (Month, Vec<ContributionView>)| ContributionMonthView {
        year: month.year(),
        month: month.month(),
        id: anchor(month),
        contributions: lines,
    };
    months.into_iter().map(view).collect()
}

fn line_view(
    desk: &Desk<'_>,
    here: &Route,
    line: &Line<'_>,
    shown: &[Measure],
) -> ContributionView {
    ContributionView {
        incident: desk.incident_row(here, line.incident),
        partly: line.share == Share::Perhaps,
        sources: sources(desk, line.incident),
        exceptions: line
            .exceptions
            .iter()
            .filter_map(|it| exception(desk, here, it, shown))
            .collect(),
    }
}

/// The names of the sources that the figures which count were taken from: the first few.
fn sources(desk: &Desk<'_>, incident: &Incident) -> Vec<String> {
    let numbers: BTreeSet<Number> = incident.figures.values().map(|figure| figure.number).collect();
    let dispatches = numbers.iter().map(|number| &desk.chronicle.dispatches[*number]);
    let names: BTreeSet<&str> = dispatches.flat_map(|it| testimony::source_names(it)).collect();
    names.into_iter().take(SOURCES).map(str::to_owned).collect()
}

/// An exception in the rows that the toll shows.
fn exception(
    desk: &Desk<'_>,
    here: &Route,
    exception: &Exception<'_>,
    shown: &[Measure],
) -> Option<ExceptionView> {
    let (reason, by): (_, &[Named<'_>]) = match &exception.reason {
        Reason::Within(of) => ("included", of),
        Reason::GivesWay(to) => ("minimum_overlaps", to),
        Reason::Inside(of) => ("maximum_included", of),
        Reason::Outgrown(by) => ("minimum_only", by),
        Reason::Overtaken(by) => ("replaced", by),
    };
    let measures = exception.measures.iter().copied().filter(|measure| shown.contains(measure));
    let measures: Vec<Measure> = measures.collect();
    (!measures.is_empty()).then(|| ExceptionView {
        measures,
        reason,
        by: by.iter().take(NAMED).map(|named| to_incident(desk, here, named.0)).collect(),
        more: by.len().saturating_sub(NAMED),
    })
}

fn to_incident(desk: &Desk<'_>, here: &Route, incident: &Incident) -> LinkView {
    let row = desk.incident_row(here, incident);
    LinkView { title: row.title.clone(), href: row.href.clone(), lang: row.lang.clone() }
}

fn remainders(
    desk: &Desk<'_>,
    here: &Route,
    explanation: &Explanation<'_>,
    shown: &[Measure],
) -> Vec<RemainderView> {
    let mut by_toll: BTreeMap<Named<'_>, Vec<FigureView>> = BTreeMap::new();
    for remainder in &explanation.remainders {
        let says_something = remainder.bounds != Bounds::exactly(0);
        if says_something && shown.contains(&remainder.measure) {
            let figure = figures::added(remainder.measure, remainder.bounds);
            by_toll.entry(Named(remainder.toll)).or_default().push(figure);
        }
    }
    let view =
        |(Named(toll), figures)| RemainderView { toll: to_incident(desk, here, toll), figures };
    by_toll.into_iter().map(view).collect()
}

fn incidents<'i>(facts: &Facts<'i>) -> Vec<&'i Incident> {
    facts.list.iter().map(|fact| fact.incident).collect()
}

fn beside(desk: &Desk<'_>, here: &Route, mut sorted: Vec<&Incident>) -> UncountedListView {
    sorted.sort_by_key(|incident| (incident.days.from(), incident.number));
    let row = |incident: &&Incident| -> Arc<IncidentRowView> { desk.incident_row(here, incident) };
    UncountedListView {
        count: sorted.len(),
        incidents: sorted.iter().take(BESIDE).map(row).collect(),
        more: sorted.len().saturating_sub(BESIDE),
    }
}
