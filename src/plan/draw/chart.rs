//! A bar chart of people killed, or of civilians killed, per month or per year, on an axis that begins at zero.
//! It does not draw, and does not know whose numbers these are; it calculates positions.

mod axis;
mod labels;

use crate::chronicle::measure::Measure;
use crate::field::casualties::{Group, Harm};
use crate::plan::draw::chart::axis::Axis;
use crate::plan::draw::chart::labels::Bar;
use crate::plan::view::chart::{
    ChartView, ColumnView, GridlineView, Mark, Named, SegmentView, Share, Unit, YearMarkView,
};
use crate::plan::view::lists::{PeriodRowView, Reports};
use crate::plan::view::values::CountView;

/// Maximum number of months in a chart; longer charts show years.
pub(crate) const MOST_MONTHS: usize = 48;

/// Maximum width of a bar, in thousandths of the chart. Without it, a chart of few bars would have very wide ones.
const WIDEST: usize = 45;

/// Minimum height of a bar above zero, in thousandths of the chart, so that small numbers stay visible.
const LOWEST: u16 = 8;

/// Minimum distance between the names of months on a phone and on a wide screen, in thousandths of the chart.
const MONTHS_APART: (usize, usize) = (200, 82);

/// The same for years, whose names are short: four digits.
const YEARS_APART: (usize, usize) = (140, 57);

/// A month or a year with its numbers.
pub(crate) struct Slot {
    /// The month or the year.
    pub period: PeriodRowView,
    /// Whether the number of civilians says as much as that of all.
    pub all_are_civilians: bool,
}

/// How many people the bar of a slot stands for.
#[derive(Clone, Copy)]
struct Extent {
    least: u64,
    /// The highest number reported, if there is one: of all, or else of the civilians.
    most: Option<u64>,
    /// Whether all killed have no maximum.
    is_open: bool,
}

/// The chart of `slots`, which follow each other without a gap. `spans` is the number of incidents that cross the
/// end of a slot and are in none. None if fewer than two slots have a number, because one bar shows no trend.
pub(crate) fn chart(unit: Unit, slots: Vec<Slot>, spans: usize) -> Option<ChartView> {
    let measure = measure(&slots);
    let tallies: Vec<PeriodRowView> = slots.into_iter().map(|slot| slot.period).collect();
    let extents: Vec<Option<Extent>> = tallies.iter().map(|it| extent(it, measure)).collect();
    let known = || extents.iter().flatten();
    let axis = Axis::over(known().map(|extent| extent.on_axis()))?;
    if known().count() < 2 {
        return None;
    }
    let slots = tallies.len();
    let bar = WIDEST.min(620 / slots);
    let highest = extents.iter().enumerate().max_by_key(|(at, extent)| {
        (extent.map(|it| it.most.unwrap_or(it.least)), std::cmp::Reverse(*at))
    });
    let highest = highest.map_or(0, |(at, _)| at);
    let years = years(unit, &tallies);
    let mut columns: Vec<ColumnView> = tallies
        .into_iter()
        .zip(&extents)
        .enumerate()
        .map(|(at, (tally, extent))| {
            column(tally, *extent, &axis, Place { at, of: slots, bar, unit })
        })
        .collect();
    let is_bar = |column: &&ColumnView| column.mark == Mark::Bar;
    let all_open = columns.iter().filter(is_bar).all(|column| column.open);
    let bars: Vec<Bar> = columns.iter().map(|column| bar_of(column, bar, all_open)).collect();
    let (placed, labelled) = labels::placed(&bars, highest);
    for (column, label) in columns.iter_mut().zip(placed) {
        column.label = label;
    }
    let line = |value| GridlineView { value, y: axis.height(value).rest() };
    Some(ChartView {
        unit,
        measure,
        labelled,
        all_open,
        columns,
        bar: share(bar),
        gridlines: axis.lines().map(line).collect(),
        years,
        highest,
        not_drawn: spans,
        civilians: None,
        data: None,
    })
}

/// The chart of `slots`, and beside it the chart of the civilians among the killed, if it shows something else.
pub(crate) fn with_civilians(unit: Unit, slots: Vec<Slot>, spans: usize) -> Option<ChartView> {
    let differ = |slot: &Slot| {
        let all = &slot.period.all_killed;
        let ends = |count: &CountView| (count.known, count.min, count.max);
        slot.period.all_civilians.as_ref().is_none_or(|of| ends(of) != ends(all)) && all.known
    };
    let are_told = slots.iter().any(differ).then(|| slots.iter().map(of_civilians).collect());
    let all = chart(unit, slots, spans)?;
    let civilians = are_told.filter(|_| !all.measure.is_part());
    let civilians = civilians.and_then(|slots| chart(unit, slots, spans)).map(Box::new);
    Some(ChartView { civilians, ..all })
}

