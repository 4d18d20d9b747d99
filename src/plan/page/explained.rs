//! Plans the pages that show how each total was counted, down to the dispatches behind it.
//! It does not know the counting rules; it shows what the chronicle counted.

mod lines;
mod sources;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::chronicle::incident::Incident;
use crate::chronicle::measure::Measure;
use crate::chronicle::reckoning::explanation::Line;
use crate::chronicle::reckoning::sum::Facts;
use crate::field::day::Month;
use crate::field::word::Word;
use crate::plan::address;
use crate::plan::edition::Sheet;
use crate::plan::index::Index;
use crate::plan::index::scope::{LISTED, Scope, anchor};
use crate::plan::page::explained::lines::{line_view, remainders};
use crate::plan::page::pager::{numbers, page_of};
use crate::plan::period::Period;
use crate::plan::planned::Planned;
use crate::plan::route::Route;
use crate::plan::row::killed::killed;
use crate::plan::row::{cited, tally, toll};
use crate::plan::site::Site;
use crate::plan::view::chart::Unit;
use crate::plan::view::explained::{
    ContributionMonthView, ContributionView, ExplainedPage, ExplainedPartyView, PartView,
    TollSourcesView, UncountedListView,
};
use crate::plan::view::lists::{IncidentRowView, PeriodRowView};
use crate::plan::view::toll::{CitedTollView, TollView};
use crate::plan::view::values::TitleView;
use crate::plan::view::{Kind, View};

/// Maximum number of incidents shown in each list of incidents that are not in the total.
const BESIDE: usize = 50;

/// The pages that explain the tolls of the site, of each year, of each month, of each city, region and country, and of each row of a party.
/// If the toll of a place or a row has too many incidents for one page, each of its years gets a page too.
pub(crate) fn pages(index: &Index<'_>) -> Vec<Planned> {
    let years = index.calendar.years().map(Period::Year);
    let months = index.calendar.months().map(Period::Month);
    let everywhere = [Period::Always].into_iter().chain(years).chain(months).map(Scope::everywhere);
    let cities = index.chronicle.places.cities.keys().map(Scope::city);
    let of_places = cities.chain(index.territories.keys().map(Scope::place)).flat_map(|place| {
        let years = place.parts(index).into_iter().map(|year| place.during(year));
        years.chain([place.clone()]).collect::<Vec<_>>()
    });
    let rows = index.parties.iter().flat_map(|(id, entry)| {
        entry.rows.keys().map(|row| Scope::party(id, *row)).collect::<Vec<_>>()
    });
    let of_parties = rows.flat_map(|row| {
        let years = row.parts(index).into_iter().map(|year| row.during(year));
        years.chain([row.clone()]).collect::<Vec<_>>()
    });
    let scopes = everywhere.chain(of_places).chain(of_parties);
    scopes.flat_map(|scope| pages_of(index, scope)).collect()
}

/// The page that explains one toll. If it has no shorter periods and its list is too long, the list goes on on numbered pages.
fn pages_of(index: &Index<'_>, scope: Scope) -> Vec<Planned> {
    let own = scope.explained_at(index);
    // A longer period has shorter ones, which are explained on pages of their own.
    let is_shortest = matches!(
        (scope.period, scope.is_everywhere()),
        (Period::Month(_), true) | (Period::Year(_), false)
    );
    let may_be_long = || scope.incidents(index).touching(scope.period).len() > LISTED;
    let of = match is_shortest && may_be_long() {
        true => scope.facts(index).div_ceil(LISTED).max(1),
        false => 1,
    };
    let page = |number: usize| {
        let (scope, of) = (scope.clone(), Part { number, of });
        let route = page_of(&own, number);
        Planned::page(Kind::Explained, route, move |site, here| sheet(site, here, &scope, of))
    };
    (1..=of).map(page).collect()
}

/// One page of a list that is in the order of days. Page 1 has the earliest.
#[derive(Clone, Copy)]
struct Part {
    number: usize,
    of: usize,
}

impl Part {
    /// The items of `list` on this page. The last page has all that is left.
    fn of<T>(self, list: &[T]) -> &[T] {
        let from = list.len().min((self.number - 1) * LISTED);
        let to = if self.number == self.of { list.len() } else { list.len().min(from + LISTED) };
        &list[from..to]
    }
}

fn sheet(site: &Site<'_>, here: &Route, scope: &Scope, part: Part) -> Sheet {
    let index = &site.index;
    let is_first = part.number == 1;
    let sorted = scope.sorted(index);
    let reckoning = sorted.reckon();
    let parts = scope.parts(index);
    let explanation = sorted.explain();
    let lines = explanation.lines.iter().filter(|line| !is_in_a_part(line.incident, &parts));
    let lines: Vec<&Line<'_>> = lines.collect();
    let elsewhere = match (&scope.place, is_first) {
        (Some(_), true) => on_later_pages(site, here, &lines, scope, part),
        _ => Vec::new(),
    };
    let lines = part.of(&lines).iter().copied();
    let beside = |all: Vec<&Incident>| match is_first {
        true => beside(site, here, all),
        false => UncountedListView::default(),
    };
    let lang = &index.config.language;
    let of_city = Some(scope).filter(|_| parts.is_empty());
    let city = scope.place.as_ref().map(|name| index.place_title(name, lang));
    let shown: Vec<Measure> = toll::shown(&reckoning).map(|(measure, _)| measure).collect();
    Sheet::of(View::Explained(ExplainedPage {
        site: site.frame(here),
        page: site.head(here, "", None),
        city: city.map(Cow::into_owned),
        country: scope.country(),
        party: scope.party.as_ref().map(|(id, row)| {
            let TitleView { title, lang } = index.own_party(id);
            ExplainedPartyView { name: title, lang, row: row.word() }
        }),
        year: scope.period.year(),
        month: scope.period.month(),
        toll_page: index.linker.link(here, &scope.shown_at(index)),
        toll: TollView { explained: None, ..toll::view(index, here, &reckoning, scope) },
        months: by_month(site, here, lines, &shown, of_city).into_iter().chain(elsewhere).collect(),
        remainders: match is_first {
            true => remainders(site, here, &explanation, &shown),
            false => Vec::new(),
        },
        sources: match is_first {
            true => sources::of_all(index, explanation.lines.iter().map(|line| line.incident)),
            false => TollSourcesView::default(),
        },
        place_unclear: beside(incidents(&sorted.place_unclear)),
        spans: beside(incidents(&sorted.spans)),
        excluded_by_grade: beside(sorted.graded_out),
        excluded_by_grade_unclear: beside(sorted.graded_out_unclear),
        numbers: numbers(index, here, &scope.explained_at(index), (part.number, part.of)),
        parts: part_views(site, here, scope, &parts),
    }))
}

