//! Small charts of dispatches over time, one per place in a list, with the same axis and scale for all of the list.
//! It does not draw, and does not know deaths, because places are not ranked by deaths.

use crate::chronicle::references::DispatchId;
use crate::field::day::Month;
use crate::field::place_name::PlaceName;
use crate::plan::index::Index;

/// Maximum number of steps; each is one month, or several months on a longer axis.
const MOST_STEPS: usize = 32;

/// The highest level of a step.
const TOP: usize = 8;

/// The axis that all places share, and the scale of one list.
pub(crate) struct Sparklines<'d> {
    index: &'d Index<'d>,
    /// The month of the first dispatch, counted from year zero.
    first: usize,
    /// The number of months in a step.
    months: usize,
    steps: usize,
    /// The highest number of dispatches that any city, or a place of the list, has in a step.
    most: usize,
}

impl<'d> Sparklines<'d> {
    /// The axis from the first dispatch on any place to the last, and a scale on which the places `listed` can be compared with all
    /// cities. A region has dispatches that no city has, and may have more than each of them.
    pub(crate) fn new(index: &'d Index<'d>, listed: &[PlaceName]) -> Sparklines<'d> {
        let cities = || index.gazetteer.values();
        let every = cities().chain(index.territories.values().map(|territory| &territory.entry));
        let every = every.flat_map(|entry| &entry.dispatches).map(|it| ordinal(index, *it));
        let (first, last) =
            every.fold((usize::MAX, 0), |(first, last), month| (first.min(month), last.max(month)));
        let length = last.saturating_sub(first) + 1;
        let months = length.div_ceil(MOST_STEPS);
        let mut sparks =
            Sparklines { index, first, months, steps: length.div_ceil(months), most: 1 };
        let compared = cities().chain(listed.iter().map(|name| index.place(name)));
        let counts = compared.flat_map(|entry| sparks.counts(&entry.dispatches));
        sparks.most = counts.max().unwrap_or(1).max(1);
        sparks
    }

    /// The level of each step of these dispatches, from 0 to 8. It is 0 only if the step has no dispatches.
    pub(crate) fn levels(&self, dispatches: &[DispatchId]) -> Vec<usize> {
        self.counts(dispatches).into_iter().map(|count| (count * TOP).div_ceil(self.most)).collect()
    }

    fn counts(&self, dispatches: &[DispatchId]) -> Vec<usize> {
        let mut counts = vec![0; self.steps];
        for number in dispatches {
            counts[(ordinal(self.index, *number) - self.first) / self.months] += 1;
        }
        counts
    }
}

fn ordinal(index: &Index<'_>, number: DispatchId) -> usize {
    let date = &index.chronicle.dispatches[number].date.value;
    let month: Month = date.day_in(&index.config.timezone).calendar_month();
    usize::from(month.year().unsigned_abs()) * 12 + usize::from(month.month().unsigned_abs()) - 1
}
