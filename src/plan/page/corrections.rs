//! Plans the pages of all corrections, and of dispatches that were replaced.
//! It does not know how corrections are found; the index does that.

use std::sync::Arc;

use crate::plan::address;
use crate::plan::edition::Sheet;
use crate::plan::index::Index;
use crate::plan::index::changes::{Entry, What};
use crate::plan::page::pager::{Leaf, leaves};
use crate::plan::planned::Planned;
use crate::plan::route::Route;
use crate::plan::row::correction::{corrected, recounted};
use crate::plan::view::lists::{CorrectionMonthView, CorrectionRowView};
use crate::plan::view::pages::CorrectionsPage;
use crate::plan::view::{Kind, View};

/// Maximum number of replaced dispatches on the first page.
const REPLACED: usize = 20;

/// The page of all corrections with its numbered pages, and a list of its own for replaced dispatches, if there are many.
///
/// That a later report replaced an earlier one is routine, so it does not stand between the corrections.
pub(crate) fn pages(index: &Index<'_>) -> Vec<Planned> {
    let entries = index.changes.0.iter().enumerate();
    let (replaced, changed): (Vec<_>, Vec<_>) = entries.partition(|(_, entry)| is_routine(entry));
    let [replaced, changed] = [replaced, changed]
        .map(|entries| entries.into_iter().map(|(at, _)| at).collect::<Arc<[usize]>>());
    let mut pages: Vec<Planned> = leaves(index, changed.len(), &address::corrections())
        .into_iter()
        .map(|leaf| of_changes(leaf, &changed, &replaced))
        .collect();
    if replaced.len() > REPLACED {
        let leaves = leaves(index, replaced.len(), &address::replaced());
        pages.extend(leaves.into_iter().map(|leaf| of_replaced(leaf, &replaced)));
    }
    pages
}

fn is_routine(entry: &Entry<'_>) -> bool {
    matches!(entry, Entry::Dispatch(change) if matches!(change.what, What::Replaced(_)))
}

/// A page of corrections. The first one has the latest replaced dispatches below them.
fn of_changes(leaf: Leaf, changed: &Arc<[usize]>, replaced: &Arc<[usize]>) -> Planned {
    let (items, pager) = (leaf.items, leaf.pager);
    let [changed, replaced] = [changed, replaced].map(Arc::clone);
    Planned::page(Kind::Corrections, leaf.route, move |site, here| {
        let is_first = pager.number.is_none();
        let latest = replaced.len().saturating_sub(if is_first { REPLACED } else { 0 })..;
        let all = (is_first && replaced.len() > REPLACED).then(address::replaced);
        Sheet::of(View::Corrections(CorrectionsPage {
            site: site.frame(here),
            page: site.head(here, "", None),
            corrections: by_month(&site.index, here, &changed[items.clone()]),
            replaced: newest_first(&site.index, here, &replaced[latest]),
            replaced_count: replaced.len(),
            all_replaced: all.map(|all| site.index.linker.link(here, &all)),
            all_corrections: None,
            pager: pager.clone(),
        }))
    })
}

/// A page of the list of replaced dispatches.
fn of_replaced(leaf: Leaf, replaced: &Arc<[usize]>) -> Planned {
    let (items, pager, replaced) = (leaf.items, leaf.pager, Arc::clone(replaced));
    Planned::page(Kind::Corrections, leaf.route, move |site, here| {
        Sheet::of(View::Corrections(CorrectionsPage {
            site: site.frame(here),
            page: site.head(here, "", None),
            corrections: Vec::new(),
            replaced: newest_first(&site.index, here, &replaced[items.clone()]),
            replaced_count: replaced.len(),
            all_replaced: None,
            all_corrections: Some(site.index.linker.link(here, &address::corrections())),
            pager: pager.clone(),
        }))
    })
}

fn newest_first(index: &Index<'_>, here: &Route, positions: &[usize]) -> Vec<CorrectionRowView> {
    positions.iter().rev().map(|at| row(index, here, &index.changes.0[*at])).collect()
}

/// Groups changes by the month in which they were made, newest first. `positions` are sorted, oldest first.
fn by_month(index: &Index<'_>, here: &Route, positions: &[usize]) -> Vec<CorrectionMonthView> {
    let month_of = |at: &usize| index.changes.0[*at].day().calendar_month();
    let months = positions.chunk_by(|one, next| month_of(one) == month_of(next));
    let view = |of_month: &[usize]| CorrectionMonthView {
        year: month_of(&of_month[0]).year(),
        month: month_of(&of_month[0]).month(),
        corrections: newest_first(index, here, of_month),
    };
    months.rev().map(view).collect()
}

fn row(index: &Index<'_>, here: &Route, entry: &Entry<'_>) -> CorrectionRowView {
    match entry {
        Entry::Dispatch(change) => corrected(index, here, change),
        Entry::Total(moved) => recounted(index, here, moved),
    }
}
