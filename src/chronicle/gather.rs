//! One incident made of all the reports of it. Rule 2 of the counting policy.
//! It does not know which reports belong together; that was settled before.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::tz::TimeZone;

use crate::chronicle::account::{self, FiguresByMeasure};
use crate::chronicle::effective::{EffectiveByMeasure, Told, effective};
use crate::chronicle::incidents::Incident;
use crate::chronicle::parts::PartsAboveWhole;
use crate::chronicle::places::Places;
use crate::chronicle::references::{DispatchId, References};
use crate::chronicle::unexplained::revived;
use crate::chronicle::voices::Weighing;
use crate::chronicle::written::{Teller, Written};
use crate::field::claim::{Attributed, Grade};
use crate::field::correction::Correction;
use crate::field::dateline::{DayPrecision, Event};
use crate::field::day::DayRange;
use crate::field::dispatch::{Dispatch, Kind};
use crate::field::incident::IncidentFile;
use crate::field::slug::Slug;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;

/// Makes incidents of reports.
pub struct Gather<'a> {
    /// Every dispatch, in order of publication.
    pub dispatches: &'a [Arc<Dispatch>],
    /// How they refer to each other.
    pub references: &'a References,
    /// The cities and regions.
    pub places: &'a Places,
    /// Where a bare date begins.
    pub zone: &'a TimeZone,
}

/// What became of the reports of one incident.
#[derive(Default)]
pub struct Gathered {
    /// The incident, unless every dispatch on it was withdrawn.
    pub incident: Option<Incident>,
    /// What each report supports by itself: the dispatch, which of its reports, and the figures.
    pub figures: Vec<(DispatchId, usize, FiguresByMeasure)>,
}

/// How the claims on one incident are weighed.
#[derive(Clone, Copy)]
struct Scales<'a> {
    grade: Grade,
    attribution: &'a [Attributed],
}

