//! Plans the feeds of the site, of its other languages, of its places and of its parties.
//! It does not know how XML or JSON is written; the press does that.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;

use crate::chronicle::references::DispatchId;
use crate::field::dispatch::Dispatch;
use crate::field::place_name::PlaceName;
use crate::plan::address;
use crate::plan::index::Index;
use crate::plan::index::changes::{What, last_change};
use crate::plan::index::gazetteer::cities_of;
use crate::plan::period::Period;
use crate::plan::planned::Planned;
use crate::plan::route::Route;
use crate::plan::row::correction;
use crate::plan::site::Site;
use crate::plan::view::document::{Document, EntryView, FeedView, Tells};
use crate::plan::view::prose::Prose;
use crate::text::span::Spanned;

/// Maximum number of entries per feed.
const ENTRIES: usize = 50;

/// Every feed in both formats.
pub(crate) fn pages(index: &Index<'_>) -> Vec<Planned> {
    let cities = index.gazetteer.keys().map(|name| PlaceName::City(Arc::clone(name)));
    let places = cities.chain(index.territories.keys().cloned());
    let of_places = places.filter(|name| !index.place(name).dispatches.is_empty()).map(Feed::Place);
    let of_languages = index.other_languages().into_iter();
    let of_languages = of_languages.map(|it| Feed::Language(it.to_owned()));
    let of_parties = index.parties.keys().map(|id| Feed::Party(Arc::clone(id)));
    let all = [Feed::Everything].into_iter().chain(of_languages).chain(of_places);
    let all = all.chain(of_parties);
    all.flat_map(|feed| formats(index, feed)).collect()
}

/// Which dispatches a feed is about.
#[derive(Clone)]
enum Feed {
    /// Everything that is published. The entries hold the full text.
    Everything,
    /// The dispatches in a language that is not the site's. The entries hold the full text.
    Language(String),
    /// The dispatches about a place. The entries hold no text. Otherwise the feeds would repeat the text of every dispatch.
    Place(PlaceName),
    /// The dispatches on incidents that are attributed to a party, or that it answered. The entries hold no text.
    Party(Arc<str>),
}

impl Feed {
    fn home(&self, index: &Index<'_>) -> Route {
        match self {
            Feed::Everything => address::front(),
            Feed::Language(lang) => address::dispatches_in(lang),
            Feed::Place(name) => index.place_route(name),
            Feed::Party(id) => address::party(&index.parties[id].slug),
        }
    }

    fn title(&self, index: &Index<'_>) -> String {
        match self {
            Feed::Everything => index.config.title.clone(),
            Feed::Language(lang) => {
                let own = index.named(lang, |names| names.title.as_ref()).cloned();
                own.unwrap_or_else(|| format!("{} ({lang})", index.config.title))
            }
            Feed::Place(PlaceName::City(name)) => format!("{name} · {}", index.config.title),
            Feed::Place(name) => {
                format!("{} · {}", index.place_title(name, self.lang(index)), index.config.title)
            }
            Feed::Party(id) => {
                let name = index.own_party(id).title;
                format!("{name} · {}", index.config.title)
            }
        }
    }

    fn lang<'o>(&'o self, index: &'o Index<'_>) -> &'o str {
        match self {
            Feed::Language(lang) => lang,
            Feed::Everything | Feed::Place(_) | Feed::Party(_) => &index.config.language,
        }
    }

    /// The dispatches in the feed, in order of publication.
    fn numbers(&self, index: &Index<'_>) -> Vec<DispatchId> {
        match self {
            Feed::Everything => (0..index.chronicle.dispatches.len()).collect(),
            Feed::Language(lang) => index.dispatches_in(lang),
            Feed::Place(name) => {
                let entry = index.place(name);
                let mut numbers = [entry.dispatches.as_slice(), &entry.withdrawn].concat();
                numbers.sort_unstable();
                numbers
            }
            Feed::Party(id) => {
                let entry = &index.parties[id];
                let rows = entry.rows.values();
                let held = rows.flat_map(|row| row.incidents.touching(Period::Always));
                let answered = entry.positions.iter().map(|(incident, _)| *incident);
                let numbers = held.chain(answered).flat_map(|incident| &incident.dispatches);
                let is_original =
                    |number: &DispatchId| index.chronicle.references.translates[*number].is_none();
                let numbers: BTreeSet<DispatchId> = numbers.copied().filter(is_original).collect();
                numbers.into_iter().collect()
            }
        }
    }

    /// The dispatch among `numbers` whose entry reports a change to `changed`. It is `changed` itself, or its translation
    /// in the feed of a language. None if the feed does not hold it.
    fn teller(
        &self,
        index: &Index<'_>,
        numbers: &[DispatchId],
        changed: DispatchId,
    ) -> Option<DispatchId> {
        let teller = match self {
            Feed::Language(lang) => index.read_in(changed, lang),
            Feed::Everything | Feed::Place(_) | Feed::Party(_) => changed,
        };
        numbers.binary_search(&teller).ok().map(|_| teller)
    }

    fn prose(&self, site: &Site<'_>, dispatch: &Dispatch) -> Option<Prose> {
        match self {
            Feed::Everything | Feed::Language(_) => {
                let here = address::dispatch(dispatch);
                site.prose_for_feeds(&here, &dispatch.path, &dispatch.body)
            }
            Feed::Place(_) | Feed::Party(_) => None,
        }
    }
}

