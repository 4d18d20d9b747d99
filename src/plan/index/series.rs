//! The totals of each running total, so that an earlier one can point to the latest.
//! It does not know which of them counts.

use std::collections::BTreeMap;

use crate::chronicle::Chronicle;
use crate::chronicle::incident::{Incident, Phase};
use crate::field::dispatch::Kind;

/// The totals of each phase of each series, in order of their numbers.
pub(crate) type Series<'a> = BTreeMap<&'a Phase, Vec<&'a Incident>>;

/// Every series of `chronicle`.
pub(crate) fn series(chronicle: &Chronicle) -> Series<'_> {
    let mut series: Series<'_> = BTreeMap::new();
    let tolls = chronicle.incidents.values().filter(|incident| incident.kind == Kind::Toll);
    for toll in tolls {
        if let Some(phase) = &toll.series {
            series.entry(phase).or_default().push(toll);
        }
    }
    series
}
