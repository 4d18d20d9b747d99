//! Days of which a dispatch speaks although it was published before them.
//! It does not know other dispatches, nor the clock.

use jiff::tz::TimeZone;

use crate::chronicle::dates::at::{
    last_day_known, latest_day, place_in_report, place_of, states_of_knowledge,
};
use crate::field::day::{Day, Moment};
use crate::field::dispatch::Dispatch;
use crate::text::diagnostic::{Diagnostic, keep_first};
use crate::text::private::OPENING;
use crate::text::rule;
use crate::text::span::Span;

/// A question about the first day in `dispatch` that comes after its publication and after every change that it lists.
pub(super) fn later_day(dispatch: &Dispatch, zone: &TimeZone) -> Option<Diagnostic> {
    let known = Known::new(dispatch, zone);
    let mut found = Vec::new();
    for report in &dispatch.reports {
        for (key, when, day) in states_of_knowledge(report, zone) {
            let span = || place_in_report(dispatch, report, key, when);
            found.extend(known.question(key, day, span));
        }
        for person in &report.people.list {
            let question = person.died.and_then(|day| known.question("died", day, || person.span));
            // How many days later would tell what the line says, and its name may be withheld.
            found.extend(question.map(|fault| Diagnostic {
                message: format!("{OPENING}{}", fault.message),
                ..fault.label("later than the dispatch")
            }));
        }
    }
    for published in dispatch.sources.iter().filter_map(|it| it.published) {
        let span = || place_of(&dispatch.dates, "published", published.into(), dispatch.date.span);
        found.extend(known.question("published", published, span));
    }
    found.sort();
    // Several such days are one mistake more often than not: a wrong `date`.
    keep_first(&mut found, 1, "days are as late: perhaps `date` is wrong");
    found.pop()
}

/// A question about the first source that was read after the last change to `dispatch`.
pub(super) fn source_read_later(dispatch: &Dispatch, zone: &TimeZone) -> Option<Diagnostic> {
    let known = Known::new(dispatch, zone);
    dispatch.sources.iter().filter_map(|it| it.accessed).find_map(|accessed| {
        let span = || place_of(&dispatch.dates, "accessed", accessed.into(), dispatch.date.span);
        known.question("accessed", accessed, span)
    })
}

/// Until when a dispatch can know something.
struct Known<'d> {
    dispatch: &'d Dispatch,
    /// When it was last changed, or published.
    changed: &'d Moment,
    /// The last day that it can speak of.
    last: Day,
}

impl<'d> Known<'d> {
    fn new(dispatch: &'d Dispatch, zone: &TimeZone) -> Known<'d> {
        let corrections = dispatch.corrections.iter().map(|it| &it.on);
        let changes = dispatch.updated.iter().chain(corrections);
        let published = &dispatch.date.value;
        let changed = changes.fold(published, |last, change| {
            if latest_day(last, zone) < latest_day(change, zone) { change } else { last }
        });
        Known { dispatch, changed, last: last_day_known(changed, zone) }
    }

    /// A question about `day`, which is written at `span` under `key`, if it is later.
    fn question(&self, key: &str, day: Day, span: impl FnOnce() -> Span) -> Option<Diagnostic> {
        if day <= self.last {
            return None;
        }
        let days = self.changed.day().days_until(day);
        let published = &self.dispatch.date;
        let is_unchanged = self.changed.day() == published.value.day();
        let event = if is_unchanged { "the publication" } else { "the last change" };
        Some(rule::DOUBTFUL_DATE
            .at(&self.dispatch.path, span(), format!("is the day of `{key}` right?"))
            .label(format!("{days} days after {event}"))
            .related(&self.dispatch.path, published.span, "published here")
            .help(format!(
                "correct `{key}`, or `date`. If the dispatch was changed later, say when with `updated`"
            )))
    }
}