/// The Atom feed and the JSON Feed with the same entries.
fn formats(index: &Index<'_>, of: Feed) -> [Planned; 2] {
    let home = of.home(index);
    let (atom, json) = (address::atom(&home), address::json_feed(&home));
    let (of_atom, of_json) = (of.clone(), of);
    let (here, there) = (atom.clone(), json.clone());
    [
        Planned::document(atom, move |site| Document::Atom(feed(site, &of_atom, &here))),
        Planned::document(json, move |site| Document::JsonFeed(feed(site, &of_json, &there))),
    ]
}

fn feed(site: &Site<'_>, of: &Feed, here: &Route) -> FeedView {
    let index = &site.index;
    let newest = newest(index, of);
    // An empty feed gets a fixed date and not the current time, because the same site must give the same feed.
    let updated = newest.first().map_or(Timestamp::UNIX_EPOCH, |news| news.at);
    FeedView {
        title: of.title(index),
        subtitle: index.about(of.lang(index)).map(str::to_owned),
        newsroom: index.config.title.clone(),
        lang: of.lang(index).to_owned(),
        home: index.linker.absolute(&of.home(index)),
        address: index.linker.absolute(here),
        updated: updated.to_string(),
        entries: newest.iter().map(|news| entry(site, of, news)).collect(),
    }
}

/// One entry of a feed: a dispatch in its present state, or a change to one.
struct News<'l> {
    /// When the dispatch last changed, or when the change was made.
    at: Timestamp,
    number: DispatchId,
    /// The change and the dispatch that was changed. A translation also reports changes to its original.
    change: Option<(DispatchId, What<'l>)>,
}

/// The newest entries of a feed, newest first. A change comes before the entry of the dispatch that it changed.
fn newest<'d>(index: &'d Index<'_>, of: &Feed) -> Vec<News<'d>> {
    let numbers = of.numbers(index);
    let zone = &index.config.timezone;
    let told = numbers.iter().map(|number| {
        let last = last_change(index.chronicle, zone, *number);
        News { at: last.instant(zone), number: *number, change: None }
    });
    let changes = index.changes.without_replacements();
    let changes = changes.filter_map(|entry| {
        let number = of.teller(index, &numbers, entry.number)?;
        Some(News { at: entry.at, number, change: Some((entry.number, entry.what)) })
    });
    let mut news: Vec<News<'_>> = told.chain(changes).collect();
    // The sort is stable. If one dispatch has several changes at the same time, the last one written is the newest.
    news.reverse();
    news.sort_by_key(|news| Reverse((news.at, news.number)));
    news.truncate(ENTRIES);
    news
}

fn entry(site: &Site<'_>, of: &Feed, news: &News<'_>) -> EntryView {
    let index = &site.index;
    let dispatch = &index.chronicle.dispatches[news.number];
    let published = dispatch.date.value.instant(&index.config.timezone);
    let address = index.linker.absolute(&index.routes[news.number]);
    let of_the_change = |anchor: &str| format!("{address}#{anchor}");
    let (address, published, tells) = match (news.change, &dispatch.withdrawn) {
        (Some((number, What::Corrected(it))), _) => {
            let correction = correction::correction(index, news.number, number, it);
            let anchor = correction.anchor.clone().unwrap_or_default();
            (of_the_change(&anchor), news.at, Tells::Correction(correction))
        }
        (Some((_, What::Withdrawn(why))), _) => {
            (of_the_change("withdrawn"), news.at, Tells::Withdrawal(why.to_owned()))
        }
        (_, Some(withdrawal)) => (address, published, Tells::Withdrawal(withdrawal.why.clone())),
        (_, None) => {
            let summary = dispatch.summary.as_ref().unwrap_or(&dispatch.body.excerpt).clone();
            (address, published, Tells::Dispatch { summary, prose: of.prose(site, dispatch) })
        }
    };
    let is_whole = matches!(tells, Tells::Dispatch { .. });
    EntryView {
        title: index.title(news.number),
        address,
        published: published.to_string(),
        updated: news.at.to_string(),
        lang: dispatch.lang.clone(),
        // A change is made by the newsroom and not by the authors of the dispatch.
        authors: if is_whole { texts(&dispatch.authors) } else { Vec::new() },
        categories: match &dispatch.withdrawn {
            Some(_) => Vec::new(),
            None => categories(index, news.number),
        },
        tells,
    }
}

/// The cities and topics of a dispatch. A translation has those of its original.
fn categories(index: &Index<'_>, number: DispatchId) -> Vec<String> {
    let dispatch = &index.chronicle.dispatches[index.chronicle.original(number)];
    let cities = cities_of(index.chronicle, dispatch);
    cities.iter().map(|city| city.to_string()).chain(texts(&dispatch.topics)).collect()
}

fn texts(names: &[Spanned<String>]) -> Vec<String> {
    names.iter().map(|name| name.value.clone()).collect()
}