/// The slot as it counts civilians only.
fn of_civilians(slot: &Slot) -> Slot {
    let period = slot.period.clone();
    let unknown = CountView { known: false, min: 0, max: Some(0), ..period.killed.clone() };
    Slot {
        all_are_civilians: true,
        period: PeriodRowView {
            killed: period.all_civilians.clone().unwrap_or(unknown),
            measure: Measure::Part(Harm::Killed, Group::Civilian),
            civilians: None,
            ..period
        },
    }
}

/// What a chart counts: civilians, if that leaves out nobody who is known to be killed and some bar has a maximum only so.
fn measure(slots: &[Slot]) -> Measure {
    let is_of_civilians = |slot: &Slot| slot.period.measure.is_part();
    let may_be = |slot: &Slot| {
        let killed = &slot.period.killed;
        slot.all_are_civilians || !killed.known || killed.max == Some(0)
    };
    match slots.iter().any(is_of_civilians) && slots.iter().all(may_be) {
        true => Measure::Part(Harm::Killed, Group::Civilian),
        false => Measure::Whole(Harm::Killed),
    }
}

/// The extent of a bar in a chart of `measure`. None without a number.
fn extent(tally: &PeriodRowView, measure: Measure) -> Option<Extent> {
    let killed = Some(&tally.killed).filter(|killed| killed.known)?;
    let of_civilians = tally.measure.is_part().then_some(killed).or(tally.civilians.as_ref());
    let beside = of_civilians.filter(|_| !measure.is_part()).and_then(|it| it.max);
    Some(Extent {
        least: killed.min,
        most: beside.or(killed.max).map(|most| most.max(killed.min)),
        is_open: beside.is_some() || killed.max.is_none(),
    })
}

impl Extent {
    /// The range that has room on the axis.
    fn on_axis(&self) -> (u64, Option<u64>) {
        match self.is_open {
            true => (self.most.unwrap_or(self.least), None),
            false => (self.least, self.most),
        }
    }
}

/// The position of a slot among the others.
#[derive(Clone, Copy)]
struct Place {
    at: usize,
    of: usize,
    bar: usize,
    unit: Unit,
}

fn column(tally: PeriodRowView, extent: Option<Extent>, axis: &Axis, place: Place) -> ColumnView {
    let Place { at, of, bar, unit } = place;
    let mark = mark(&tally);
    let Extent { least, most, is_open } =
        extent.unwrap_or(Extent { least: 0, most: Some(0), is_open: false });
    let is_bar = mark == Mark::Bar;
    let height = |value: u64| match value {
        0 => Share(0),
        _ => axis.height(value).max(Share(LOWEST)),
    };
    let (least, most) = (height(least), height(most.unwrap_or(least)));
    let hatched = is_bar && most > least;
    ColumnView {
        mark,
        x: share((2 * at + 1) * 500 / of - bar / 2),
        middle: share((2 * at + 1) * 500 / of),
        solid: SegmentView { y: least.rest(), height: least },
        hatched: hatched.then(|| SegmentView { y: most.rest(), height: Share(most.0 - least.0) }),
        open: is_bar && is_open,
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
    let (narrow, wide) = match unit {
        Unit::Month => MONTHS_APART,
        Unit::Year => YEARS_APART,
    };
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

/// The bar of a slot, which labels must not touch. Where `all_open`, no open end is drawn.
fn bar_of(slot: &ColumnView, width: usize, all_open: bool) -> Bar {
    let killed = &slot.period.killed;
    let least = slot.solid.height;
    let most = Share(least.0 + slot.hatched.map_or(0, |stretch| stretch.height.0));
    Bar {
        from: slot.x.0,
        to: slot.x.0 + share(width).0,
        top: most.0,
        reach: if slot.open && !all_open { Share::WHOLE.0 } else { most.0 },
        ends: (slot.mark == Mark::Bar).then_some((killed.min, killed.max.filter(|_| !slot.open))),
    }
}

fn share(thousandths: usize) -> Share {
    Share(u16::try_from(thousandths).unwrap_or(u16::MAX))
}
