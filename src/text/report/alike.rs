//! Puts faults of one kind together, so that fifty of one kind do not hide all others.
//! It does not draw them.

use std::collections::BTreeMap;

use crate::text::diagnostic::Diagnostic;
use crate::text::likeness::{FaultKind, kind};

/// Maximum number of faults of one kind that are all shown whole.
const ALL_SHOWN: usize = 5;

/// Faults of one kind.
pub struct Alike<'f> {
    /// The one that is shown whole.
    pub shown: &'f Diagnostic,
    /// The others, in order.
    pub others: Vec<&'f Diagnostic>,
}

/// The faults by kind, in the order of the first of each kind. A few of one kind are each a group of their own.
pub fn alike(faults: &[Diagnostic]) -> Vec<Alike<'_>> {
    let kinds: Vec<FaultKind> = faults.iter().map(kind).collect();
    let mut numbers: BTreeMap<&FaultKind, usize> = BTreeMap::new();
    for kind in &kinds {
        *numbers.entry(kind).or_default() += 1;
    }
    let mut places: BTreeMap<&FaultKind, usize> = BTreeMap::new();
    let mut groups: Vec<Alike<'_>> = Vec::new();
    for (fault, kind) in faults.iter().zip(&kinds) {
        match places.get(kind) {
            Some(&at) => groups[at].others.push(fault),
            None => {
                if numbers[kind] > ALL_SHOWN {
                    places.insert(kind, groups.len());
                }
                groups.push(Alike { shown: fault, others: Vec::new() });
            }
        }
    }
    groups
}
