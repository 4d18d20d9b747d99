//! Splits long lists into pages. Page 1 holds the oldest items, so a full page never changes again.
//! It does not know what the items are.

use std::ops::Range;

use crate::plan::address;
use crate::plan::index::Index;
use crate::plan::route::Route;
use crate::plan::view::lists::{PageNumberView, PagerView};

/// Maximum number of items per page.
pub(crate) const PER_PAGE: usize = 50;

/// One page of a long list.
pub(crate) struct Leaf {
    /// The address of the page.
    pub route: Route,
    /// The positions in the list of the items on this page.
    pub items: Range<usize>,
    /// The links to the other pages, as the template sees them.
    pub pager: PagerView,
}

/// The address of one page, from 1, of a list in order, whose first page is at `own`.
pub(crate) fn page_of(own: &Route, number: usize) -> Route {
    if number == 1 { own.clone() } else { address::numbered(own, number) }
}

/// Links to the pages of a list in order, whose first page is at `own`. `number` is the page `here`, from 1. Empty if one
/// page has room for all.
pub(crate) fn numbers(
    index: &Index<'_>,
    here: &Route,
    own: &Route,
    (number, of): (usize, usize),
) -> Vec<PageNumberView> {
    let view = |page| PageNumberView {
        number: page,
        href: index.linker.link(here, &page_of(own, page)),
        current: page == number,
    };
    if of > 1 { (1..=of).map(view).collect() } else { Vec::new() }
}

/// The pages of a list of `length` items: `own` holds the newest. If one page is not enough, numbered pages hold all.
pub(crate) fn leaves(index: &Index<'_>, length: usize, own: &Route) -> Vec<Leaf> {
    let pages = length.div_ceil(PER_PAGE).max(1);
    let newest = length.saturating_sub(PER_PAGE)..length;
    let numbered = |page: usize| address::numbered(own, page);
    let leaf = |route: Route, number: Option<usize>, items: Range<usize>| {
        let link = |there: &Route| index.linker.link(&route, there);
        let next = number.filter(|number| *number < pages);
        // The page that holds the newest of the older items.
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
