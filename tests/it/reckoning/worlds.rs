//! Worlds in which the truth is known, and sound reports of them: incidents, tolls over a period, and series, with what
//! they truly declare of each other, and lies that were taken back. `truth` holds every answer to the truth.

mod declared;
mod deeds;
pub(super) mod told;
mod tolls;
mod truth;
mod wording;

use proptest::collection::vec;
use proptest::prelude::*;

use super::files;
use declared::declared;
use deeds::{ATLAS, CITIES, DAYS, Deed, DeedSet, deed};
use told::{Happening, happening};
use tolls::{Series, Toll, series, toll};

pub(super) use deeds::{date, measures};

/// What happened in a world, and what was reported of it.
#[derive(Clone, Debug)]
pub(super) struct World {
    happenings: Vec<Happening>,
    /// Deeds of which no incident tells; a toll may count them.
    unreported: Vec<Deed>,
    tolls: Vec<Toll>,
    series: Vec<Series>,
}

/// An incident or toll that is reported, and the deeds that it tells of, by their place among all.
struct Told {
    id: String,
    deeds: DeedSet,
    is_toll: bool,
}

/// A world with incidents, tolls and series.
pub(super) fn world() -> impl Strategy<Value = World> {
    let incidents = (vec(happening(), 0..4), vec(deed(), 0..4));
    let totals = (vec(toll(), 0..4), vec(series(), 0..2));
    (incidents, totals).prop_map(|((happenings, unreported), (tolls, series))| World {
        happenings,
        unreported,
        tolls,
        series,
    })
}

/// Days to ask for, beside months and years.
pub(super) fn periods() -> impl Strategy<Value = Vec<String>> {
    let days = (0..DAYS, 0..DAYS);
    let period = days.prop_map(|(from, length)| format!("{}/{}", date(from), date(from + length)));
    vec(period, 2)
}

/// Everywhere, each city, and the regions and countries around them: always, in months and years, and in other `periods`.
pub(super) fn questions(periods: &[String]) -> Vec<String> {
    let fixed = ["", "2016", "2017", "2016-12", "2017-01"];
    let periods: Vec<&str> = fixed.into_iter().chain(periods.iter().map(String::as_str)).collect();
    let cities = CITIES.iter().map(|town| town.name.replace(' ', "_"));
    let around = ["Nineveh", "Sinjar_District", "Erbil_Province", "Kyiv_Oblast"];
    let regions = around.into_iter().map(|region| format!("region:{region}"));
    let others = ["country:IQ", "country:UA", "everywhere"].map(str::to_owned);
    let asked = |place: String| {
        let questions = periods.iter().map(move |period| format!("{place} {period}"));
        questions.map(|question| question.trim().to_owned())
    };
    cities.chain(regions).chain(others).flat_map(asked).collect()
}

impl World {
    /// The same world without secrets: every deed has its incident, every figure is exact, and every toll declares
    /// what is inside and outside of it.
    pub(super) fn in_plain_sight(self) -> World {
        World {
            happenings: self.happenings.into_iter().flat_map(Happening::in_plain_sight).collect(),
            unreported: self.unreported,
            tolls: self.tolls.into_iter().map(Toll::in_plain_sight).collect(),
            series: self.series.into_iter().map(Series::in_plain_sight).collect(),
        }
    }

    /// Whether some were first told of in another group than their own.
    pub(super) fn moves_people(&self) -> bool {
        self.happenings.iter().any(|happening| happening.mistaken > 0)
    }

    /// The files of the site that reports on it.
    pub(super) fn files(&self) -> Vec<(String, String)> {
        let mut all = files(ATLAS);
        all.extend(self.dispatches(0));
        all
    }

    /// The dispatches on it; incidents, tolls and series are numbered from `first`.
    pub(super) fn dispatches(&self, first: usize) -> Vec<(String, String)> {
        let (deeds, facts) = (self.deeds(), self.facts(first));
        let incidents = self.happenings.iter().zip(first..);
        let mut named: Vec<(String, String)> =
            incidents.flat_map(|(happening, id)| happening.dispatches(id)).collect();
        let mut at = self.happenings.len();
        for (toll, id) in self.tolls.iter().zip(first..) {
            let declared = declared(&facts, at, &toll.knows, toll.lost(id));
            named.extend(toll.dispatches(id, &deeds, &declared));
            at += 1;
        }
        for (series, id) in self.series.iter().zip(first..) {
            for (n, member) in series.members(&deeds).iter().enumerate() {
                let declared = declared(&facts, at, &series.knows, None);
                named.push(member.dispatch((id, n), &deeds, &declared));
                at += 1;
            }
        }
        named.iter().map(|(name, keys)| super::file_of(name, keys)).collect()
    }

    /// All that happened.
    fn deeds(&self) -> Vec<&Deed> {
        let incidents = self.happenings.iter().flat_map(|happening| &happening.deeds);
        incidents.chain(&self.unreported).collect()
    }

    /// All that is reported: the incidents, then the tolls, then the members of series.
    fn facts(&self, first: usize) -> Vec<Told> {
        let deeds = self.deeds();
        let mut facts = Vec::new();
        let mut next = 0;
        for (happening, id) in self.happenings.iter().zip(first..) {
            let own = next..next + happening.deeds.len();
            next = own.end;
            facts.push(Told { id: format!("i-{id}"), deeds: own.collect(), is_toll: false });
        }
        for (toll, id) in self.tolls.iter().zip(first..) {
            let (id, deeds) = (format!("t-{id}"), toll.counts(&deeds));
            facts.push(Told { id, deeds, is_toll: true });
        }
        for (series, id) in self.series.iter().zip(first..) {
            let members = series.members(&deeds).into_iter().enumerate();
            facts.extend(members.map(|(n, member)| Told {
                id: format!("s-{id}-{n}"),
                deeds: member.deeds,
                is_toll: true,
            }));
        }
        facts
    }
}
