//! All dispatches in a list, and for each other language of the site a list of what is told in it.
//! It does not know how a dispatch is shown.

use std::collections::BTreeSet;

use crate::chronicle::references::DispatchId;
use crate::plan::desk::Desk;
use crate::plan::edition::Sheet;
use crate::plan::view::pages::DispatchesPage;
use crate::plan::view::{Kind, LanguageView, View};
use crate::plan::{Planned, Route, address, pager, rows};

/// Every dispatch but translations, in order of publication.
pub fn originals(desk: &Desk<'_>) -> Vec<DispatchId> {
    let translates = &desk.chronicle.references.translates;
    (0..desk.chronicle.dispatches.len()).filter(|number| translates[*number].is_none()).collect()
}

/// The dispatches in the language `lang`, which is not the site's, in order of publication.
pub fn told_in(desk: &Desk<'_>, lang: &str) -> Vec<DispatchId> {
    let all = 0..desk.chronicle.dispatches.len();
    all.filter(|number| desk.language_of(*number) == lang).collect()
}

/// The other languages that dispatches are told in.
pub fn languages<'d>(desk: &'d Desk<'_>) -> BTreeSet<&'d str> {
    // Those that were withdrawn too: whoever reads the feed of a language is told that they were.
    let languages = desk.chronicle.dispatches.iter().filter_map(|it| it.lang.as_deref());
    languages.filter(|lang| *lang != desk.config.language).collect()
}

/// The lists of all dispatches and of those in each other language.
pub fn pages(desk: &Desk<'_>) -> Vec<Planned> {
    let own = list(desk, None, &address::dispatches());
    let others = languages(desk).into_iter();
    let others = others.flat_map(|lang| list(desk, Some(lang), &address::dispatches_in(lang)));
    own.into_iter().chain(others).collect()
}

/// The list of the dispatches in `lang`, or of all, and its numbered pages.
fn list(desk: &Desk<'_>, lang: Option<&str>, own: &Route) -> Vec<Planned> {
    let page = |leaf: pager::Leaf| {
        let (items, pager, lang) = (leaf.items, leaf.pager, lang.map(str::to_owned));
        Planned::page(Kind::Dispatches, leaf.route, move |desk, here| {
            let listed = listed(desk, lang.as_deref());
            let lang = lang.as_deref().unwrap_or(&desk.config.language);
            Sheet::of(View::Dispatches(DispatchesPage {
                site: desk.site_in(here, lang),
                page: desk.head_in(here, "", None, lang),
                dispatches: rows::by_month(desk, here, &listed[items.clone()]),
                pager: pager.clone(),
            }))
        })
    };
    let leaves = pager::leaves(desk, listed(desk, lang).len(), own);
    leaves.into_iter().map(page).collect()
}

fn listed(desk: &Desk<'_>, lang: Option<&str>) -> Vec<DispatchId> {
    lang.map_or_else(|| originals(desk), |lang| told_in(desk, lang))
}

/// The ways from a page in `lang` to what the site tells in other languages.
pub fn links(desk: &Desk<'_>, here: &Route, lang: &str) -> Vec<LanguageView> {
    let titles = |lang: &str| desk.named(lang, |names| names.title.as_ref()).cloned();
    let own = &desk.config.language;
    let home = LanguageView {
        lang: own.clone(),
        title: Some(desk.config.title.clone()),
        href: desk.linker.link(here, &address::front()),
    };
    let others = languages(desk).into_iter().map(|lang| LanguageView {
        lang: lang.to_owned(),
        title: titles(lang),
        href: desk.linker.link(here, &address::dispatches_in(lang)),
    });
    [home].into_iter().chain(others).filter(|other| other.lang != lang).collect()
}
