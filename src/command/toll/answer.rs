//! The answer to `dateline toll`, before it is written in one form or another.
//! It does not know the forms.

use dateline::chronicle::Chronicle;
use dateline::chronicle::figure::EffectiveFigure;
use dateline::chronicle::incident::Incident;
use dateline::chronicle::measure::Measure;
use dateline::chronicle::reckoning::explanation::{Explanation, IncidentRef, Line, Reason};
use dateline::chronicle::reckoning::question::Question;
use dateline::chronicle::reckoning::{Reckoning, Selection, Toll};
use dateline::chronicle::states::State;
use dateline::field::casualties::Harm;
use dateline::field::dispatch::Dispatch;
use jiff::tz::TimeZone;

use crate::command::toll::party::AskedParty;

/// A toll, and perhaps how it was counted.
pub(super) struct Answer<'a> {
    /// All dispatches and incidents.
    pub(super) chronicle: &'a Chronicle,
    /// What was asked.
    pub(super) question: Question<'a>,
    /// The party that was asked for, if one was. The question names its row.
    pub(super) party: Option<&'a AskedParty>,
    /// One kind of harm, or all.
    pub(super) harm: Option<Harm>,
    /// The toll.
    pub(super) reckoning: Reckoning,
    /// How it was counted, if that was asked.
    pub(super) explanation: Option<Explanation<'a>>,
    /// The incidents, sorted into those that count and those that do not.
    pub(super) sorted: &'a Selection<'a>,
    /// The time zone for the days of states.
    pub(super) zone: &'a TimeZone,
}

/// A figure of an incident, and the dispatch that reports it.
pub(super) struct ReportedFigure<'a> {
    /// What it counts.
    pub(super) measure: Measure,
    /// The figure.
    pub(super) effective: &'a EffectiveFigure,
    /// The dispatch.
    pub(super) dispatch: &'a Dispatch,
    /// How many of its people are known by name.
    pub(super) by_name: u64,
}

impl<'a> Answer<'a> {
    /// Whether nothing belongs to the answer, and nothing may.
    pub(super) fn is_empty(&self) -> bool {
        let Selection { counted, place_unclear, spans, graded_out, graded_out_unclear } =
            self.sorted;
        [counted, place_unclear, spans].iter().all(|facts| facts.list.is_empty())
            && graded_out.is_empty()
            && graded_out_unclear.is_empty()
    }

    /// The rows that were asked for. The row of casualties is left out if it only repeats those of killed and injured.
    pub(super) fn rows(&self) -> impl Iterator<Item = (Measure, &Toll)> {
        let rows = self.reckoning.rows.iter().map(|(measure, toll)| (*measure, toll));
        rows.filter(|(measure, _)| self.shows(*measure))
    }

    /// Whether a row was asked for and does not only repeat others.
    pub(super) fn shows(&self, measure: Measure) -> bool {
        let repeats = measure == Measure::Casualties && self.reckoning.bare_numbers == 0;
        !repeats && self.harm.is_none_or(|harm| measure.is_of(harm))
    }

    /// The states that were asked for.
    pub(super) fn states(&self) -> impl Iterator<Item = &State> {
        let asked = |state: &&State| self.harm.is_none_or(|harm| harm == state.harm);
        self.reckoning.states.iter().filter(asked)
    }

    /// The figures of an incident that were asked for.
    pub(super) fn figures(
        &self,
        incident: &'a Incident,
    ) -> impl Iterator<Item = ReportedFigure<'a>> {
        let figures = incident.figures.iter().filter(|(measure, _)| self.shows(**measure));
        figures.map(|(measure, effective)| ReportedFigure {
            measure: *measure,
            effective,
            dispatch: &self.chronicle.dispatches[effective.dispatch],
            by_name: incident.people.by_name.get(measure).copied().unwrap_or(0),
        })
    }

    /// What was not simply added from a line, in the rows that were asked for.
    pub(super) fn exceptions<'l>(
        &'l self,
        line: &'l Line<'a>,
    ) -> impl Iterator<Item = (Vec<Measure>, &'l Reason<'a>)> {
        line.exceptions.iter().filter_map(|exception| {
            let shown = exception.measures.iter().copied().filter(|measure| self.shows(*measure));
            let measures: Vec<Measure> = shown.collect();
            (!measures.is_empty()).then_some((measures, &exception.reason))
        })
    }
}

/// The word for a reason, and the incidents that are the reason.
pub(super) fn reason<'r>(reason: &'r Reason<'r>) -> (&'static str, &'r [IncidentRef<'r>]) {
    match reason {
        Reason::Within(of) => ("within", of),
        Reason::GivesWay(to) => ("gives_way", to),
        Reason::Inside(of) => ("inside", of),
        Reason::Outgrown(by) => ("outgrown", by),
        Reason::Overtaken(by) => ("overtaken", by),
    }
}
