//! How many tolls may stand beside and inside each other. More than that could be counted, but not in the time and memory that a
//! newsroom has; so they are refused before anything is counted.
//! It does not know any figure.

use crate::chronicle::Chronicle;
use crate::chronicle::incident::Incident;
use crate::chronicle::nesting::MAX_NESTED;
use crate::chronicle::reckoning::clash::has_more_pairs;
use crate::chronicle::reckoning::fact::{Fact, Share};
use crate::field::dispatch::Kind;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;

/// Maximum number of pairs of tolls that share a day: those of a thousand tolls that all do.
const MAX_PAIRS: usize = 500_000;

/// The error of a chronicle with more than that.
pub fn exceeded(chronicle: &Chronicle) -> Option<Diagnostic> {
    let tolls: Vec<Fact<'_>> = chronicle
        .incidents
        .values()
        .filter(|incident| incident.kind == Kind::Toll)
        .map(|incident| Fact { incident, share: Share::Whole })
        .collect();
    let longest = tolls.iter().max_by_key(|toll| toll.incident.possible_days.length())?.incident;
    let nested: usize = tolls.iter().map(|toll| toll.incident.inside.len()).sum();
    if nested > MAX_NESTED {
        let widest = tolls.iter().max_by_key(|toll| toll.incident.inside.len())?.incident;
        return Some(too_many(
            chronicle,
            widest,
            "more than a million incidents and tolls lie inside tolls, counting each for every toll it lies in",
            "let a toll include only the next smaller ones, in few levels; or keep old ones out of `includes`",
        ));
    }
    has_more_pairs(&tolls, MAX_PAIRS).then(|| {
        too_many(
            chronicle,
            longest,
            "more than 500,000 pairs of tolls share a day, so that each may count the people of the other",
            "if they are updates of one running total, give them one `series`; or shorten their `event`. This is the longest",
        )
    })
}

fn too_many(chronicle: &Chronicle, toll: &Incident, message: &str, help: &str) -> Diagnostic {
    let last = toll.dispatches.last().expect("every toll has a dispatch");
    let path = &chronicle.dispatches[*last].path;
    rule::TOO_MANY_TOLLS.in_file(path, message).help(help)
}
