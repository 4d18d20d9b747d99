//! Plans the page of each taxonomy and the pages of its terms.
//! It does not know which taxonomies exist; the index lists them.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::chronicle::Chronicle;
use crate::chronicle::incident::Incident;
use crate::field::slug::Slug;
use crate::field::word::Word;
use crate::plan::address;
use crate::plan::edition::Sheet;
use crate::plan::index::Index;
use crate::plan::index::taxonomy::Term;
use crate::plan::page::lists;
use crate::plan::page::pager::{Leaf, leaves};
use crate::plan::planned::Planned;
use crate::plan::route::Route;
use crate::plan::site::Site;
use crate::plan::taxonomy::Taxonomy;
use crate::plan::view::lists::PagerView;
use crate::plan::view::taxonomy::{TaxonomyPage, TermPage, TermRowView};
use crate::plan::view::values::TitleView;
use crate::plan::view::{Kind, View};

/// The page of each taxonomy that is in use, and the pages of its terms.
pub(crate) fn pages(index: &Index<'_>) -> Vec<Planned> {
    index.taxonomies.in_use().flat_map(|taxonomy| taxonomy_pages(index, taxonomy)).collect()
}

fn taxonomy_pages(index: &Index<'_>, taxonomy: Taxonomy) -> Vec<Planned> {
    let own = Planned::page(Kind::Taxonomy, address::taxonomy(taxonomy), move |site, here| {
        let terms = site.index.taxonomies.terms(taxonomy).values();
        Sheet::of(View::Taxonomy(TaxonomyPage {
            site: site.frame(here),
            page: site.head(here, "", None),
            of: taxonomy.word(),
            terms: terms.map(|term| row(&site.index, here, taxonomy, term)).collect(),
        }))
    });
    let of_term = |(slug, term): (&Slug, &Term<'_>)| {
        let leaves = leaves(index, term.dispatches.len(), &address::term(taxonomy, term.name));
        let slug = slug.clone();
        leaves.into_iter().map(move |leaf| leaf_page(index, taxonomy, slug.clone(), leaf))
    };
    index.taxonomies.terms(taxonomy).iter().flat_map(of_term).chain([own]).collect()
}

fn leaf_page(index: &Index<'_>, taxonomy: Taxonomy, slug: Slug, leaf: Leaf) -> Planned {
    let (items, pager) = (leaf.items, leaf.pager);
    let file = index.chronicle.introductions.of(taxonomy.subject(), &slug);
    let page = Planned::page(Kind::Term, leaf.route, move |site, here| {
        sheet(site, here, (taxonomy, &slug), items.clone(), pager.clone())
    });
    match file {
        Some(file) => page.showing(&file.path),
        None => page,
    }
}

fn sheet(
    site: &Site<'_>,
    here: &Route,
    (taxonomy, slug): (Taxonomy, &Slug),
    items: Range<usize>,
    pager: PagerView,
) -> Sheet {
    let index = &site.index;
    let term = &index.taxonomies.terms(taxonomy)[slug];
    let file = index.chronicle.introductions.of(taxonomy.subject(), slug);
    let prose = file.filter(|_| pager.number.is_none());
    let prose = prose.and_then(|file| site.prose(here, &file.path, &file.body));
    let TitleView { title: name, lang } = index.term(taxonomy, term.name, &index.config.language);
    let with_incidents = taxonomy.is_about_events() && pager.number.is_none();
    let incidents = if with_incidents { incidents(index, term) } else { Vec::new() };
    let view = View::Term(TermPage {
        site: site.frame(here),
        page: site.head(here, &name, file.map(|file| file.body.excerpt.as_str())),
        of: taxonomy.word(),
        name,
        lang,
        taxonomy: index.linker.link(here, &address::taxonomy(taxonomy)),
        incidents: lists::incidents(site, here, incidents),
        dispatches: lists::by_month(site, here, &term.dispatches[items]),
        pager,
    });
    Sheet::Template { view: Box::new(view), prose }
}

/// The incidents that the dispatches of a term report, without duplicates.
fn incidents<'d>(index: &Index<'d>, term: &Term<'_>) -> Vec<&'d Incident> {
    let chronicle: &'d Chronicle = index.chronicle;
    let all = term.dispatches.iter().flat_map(|number| chronicle.incidents_of(*number));
    let once: BTreeMap<u32, &Incident> = all.map(|incident| (incident.number, incident)).collect();
    once.into_values().collect()
}

fn row(index: &Index<'_>, here: &Route, taxonomy: Taxonomy, term: &Term<'_>) -> TermRowView {
    let TitleView { title: name, lang } = index.term(taxonomy, term.name, &index.config.language);
    TermRowView {
        name,
        lang,
        href: index.linker.link(here, &address::term(taxonomy, term.name)),
        dispatches: term.dispatches.len(),
    }
}
