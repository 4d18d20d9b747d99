//! Plans the page of each dispatch, and the page that replaces it when the dispatch is withdrawn.
//! It does not know which figures count; the chronicle decides that.

use std::sync::Arc;

use crate::chronicle::incident::{Incident, ResolvedReport};
use crate::chronicle::references::DispatchId;
use crate::chronicle::visible::hidden;
use crate::field::claim::Grade;
use crate::field::dispatch::{Dispatch, IncidentReport, Kind as DispatchKind};
use crate::field::place_name::PlaceName;
use crate::field::slug::Slug;
use crate::field::word::Word;
use crate::plan::edition::Sheet;
use crate::plan::index::Index;
use crate::plan::index::gazetteer::cities_of;
use crate::plan::page::linked_data;
use crate::plan::planned::Planned;
use crate::plan::route::Route;
use crate::plan::row::dispatch::marks;
use crate::plan::row::present::present;
use crate::plan::row::related::related;
use crate::plan::row::{claims, correction, figures, media, people};
use crate::plan::site::Site;
use crate::plan::taxonomy::Taxonomy;
use crate::plan::view::dispatch::{
    CoverageView, DispatchView, IncidentReportView, TranslationView,
};
use crate::plan::view::lists::DispatchRowView;
use crate::plan::view::pages::{DispatchPage, WithdrawnPage};
use crate::plan::view::values::LinkView;
use crate::plan::view::{Kind, View};
use crate::text::language;
use crate::text::span::Spanned;

/// Maximum number of earlier dispatches, and of later ones, listed for the same incident.
const NEIGHBOURS: usize = 12;

/// One page per dispatch. The page of a withdrawn dispatch says that it was withdrawn.
pub(crate) fn pages(index: &Index<'_>) -> Vec<Planned> {
    (0..index.chronicle.dispatches.len()).map(|number| page(index, number)).collect()
}

fn page(index: &Index<'_>, number: DispatchId) -> Planned {
    let dispatch = &index.chronicle.dispatches[number];
    let route = index.routes[number].clone();
    if dispatch.withdrawn.is_some() {
        let make = move |site: &Site<'_>, here: &Route| withdrawn(site, here, number);
        return Planned::page(Kind::Withdrawn, route, make).showing(&dispatch.path).hidden(hidden(
            dispatch,
            index.now(),
            &index.config.timezone,
        ));
    }
    let make = move |site: &Site<'_>, here: &Route| sheet(site, here, number);
    Planned::page(Kind::Dispatch, route, make)
        .showing(&dispatch.path)
        .hidden(hidden(dispatch, index.now(), &index.config.timezone))
        .asked_by(&dispatch.path, dispatch.slug.span)
}

fn sheet(site: &Site<'_>, here: &Route, number: DispatchId) -> Sheet {
    let index = &site.index;
    let dispatch = &index.chronicle.dispatches[number];
    let lang = index.language_of(number);
    let about = dispatch.summary.as_deref().unwrap_or(&dispatch.body.excerpt);
    let shown = view(site, here, number);
    let cities =
        cities_of(index.chronicle, &index.chronicle.dispatches[index.chronicle.original(number)]);
    let view = View::Dispatch(DispatchPage {
        site: site.frame_in(here, lang),
        page: site.head_in(here, &dispatch.title.value, Some(about), lang),
        map: site.locator(&cities, lang),
        linked_data: linked_data::article(index, number, &shown),
        dispatch: shown,
    });
    let prose = site.prose(here, &dispatch.path, &dispatch.body);
    Sheet::Template { view: Box::new(view), prose }
}

fn withdrawn(site: &Site<'_>, here: &Route, number: DispatchId) -> Sheet {
    let index = &site.index;
    let dispatch = &index.chronicle.dispatches[number];
    let withdrawal = dispatch.withdrawn.as_ref().expect("it was asked for because it is withdrawn");
    let by = replaced_by(index, index.chronicle.original(number));
    let lang = index.language_of(number);
    Sheet::of(View::Withdrawn(WithdrawnPage {
        site: site.frame_in(here, lang),
        page: site.head_in(here, &index.title(number), None, lang),
        published: figures::moment(&dispatch.date.value, &index.config.timezone),
        withdrawn: figures::moment(&withdrawal.on, &index.config.timezone),
        why: withdrawal.why.clone(),
        why_lang: index.foreign(index.withdrawn_in(number)),
        superseded_by: by.map(|by| index.to_dispatch(here, index.read_in(by, lang))),
    }))
}

