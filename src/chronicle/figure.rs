//! The figures of an incident by measure: what one report supports, and what counts in the end.
//! It does not know how either is worked out.

use jiff::Timestamp;
use litemap::LiteMap;

use crate::chronicle::group_set::GroupSet;
use crate::chronicle::measure::Measure;
use crate::chronicle::references::DispatchId;
use crate::field::area::Area;
use crate::field::count::{Bounds, Count};
use crate::text::span::Span;

/// One figure of one report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The range it supports; `None` when the number is unknown.
    pub bounds: Option<Bounds>,
    /// The figure in the words of its source.
    pub wording: String,
    /// Who the figure comes from.
    pub origin: Origin,
    /// The groups of people whose harm it proves.
    pub groups: GroupSet,
    /// Whether it is a whole that nobody stated: it is made from some of its parts.
    pub from_parts: bool,
    /// How many people the parts prove that were told together with this whole.
    pub parts_prove: u64,
    /// The state of knowledge, where it differs from the report's.
    pub as_of: Option<Timestamp>,
    /// The area in which it holds, if it is a state and its report gives one.
    pub area: Option<Area>,
    /// Where it stands in the file.
    pub span: Span,
}

/// Who a figure comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The newsroom itself.
    Newsroom,
    /// The claim that the report adopts.
    Adopted,
    /// All claims that count, together.
    Claims,
    /// The accused alone.
    AccusedOnly,
}

/// The figures of a report, by measure. A measure that the report says nothing about is missing.
pub type FiguresByMeasure = LiteMap<Measure, Figure>;

/// The figure that counts for an incident, and the dispatch that it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EffectiveFigure {
    /// The figure.
    pub figure: Figure,
    /// Its dispatch.
    pub dispatch: DispatchId,
    /// The state of knowledge.
    pub as_of: Timestamp,
    /// How recent the statement is that it stands in.
    pub recency: Recency,
}

/// The figures that count for an incident, by measure.
pub type EffectiveByMeasure = LiteMap<Measure, EffectiveFigure>;

/// The state of knowledge, then the time of publication: of two statements, the greater is the later one.
pub type Recency = (Timestamp, Timestamp);

impl Figure {
    /// A figure as the author wrote it.
    pub fn written(count: &Count, origin: Origin, as_of: Option<Timestamp>, span: Span) -> Figure {
        let wording = count.wording().to_owned();
        Figure { wording, ..Figure::computed(count.bounds(), origin, as_of, span) }
    }

    /// A figure that nobody wrote: its wording is made from its bounds.
    pub fn computed(
        bounds: Option<Bounds>,
        origin: Origin,
        as_of: Option<Timestamp>,
        span: Span,
    ) -> Figure {
        let wording = in_words(bounds);
        Figure {
            bounds,
            wording,
            origin,
            groups: GroupSet::ANYBODY,
            from_parts: false,
            parts_prove: 0,
            as_of,
            area: None,
            span,
        }
    }

    /// The smallest number it allows; `None` when the number is unknown.
    pub fn min(&self) -> Option<u64> {
        self.bounds.map(|bounds| bounds.min)
    }

    /// Replaces the bounds, and the wording too if the bounds differ.
    pub fn restate(&mut self, bounds: Option<Bounds>) {
        if self.bounds != bounds {
            self.bounds = bounds;
            self.groups = GroupSet::ANYBODY;
            self.wording = in_words(bounds);
        }
    }

    /// Widens the figure so that it also covers what another claim says. A claim without a number widens nothing.
    pub fn widen(&mut self, other: Figure) {
        self.as_of = self.as_of.max(other.as_of);
        self.area = self.area.filter(|area| other.area == Some(*area));
        self.groups = self.groups.union(other.groups);
        self.from_parts &= other.from_parts;
        self.parts_prove = self.parts_prove.min(other.parts_prove);
        let bounds = match (self.bounds, other.bounds) {
            (Some(one), Some(other)) => Some(one.envelope(other)),
            (known, other) => known.or(other),
        };
        if self.bounds != bounds {
            self.bounds = bounds;
            self.wording = if bounds == other.bounds { other.wording } else { in_words(bounds) };
        }
    }
}

fn in_words(bounds: Option<Bounds>) -> String {
    bounds.map_or_else(|| "unknown".to_owned(), |bounds| bounds.to_string())
}
