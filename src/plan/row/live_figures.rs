//! What texts show of the record now: numbers, charts, maps and lists of people; and where each leads.
//! It does not know how a text is printed.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::chronicle::city_names::CityName;
use crate::chronicle::measure::Measure;
use crate::chronicle::reckoning::parties::Standing;
use crate::field::casualties::{Group, Harm};
use crate::field::day::Month;
use crate::field::excerpt::excerpt;
use crate::field::live_figure::{During, LiveFigure, Shows, Subject};
use crate::field::place_name::{PlaceKind, PlaceName};
use crate::field::slug::Slug;
use crate::field::word::Word;
use crate::plan::address;
use crate::plan::draw::map;
use crate::plan::index::Index;
use crate::plan::index::first_written::FirstWritten;
use crate::plan::index::links::bodies;
use crate::plan::index::scope::Scope;
use crate::plan::period::Period;
use crate::plan::route::Route;
use crate::plan::row::told_in::in_language;
use crate::plan::row::{figures, people, tally};
use crate::plan::view::chart::ChartView;
use crate::plan::view::prose::{LiveFigureView, LiveView};
use crate::text::diagnostic::{Diagnostic, keep_first};
use crate::text::rule;
use crate::text::source::CONTENT;
use crate::text::spelling::{did_you_mean, nearest};

/// Something of the record that is known.
struct Known {
    shows: LiveView,
    /// The page that explains it, or that shows it too.
    page: Route,
    /// Its place there, with `#`; empty at the top.
    anchor: String,
}

/// The page that has the text.
#[derive(Clone, Copy)]
struct Host<'h> {
    route: &'h Route,
    lang: &'h str,
}

/// Why a live figure is not known.
struct Unknown {
    message: String,
    label: String,
    /// The page of the name that is perhaps meant.
    near: Option<Route>,
}

/// What each of `live_figures` on the page `here` shows, by how it is written. `href` links to a page.
pub(crate) fn views(
    index: &Index<'_>,
    here: &Route,
    live_figures: &[LiveFigure],
    href: &impl Fn(&Route) -> String,
) -> BTreeMap<String, LiveFigureView> {
    let lang = index.twins.language_of(here).unwrap_or(&index.config.language);
    let host = Host { route: here, lang };
    let view = |figure: &LiveFigure| {
        let Known { shows, page, anchor } = known(index, host, figure).ok()?;
        let (page, leads_to) = in_language(index, here, (&page, &anchor));
        let href = format!("{}{anchor}", href(page));
        Some((figure.written.clone(), LiveFigureView { href, leads_to, shows }))
    };
    live_figures.iter().filter_map(view).collect()
}

/// Reports figures in texts that name nothing that is counted.
pub(crate) fn check(index: &Index<'_>, faults: &mut Vec<Diagnostic>) {
    // While some content has errors, nobody can tell what it counts.
    let in_content = |fault: &Diagnostic| fault.path.below(CONTENT).is_some();
    if faults.iter().any(|fault| fault.is_error() && in_content(fault)) {
        return;
    }
    let lang = &index.config.language;
    let names = LazyCell::new(|| FirstWritten::new(index));
    let mut by_cause: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    for (path, body, route) in bodies(index.chronicle, &index.routes) {
        for figure in &body.live_figures {
            let host = Host { route: &route, lang };
            let Err(Unknown { message, label, near }) = known(index, host, figure) else {
                continue;
            };
            let fault = rule::LIVE_FIGURE.at(path, figure.span, &message).label(label).help(
                "`dateline toll` shows what is counted; drafts and withdrawn dispatches are not",
            );
            let fault = near.iter().fold(fault, |fault, near| names.point_to(fault, near));
            match fault.related.is_empty() {
                true => faults.push(fault),
                false => by_cause.entry(message).or_default().push(fault),
            }
        }
    }
    for mut figures in by_cause.into_values() {
        keep_first(&mut figures, 1, "figures name it");
        faults.append(&mut figures);
    }
}

fn known(index: &Index<'_>, host: Host<'_>, figure: &LiveFigure) -> Result<Known, Unknown> {
    let scope = match &figure.of {
        Subject::Everything => Scope::everywhere(Period::Always),
        Subject::Place(kind, slug) => Scope::place(&place(index, *kind, slug)?),
        Subject::Party(id, row) => party(index, id, row)?,
        Subject::Incident(slug) => return incident(index, host, slug, figure.shows),
    };
    let scope = match figure.during {
        None => scope,
        Some(during) => within(index, &scope, during)?,
    };
    let (shows, page) = match figure.shows {
        Shows::Number(harm, group) => {
            let toll = scope.toll(index);
            let row = toll.rows.get(&measure(harm, group)).ok_or_else(|| nothing(figure))?;
            let (page, anchor) = (scope.explained_at(index), scope.anchor_at(index));
            let number = LiveView::Number(figures::without_note(row));
            return Ok(Known { shows: number, page, anchor });
        }
        Shows::Chart => (chart(index, host, &scope).map(LiveView::Chart), scope.shown_at(index)),
        Shows::Map | Shows::People => match &scope.place {
            Some(PlaceName::City(name)) => {
                (map::around(index, name, host.lang).map(LiveView::Locator), scope.shown_at(index))
            }
            Some(territory) => {
                let cities = cities_in(index, territory);
                let map = map::of_places(index, |name| cities.contains(name));
                (map.map(LiveView::Map), scope.shown_at(index))
            }
            None => (map::of_places(index, |_| true).map(LiveView::Map), address::map()),
        },
    };
    let shows = shows.ok_or_else(|| Unknown {
        message: format!("`{}` would show nothing", excerpt(&figure.written)),
        label: "too little is on record, or its place is not".to_owned(),
        near: None,
    })?;
    Ok(Known { shows, page, anchor: String::new() })
}

