//! Incidents: what happened in one, what reporters put down of it, and what was invented and taken back.
//! It does not know tolls, nor what the site makes of the reports.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::deeds::{CITIES, Deed, Harmed, date, deed};
use super::wording::{Figures, figures};

/// How closely a report knows the place.
#[derive(Clone, Copy, Debug)]
enum Place {
    Cities,
    CitiesAndMore(usize),
    Region,
    Country,
    Guess,
}

#[derive(Clone, Debug)]
struct Report {
    place: Place,
    /// Days before and after the deeds.
    slack: (u16, u16),
    figures: Figures,
    list: List,
}

/// Which of the people who were truly harmed a report lists.
#[derive(Clone, Copy, Debug, Default)]
struct List {
    /// Of the dead, those with a name, by a bit for each.
    named: u16,
    /// Of the hurt, those with a name.
    hurt: u8,
    /// The dead who are listed as missing as yet.
    missing: u8,
    /// How many of the dead have no name.
    nameless: u64,
}

impl List {
    /// The key `victims`, with people of whom all are among those truly `harmed`.
    fn keys(self, harmed: Harmed) -> String {
        let mut people: Vec<String> = Vec::new();
        let is_in = |bits: u16, n: &u64| bits & (1 << n) != 0;
        let named = |n: &u64| *n < harmed.all_killed() && is_in(self.named, n);
        let dead: Vec<u64> = (0..16).filter(named).collect();
        people.extend(dead.iter().map(|n| format!("{{name: Name{n} Family}}")));
        let nameless = self.nameless.min(harmed.all_killed() - dead.len() as u64);
        people.extend((0..nameless).map(|_| "{sex: male}".to_owned()));
        let hurt = (0..8).filter(|n| *n < harmed.injured && is_in(self.hurt.into(), n));
        people.extend(hurt.map(|n| format!("{{name: Hurt{n} Family, harm: injured}}")));
        let missing = |n: &u64| *n < harmed.all_killed() && is_in(self.missing.into(), n);
        people.extend(
            (0..8).filter(missing).map(|n| format!("{{name: Name{n} Family, harm: missing}}")),
        );
        if people.is_empty() {
            String::new()
        } else {
            format!("\nvictims: [{}]", people.join(", "))
        }
    }
}

fn list() -> impl Strategy<Value = List> {
    let listed = (any::<u16>(), any::<u8>(), any::<u8>(), 0..4_u64);
    let listed =
        listed.prop_map(|(named, hurt, missing, nameless)| List { named, hurt, missing, nameless });
    prop_oneof![2 => Just(List::default()), 1 => listed]
}

/// One incident: what happened, what was reported of it, and what was invented.
#[derive(Clone, Debug)]
pub(super) struct Happening {
    pub(super) deeds: Vec<Deed>,
    reports: Vec<Report>,
    /// A lie that was withdrawn.
    withdrawn: bool,
    /// A lie that a later dispatch replaced.
    replaced: bool,
    /// How many combatants were taken for civilians in all reports but the last.
    pub(super) mistaken: u64,
}

fn report() -> impl Strategy<Value = Report> {
    let place = prop_oneof![
        4 => Just(Place::Cities),
        1 => (0..CITIES.len()).prop_map(Place::CitiesAndMore),
        1 => Just(Place::Region),
        1 => Just(Place::Country),
        1 => Just(Place::Guess),
    ];
    let slack = select(vec![(0, 0), (0, 0), (1, 1), (0, 9), (20, 0)]);
    let told = (place, slack, figures(), list());
    told.prop_map(|(place, slack, figures, list)| Report { place, slack, figures, list })
}

pub(super) fn happening() -> impl Strategy<Value = Happening> {
    let mistaken = prop_oneof![4 => Just(0), 1 => 1..5_u64];
    let parts = (vec(deed(), 1..3), vec(report(), 1..4), any::<bool>(), any::<bool>(), mistaken);
    parts.prop_map(|(deeds, reports, withdrawn, replaced, mistaken)| Happening {
        deeds,
        reports,
        withdrawn,
        replaced,
        mistaken,
    })
}

impl Happening {
    /// The same happening, of which everybody knows everything: each deed is an incident with one report.
    pub(super) fn in_plain_sight(self) -> impl Iterator<Item = Happening> {
        let report = Report {
            place: Place::Cities,
            slack: (0, 0),
            figures: Figures::EXACT,
            list: List::default(),
        };
        self.deeds.into_iter().map(move |deed| Happening {
            deeds: vec![deed],
            reports: vec![report.clone()],
            withdrawn: false,
            replaced: false,
            mistaken: 0,
        })
    }

    fn cities(&self) -> Vec<usize> {
        let mut cities: Vec<usize> = self.deeds.iter().map(|deed| deed.city).collect();
        cities.sort_unstable();
        cities.dedup();
        cities
    }

