//! What truly happened: people harmed in cities on days. It does not know who reports it, nor how.

use std::collections::BTreeSet;

use dateline::chronicle::measure::Measure;
use dateline::field::casualties::{Group, Harm};
use dateline::field::day::Day;
use dateline::field::word::Word;
use proptest::prelude::*;

/// A city where things happen.
pub(super) struct Town {
    /// The one name of the city.
    pub(super) name: &'static str,
    /// A spelling that means it alone.
    pub(super) slug: &'static str,
    /// The regions it lies in, the closest first.
    pub(super) regions: &'static [&'static str],
    pub(super) country: &'static str,
}

/// Where things happen. Two cities have one name.
pub(super) const CITIES: [Town; 4] = [
    Town { name: "Mosul", slug: "mosul", regions: &["Nineveh"], country: "IQ" },
    Town {
        name: "Sinjar",
        slug: "sinjar",
        regions: &["Sinjar District", "Nineveh"],
        country: "IQ",
    },
    Town {
        name: "Rivertown, Iraq",
        slug: "rivertown-east",
        regions: &["Erbil Province"],
        country: "IQ",
    },
    Town {
        name: "Rivertown, Ukraine",
        slug: "rivertown-west",
        regions: &["Kyiv Oblast"],
        country: "UA",
    },
];

impl Town {
    /// The keys of a place in this city only, in one of the ways that tell it from the other of its name.
    pub(super) fn keys(&self, way: u16) -> String {
        let (name, _) = self.name.split_once(',').unwrap_or((self.name, ""));
        match way % 3 {
            0 => format!("city: {}", self.slug),
            1 => format!("city: {name}\ncountry: {}", self.country),
            _ => format!("city: {name}\nregion: {}", self.regions[0]),
        }
    }
}

pub(super) const ATLAS: &str = "== cities/mosul
    name: Mosul
    region: Nineveh
    == cities/sinjar
    name: Sinjar
    region: Sinjar District
    == cities/rivertown-east
    name: Rivertown
    region: Erbil Province
    == cities/rivertown-west
    name: Rivertown
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

/// The days on which things happen.
pub(super) const DAYS: u16 = 100;

/// People harmed at one place on one day.
#[derive(Clone, Debug)]
pub(in crate::reckoning) struct Deed {
    pub(super) city: usize,
    pub(super) day: u16,
    /// Killed civilians, combatants and people of unknown status.
    pub(super) killed: [u64; 3],
    pub(super) injured: u64,
}

/// Some deeds of a world, by their place among all of its deeds.
pub(super) type DeedSet = BTreeSet<usize>;

/// How many came to harm in some deeds, each person once.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Harmed {
    pub(super) killed: [u64; 3],
    pub(super) injured: u64,
}

impl Harmed {
    pub(super) fn of<'d>(deeds: impl IntoIterator<Item = &'d Deed>) -> Harmed {
        deeds.into_iter().fold(Harmed::default(), |sum, deed| Harmed {
            killed: [0, 1, 2].map(|group| sum.killed[group] + deed.killed[group]),
            injured: sum.injured + deed.injured,
        })
    }

    /// The same people as they are told of when some combatants are still taken for civilians.
    pub(super) fn with_combatants_taken_for_civilians(self, most: u64) -> Harmed {
        let [civilians, combatants, others] = self.killed;
        let moved = most.min(combatants);
        Harmed { killed: [civilians + moved, combatants - moved, others], ..self }
    }

    pub(super) fn all_killed(self) -> u64 {
        self.killed.iter().sum()
    }

    pub(super) fn count(self, measure: Measure) -> u64 {
        match measure {
            Measure::Whole(Harm::Injured) => self.injured,
            Measure::Casualties => self.injured + self.all_killed(),
            Measure::Part(_, Group::Civilian) => self.killed[0],
            Measure::Part(_, Group::Combatant) => self.killed[1],
            Measure::Part(..) => self.killed[2],
            Measure::Whole(_) => self.all_killed(),
        }
    }
}

/// Every measure that a deed has people in.
pub(in crate::reckoning) fn measures() -> impl Iterator<Item = Measure> {
    let statuses = Group::ALL.iter().filter(|group| group.is_status());
    let parts = statuses.map(|group| Measure::Part(Harm::Killed, *group));
    let wholes = [Measure::Whole(Harm::Killed), Measure::Whole(Harm::Injured), Measure::Casualties];
    wholes.into_iter().chain(parts)
}

pub(super) fn deed() -> impl Strategy<Value = Deed> {
    let killed = [0..30_u64, 0..5, 0..5];
    // Many of them close to each other, so that there is something to count twice.
    let city = prop_oneof![0..CITIES.len(), 0..2_usize];
    let day = prop_oneof![0..DAYS, 20..40_u16];
    (city, day, killed, 0..40_u64).prop_map(|(city, day, killed, injured)| Deed {
        city,
        day,
        killed,
        injured,
    })
}

pub(in crate::reckoning) fn date(day: u16) -> Day {
    let first = Day::parse(FIRST).expect("it is a day");
    let mut days = std::iter::successors(Some(first), |day| day.next());
    days.nth(usize::from(day)).expect("time goes on")
}
