//! What machines read: the feeds of the site and of its cities, the sitemap, the robots file.
//! It writes neither XML nor JSON; the press does.

use std::cmp::Reverse;
use std::collections::HashMap;

use jiff::Timestamp;

use crate::chronicle::places::CityName;
use crate::chronicle::references::DispatchId;
use crate::field::dispatch::Dispatch;
use crate::plan::desk::Desk;
use crate::plan::edition::{Prose, Route};
use crate::plan::gazetteer::cities_of;
use crate::plan::ledger::{What, last_change};
use crate::plan::view::Kind;
use crate::plan::view::document::{Document, EntryView, FeedView, MappedView, Tells};
use crate::plan::{Planned, address, corrections, lists};
use crate::text::span::Spanned;

/// How many entries a feed holds.
const ENTRIES: usize = 50;

/// The documents of the site; `pages` are those that the sitemap lists.
pub fn documents(desk: &Desk<'_>, pages: &[Planned]) -> Vec<Planned> {
    let sitemap = desk.linker.absolute(&address::sitemap());
    let robots = format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n");
    let listed: Vec<Route> =
        pages.iter().filter(|it| is_listed(it)).map(|it| it.route.clone()).collect();
    let documents = [
        Planned::document(address::sitemap(), move |desk| sitemap_of(desk, &listed)),
        Planned::document(address::robots(), move |_| Document::Text(robots.clone())),
    ];
    let of_cities = desk.gazetteer.iter().filter(|(_, entry)| !entry.dispatches.is_empty());
    let of_cities = of_cities.map(|(name, _)| Of::City(CityName::clone(name)));
    let of_languages = lists::languages(desk).into_iter().map(|it| Of::Language(it.to_owned()));
    [Of::Everything]
        .into_iter()
        .chain(of_languages)
        .chain(of_cities)
        .flat_map(|of| feeds(desk, of))
        .chain(documents)
        .collect()
}

/// Whether a page is one that a reader may come to by a search engine.
fn is_listed(planned: &Planned) -> bool {
    let kind = planned.kind();
    kind.is_some_and(|kind| !matches!(kind, Kind::NotFound | Kind::Redirect))
}

/// What a feed tells of.
#[derive(Clone)]
enum Of {
    /// All that is published. Its entries hold the text.
    Everything,
    /// What is told in a language that is not the site's. Its entries hold the text.
    Language(String),
    /// A city. Its entries hold no text: else every dispatch would be printed whole five times over.
    City(CityName),
}

impl Of {
    fn home(&self, desk: &Desk<'_>) -> Route {
        match self {
            Of::Everything => address::front(),
            Of::Language(lang) => address::dispatches_in(lang),
            Of::City(name) => address::city(&desk.chronicle.places.slug(name)),
        }
    }

    fn title(&self, desk: &Desk<'_>) -> String {
        match self {
            Of::Everything => desk.config.title.clone(),
            Of::Language(lang) => {
                let own = desk.named(lang, |names| names.title.as_ref()).cloned();
                own.unwrap_or_else(|| format!("{} ({lang})", desk.config.title))
            }
            Of::City(name) => format!("{name} · {}", desk.config.title),
        }
    }

    fn lang<'o>(&'o self, desk: &'o Desk<'_>) -> &'o str {
        match self {
            Of::Language(lang) => lang,
            Of::Everything | Of::City(_) => &desk.config.language,
        }
    }

    /// Of which dispatches it tells, in order of publication.
    fn numbers(&self, desk: &Desk<'_>) -> Vec<DispatchId> {
        match self {
            Of::Everything => (0..desk.chronicle.dispatches.len()).collect(),
            Of::Language(lang) => lists::told_in(desk, lang),
            Of::City(name) => {
                let entry = &desk.gazetteer[name];
                let mut numbers = [entry.dispatches.as_slice(), &entry.withdrawn].concat();
                numbers.sort_unstable();
                numbers
            }
        }
    }

    /// The dispatch among `numbers` by which this feed tells of a change to the one called `changed`: itself; in the feed of a
    /// language also its translation.
    fn teller(
        &self,
        desk: &Desk<'_>,
        numbers: &[DispatchId],
        changed: DispatchId,
    ) -> Option<DispatchId> {
        let teller = match self {
            Of::Language(lang) => desk.read_in(changed, lang),
            Of::Everything | Of::City(_) => changed,
        };
        numbers.binary_search(&teller).ok().map(|_| teller)
    }

    fn prose(&self, desk: &Desk<'_>, dispatch: &Dispatch) -> Option<Prose> {
        match self {
            Of::Everything | Of::Language(_) => {
                desk.prose_for_feeds(&dispatch.path, &dispatch.body)
            }
            Of::City(_) => None,
        }
    }
}

