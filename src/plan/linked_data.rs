//! What a dispatch says to machines, made of what its page shows: nothing protected can slip in.
//! It does not print JSON; the theme does, by a filter.

use crate::chronicle::references::Number;
use crate::plan::desk::Desk;
use crate::plan::ledger::last_change;
use crate::plan::view::dispatch::{CitationView, CorrectionView, DispatchView};
use crate::plan::view::linked_data::{Agent, CorrectionComment, NewsArticle, Place};
use crate::plan::{address, corrections};

/// The dispatch with this number, whose page shows `shown`.
pub fn article(desk: &Desk<'_>, number: Number, shown: &DispatchView) -> NewsArticle {
    let dispatch = &desk.chronicle.dispatches[number];
    let references = &desk.chronicle.references;
    let address = |number: Number| desk.linker.absolute(&desk.routes[number]);
    let sources = shown.sources.iter().filter_map(|source: &CitationView| source.url.clone());
    let places: Vec<String> = match shown.cities.as_slice() {
        [] => shown.region.iter().cloned().collect(),
        cities => cities.iter().map(|city| city.title.clone()).collect(),
    };
    let happened = (!places.is_empty()).then(|| places.join(", "));
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
        content_location: places.into_iter().map(place).collect(),
        location_created: shown.filed_from.clone().map(place),
        keywords: shown.topics.clone(),
        is_based_on: sources.chain(references.supersedes[number].map(address)).collect(),
        translation_of_work: references.translates[number].map(address),
        correction: corrections.map(|it| comment(it, &address(number))).collect(),
    }
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

fn place(name: String) -> Place {
    Place { name }
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
    let key = correction.field.as_deref();
    let key =
        key.map(|key| key.strip_prefix("casualties.").unwrap_or(key).replace(['.', '_'], " "));
    let change = corrections::ends(correction).map(|[was, now]| format!("{was} → {now}"));
    let said = corrections::sentence(key, change, correction.note.as_deref());
    said.unwrap_or_else(|| correction.kind.to_owned())
}
