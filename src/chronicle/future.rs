//! Dates that lie in the future although their dispatch is published: a slip would stand above all news until that day.
//! It does not know the clock; it is given the moment.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;
use jiff::{Span as Duration, Timestamp};

use crate::chronicle::visible::ContentFiles;
use crate::field::day::{Day, Moment};
use crate::field::dispatch::Dispatch;
use crate::field::written_date::{When, WrittenDate};
use crate::text::diagnostic::{Diagnostic, keep_first};
use crate::text::rule;
use crate::text::source::SourcePath;

/// Maximum number of reports. If a clock is wrong, every date of a site may be in the future.
const MOST: usize = 5;

/// How far ahead a point in time may be: two clocks are never quite the same.
const HOURS_AHEAD: i64 = 1;

/// A moment, and the time zone of a site. It decides what lies in the future.
#[derive(Clone, Copy)]
struct Now<'a> {
    clock: Timestamp,
    zone: &'a TimeZone,
    today: Day,
    /// The last day that is no mistake. Where the writer is, tomorrow may have begun.
    tomorrow: Day,
}

impl<'a> Now<'a> {
    fn new(clock: Timestamp, zone: &'a TimeZone) -> Now<'a> {
        let today = Day::from_instant(clock, zone);
        Now { clock, zone, today, tomorrow: today.next().unwrap_or(today) }
    }

    fn is_still_to_come(&self, date: &WrittenDate) -> bool {
        match date.when {
            When::Day(day) => self.tomorrow < day,
            When::Instant(_) => self.clock < self.accepts_from(date),
        }
    }

    /// The moment from which `date` is accepted.
    fn accepts_from(&self, date: &WrittenDate) -> Timestamp {
        match date.when {
            When::Day(day) => Moment::from(day.prev().unwrap_or(day)).instant(self.zone),
            When::Instant(at) => {
                at.checked_sub(Duration::new().hours(HOURS_AHEAD)).unwrap_or(Timestamp::MIN)
            }
        }
    }

    fn fault(&self, path: &SourcePath, date: &WrittenDate, help: String) -> Diagnostic {
        let label = match date.when {
            When::Day(_) => format!("today is {}", self.today),
            When::Instant(_) => {
                let now = self.clock.to_zoned(self.zone.clone());
                format!("it is {} now", now.strftime("%Y-%m-%dT%H:%M%:z"))
            }
        };
        rule::IN_THE_FUTURE
            .at(path, date.span, format!("`{}` is in the future", date.key))
            .label(label)
            .help(help)
    }
}

/// The dates that lie in the future.
#[derive(Default)]
pub struct FutureDates {
    /// When the first of them is accepted. None if there is none.
    pub next: Option<Timestamp>,
    /// The files that have one.
    pub files: BTreeSet<SourcePath>,
}

/// Reports every date in published dispatches and incident files that lies in the future at `clock`.
pub fn check(
    content: &ContentFiles,
    clock: Timestamp,
    zone: &TimeZone,
    faults: &mut Vec<Diagnostic>,
) -> FutureDates {
    let now = Now::new(clock, zone);
    let is_future = |date: &&WrittenDate| now.is_still_to_come(date);
    let mut found = Vec::new();
    let mut accepted = Vec::new();
    for dispatch in &content.dispatches {
        let own = dispatch.dates.iter().find(|date| date.span == dispatch.date.span);
        // If the dispatch itself has the wrong year, its other dates often have it too: that is one mistake.
        if let Some(own) = own.filter(is_future) {
            found.push(now.fault(&dispatch.path, own, publish_later(dispatch)));
            accepted.push(now.accepts_from(own));
            continue;
        }
        for date in dispatch.dates.iter().filter(is_future).filter(|it| is_told(dispatch, it)) {
            found.push(now.fault(&dispatch.path, date, only_what_happened()));
            accepted.push(now.accepts_from(date));
        }
    }
    for file in &content.incidents {
        for date in file.dates.iter().filter(is_future) {
            found.push(now.fault(&file.path, date, only_what_happened()));
            accepted.push(now.accepts_from(date));
        }
    }
    let files = found.iter().map(|fault| fault.path.clone()).collect();
    found.sort();
    keep_first(&mut found, MOST, "dates are in the future. Is the clock of this computer right?");
    faults.append(&mut found);
    FutureDates { next: accepted.into_iter().min(), files }
}

/// Whether readers are told this date. Of a withdrawn dispatch they are told only when it was withdrawn.
fn is_told(dispatch: &Dispatch, date: &WrittenDate) -> bool {
    let withdrawal = dispatch.withdrawn.as_ref();
    withdrawal.is_none_or(|withdrawal| date.when == When::from(&withdrawal.on))
}

fn publish_later(dispatch: &Dispatch) -> String {
    let day = &dispatch.date.value;
    match &dispatch.embargo {
        None => {
            format!("correct the date; or, to publish the dispatch only then, add `embargo: {day}`")
        }
        Some(embargo) => format!(
            "correct the date; or, to publish the dispatch only then, write `embargo: {day}`. Its embargo of {} has ended",
            embargo.value
        ),
    }
}

fn only_what_happened() -> String {
    "correct the date; only `embargo` may be in the future".to_owned()
}
