//! Dates that cannot all be true: a report of something that has not happened yet, a change before the publication.
//! It does not know the clock; `future` compares dates with it. Dates that are only unlikely are in `doubtful`.

mod at;
pub mod doubtful;
mod later;
mod year;

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::tz::TimeZone;
use rayon::prelude::*;

use crate::chronicle::Chronicle;
use crate::chronicle::dates::at::{
    is_before, last_day_known, place_in_report, place_of, states_of_knowledge,
};
use crate::chronicle::incident::Incident;
use crate::chronicle::references::DispatchId;
use crate::field::dateline::{DayPrecision, Event};
use crate::field::day::{Day, Moment};
use crate::field::dispatch::{Dispatch, IncidentReport};
use crate::field::written_date::When;
use crate::text::diagnostic::{Diagnostic, keep_first};
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::{Span, Spanned};

/// Reports every date that cannot be true beside another one. Bare dates begin in `zone`.
///
/// `in_future` are files with a date in the future, which is reported already: with the wrong year, it fits nothing else.
pub fn check(
    chronicle: &Chronicle,
    zone: &TimeZone,
    in_future: &BTreeSet<SourcePath>,
    faults: &mut Vec<Diagnostic>,
) {
    let checked = |dispatch: &Dispatch| !dispatch.draft && !in_future.contains(&dispatch.path);
    let of_dispatch = |(number, dispatch): (DispatchId, &Arc<Dispatch>)| {
        let mut found = Vec::new();
        if checked(dispatch) {
            Checked { chronicle, zone, in_future, number, dispatch }.check(&mut found);
        }
        found
    };
    let dispatches = chronicle.dispatches.par_iter().enumerate();
    let mut found: Vec<Diagnostic> = dispatches.flat_map_iter(of_dispatch).collect();
    for incident in chronicle.incidents.values() {
        let Some(file) = &incident.file else { continue };
        if in_future.contains(&file.path) {
            continue;
        }
        let mut live = incident.dispatches.iter().map(|it| &*chronicle.dispatches[*it]);
        let Some(first) = live.find(|it| checked(it) && it.withdrawn.is_none()) else { continue };
        for correction in &file.corrections {
            if is_before(&correction.on, &first.date.value, zone) {
                let span = place_of(&file.dates, "on", When::from(&correction.on), file.body.span);
                found.push(before_publication(&file.path, span, "correction", first));
            }
        }
    }
    faults.append(&mut found);
}

/// A dispatch whose dates are compared.
struct Checked<'c> {
    chronicle: &'c Chronicle,
    zone: &'c TimeZone,
    in_future: &'c BTreeSet<SourcePath>,
    number: DispatchId,
    dispatch: &'c Dispatch,
}

