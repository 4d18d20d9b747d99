//! Plans the page of all corrections.
//! It does not know how corrections are found; the index does that.

use crate::plan::address;
use crate::plan::edition::Sheet;
use crate::plan::index::Index;
use crate::plan::index::changes::Entry;
use crate::plan::page::pager::{Leaf, leaves};
use crate::plan::planned::Planned;
use crate::plan::route::Route;
use crate::plan::row::correction::{corrected, recounted};
use crate::plan::view::lists::{CorrectionMonthView, CorrectionRowView};
use crate::plan::view::pages::CorrectionsPage;
use crate::plan::view::{Kind, View};

/// The page of all corrections and its numbered pages.
pub(crate) fn pages(index: &Index<'_>) -> Vec<Planned> {
    let own = address::corrections();
    let page = |leaf: Leaf| {
        let (items, pager) = (leaf.items, leaf.pager);
        Planned::page(Kind::Corrections, leaf.route, move |site, here| {
            Sheet::of(View::Corrections(CorrectionsPage {
                site: site.frame(here),
                page: site.head(here, "", None),
                corrections: by_month(&site.index, here, &site.index.changes.0[items.clone()]),
                pager: pager.clone(),
            }))
        })
    };
    let leaves = leaves(index, index.changes.0.len(), &own);
    leaves.into_iter().map(page).collect()
}

/// Groups changes by the month in which they were made, newest first. `entries` are sorted, oldest first.
fn by_month(index: &Index<'_>, here: &Route, entries: &[Entry<'_>]) -> Vec<CorrectionMonthView> {
    let month_of = |entry: &Entry<'_>| entry.day().calendar_month();
    let months = entries.chunk_by(|one, next| month_of(one) == month_of(next));
    let row = |entry: &Entry<'_>| row(index, here, entry);
    let view = |of_month: &[Entry<'_>]| CorrectionMonthView {
        year: month_of(&of_month[0]).year(),
        month: month_of(&of_month[0]).month(),
        corrections: of_month.iter().rev().map(row).collect(),
    };
    months.rev().map(view).collect()
}

fn row(index: &Index<'_>, here: &Route, entry: &Entry<'_>) -> CorrectionRowView {
    match entry {
        Entry::Dispatch(change) => corrected(index, here, change),
        Entry::Total(moved) => recounted(index, here, moved),
    }
}
