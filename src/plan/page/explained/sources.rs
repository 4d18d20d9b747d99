//! The sources that a total rests on.
//! It does not know how the total is counted.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::chronicle::incident::Incident;
use crate::chronicle::references::DispatchId;
use crate::plan::index::Index;
use crate::plan::index::place_lists::folded;
use crate::plan::row::claims;
use crate::plan::view::explained::{TollSourceView, TollSourcesView};
use crate::plan::view::values::TitleView;

/// Maximum number of sources listed.
const LISTED: usize = 200;

/// The sources of the figures of `incident` that count, without the protected ones.
pub(super) fn of_incident(index: &Index<'_>, incident: &Incident) -> Vec<TitleView> {
    let title = |(name, dispatches): (&str, _)| index.given_in(name.to_owned(), dispatches);
    named(index, incident).into_iter().map(title).collect()
}

/// The names of these sources, with the dispatches that give them.
fn named<'i>(index: &'i Index<'_>, incident: &Incident) -> BTreeMap<&'i str, BTreeSet<DispatchId>> {
    let numbers = incident.figures.values().map(|figure| figure.dispatch);
    let mut by_name: BTreeMap<&str, BTreeSet<DispatchId>> = BTreeMap::new();
    for number in numbers.collect::<BTreeSet<DispatchId>>() {
        for name in claims::source_names(&index.chronicle.dispatches[number]) {
            by_name.entry(name).or_default().insert(number);
        }
    }
    by_name
}

/// The sources of all `incidents`, each once. If they are too many, those of most incidents are listed.
pub(super) fn of_all<'i>(
    index: &Index<'_>,
    incidents: impl Iterator<Item = &'i Incident>,
) -> TollSourcesView {
    let mut by_name: BTreeMap<&str, (usize, BTreeSet<DispatchId>)> = BTreeMap::new();
    for (name, dispatches) in incidents.flat_map(|incident| named(index, incident)) {
        let (incidents, given_by) = by_name.entry(name).or_default();
        *incidents += 1;
        given_by.extend(dispatches);
    }
    let count = by_name.len();
    let mut sources: Vec<(&str, (usize, BTreeSet<DispatchId>))> = by_name.into_iter().collect();
    sources.sort_by_key(|(_, (incidents, _))| Reverse(*incidents));
    sources.truncate(LISTED);
    sources.sort_by_cached_key(|(name, _)| (folded(name), *name));
    let view = |(name, (incidents, given_by)): (&str, (usize, BTreeSet<DispatchId>))| {
        TollSourceView { name: index.given_in(name.to_owned(), given_by), incidents }
    };
    TollSourcesView {
        count,
        more: count - sources.len(),
        list: sources.into_iter().map(view).collect(),
    }
}
