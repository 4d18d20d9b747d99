//! Parts and wholes: what parts come to, and what a whole allows them. Rule 8 of the counting policy.
//! It does not know whose figures they are.

use crate::chronicle::account::FiguresByMeasure;
use crate::chronicle::measure::Measure;
use crate::field::casualties::{Figures, Group, Harm};
use crate::field::count::{Bounds, Count};
use crate::field::word::Word;
use crate::text::span::Span;

/// Parts that outweigh the whole they belong to, after the claims were put together.
pub struct PartsAboveWhole {
    /// The whole.
    pub of: Measure,
    /// The least its parts come to.
    pub parts: u64,
    /// The most there can be in all.
    pub whole: u64,
    /// Where.
    pub span: Span,
}

/// Whose harm a figure proves: of civilians, of combatants, or of people whoever they were.
///
/// Two figures that are of different groups cannot count the same people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whose(u8);

impl Whose {
    /// Nobody knows of which groups.
    pub const ANYBODY: Whose = Whose(0b11);

    /// Of whom the whole of a harm is when it was not given: of the groups that were, unless some of those that overlap
    /// with them were as well.
    pub fn of(figures: &Figures) -> Whose {
        let known = |group: &Group| figures.parts.get(group).and_then(Count::bounds).is_some();
        // Of unknown status is whoever may turn out to be either; only civilians and combatants are told apart.
        let anybody = Group::ALL.iter().filter(|group| !APART.contains(group));
        let told = figures.total.as_ref().and_then(Count::bounds);
        if told.is_some() || anybody.into_iter().any(known) {
            return Whose::ANYBODY;
        }
        let bits = APART.iter().enumerate().filter(|(_, group)| known(group));
        Whose(bits.fold(0, |whose, (bit, _)| whose | 1 << bit))
    }

    /// Of the groups of either.
    #[must_use]
    pub fn or(self, other: Whose) -> Whose {
        Whose(self.0 | other.0)
    }

    /// Whether nobody can be in both.
    pub fn is_apart_from(self, other: Whose) -> bool {
        self.0 & other.0 == 0
    }
}

/// Groups of which nobody is in both.
const APART: [Group; 2] = [Group::Civilian, Group::Combatant];

fn is_status(group: &Group) -> bool {
    Group::STATUS.contains(group)
}

/// Killed and injured together: open unless both are known, and nothing if neither is.
pub fn together(killed: Option<Bounds>, injured: Option<Bounds>) -> Option<Bounds> {
    match (killed, injured) {
        (Some(killed), Some(injured)) => Some(killed.plus(injured)),
        (known, other) => known.or(other).map(|known| Bounds { max: None, ..known }),
    }
}

/// The whole of a harm that was not given: the sum of its status parts, which is open unless all three are known.
pub fn whole(figures: &Figures) -> Option<Bounds> {
    let known = |group: &Group| figures.parts.get(group).and_then(Count::bounds);
    let status: Vec<Bounds> = Group::STATUS.iter().filter_map(known).collect();
    let complete = status.len() == Group::STATUS.len();
    let sum = status
        .into_iter()
        .reduce(Bounds::plus)
        .map(|sum| Bounds { max: sum.max.filter(|_| complete), ..sum });
    // "At least 14 children" proves fourteen people, whoever else was counted.
    let all = Group::ALL.iter().filter_map(known);
    let proved = all.max_by_key(|part| part.min).map(|part| Bounds { max: None, ..part });
    match (sum, proved) {
        (Some(sum), Some(proved)) if sum.min < proved.min && proved.fits_within(sum) => {
            Some(Bounds { min: proved.min, ..sum })
        }
        (sum, proved) => sum.or(proved),
    }
}

/// Holds every part under its whole: the killed and the injured under a bare number, the groups under their harm.
pub fn hold_to_wholes(figures: &mut FiguresByMeasure) -> Result<(), PartsAboveWhole> {
    let told_apart = [Harm::Killed, Harm::Injured].map(Measure::Whole);
    hold(figures, Measure::Casualties, &told_apart, &[])?;
    for &harm in Harm::ALL {
        let part = |group: &Group| Measure::Part(harm, *group);
        let (status, of_whom): (Vec<Group>, Vec<Group>) =
            Group::ALL.iter().partition(|group| is_status(group));
        let status: Vec<Measure> = status.iter().map(part).collect();
        let of_whom: Vec<Measure> = of_whom.iter().map(part).collect();
        hold(figures, Measure::Whole(harm), &status, &of_whom)?;
    }
    Ok(())
}

/// Holds parts under the whole `of`: `shares` add up to it, `overlapping` ones are each a part by themselves.
fn hold(
    figures: &mut FiguresByMeasure,
    of: Measure,
    shares: &[Measure],
    overlapping: &[Measure],
) -> Result<(), PartsAboveWhole> {
    let Some(whole) = figures.get(&of).and_then(|figure| figure.bounds) else {
        return Ok(());
    };
    let Some(most) = whole.max else { return Ok(()) };
    let least = |part: &Measure| figures.get(part)?.bounds.map(|bounds| bounds.min);
    let sum = shares.iter().filter_map(least).fold(0, u64::saturating_add);
    let single = overlapping.iter().filter_map(least).max().unwrap_or(0);
    let parts = sum.max(single);
    if parts > most {
        let mut written = shares.iter().chain(overlapping).filter_map(|part| figures.get(part));
        return Err(PartsAboveWhole {
            of,
            parts,
            whole: most,
            span: written.next().map(|figure| figure.span).unwrap_or_default(),
        });
    }
    for part in shares.iter().chain(overlapping) {
        let Some(figure) = figures.get_mut(part) else {
            continue;
        };
        figure.bounds = figure.bounds.map(|bounds| bounds.capped_by(whole));
    }
    Ok(())
}
