//! Parts and wholes: what parts come to, and how much a whole allows them. Rule 8 of the counting policy.
//! It does not know whose figures they are.

use crate::chronicle::figure::FiguresByMeasure;
use crate::chronicle::measure::Measure;
use crate::field::casualties::{Figures, Group, Harm};
use crate::field::count::{Bounds, Count};
use crate::field::word::Word;
use crate::text::span::Span;

/// Parts that come to more than the whole they belong to.
pub struct PartsAboveWhole {
    /// The whole.
    pub of: Measure,
    /// The minimum that its parts come to.
    pub parts: u64,
    /// The maximum of the whole.
    pub whole: u64,
    /// Where the first part is written.
    pub span: Span,
}

/// Killed and injured together, each looked up with `known`. Open unless all are known; `None` if none is.
pub fn together(known: impl Fn(Measure) -> Option<Bounds>) -> Option<Bounds> {
    let numbers = Measure::in_casualties().map(known);
    let add = |sum: Option<Bounds>, number: Option<Bounds>| match (sum, number) {
        (Some(sum), Some(number)) => Some(sum.plus(number)),
        (sum, number) => Some(sum.or(number)?.open()),
    };
    numbers.reduce(add).flatten()
}

/// Whether the parts of a harm state its whole: everybody has one of three statuses, and all three have a number.
pub fn state_the_whole(figures: &Figures) -> bool {
    let known = |group: &Group| figures.parts.get(group).and_then(Count::bounds);
    let mut statuses = Group::ALL.iter().filter(|group| group.is_status());
    statuses.all(|group| known(group).is_some())
}

/// The whole of a harm that was not given: the sum of its status parts. It is open unless all of these are known.
pub fn whole(figures: &Figures) -> Option<Bounds> {
    let known = |group: &Group| figures.parts.get(group).and_then(Count::bounds);
    let statuses = || Group::ALL.iter().filter(|group| group.is_status());
    let is_complete = state_the_whole(figures);
    let sum = statuses().filter_map(known).reduce(Bounds::plus);
    let sum = sum.map(|sum| if is_complete { sum } else { sum.open() });
    // "At least 14 children" proves fourteen people, whoever else was counted.
    let proved = Group::ALL.iter().filter_map(known).max_by_key(|part| part.min).map(Bounds::open);
    match (sum, proved) {
        (Some(sum), Some(proved)) if sum.min < proved.min && proved.fits_within(sum) => {
            Some(Bounds { min: proved.min, ..sum })
        }
        (sum, proved) => sum.or(proved),
    }
}

/// Lowers the maximum of every part to that of its whole. The whole of killed and injured is the bare number; the whole
/// of a group is its harm.
pub fn cap_parts(figures: &mut FiguresByMeasure) -> Result<(), PartsAboveWhole> {
    let casualties: Vec<Measure> = Measure::in_casualties().collect();
    cap(figures, Measure::Casualties, &casualties, &[])?;
    for &harm in Harm::ALL {
        let (statuses, others): (Vec<Group>, Vec<Group>) =
            Group::ALL.iter().partition(|group| group.is_status());
        let [statuses, others] = [statuses, others].map(|groups| {
            groups.into_iter().map(|group| Measure::Part(harm, group)).collect::<Vec<Measure>>()
        });
        cap(figures, Measure::Whole(harm), &statuses, &others)?;
    }
    Ok(())
}

/// Caps the parts of one whole: `shares` are added up, `overlapping` parts may count the same people.
fn cap(
    figures: &mut FiguresByMeasure,
    of: Measure,
    shares: &[Measure],
    overlapping: &[Measure],
) -> Result<(), PartsAboveWhole> {
    let Some(whole) = figures.get(&of).and_then(|figure| figure.bounds) else {
        return Ok(());
    };
    let Some(max) = whole.max else { return Ok(()) };
    let min = |part: &Measure| figures.get(part)?.min();
    let sum = shares.iter().filter_map(min).fold(0, u64::saturating_add);
    let single = overlapping.iter().filter_map(min).max().unwrap_or(0);
    let parts = sum.max(single);
    if parts > max {
        let mut written = shares.iter().chain(overlapping).filter_map(|part| figures.get(part));
        let span = written.next().map(|figure| figure.span).unwrap_or_default();
        return Err(PartsAboveWhole { of, parts, whole: max, span });
    }
    for part in shares.iter().chain(overlapping) {
        if let Some(figure) = figures.get_mut(part) {
            figure.bounds = figure.bounds.map(|bounds| bounds.capped_by(whole));
        }
    }
    Ok(())
}
