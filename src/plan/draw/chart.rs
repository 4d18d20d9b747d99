//! A chart of how many were killed, month by month or year by year: bars on an axis that begins at nought.
//! It draws nothing, and does not know whose numbers they are; it says where everything stands.

mod axis;
mod labels;

use crate::plan::draw::chart::axis::Axis;
use crate::plan::draw::chart::labels::Bar;
use crate::plan::view::chart::{
    ChartView, ColumnView, GridlineView, Mark, Named, SegmentView, Share, Unit, YearMarkView,
};
use crate::plan::view::lists::{PeriodRowView, Reports};

/// A chart of months has at most so many; what is longer is told by years.
pub(crate) const MOST_MONTHS: usize = 48;

/// No bar is wider: few bars are not fat bars.
const WIDEST: usize = 45;

/// A number above nought is never drawn as nothing.
const LOWEST: u16 = 8;

/// How far apart names of slots stand at least, on a phone and on a wide screen.
const APART: (usize, usize) = (200, 82);

/// The chart of `tallies`, which follow one another without a gap; `spans` reach over the end of one and stand in none.
/// None if fewer than two have a number: that is no course of events.
pub(crate) fn chart(unit: Unit, tallies: Vec<PeriodRowView>, spans: usize) -> Option<ChartView> {
    let numbers = || tallies.iter().filter(|tally| tally.killed.known).map(|tally| &tally.killed);
    let axis = Axis::over(numbers().map(|killed| (killed.min, killed.max)))?;
    if numbers().count() < 2 {
        return None;
    }
    let slots = tallies.len();
    let bar = WIDEST.min(620 / slots);
    let highest = tallies.iter().enumerate().max_by_key(|(at, tally)| {
        let killed = &tally.killed;
        (killed.known, killed.max.unwrap_or(killed.min), std::cmp::Reverse(*at))
    });
    let highest = highest.map_or(0, |(at, _)| at);
    let years = years(unit, &tallies);
    let mut slots: Vec<ColumnView> = tallies
        .into_iter()
        .enumerate()
        .map(|(at, tally)| slot(tally, &axis, Place { at, of: slots, bar, unit }))
        .collect();
    let bars: Vec<Bar> = slots.iter().map(|slot| bar_of(slot, bar)).collect();
    for (slot, label) in slots.iter_mut().zip(labels::placed(&bars)) {
        slot.label = label;
    }
    let line = |value| GridlineView { value, y: axis.height(value).rest() };
    let lines = axis.lines().map(line).collect();
    Some(ChartView {
        unit,
        columns: slots,
        bar: share(bar),
        gridlines: lines,
        years,
        highest,
        not_drawn: spans,
    })
}

/// Where a slot stands among the others.
#[derive(Clone, Copy)]
struct Place {
    at: usize,
    of: usize,
    bar: usize,
    unit: Unit,
}

fn slot(tally: PeriodRowView, axis: &Axis, place: Place) -> ColumnView {
    let Place { at, of, bar, unit } = place;
    let killed = &tally.killed;
    let mark = mark(&tally);
    let is_bar = mark == Mark::Bar;
    let height = |value: u64| match value {
        0 => Share(0),
        _ => axis.height(value).max(Share(LOWEST)),
    };
    let (least, most) = (height(killed.min), height(killed.max.unwrap_or(killed.min)));
    let hatched = is_bar && most > least;
    ColumnView {
        mark,
        x: share((2 * at + 1) * 500 / of - bar / 2),
        middle: share((2 * at + 1) * 500 / of),
        solid: SegmentView { y: least.rest(), height: least },
        hatched: hatched.then(|| SegmentView { y: most.rest(), height: Share(most.0 - least.0) }),
        open: is_bar && killed.max.is_none(),
        label: None,
        show_name: named(&tally, at, of, unit),
        period: tally,
    }
}

fn mark(tally: &PeriodRowView) -> Mark {
    match tally.reports {
        Reports::Counted if !tally.killed.known => Mark::Unknown,
        Reports::Counted if tally.killed.max == Some(0) => Mark::Zero,
        Reports::Counted => Mark::Bar,
        Reports::Other => Mark::Other,
        Reports::None => Mark::None,
        Reports::Outside => Mark::Outside,
    }
}

/// A slot has its name where the names that are printed stand far enough apart: of months every one, or those that begin
/// quarters; years are named in any case.
fn named(tally: &PeriodRowView, at: usize, of: usize, unit: Unit) -> Named {
    let number = tally.month.map_or(at, |month| usize::from(month.unsigned_abs()) - 1);
    let is_printed = |apart: usize| {
        let far_enough = |step: &usize| step * 1000 / of >= apart;
        let step = match unit {
            Unit::Month => [1, 3].into_iter().find(far_enough),
            Unit::Year => Some((1..of).find(far_enough).unwrap_or(of)),
        };
        step.is_some_and(|step| number.is_multiple_of(step))
    };
    let (narrow, wide) = APART;
    match (is_printed(narrow), is_printed(wide)) {
        (true, _) => Named::Always,
        (_, true) => Named::Wide,
        _ => Named::Never,
    }
}

fn years(unit: Unit, tallies: &[PeriodRowView]) -> Vec<YearMarkView> {
    let begins = |tally: &PeriodRowView| unit == Unit::Month && tally.month == Some(1);
    let slots = tallies.iter().enumerate().filter(|(_, tally)| begins(tally));
    slots
        .map(|(at, tally)| YearMarkView { year: tally.year, x: share(at * 1000 / tallies.len()) })
        .collect()
}

/// What the labels have to keep clear of.
fn bar_of(slot: &ColumnView, width: usize) -> Bar {
    let killed = &slot.period.killed;
    let least = slot.solid.height;
    let most = Share(least.0 + slot.hatched.map_or(0, |stretch| stretch.height.0));
    Bar {
        from: slot.x.0,
        to: slot.x.0 + share(width).0,
        top: most.0,
        reach: if slot.open { Share::WHOLE.0 } else { most.0 },
        ends: (slot.mark == Mark::Bar).then_some((killed.min, killed.max)),
    }
}

fn share(thousandths: usize) -> Share {
    Share(u16::try_from(thousandths).unwrap_or(u16::MAX))
}