impl<'a> Gather<'a> {
    /// Puts together the reports `told` of the incident `id`: the dispatch, and which of its reports.
    pub fn incident(
        &self,
        id: &Slug,
        told: &[(DispatchId, usize)],
        file: Option<&'a Arc<IncidentFile>>,
        faults: &mut Vec<Diagnostic>,
    ) -> Gathered {
        let teller = |(number, place): &(DispatchId, usize)| {
            Teller::new(*number, *place, &self.dispatches[*number], self.zone)
        };
        // Translations tell it over again and carry nothing.
        let originals =
            told.iter().map(teller).filter(|teller| teller.dispatch.translation_of.is_none());
        let (live, withdrawn): (Vec<Teller<'a>>, Vec<Teller<'a>>) =
            originals.partition(|teller| teller.dispatch.withdrawn.is_none());
        let days = live.iter().map(|teller| teller.dispatch.date.value.day());
        let Some(first_day) = days.min() else {
            return Gathered::default();
        };
        let written = Written::of(&live, file.map(AsRef::as_ref), self.references);
        let said = written.event(faults);
        let says_when = said.is_some();
        let event =
            said.unwrap_or(Event { days: DayRange::on(first_day), precision: DayPrecision::Day });
        let scales = Scales { grade: written.grade(faults), attribution: written.attribution() };
        let figures = self.weigh_each(&live, scales, faults);
        let counts = self.effective(&live, &figures, faults);
        self.warn_of_revivals(&counts, &withdrawn, scales, faults);
        let kind = kind(&live, faults);
        let incident = Incident {
            id: id.clone(),
            kind,
            file: file.cloned(),
            named: file.is_some() || live.iter().any(|it| it.report.incident.is_some()),
            dispatches: numbers(told),
            place: written.place(self.places, faults),
            days: event.days,
            day_precision: event.precision,
            possible_days: possible_days(event, says_when, kind),
            grade: scales.grade,
            attribution: scales.attribution.to_vec(),
            positions: written.positions().to_vec(),
            figures: counts,
            series: written.series(),
            declared: written.declared(),
            // How it stands to the others is worked out once all are there.
            number: 0,
            inside: Vec::new(),
            outside: Vec::new(),
        };
        let tagged = |(teller, figures): (&Teller<'_>, _)| (teller.number, teller.place, figures);
        Gathered {
            incident: Some(incident),
            figures: live.iter().zip(figures).map(tagged).collect(),
        }
    }

    /// What each report supports by itself.
    fn weigh_each(
        &self,
        live: &[Teller<'_>],
        scales: Scales<'_>,
        faults: &mut Vec<Diagnostic>,
    ) -> Vec<FiguresByMeasure> {
        let weigh = |teller: &Teller<'_>| {
            self.weigh(teller, scales).unwrap_or_else(|above| {
                faults.push(parts_above_whole(teller.dispatch, &above));
                FiguresByMeasure::new()
            })
        };
        live.iter().map(weigh).collect()
    }

    fn weigh(
        &self,
        teller: &Teller<'_>,
        scales: Scales<'_>,
    ) -> Result<FiguresByMeasure, PartsAboveWhole> {
        if teller.dispatch.kind == Kind::Statement {
            return Ok(FiguresByMeasure::new());
        }
        let weighing = Weighing {
            grade: scales.grade,
            attribution: scales.attribution,
            as_of: teller.moment.0,
            zone: self.zone,
        };
        account::figures(teller.report, &weighing)
    }

    /// What counts: the figures of those that nothing replaced.
    fn effective(
        &self,
        live: &[Teller<'a>],
        figures: &[FiguresByMeasure],
        faults: &mut Vec<Diagnostic>,
    ) -> EffectiveByMeasure {
        let standing =
            live.iter().zip(figures).filter(|(teller, _)| !self.references.replaced[teller.number]);
        let told = |(teller, figures): (&Teller<'a>, _)| Told {
            dispatch: teller.dispatch,
            number: teller.number,
            figures,
            moment: teller.moment,
            corrections: self.corrections(teller.number),
        };
        effective(&standing.map(told).collect::<Vec<_>>(), faults)
    }

    /// The corrections in a dispatch and in all that it replaced.
    fn corrections(&self, number: DispatchId) -> Vec<&'a Correction> {
        let earlier = |number: &DispatchId| self.references.supersedes[*number];
        std::iter::successors(Some(number), earlier)
            .flat_map(|number| &self.dispatches[number].corrections)
            .collect()
    }

    /// Withdrawing a dispatch may not quietly make an older figure count again.
    fn warn_of_revivals(
        &self,
        counts: &EffectiveByMeasure,
        withdrawn: &[Teller<'_>],
        scales: Scales<'_>,
        faults: &mut Vec<Diagnostic>,
    ) {
        let mut pairs = BTreeSet::new();
        for gone in withdrawn {
            let figures = self.weigh(gone, scales).unwrap_or_default();
            for (measure, stands) in counts {
                let replaced = self.references.superseded_by[stands.number] == Some(gone.number);
                let said = figures.get(measure);
                let overtook = said.is_some() && stands.moment < gone.moment;
                let same = said.is_some_and(|said| said.bounds == stands.figure.bounds);
                if (replaced || overtook) && !same && stands.figure.bounds.is_some() {
                    pairs.insert((stands.number, gone.number));
                }
            }
        }
        let warning = |(stands, gone): (DispatchId, DispatchId)| {
            revived(&self.dispatches[stands], &self.dispatches[gone])
        };
        faults.extend(pairs.into_iter().map(warning));
    }
}

/// So many days before it was reported an incident may have happened, if nobody says when.
const UNSAID: i64 = 7;

/// The days on which something may have happened: those that are written, widened to the precision they are known with.
/// When nobody says the day, the report may be of some days before.
fn possible_days(event: Event, says_when: bool, kind: Kind) -> DayRange {
    // A toll says which days it covers.
    if kind == Kind::Toll {
        return event.days;
    }
    let known = match event.precision {
        DayPrecision::Day | DayPrecision::Days => 1,
        DayPrecision::Week => 7,
        DayPrecision::Month => 31,
        DayPrecision::Year => 366,
    };
    let around = (known - event.days.length()).max(0);
    let before = if says_when { around } else { around.max(UNSAID) };
    event.days.widened(before, around)
}

/// An incident, or a toll over a period: it cannot be both. A statement on it is neither.
fn kind(live: &[Teller<'_>], faults: &mut Vec<Diagnostic>) -> Kind {
    let first = |kind| live.iter().find(|teller| teller.dispatch.kind == kind);
    match (first(Kind::Incident), first(Kind::Toll)) {
        (Some(incident), Some(toll)) => {
            faults.push(incident_and_toll(incident.dispatch, toll.dispatch));
            Kind::Toll
        }
        (None, Some(_)) => Kind::Toll,
        (_, None) => Kind::Incident,
    }
}

/// The dispatches among `told`, each once.
fn numbers(told: &[(DispatchId, usize)]) -> Vec<DispatchId> {
    let mut numbers: Vec<DispatchId> = told.iter().map(|(number, _)| *number).collect();
    numbers.dedup();
    numbers
}

fn incident_and_toll(incident: &Dispatch, toll: &Dispatch) -> Diagnostic {
    rule::INCIDENTS_JOINED
        .in_file(
            &toll.path,
            format!("a toll over a period stands for the incident that `{}` is on", incident.slug.value),
        )
        .help("give the toll an id of its own, and name the incident under `includes` if the toll holds it")
}

fn parts_above_whole(dispatch: &Dispatch, above: &PartsAboveWhole) -> Diagnostic {
    let name = above.of.name();
    rule::PARTS_ABOVE_WHOLE
        .at(&dispatch.path, above.span, format!("the parts of {name} outweigh the whole"))
        .label(format!("at least {} in the parts, at most {} in all", above.parts, above.whole))
        .help("check the numbers; a group that is only \"of whom\" belongs under children, women, journalists or medics")
}
