//! What pages say to machines, made of what they show: nothing protected can slip in.
//! It does not print JSON; the theme does, by a filter.

use crate::chronicle::references::Number;
use crate::field::dispatch::Dispatch;
use crate::plan::data::Download;
use crate::plan::desk::Desk;
use crate::plan::ledger::last_change;
use crate::plan::register::Of;
use crate::plan::view::dispatch::{CorrectionView, DispatchView, SourceView};
use crate::plan::view::linked_data::{
    Agent, CorrectionComment, DataDownload, Dataset, NewsArticle, Place, WebSite,
};
use crate::plan::view::values::DayView;
use crate::plan::{address, corrections, front, register};
use crate::text::span::Spanned;

/// Whose words these are.
const CONTEXT: &str = "https://schema.org";

/// The dispatch with this number, whose page shows `shown`.
pub fn article(desk: &Desk<'_>, number: Number, shown: &DispatchView) -> NewsArticle {
    let dispatch = &desk.chronicle.dispatches[number];
    let references = &desk.chronicle.references;
    let address = |number: Number| desk.linker.absolute(&desk.routes[number]);
    let sources = shown.sources.iter().filter_map(|source: &SourceView| source.url.clone());
    let places: Vec<String> = match shown.cities.as_slice() {
        [] => shown.region.iter().cloned().collect(),
        cities => cities.iter().map(|city| city.title.clone()).collect(),
    };
    let happened = (!places.is_empty()).then(|| places.join(", "));
    let corrections = shown.corrections.iter();
    NewsArticle {
        context: CONTEXT,
        id: address(number),
        main_entity_of_page: address(number),
        headline: shown.title.clone(),
        description: shown.summary.clone(),
        date_published: shown.published.iso.clone(),
        date_modified: last_change(desk, number).to_string(),
        in_language: desk.language_of(number).to_owned(),
        author: authors(desk, dispatch),
        publisher: newsroom(desk),
        dateline: shown.filed_from.clone().or(happened),
        content_location: places.into_iter().map(place).collect(),
        location_created: shown.filed_from.clone().map(place),
        is_accessible_for_free: true,
        keywords: shown.topics.iter().map(|topic| topic.title.clone()).collect(),
        is_based_on: sources.chain(references.supersedes[number].map(address)).collect(),
        translation_of_work: references.translates[number].map(address),
        correction: corrections.map(|it| comment(it, &address(number))).collect(),
    }
}

/// The site as a whole, for its front page.
pub fn website(desk: &Desk<'_>) -> WebSite {
    WebSite {
        context: CONTEXT,
        id: desk.linker.absolute(&address::front()),
        url: desk.linker.absolute(&address::front()),
        name: desk.config.title.clone(),
        description: desk.config.description.clone(),
        in_language: desk.config.language.clone(),
        publisher: newsroom(desk),
    }
}

/// The data, whose files are `downloads`, as those who look for data sets find them.
pub fn dataset(
    desk: &Desk<'_>,
    about: String,
    changed: Option<&DayView>,
    downloads: &[Download],
) -> Dataset {
    let url = desk.linker.absolute(&address::data());
    Dataset {
        context: CONTEXT,
        id: url.clone(),
        url,
        name: desk.config.title.clone(),
        description: about,
        date_modified: changed.map(|day| day.0.iso()),
        temporal_coverage: front::days(desk)
            .map(|days| format!("{}/{}", days.from.0.iso(), days.to.0.iso())),
        in_language: desk.config.language.clone(),
        creator: newsroom(desk),
        is_accessible_for_free: true,
        distribution: downloads.iter().map(|download| distribution(desk, download)).collect(),
    }
}

fn distribution(desk: &Desk<'_>, download: &Download) -> DataDownload {
    DataDownload {
        name: download.file,
        encoding_format: download.form.media_type(),
        content_url: desk.linker.absolute(&address::data_file(download.file)),
    }
}

fn authors(desk: &Desk<'_>, dispatch: &Dispatch) -> Vec<Agent> {
    let person = |name: &Spanned<String>| Agent::Person {
        name: name.value.clone(),
        url: desk.linker.absolute(&register::route(Of::Authors, &name.value)),
    };
    match dispatch.authors.as_slice() {
        [] => vec![newsroom(desk)],
        names => names.iter().map(person).collect(),
    }
}

fn newsroom(desk: &Desk<'_>) -> Agent {
    Agent::NewsMediaOrganization {
        name: desk.config.title.clone(),
        url: desk.linker.absolute(&address::front()),
        corrections_policy: desk.linker.absolute(&address::corrections()),
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

/// No view knows the words of a language, so this makes do with the author's own.
fn text(correction: &CorrectionView) -> String {
    let key = correction.field.as_deref();
    let key =
        key.map(|key| key.strip_prefix("casualties.").unwrap_or(key).replace(['.', '_'], " "));
    let change = corrections::ends(correction).map(|[was, now]| format!("{was} → {now}"));
    let said = corrections::sentence(key, change, correction.note.as_deref());
    said.unwrap_or_else(|| correction.kind.to_owned())
}
