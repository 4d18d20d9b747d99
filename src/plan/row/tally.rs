//! The count of a month or year, everywhere or in one city, for tables, the timeline strip and charts.
//! It does not add numbers; it asks the chronicle for the toll.

use std::borrow::Cow;

use crate::chronicle::reckoning::Reckoning;
use crate::field::day::Month;
use crate::plan::address;
use crate::plan::draw::chart;
use crate::plan::draw::chart::{MOST_MONTHS, Slot};
use crate::plan::index::Index;
use crate::plan::index::scope::{Scope, anchor, year_anchor};
use crate::plan::period::Period;
use crate::plan::route::Route;
use crate::plan::row::cited;
use crate::plan::row::figures;
use crate::plan::row::killed::killed;
use crate::plan::view::chart::{ChartView, Unit};
use crate::plan::view::lists::{PeriodRowView, Reports};
use crate::plan::view::values::LinkView;

/// The count of `month`, or of its year, in the place of `scope`.
pub(crate) fn tally(
    index: &Index<'_>,
    here: &Route,
    scope: &Scope,
    at: (Unit, Month),
) -> PeriodRowView {
    slot(index, here, scope, at).period
}

fn slot(index: &Index<'_>, here: &Route, scope: &Scope, (unit, month): (Unit, Month)) -> Slot {
    let (period, page) = match unit {
        Unit::Month => (Period::Month(month), address::month(month)),
        Unit::Year => (Period::Year(month), address::year(month.year())),
    };
    let scope = scope.during(period);
    // Only incidents count in a place. Its other dispatches are listed on its page.
    let is_told_of = match scope.place {
        Some(_) => scope.incidents(index).begin_or_end_in(period),
        None => index.calendar.has_page(period),
    };
    // Most months of most cities have no reports, so their toll is not calculated.
    let reckoning = match is_told_of {
        true => scope.toll(index),
        false => Cow::Owned(Reckoning::default()),
    };
    let counts = !reckoning.counted.is_empty() || !reckoning.tolls.is_empty();
    let reports = match is_told_of {
        true if counts => Reports::Counted,
        true => Reports::Other,
        false if index.calendar.covers(period) => Reports::None,
        false => Reports::Outside,
    };
    let has_page = index.calendar.has_page(period);
    let killed = killed(index, &reckoning);
    let all_are_civilians = killed.all_are_civilians;
    let period = PeriodRowView {
        year: month.year(),
        month: period.month(),
        href: has_page.then(|| index.linker.link(here, &page)),
        reports,
        incidents: reckoning.counted.len(),
        killed: killed.count,
        measure: killed.measure,
        civilians: killed.civilians,
        unknown: killed.unknown,
        all_killed: figures::sum(reckoning.killed().and_then(|toll| toll.bounds)),
        all_civilians: cited::civilians(&reckoning),
        as_of: if is_told_of { cited::as_of_toll(index, &scope) } else { None },
        explained: is_told_of.then(|| scope.link(index, here)),
        id: match unit {
            Unit::Month => anchor(month),
            Unit::Year => year_anchor(month),
        },
    };
    Slot { period, all_are_civilians }
}

/// The chart of the place of `scope` for the years from `first` to `last`. It shows months, or years if there are too
/// many months.
pub(crate) fn chart(
    index: &Index<'_>,
    here: &Route,
    scope: &Scope,
    (first, last): (Month, Month),
) -> Option<ChartView> {
    let months: Vec<Month> = months_of_years(first, last).collect();
    let (unit, slots) = match months.len() {
        0..=MOST_MONTHS => (Unit::Month, months),
        _ => (Unit::Year, months.into_iter().step_by(12).collect()),
    };
    let slots = slots.into_iter().map(|at| slot(index, here, scope, (unit, at)));
    let spans = scope.own_incidents(index).spans(unit, first, last);
    let chart = chart::with_civilians(unit, slots.collect(), spans)?;
    Some(ChartView { data: Some(data(index, here, scope)), ..chart })
}

/// The file that has the numbers of a chart.
fn data(index: &Index<'_>, here: &Route, scope: &Scope) -> LinkView {
    let (file, route) = match &scope.place {
        Some(name) => ("incidents.csv", address::beside(&index.place_route(name), "incidents.csv")),
        None => ("tolls.csv", address::data_file("tolls.csv")),
    };
    LinkView {
        title: file.to_owned(),
        href: index.linker.link(here, &route),
        lang: None,
        leads_to: None,
    }
}

fn months_of_years(first: Month, last: Month) -> impl Iterator<Item = Month> {
    let begin = first.of_its_year().next();
    let months = std::iter::successors(begin, |month| month.next());
    months.take_while(move |month| month.year() <= last.year())
}