/// A dispatch as its page shows it. A translation has its own text, dates and authors. Its facts come from the original,
/// because facts are stored only once.
fn view(site: &Site<'_>, here: &Route, number: DispatchId) -> DispatchView {
    let index = &site.index;
    let original = index.chronicle.original(number);
    let [dispatch, told] = [number, original].map(|it| &*index.chronicle.dispatches[it]);
    let references = &index.chronicle.references;
    let lang = index.language_of(number);
    let cities = cities_of(index.chronicle, told);
    let first = told.reports.first();
    let facts_lang = index.foreign(index.language_of(original));
    let filed_from = dispatch.filed_from.as_ref().or(told.filed_from.as_ref());
    // Of several cities, only one is the place of filing.
    let is_place = |from: &&String| cities.len() == 1 && *cities[0] == **from;
    let filed_from = filed_from.filter(|from| !is_place(from));
    let own_lang = |is_own: bool| if is_own { index.foreign(lang) } else { facts_lang.clone() };
    let link = |number: DispatchId| index.to_dispatch(here, index.read_in(number, lang));
    let in_city = cities.first().and_then(|city| index.gazetteer.get(city));
    let in_city: &[DispatchId] = in_city.map_or(&[], |entry| entry.dispatches.as_slice());
    let (before, _) = in_city.split_at(in_city.partition_point(|other| *other < original));
    let (_, after) = in_city.split_at(in_city.partition_point(|other| *other <= original));
    let all = 0..index.chronicle.dispatches.len();
    let region = first.and_then(|report| Some(report.place.region.as_ref()?.value.as_str()));
    let country = first.and_then(|report| report.place.country.as_deref());
    DispatchView {
        title: dispatch.title.value.clone(),
        summary: dispatch.summary.clone(),
        published: figures::moment(&dispatch.date.value, &index.config.timezone),
        updated: dispatch.updated.as_ref().map(|it| figures::moment(it, &index.config.timezone)),
        cities: cities.iter().map(|city| index.to_city(here, city, lang)).collect(),
        area: first.and_then(|report| report.place.area.clone()),
        region: region.map(str::to_owned),
        region_href: region.and_then(|it| index.link_to(here, &PlaceName::Region(it.into()))),
        country: country.map(str::to_owned),
        country_href: country.and_then(|it| index.link_to(here, &PlaceName::Country(it.into()))),
        filed_from: filed_from.cloned(),
        filed_from_lang: own_lang(dispatch.filed_from.is_some()),
        authors: index.to_terms(here, Taxonomy::Authors, dispatch, lang),
        topics: index.to_terms(here, Taxonomy::Topics, told, lang),
        kind: told.kind.word(),
        marks: marks(index, number),
        content_warning: dispatch.content_warning.clone().or(told.content_warning.clone()),
        content_warning_lang: own_lang(dispatch.content_warning.is_some()),
        reports: accounts(index, here, original, lang),
        coverage: (told.kind == DispatchKind::Toll).then(|| period(index, here, told, lang)),
        sources: told.sources.iter().map(|source| claims::citation(told, source)).collect(),
        corrections: correction::of_dispatch(index, number),
        media: media::of_dispatch(index, here, number),
        card: media::card(index, number),
        facts_lang: facts_lang.clone(),
        supersedes: references.supersedes[original].map(link),
        superseded_by: replaced_by(index, original).map(link),
        translations: translations(index, here, number),
        same_incident: same_incident(site, here, original, lang),
        related: related(index, here, number, lang),
        previous: neighbour(index, all.clone().take(original).rev()).map(link),
        next: neighbour(index, all.skip(original + 1)).map(link),
        previous_in_city: neighbour(index, before.iter().rev().copied()).map(link),
        next_in_city: neighbour(index, after.iter().copied()).map(link),
        extra: dispatch.extra.clone(),
    }
}

/// The dispatch that replaces this one: the latest that still stands. If all were withdrawn, the next one, whose page says so.
fn replaced_by(index: &Index<'_>, number: DispatchId) -> Option<DispatchId> {
    let references = &index.chronicle.references;
    references.replaced_by[number].or(references.superseded_by[number])
}

