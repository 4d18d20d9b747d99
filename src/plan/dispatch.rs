//! A dispatch's page, and the page that is left when it is withdrawn.
//! It does not decide what counts; the chronicle has.

use std::sync::Arc;

use crate::chronicle::incidents::{Incident, Telling};
use crate::chronicle::references::Number;
use crate::field::claim::Grade;
use crate::field::dispatch::{self, Account, Dispatch};
use crate::field::slug::Slug;
use crate::field::word::Word;
use crate::plan::data::excerpts;
use crate::plan::desk::Desk;
use crate::plan::edition::{Route, Sheet};
use crate::plan::gazetteer::cities_of;
use crate::plan::register::Of;
use crate::plan::view::dispatch::{
    CoverageView, DispatchView, IncidentReportView, TranslationView,
};
use crate::plan::view::lists::DispatchRowView;
use crate::plan::view::pages::{DispatchPage, WithdrawnPage};
use crate::plan::view::values::LinkView;
use crate::plan::view::{Kind, View};
use crate::plan::{
    Planned, address, corrections, figures, files, linked_data, map, media, naming, register, rows,
    testimony,
};
use crate::text::span::Spanned;

/// How many dispatches before and after it on the same incident a dispatch names.
const NEIGHBOURS: usize = 12;

/// The page of the dispatch with this number, and the files that belong to it.
pub fn pages(desk: &Desk<'_>, number: Number) -> Vec<Planned> {
    let dispatch = &desk.chronicle.dispatches[number];
    let route = desk.routes[number].clone();
    if dispatch.withdrawn.is_some() {
        let make = move |desk: &Desk<'_>, here: &Route| withdrawn(desk, here, number);
        return vec![Planned::page(Kind::Withdrawn, route, make).telling(&dispatch.path)];
    }
    let make = move |desk: &Desk<'_>, here: &Route| sheet(desk, here, number);
    let mut pages = vec![
        Planned::page(Kind::Dispatch, route, make)
            .telling(&dispatch.path)
            .asked_by(&dispatch.path, dispatch.slug.span),
    ];
    pages.push(excerpts::of_dispatch(number, &desk.routes[number]));
    pages.extend(files::beside(desk, dispatch, &desk.routes[number]));
    pages
}

fn sheet(desk: &Desk<'_>, here: &Route, number: Number) -> Sheet {
    let dispatch = &desk.chronicle.dispatches[number];
    let lang = desk.language_of(number);
    let about = dispatch.summary.as_deref().unwrap_or(&dispatch.body.excerpt);
    let shown = view(desk, here, number);
    let cities = cities_of(desk.chronicle, &desk.chronicle.dispatches[desk.original(number)]);
    let view = View::Dispatch(DispatchPage {
        site: desk.site_in(here, lang),
        page: desk.head_in(here, &dispatch.title.value, Some(about), lang),
        map: map::locator(desk, &cities, lang),
        linked_data: linked_data::article(desk, number, &shown),
        dispatch: shown,
    });
    let prose = desk.prose(here, &dispatch.path, &dispatch.body);
    Sheet::Template { view, prose }
}

fn withdrawn(desk: &Desk<'_>, here: &Route, number: Number) -> Sheet {
    let dispatch = &desk.chronicle.dispatches[number];
    let withdrawal = dispatch.withdrawn.as_ref().expect("it was asked for because it is withdrawn");
    let original = desk.original(number);
    let by = desk.chronicle.references.superseded_by[original];
    let lang = desk.language_of(number);
    // A translation that was withdrawn with its original has its reason.
    let is_told = desk.chronicle.dispatches[original].withdrawn.as_ref() == Some(withdrawal);
    let said_in = if is_told { desk.language_of(original) } else { lang };
    Sheet::of(View::Withdrawn(WithdrawnPage {
        site: desk.site_in(here, lang),
        page: desk.head_in(here, &desk.title(number), None, lang),
        published: figures::moment(&dispatch.date.value),
        withdrawn: figures::moment(&withdrawal.on),
        why: withdrawal.why.clone(),
        why_lang: desk.foreign(said_in),
        superseded_by: by.map(|by| desk.to_dispatch(here, desk.read_in(by, lang))),
    }))
}