fn is_in_a_part(incident: &Incident, parts: &[Period]) -> bool {
    let mut days = parts.iter().filter_map(|part| part.days());
    days.any(|days| incident.days.lies_within(days))
}

/// The shorter periods that have incidents or a known number of people killed.
fn part_views(site: &Site<'_>, here: &Route, scope: &Scope, parts: &[Period]) -> Vec<PartView> {
    let views = parts.iter().map(|part| part_view(site, here, &scope.during(*part)));
    views.filter(|part| part.incidents > 0 || part.killed.known).collect()
}

fn part_view(site: &Site<'_>, here: &Route, scope: &Scope) -> PartView {
    let reckoning = scope.toll(&site.index);
    let killed = killed(&site.index, &reckoning);
    PartView {
        year: scope.period.year(),
        month: scope.period.month(),
        href: scope.link(&site.index, here),
        incidents: reckoning.counted.len(),
        killed: killed.count,
        measure: killed.measure,
        civilians: killed.civilians,
        unknown: killed.unknown,
    }
}

fn by_month<'l>(
    site: &Site<'_>,
    here: &Route,
    lines: impl Iterator<Item = &'l Line<'l>>,
    shown: &[Measure],
    scope: Option<&Scope>,
) -> Vec<ContributionMonthView> {
    // Other months and years have pages of their own, which show their sums.
    let of_city = scope.filter(|scope| scope.place.is_some());
    let sum = |unit, month| of_city.map(|scope| sum_of(site, here, scope, (unit, month))).unzip();
    let mut months: BTreeMap<Month, Vec<ContributionView>> = BTreeMap::new();
    for line in lines {
        let month = line.incident.days.from().calendar_month();
        months.entry(month).or_default().push(line_view(site, here, line, shown));
    }
    let mut before = None;
    let view = |(month, lines): (Month, Vec<ContributionView>)| {
        let is_first = before.replace(month.year()) != Some(month.year());
        let (of_year, year_cited) = if is_first { sum(Unit::Year, month) } else { (None, None) };
        let (of_month, month_cited) = sum(Unit::Month, month);
        ContributionMonthView {
            year: month.year(),
            month: month.month(),
            id: anchor(month),
            of_year,
            of_month,
            year_cited: year_cited.flatten(),
            month_cited: month_cited.flatten(),
            listed_at: None,
            contributions: lines,
        }
    };
    months.into_iter().map(view).collect()
}

/// The toll of a month or year of a city, and how to quote it.
fn sum_of(
    site: &Site<'_>,
    here: &Route,
    scope: &Scope,
    (unit, month): (Unit, Month),
) -> (PeriodRowView, Option<CitedTollView>) {
    let row = tally::tally(&site.index, here, scope, (unit, month));
    let of = scope.during(match unit {
        Unit::Month => Period::Month(month),
        Unit::Year => Period::Year(month),
    });
    let cited = cited::of_row(&site.index, &row, &of);
    (row, cited)
}

/// The months of a city that are listed on later pages. So the address of each month stays on the first page, with its sum.
fn on_later_pages(
    site: &Site<'_>,
    here: &Route,
    lines: &[&Line<'_>],
    scope: &Scope,
    part: Part,
) -> Vec<ContributionMonthView> {
    let month_of = |line: &&Line<'_>| line.incident.days.from().calendar_month();
    let mut before = part.of(lines).last().map(month_of);
    let mut views = Vec::new();
    for number in 2..=part.of {
        let page = address::numbered(&scope.explained_at(&site.index), number);
        for line in (Part { number, ..part }).of(lines) {
            let month = month_of(line);
            if before.replace(month) == Some(month) {
                continue;
            }
            let id = anchor(month);
            let (of_month, month_cited) = sum_of(site, here, scope, (Unit::Month, month));
            views.push(ContributionMonthView {
                year: month.year(),
                month: month.month(),
                listed_at: Some(format!("{}#{id}", site.index.linker.link(here, &page))),
                id,
                of_year: None,
                of_month: Some(of_month),
                year_cited: None,
                month_cited,
                contributions: Vec::new(),
            });
        }
    }
    views
}

fn incidents<'i>(facts: &Facts<'i>) -> Vec<&'i Incident> {
    facts.list.iter().map(|fact| fact.incident).collect()
}

fn beside(site: &Site<'_>, here: &Route, mut sorted: Vec<&Incident>) -> UncountedListView {
    sorted.sort_by_key(|incident| incident.order());
    let row = |incident: &&Incident| -> Arc<IncidentRowView> { site.incident_row(here, incident) };
    UncountedListView {
        count: sorted.len(),
        incidents: sorted.iter().take(BESIDE).map(row).collect(),
        more: sorted.len().saturating_sub(BESIDE),
    }
}
