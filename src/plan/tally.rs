//! What was reported of a month or a year, everywhere or in one city: a line of a table, a place in the strip of time,
//! a slot of a chart. It does not add up; it asks the reckoning.

use std::borrow::Cow;

use crate::chronicle::reckoning::Reckoning;
use crate::field::day::Month;
use crate::plan::chart::{self, MOST_MONTHS};
use crate::plan::desk::Desk;
use crate::plan::edition::Route;
use crate::plan::periods::Period;
use crate::plan::scope::Scope;
use crate::plan::view::chart::{ChartView, Unit};
use crate::plan::view::lists::{PeriodRowView, Reports};
use crate::plan::{address, figures};

/// The month, or the year it is in, with what was reported of it in the place that `scope` is of.
pub fn tally(
    desk: &Desk<'_>,
    here: &Route,
    scope: &Scope,
    (unit, month): (Unit, Month),
) -> PeriodRowView {
    let (period, page) = match unit {
        Unit::Month => (Period::Month(month), address::month(month)),
        Unit::Year => (Period::Year(month), address::year(month.year())),
    };
    let scope = scope.during(period);
    // Of a city nothing counts here but its incidents; what else was said of it stands on its page.
    let is_told_of = match scope.city {
        Some(_) => scope.incidents(desk).begin_or_end_in(period),
        None => desk.calendar.tells_of(period),
    };
    let reckoning = reckoning(desk, &scope, is_told_of);
    let counts = !reckoning.counted.is_empty() || !reckoning.tolls.is_empty();
    let reports = match is_told_of {
        true if counts => Reports::Counted,
        true => Reports::Other,
        false if desk.calendar.covers(period) => Reports::None,
        false => Reports::Outside,
    };
    let has_page = desk.calendar.tells_of(period);
    PeriodRowView {
        year: month.year(),
        month: period.month(),
        href: has_page.then(|| desk.linker.link(here, &page)),
        reports,
        incidents: reckoning.counted.len(),
        killed: figures::sum(reckoning.killed().and_then(|toll| toll.bounds)),
        unknown: reckoning.killed().map_or(0, |toll| toll.unknown),
        explained: is_told_of.then(|| scope.link(desk, here)),
    }
}

/// What `scope` comes to. Most months of most cities are silent, and nothing is reckoned to find that out.
fn reckoning<'d>(desk: &'d Desk<'_>, scope: &Scope, is_told_of: bool) -> Cow<'d, Reckoning> {
    match desk.calendar.toll(desk, scope.period).filter(|_| scope.city.is_none()) {
        Some(known) => Cow::Borrowed(known),
        None if is_told_of => Cow::Owned(scope.reckon(desk)),
        None => Cow::Owned(Reckoning::default()),
    }
}

/// The place that `scope` is of through all months of the years from `first` to `last`, or through these years if
/// that are too many months for a chart.
pub fn chart(
    desk: &Desk<'_>,
    here: &Route,
    scope: &Scope,
    (first, last): (Month, Month),
) -> Option<ChartView> {
    let months: Vec<Month> = months_of_years(first, last).collect();
    let (unit, slots) = match months.len() {
        0..=MOST_MONTHS => (Unit::Month, months),
        _ => (Unit::Year, months.into_iter().step_by(12).collect()),
    };
    let tallies = slots.into_iter().map(|slot| tally(desk, here, scope, (unit, slot)));
    chart::chart(unit, tallies.collect(), scope.incidents(desk).spans(unit, first, last))
}

fn months_of_years(first: Month, last: Month) -> impl Iterator<Item = Month> {
    let begin = first.of_its_year().next();
    let months = std::iter::successors(begin, |month| month.next());
    months.take_while(move |month| month.year() <= last.year())
}
