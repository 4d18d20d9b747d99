//! The registers of a site: every topic and every author, with the dispatches that carry the name.
//! They do not know cities and time, which have pages of their own kind.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;

use crate::chronicle::Chronicle;
use crate::chronicle::incidents::Incident;
use crate::chronicle::references::Number;
use crate::field::dispatch::Dispatch;
use crate::field::excerpt::excerpt;
use crate::field::slug::Slug;
use crate::field::word::{Word, words};
use crate::plan::desk::Desk;
use crate::plan::edition::{Route, Sheet};
use crate::plan::pager::{Leaf, leaves};
use crate::plan::view::lists::PagerView;
use crate::plan::view::register::{TaxonomyPage, TermPage, TermRowView};
use crate::plan::view::values::LinkView;
use crate::plan::view::{Kind, View};
use crate::plan::{Planned, address, rows};
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::span::Spanned;

words! {
    /// What a register lists.
    Of, "register" {
        /// What dispatches are about.
        Topics = "topics",
        /// Who wrote them.
        Authors = "authors",
    }
}

/// The registers.
#[derive(Default)]
pub struct Registers<'d> {
    topics: Register<'d>,
    authors: Register<'d>,
}

/// The names of one kind by their part of the address.
type Register<'d> = BTreeMap<Slug, Listed<'d>>;

/// A name, and the dispatches that carry it.
struct Listed<'d> {
    name: &'d str,
    /// In order of publication. A translation is among them only where its original does not carry the name.
    dispatches: Vec<Number>,
}

impl Of {
    fn names(self, dispatch: &Dispatch) -> &[Spanned<String>] {
        match self {
            Of::Topics => &dispatch.topics,
            Of::Authors => &dispatch.authors,
        }
    }

    /// What pages in `lang` call `name`. Topics are often written as they stand in addresses.
    fn title(self, desk: &Desk<'_>, name: &str, lang: &str) -> String {
        match self {
            Of::Topics => desk.topic(name, lang),
            Of::Authors => name.to_owned(),
        }
    }
}

impl<'d> Registers<'d> {
    /// Every name on a dispatch that was not withdrawn. Two that make one address are reported.
    pub fn of(chronicle: &'d Chronicle, faults: &mut Vec<Diagnostic>) -> Registers<'d> {
        Registers {
            topics: register(chronicle, Of::Topics, faults),
            authors: register(chronicle, Of::Authors, faults),
        }
    }

    /// Whether there is anything to list.
    pub fn any(&self, of: Of) -> bool {
        !self.register(of).is_empty()
    }

    /// The addresses of all names.
    pub fn routes(&self) -> impl Iterator<Item = Route> {
        Of::ALL.iter().flat_map(|of| {
            let own = self.any(*of).then(|| address::register(*of));
            own.into_iter().chain(self.register(*of).keys().map(|slug| address::listed(*of, slug)))
        })
    }

    fn register(&self, of: Of) -> &Register<'d> {
        match of {
            Of::Topics => &self.topics,
            Of::Authors => &self.authors,
        }
    }
}

fn register<'d>(chronicle: &'d Chronicle, of: Of, faults: &mut Vec<Diagnostic>) -> Register<'d> {
    let mut by_name: BTreeMap<&str, Vec<Number>> = BTreeMap::new();
    for (number, dispatch) in chronicle.dispatches.iter().enumerate() {
        let original = chronicle.references.translates[number];
        // A translation is about what its original is about.
        if of == Of::Topics && original.is_some() {
            continue;
        }
        let original = original.map(|number| of.names(&chronicle.dispatches[number]));
        let is_listed = |name: &&Spanned<String>| {
            let with_original = original.into_iter().flatten().any(|it| it.value == name.value);
            dispatch.withdrawn.is_none() && !with_original
        };
        for name in of.names(dispatch).iter().filter(is_listed) {
            let dispatches = by_name.entry(&name.value).or_default();
            if dispatches.last() != Some(&number) {
                dispatches.push(number);
            }
        }
    }
    let listed = by_name.into_iter().map(|(name, dispatches)| Listed { name, dispatches });
    let mut listed: Vec<Listed<'d>> = listed.collect();
    // Of two that want one address, the one that was written first has it.
    listed.sort_by_key(|listed| listed.dispatches[0]);
    let mut register: Register<'d> = BTreeMap::new();
    for listed in listed {
        match register.entry(Slug::make(listed.name)) {
            Entry::Vacant(place) => drop(place.insert(listed)),
            Entry::Occupied(first) => {
                faults.push(collision(chronicle, of, &listed, first.get()));
            }
        }
    }
    register
}

