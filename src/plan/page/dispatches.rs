//! Plans the list of all dispatches, and one list for each other language of the site.
//! It does not know how a dispatch is shown.

use crate::chronicle::references::DispatchId;
use crate::plan::address;
use crate::plan::edition::Sheet;
use crate::plan::index::Index;
use crate::plan::page::{lists, pager};
use crate::plan::planned::Planned;
use crate::plan::route::Route;
use crate::plan::view::pages::DispatchesPage;
use crate::plan::view::{Kind, View};

/// The pages of the list of all dispatches, and of one list for each other language.
pub(crate) fn pages(index: &Index<'_>) -> Vec<Planned> {
    let own = list(index, None, &address::dispatches());
    let others = index.other_languages().into_iter();
    let others = others.flat_map(|lang| list(index, Some(lang), &address::dispatches_in(lang)));
    own.into_iter().chain(others).collect()
}

/// A list of dispatches and its numbered pages. It holds the dispatches in `lang`, or all if there is no `lang`.
fn list(index: &Index<'_>, lang: Option<&str>, own: &Route) -> Vec<Planned> {
    let page = |leaf: pager::Leaf| {
        let (items, pager, lang) = (leaf.items, leaf.pager, lang.map(str::to_owned));
        Planned::page(Kind::Dispatches, leaf.route, move |site, here| {
            let listed = listed(&site.index, lang.as_deref());
            let lang = lang.as_deref().unwrap_or(&site.index.config.language);
            Sheet::of(View::Dispatches(DispatchesPage {
                site: site.frame_in(here, lang),
                page: site.head_in(here, "", None, lang),
                dispatches: lists::by_month(site, here, &listed[items.clone()]),
                pager: pager.clone(),
            }))
        })
    };
    let leaves = pager::leaves(index, listed(index, lang).len(), own);
    leaves.into_iter().map(page).collect()
}

fn listed(index: &Index<'_>, lang: Option<&str>) -> Vec<DispatchId> {
    lang.map_or_else(|| index.chronicle.originals(), |lang| index.dispatches_in(lang))
}
