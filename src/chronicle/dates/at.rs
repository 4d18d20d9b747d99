//! How dates are compared when some have a time and others have not, and where they are written.
//! It does not know what they mean.

use jiff::tz::TimeZone;

use crate::field::day::{Day, Moment};
use crate::field::dispatch::{Dispatch, IncidentReport};
use crate::field::written_date::{When, WrittenDate};
use crate::text::span::Span;

/// Whether one moment is before another without doubt. Of two moments, one without a time may be any time of its day.
pub(super) fn is_before(one: &Moment, other: &Moment, zone: &TimeZone) -> bool {
    match (one.exact(), other.exact()) {
        (Some(one), Some(other)) => one < other,
        _ => latest_day(one, zone) < earliest_day(other, zone),
    }
}

/// The latest day that a moment can mean: as written, or in the zone of the site.
pub(super) fn latest_day(moment: &Moment, zone: &TimeZone) -> Day {
    moment.day().max(moment.day_in(zone))
}

fn earliest_day(moment: &Moment, zone: &TimeZone) -> Day {
    moment.day().min(moment.day_in(zone))
}

/// Where the date `when` is written under `key`; `otherwise` if it is nowhere.
pub(super) fn place_of(dates: &[WrittenDate], key: &str, when: When, otherwise: Span) -> Span {
    let mut same = dates.iter().filter(|date| &*date.key == key && date.when == when);
    same.next().map_or(otherwise, |date| date.span)
}

/// As `place_of`, for a date of `report`: a round-up may have the same date several times.
pub(super) fn place_in_report(
    dispatch: &Dispatch,
    report: &IncidentReport,
    key: &str,
    when: When,
) -> Span {
    let inside = |at: &Span| report.span.start <= at.start && at.end <= report.span.end;
    let mut same = dispatch.dates.iter().filter(|it| &*it.key == key && it.when == when);
    let own = same.find(|it| inside(&it.span)).map(|it| it.span);
    own.unwrap_or_else(|| place_of(&dispatch.dates, key, when, dispatch.date.span))
}

/// The last day that a dispatch can tell of when it was published or changed at `moment`: the day after, because that day
/// may have begun where it happened.
pub(super) fn last_day_known(moment: &Moment, zone: &TimeZone) -> Day {
    let day = latest_day(moment, zone);
    day.next().unwrap_or(day)
}

/// Every date in `report` that says until when something is known: its key, the date, and the latest day that it can mean.
pub(super) fn states_of_knowledge<'r>(
    report: &'r IncidentReport,
    zone: &'r TimeZone,
) -> impl Iterator<Item = (&'static str, When, Day)> {
    let of_claims = report.claims.iter().flat_map(|claim| {
        let figures = claim.casualties.harms.values();
        claim.as_of.iter().chain(figures.filter_map(|it| it.as_of.as_ref()))
    });
    let own = report.casualties.harms.values().filter_map(|it| it.as_of.as_ref());
    let moments = report.as_of.iter().chain(own).chain(of_claims);
    let moments = moments.map(move |it| ("as_of", When::from(it), latest_day(it, zone)));
    let positions = report.positions.iter().filter_map(|it| it.on);
    moments.chain(positions.map(|day| ("on", When::from(day), day)))
}
