//! Plans the lists of parties: of all time, and of each year with its places.
//! It ranks nobody: parties and places are sorted by name.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::chronicle::city_names::CityName;
use crate::chronicle::incident::Incident;
use crate::chronicle::reckoning::parties::{OfParty, Standing};
use crate::chronicle::reckoning::question::Question;
use crate::chronicle::reckoning::{Reckoning, reckon};
use crate::field::day::Month;
use crate::field::place_name::PlaceName;
use crate::field::word::Word;
use crate::plan::address;
use crate::plan::edition::Sheet;
use crate::plan::index::Index;
use crate::plan::index::place_lists::folded;
use crate::plan::index::scope::Scope;
use crate::plan::page::party::{by_name, coalitions, link};
use crate::plan::period::Period;
use crate::plan::planned::Planned;
use crate::plan::route::Route;
use crate::plan::row::killed::killed;
use crate::plan::site::Site;
use crate::plan::view::party::{
    PartiesPage, PartyLineView, PartyPlaceLineView, PartyPlaceView, PartySumView, PartyYearView,
};
use crate::plan::view::{Kind, View};

/// The list of all time and those of years. None on a site that attributes nothing to a party that its settings name.
pub(crate) fn pages(index: &Index<'_>) -> Vec<Planned> {
    if index.parties.is_empty() {
        return Vec::new();
    }
    let list = |year: Option<Month>| {
        Planned::page(Kind::Parties, home(year), move |site, here| sheet(site, here, year))
    };
    let years = years(index).into_values().map(Some);
    [None].into_iter().chain(years).map(list).collect()
}

fn home(year: Option<Month>) -> Route {
    year.map_or_else(address::parties, |month| address::parties_in(month.year()))
}

/// The years in which an incident of a party began or ended, each with a month of it.
fn years(index: &Index<'_>) -> BTreeMap<i16, Month> {
    let rows = index.parties.values().flat_map(|entry| entry.rows.values());
    rows.flat_map(|row| row.incidents.months()).map(|month| (month.year(), month)).collect()
}

fn sheet(site: &Site<'_>, here: &Route, year: Option<Month>) -> Sheet {
    let index = &site.index;
    let period = year.map_or(Period::Always, Period::Year);
    let line = |id: &Arc<str>| PartyLineView {
        party: link(index, here, id),
        kind: index.parties[id].party.kind.clone(),
        part_of: coalitions(index, here, id),
        sums: index.parties[id]
            .rows
            .keys()
            .filter_map(|row| in_period(index, here, (id, *row), period))
            .collect(),
    };
    let lines = by_name(index, index.parties.keys()).into_iter().map(line);
    let year_view = |(of, month): (i16, Month)| PartyYearView {
        year: of,
        href: index.linker.link(here, &home(Some(month))),
        current: year.is_some_and(|year| year.year() == of),
    };
    Sheet::of(View::Parties(PartiesPage {
        site: site.frame(here),
        page: site.head(here, "", None),
        year: year.map(Month::year),
        parties: lines.filter(|line| year.is_none() || !line.sums.is_empty()).collect(),
        places: year.map(|year| places(index, here, Period::Year(year))).unwrap_or_default(),
        years: years(index).into_iter().map(year_view).collect(),
        all: year.map(|_| index.linker.link(here, &address::parties())),
    }))
}

/// A row of a party in a period. None if nothing of it is counted there, unless it is all time.
fn in_period(
    index: &Index<'_>,
    here: &Route,
    (id, row): (&Arc<str>, Standing),
    period: Period,
) -> Option<PartySumView> {
    let scope = Scope::party(id, row).during(period);
    let reckoning = scope.toll(index);
    let is_shown = period == Period::Always || counts(&reckoning);
    is_shown.then(|| sum(index, here, &reckoning, &scope))
}

fn counts(reckoning: &Reckoning) -> bool {
    !reckoning.counted.is_empty() || !reckoning.tolls.is_empty()
}

fn sum(index: &Index<'_>, here: &Route, reckoning: &Reckoning, scope: &Scope) -> PartySumView {
    let killed = killed(index, reckoning);
    PartySumView {
        row: scope.party.as_ref().map_or("", |(_, row)| row.word()),
        incidents: reckoning.counted.len(),
        killed: killed.count,
        measure: killed.measure,
        civilians: killed.civilians,
        unknown: killed.unknown,
        explained: scope.link(index, here),
    }
}

/// Everything that is attributed to parties in a period, by city. What is not known to be in a city comes last.
fn places(index: &Index<'_>, here: &Route, period: Period) -> Vec<PartyPlaceView> {
    let mut by_city: BTreeMap<CityName, Vec<PartyPlaceLineView>> = BTreeMap::new();
    let mut elsewhere = Vec::new();
    for id in by_name(index, index.parties.keys()) {
        for row in index.parties[id].rows.keys().copied() {
            let scope = Scope::party(id, row).during(period);
            for (city, incidents) in by_place(scope.incidents(index).touching(period)) {
                let party = Some(OfParty { family: &index.parties[id].family, standing: row });
                let grades = &index.config.headline_grades;
                let question = Question {
                    place: city.as_deref().map(PlaceName::City),
                    days: period.days(),
                    party,
                    grades,
                };
                let reckoning = reckon(incidents, &question, &index.chronicle.places);
                if !counts(&reckoning) {
                    continue;
                }
                let party = link(index, here, id);
                let line = PartyPlaceLineView { party, sum: sum(index, here, &reckoning, &scope) };
                match city {
                    Some(city) => by_city.entry(city).or_default().push(line),
                    None => elsewhere.push(line),
                }
            }
        }
    }
    let lang = &index.config.language;
    let of_city = |(city, lines): (CityName, _)| PartyPlaceView {
        place: Some(index.to_city(here, &city, lang)),
        parties: lines,
    };
    let mut places: Vec<PartyPlaceView> = by_city.into_iter().map(of_city).collect();
    places.sort_by_key(|it| it.place.as_ref().map(|place| folded(&place.title)));
    if !elsewhere.is_empty() {
        places.push(PartyPlaceView { place: None, parties: elsewhere });
    }
    places
}

/// The incidents of each city; under none, those that are not known to be in a city. One in several cities is in each.
fn by_place(incidents: Vec<&Incident>) -> BTreeMap<Option<CityName>, Vec<&Incident>> {
    let mut places: BTreeMap<Option<CityName>, Vec<&Incident>> = BTreeMap::new();
    for incident in incidents {
        let cities = &incident.place.cities;
        if incident.place.precision.is_vaguer_than_a_city() || cities.is_empty() {
            places.entry(None).or_default().push(incident);
            continue;
        }
        for city in cities {
            places.entry(Some(Arc::clone(city))).or_default().push(incident);
        }
    }
    places
}