/// The same feed in both of its forms.
fn feeds(desk: &Desk<'_>, of: Of) -> [Planned; 2] {
    let home = of.home(desk);
    let (atom, json) = (address::atom(&home), address::json_feed(&home));
    let (of_atom, of_json) = (of.clone(), of);
    let (here, there) = (atom.clone(), json.clone());
    [
        Planned::document(atom, move |desk| Document::Atom(feed(desk, &of_atom, &here))),
        Planned::document(json, move |desk| Document::JsonFeed(feed(desk, &of_json, &there))),
    ]
}

fn feed(desk: &Desk<'_>, of: &Of, here: &Route) -> FeedView {
    let newest = newest(desk, of);
    // A feed of nothing was last changed when time began, and not now: the same site gives the same feed.
    let updated = newest.first().map_or(Timestamp::UNIX_EPOCH, |news| news.at);
    FeedView {
        title: of.title(desk),
        subtitle: desk.about(of.lang(desk)).map(str::to_owned),
        newsroom: desk.config.title.clone(),
        lang: of.lang(desk).to_owned(),
        home: desk.linker.absolute(&of.home(desk)),
        address: desk.linker.absolute(here),
        updated: updated.to_string(),
        entries: newest.iter().map(|news| entry(desk, of, news)).collect(),
    }
}

/// Something to tell: a dispatch as it stands, or a change to one.
struct News<'l> {
    /// When it last changed.
    at: Timestamp,
    number: DispatchId,
    /// What was done, and to which dispatch: a translation tells what was done to the facts of its original.
    change: Option<(DispatchId, What<'l>)>,
}

/// What there is to tell of the dispatches with these numbers, which are in order, the newest first. What was done to a
/// dispatch stands before the dispatch as it came to be by it.
fn newest<'d>(desk: &'d Desk<'_>, of: &Of) -> Vec<News<'d>> {
    let numbers = of.numbers(desk);
    let zone = &desk.config.timezone;
    let told = numbers.iter().map(|number| {
        let last = last_change(desk, *number);
        News { at: last.instant(zone), number: *number, change: None }
    });
    let changes = desk.ledger.without_replacements();
    let changes = changes.filter_map(|entry| {
        let number = of.teller(desk, &numbers, entry.number)?;
        Some(News { at: entry.at, number, change: Some((entry.number, entry.what)) })
    });
    let mut news: Vec<News<'_>> = told.chain(changes).collect();
    // The sort is stable: of a dispatch's changes at one moment the one that is written last came last.
    news.reverse();
    news.sort_by_key(|news| Reverse((news.at, news.number)));
    news.truncate(ENTRIES);
    news
}

fn entry(desk: &Desk<'_>, of: &Of, news: &News<'_>) -> EntryView {
    let dispatch = &desk.chronicle.dispatches[news.number];
    let published = dispatch.date.value.instant(&desk.config.timezone);
    let address = desk.linker.absolute(&desk.routes[news.number]);
    let of_the_change = |anchor: &str| format!("{address}#{anchor}");
    let (address, published, tells) = match (news.change, &dispatch.withdrawn) {
        (Some((number, What::Corrected(it))), _) => {
            let correction = corrections::correction(desk, news.number, number, it);
            let anchor = correction.anchor.clone().unwrap_or_default();
            (of_the_change(&anchor), news.at, Tells::Correction(correction))
        }
        (Some((_, What::Withdrawn(why))), _) => {
            (of_the_change("withdrawn"), news.at, Tells::Withdrawal(why.to_owned()))
        }
        (_, Some(withdrawal)) => (address, published, Tells::Withdrawal(withdrawal.why.clone())),
        (_, None) => {
            let summary = dispatch.summary.as_ref().unwrap_or(&dispatch.body.excerpt).clone();
            (address, published, Tells::Dispatch { summary, prose: of.prose(desk, dispatch) })
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
            None => categories(desk, news.number),
        },
        tells,
    }
}

/// What a dispatch is about, and where; of a translation, what its original is.
fn categories(desk: &Desk<'_>, number: DispatchId) -> Vec<String> {
    let dispatch = &desk.chronicle.dispatches[desk.original(number)];
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
    let changed: HashMap<&Route, DispatchId> = told.collect();
    let line = |route: &Route| {
        let number = changed.get(route).copied();
        MappedView {
            address: desk.linker.absolute(route),
            changed: number.map(|number| last_change(desk, number).day().iso()),
            languages: number.map_or_else(Vec::new, |number| alternates(desk, number)),
        }
    };
    let mut pages: Vec<MappedView> = routes.iter().map(line).collect();
    pages.sort();
    Document::Sitemap(pages)
}

/// The same dispatch in every language that readers find it in.
fn alternates(desk: &Desk<'_>, number: DispatchId) -> Vec<(String, String)> {
    let original = desk.original(number);
    let told = std::iter::once(original).chain(desk.translations(original));
    let address = |it: DispatchId| desk.linker.absolute(&desk.routes[it]);
    let languages: Vec<_> = told.map(|it| (desk.language_of(it).to_owned(), address(it))).collect();
    if languages.len() > 1 { languages } else { Vec::new() }
}
