//! Plans the page of each month, with its days. A month of many incidents has numbered pages.
//! It does not know how totals are counted; the chronicle does that.

use crate::chronicle::incident::Incident;
use crate::chronicle::references::DispatchId;
use crate::field::day::{Day, Month};
use crate::plan::address;
use crate::plan::edition::Sheet;
use crate::plan::index::Index;
use crate::plan::index::scope::Scope;
use crate::plan::page::pager::{numbers, page_of};
use crate::plan::page::timeline::{SPANS, lines, month_of, year_view};
use crate::plan::period::Period;
use crate::plan::planned::Planned;
use crate::plan::route::Route;
use crate::plan::row::{dispatch, figures, toll};
use crate::plan::site::Site;
use crate::plan::view::lists::TimelineDayView;
use crate::plan::view::pages::MonthPage;
use crate::plan::view::{Kind, View};

/// Maximum number of incidents and dispatches on one page of a month.
const PER_PAGE: usize = 250;

/// The page of `month`, and its numbered pages if there are too many incidents for one. The first page has the earliest days, so a
/// full page changes only if something is reported later about its days.
pub(crate) fn pages(index: &Index<'_>, month: Month) -> Vec<Planned> {
    let of = entries(index, month).len().div_ceil(PER_PAGE).max(1);
    let own = address::month(month);
    let page = |number: usize| {
        let route = page_of(&own, number);
        Planned::page(Kind::Month, route, move |site, here| sheet(site, here, month, (number, of)))
    };
    (1..=of).map(page).collect()
}

/// What a month lists.
#[derive(Clone, Copy)]
enum Entry<'i> {
    /// An incident or a total.
    Incident(&'i Incident),
    /// A dispatch that reports no incident.
    Dispatch(DispatchId),
}

/// All that a month lists, by day. On each day incidents come before dispatches.
fn entries<'i>(index: &'i Index<'_>, month: Month) -> Vec<(Day, Entry<'i>)> {
    let incidents = index.incidents.in_month(month).iter();
    let incidents = incidents.map(|it| (it.days.from(), Entry::Incident(it)));
    let statements = index.calendar.statements(month.days());
    let statements = statements.flat_map(|(day, numbers)| {
        numbers.iter().map(move |number| (day, Entry::Dispatch(*number)))
    });
    let mut entries: Vec<(Day, Entry<'i>)> = incidents.chain(statements).collect();
    entries.sort_by_key(|(day, _)| *day);
    entries
}

fn sheet(site: &Site<'_>, here: &Route, month: Month, (number, of): (usize, usize)) -> Sheet {
    let index = &site.index;
    let is_first = number == 1;
    let entries = entries(index, month);
    let from = entries.len().min((number - 1) * PER_PAGE);
    let shown = &entries[from..entries.len().min(from + PER_PAGE)];
    let by_day = shown.chunk_by(|(day, _), (next, _)| day == next);
    let spanning: Vec<&Incident> = match is_first {
        true => index.incidents.spanning(month.days()).collect(),
        false => Vec::new(),
    };
    let scope = Scope::everywhere(Period::Month(month));
    let beside = index.calendar.months_beside(month);
    let [previous, next] = beside.map(|month| month.map(|month| month_of(index, here, month)));
    Sheet::of(View::Month(MonthPage {
        site: site.frame(here),
        page: site.head(here, &month.to_string(), None),
        month: month_of(index, here, month),
        toll: is_first.then(|| toll::view(index, here, &scope.toll(index), &scope)),
        year: year_view(site, here, month),
        days: by_day.map(|of_day| day_view(site, here, of_day)).collect(),
        spans: lines(site, here, spanning.iter().copied().take(SPANS)),
        more_spans: spanning.len().saturating_sub(SPANS),
        numbers: numbers(index, here, &address::month(month), (number, of)),
        previous,
        next,
    }))
}

/// The entries of one day. There is at least one.
fn day_view(site: &Site<'_>, here: &Route, entries: &[(Day, Entry<'_>)]) -> TimelineDayView {
    let mut view = TimelineDayView {
        day: figures::day(entries[0].0),
        incidents: Vec::new(),
        dispatches: Vec::new(),
    };
    for (_, entry) in entries {
        match entry {
            Entry::Incident(incident) => view.incidents.push(site.incident_row(here, incident)),
            Entry::Dispatch(number) => {
                view.dispatches.push(dispatch::row(&site.index, here, *number));
            }
        }
    }
    view
}
