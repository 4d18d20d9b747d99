//! Dates that are possible but unlikely: a year that looks like a slip, and a day that depends on the time zone.
//! It asks only where nothing else in the archive says the same; an event of years ago is usual.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;
use rayon::prelude::*;

use crate::chronicle::Chronicle;
use crate::chronicle::dates::at::{place_of, states_of_knowledge};
use crate::chronicle::dates::later::{later_day, source_read_later};
use crate::chronicle::dates::year::{
    LONG_AGO, is_new_year, named_after_another_year, shifted_to, source_a_year_apart,
};
use crate::chronicle::incident::Incident;
use crate::chronicle::references::DispatchId;
use crate::field::dateline::{DayPrecision, Event};
use crate::field::day::DayRange;
use crate::field::dispatch::{Dispatch, IncidentReport, Kind};
use crate::text::diagnostic::{Diagnostic, keep_first};
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::Spanned;

/// Maximum number of questions of one kind.
const MOST: usize = 5;

/// The days after an event within which most reports on it appear.
const SOON: i64 = 21;

/// A dispatch from before this year was published before there were web sites.
const FIRST_WEB_SITES: i16 = 1990;

/// From how many dispatches of one time on there is an archive of that time.
const ARCHIVE_FROM: usize = 3;

/// From how many dispatches on it is a habit to read sources after the publication.
const READ_AGAIN_FROM: usize = 3;

/// What the questions are about, and what answers them.
pub struct Doubts<'c, F> {
    /// All dispatches put together.
    pub chronicle: &'c Chronicle,
    /// The time zone of the site.
    pub zone: &'c TimeZone,
    /// The text of a dispatch below its front matter.
    pub body: F,
}

impl<'c, F: Fn(&'c Dispatch) -> &'c str + Sync> Doubts<'c, F> {
    /// Asks about every date that is unlikely in a file that is not one of `settled`.
    pub fn ask(&self, settled: &BTreeSet<SourcePath>, faults: &mut Vec<Diagnostic>) {
        let dispatches =
            self.chronicle.dispatches.par_iter().enumerate().filter(|(_, it)| {
                !it.draft && it.withdrawn.is_none() && !settled.contains(&it.path)
            });
        let asked = dispatches.map(|(number, dispatch)| {
            let date = self.date_of(number, dispatch);
            let is_original = date.is_none() && dispatch.translation_of.is_none();
            let read_later = is_original.then(|| source_read_later(dispatch, self.zone));
            (date, read_later.flatten())
        });
        let (dates, read_later): (Vec<_>, Vec<_>) = asked.unzip();
        let mut dates: Vec<Diagnostic> = dates.into_iter().flatten().collect();
        let mut read_later: Vec<Diagnostic> = read_later.into_iter().flatten().collect();
        // A newsroom that reads its sources again, or that brings its archive here, does so in many dispatches.
        if read_later.len() < READ_AGAIN_FROM {
            dates.append(&mut read_later);
        }
        let incidents: Vec<&Incident> = self.chronicle.incidents.values().collect();
        let days = incidents.par_iter().filter_map(|it| self.day_of(it));
        let mut days: Vec<Diagnostic> = days.filter(|it| !settled.contains(&it.path)).collect();
        for (found, what) in [
            (&mut dates, "dates are as unlikely"),
            (&mut days, "dispatches have such a time and no `event`"),
        ] {
            found.sort();
            keep_first(found, MOST, what);
            faults.append(found);
        }
    }

    /// The first question about a date in a dispatch: one slip is often in several dates.
    fn date_of(&self, number: DispatchId, dispatch: &'c Dispatch) -> Option<Diagnostic> {
        let question = self
            .lonely_date(dispatch)
            .or_else(|| named_after_another_year(dispatch))
            .or_else(|| source_a_year_apart(dispatch));
        if dispatch.translation_of.is_some() {
            return question; // It takes what happened, and its sources, from its original.
        }
        let mut reports = dispatch.reports.iter().enumerate();
        question
            .or_else(|| {
                reports.find_map(|(place, report)| self.old_event(number, dispatch, place, report))
            })
            .or_else(|| later_day(dispatch, self.zone))
    }

    /// A dispatch from before the web, alone in its time: `1917` for `2017`.
    fn lonely_date(&self, dispatch: &Dispatch) -> Option<Diagnostic> {
        let year = dispatch.date.value.day().year();
        if year >= FIRST_WEB_SITES {
            return None;
        }
        let years = self.chronicle.dispatches.iter().map(|it| it.date.value.day().year());
        // Itself, and two more: then it is an archive of that time.
        let of_that_time = years.filter(|other| (other - year).abs() <= 10);
        let is_alone = of_that_time.take(ARCHIVE_FROM).count() < ARCHIVE_FROM;
        is_alone.then(|| {
            rule::DOUBTFUL_DATE
                .at(&dispatch.path, dispatch.date.span, format!("was this published in {year}?"))
                .label("no other dispatch is from that time")
                .help("`date` is the day of publication on your site. Correct the year")
        })
    }

