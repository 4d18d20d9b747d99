//! Checks that the keys of one dispatch fit together, after all of them are read.
//! It does not know other dispatches.

use std::collections::BTreeMap;

use crate::field::dispatch::{Dispatch, IncidentReport, Kind};
use crate::read::fields::Fields;
use crate::read::incident_report::{check_id, unique_ids};
use crate::read::reader::Reader;
use crate::text::private::OPENING;
use crate::text::span::Span;
use crate::text::{listing, rule};

/// The keys that a translation takes from its original.
const FACTS: [&str; 21] = [
    "kind",
    "status",
    "city",
    "cities",
    "region",
    "country",
    "area",
    "location",
    "event",
    "as_of",
    "incident",
    "incidents",
    "victims",
    "complete",
    "grade",
    "attribution",
    "positions",
    "supersedes",
    "series",
    "sources",
    "topics",
];

/// Checks `dispatch`, which was read from `fields`.
pub fn check(dispatch: &Dispatch, fields: &Fields<'_>) {
    let reader = fields.reader;
    if dispatch.translation_of.is_some() {
        check_translation(fields);
    }
    // If one of these is there but cannot be read, that was reported already.
    let settled = ["city", "cities", "translation_of"];
    let names_no_city = settled.into_iter().all(|key| fields.key_span(key).is_none());
    for report in &dispatch.reports {
        if names_no_city {
            check_city(reader, dispatch, report);
        }
        check_has_no_figures(reader, dispatch, report);
        check_deaths(reader, report);
    }
    check_sources(reader, dispatch);
    check_toll(dispatch, fields);
    check_lists_of_a_toll(reader, dispatch);
}

/// A translation says its language, and leaves the facts to its original. Facts are stored once: a copy would not be
/// printed, and nobody would notice when it is wrong.
fn check_translation(fields: &Fields<'_>) {
    let reader = fields.reader;
    if let (Some(key), None) = (fields.key_span("translation_of"), fields.key_span("lang")) {
        reader.report(
            rule::NOT_ALONE
                .at(reader.path, key, "a translation does not say its language")
                .label("`lang` is missing")
                .help("add the language of this text, as in `lang: ar`"),
        );
    }
    let written = FACTS.into_iter().filter_map(|key| Some((fields.key_span(key)?, key)));
    let mut written: Vec<(Span, &str)> = written.collect();
    written.sort_unstable();
    let Some((first, _)) = written.first() else {
        return;
    };
    let keys: Vec<&str> = written.iter().map(|(_, key)| *key).collect();
    let message = format!("dateline ignores {} in a translation", listing::all(&keys));
    reader.report(
        rule::TOLD_BY_THE_ORIGINAL
            .at(reader.path, *first, message)
            .label("the dispatch that it translates says this for both")
            .help("delete it here; if it is missing in the other dispatch, add it there"),
    );
}

/// A toll says which days it covers. Only a toll has a series, and lists of what it includes.
fn check_toll(dispatch: &Dispatch, fields: &Fields<'_>) {
    let reader = fields.reader;
    // If `event` is there but cannot be read, that was reported already.
    let has_days = fields.key_span("event").is_some()
        || dispatch.reports.iter().all(|report| report.event.is_some());
    if dispatch.kind == Kind::Toll && !has_days {
        let at = fields.value_span("kind").unwrap_or(fields.span);
        reader.report(
            rule::TOLL_WITHOUT_PERIOD
                .at(reader.path, at, "a toll does not say which days it covers")
                .label("a toll needs `event`")
                .help("add `event: {from: 2017-05-26, to: 2017-05-31}`"),
        );
    }
    let keys = ["series", "includes", "excludes", "may_include"];
    let written = keys.into_iter().find_map(|key| Some((key, fields.key_span(key)?)));
    if let Some((key, span)) = written.filter(|_| dispatch.kind != Kind::Toll) {
        let message = format!("`{key}` is used in a dispatch that is not a toll");
        reader.report(
            rule::NOT_ALONE
                .at(reader.path, span, message)
                .label("only a toll has this")
                .help("add `kind: toll` and the days it covers, `event: {from: .., to: ..}`; or delete this key"),
        );
    }
}

/// Nothing is in two of the lists `includes`, `excludes` and `may_include`.
fn check_lists_of_a_toll(reader: &Reader<'_>, dispatch: &Dispatch) {
    let lists = [
        ("includes", &dispatch.includes),
        ("excludes", &dispatch.excludes),
        ("may_include", &dispatch.may_include),
    ];
    for (n, (first, earlier)) in lists.iter().enumerate() {
        for (second, later) in &lists[n + 1..] {
            let both = later.iter().find(|id| earlier.iter().any(|other| other.value == id.value));
            if let Some(id) = both {
                let message = format!("`{}` is in both `{first}` and `{second}`", id.value);
                reader.report(
                    rule::TOGETHER
                        .at(reader.path, id.span, message)
                        .label("only one of the two can be true")
                        .help("keep it in the list where it belongs: included, excluded, or not known"),
                );
            }
        }
    }
}

