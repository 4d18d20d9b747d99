//! A dispatch as a list row.
//! It does not know which list contains the row.

use std::collections::BTreeSet;

use crate::chronicle::references::DispatchId;
use crate::chronicle::visible::embargo_ends;
use crate::field::correction::CorrectionKind;
use crate::field::dispatch::{Dispatch, IncidentReport, Kind, Status};
use crate::plan::index::Index;
use crate::plan::index::gazetteer::cities_of;
use crate::plan::route::Route;
use crate::plan::row::figures;
use crate::plan::view::lists::DispatchRowView;
use crate::plan::view::values::{FigureView, LinkView, TitleView};

/// The dispatch with this number, as a list row on the page `here`.
pub(crate) fn row(index: &Index<'_>, here: &Route, number: DispatchId) -> DispatchRowView {
    let dispatch = &index.chronicle.dispatches[number];
    let original = index.chronicle.original(number);
    let gone = dispatch.withdrawn.is_some();
    let told_in = index.language_of(original);
    let LinkView { title, href, lang, .. } = index.to_dispatch(here, number);
    let summary = dispatch.summary.clone().unwrap_or_else(|| dispatch.body.excerpt.clone());
    DispatchRowView {
        title,
        href,
        published: figures::moment(&dispatch.date.value, &index.config.timezone),
        cities: if gone { Vec::new() } else { named(index, number) },
        summary: if gone { String::new() } else { summary },
        lang,
        figures: if gone { Vec::new() } else { reported(index, number, told_in) },
        marks: marks(index, number),
    }
}

/// The figures of a dispatch whose texts are in the language `told_in`. If its incidents are in several places, each figure says
/// where.
fn reported(index: &Index<'_>, number: DispatchId, told_in: &str) -> Vec<FigureView> {
    let original = index.chronicle.original(number);
    let reports = &index.chronicle.dispatches[original].reports;
    let lang = index.language_of(number);
    let cities = |report: &IncidentReport| -> Vec<TitleView> {
        let names = index.chronicle.places.cities_of(&report.place);
        names.map(|name| index.city_name(&name, lang)).collect()
    };
    let places: BTreeSet<Vec<TitleView>> = reports.iter().map(cities).collect();
    let tellings = reports.iter().zip(&index.chronicle.reports[original]);
    let figures = tellings.flat_map(|(report, telling)| {
        let cities = if places.len() > 1 { cities(report) } else { Vec::new() };
        let figures = figures::told(index, &telling.figures, told_in).into_iter();
        // One place is said once, before the first figure of it.
        figures.enumerate().map(move |(at, figure)| FigureView {
            cities: if at == 0 { cities.clone() } else { Vec::new() },
            ..figure
        })
    });
    figures.collect()
}

/// The names of a dispatch's cities, in its own language where they have one.
fn named(index: &Index<'_>, number: DispatchId) -> Vec<TitleView> {
    let cities =
        cities_of(index.chronicle, &index.chronicle.dispatches[index.chronicle.original(number)]);
    let lang = index.language_of(number);
    cities.iter().map(|name| index.city_name(name, lang)).collect()
}

/// The marks that a dispatch carries everywhere, such as "developing".
pub(crate) fn marks(index: &Index<'_>, number: DispatchId) -> Vec<&'static str> {
    let dispatch: &Dispatch = &index.chronicle.dispatches[number];
    if dispatch.withdrawn.is_some() {
        return vec!["withdrawn"];
    }
    // A translation has the facts of its original.
    let told: &Dispatch = &index.chronicle.dispatches[index.chronicle.original(number)];
    let embargoes = [dispatch, told].map(|it| embargo_ends(it, &index.config.timezone));
    let is_embargoed = embargoes.into_iter().flatten().any(|ends| index.now() < ends);
    let corrections = [dispatch, told].into_iter().flat_map(|it| &it.corrections);
    let corrected = corrections.into_iter().any(|entry| entry.kind == CorrectionKind::Corrected);
    let superseded =
        index.chronicle.references.superseded_by[index.chronicle.original(number)].is_some();
    [
        (dispatch.draft || told.draft, "draft"),
        (is_embargoed, "embargoed"),
        // A dispatch that was replaced will not develop further.
        (!superseded && told.status == Some(Status::Developing), "developing"),
        (!superseded && told.status == Some(Status::Verified), "verified"),
        (corrected, "corrected"),
        (superseded, "superseded"),
        (told.kind == Kind::Toll, "toll"),
        (told.kind == Kind::Statement, "statement"),
    ]
    .into_iter()
    .filter_map(|(applies, mark)| applies.then_some(mark))
    .collect()
}