/// A dispatch as its page shows it. A translation has its own words, and all else from the dispatch it translates: the facts
/// are stored once.
fn view(desk: &Desk<'_>, here: &Route, number: Number) -> DispatchView {
    let original = desk.original(number);
    let [dispatch, told] = [number, original].map(|it| &*desk.chronicle.dispatches[it]);
    let references = &desk.chronicle.references;
    let lang = desk.language_of(number);
    let cities = cities_of(desk.chronicle, told);
    let first = told.accounts.first();
    let facts_lang = desk.foreign(desk.language_of(original));
    let filed_from = dispatch.filed_from.as_ref().or(told.filed_from.as_ref());
    let filed_from = filed_from.filter(|from| !cities.iter().any(|city| **city == ***from));
    let own_lang = |is_own: bool| if is_own { desk.foreign(lang) } else { facts_lang.clone() };
    let link = |number: Number| desk.to_dispatch(here, desk.read_in(number, lang));
    let in_city = cities.first().and_then(|city| desk.gazetteer.get(city));
    let in_city: &[Number] = in_city.map_or(&[], |entry| entry.dispatches.as_slice());
    let (before, _) = in_city.split_at(in_city.partition_point(|other| *other < original));
    let (_, after) = in_city.split_at(in_city.partition_point(|other| *other <= original));
    let all = 0..desk.chronicle.dispatches.len();
    DispatchView {
        title: dispatch.title.value.clone(),
        summary: dispatch.summary.clone(),
        published: figures::moment(&dispatch.date.value),
        updated: dispatch.updated.as_ref().map(figures::moment),
        cities: cities.iter().map(|city| desk.to_city(here, city, lang)).collect(),
        area: first.and_then(|account| account.place.area.clone()),
        region: first.and_then(|account| Some(account.place.region.as_ref()?.value.clone())),
        filed_from: filed_from.cloned(),
        filed_from_lang: own_lang(dispatch.filed_from.is_some()),
        authors: register::links(desk, here, Of::Authors, dispatch, lang),
        topics: register::links(desk, here, Of::Topics, told, lang),
        kind: told.kind.word(),
        marks: rows::marks(desk, number),
        content_warning: dispatch.content_warning.clone().or(told.content_warning.clone()),
        content_warning_lang: own_lang(dispatch.content_warning.is_some()),
        reports: accounts(desk, here, original, lang),
        coverage: (told.kind == dispatch::Kind::Toll).then(|| period(desk, here, told, lang)),
        sources: told.sources.iter().map(|source| testimony::citation(told, source)).collect(),
        corrections: corrections::of_dispatch(desk, number),
        media: media::of_dispatch(desk, here, number),
        card: media::card(desk, number),
        facts_lang: facts_lang.clone(),
        supersedes: references.supersedes[original].map(link),
        superseded_by: references.superseded_by[original].map(link),
        translations: translations(desk, here, number),
        same_incident: same_incident(desk, here, original, lang),
        previous: neighbour(desk, all.clone().take(original).rev()).map(link),
        next: neighbour(desk, all.skip(original + 1)).map(link),
        previous_in_city: neighbour(desk, before.iter().rev().copied()).map(link),
        next_in_city: neighbour(desk, after.iter().copied()).map(link),
        data: desk.linker.link(here, &address::record(&desk.routes[original])),
        extra: dispatch.extra.clone(),
    }
}

/// The first of `numbers` that a reader may be led to: not a translation, not withdrawn.
fn neighbour(desk: &Desk<'_>, mut numbers: impl Iterator<Item = Number>) -> Option<Number> {
    numbers.find(|number| {
        let dispatch = &desk.chronicle.dispatches[*number];
        dispatch.translation_of.is_none() && dispatch.withdrawn.is_none()
    })
}

