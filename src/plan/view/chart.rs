//! Views of a chart: the positions of its parts, in per cent of its width and height.
//! They do not know how a theme draws it, and have no words.

use serde::{Serialize, Serializer};

use crate::chronicle::measure::Measure;
use crate::plan::view::lists::PeriodRowView;
use crate::plan::view::values::LinkView;

/// A part of a whole in thousandths. Templates see it in per cent, as text: `8.3`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share(pub u16);

impl Share {
    /// The whole.
    pub const WHOLE: Share = Share(1000);

    /// The rest of the whole.
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

/// What a column of a chart is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// A month.
    Month,
    /// A year.
    Year,
}

/// A bar chart of people killed, or of civilians killed, in each month or year. The axis starts at zero.
#[derive(Clone, Debug, Serialize)]
pub struct ChartView {
    /// What a column is: `month` or `year`.
    pub unit: Unit,
    /// What the bars count: `killed`, or `killed_civilian` if the reports count only civilians, so
    /// that only their number has a maximum.
    pub measure: Measure,
    /// Which bars have a number: `all`, `highest` (only the highest) or `none`.
    pub labelled: Labelled,
    /// True if no bar has a maximum. Then say so once, and draw no open ends.
    pub all_open: bool,
    /// The months or years in order. None is left out between the first and the last.
    pub columns: Vec<ColumnView>,
    /// The width of a bar.
    pub bar: Share,
    /// The horizontal lines, without the one at zero.
    pub gridlines: Vec<GridlineView>,
    /// Where years begin, if the columns are months.
    pub years: Vec<YearMarkView>,
    /// The index of the column with the highest number, from 0.
    pub highest: usize,
    /// How many incidents and totals span several columns and are therefore not in the chart.
    pub not_drawn: usize,
    /// The same chart of the civilians among the killed. None if it shows nothing else, or if fewer than two months or years
    /// have a number.
    pub civilians: Option<Box<ChartView>>,
    /// The file with the data of the chart. None for the chart of civilians.
    pub data: Option<LinkView>,
}

/// A month or a year in a chart. Heights are measured from the top.
#[derive(Clone, Debug, Serialize)]
pub struct ColumnView {
    /// The month or year, with its numbers.
    pub period: PeriodRowView,
    /// What is drawn: `bar`, `zero`, `unknown` (reports without a number), `other` (reports, but no
    /// separate incident), `none` (no reports) or `outside` (before the first report of the site or
    /// after the last).
    pub mark: Mark,
    /// Where the bar begins.
    pub x: Share,
    /// The middle of the bar.
    pub middle: Share,
    /// The part of the bar from zero to the minimum.
    pub solid: SegmentView,
    /// The part from the minimum to the maximum. None if the two are equal or there is no maximum. If
    /// the column is also `open`, it ends at the maximum of the civilians.
    pub hatched: Option<SegmentView>,
    /// True if there is no maximum.
    pub open: bool,
    /// Where to write the number, if there is room.
    pub label: Option<LabelView>,
    /// Whether to write the name below: `always`, `wide` (only in a wide chart) or `never`.
    pub show_name: Named,
}

/// What is drawn for a month or a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// A bar.
    Bar,
    /// The number 0.
    Zero,
    /// Reports without a number.
    Unknown,
    /// Reports, but no separate incident.
    Other,
    /// No reports.
    None,
    /// Nothing: it is before the first report of the site or after the last.
    Outside,
}

/// Whether a column has its name below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Named {
    /// In every chart.
    Always,
    /// In a wide chart only.
    Wide,
    /// Never.
    Never,
}

/// Which bars have a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Labelled {
    /// All of them.
    All,
    /// Only the highest.
    Highest,
    /// None: there is no room.
    None,
}

/// A part of a bar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SegmentView {
    /// Where it begins, from the top.
    pub y: Share,
    /// Its height.
    pub height: Share,
}

/// A horizontal line of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct GridlineView {
    /// The number at the line.
    pub value: u64,
    /// Where it is, from the top.
    pub y: Share,
}

/// Where the number of a bar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LabelView {
    /// The horizontal position.
    pub x: Share,
    /// The position of the baseline, from the top.
    pub y: Share,
    /// Which part of the text is at `x`: `start`, `middle` or `end`.
    pub anchor: Anchor,
}

/// Which part of a label is at its position.
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