    /// The keys of a place that holds all of it, as closely as the report knows it and the truth allows.
    fn place(&self, place: Place) -> String {
        let cities = self.cities();
        let lies_in =
            |region: &str| cities.iter().all(|city| CITIES[*city].regions.contains(&region));
        let closest = CITIES[cities[0]].regions;
        let in_iraq = |city: &usize| CITIES[*city].country == "IQ";
        let one_country = cities.iter().all(in_iraq) || !cities.iter().any(in_iraq);
        let country = if in_iraq(&cities[0]) { "IQ" } else { "UA" };
        let common = closest.iter().rev().find(|region| lies_in(region));
        match (place, common) {
            (Place::Region, Some(region)) => {
                format!("region: {region}\nlocation: {{precision: region}}")
            }
            (Place::Region | Place::Country, _) if one_country => {
                format!("country: {country}\nlocation: {{precision: country}}")
            }
            (Place::Guess, _) if lies_in(closest[0]) => {
                format!("city: {}\nlocation: {{precision: subregion}}", CITIES[cities[0]].slug)
            }
            (Place::CitiesAndMore(more), _) => named(cities.iter().copied().chain([more])),
            // Everything else in the report decides at random how the name is written.
            _ if cities.len() == 1 => CITIES[cities[0]].keys(self.deeds[0].day),
            _ => named(cities.iter().copied()),
        }
    }

    /// The keys of days that hold all of it.
    fn event(&self, (before, after): (u16, u16)) -> String {
        let days = || self.deeds.iter().map(|deed| deed.day);
        let (first, last) = (days().min().unwrap_or(0), days().max().unwrap_or(0));
        let (from, to) = (date(first.saturating_sub(before)), date(last + after));
        format!("event: {{from: {from}, to: {to}, precision: days}}")
    }

    fn report_on(&self, report: &Report, published: u16, is_last: bool) -> String {
        let mistaken = if is_last { 0 } else { self.mistaken };
        let harmed = Harmed::of(&self.deeds).with_combatants_taken_for_civilians(mistaken);
        let figures = report.figures.keys(harmed, published) + &report.list.keys(harmed);
        format!("{}\n{}\n{figures}", self.place(report.place), self.event(report.slack))
    }

    /// How many of the dead some report lists by name.
    pub(super) fn killed_by_name(&self) -> u64 {
        let named = self.reports.iter().fold(0, |named, report| named | report.list.named);
        let killed = Harmed::of(&self.deeds).all_killed();
        (0..16).filter(|n| *n < killed && named & (1_u16 << n) != 0).count() as u64
    }

    /// The dispatches on it: their names and keys.
    pub(super) fn dispatches(&self, id: usize) -> Vec<(String, String)> {
        let mut dispatches = Vec::new();
        for (n, report) in self.reports.iter().enumerate() {
            let published = 200 + u16::try_from(n).unwrap_or(0);
            let mut keys = format!("date: {}\nincident: i-{id}\n", date(published));
            let is_last = n + 1 == self.reports.len();
            keys += &self.report_on(report, published, is_last);
            dispatches.push((format!("report-{id}-{n}"), keys));
        }
        let lie =
            format!("incident: i-{id}\ncasualties: {{killed: 70000, injured: 80000, missing: 5}}");
        if self.replaced {
            let (place, event) = (self.place(Place::Cities), self.event((0, 0)));
            let keys = format!("date: {}\n{lie}\n{place}\n{event}", date(150));
            dispatches.push((format!("lie-{id}"), keys));
            let unsaid = format!("supersedes: lie-{id}\nincident: i-{id}\n{UNSAID}");
            let keys = format!("date: {}\n{unsaid}\n{place}\n{event}", date(160));
            dispatches.push((format!("unsaid-{id}"), keys));
        }
        if self.withdrawn {
            let keys = format!("date: {}\n{lie}\n{}", date(250), WITHDRAWN);
            dispatches.push((format!("gone-{id}"), keys));
        }
        dispatches
    }
}

/// What takes back a figure for each harm without giving another.
pub(super) const UNSAID: &str = "casualties: {killed: unknown, injured: unknown, missing: unknown}";

/// What a withdrawn dispatch says, and none of it may be left in any toll.
pub(in crate::reckoning) const WITHDRAWN: &str =
    "city: Erbil\nregion: Nineveh\ngrade: discounted\nevent: 2016-12-31
withdrawn: {on: 2018-01-01, why: invented}";

/// The key of some cities.
pub(super) fn named(cities: impl Iterator<Item = usize>) -> String {
    let names: Vec<&str> = cities.map(|city| CITIES[city].slug).collect();
    format!("cities: [{}]", names.join(", "))
}
