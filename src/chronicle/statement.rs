//! Reports of one incident in time: when each was known, and what it states in one row.
//! It does not know which of several statements counts.

use std::collections::BTreeSet;

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

/// A report that is not withdrawn, with all that is needed to compare it with the others on its incident.
#[derive(Clone, Debug)]
pub struct StandingReport<'a> {
    /// The report.
    pub dated: DatedReport<'a>,
    /// The figures it supports.
    pub figures: &'a FiguresByMeasure,
    /// The corrections in its dispatch and in all that this superseded.
    pub corrections: Vec<&'a Correction>,
    /// The dispatches that superseded its own, directly or through others, and still stand.
    pub superseded_by: Vec<DispatchId>,
    /// The latest moment that it can be of: what was superseded is older than what superseded it, whatever its dates say.
    pub at_most: Option<Recency>,
}

impl StandingReport<'_> {
    /// When its figures for a harm were known, and when they were published.
    pub fn recency(&self, harm: Option<Harm>) -> Recency {
        let whole = harm.and_then(|harm| self.figures.get(&Measure::Whole(harm)));
        // Claims have dates of their own; what makes them the newest is when a dispatch put them together.
        let own = whole.filter(|it| it.origin == Origin::Newsroom).and_then(|it| it.as_of);
        let (as_of, published) = self.dated.recency;
        let recency = (own.unwrap_or(as_of), published);
        self.at_most.map_or(recency, |most| recency.min(most))
    }
}

/// What one report states in one row.
pub struct Statement<'t> {
    /// The report, by its place among those of the incident.
    pub by: usize,
    /// The report.
    pub report: &'t StandingReport<'t>,
    /// The row.
    pub measure: Measure,
    /// Its figure.
    pub figure: &'t Figure,
    /// When the figure was known, and when it was published.
    pub recency: Recency,
}

impl<'t> Statement<'t> {
    /// What `reports` state in a row. `figure` looks up what a report states there. A report says nothing any more where one that superseded
    /// it `speaks` of the matter.
    pub fn all(
        reports: &'t [StandingReport<'t>],
        measure: Measure,
        figure: impl Fn(usize) -> Option<&'t Figure>,
        speaks: impl Fn(usize) -> bool,
    ) -> Vec<Statement<'t>> {
        let statement = |(by, report): (usize, &'t StandingReport<'t>)| {
            let recency = report.recency(measure.harm());
            figure(by).map(|figure| Statement { by, report, measure, figure, recency })
        };
        let all: Vec<Statement<'t>> = reports.iter().enumerate().filter_map(statement).collect();
        let speaking = (0..reports.len()).filter(|by| speaks(*by));
        let speaking: BTreeSet<DispatchId> = speaking.map(|by| reports[by].dated.id).collect();
        let is_replaced = |it: &Statement<'_>| {
            it.report.superseded_by.iter().any(|later| speaking.contains(later))
        };
        all.into_iter().filter(|it| !is_replaced(it)).collect()
    }

    /// The dispatch it stands in.
    pub fn dispatch(&self) -> &'t Dispatch {
        self.report.dated.dispatch
    }
}
