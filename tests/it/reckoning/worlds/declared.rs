//! What a toll declares of the other facts of a world: never more than is true. It does not know any figure.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::Told;

/// What a toll's reporters know of how it stands to something else.
#[derive(Clone, Copy, Debug)]
pub(super) enum Knows {
    /// Whether it is inside or outside, if it is the one or the other.
    HowTheyStand,
    /// That nobody knows how.
    ItIsOpen,
    Nothing,
}

pub(super) fn knows() -> impl Strategy<Value = Vec<Knows>> {
    let how = vec![Knows::HowTheyStand, Knows::HowTheyStand, Knows::ItIsOpen, Knows::Nothing];
    prop_oneof![vec(select(how), 1..7), Just(vec![Knows::HowTheyStand])]
}

/// Whether `other` may be declared inside the fact at a place. Of two equal tolls only one can hold the other.
fn is_inside(facts: &[Told], other: usize, toll: usize) -> bool {
    let (inner, outer) = (&facts[other], &facts[toll]);
    let is_less = inner.deeds != outer.deeds || !inner.is_toll || other < toll;
    inner.deeds.is_subset(&outer.deeds) && is_less
}

/// The keys in which the fact at a place declares how it stands to others; `lost` was withdrawn since.
pub(super) fn declared(
    facts: &[Told],
    toll: usize,
    knows: &[Knows],
    lost: Option<String>,
) -> String {
    let mut includes: Vec<&str> = lost.as_deref().into_iter().collect();
    let (mut excludes, mut may_include) = (Vec::new(), Vec::new());
    for (other, told) in facts.iter().enumerate().filter(|(other, _)| *other != toll) {
        match knows[other % knows.len()] {
            Knows::HowTheyStand if is_inside(facts, other, toll) => includes.push(&told.id),
            Knows::HowTheyStand if told.deeds.is_disjoint(&facts[toll].deeds) => {
                excludes.push(told.id.as_str());
            }
            Knows::ItIsOpen => may_include.push(told.id.as_str()),
            Knows::HowTheyStand | Knows::Nothing => {}
        }
    }
    let lists = [("includes", includes), ("excludes", excludes), ("may_include", may_include)];
    let given = lists.into_iter().filter(|(_, ids)| !ids.is_empty());
    given.map(|(key, ids)| format!("{key}: [{}]\n", ids.join(", "))).collect()
}
