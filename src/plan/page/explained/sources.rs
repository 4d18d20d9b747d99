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

/// Maximum number of sources listed.
const LISTED: usize = 200;

/// The names of the sources of the figures of `incident` that count, without the protected ones.
pub(super) fn of_incident<'i>(index: &'i Index<'_>, incident: &Incident) -> BTreeSet<&'i str> {
    let numbers: BTreeSet<DispatchId> =
        incident.figures.values().map(|figure| figure.dispatch).collect();
    let dispatches = numbers.into_iter().map(|number| &index.chronicle.dispatches[number]);
    dispatches.flat_map(|it| claims::source_names(it)).collect()
}

/// The sources of all `incidents`, each once. If they are too many, those of most incidents are listed.
pub(super) fn of_all<'i>(
    index: &Index<'_>,
    incidents: impl Iterator<Item = &'i Incident>,
) -> TollSourcesView {
    let mut by_name: BTreeMap<&str, usize> = BTreeMap::new();
    for name in incidents.flat_map(|incident| of_incident(index, incident)) {
        *by_name.entry(name).or_default() += 1;
    }
    let count = by_name.len();
    let mut sources: Vec<(&str, usize)> = by_name.into_iter().collect();
    sources.sort_by_key(|(_, incidents)| Reverse(*incidents));
    sources.truncate(LISTED);
    sources.sort_by_cached_key(|(name, _)| (folded(name), *name));
    let view =
        |(name, incidents): (&str, usize)| TollSourceView { name: name.to_owned(), incidents };
    TollSourcesView {
        count,
        more: count - sources.len(),
        list: sources.into_iter().map(view).collect(),
    }
}