    /// An event long before the report on it, where nothing else speaks of that time.
    fn old_event(
        &self,
        number: DispatchId,
        dispatch: &'c Dispatch,
        place: usize,
        report: &IncidentReport,
    ) -> Option<Diagnostic> {
        let event = report.event.as_ref()?;
        let Event { days, precision } = event.value;
        let published = dispatch.date.value.day();
        if days.to().days_until(published) < LONG_AGO {
            return None;
        }
        // A month or a year is not written by mistake.
        if matches!(precision, DayPrecision::Month | DayPrecision::Year) {
            return None;
        }
        let meant = shifted_to(days, published);
        let is_slip_of_january = is_new_year(published)
            && meant.is_some_and(|meant| {
                days.from().year() + 1 == meant.year() && meant.days_until(published) <= SOON
            });
        let told = self.names_year(dispatch, days.from().year())
            || self.names_year(dispatch, days.to().year())
            || self.others_report(number, place, days)
            // An id that people write may repeat a slip of January, so it is no second witness then.
            || (!is_slip_of_january && names_day(report, days));
        if told {
            return None;
        }
        let years = days.to().days_until(published) / 365;
        let ago = match years {
            0 => "about a year".to_owned(),
            1 => "a year".to_owned(),
            years => format!("{years} years"),
        };
        let label = match meant.filter(|_| is_slip_of_january || years >= 1) {
            Some(meant) if meant.days_until(published) <= SOON => format!("did you mean {meant}?"),
            _ => format!("{ago} before `date`"),
        };
        let message = format!("did this happen {ago} before the report?");
        Some(
            rule::DOUBTFUL_DATE
                .at(&dispatch.path, event.span, message)
                .label(label)
                .related(&dispatch.path, dispatch.date.span, "reported here")
                .help(format!(
                    "correct the year. If it is right, name the year {} in the text or the title, as readers need it too",
                    days.from().year()
                )),
        )
    }

    /// Whether the title, the summary or the text of a dispatch names a year.
    fn names_year(&self, dispatch: &'c Dispatch, year: i16) -> bool {
        let texts = [
            dispatch.title.value.as_str(),
            dispatch.summary.as_deref().unwrap_or_default(),
            (self.body)(dispatch),
        ];
        let ways = written_ways(year);
        texts.into_iter().any(|text| ways.iter().any(|way| text.contains(way.as_str())))
    }

    /// Whether another dispatch on the incident was published soon after the event, or its file says when it was.
    fn others_report(&self, number: DispatchId, place: usize, days: DayRange) -> bool {
        let id = self.chronicle.reports[number][place].incident.as_ref();
        let Some(incident) = id.and_then(|id| self.chronicle.incident(id)) else {
            return false;
        };
        let by_file = incident.file.as_ref().and_then(|file| file.event);
        let others = incident.dispatches.iter().filter(|other| **other != number);
        let mut others = others.map(|other| self.chronicle.dispatches[*other].date.value.day());
        by_file.is_some_and(|event| event.days.overlaps(days))
            || others.any(|day| days.to().days_until(day).abs() < LONG_AGO)
    }

    /// A time whose day depends on the zone, where no `event` says on which day it happened.
    fn day_of(&self, incident: &Incident) -> Option<Diagnostic> {
        if incident.kind == Kind::Toll || incident.says_when {
            return None;
        }
        let dispatches = incident.dispatches.iter().map(|it| &self.chronicle.dispatches[*it]);
        let live = dispatches.filter(|it| it.withdrawn.is_none() && it.translation_of.is_none());
        let first = live.min_by_key(|it| it.date.value.day()).filter(|it| !it.draft)?;
        let date = &first.date;
        let (written, here) = (date.value.day(), date.value.day_in(self.zone));
        if written == here {
            return self.known_before(incident, first);
        }
        Some(
            rule::DOUBTFUL_DATE
                .at(&first.path, date.span, "on which day did it happen?")
                .label(format!("in the time zone of the site it was {here}"))
                .help(format!(
                    "dateline counts it on {written}. Write the day where it happened: `event: {written}` or `event: {here}`"
                )),
        )
    }

    /// A dispatch that says what was known on an earlier day than the one its incident is counted on.
    fn known_before(&self, incident: &Incident, first: &Dispatch) -> Option<Diagnostic> {
        let reports = first.reports.iter();
        let mut known = reports.flat_map(|report| states_of_knowledge(report, self.zone));
        let (key, when, latest) = known.find(|(_, _, latest)| *latest < incident.days.from())?;
        let span = place_of(&first.dates, key, when, first.date.span);
        Some(
            rule::DOUBTFUL_DATE
                .at(&first.path, span, "on which day did it happen?")
                .label(format!("something was known on {latest} already"))
                .related(
                    &first.path,
                    first.date.span,
                    "there is no `event`, so it is counted on this day",
                )
                .help("add the day on which it happened: `event: 2017-05-31`"),
        )
    }
}

/// Whether the id of a report names the day of its event.
fn names_day(report: &IncidentReport, days: DayRange) -> bool {
    let id = report.incident.as_ref().map(|Spanned { value, .. }| value.as_str());
    id.is_some_and(|id| id.contains(&days.from().year().to_string()))
}

/// A year in the digits of the languages that reporters write: Latin, Arabic, and Persian.
fn written_ways(year: i16) -> [String; 3] {
    let latin = year.to_string();
    let in_digits = |zero: char| {
        let digit = |digit: char| char::from_u32(zero as u32 + digit.to_digit(10)?);
        latin.chars().filter_map(digit).collect::<String>()
    };
    [in_digits('\u{660}'), in_digits('\u{6f0}'), latin.clone()]
}
