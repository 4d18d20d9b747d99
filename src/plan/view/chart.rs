//! A chart as templates see it: where everything stands, in hundredths of its width and height.
//! It holds no drawing and no words; those are the theme's.

use serde::{Serialize, Serializer};

use crate::plan::view::lists::PeriodRowView;

/// A part of a whole in thousandths, which templates see in per cent, as text: `8.3`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share(pub u16);

impl Share {
    /// The whole.
    pub const WHOLE: Share = Share(1000);

    /// What is left of the whole.
    pub fn rest(self) -> Share {
        Share(Share::WHOLE.0.saturating_sub(self.0))
    }
}

impl Serialize for Share {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.0 / 10, self.0 % 10) {
            (whole, 0) => serializer.collect_str(&whole),
            (whole, tenth) => serializer.collect_str(&format_args!("{whole}.{tenth}")),
        }
    }
}

/// What a slot of a chart is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// A month.
    Month,
    /// A year.
    Year,
}

/// How many were killed in each month or year, on an axis that begins at nought.
#[derive(Clone, Debug, Serialize)]
pub struct ChartView {
    /// What a slot is for: `month` or `year`.
    pub unit: Unit,
    /// The months or years in order, with none left out between the first and the last.
    pub columns: Vec<ColumnView>,
    /// How wide a bar is.
    pub bar: Share,
    /// The lines across, without the one at nought.
    pub gridlines: Vec<GridlineView>,
    /// Where years begin, if slots are months.
    pub years: Vec<YearMarkView>,
    /// Which slot has the highest number, from 0.
    pub highest: usize,
    /// How many incidents and tolls reach over the end of a slot and stand in none.
    pub not_drawn: usize,
}

/// A month or a year in a chart. Heights are measured from the top.
#[derive(Clone, Debug, Serialize)]
pub struct ColumnView {
    /// What was reported of it.
    pub period: PeriodRowView,
    /// What stands there: `bar`, `nought`, `unknown` (reports, and no number), `other` (reports of what is longer, or of no incident),
    /// `none` (no reports) or `outside` (of the time that the site tells of).
    pub mark: Mark,
    /// Where its bar begins.
    pub x: Share,
    /// Its middle.
    pub middle: Share,
    /// From nought to the least.
    pub solid: SegmentView,
    /// From the least to the most; none if they are equal or there is no most.
    pub hatched: Option<SegmentView>,
    /// Whether there is no most.
    pub open: bool,
    /// Where its number stands, if there is room.
    pub label: Option<LabelView>,
    /// Whether its name stands below: `always`, `roomy` (only in a wide chart) or `never`.
    pub show_name: Named,
}

/// What stands in a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// A number.
    Bar,
    /// The number nought.
    Zero,
    /// Reports, and no number.
    Unknown,
    /// Something was said, but nothing that counts here alone.
    Other,
    /// No reports.
    None,
    /// Before the first or after the last report of the site.
    Outside,
}

/// Whether a slot has its name below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Named {
    /// However narrow the chart is.
    Always,
    /// Where the chart is wide.
    Wide,
    /// Not at all.
    Never,
}

/// A part of a bar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SegmentView {
    /// Where it begins, from the top.
    pub y: Share,
    /// How high it is.
    pub height: Share,
}

/// A line across a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct GridlineView {
    /// The number it stands for.
    pub value: u64,
    /// Where it is, from the top.
    pub y: Share,
}

/// Where the number of a bar stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LabelView {
    /// Where it is held.
    pub x: Share,
    /// Its foot, from the top.
    pub y: Share,
    /// By what: `start`, `middle` or `end`.
    pub anchor: Anchor,
}

/// By what a label is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Anchor {
    /// Its first letter.
    Start,
    /// Its middle.
    Middle,
    /// Its last letter.
    End,
}

/// Where a year begins in a chart of months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct YearMarkView {
    /// The year.
    pub year: i16,
    /// Where its first month begins.
    pub x: Share,
}
