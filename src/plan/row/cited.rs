//! What readers need to quote a toll: the killed and the civilians among them, the day of the data, and an address that leads to
//! the sum and its incidents. It does not count, and it does not know the words of the citation; the theme has them.

use crate::chronicle::incident::Incident;
use crate::chronicle::measure::Measure;
use crate::chronicle::reckoning::Reckoning;
use crate::field::casualties::{Group, Harm};
use crate::field::day::Day;
use crate::plan::index::Index;
use crate::plan::index::scope::Scope;
use crate::plan::row::figures;
use crate::plan::view::lists::PeriodRowView;
use crate::plan::view::toll::CitedTollView;
use crate::plan::view::values::{CountView, DayView};

/// How to quote the toll of `scope`. None if nothing was reported there, or if it is one row of a party: quoted alone it would say less
/// than the page.
pub(crate) fn toll(
    index: &Index<'_>,
    reckoning: &Reckoning,
    scope: &Scope,
) -> Option<CitedTollView> {
    if scope.party.is_some() {
        return None;
    }
    let killed = figures::sum(reckoning.killed().and_then(|toll| toll.bounds));
    Some(view(index, scope, killed, civilians(reckoning), as_of_toll(index, scope)?))
}

/// How to quote the toll of `scope` that is in a row already. None if nothing was reported there.
pub(crate) fn of_row(
    index: &Index<'_>,
    row: &PeriodRowView,
    scope: &Scope,
) -> Option<CitedTollView> {
    let (killed, civilians) = (row.all_killed.clone(), row.all_civilians.clone());
    Some(view(index, scope, killed, civilians, row.as_of?))
}

fn view(
    index: &Index<'_>,
    scope: &Scope,
    killed: CountView,
    civilians: Option<CountView>,
    as_of: DayView,
) -> CitedTollView {
    let title = |name| index.place_title(name, &index.config.language).into_owned();
    CitedTollView {
        city: scope.place.as_ref().map(title),
        country: scope.country(),
        year: scope.period.year(),
        month: scope.period.month(),
        killed,
        civilians,
        as_of,
        permalink: scope.address(index),
    }
}

/// The civilians among the killed. None if no report gives a number.
pub(crate) fn civilians(reckoning: &Reckoning) -> Option<CountView> {
    let civilians = reckoning.rows.get(&Measure::Part(Harm::Killed, Group::Civilian))?;
    civilians.bounds.map(|_| figures::without_note(civilians))
}

/// The last day on which a report behind the toll was published, changed or withdrawn.
pub(crate) fn as_of_toll(index: &Index<'_>, scope: &Scope) -> Option<DayView> {
    let incidents = scope.incidents(index).touching(scope.period);
    let days = incidents.into_iter().filter_map(|incident| last_day(index, incident));
    days.max().map(figures::day)
}

/// The last day on which a report on an incident was published, changed or withdrawn.
pub(crate) fn as_of(index: &Index<'_>, incident: &Incident) -> Option<DayView> {
    last_day(index, incident).map(figures::day)
}

fn last_day(index: &Index<'_>, incident: &Incident) -> Option<Day> {
    index.last_days.of(index.chronicle, &index.config.timezone, incident)
}