fn measure(harm: Harm, group: Option<Group>) -> Measure {
    group.map_or(Measure::Whole(harm), |group| Measure::Part(harm, group))
}

/// The chart of the years of `scope`.
fn chart(index: &Index<'_>, host: Host<'_>, scope: &Scope) -> Option<ChartView> {
    let ends = match scope.period {
        Period::Year(month) | Period::Month(month) => (month, month),
        Period::Always => {
            let months = scope.own_incidents(index).months();
            let (first, last) =
                months.fold((None, None), |(first, _), month| (first.or(Some(month)), Some(month)));
            first.zip(last)?
        }
    };
    tally::chart(index, host.route, &scope.during(Period::Always), ends)
}

/// The place with this slug: of any kind, a city before a region before a country.
fn place(index: &Index<'_>, kind: Option<PlaceKind>, slug: &str) -> Result<PlaceName, Unknown> {
    let slugged = |name: PlaceName| {
        let slug = index.chronicle.places.slug_of(name.borrowed()).name().clone();
        (name, slug)
    };
    let wanted = index.place_names().filter(|name| kind.is_none_or(|kind| name.kind() == kind));
    let all: Vec<(PlaceName, Slug)> = wanted.map(slugged).collect();
    let found = all.iter().find(|(_, known)| known.as_str() == slug);
    match found {
        Some((name, _)) => Ok(name.clone()),
        None => {
            let slugs = all.iter().map(|(_, slug)| slug.as_str());
            let page = |near: &str| {
                let (name, slug) = all.iter().find(|(_, known)| known.as_str() == near)?;
                Some(address::place(&name.called(slug)))
            };
            Err(unknown("place", slug, slugs, page))
        }
    }
}

/// The cities of a region or country.
fn cities_in(index: &Index<'_>, territory: &PlaceName) -> BTreeSet<CityName> {
    let mut cities = BTreeSet::new();
    let mut left = vec![territory];
    while let Some(name) = left.pop() {
        match name {
            PlaceName::City(city) => drop(cities.insert(Arc::clone(city))),
            name => left.extend(&index.territories[name].places),
        }
    }
    cities
}

fn party(index: &Index<'_>, id: &str, row: &str) -> Result<Scope, Unknown> {
    let ids = index.parties.keys().map(|id| &**id);
    let found = index.parties.get_key_value(id);
    let no_page = |_: &str| None;
    let (key, entry) = found.ok_or_else(|| unknown("party", id, ids, no_page))?;
    let rows = || Standing::ALL.iter().map(|row| row.word());
    let standing =
        Standing::parse(row).ok_or_else(|| unknown("row of a party", row, rows(), no_page))?;
    match entry.rows.contains_key(&standing) {
        true => Ok(Scope::party(key, standing)),
        false => Err(Unknown {
            message: format!("nothing is in the row `{row}` of `{}`", excerpt(id)),
            label: "no incident counts here".to_owned(),
            near: None,
        }),
    }
}

fn within(index: &Index<'_>, scope: &Scope, during: During) -> Result<Scope, Unknown> {
    let is_in = |month: &Month| match during {
        During::Year(of) => month.year() == of.year(),
        During::Month(of) => *month == of.calendar_month(),
    };
    let found = scope.incidents(index).months().find(is_in);
    let month = found.ok_or_else(|| Unknown {
        message: "a figure is of a time in which nothing happened that is on record".to_owned(),
        label: "no incident then".to_owned(),
        near: None,
    })?;
    Ok(scope.during(match during {
        During::Year(_) => Period::Year(month),
        During::Month(_) => Period::Month(month),
    }))
}

fn incident(index: &Index<'_>, host: Host<'_>, slug: &str, shows: Shows) -> Result<Known, Unknown> {
    let incidents = &index.chronicle.incidents;
    let slugs = incidents.keys().map(|slug| slug.as_str());
    let found = incidents.iter().find(|(known, _)| known.as_str() == slug);
    let page = |near: &str| Some(address::incident(&Slug::make(near)));
    let (_, incident) = found.ok_or_else(|| unknown("incident", slug, slugs, page))?;
    let shows = match shows {
        Shows::Number(harm, group) => {
            figures::of_incident(index, incident, measure(harm, group)).map(LiveView::Number)
        }
        Shows::People => {
            let people = people::of_incident(index, incident, host.lang);
            Some(LiveView::People(people)).filter(|_| !incident.people.persons.is_empty())
        }
        Shows::Chart | Shows::Map => None,
    };
    let shows = shows.ok_or_else(|| Unknown {
        message: format!("no report on `{}` tells this", excerpt(slug)),
        label: "not on record".to_owned(),
        near: None,
    })?;
    Ok(Known { shows, page: index.incident_route(incident), anchor: String::new() })
}

fn nothing(figure: &LiveFigure) -> Unknown {
    Unknown {
        message: format!("`{}` counts nothing", excerpt(&figure.written)),
        label: "no report gives such a number here".to_owned(),
        near: None,
    }
}

/// Nothing known is called `word`. `page` is that of a name that dispatches write.
fn unknown<'k>(
    noun: &str,
    word: &str,
    known: impl Iterator<Item = &'k str>,
    page: impl FnOnce(&str) -> Option<Route>,
) -> Unknown {
    let near = nearest(word, known);
    Unknown {
        message: format!("a figure names the {noun} `{}`, which is not on record", excerpt(word)),
        label: did_you_mean(word, near, format!("no such {noun}")),
        near: near.and_then(page),
    }
}
