//! What machines read: the Atom feed, the sitemap, the robots file.
//! It does not write XML; the press does.

use std::cmp::Reverse;
use std::collections::HashMap;

use jiff::Timestamp;

use crate::chronicle::references::Number;
use crate::field::dispatch::Dispatch;
use crate::plan::desk::Desk;
use crate::plan::edition::Route;
use crate::plan::gazetteer::cities_of;
use crate::plan::ledger::{What, last_change};
use crate::plan::view::Kind;
use crate::plan::view::document::{Document, EntryView, FeedView, Tells};
use crate::plan::{Planned, address, corrections};
use crate::text::span::Spanned;

/// How many entries the feed holds.
const ENTRIES: usize = 50;

/// The documents of the site; `pages` are those that the sitemap lists.
pub fn documents(desk: &Desk<'_>, pages: &[Planned]) -> Vec<Planned> {
    let sitemap = desk.linker.absolute(&address::sitemap());
    let robots = format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n");
    let listed: Vec<Route> =
        pages.iter().filter(|it| is_listed(it)).map(|it| it.route.clone()).collect();
    vec![
        Planned::document(address::feed(), |desk| Document::Feed(feed(desk))),
        Planned::document(address::sitemap(), move |desk| sitemap_of(desk, &listed)),
        Planned::document(address::robots(), move |_| Document::Text(robots.clone())),
    ]
}

/// Whether a page is one that a reader may come to by a search engine.
fn is_listed(planned: &Planned) -> bool {
    let kind = planned.kind();
    kind.is_some_and(|kind| !matches!(kind, Kind::NotFound | Kind::Redirect))
}

fn feed(desk: &Desk<'_>) -> FeedView {
    let newest = newest(desk);
    // A feed of nothing was last changed when time began, and not now: the same site gives the same feed.
    let updated = newest.first().map_or(Timestamp::UNIX_EPOCH, |news| news.at);
    FeedView {
        title: desk.config.title.clone(),
        subtitle: desk.config.description.clone(),
        lang: desk.config.language.clone(),
        home: desk.linker.absolute(&address::front()),
        address: desk.linker.absolute(&address::feed()),
        updated: updated.to_string(),
        entries: newest.iter().map(|news| entry(desk, news)).collect(),
    }
}

/// Something to tell: a dispatch as it stands, or a change to one.
struct News<'l> {
    /// When it last changed.
    at: Timestamp,
    number: Number,
    change: Option<What<'l>>,
}

/// The newest first. What was done to a dispatch stands before the dispatch as it came to be by it.
fn newest<'d>(desk: &'d Desk<'_>) -> Vec<News<'d>> {
    let zone = &desk.config.timezone;
    let numbers = 0..desk.chronicle.dispatches.len();
    let told = numbers.map(|number| {
        let last = last_change(desk, number);
        News { at: last.instant(zone), number, change: None }
    });
    let changes = desk.ledger.without_replacements().map(|entry| News {
        at: entry.at,
        number: entry.number,
        change: Some(entry.what),
    });
    let mut news: Vec<News<'_>> = told.chain(changes).collect();
    // The sort is stable: of a dispatch's changes at one moment the one that is written last came last.
    news.reverse();
    news.sort_by_key(|news| Reverse((news.at, news.number)));
    news.truncate(ENTRIES);
    news
}

fn entry(desk: &Desk<'_>, news: &News<'_>) -> EntryView {
    let dispatch = &desk.chronicle.dispatches[news.number];
    let published = dispatch.date.value.instant(&desk.config.timezone);
    let address = desk.linker.absolute(&desk.routes[news.number]);
    let of_the_change = |anchor: &str| format!("{address}#{anchor}");
    let (address, published, tells) = match (news.change, &dispatch.withdrawn) {
        (Some(What::Corrected(it)), _) => {
            let tells = Tells::Correction(corrections::correction(it));
            (of_the_change(&it.anchor()), news.at, tells)
        }
        (Some(What::Withdrawn(why)), _) => {
            (of_the_change("withdrawn"), news.at, Tells::Withdrawal(why.to_owned()))
        }
        (_, Some(withdrawal)) => (address, published, Tells::Withdrawal(withdrawal.why.clone())),
        (_, None) => {
            let summary = dispatch.summary.as_ref().unwrap_or(&dispatch.body.excerpt).clone();
            let prose = desk.prose_for_feeds(&dispatch.path, &dispatch.body);
            (address, published, Tells::Dispatch { summary, prose })
        }
    };
    let is_whole = matches!(tells, Tells::Dispatch { .. });
    EntryView {
        title: desk.title(news.number),
        address,
        published: published.to_string(),
        updated: news.at.to_string(),
        lang: dispatch.lang.clone(),
        // What is changed is changed by the newsroom.
        authors: if is_whole { texts(&dispatch.authors) } else { Vec::new() },
        categories: match &dispatch.withdrawn {
            Some(_) => Vec::new(),
            None => categories(desk, dispatch),
        },
        tells,
    }
}

fn categories(desk: &Desk<'_>, dispatch: &Dispatch) -> Vec<String> {
    let cities = cities_of(desk.chronicle, dispatch);
    cities.iter().map(|city| city.to_string()).chain(texts(&dispatch.topics)).collect()
}

fn texts(names: &[Spanned<String>]) -> Vec<String> {
    names.iter().map(|name| name.value.clone()).collect()
}

/// The addresses of `routes`, and of the dispatches among them when they last changed.
fn sitemap_of(desk: &Desk<'_>, routes: &[Route]) -> Document {
    let told = desk.routes.iter().zip(0..).filter(|(_, number)| {
        let dispatch: &Dispatch = &desk.chronicle.dispatches[*number];
        dispatch.withdrawn.is_none()
    });
    let changed: HashMap<&Route, Number> = told.collect();
    let line = |route: &Route| {
        let day = changed.get(route).map(|number| last_change(desk, *number).day().iso());
        (desk.linker.absolute(route), day)
    };
    let mut addresses: Vec<(String, Option<String>)> = routes.iter().map(line).collect();
    addresses.sort();
    Document::Sitemap(addresses)
}