/// The first of `numbers` that may be linked to: neither a translation nor withdrawn.
fn neighbour(
    index: &Index<'_>,
    mut numbers: impl Iterator<Item = DispatchId>,
) -> Option<DispatchId> {
    numbers.find(|number| {
        let dispatch = &index.chronicle.dispatches[*number];
        dispatch.translation_of.is_none() && dispatch.withdrawn.is_none()
    })
}

/// What the dispatch `number` reports about each incident, for a page in `lang`.
fn accounts(
    index: &Index<'_>,
    here: &Route,
    number: DispatchId,
    lang: &str,
) -> Vec<IncidentReportView> {
    let dispatch = &index.chronicle.dispatches[number];
    let told_in = index.language_of(number);
    let tellings = &index.chronicle.reports[number];
    let view = |(place, (report, telling)): (usize, (&IncidentReport, &ResolvedReport))| {
        let incident = telling.incident.as_ref().and_then(|id| index.chronicle.incident(id));
        let shared = incident.filter(|incident| index.chronicle.has_page(incident));
        let figures = &telling.figures;
        let counts = |incident: &Incident| {
            incident.figures.values().any(|effective| effective.dispatch == number)
        };
        IncidentReportView {
            incident: shared.and_then(|incident| index.to_incident(here, &incident.id, lang)),
            days: report
                .event
                .as_ref()
                .map(|event| figures::days(event.value.days, event.value.precision)),
            cities: index
                .chronicle
                .places
                .cities_of(&report.place)
                .map(|city| index.to_city(here, &city, lang))
                .collect(),
            area: report.place.area.clone(),
            figures: figures::told(index, figures, told_in),
            people: people::of_report(index, (number, place), incident, lang),
            claims: claims::claims(index, dispatch, report),
            attribution: claims::attribution((index, here), &report.attribution, (lang, told_in)),
            positions: claims::positions(
                (index, here),
                &report.positions,
                incident.map_or(&report.positions, |incident| &incident.positions),
                (lang, told_in),
            ),
            grade: incident.map_or(Grade::Unassessed, |incident| incident.grade).word(),
            replaced: !figures.is_empty() && shared.is_some_and(|incident| !counts(incident)),
            present: present(index, here, (number, telling), lang),
        }
    };
    dispatch.reports.iter().zip(tellings).enumerate().map(view).collect()
}

fn period(index: &Index<'_>, here: &Route, dispatch: &Dispatch, lang: &str) -> CoverageView {
    let links = |ids: &[Spanned<Slug>]| -> Vec<LinkView> {
        ids.iter().filter_map(|id| index.to_incident(here, &id.value, lang)).collect()
    };
    let series = dispatch.series.as_ref().map(|it| index.series_name(it.name.value.as_str(), lang));
    let (series, series_lang) = series.unzip();
    CoverageView {
        series,
        series_lang: series_lang.flatten(),
        phase: dispatch.series.as_ref().map(|series| series.phase),
        includes: links(&dispatch.includes),
        excludes: links(&dispatch.excludes),
        may_include: links(&dispatch.may_include),
    }
}

/// The same dispatch in other languages: the original and all its translations, without `number` itself.
fn translations(index: &Index<'_>, here: &Route, number: DispatchId) -> Vec<TranslationView> {
    let original = index.chronicle.original(number);
    let others = std::iter::once(original).chain(index.chronicle.translations(original));
    let view = |other: DispatchId| {
        let LinkView { title, href, .. } = index.to_dispatch(here, other);
        let address = index.linker.absolute(&index.routes[other]);
        TranslationView {
            lang: index.language_of(other).to_owned(),
            name: language::own_name(index.language_of(other)),
            title,
            href,
            permalink: address,
        }
    };
    others.filter(|other| *other != number).map(view).collect()
}

/// The nearest dispatches on the same incidents, in order of publication. Each is shown in `lang` if it is translated.
/// The page of the incident lists all of them.
fn same_incident(
    site: &Site<'_>,
    here: &Route,
    number: DispatchId,
    lang: &str,
) -> Vec<Arc<DispatchRowView>> {
    let index = &site.index;
    let incidents = index.chronicle.incidents_of(number);
    let mut numbers: Vec<DispatchId> = incidents
        .flat_map(|incident| index.chronicle.tellers(incident))
        .filter(|n| *n != number)
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    let after = numbers.partition_point(|other| *other < number);
    let nearest = after.saturating_sub(NEIGHBOURS)..numbers.len().min(after + NEIGHBOURS);
    numbers[nearest].iter().map(|number| site.row(here, index.read_in(*number, lang))).collect()
}
