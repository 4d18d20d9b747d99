//! Plans the pages of parties that are held responsible.
//! It does not know the list of parties, and the rows of a party stay apart.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::chronicle::incident::Incident;
use crate::chronicle::reckoning::parties::Standing;
use crate::config;
use crate::field::claim::Position;
use crate::field::introduction::Subject;
use crate::field::word::Word;
use crate::plan::address;
use crate::plan::edition::Sheet;
use crate::plan::index::Index;
use crate::plan::index::parties::{PartyEntry, PartyRow};
use crate::plan::index::place_lists::folded;
use crate::plan::index::scope::Scope;
use crate::plan::page::incident::told_in;
use crate::plan::period::Period;
use crate::plan::planned::Planned;
use crate::plan::route::Route;
use crate::plan::row::{cited, claims, figures, incident, toll};
use crate::plan::site::Site;
use crate::plan::view::city::FeedsView;
use crate::plan::view::pages::RedirectPage;
use crate::plan::view::party::{PartyPage, PartyPositionView, PartyRowView, PartyView};
use crate::plan::view::values::{LinkView, NameView, TitleView};
use crate::plan::view::{Kind, View};
use crate::text::language;
use crate::text::source::SourcePath;

/// Maximum number of incidents listed in a row. The page that explains the row lists all that count.
const INCIDENTS: usize = 24;

/// The data file of all parties.
const DATA: &str = "parties.csv";

/// Maximum number of positions on the page of a party.
const POSITIONS: usize = 100;

/// The page of each party. An address that is cut after `toll/` leads there.
pub(crate) fn pages(index: &Index<'_>) -> Vec<Planned> {
    let settings = SourcePath::new(config::FILE);
    let pages = |(id, entry): (&Arc<str>, &PartyEntry<'_>)| {
        let id = Arc::clone(id);
        let own = address::party(&entry.slug);
        let to = own.clone();
        let file = index.chronicle.introductions.of(Subject::Party, &entry.slug);
        let page = Planned::page(Kind::Party, own, move |site, here| sheet(site, here, &id));
        let page = match file {
            Some(file) => page.showing(&file.path),
            None => page.asked_by(&settings, entry.party.span),
        };
        let cut = address::tolls_of_party(&entry.slug);
        let cut = Planned::page(Kind::Redirect, cut, move |site, here| {
            Sheet::of(View::Redirect(RedirectPage {
                site: site.frame(here),
                page: site.head(&to, "", None),
                to: site.index.linker.link(here, &to),
            }))
        });
        [page, cut.asked_by(&settings, entry.party.span)]
    };
    index.parties.iter().flat_map(pages).collect()
}