fn collision(chronicle: &Chronicle, of: Of, second: &Listed<'_>, first: &Listed<'_>) -> Diagnostic {
    let place = |listed: &Listed<'_>| {
        let dispatch = &chronicle.dispatches[listed.dispatches[0]];
        let written = of.names(dispatch).iter().find(|name| name.value == listed.name);
        (&dispatch.path, written.map(|name| name.span).unwrap_or_default())
    };
    let address = route(of, second.name);
    let ((path, span), (first_path, first_span)) = (place(second), place(first));
    let [one, other] = [second, first].map(|listed| excerpt(listed.name));
    let message = format!("`{one}` and `{other}` want the same address, {address}");
    rule::SAME_ADDRESS
        .at(path, span, message)
        .label("taken already")
        .help("if both mean the same, write them one way; else write one of them differently")
        .related(first_path, first_span, "first here")
}

/// The page of each register that lists anything, and the pages of every name in it.
pub fn pages(desk: &Desk<'_>) -> Vec<Planned> {
    let filled = Of::ALL.iter().copied().filter(|of| desk.registers.any(*of));
    filled.flat_map(|of| register_pages(desk, of)).collect()
}

fn register_pages(desk: &Desk<'_>, of: Of) -> Vec<Planned> {
    let own = Planned::page(Kind::Taxonomy, address::register(of), move |desk, here| {
        Sheet::of(View::Taxonomy(TaxonomyPage {
            site: desk.site(here),
            page: desk.head(here, "", None),
            of: of.word(),
            terms: desk.registers.register(of).iter().map(|it| row(desk, here, of, it)).collect(),
        }))
    });
    let of_name = |(slug, listed): (&Slug, &Listed<'_>)| {
        let leaves = leaves(desk, listed.dispatches.len(), &address::listed(of, slug));
        let slug = slug.clone();
        leaves.into_iter().map(move |leaf| leaf_page(of, slug.clone(), leaf))
    };
    desk.registers.register(of).iter().flat_map(of_name).chain([own]).collect()
}

fn leaf_page(of: Of, slug: Slug, leaf: Leaf) -> Planned {
    let (items, pager) = (leaf.items, leaf.pager);
    Planned::page(Kind::Term, leaf.route, move |desk, here| {
        let listed = &desk.registers.register(of)[&slug];
        sheet(desk, here, of, listed, items.clone(), pager.clone())
    })
}

fn sheet(
    desk: &Desk<'_>,
    here: &Route,
    of: Of,
    listed: &Listed<'_>,
    items: Range<usize>,
    pager: PagerView,
) -> Sheet {
    let name = of.title(desk, listed.name, &desk.config.language);
    let with_incidents = of == Of::Topics && pager.number.is_none();
    let incidents = if with_incidents { incidents(desk, listed) } else { Vec::new() };
    Sheet::of(View::Term(TermPage {
        site: desk.site(here),
        page: desk.head(here, &name, None),
        of: of.word(),
        name,
        taxonomy: desk.linker.link(here, &address::register(of)),
        incidents: rows::incidents(desk, here, incidents),
        dispatches: rows::by_month(desk, here, &listed.dispatches[items]),
        pager,
    }))
}

/// What the dispatches of a topic tell of, each once.
fn incidents<'d>(desk: &Desk<'d>, listed: &Listed<'_>) -> Vec<&'d Incident> {
    let chronicle: &'d Chronicle = desk.chronicle;
    let told = listed.dispatches.iter().flat_map(|number| chronicle.incidents_of(*number));
    let once: BTreeMap<u32, &Incident> = told.map(|incident| (incident.number, incident)).collect();
    once.into_values().collect()
}

fn row(desk: &Desk<'_>, here: &Route, of: Of, (slug, listed): (&Slug, &Listed<'_>)) -> TermRowView {
    TermRowView {
        name: of.title(desk, listed.name, &desk.config.language),
        href: desk.linker.link(here, &address::listed(of, slug)),
        dispatches: listed.dispatches.len(),
    }
}

/// The names on a dispatch in the language `lang`, with links from the page `here`.
pub fn links(
    desk: &Desk<'_>,
    here: &Route,
    of: Of,
    dispatch: &Dispatch,
    lang: &str,
) -> Vec<LinkView> {
    let link = |name: &Spanned<String>| {
        let title = of.title(desk, &name.value, lang);
        // A name is in the language of the dispatch; a topic, in that in which site.toml names it.
        let is_own =
            of == Of::Topics && title == of.title(desk, &name.value, &desk.config.language);
        LinkView {
            href: desk.linker.link(here, &route(of, &name.value)),
            lang: desk.foreign(lang).filter(|_| !is_own),
            title,
        }
    };
    of.names(dispatch).iter().map(link).collect()
}

/// Where the page of a name lies that stands on a dispatch.
pub fn route(of: Of, name: &str) -> Route {
    address::listed(of, &Slug::make(name))
}
