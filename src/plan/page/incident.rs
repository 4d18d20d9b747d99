//! Plans the page of each incident that several dispatches report, or whose people are listed: how its figures changed, and which one counts.
//! It does not know which figure counts; the chronicle decides that.

use crate::chronicle::figure::{FiguresByMeasure, Origin};
use crate::chronicle::incident::{Incident, ResolvedReport};
use crate::chronicle::measure::Measure;
use crate::chronicle::references::DispatchId;
use crate::field::dispatch::IncidentReport;
use crate::field::slug::Slug;
use crate::plan::address;
use crate::plan::edition::Sheet;
use crate::plan::index::Index;
use crate::plan::planned::Planned;
use crate::plan::route::Route;
use crate::plan::row::{cited, claims, correction, dispatch, figures, people};
use crate::plan::site::Site;
use crate::plan::view::pages::{IncidentPage, StepView};
use crate::plan::view::values::FigureView;
use crate::plan::view::{Kind, View};
use crate::text::span::Span;

/// One page per incident that several dispatches report, or whose people are listed.
pub(crate) fn pages(index: &Index<'_>) -> Vec<Planned> {
    index.chronicle.incidents.values().filter_map(|incident| page(index, incident)).collect()
}

/// The page of `incident`. None if only one dispatch reports it and nobody is listed.
fn page(index: &Index<'_>, incident: &Incident) -> Option<Planned> {
    let tellers = index.chronicle.tellers(incident);
    if !index.chronicle.has_page(incident) {
        return None;
    }
    let file = incident.file.as_ref();
    let id = incident.id.clone();
    let page = Planned::page(Kind::Incident, address::incident(&id), move |site, here| {
        let incident = site.index.chronicle.incident(&id).expect("the page is there because it is");
        sheet(site, here, incident)
    });
    Some(match file {
        Some(file) => page.showing(&file.path),
        None => page.asked_by(&index.chronicle.dispatches[tellers[0]].path, Span::default()),
    })
}

fn sheet(site: &Site<'_>, here: &Route, incident: &Incident) -> Sheet {
    let tellers = site.index.chronicle.tellers(incident);
    let file = incident.file.as_ref();
    let lang = &site.index.config.language;
    let told_in = |says: &dyn Fn(&IncidentReport) -> bool| told_in(&site.index, incident, says);
    let view = View::Incident(IncidentPage {
        site: site.frame(here),
        page: site.head(
            here,
            &site.index.incident_title(incident, lang).0,
            file.map(|f| f.body.excerpt.as_str()),
        ),
        incident: site.incident_row(here, incident),
        cities: incident
            .place
            .cities
            .iter()
            .map(|city| site.index.to_city(here, city, lang))
            .collect(),
        map: site.locator(&incident.place.cities, lang),
        area: incident.place.area.clone(),
        area_lang: site.index.foreign(told_in(&|report| report.place.area == incident.place.area)),
        people: people::of_incident(&site.index, incident, lang),
        steps: in_order_of_knowledge(&site.index, incident, &tellers)
            .into_iter()
            .map(|number| step(&site.index, here, incident, number))
            .collect(),
        attribution: claims::attribution(
            (&site.index, here),
            &incident.attribution,
            (lang, told_in(&|report| report.attribution == incident.attribution)),
        ),
        positions: claims::positions(
            (&site.index, here),
            &incident.positions,
            &incident.positions,
            (lang, told_in(&|report| report.positions == incident.positions)),
        ),
        ids: file.map(|file| file.ids.clone()).unwrap_or_default(),
        as_of: cited::as_of(&site.index, incident),
    });
    let prose = file.and_then(|file| site.prose(here, &file.path, &file.body));
    Sheet::Template { view: Box::new(view), prose }
}

/// The language of what an incident has from the latest dispatch that `says` it. What no dispatch says is in the incident's own file,
/// in the language of the site.
pub(crate) fn told_in<'i>(
    index: &'i Index<'_>,
    incident: &Incident,
    says: &dyn Fn(&IncidentReport) -> bool,
) -> &'i str {
    let tellers = index.chronicle.tellers(incident);
    let mut latest_first = tellers.into_iter().rev();
    let by = latest_first.find(|number| says(report(index, *number, &incident.id).0));
    by.map_or(&index.config.language, |number| index.language_of(number))
}