fn check_city(reader: &Reader<'_>, dispatch: &Dispatch, report: &IncidentReport) {
    let place = &report.place;
    let is_vague = place.location.precision.is_some() && place.precision().is_vaguer_than_a_city();
    if !place.cities.is_empty() || is_vague {
        return;
    }
    let (label, help) = match (&place.region, &place.country) {
        (Some(_), _) => (
            "only the region is named",
            "add `city: Mosul`; if only the region is known, add `location: {precision: region}`",
        ),
        (None, Some(_)) => (
            "only the country is named",
            "add `city: Mosul`; if only the country is known, add `location: {precision: country}`",
        ),
        (None, None) => (
            "`city` is missing",
            "add `city: Mosul`; if only the region is known, add `region: Nineveh` and `location: {precision: region}`",
        ),
    };
    let message = "the dispatch does not say in which city it happened";
    // A translation says `lang`, and has the places of the dispatch that it translates.
    let help = match &dispatch.lang {
        Some(_) => format!(
            "if this is a translation, name the dispatch that it translates: `translation_of: ..`; if not, {help}"
        ),
        None => help.to_owned(),
    };
    reader.report(rule::NO_CITY.at(reader.path, report.span, message).label(label).help(help));
}

fn check_has_no_figures(reader: &Reader<'_>, dispatch: &Dispatch, report: &IncidentReport) {
    let (what, help) = match (dispatch.kind, &dispatch.translation_of) {
        (_, Some(_)) => ("a translation", "they belong in the dispatch that it translates"),
        (Kind::Statement, None) => (
            "a statement",
            "they belong in the dispatch that reports the incident; or delete `kind: statement`",
        ),
        (Kind::Incident | Kind::Toll, None) => return,
    };
    if let Some(span) = first_figure(report) {
        reader.report(
            rule::FIGURES_MISPLACED
                .at(reader.path, span, format!("{what} cannot have figures of its own"))
                .label("a figure")
                .help(format!("delete the figures here; {help}")),
        );
    }
}

fn first_figure(report: &IncidentReport) -> Option<Span> {
    let bare_number = report.casualties.bare_number.iter().map(|bare_number| bare_number.span);
    let harms = report.casualties.harms.values().map(|figures| figures.span);
    let claims = report.claims.iter().map(|claim| claim.span);
    let people = (!report.people.is_empty()).then_some(report.people.span);
    bare_number.chain(harms).chain(claims).chain(people).min()
}

/// The sources that claims name are in the dispatch.
fn check_sources(reader: &Reader<'_>, dispatch: &Dispatch) {
    let ids = dispatch.sources.iter().filter_map(|source| source.id.as_ref());
    let known = unique_ids(reader, ids, "sources");
    for report in &dispatch.reports {
        for claim in &report.claims {
            check_id(reader, claim.source.as_ref(), &known, "source");
        }
        check_sources_of_people(reader, report, &known);
    }
}

/// Nobody died before the incident in which they were harmed.
fn check_deaths(reader: &Reader<'_>, report: &IncidentReport) {
    let Some(event) = &report.event else { return };
    for person in &report.people.list {
        if person.died.is_some_and(|died| died < event.value.days.from()) {
            let message = format!("{OPENING}a person died before the incident");
            reader.report(
                rule::DATES_DISAGREE
                    .at(reader.path, person.span, message)
                    .label("`died` is earlier than `event`")
                    .help("correct one of the two; `died` is only for a death after the incident"),
            );
        }
    }
}

/// The source of a person is one of `sources`, or a claim. The message does not print it: it stands in a list of people.
fn check_sources_of_people(
    reader: &Reader<'_>,
    report: &IncidentReport,
    sources: &BTreeMap<&str, Span>,
) {
    let claims = report.claims.iter().filter_map(|claim| claim.id.as_ref());
    let claims: Vec<&str> = claims.map(|id| id.value.as_str()).collect();
    for source in report.people.list.iter().filter_map(|person| person.source.as_ref()) {
        let id = source.value.as_str();
        if sources.contains_key(id) || claims.contains(&id) {
            continue;
        }
        reader.report(
            rule::UNKNOWN_ID
                .at(
                    reader.path,
                    source.span,
                    format!("{OPENING}no source and no claim has this id"),
                )
                .label("not under `sources` and not under `claims`")
                .help("write the `id` of one of them, or add the source"),
        );
    }
}
