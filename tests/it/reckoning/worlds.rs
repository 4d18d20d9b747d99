//! Worlds in which the truth is known, sound reports of them, and lies that were taken back: the truth lies in the
//! range of every toll, once "and up to N more" is added.

pub(super) mod told;

use dateline::chronicle::measure::Measure;
use dateline::chronicle::reckoning::{Reckoning, Toll};
use dateline::field::casualties::{Group, Harm};
use dateline::field::day::DayRange;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::{Site, files, period, site_of};
use told::date;

/// Where things happen: each city and the regions it lies in, the closest first.
const CITIES: [(&str, &[&str]); 4] = [
    ("Mosul", &["Nineveh"]),
    ("Sinjar", &["Sinjar District", "Nineveh"]),
    ("Erbil", &["Erbil Province"]),
    ("Kyiv", &["Kyiv Oblast"]),
];

const ATLAS: &str = "== cities/mosul
    name: Mosul
    region: Nineveh
    == cities/sinjar
    name: Sinjar
    region: Sinjar District
    == cities/erbil
    name: Erbil
    region: Erbil Province
    == cities/kyiv
    name: Kyiv
    region: Kyiv Oblast
    == regions/nineveh
    name: Nineveh
    country: IQ
    == regions/sinjar-district
    name: Sinjar District
    within: Nineveh
    == regions/erbil-province
    name: Erbil Province
    country: IQ
    == regions/kyiv-oblast
    name: Kyiv Oblast
    country: UA";

/// The day that other days are counted from; a hundred of them reach over a new year and four ends of months.
const FIRST: &str = "2016-12-01";

/// People harmed at one place on one day.
#[derive(Clone, Debug)]
struct Deed {
    city: usize,
    day: u16,
    /// Killed civilians, combatants and people of unknown status.
    killed: [u64; 3],
    injured: u64,
}

/// What a report says of a number it knows something about.
#[derive(Clone, Copy, Debug)]
enum Says {
    Exactly,
    Between(u64, u64),
    AtLeast(u64),
    UpTo(u64),
    Nothing,
}

/// How a report words its figures.
#[derive(Clone, Debug)]
enum Figures {
    Silent,
    Bare(Says),
    Killed(Says),
    Apart(Says, Says),
    Groups(Option<Says>, [Option<Says>; 3]),
    /// What several speakers say, how long before the report, and whether the accused lie beside them.
    Claims(Vec<(usize, u16, Figures)>, bool),
}

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
}

/// One incident: what happened, what was reported of it, and what was invented.
#[derive(Clone, Debug)]
pub(super) struct Happening {
    deeds: Vec<Deed>,
    reports: Vec<Report>,
    /// A lie that was withdrawn.
    withdrawn: bool,
    /// A lie that the last report replaced.
    replaced: bool,
}

fn deed() -> impl Strategy<Value = Deed> {
    let killed = [0..30_u64, 0..5, 0..5];
    (0..CITIES.len(), 0..100_u16, killed, 0..40_u64).prop_map(|(city, day, killed, injured)| Deed {
        city,
        day,
        killed,
        injured,
    })
}

fn says() -> impl Strategy<Value = Says> {
    prop_oneof![
        2 => Just(Says::Exactly),
        2 => (0..20_u64, 0..20_u64).prop_map(|(below, above)| Says::Between(below, above)),
        1 => (0..20_u64).prop_map(Says::AtLeast),
        1 => (0..20_u64).prop_map(Says::UpTo),
        1 => Just(Says::Nothing),
    ]
}

fn plain_figures() -> impl Strategy<Value = Figures> {
    let groups = [(); 3].map(|()| proptest::option::of(says()));
    prop_oneof![
        2 => says().prop_map(Figures::Bare),
        2 => says().prop_map(Figures::Killed),
        2 => (says(), says()).prop_map(|(killed, injured)| Figures::Apart(killed, injured)),
        1 => (proptest::option::of(says()), groups).prop_map(|(all, parts)| Figures::Groups(all, parts)),
    ]
}

fn figures() -> impl Strategy<Value = Figures> {
    let claim = (0..3_usize, 0..3_u16, plain_figures());
    let claims = (vec(claim, 1..4), any::<bool>());
    prop_oneof![
        1 => Just(Figures::Silent),
        4 => plain_figures(),
        3 => claims.prop_map(|(claims, lie)| Figures::Claims(claims, lie)),
    ]
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
    (place, slack, figures()).prop_map(|(place, slack, figures)| Report { place, slack, figures })
}

