//! How many people were killed, for a line of a table or a bar: all of them, or the civilians if the reports count only civilians.
//! It does not add numbers; the chronicle does.

use crate::chronicle::measure::Measure;
use crate::chronicle::reckoning::Reckoning;
use crate::field::casualties::{Group, Harm};
use crate::plan::index::Index;
use crate::plan::row::figures;
use crate::plan::view::values::CountView;

/// All people killed.
const ALL: Measure = Measure::Whole(Harm::Killed);

/// The civilians among them.
const CIVILIANS: Measure = Measure::Part(Harm::Killed, Group::Civilian);

/// How many people were killed.
pub(crate) struct Killed {
    /// The number.
    pub count: CountView,
    /// What it counts.
    pub measure: Measure,
    /// The civilians among them, if only their number has a maximum.
    pub civilians: Option<CountView>,
    /// How many incidents have no number.
    pub unknown: usize,
    /// Whether the number of civilians says as much as that of all.
    pub all_are_civilians: bool,
    /// Whether the number of civilians is the only one, because nobody is known to be killed.
    pub is_all_there_is: bool,
}

/// How many people were killed in what `reckoning` counts.
///
/// Who counts only civilians gives no maximum for all killed. The maximum that is known would then be in no chart.
pub(crate) fn killed(index: &Index<'_>, reckoning: &Reckoning) -> Killed {
    let all = reckoning.killed().cloned().unwrap_or_default();
    let civilians = reckoning.rows.get(&CIVILIANS);
    let least = all.bounds.map_or(0, |all| all.min);
    let of_civilians = civilians.and_then(|row| row.bounds);
    let same_least = of_civilians.filter(|of| of.min == least);
    let is_open = all.bounds.is_none_or(|all| all.max.is_none());
    let closed = of_civilians.filter(|of| is_open && of.max.is_some());
    let closed = closed.filter(|_| always_tells_civilians(index, reckoning));
    let replaces = closed.filter(|of| of.min == least);
    let unknown = replaces.and(civilians).map_or(all.unknown, |row| row.unknown);
    Killed {
        count: figures::sum(replaces.or(all.bounds)),
        measure: if replaces.is_some() { CIVILIANS } else { ALL },
        civilians: closed.filter(|_| replaces.is_none()).map(|of| figures::sum(Some(of))),
        unknown,
        is_all_there_is: replaces.is_some() && least == 0,
        all_are_civilians: replaces.is_some() || same_least.is_some() && same_least == all.bounds,
    }
}

/// The rows of a toll of which a bar is drawn: every whole. Where only the number of civilians has a maximum, they are drawn in the place
/// of all.
pub(crate) fn is_drawn(killed: &Killed, measure: Measure) -> bool {
    match measure {
        ALL => killed.measure == ALL,
        CIVILIANS => killed.measure == CIVILIANS,
        other => !other.is_part(),
    }
}

/// Whether everything that counts killed people counts the civilians among them too.
fn always_tells_civilians(index: &Index<'_>, reckoning: &Reckoning) -> bool {
    let mut counted = reckoning.counted.iter().chain(&reckoning.tolls);
    counted.all(|id| {
        let told = |of| index.chronicle.incident(id).and_then(|it| it.bounds(of)).is_some();
        told(CIVILIANS) || !told(ALL)
    })
}
