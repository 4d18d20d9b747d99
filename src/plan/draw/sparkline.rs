//! Small charts of dispatches over time, one per city in a list, with the same axis and scale for all.
//! It does not draw, and does not know deaths, because places are not ranked by deaths.

use crate::chronicle::references::DispatchId;
use crate::field::day::Month;
use crate::plan::index::Index;

/// Maximum number of steps; each is one month, or several months on a longer axis.
const MOST_STEPS: usize = 32;

/// The highest level of a step.
const TOP: usize = 8;

/// The axis and the scale that all cities share.
pub(crate) struct Sparklines<'d> {
    index: &'d Index<'d>,
    /// The month of the first dispatch, counted from year zero.
    first: usize,
    /// The number of months in a step.
    months: usize,
    steps: usize,
    /// The highest number of dispatches that any city has in a step.
    most: usize,
}

impl<'d> Sparklines<'d> {
    /// The axis from the first dispatch of the site to its last.
    pub(crate) fn new(index: &'d Index<'d>) -> Sparklines<'d> {
        let all = || index.gazetteer.values().map(|entry| entry.dispatches.as_slice());
        let every = all().flatten().map(|number| ordinal(index, *number));
        let (first, last) =
            every.fold((usize::MAX, 0), |(first, last), month| (first.min(month), last.max(month)));
        let length = last.saturating_sub(first) + 1;
        let months = length.div_ceil(MOST_STEPS);
        let mut sparks =
            Sparklines { index, first, months, steps: length.div_ceil(months), most: 1 };
        sparks.most = all().flat_map(|numbers| sparks.counts(numbers)).max().unwrap_or(1).max(1);
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