/// The dispatches on an incident in the order of what they know, so that what counts comes after what it replaces. Those of
/// the same moment stay in order of publication; if that is the same too, what counts comes last.
fn in_order_of_knowledge(
    index: &Index<'_>,
    incident: &Incident,
    tellers: &[DispatchId],
) -> Vec<DispatchId> {
    let zone = &index.config.timezone;
    let known = |number: DispatchId| {
        let dispatch = &index.chronicle.dispatches[number];
        let (report, telling) = report(index, number, &incident.id);
        let as_of = report.as_of.as_ref().unwrap_or(&dispatch.date.value).instant(zone);
        let of_newsroom = telling.figures.values().filter(|it| it.origin == Origin::Newsroom);
        of_newsroom.map(|it| it.as_of.unwrap_or(as_of)).max().unwrap_or(as_of)
    };
    let references = &index.chronicle.references;
    let not_before_what_it_replaces = |number: DispatchId| {
        let earlier = |number: &DispatchId| {
            references.supersedes[*number].filter(|earlier| tellers.contains(earlier))
        };
        std::iter::successors(Some(number), earlier).map(known).max()
    };
    let published =
        |number: DispatchId| index.chronicle.dispatches[number].date.value.instant(zone);
    let counts = |number: DispatchId| incident.figures.values().any(|it| it.dispatch == number);
    let key = |number: &DispatchId| {
        let number = *number;
        let known = not_before_what_it_replaces(number);
        (known, references.generation[number], published(number), counts(number), number)
    };
    let mut ordered = tellers.to_vec();
    ordered.sort_by_cached_key(key);
    ordered
}

fn step(index: &Index<'_>, here: &Route, incident: &Incident, number: DispatchId) -> StepView {
    let teller = &index.chronicle.dispatches[number];
    let (report, telling) = report(index, number, &incident.id);
    let told = &telling.figures;
    let told_in = index.language_of(number);
    let of_it = incident.figures.values().filter(|effective| effective.dispatch == number);
    let of_it: Vec<bool> = of_it.map(|effective| effective.figure.bounds.is_some()).collect();
    let superseded = index.chronicle.references.superseded_by[number].is_some();
    // An unknown number of a replaced dispatch is nothing that still counts.
    let effective = of_it.contains(&true) || !superseded && !of_it.is_empty();
    let why = match (teller.withdrawn.is_some(), effective, superseded) {
        (true, _, _) => Some("withdrawn"),
        (_, true, _) => None,
        (_, _, true) => Some("superseded"),
        _ if told.is_empty() => Some("no_figure"),
        _ => Some("later"),
    };
    let written = report.as_of.as_ref().filter(|_| teller.withdrawn.is_none());
    let as_of = written.unwrap_or(&teller.date.value);
    StepView {
        dispatch: dispatch::row(index, here, number),
        as_of: figures::day(as_of.day_in(&index.config.timezone)),
        figures: figures::told(index, told, told_in),
        claims: if teller.withdrawn.is_some() {
            Vec::new()
        } else {
            claims::claims(index, teller, report)
        },
        corrections: match teller.withdrawn {
            Some(_) => Vec::new(),
            None => correction::of_dispatch(index, number),
        },
        counted: effective,
        superseded,
        still_counted: still_counted(index, incident, number, told),
        why,
    }
}

/// The figures of the dispatch `number` that count, if others of its figures do not.
fn still_counted(
    index: &Index<'_>,
    incident: &Incident,
    number: DispatchId,
    told: &FiguresByMeasure,
) -> Vec<FigureView> {
    let counts = |measure: &Measure| {
        incident.figures.get(measure).is_some_and(|effective| effective.dispatch == number)
    };
    let known = told.iter().filter(|(_, figure)| figure.bounds.is_some());
    let (counted, others): (Vec<_>, Vec<_>) = known.partition(|(measure, _)| counts(measure));
    if others.is_empty() {
        return Vec::new();
    }
    let counted: FiguresByMeasure =
        counted.into_iter().map(|(measure, figure)| (*measure, figure.clone())).collect();
    figures::told(index, &counted, index.language_of(number))
}

/// The report of the dispatch `number` on the incident `id`, as written and as resolved.
fn report<'d>(
    index: &'d Index<'_>,
    number: DispatchId,
    id: &Slug,
) -> (&'d IncidentReport, &'d ResolvedReport) {
    let reports = &index.chronicle.dispatches[number].reports;
    let mut told = reports.iter().zip(&index.chronicle.reports[number]);
    told.find(|(_, telling)| telling.incident.as_ref() == Some(id))
        .expect("an incident lists only dispatches with a report on it")
}
