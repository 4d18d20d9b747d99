//! Makes the schema.org data of pages. It uses only what the page shows, so protected details cannot leak.
//! It does not know how JSON is written; a filter of the theme does that.

use crate::chronicle::references::DispatchId;
use crate::field::dispatch::Dispatch;
use crate::plan::address;
use crate::plan::index::Index;
use crate::plan::index::changes::last_change;
use crate::plan::row::correction;
use crate::plan::table::format::Download;
use crate::plan::taxonomy::Taxonomy;
use crate::plan::view::dispatch::{DispatchView, SourceView};
use crate::plan::view::linked_data::{
    Agent, CorrectionComment, DataDownload, Dataset, Mentioned, NewsArticle, Place, WebSite,
};
use crate::plan::view::values::{CorrectionView, DayView};
use crate::text::span::Spanned;

/// The vocabulary that all types and properties come from.
const CONTEXT: &str = "https://schema.org";

/// The schema.org article for the dispatch `number`, whose page shows `shown`.
pub(crate) fn article(index: &Index<'_>, number: DispatchId, shown: &DispatchView) -> NewsArticle {
    let dispatch = &index.chronicle.dispatches[number];
    let references = &index.chronicle.references;
    let address = |number: DispatchId| index.linker.absolute(&index.routes[number]);
    let sources = shown.sources.iter().filter_map(|source: &SourceView| source.url.clone());
    let places: Vec<String> = match shown.cities.as_slice() {
        [] => shown.region.iter().cloned().collect(),
        cities => cities.iter().map(|city| city.title.clone()).collect(),
    };
    let happened = (!places.is_empty()).then(|| places.join(", "));
    let corrections = shown.corrections.iter();
    let people = shown.reports.iter().flat_map(|report| &report.people.list);
    NewsArticle {
        context: CONTEXT,
        id: address(number),
        main_entity_of_page: address(number),
        headline: shown.title.clone(),
        description: shown.summary.clone(),
        date_published: shown.published.iso.clone(),
        date_modified: last_change(index.chronicle, &index.config.timezone, number).to_string(),
        in_language: index.language_of(number).to_owned(),
        author: authors(index, dispatch),
        publisher: newsroom(index),
        dateline: shown.filed_from.clone().or(happened),
        content_location: places.into_iter().map(place).collect(),
        location_created: shown.filed_from.clone().map(place),
        is_accessible_for_free: true,
        keywords: shown.topics.iter().map(|topic| topic.title.clone()).collect(),
        is_based_on: sources.chain(references.supersedes[number].map(address)).collect(),
        translation_of_work: references.translates[number].map(address),
        mentions: people
            .filter_map(|person| Some(Mentioned { name: person.name.clone()? }))
            .collect(),
        correction: corrections.map(|it| comment(it, &address(number))).collect(),
    }
}

/// The schema.org description of the site, for its front page.
pub(crate) fn website(index: &Index<'_>) -> WebSite {
    WebSite {
        context: CONTEXT,
        id: index.linker.absolute(&address::front()),
        url: index.linker.absolute(&address::front()),
        name: index.config.title.clone(),
        description: index.config.description.clone(),
        in_language: index.config.language.clone(),
        publisher: newsroom(index),
    }
}

/// The schema.org description of the data set, for search engines for data. `downloads` are its files.
pub(crate) fn dataset(
    index: &Index<'_>,
    about: String,
    changed: Option<&DayView>,
    downloads: &[Download],
) -> Dataset {
    let url = index.linker.absolute(&address::data());
    Dataset {
        context: CONTEXT,
        id: url.clone(),
        url,
        name: index.config.title.clone(),
        description: about,
        date_modified: changed.map(|day| day.0.iso()),
        temporal_coverage: index
            .days()
            .map(|days| format!("{}/{}", days.from().iso(), days.to().iso())),
        in_language: index.config.language.clone(),
        creator: newsroom(index),
        is_accessible_for_free: true,
        license: index.config.licence.as_ref().map(|licence| licence.url.clone()),
        distribution: downloads.iter().map(|download| distribution(index, download)).collect(),
    }
}

fn distribution(index: &Index<'_>, download: &Download) -> DataDownload {
    DataDownload {
        name: download.file,
        encoding_format: download.format.media_type(),
        content_url: index.linker.absolute(&address::data_file(download.file)),
    }
}

fn authors(index: &Index<'_>, dispatch: &Dispatch) -> Vec<Agent> {
    let person = |name: &Spanned<String>| Agent::Person {
        name: name.value.clone(),
        url: index.linker.absolute(&address::term(Taxonomy::Authors, &name.value)),
    };
    match dispatch.authors.as_slice() {
        [] => vec![newsroom(index)],
        names => names.iter().map(person).collect(),
    }
}

fn newsroom(index: &Index<'_>) -> Agent {
    Agent::NewsMediaOrganization {
        name: index.config.title.clone(),
        url: index.linker.absolute(&address::front()),
        corrections_policy: index.linker.absolute(&address::corrections()),
    }
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

/// The text of a correction. Views do not hold the theme's translated words, so it uses the editor's own words.
fn text(correction: &CorrectionView) -> String {
    let name = |field: Option<&str>, by: Option<&str>| {
        let key = field?;
        let key = key.strip_prefix("casualties.").unwrap_or(key).replace(['.', '_'], " ");
        Some(by.map_or(key.clone(), |by| format!("{key}, {by}")))
    };
    let added = correction.added.iter();
    let added = added.filter_map(|it| name(it.field.as_deref(), it.by.as_deref()));
    let added: Vec<String> = added.collect();
    if !added.is_empty() {
        let change = format!("added: {}", added.join("; "));
        return correction::sentence(None, Some(change), correction.note.as_deref())
            .unwrap_or_default();
    }
    let key = name(correction.field.as_deref(), correction.by.as_deref());
    let change = correction::ends(correction).map(|[was, now]| format!("{was} → {now}"));
    let said = correction::sentence(key, change, correction.note.as_deref());
    said.unwrap_or_else(|| correction.kind.to_owned())
}
