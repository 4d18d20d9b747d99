//! Makes one incident of all the reports on it. Rule 2 of the counting policy.
//! It does not know which reports belong together; that was settled before.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::SignedDuration;
use jiff::tz::TimeZone;

use crate::chronicle::claims::ClaimContext;
use crate::chronicle::effective::effective;
use crate::chronicle::figure::{EffectiveByMeasure, FiguresByMeasure, Recency};
use crate::chronicle::incident::Incident;
use crate::chronicle::parts::PartsAboveWhole;
use crate::chronicle::people::{IncidentPeople, proof};
use crate::chronicle::places::Places;
use crate::chronicle::references::{DispatchId, References};
use crate::chronicle::report;
use crate::chronicle::statement::{DatedReport, StandingReport};
use crate::chronicle::unexplained::counts_again;
use crate::chronicle::written::Written;
use crate::field::claim::{Attributed, Grade};
use crate::field::correction::Correction;
use crate::field::dateline::{DayPrecision, Event};
use crate::field::day::DayRange;
use crate::field::dispatch::{Dispatch, Kind};
use crate::field::incident::IncidentFile;
use crate::field::slug::Slug;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;

/// What incidents are made from, beside their reports.
pub struct Reconciler<'a> {
    /// Every dispatch, in order of publication.
    pub dispatches: &'a [Arc<Dispatch>],
    /// How they refer to each other.
    pub references: &'a References,
    /// The cities and regions.
    pub places: &'a Places,
    /// The time zone in which a bare date begins.
    pub zone: &'a TimeZone,
}

/// A report: its dispatch, and its place among the reports of that dispatch.
pub type ReportId = (DispatchId, usize);

/// What became of the reports on one incident.
#[derive(Default)]
pub struct Reconciled {
    /// The incident, unless every dispatch on it was withdrawn.
    pub incident: Option<Incident>,
    /// The figures that each report supports by itself.
    pub figures: Vec<(ReportId, FiguresByMeasure)>,
}

/// What is known of an incident before its figures are, and decides which claims on it count.
#[derive(Clone, Copy)]
struct Assessment<'a> {
    grade: Grade,
    attribution: &'a [Attributed],
}

impl<'a> Reconciler<'a> {
    /// Makes the incident `id` of its `reports`.
    pub fn incident(
        &self,
        id: &Slug,
        reports: &[ReportId],
        file: Option<&'a Arc<IncidentFile>>,
        faults: &mut Vec<Diagnostic>,
    ) -> Reconciled {
        let dated = |&(dispatch, place): &ReportId| {
            DatedReport::new(dispatch, place, &self.dispatches[dispatch], self.zone)
        };
        // Translations repeat the facts and carry none of their own.
        let originals = reports.iter().map(dated).filter(|it| it.dispatch.translation_of.is_none());
        let (live, withdrawn): (Vec<DatedReport<'a>>, Vec<DatedReport<'a>>) =
            originals.partition(|it| it.dispatch.withdrawn.is_none());
        let days = live.iter().map(|it| it.dispatch.date.value.day());
        let Some(first_day) = days.min() else {
            return Reconciled::default();
        };
        let written = Written::new(&live, file.map(AsRef::as_ref), self.references);
        let event = written.event(faults);
        let says_when = event.is_some();
        let of_report = Event { days: DayRange::on(first_day), precision: DayPrecision::Day };
        let event = event.unwrap_or(of_report);
        let assessment =
            Assessment { grade: written.grade(faults), attribution: written.attribution() };
        let mut figures = self.figures_of_each(&live, assessment, faults);
        let (effective, people) = self.effective(&live, &figures, faults);
        self.warn_of_revived_figures(&effective, &withdrawn, assessment, faults);
        let kind = kind(&live, faults);
        let incident = Incident {
            id: id.clone(),
            kind,
            file: file.cloned(),
            named: file.is_some() || live.iter().any(|it| it.report.incident.is_some()),
            dispatches: dispatches(reports),
            place: written.place(self.places, faults),
            days: event.days,
            day_precision: event.precision,
            says_when,
            possible_days: possible_days(event, says_when, kind),
            grade: assessment.grade,
            attribution: assessment.attribution.to_vec(),
            positions: written.positions(),
            figures: effective,
            people,
            series: written.series(),
            declared: written.declared(),
            // These follow once all incidents are there.
            number: 0,
            inside: Vec::new(),
            outside: Vec::new(),
        };
        for (report, figures) in live.iter().zip(&mut figures) {
            proof::add_listed(figures, &report.report.people);
        }
        let ids = live.iter().map(|it| (it.id, it.place));
        Reconciled { incident: Some(incident), figures: ids.zip(figures).collect() }
    }

    /// The figures that each report supports by itself.
    fn figures_of_each(
        &self,
        live: &[DatedReport<'_>],
        assessment: Assessment<'_>,
        faults: &mut Vec<Diagnostic>,
    ) -> Vec<FiguresByMeasure> {
        let figures = |report: &DatedReport<'_>| {
            self.figures(report, assessment).unwrap_or_else(|above| {
                faults.push(parts_above_whole(report.dispatch, &above));
                FiguresByMeasure::new()
            })
        };
        live.iter().map(figures).collect()
    }

    fn figures(
        &self,
        dated: &DatedReport<'_>,
        assessment: Assessment<'_>,
    ) -> Result<FiguresByMeasure, PartsAboveWhole> {
        if dated.dispatch.kind == Kind::Statement {
            return Ok(FiguresByMeasure::new());
        }
        let Assessment { grade, attribution } = assessment;
        let context = ClaimContext { grade, attribution, as_of: dated.recency.0, zone: self.zone };
        report::figures(dated.report, &context)
    }

