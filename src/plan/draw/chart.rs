//! A bar chart of people killed per month or per year, on an axis that begins at zero.
//! It does not draw, and does not know whose numbers these are; it calculates positions.

mod axis;
mod labels;

use crate::plan::draw::chart::axis::Axis;
use crate::plan::draw::chart::labels::Bar;
use crate::plan::view::chart::{
    ChartView, ColumnView, GridlineView, Mark, Named, SegmentView, Share, Unit, YearMarkView,
};
use crate::plan::view::lists::{PeriodRowView, Reports};

/// Maximum number of months in a chart; longer charts show years.
pub(crate) const MOST_MONTHS: usize = 48;

/// Maximum width of a bar, in thousandths of the chart. Without it, a chart of few bars would have very wide ones.
const WIDEST: usize = 45;

/// Minimum height of a bar above zero, in thousandths of the chart, so that small numbers stay visible.
const LOWEST: u16 = 8;

/// Minimum distance between the names of slots on a phone and on a wide screen, in thousandths of the chart.
const APART: (usize, usize) = (200, 82);

/// The chart of `tallies`, which follow each other without a gap. `spans` is the number of incidents that cross the
/// end of a slot and are in none. None if fewer than two slots have a number, because one bar shows no trend.
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

/// The position of a slot among the others.
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

/// On which screens a slot shows its name. Months show every name, or one per quarter, if there is enough room. Years
/// always show some names.
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

/// The bar of a slot, which labels must not touch.
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