/// What the dispatch with this number says of each incident, for a page in `lang`.
fn accounts(desk: &Desk<'_>, here: &Route, number: Number, lang: &str) -> Vec<IncidentReportView> {
    let dispatch = &desk.chronicle.dispatches[number];
    let told_in = desk.language_of(number);
    let tellings = &desk.chronicle.told[number];
    let view = |(account, telling): (&Account, &Telling)| {
        let incident = telling.incident.as_ref().and_then(|id| desk.chronicle.incident(id));
        let shared = incident.filter(|incident| desk.tellers(incident).len() > 1);
        let figures = &telling.figures;
        let counts = |incident: &Incident| {
            incident.figures.values().any(|effective| effective.number == number)
        };
        IncidentReportView {
            incident: shared.and_then(|incident| desk.to_incident(here, &incident.id, lang)),
            days: account
                .event
                .as_ref()
                .map(|event| figures::days(event.value.days, event.value.precision)),
            cities: account
                .place
                .cities
                .iter()
                .map(|city| desk.to_city(here, &desk.chronicle.places.city(&city.value), lang))
                .collect(),
            area: account.place.area.clone(),
            figures: figures::told(desk, figures, told_in),
            claims: testimony::claims(desk, dispatch, account),
            attribution: testimony::attribution(desk, &account.attribution, lang),
            positions: testimony::positions(desk, &account.positions, lang),
            grade: incident.map_or(Grade::Unassessed, |incident| incident.grade).word(),
            replaced: !figures.is_empty() && shared.is_some_and(|incident| !counts(incident)),
        }
    };
    dispatch.accounts.iter().zip(tellings).map(view).collect()
}

fn period(desk: &Desk<'_>, here: &Route, dispatch: &Dispatch, lang: &str) -> CoverageView {
    let links = |ids: &[Spanned<Slug>]| -> Vec<LinkView> {
        ids.iter().filter_map(|id| desk.to_incident(here, &id.value, lang)).collect()
    };
    CoverageView {
        series: dispatch
            .series
            .as_ref()
            .map(|series| naming::spelled_out(series.name.value.as_str())),
        phase: dispatch.series.as_ref().map(|series| series.phase),
        includes: links(&dispatch.includes),
        excludes: links(&dispatch.excludes),
        may_include: links(&dispatch.may_include),
    }
}

/// The same dispatch in other languages: the original and every translation of it but this one.
fn translations(desk: &Desk<'_>, here: &Route, number: Number) -> Vec<TranslationView> {
    let original = desk.original(number);
    let others = std::iter::once(original).chain(desk.translations(original));
    let view = |other: Number| {
        let LinkView { title, href, .. } = desk.to_dispatch(here, other);
        let address = desk.linker.absolute(&desk.routes[other]);
        TranslationView {
            lang: desk.language_of(other).to_owned(),
            title,
            href,
            permalink: address,
        }
    };
    others.filter(|other| *other != number).map(view).collect()
}

/// The nearest of the other dispatches on the same incident, in order and in `lang` where they are told in it; the incident's
/// own page lists them all.
fn same_incident(
    desk: &Desk<'_>,
    here: &Route,
    number: Number,
    lang: &str,
) -> Vec<Arc<DispatchRowView>> {
    let incidents = desk.chronicle.incidents_of(number);
    let mut numbers: Vec<Number> =
        incidents.flat_map(|incident| desk.tellers(incident)).filter(|n| *n != number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let after = numbers.partition_point(|other| *other < number);
    let nearest = after.saturating_sub(NEIGHBOURS)..numbers.len().min(after + NEIGHBOURS);
    numbers[nearest].iter().map(|number| desk.row(here, desk.read_in(*number, lang))).collect()
}
