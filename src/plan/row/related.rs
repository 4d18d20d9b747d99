//! What readers may read after a dispatch: what it names, or else earlier dispatches on its topics.
//! It does not check what the dispatch names; `chronicle` and the check of links do.

use crate::chronicle::references::DispatchId;
use crate::field::related::{Related, RelatedTo};
use crate::field::slug::Slug;
use crate::plan::index::Index;
use crate::plan::route::Route;
use crate::plan::taxonomy::Taxonomy;
use crate::plan::view::values::LinkView;

/// Maximum number of dispatches that are proposed by topic.
const BY_TOPIC: usize = 3;

/// Maximum number of dispatches of a topic that are looked at.
const LOOKED_AT: usize = 100;

/// What to read after the dispatch `number`, for the page `here` in `lang`. A translation without a list has that of its original.
pub(crate) fn related(
    index: &Index<'_>,
    here: &Route,
    number: DispatchId,
    lang: &str,
) -> Vec<LinkView> {
    let original = index.chronicle.original(number);
    let written = [number, original].into_iter().find_map(|by| {
        let list = &index.chronicle.dispatches[by].related;
        (!list.is_empty()).then_some((by, list))
    });
    match written {
        Some((by, list)) => {
            let told_in = index.language_of(by);
            let link = |it: &Related| link(index, here, it, (lang, told_in));
            list.iter().filter_map(link).collect()
        }
        None => by_topic(index, original)
            .into_iter()
            .map(|other| index.to_dispatch(here, index.read_in(other, lang)))
            .collect(),
    }
}

/// A link for a page in `lang`, with a title in the language `told_in`. None if it leads to a dispatch that was withdrawn.
fn link(
    index: &Index<'_>,
    here: &Route,
    related: &Related,
    (lang, told_in): (&str, &str),
) -> Option<LinkView> {
    let title = related.title.clone();
    let titled = |href: String, leads_to: Option<String>| LinkView {
        title: title.clone().unwrap_or_default(),
        href,
        lang: index.foreign(told_in),
        leads_to,
    };
    match &related.to.value {
        RelatedTo::Web(address) => Some(titled(address.clone(), None)),
        RelatedTo::Page(address) => {
            let route = index.files.route(address)?;
            let twin = index.twins.read_in(&route, lang).unwrap_or(&route);
            let own = &index.config.language;
            let leads_to = index.twins.language_of(twin).unwrap_or(own).to_owned();
            Some(titled(index.linker.link(here, twin), Some(leads_to)))
        }
        RelatedTo::Dispatch(slug) => {
            let number = index.chronicle.references.number(slug)?;
            let is_there = index.chronicle.dispatches[number].withdrawn.is_none();
            if !is_there {
                return None;
            }
            let link = index.to_dispatch(here, index.read_in(number, lang));
            Some(match title {
                Some(_) => titled(link.href, link.leads_to),
                None => link,
            })
        }
    }
}

/// The nearest earlier dispatches on the topics of the dispatch `number` that still stand and are on other incidents.
fn by_topic(index: &Index<'_>, number: DispatchId) -> Vec<DispatchId> {
    let chronicle = index.chronicle;
    let terms = index.taxonomies.terms(Taxonomy::Topics);
    let own: Vec<&Slug> = chronicle.incidents_of(number).map(|incident| &incident.id).collect();
    let is_apart = |other: DispatchId| {
        chronicle.incidents_of(other).all(|incident| !own.contains(&&incident.id))
    };
    let mut found: Vec<DispatchId> = Vec::new();
    for topic in &chronicle.dispatches[number].topics {
        let Some(term) = terms.get(&Slug::make(&topic.value)) else { continue };
        let earlier = term.dispatches.partition_point(|other| *other < number);
        for other in term.dispatches[..earlier].iter().rev().copied().take(LOOKED_AT) {
            let stands = chronicle.references.superseded_by[other].is_none()
                && chronicle.dispatches[other].translation_of.is_none();
            if found.len() < BY_TOPIC && stands && !found.contains(&other) && is_apart(other) {
                found.push(other);
            }
            if found.len() == BY_TOPIC {
                return found;
            }
        }
    }
    found
}
