//! Plans the front page.
//! It does not know what the page looks like; the theme does.

use std::cmp::Reverse;

use crate::chronicle::city_names::CityName;
use crate::chronicle::references::DispatchId;
use crate::field::dateline::DayPrecision;
use crate::field::dispatch::Status;
use crate::plan::address;
use crate::plan::edition::Sheet;
use crate::plan::index::Index;
use crate::plan::index::scope::Scope;
use crate::plan::page::{cities, linked_data, timeline};
use crate::plan::period::Period;
use crate::plan::planned::Planned;
use crate::plan::route::Route;
use crate::plan::row::{correction, dispatch, figures, toll};
use crate::plan::site::Site;
use crate::plan::view::lists::{CorrectionRowView, DispatchRowView};
use crate::plan::view::pages::FrontPage;
use crate::plan::view::{Kind, View};

/// Maximum number of developing dispatches on the front page.
const DEVELOPING: usize = 3;

/// Maximum number of other dispatches on the front page.
const LATEST: usize = 12;

/// Maximum number of cities on the front page.
const CITIES: usize = 24;

/// Maximum number of corrections and withdrawals on the front page.
const CORRECTIONS: usize = 5;

/// The front page.
pub(crate) fn pages(_: &Index<'_>) -> Vec<Planned> {
    vec![Planned::page(Kind::Front, address::front(), sheet)]
}

fn sheet(site: &Site<'_>, here: &Route) -> Sheet {
    let chronicle = site.index.chronicle;
    let mut cities = site.index.place_lists.all.clone();
    let city_count = cities.len();
    let dispatches = |city: &CityName| site.index.gazetteer[city].dispatches.len();
    cities.sort_by_key(|city| Reverse(dispatches(city)));
    cities.truncate(CITIES);
    let always = Scope::everywhere(Period::Always);
    let is_developing =
        |number: &DispatchId| chronicle.dispatches[*number].status == Some(Status::Developing);
    let (developing, latest): (Vec<DispatchId>, Vec<DispatchId>) =
        current(site).into_iter().partition(is_developing);
    let rows = |numbers: Vec<DispatchId>, most: usize| -> Vec<DispatchRowView> {
        let numbers = numbers.into_iter().take(most);
        numbers.map(|number| dispatch::row(&site.index, here, number)).collect()
    };
    Sheet::of(View::Front(FrontPage {
        site: site.frame(here),
        page: site.head(here, "", None),
        linked_data: linked_data::website(&site.index),
        developing: rows(developing, DEVELOPING),
        latest: rows(latest, LATEST),
        dispatch_count: site.index.chronicle.originals().len(),
        all_dispatches: site.index.linker.link(here, &address::dispatches()),
        cities: cities::rows_of_cities(&site.index, here, &cities),
        city_count,
        all_cities: site.index.linker.link(here, &address::cities()),
        toll: toll::view(&site.index, here, &always.toll(&site.index), &always),
        years: timeline::year_views(site, here),
        month: timeline::latest(site, here),
        corrections: changes(site, here),
        days: site.index.days().map(|days| figures::days(days, DayPrecision::Day)),
    }))
}

/// Dispatches that are neither superseded nor withdrawn, newest first.
fn current(site: &Site<'_>) -> Vec<DispatchId> {
    let current = |number: &DispatchId| {
        let dispatch = &site.index.chronicle.dispatches[*number];
        let superseded = site.index.chronicle.references.superseded_by[*number].is_some();
        !superseded && dispatch.withdrawn.is_none()
    };
    site.index.chronicle.originals().into_iter().rev().filter(current).collect()
}

/// The newest corrections and withdrawals, newest first.
fn changes(site: &Site<'_>, here: &Route) -> Vec<CorrectionRowView> {
    let newest = site.index.changes.without_replacements().rev();
    newest.take(CORRECTIONS).map(|entry| correction::corrected(&site.index, here, entry)).collect()
}
