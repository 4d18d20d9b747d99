//! The answer to `dateline toll`, before it is written in one way or another.

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

/// What a toll comes to, and perhaps how.
pub(crate) struct Answer<'a> {
    /// All dispatches.
    pub(crate) chronicle: &'a Chronicle,
    /// What was asked.
    pub(crate) question: Question<'a>,
    /// One harm, or all.
    pub(crate) harm: Option<Harm>,
    /// What it comes to.
    pub(crate) reckoning: Reckoning,
    /// How, if that was asked.
    pub(crate) explanation: Option<Explanation<'a>>,
    /// What stands beside the sum.
    pub(crate) sorted: &'a Selection<'a>,
    /// In which days of states are told.
    pub(crate) zone: &'a TimeZone,
}

/// A figure of an incident, and the dispatch it stands in.
pub(crate) struct Said<'a> {
    /// What it counts.
    pub(crate) measure: Measure,
    /// The figure.
    pub(crate) effective: &'a EffectiveFigure,
    /// The dispatch.
    pub(crate) dispatch: &'a Dispatch,
}

impl<'a> Answer<'a> {
    /// The rows that were asked for. Without a bare number the row of casualties only repeats those of killed and injured.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (Measure, &Toll)> {
        let rows = self.reckoning.rows.iter().map(|(measure, toll)| (*measure, toll));
        rows.filter(|(measure, _)| self.shows(*measure))
    }

    /// Whether a measure was asked for and says something.
    pub(crate) fn shows(&self, measure: Measure) -> bool {
        let repeats = measure == Measure::Casualties && self.reckoning.bare_numbers == 0;
        !repeats && self.harm.is_none_or(|harm| measure.is_of(harm))
    }

    /// The states that were asked for.
    pub(crate) fn states(&self) -> impl Iterator<Item = &State> {
        let asked = |state: &&State| self.harm.is_none_or(|harm| harm == state.harm);
        self.reckoning.states.iter().filter(asked)
    }

    /// The figures of an incident that were asked for.
    pub(crate) fn said(&self, incident: &'a Incident) -> impl Iterator<Item = Said<'a>> {
        let figures = incident.figures.iter().filter(|(measure, _)| self.shows(**measure));
        figures.map(|(measure, effective)| Said {
            measure: *measure,
            effective,
            dispatch: &self.chronicle.dispatches[effective.dispatch],
        })
    }

    /// What is not simply added of a line, in the rows that were asked for.
    pub(crate) fn exceptions<'l>(
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

/// A reason as a word, and what it has to do with.
pub(crate) fn reason<'r>(reason: &'r Reason<'r>) -> (&'static str, &'r [IncidentRef<'r>]) {
    match reason {
        Reason::Within(of) => ("within", of),
        Reason::GivesWay(to) => ("gives_way", to),
        Reason::Inside(of) => ("inside", of),
        Reason::Outgrown(by) => ("outgrown", by),
        Reason::Overtaken(by) => ("overtaken", by),
    }
}
