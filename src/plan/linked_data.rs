//! What a dispatch says to machines, made of what its page shows: nothing protected can slip in.
//! It does not print JSON; the theme does, by a filter.

use jiff::Timestamp;

use crate::chronicle::references::Number;
use crate::field::day::Moment;
use crate::plan::address;
use crate::plan::desk::Desk;
use crate::plan::ledger::anchored;
use crate::plan::view::dispatch::{CitationView, CorrectionView, DispatchView};
use crate::plan::view::linked_data::{Agent, CorrectionComment, NewsArticle, Place};

/// The dispatch with this number, whose page shows `shown`.
pub fn article(desk: &Desk<'_>, number: Number, shown: &DispatchView) -> NewsArticle {
    let dispatch = &desk.chronicle.dispatches[number];
    let references = &desk.chronicle.references;
    let address = |number: Number| desk.linker.absolute(&desk.routes[number]);
    let sources = shown.sources.iter().filter_map(|source: &CitationView| source.url.clone());
    let cities: Vec<&str> = shown.cities.iter().map(|city| city.title.as_str()).collect();
    let happened = if cities.is_empty() { shown.region.clone() } else { Some(cities.join(", ")) };
    let places = match (cities.as_slice(), &shown.region) {
        ([], region) => region.iter().cloned().map(place).collect(),
        (cities, _) => cities.iter().copied().map(place).collect(),
    };
    let corrections = shown.corrections.iter();
    NewsArticle {
        context: "https://schema.org",
        id: address(number),
        main_entity_of_page: address(number),
        headline: shown.title.clone(),
        description: shown.summary.clone(),
        date_published: shown.published.iso.clone(),
        date_modified: last_change(desk, number).to_string(),
        in_language: dispatch.lang.clone().unwrap_or_else(|| desk.config.language.clone()),
        author: authors(desk, &shown.authors),
        publisher: newsroom(desk),
        dateline: shown.filed_from.clone().or(happened),
        content_location: places,
        location_created: shown.filed_from.clone().map(place),
        keywords: shown.topics.clone(),
        is_based_on: sources.chain(references.supersedes[number].map(address)).collect(),
        translation_of_work: references.translates[number].map(address),
        correction: corrections.map(|it| comment(it, &address(number))).collect(),
    }
}

/// When a dispatch was last changed, as written: filed, updated or corrected.
fn last_change<'d>(desk: &Desk<'d>, number: Number) -> &'d Moment {
    let dispatch = &desk.chronicle.dispatches[number];
    let zone = &desk.config.timezone;
    let at = |moment: &&Moment| -> Timestamp { moment.instant(zone) };
    let corrected = anchored(dispatch, zone).last().map(|last| &last.correction.on);
    let later = dispatch.updated.as_ref().into_iter().chain(corrected);
    [&dispatch.date.value].into_iter().chain(later).max_by_key(at).unwrap_or(&dispatch.date.value)
}

fn authors(desk: &Desk<'_>, names: &[String]) -> Vec<Agent> {
    match names {
        [] => vec![newsroom(desk)],
        names => names.iter().map(|name| Agent::Person { name: name.clone() }).collect(),
    }
}

fn newsroom(desk: &Desk<'_>) -> Agent {
    let url = desk.linker.absolute(&address::front());
    Agent::NewsMediaOrganization { name: desk.config.title.clone(), url }
}

fn place(name: impl Into<String>) -> Place {
    Place { name: name.into() }
}

fn comment(correction: &CorrectionView, address: &str) -> CorrectionComment {
    let anchor = correction.anchor.as_deref().unwrap_or_default();
    CorrectionComment {
        id: format!("{address}#{anchor}"),
        text: text(correction),
        date_published: correction.on.iso.clone(),
    }
}

/// No view knows the words of a language, so this makes do with the author's own.
fn text(correction: &CorrectionView) -> String {
    let field = correction
        .field
        .as_deref()
        .map(|field| field.strip_prefix("casualties.").unwrap_or(field).replace(['.', '_'], " "));
    let ends = [&correction.was, &correction.now].map(|it| it.as_deref().unwrap_or("–"));
    let change = (ends != ["–"; 2]).then(|| ends.join(" → "));
    let changed = match (field, change) {
        (Some(field), Some(change)) => Some(format!("{field}: {change}")),
        (field, change) => field.or(change),
    };
    match (changed, &correction.note) {
        (Some(changed), Some(note)) => format!("{changed}. {note}"),
        (Some(only), None) => only,
        (None, Some(note)) => note.clone(),
        (None, None) => correction.kind.to_owned(),
    }
}
