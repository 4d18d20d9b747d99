//! Long lists in pages that keep: pages count from the oldest, so that a full page never changes again.
//! It does not know what is listed.

use std::ops::Range;

use crate::plan::address;
use crate::plan::index::Index;
use crate::plan::route::Route;
use crate::plan::view::lists::PagerView;

/// How many entries stand on a page.
pub(crate) const PER_PAGE: usize = 50;

/// One page of a long list: which items it shows, in their order, and how it links to the others.
pub(crate) struct Leaf {
    /// Where it lies.
    pub route: Route,
    /// The items on it.
    pub items: Range<usize>,
    /// What the template sees.
    pub pager: PagerView,
}

/// The pages of a list of `length` items: its own address with the newest, and if they do not fit, the numbered ones.
pub(crate) fn leaves(index: &Index<'_>, length: usize, own: &Route) -> Vec<Leaf> {
    let pages = length.div_ceil(PER_PAGE).max(1);
    let newest = length.saturating_sub(PER_PAGE)..length;
    let numbered = |page: usize| address::numbered(own, page);
    let leaf = |route: Route, number: Option<usize>, items: Range<usize>| {
        let link = |there: &Route| index.linker.link(&route, there);
        let next = number.filter(|number| *number < pages);
        // The page that holds the newest of what is older than these.
        let before = items.start.checked_sub(1).map(|item| item / PER_PAGE + 1);
        Leaf {
            pager: PagerView {
                number,
                pages,
                entries: length,
                newest: link(own),
                newer: next.map(|number| link(&numbered(number + 1))),
                older: before.map(|page| link(&numbered(page))),
            },
            items,
            route,
        }
    };
    let mut leaves = vec![leaf(own.clone(), None, newest)];
    if pages > 1 {
        leaves.extend((1..=pages).map(|page| {
            let items = (page - 1) * PER_PAGE..(page * PER_PAGE).min(length);
            leaf(numbered(page), Some(page), items)
        }));
    }
    leaves
}
