//! What one dispatch may not say at once, once all of it is read.
//! It does not know other dispatches.

use crate::field::dispatch::{Dispatch, IncidentReport, Kind};
use crate::field::word::Word;
use crate::read::fields::Fields;
use crate::read::incident_report::{once, unknown_id};
use crate::read::reader::Reader;
use crate::text::rule;
use crate::text::span::Span;

/// Holds `dispatch`, read from `fields`, to what goes together.
pub fn check(reader: &mut Reader<'_>, dispatch: &Dispatch, fields: &Fields<'_>) {
    if let (Some(_), None, Some(key)) =
        (&dispatch.translation_of, &dispatch.lang, fields.key_span("translation_of"))
        && fields.key_span("lang").is_none()
    {
        reader.fault(
            &rule::NOT_ALONE,
            key,
            "a translation does not say into which language",
            "`lang` is missing",
            "add the language of this text, as in `lang: ar`",
        );
    }
    leaves_facts_to_the_original(reader, dispatch, fields);
    // A city that is written and cannot be read has its fault already.
    let names_no_city = fields.key_span("city").is_none() && fields.key_span("cities").is_none();
    for report in &dispatch.reports {
        if names_no_city {
            happened_somewhere(reader, dispatch, report);
        }
        carries_figures_if_it_may(reader, dispatch, report);
        covers_days(reader, dispatch, report, fields);
    }
    sources_are_there(reader, dispatch);
    totals_are_tolls(reader, dispatch, fields);
    inside_or_outside(reader, dispatch);
}

/// Facts are stored once: what a translation says of them again is not printed, and nobody would see it go wrong.
fn leaves_facts_to_the_original(reader: &mut Reader<'_>, dispatch: &Dispatch, fields: &Fields<'_>) {
    if dispatch.translation_of.is_none() {
        return;
    }
    let keys = [
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
        "grade",
        "attribution",
        "positions",
        "supersedes",
        "series",
        "sources",
        "topics",
    ];
    let written = keys.iter().filter_map(|key| Some((*key, fields.key_span(key)?)));
    let mut written: Vec<(&str, Span)> = written.collect();
    written.sort_by_key(|(_, span)| *span);
    let Some((_, first)) = written.first() else {
        return;
    };
    let named: Vec<String> = written.iter().map(|(key, _)| format!("`{key}`")).collect();
    reader.fault(
        &rule::TOLD_BY_THE_ORIGINAL,
        *first,
        format!("a translation says {}, which is not read", named.join(", ")),
        "the dispatch that it translates says this for both",
        "take it out here, and write it there if it is missing",
    );
}

/// What only a total over a period can say.
fn totals_are_tolls(reader: &mut Reader<'_>, dispatch: &Dispatch, fields: &Fields<'_>) {
    let keys = ["series", "includes", "excludes", "may_include"];
    let written = keys.into_iter().find_map(|key| Some((key, fields.key_span(key)?)));
    if let Some((key, span)) = written.filter(|_| dispatch.kind != Kind::Toll) {
        reader.fault(
            &rule::NOT_ALONE,
            span,
            format!("`{key}` in a dispatch that is no total over a period"),
            "only a toll has this",
            "add `kind: toll` and the days it covers, `event: {from: .., to: ..}`; else take it out",
        );
    }
}

/// Nothing is inside a toll and outside of it.
fn inside_or_outside(reader: &mut Reader<'_>, dispatch: &Dispatch) {
    let lists = [
        ("includes", &dispatch.includes),
        ("excludes", &dispatch.excludes),
        ("may_include", &dispatch.may_include),
    ];
    for (n, (first, earlier)) in lists.iter().enumerate() {
        for (second, later) in &lists[n + 1..] {
            let both = later.iter().find(|id| earlier.iter().any(|other| other.value == id.value));
            if let Some(id) = both {
                reader.fault(
                    &rule::TOGETHER,
                    id.span,
                    format!("`{}` stands under `{first}` and under `{second}`", id.value),
                    "one or the other",
                    "leave it where it is true: inside, outside, or not known",
                );
            }
        }
    }
}

fn happened_somewhere(reader: &mut Reader<'_>, dispatch: &Dispatch, report: &IncidentReport) {
    let place = &report.place;
    let is_vague = place.location.precision.is_some() && place.precision().is_vaguer_than_a_city();
    if !place.cities.is_empty() || is_vague || dispatch.translation_of.is_some() {
        return;
    }
    let (label, help) = match (&place.region, &place.country) {
        (Some(_), _) => (
            "only the region is named",
            "add `city: Mosul`; if only the region is known, say so with `location: {precision: region}`",
        ),
        (None, Some(_)) => (
            "only the country is named",
            "add `city: Mosul`; if only the country is known, say so with `location: {precision: country}`",
        ),
        (None, None) => (
            "`city` is missing",
            "add `city: Mosul`; if only the region is known, `region: Nineveh` and `location: {precision: region}`",
        ),
    };
    let message = "the dispatch does not say in which city it happened";
    reader.fault(&rule::NO_CITY, report.span, message, label, help);
}

fn carries_figures_if_it_may(
    reader: &mut Reader<'_>,
    dispatch: &Dispatch,
    report: &IncidentReport,
) {
    let figureless = match (dispatch.kind, &dispatch.translation_of) {
        (_, Some(_)) => ("a translation", "they stand in the dispatch that it translates"),
        (Kind::Statement, None) => (
            "a statement",
            "they belong in the dispatch that reports the incident; or take `kind: statement` out",
        ),
        (Kind::Incident | Kind::Toll, None) => return,
    };
    let (what, help) = figureless;
    if let Some(span) = first_figure(report) {
        reader.fault(
            &rule::FIGURES_MISPLACED,
            span,
            format!("{what} carries no figures of its own"),
            "a figure",
            format!("take the figures out here; {help}"),
        );
    }
}

fn first_figure(report: &IncidentReport) -> Option<Span> {
    let bare_number = report.casualties.bare_number.iter().map(|bare_number| bare_number.span);
    let harms = report.casualties.harms.values().map(|figures| figures.span);
    let claims = report.claims.iter().map(|claim| claim.span);
    bare_number.chain(harms).chain(claims).min()
}

fn covers_days(
    reader: &mut Reader<'_>,
    dispatch: &Dispatch,
    report: &IncidentReport,
    fields: &Fields<'_>,
) {
    // A toll whose `event` cannot be read has said which days it covers, if badly.
    let says_days = report.event.is_some() || fields.key_span("event").is_some();
    if dispatch.kind != Kind::Toll || says_days {
        return;
    }
    reader.fault(
        &rule::TOLL_WITHOUT_PERIOD,
        fields.value_span("kind").unwrap_or(report.span),
        "a toll does not say which days it covers",
        format!("a {} needs `event`", Kind::Toll.word()),
        "add `event: {from: 2017-05-26, to: 2017-05-31}`",
    );
}

fn sources_are_there(reader: &mut Reader<'_>, dispatch: &Dispatch) {
    let ids = dispatch.sources.iter().filter_map(|source| source.id.as_ref());
    let known = once(reader, ids, "sources");
    let claims = dispatch.reports.iter().flat_map(|report| &report.claims);
    for source in claims.filter_map(|claim| claim.source.as_ref()) {
        if !known.contains_key(source.value.as_str()) {
            unknown_id(reader, source, known.keys().copied(), "source");
        }
    }
}
