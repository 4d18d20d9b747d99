//! Reports of one incident in time: when each was known, and what it states of one harm.
//! It does not know which of several statements counts.

use jiff::tz::TimeZone;

use crate::chronicle::figure::{Figure, FiguresByMeasure, Origin, Recency};
use crate::chronicle::measure::Measure;
use crate::chronicle::references::DispatchId;
use crate::field::casualties::Harm;
use crate::field::correction::Correction;
use crate::field::dispatch::{Dispatch, IncidentReport};

/// One report of an incident, where it stands and when it was known.
#[derive(Clone, Copy, Debug)]
pub struct DatedReport<'a> {
    /// Its dispatch.
    pub id: DispatchId,
    /// Its place among the reports of the dispatch.
    pub place: usize,
    /// The dispatch.
    pub dispatch: &'a Dispatch,
    /// The report.
    pub report: &'a IncidentReport,
    /// When it was known, and when it was published.
    pub recency: Recency,
}

impl<'a> DatedReport<'a> {
    /// The report at `place` of a dispatch; bare dates begin in `zone`.
    pub fn new(id: DispatchId, place: usize, dispatch: &'a Dispatch, zone: &TimeZone) -> Self {
        let report = &dispatch.reports[place];
        let published = dispatch.date.value.instant(zone);
        let as_of = report.as_of.as_ref().map(|as_of| as_of.instant(zone));
        DatedReport {
            id,
            place,
            dispatch,
            report,
            recency: (as_of.unwrap_or(published), published),
        }
    }
}

/// A report that is neither withdrawn nor superseded, with all that is needed to compare it with the others.
#[derive(Clone, Debug)]
pub struct StandingReport<'a> {
    /// The report.
    pub dated: DatedReport<'a>,
    /// The figures it supports.
    pub figures: &'a FiguresByMeasure,
    /// The corrections in its dispatch and in all that this superseded.
    pub corrections: Vec<&'a Correction>,
}

/// What one report states of one harm, or of all casualties.
pub struct Statement<'t> {
    /// The report.
    pub report: &'t StandingReport<'t>,
    /// Its figures for the matter.
    pub figures: Vec<(Measure, &'t Figure)>,
    /// When these figures were known, and when they were published.
    pub recency: Recency,
}

impl<'t> Statement<'t> {
    /// What `report` states of `harm`, if it states anything.
    pub fn new(report: &'t StandingReport<'t>, harm: Harm) -> Option<Statement<'t>> {
        let whole = report.figures.get(&Measure::Whole(harm))?;
        // Claims have dates of their own; what makes them the newest is when a dispatch put them together.
        let own = whole.as_of.filter(|_| whole.origin == Origin::Newsroom);
        let (as_of, published) = report.dated.recency;
        let figures = report.figures.iter().filter(|(measure, _)| measure.is_of(harm));
        Some(Statement {
            report,
            figures: figures.map(|(measure, figure)| (*measure, figure)).collect(),
            recency: (own.unwrap_or(as_of), published),
        })
    }

    /// Its figure for `measure`.
    pub fn figure(&self, measure: Measure) -> Option<&'t Figure> {
        let found = self.figures.iter().find(|(of, _)| *of == measure);
        found.map(|(_, figure)| *figure)
    }

    /// The dispatch it stands in.
    pub fn dispatch(&self) -> &'t Dispatch {
        self.report.dated.dispatch
    }
}