fn sheet(site: &Site<'_>, here: &Route, id: &Arc<str>) -> Sheet {
    let index = &site.index;
    let entry = &index.parties[id];
    let rows = || entry.rows.keys().map(|row| Scope::party(id, *row));
    let name = index.own_party(id).title;
    let row = |(row, of): (&Standing, &PartyRow<'_>)| row_view(site, here, (id, *row), of);
    let file = index.chronicle.introductions.of(Subject::Party, &entry.slug);
    let view = View::Party(PartyPage {
        site: site.frame(here),
        page: site.head(here, &name, file.map(|file| file.body.excerpt.as_str())),
        party: party(index, here, id),
        rows: entry.rows.iter().map(row).collect(),
        positions: positions(index, here, entry),
        feeds: FeedsView {
            atom: index.linker.link(here, &address::atom(&address::party(&entry.slug))),
            json: index.linker.link(here, &address::json_feed(&address::party(&entry.slug))),
        },
        data: vec![LinkView {
            title: DATA.to_owned(),
            href: index.linker.link(here, &address::data_file(DATA)),
            lang: None,
            leads_to: None,
        }],
        as_of: rows().filter_map(|row| cited::as_of_toll(index, &row)).max_by_key(|day| day.0),
    });
    let prose = file.and_then(|file| site.prose(here, &file.path, &file.body));
    Sheet::Template { view: Box::new(view), prose }
}

fn party(index: &Index<'_>, here: &Route, id: &Arc<str>) -> PartyView {
    let entry = &index.parties[id];
    let members = index
        .parties
        .iter()
        .filter(|(_, other)| other.party.part_of.iter().any(|coalition| *coalition.value == **id));
    PartyView {
        id: id.to_string(),
        name: index.own_party(id).title,
        names: names(index, id, entry),
        kind: entry.party.kind.clone(),
        part_of: coalitions(index, here, id),
        members: by_name(index, members.map(|(member, _)| member))
            .into_iter()
            .map(|member| link(index, here, member))
            .collect(),
    }
}

/// The names of a party in other languages than the site's.
fn names(index: &Index<'_>, id: &str, entry: &PartyEntry<'_>) -> Vec<NameView> {
    let mut names: BTreeMap<&str, &str> = BTreeMap::new();
    names.extend(entry.party.names.iter().map(|(lang, name)| (lang.as_str(), name.as_str())));
    for (lang, of) in &index.config.languages {
        names.extend(of.parties.get(id).map(|name| (lang.as_str(), name.as_str())));
    }
    let own = &index.config.language;
    let shown = index.own_party(id).title;
    let others = names.into_iter().filter(|(lang, name)| lang != own && *name != shown);
    let view = |(lang, name): (&str, &str)| NameView {
        lang: lang.to_owned(),
        name: name.to_owned(),
        dir: language::direction(lang),
    };
    others.map(view).collect()
}

fn row_view(
    site: &Site<'_>,
    here: &Route,
    (id, row): (&Arc<str>, Standing),
    of: &PartyRow<'_>,
) -> PartyRowView {
    let index = &site.index;
    let scope = Scope::party(id, row);
    let mut incidents: Vec<&Incident> = of.incidents.touching(Period::Always);
    incidents.sort_by_key(|incident| Reverse(incident.order()));
    let shown = incidents.iter().take(INCIDENTS);
    PartyRowView {
        row: row.word(),
        toll: toll::view(index, here, &scope.toll(index), &scope),
        incidents: shown.map(|incident| site.incident_row(here, incident)).collect(),
        more: incidents.len().saturating_sub(INCIDENTS),
    }
}

fn positions(index: &Index<'_>, here: &Route, entry: &PartyEntry<'_>) -> Vec<PartyPositionView> {
    let lang = &index.config.language;
    let view = |(incident, position): &(&Incident, &Position)| {
        let told_in = told_in(index, incident, &|report| report.positions == incident.positions);
        PartyPositionView {
            position: claims::position((index, here), position, (lang, told_in)),
            incident: incident::link(index, here, incident),
            days: figures::days(incident.days, incident.day_precision),
        }
    };
    entry.positions.iter().rev().take(POSITIONS).map(view).collect()
}

/// The coalitions of a party that have pages.
pub(crate) fn coalitions(index: &Index<'_>, here: &Route, id: &str) -> Vec<LinkView> {
    let above = index.parties[id].party.part_of.iter();
    let above = above.filter_map(|it| Some(index.parties.get_key_value(it.value.as_str())?.0));
    by_name(index, above).into_iter().map(|id| link(index, here, id)).collect()
}

pub(crate) fn link(index: &Index<'_>, here: &Route, id: &Arc<str>) -> LinkView {
    let TitleView { title, lang } = index.own_party(id);
    LinkView {
        title,
        href: index.linker.link(here, &address::party(&index.parties[id].slug)),
        lang,
        leads_to: Some(index.config.language.clone()),
    }
}

/// The same parties, sorted by name.
pub(crate) fn by_name<'i>(
    index: &Index<'_>,
    ids: impl Iterator<Item = &'i Arc<str>>,
) -> Vec<&'i Arc<str>> {
    let mut ids: Vec<&Arc<str>> = ids.collect();
    ids.sort_by_cached_key(|id| (folded(&index.own_party(id).title), (**id).clone()));
    ids
}