    /// The figures that count. Where a dispatch is silent, what it superseded stands.
    fn effective(
        &self,
        live: &[DatedReport<'a>],
        figures: &[FiguresByMeasure],
        faults: &mut Vec<Diagnostic>,
    ) -> (EffectiveByMeasure, IncidentPeople) {
        let known: BTreeMap<DispatchId, Recency> =
            live.iter().map(|report| (report.id, report.recency)).collect();
        let standing = live.iter().zip(figures).map(|(report, figures)| {
            let superseded_by = self.superseded_by(report.id);
            let first = superseded_by.iter().filter_map(|later| known.get(later).copied()).min();
            StandingReport {
                dated: *report,
                figures,
                corrections: self.corrections(report.id),
                superseded_by,
                at_most: first
                    .map(|(as_of, published)| (as_of, published - SignedDuration::from_nanos(1))),
            }
        });
        effective(&standing.collect::<Vec<_>>(), faults)
    }

    /// The dispatches that superseded one, directly or through others, and were not withdrawn.
    fn superseded_by(&self, dispatch: DispatchId) -> Vec<DispatchId> {
        let later = |dispatch: &DispatchId| self.references.superseded_by[*dispatch];
        let all = std::iter::successors(later(&dispatch), later);
        all.filter(|later| self.dispatches[*later].withdrawn.is_none()).collect()
    }

    /// The corrections in a dispatch and in all that it replaced.
    fn corrections(&self, dispatch: DispatchId) -> Vec<&'a Correction> {
        let earlier = |dispatch: &DispatchId| self.references.supersedes[*dispatch];
        std::iter::successors(Some(dispatch), earlier)
            .flat_map(|dispatch| &self.dispatches[dispatch].corrections)
            .collect()
    }

    /// Warns of every older figure that counts again because a dispatch was withdrawn.
    fn warn_of_revived_figures(
        &self,
        effective: &EffectiveByMeasure,
        withdrawn: &[DatedReport<'_>],
        assessment: Assessment<'_>,
        faults: &mut Vec<Diagnostic>,
    ) {
        let mut pairs: BTreeSet<(DispatchId, DispatchId)> = BTreeSet::new();
        for gone in withdrawn {
            let figures = self.figures(gone, assessment).unwrap_or_default();
            for (measure, counts) in effective {
                let was_replaced = self.references.superseded_by[counts.dispatch] == Some(gone.id);
                let former = figures.get(measure);
                let was_outdated = former.is_some() && counts.recency < gone.recency;
                let is_same = former.is_some_and(|it| it.bounds == counts.figure.bounds);
                if (was_replaced || was_outdated) && !is_same && counts.figure.bounds.is_some() {
                    pairs.insert((counts.dispatch, gone.id));
                }
            }
        }
        faults.extend(
            pairs.into_iter().map(|(counts, gone)| {
                counts_again(&self.dispatches[counts], &self.dispatches[gone])
            }),
        );
    }
}

/// The number of days before a report in which an incident may have happened, if nobody says when.
const DAYS_BEFORE_REPORT: i64 = 7;

/// The days on which something may have happened: the days that are written, widened by how closely they are known. If
/// nobody writes a day, it may have happened some days before the report.
fn possible_days(event: Event, says_when: bool, kind: Kind) -> DayRange {
    // A toll says which days it covers.
    if kind == Kind::Toll {
        return event.days;
    }
    let within = match event.precision {
        DayPrecision::Day | DayPrecision::Days => 1,
        DayPrecision::Week => 7,
        DayPrecision::Month => 31,
        DayPrecision::Year => 366,
    };
    let around = (within - event.days.length()).max(0);
    let before = if says_when { around } else { around.max(DAYS_BEFORE_REPORT) };
    event.days.widened(before, around)
}

/// An incident, or a toll over a period: it cannot be both. A statement on it decides neither.
fn kind(live: &[DatedReport<'_>], faults: &mut Vec<Diagnostic>) -> Kind {
    let first = |kind| live.iter().find(|report| report.dispatch.kind == kind);
    match (first(Kind::Incident), first(Kind::Toll)) {
        (Some(incident), Some(toll)) => {
            faults.push(incident_and_toll(incident.dispatch, toll.dispatch));
            Kind::Toll
        }
        (None, Some(_)) => Kind::Toll,
        (_, None) => Kind::Incident,
    }
}

/// The dispatches of `reports`, each once.
fn dispatches(reports: &[ReportId]) -> Vec<DispatchId> {
    let mut dispatches: Vec<DispatchId> = reports.iter().map(|(dispatch, _)| *dispatch).collect();
    dispatches.dedup();
    dispatches
}

fn incident_and_toll(incident: &Dispatch, toll: &Dispatch) -> Diagnostic {
    rule::INCIDENTS_JOINED
        .in_file(
            &toll.path,
            format!("a toll over a period has the same id as the incident of `{}`", incident.slug.value),
        )
        .help("give the toll an id of its own, and name the incident under `includes` if the toll counts it")
}

fn parts_above_whole(dispatch: &Dispatch, above: &PartsAboveWhole) -> Diagnostic {
    let name = above.of.name();
    rule::PARTS_ABOVE_WHOLE
        .at(&dispatch.path, above.span, format!("the parts of {name} come to more than the whole"))
        .label(format!("at least {} in the parts, at most {} in all", above.parts, above.whole))
        .help("check the numbers; a group that is only \"of whom\" belongs under children, women, journalists or medics")
}
