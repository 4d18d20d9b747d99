//! What machines read: the Atom feed, the sitemap, the robots file.
//! It does not write XML; the press does.

use jiff::Timestamp;

use crate::chronicle::references::Number;
use crate::field::day::Moment;
use crate::plan::Planned;
use crate::plan::address;
use crate::plan::desk::{Desk, cities_of};
use crate::plan::edition::Page;
use crate::plan::view::View;
use crate::plan::view::document::{Document, EntryView, FeedView};

/// How many dispatches the feed holds.
const ENTRIES: usize = 50;

/// The documents of the site; `pages` are those that the sitemap lists.
pub fn documents(desk: &Desk<'_>, pages: &[Planned]) -> Vec<Planned> {
    let document =
        |route, document: Document| Planned::of_many(route, Page::Document(document.into()));
    let sitemap = desk.linker.absolute(&address::sitemap());
    let robots = format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n");
    vec![
        document(address::feed(), Document::Feed(feed(desk))),
        document(address::sitemap(), sitemap_of(desk, pages)),
        document(address::robots(), Document::Text(robots)),
    ]
}

fn feed(desk: &Desk<'_>) -> FeedView {
    let newest = (0..desk.chronicle.dispatches.len()).rev().take(ENTRIES);
    let entries: Vec<EntryView> = newest.map(|number| entry(desk, number)).collect();
    // A feed of nothing was last changed when time began, and not now: the same site gives the same feed.
    let updated = entries.iter().map(|entry| entry.updated.clone()).max();
    FeedView {
        title: desk.config.title.clone(),
        subtitle: desk.config.description.clone(),
        lang: desk.config.language.clone(),
        home: desk.linker.absolute(&address::front()),
        address: desk.linker.absolute(&address::feed()),
        updated: updated.unwrap_or_else(|| Timestamp::UNIX_EPOCH.to_string()),
        entries,
    }
}

fn entry(desk: &Desk<'_>, number: Number) -> EntryView {
    let dispatch = &desk.chronicle.dispatches[number];
    let zone = &desk.config.timezone;
    let instant = |moment: &Moment| moment.instant(zone);
    let published = instant(&dispatch.date.value);
    let gone = dispatch.withdrawn.as_ref();
    let changes = dispatch.corrections.iter().map(|correction| instant(&correction.on));
    let changes = changes.chain(dispatch.updated.as_ref().map(instant));
    let changes = changes.chain(gone.map(|withdrawal| instant(&withdrawal.on)));
    let updated = changes.chain([published]).max().unwrap_or(published);
    let summary = dispatch.summary.clone().unwrap_or_else(|| dispatch.body.excerpt.clone());
    let cities = cities_of(desk.chronicle, dispatch);
    let topics = dispatch.topics.iter().cloned();
    EntryView {
        title: desk.title(number),
        address: desk.linker.absolute(&desk.routes[number]),
        published: published.to_string(),
        updated: updated.to_string(),
        lang: dispatch.lang.clone(),
        authors: if gone.is_some() { Vec::new() } else { dispatch.authors.clone() },
        categories: match gone {
            Some(_) => Vec::new(),
            None => cities.iter().map(|city| city.to_string()).chain(topics).collect(),
        },
        summary: gone.map_or(summary, |withdrawal| withdrawal.why.clone()),
        prose: match gone {
            Some(_) => None,
            None => desk.prose_for_feeds(&dispatch.path, &dispatch.body),
        },
    }
}

/// Every page that a reader may come to by a search engine.
fn sitemap_of(desk: &Desk<'_>, pages: &[Planned]) -> Document {
    let mut addresses: Vec<(String, Option<String>)> = pages
        .iter()
        .filter_map(|planned| {
            let Page::Template { view, .. } = &planned.page else {
                return None;
            };
            let changed = match view.as_ref() {
                View::Dispatch(page) => {
                    let dispatch = &page.dispatch;
                    let changed = dispatch.updated.as_ref().unwrap_or(&dispatch.published);
                    Some(changed.day.0.iso())
                }
                View::NotFound(_) | View::Redirect(_) => return None,
                _ => None,
            };
            Some((desk.linker.absolute(&planned.route), changed))
        })
        .collect();
    addresses.sort();
    Document::Sitemap(addresses)
}
