//! The front page, the list of all dispatches, plain pages, and the page for an address that leads nowhere.
//! It does not know how they look.

use std::sync::Arc;

use crate::chronicle::reckoning::reckon;
use crate::chronicle::references::Number;
use crate::field::dateline::DayPrecision;
use crate::field::day::DayRange;
use crate::field::dispatch::Status;
use crate::field::page::PlainPage;
use crate::plan::desk::Desk;
use crate::plan::edition::{Route, Sheet};
use crate::plan::periods::Period;
use crate::plan::scope::Scope;
use crate::plan::view::lists::{CorrectionRowView, DispatchRowView};
use crate::plan::view::pages::{FrontPage, NotFoundPage, PlainPageView};
use crate::plan::view::values::DaysView;
use crate::plan::view::{Kind, View};
use crate::plan::{
    Planned, address, city, corrections, figures, linked_data, lists, rows, timeline,
};

/// How many dispatches the front page shows that are developing.
const DEVELOPING: usize = 3;

/// How many dispatches the front page shows beside them.
const LATEST: usize = 12;

/// How many cities the front page shows.
const CITIES: usize = 24;

/// How many corrections and withdrawals the front page shows.
const CORRECTIONS: usize = 5;

/// The pages that stand at the entrance.
pub fn pages() -> Vec<Planned> {
    let front = Planned::page(Kind::Front, address::front(), front);
    let not_found = Planned::page(Kind::NotFound, address::not_found(), |desk, here| {
        let (site, page) = (desk.site(here), desk.head(here, "", None));
        Sheet::of(View::NotFound(NotFoundPage { site, page }))
    });
    vec![front, city::index(), not_found]
}

fn front(desk: &Desk<'_>, here: &Route) -> Sheet {
    let chronicle = desk.chronicle;
    let mut cities = city::listed(desk, here);
    let city_count = cities.len();
    cities.sort_by(|a, b| b.dispatches.cmp(&a.dispatches).then_with(|| a.name.cmp(&b.name)));
    cities.truncate(CITIES);
    let reckoning = reckon(chronicle.incidents.values(), &rows::headline(desk), &chronicle.places);
    let is_developing =
        |number: &Number| chronicle.dispatches[*number].status == Some(Status::Developing);
    let (developing, latest): (Vec<Number>, Vec<Number>) =
        current(desk).into_iter().partition(is_developing);
    let rows = |numbers: Vec<Number>, most: usize| -> Vec<DispatchRowView> {
        let numbers = numbers.into_iter().take(most);
        numbers.map(|number| rows::dispatch(desk, here, number)).collect()
    };
    Sheet::of(View::Front(FrontPage {
        site: desk.site(here),
        page: desk.head(here, "", None),
        linked_data: linked_data::website(desk),
        developing: rows(developing, DEVELOPING),
        latest: rows(latest, LATEST),
        dispatch_count: lists::originals(desk).len(),
        all_dispatches: desk.linker.link(here, &address::dispatches()),
        cities,
        city_count,
        all_cities: desk.linker.link(here, &address::cities()),
        toll: rows::toll(desk, here, &reckoning, &Scope::everywhere(Period::Always)),
        years: timeline::year_views(desk, here),
        month: timeline::latest(desk, here),
        corrections: changes(desk, here),
        days: days(desk),
    }))
}

/// The dispatches that nothing replaced, newest first.
fn current(desk: &Desk<'_>) -> Vec<Number> {
    let current = |number: &Number| {
        let dispatch = &desk.chronicle.dispatches[*number];
        let superseded = desk.chronicle.references.superseded_by[*number].is_some();
        !superseded && dispatch.withdrawn.is_none()
    };
    lists::originals(desk).into_iter().rev().filter(current).collect()
}

/// The first and last day anything happened.
pub fn days(desk: &Desk<'_>) -> Option<DaysView> {
    let days = || desk.chronicle.incidents.values().map(|incident| incident.days);
    let first = days().map(|days| days.from()).min()?;
    let last = days().map(|days| days.to()).max()?;
    Some(figures::days(DayRange::new(first, last)?, DayPrecision::Day))
}

/// The newest corrections and withdrawals.
fn changes(desk: &Desk<'_>, here: &Route) -> Vec<CorrectionRowView> {
    let newest = desk.ledger.without_replacements().rev();
    newest.take(CORRECTIONS).map(|entry| corrections::corrected(desk, here, entry)).collect()
}

/// A plain page, at its own path.
pub fn plain(desk: &Desk<'_>, page: &Arc<PlainPage>) -> Planned {
    let telling = Arc::clone(page);
    Planned::page(Kind::Plain, desk.page_route(page), move |desk, here| {
        let page = &telling;
        let about = page.summary.as_deref().unwrap_or(&page.body.excerpt);
        let lang = page.lang.as_deref().unwrap_or(&desk.config.language);
        let view = View::Plain(PlainPageView {
            site: desk.site_in(here, lang),
            page: desk.head_in(here, &page.title.value, Some(about), lang),
            summary: page.summary.clone(),
            marks: if page.draft { vec!["draft"] } else { Vec::new() },
        });
        Sheet::Template { view, prose: desk.prose(here, &page.path, &page.body) }
    })
    .telling(&page.path)
}