impl Checked<'_> {
    fn check(&self, found: &mut Vec<Diagnostic>) {
        let date = &self.dispatch.date.value;
        let before = |moment: &Moment| is_before(moment, date, self.zone);
        if let Some(withdrawal) = &self.dispatch.withdrawn {
            if before(&withdrawal.on) {
                found.push(self.change_before_publication("on", "withdrawal", &withdrawal.on));
            }
            return; // Readers see no other date of it.
        }
        let first = self.first_published();
        let updated = self.dispatch.updated.iter().filter(|it| before(it));
        let updated = updated.map(|it| self.change_before_publication("updated", "update", it));
        let corrections = self.dispatch.corrections.iter().map(|correction| &correction.on);
        let corrected = corrections.filter(|on| is_before(on, &first.date.value, self.zone));
        let corrected = corrected.map(|on| self.change_before_publication("on", "correction", on));
        // Several changes before the publication are one mistake: a wrong `date`.
        let mut changes: Vec<Diagnostic> = updated.chain(corrected).collect();
        keep_first(&mut changes, 1, "changes are before it too: perhaps `date` is wrong");
        found.append(&mut changes);
        self.check_sources(found);
        // A translation takes what happened from its original.
        if self.dispatch.translation_of.is_none() {
            for place in 0..self.dispatch.reports.len() {
                self.check_report(place, found);
            }
        }
    }

    /// The first dispatch in the chain of those that this one replaces: it may carry on their corrections.
    fn first_published(&self) -> &Dispatch {
        let earlier = |number: &DispatchId| self.chronicle.references.supersedes[*number];
        let chain = std::iter::successors(Some(self.number), earlier);
        let chain = chain.map(|number| &*self.chronicle.dispatches[number]);
        chain.min_by_key(|it| it.date.value.instant(self.zone)).unwrap_or(self.dispatch)
    }

    /// A source is read on the day it was published, or later. Where the writer is, the day may have begun earlier.
    fn check_sources(&self, found: &mut Vec<Diagnostic>) {
        for source in &self.dispatch.sources {
            let (Some(published), Some(accessed)) = (source.published, source.accessed) else {
                continue;
            };
            if accessed.days_until(published) > 1 {
                let published = self.place_of("published", published.into());
                let span = self.place_of("accessed", accessed.into());
                found.push(
                    rule::DATES_DISAGREE
                        .at(&self.dispatch.path, span, "a source was read before it was published")
                        .label("read on this day")
                        .related(&self.dispatch.path, published, "published only here")
                        .help("correct the day that is wrong"),
                );
            }
        }
    }

    fn check_report(&self, place: usize, found: &mut Vec<Diagnostic>) {
        let report = &self.dispatch.reports[place];
        let id = self.chronicle.reports[self.number][place].incident.as_ref();
        let incident = id.and_then(|id| self.chronicle.incident(id));
        let last_day = last_day_known(&self.dispatch.date.value, self.zone);
        if let Some(event) = &report.event {
            if last_day < day_that_must_have_come(event.value) {
                found.push(self.event_after_report(event));
                return;
            }
        } else if let Some(incident) = incident
            && last_day < incident.days.from()
            && !self.is_reported_elsewhere(incident)
        {
            found.push(self.report_before_event(report, incident));
            return;
        }
        let own = report.event.as_ref().map(|event| (event.value, Some(event.span)));
        let by_others = || {
            let incident = incident.filter(|it| it.says_when)?;
            Some((Event { days: incident.days, precision: incident.day_precision }, None))
        };
        // Most reports say nothing of this, and who says when is a longer question.
        if states_of_knowledge(report, self.zone).next().is_some()
            && let Some((event, span)) = own.or_else(by_others)
        {
            self.check_states_of_knowledge(report, event, span, found);
        }
    }

    /// Whether the days of an incident come from a date that is reported as wrong where it is written.
    fn is_reported_elsewhere(&self, incident: &Incident) -> bool {
        let by_file = incident.file.as_ref().is_some_and(|it| self.in_future.contains(&it.path));
        let mut others = incident.dispatches.iter().map(|it| &*self.chronicle.dispatches[*it]);
        by_file
            || others.any(|other| {
                let last_day = last_day_known(&other.date.value, self.zone);
                let mut events = other.reports.iter().filter_map(|report| report.event.as_ref());
                self.in_future.contains(&other.path)
                    || events.any(|event| last_day < day_that_must_have_come(event.value))
            })
    }

    fn event_after_report(&self, event: &Spanned<Event>) -> Diagnostic {
        let day = day_that_must_have_come(event.value);
        let published = self.dispatch.date.value.day();
        let message = "the event comes after the report on it";
        rule::DATES_DISAGREE
            .at(&self.dispatch.path, event.span, message)
            .label(format!("{day} is {} days after `date`", published.days_until(day)))
            .related(&self.dispatch.path, self.dispatch.date.span, "the report was published here")
            .help("correct `event`, or `date`: perhaps the year or the month is wrong")
    }

    fn report_before_event(&self, report: &IncidentReport, incident: &Incident) -> Diagnostic {
        let message = format!("the dispatch reports on `{}` before it happened", incident.id);
        let span = report.incident.as_ref().map_or(self.dispatch.date.span, |id| id.span);
        rule::DATES_DISAGREE
            .at(&self.dispatch.path, span, message)
            .label(format!("another file says that it happened on {}", incident.days.from()))
            .related(&self.dispatch.path, self.dispatch.date.span, "this report was published here")
            .help(
                "correct the date that is wrong; or, if it is about something else, give it an `incident` of its own",
            )
    }

    /// Nobody knows anything of an event before it happens.
    fn check_states_of_knowledge(
        &self,
        report: &IncidentReport,
        event: Event,
        event_span: Option<Span>,
        found: &mut Vec<Diagnostic>,
    ) {
        // "Some day in May" may be written with any day of May.
        if !matches!(event.precision, DayPrecision::Day | DayPrecision::Days) {
            return;
        }
        for (key, when, latest) in states_of_knowledge(report, self.zone) {
            if event.days.from() <= latest {
                continue;
            }
            let span = place_in_report(self.dispatch, report, key, when);
            let fault = rule::DATES_DISAGREE
                .at(&self.dispatch.path, span, format!("`{key}` is before the event"))
                .label(format!("it happened on {}", event.days.from()))
                .help(format!("correct `{key}`, or `event`"));
            found.push(match event_span {
                Some(span) => fault.related(&self.dispatch.path, span, "it happened here"),
                None => fault,
            });
        }
    }

    fn change_before_publication(&self, key: &str, what: &str, on: &Moment) -> Diagnostic {
        let span = self.place_of(key, When::from(on));
        before_publication(&self.dispatch.path, span, what, self.dispatch)
    }

    fn place_of(&self, key: &str, when: When) -> Span {
        place_of(&self.dispatch.dates, key, when, self.dispatch.date.span)
    }
}

/// The day of an event that must have come when somebody reports it: its last, if that is closely known.
fn day_that_must_have_come(event: Event) -> Day {
    match event.precision {
        DayPrecision::Day | DayPrecision::Days => event.days.to(),
        DayPrecision::Week | DayPrecision::Month | DayPrecision::Year => event.days.from(),
    }
}

fn before_publication(
    path: &SourcePath,
    span: Span,
    what: &str,
    dispatch: &Dispatch,
) -> Diagnostic {
    rule::DATES_DISAGREE
        .at(path, span, format!("the {what} is before the publication"))
        .label("nothing was published yet")
        .related(&dispatch.path, dispatch.date.span, "it was published here")
        .help("correct the date that is wrong. What changes before the publication needs no entry")
}