/// What happened in a world, and what was reported of it.
pub(super) fn world() -> impl Strategy<Value = Vec<Happening>> {
    let happening = (vec(deed(), 1..3), vec(report(), 1..4), any::<bool>(), any::<bool>());
    let happening = happening.prop_map(|(deeds, reports, withdrawn, replaced)| Happening {
        deeds,
        reports,
        withdrawn,
        replaced,
    });
    vec(happening, 1..4)
}

/// The files of the site that reports on `world`.
pub(super) fn reported(world: &[Happening]) -> Vec<(String, String)> {
    let dispatches = world.iter().enumerate().flat_map(|(id, it)| it.dispatches(id));
    let mut all = files(ATLAS);
    all.extend(dispatches.map(|(name, keys)| super::file_of(&name, &keys)));
    all
}

/// Everywhere and each city, always and in each month and year.
pub(super) fn questions() -> Vec<String> {
    let periods = ["", "2016", "2017", "2016-12", "2017-01"];
    let cities = CITIES.iter().map(|(name, _)| *name).chain(["everywhere"]);
    cities
        .flat_map(|city| periods.map(|period| format!("{city} {period}").trim().to_owned()))
        .collect()
}

/// How many were harmed where and when `question` asks.
fn truth(world: &[Happening], question: &str, measure: Measure) -> u64 {
    let mut words = question.split(' ');
    let city = words.next().filter(|city| *city != "everywhere");
    let days: Option<DayRange> = words.next().map(period);
    let deeds = world.iter().flat_map(|happening| &happening.deeds);
    let asked = deeds.filter(|deed| {
        let here = city.is_none_or(|city| CITIES[deed.city].0 == city);
        here && days.is_none_or(|days| days.contains(date(deed.day)))
    });
    let count = |deed: &Deed| match measure {
        Measure::Whole(Harm::Injured) => deed.injured,
        Measure::Casualties => deed.injured + deed.killed.iter().sum::<u64>(),
        Measure::Part(_, Group::Civilian) => deed.killed[0],
        Measure::Part(_, Group::Combatant) => deed.killed[1],
        Measure::Part(..) => deed.killed[2],
        Measure::Whole(_) => deed.killed.iter().sum(),
    };
    asked.map(count).sum()
}

/// The most that a row supports with all that stands beside it; `None` when nobody knows.
fn most(reckoning: &Reckoning, measure: Measure, row: Option<&Toll>) -> Option<u64> {
    let counted = match row {
        Some(row) if row.unknown == 0 => row.bounds?.max?,
        None if reckoning.counted.is_empty() => 0,
        _ => return None,
    };
    let beside = [&reckoning.place_unclear, &reckoning.spans];
    beside.iter().try_fold(counted, |sum, beside| Some(sum + beside.most(measure)?))
}

fn measures() -> impl Iterator<Item = Measure> {
    let parts = Group::STATUS.map(|group| Measure::Part(Harm::Killed, group));
    let wholes = [Measure::Whole(Harm::Killed), Measure::Whole(Harm::Injured), Measure::Casualties];
    wholes.into_iter().chain(parts)
}

proptest! {
    #[test]
    fn the_truth_is_inside_every_toll_of_sound_reports(world in world()) {
        let site: Site = site_of(&reported(&world));
        // A report that knows less than the one before is a fall, and a lie that is gone brings an older number back.
        let tolerated = ["figure-falls", "withdrawal-revives", "suspected-duplicate"];
        prop_assert!(site.broken().iter().all(|rule| tolerated.contains(rule)), "{:#?}", site.faults);
        for question in questions() {
            let reckoning = site.reckon(&question);
            prop_assert!(reckoning.graded_out.is_empty());
            for measure in measures() {
                let truth = truth(&world, &question, measure);
                let row = reckoning.rows.get(&measure);
                let least = row.and_then(|row| row.bounds).map_or(0, |bounds| bounds.min);
                let most = most(&reckoning, measure, row);
                let inside = least <= truth && most.is_none_or(|most| truth <= most);
                prop_assert!(
                    inside,
                    "{question}: {} are {truth}, but:\n{}",
                    measure.name(),
                    site.answer(&question)
                );
            }
        }
    }
}
