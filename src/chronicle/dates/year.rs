//! A year that looks like a slip: people still write the old one in January.
//! It does not know other dispatches.

use crate::chronicle::dates::at::place_of;
use crate::field::day::{Day, DayRange};
use crate::field::dispatch::Dispatch;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;

/// From how many days on an event is so old that its year may be wrong.
pub(super) const LONG_AGO: i64 = 300;

/// Until which day of January people still write the old year.
const STILL_OLD_YEAR: i8 = 21;

/// A file that is named after a day one or more years from the date in it: `2026-01-03-raid.md` of `date: 2025-01-03`.
pub(super) fn named_after_another_year(dispatch: &Dispatch) -> Option<Diagnostic> {
    let named = Day::parse(dispatch.path.name().get(..10)?).ok()?;
    let date = dispatch.date.value.day();
    let is_year_alone = named.year() != date.year()
        && in_year(named, date.year()).is_some_and(|it| it.days_until(date).abs() <= 3)
        && named.days_until(date).abs() > LONG_AGO;
    // The name may also be of the day of the event.
    let mut events = dispatch.reports.iter().filter_map(|report| report.event.as_ref());
    let is_of_event = events.any(|event| event.value.days.widened(3, 3).contains(named));
    (is_year_alone && !is_of_event).then(|| {
        rule::DOUBTFUL_DATE
            .at(&dispatch.path, dispatch.date.span, "is the year of the date right?")
            .label(format!("the name of the file begins with {named}"))
            .help("correct the year here or in the name of the file. If you published the file, keep its address with `aliases`")
    })
}

/// A source that was published or read a year after the dispatch, to the week: in January, people write the old year.
pub(super) fn source_a_year_apart(dispatch: &Dispatch) -> Option<Diagnostic> {
    let date = dispatch.date.value.day();
    if !is_new_year(date) {
        return None;
    }
    let is_year_off = |other: Day, by: i16| {
        other.year() == date.year() + by
            && in_year(other, date.year()).is_some_and(|it| it.days_until(date).abs() <= 7)
    };
    let dates = |key: &'static str, day: Option<Day>| Some((key, day?));
    let of_sources = dispatch.sources.iter().flat_map(|source| {
        [dates("published", source.published), dates("accessed", source.accessed)]
    });
    let (key, day) =
        of_sources.flatten().find(|(_, it)| is_year_off(*it, -1) || is_year_off(*it, 1))?;
    let span = place_of(&dispatch.dates, key, day.into(), dispatch.date.span);
    let meant = in_year(day, date.year()).unwrap_or(day);
    Some(
        rule::DOUBTFUL_DATE
            .at(&dispatch.path, span, format!("is the year of `{key}` right, or that of `date`?"))
            .label(format!("did you mean {meant}?"))
            .related(&dispatch.path, dispatch.date.span, "a year apart")
            .help("correct the year that is wrong"),
    )
}

/// Whether people still write the old year on `day`.
pub(super) fn is_new_year(day: Day) -> bool {
    day.month() == 1 && day.day() <= STILL_OLD_YEAR
}

/// The last day of an event, in the year that puts it last before its report.
pub(super) fn shifted_to(days: DayRange, published: Day) -> Option<Day> {
    let in_years = [published.year(), published.year() - 1].into_iter();
    in_years.filter_map(|year| in_year(days.to(), year)).find(|day| *day <= published)
}

/// The same day of the calendar in another year.
fn in_year(day: Day, year: i16) -> Option<Day> {
    Day::parse(&format!("{year:04}-{:02}-{:02}", day.month(), day.day())).ok()
}
