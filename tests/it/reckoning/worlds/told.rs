//! How reporters put down what they know of a happening: as much of the truth as they have, and nothing against it.
//! It does not know what the site makes of it.

use std::fmt::Write;

use dateline::field::day::Day;

use super::{CITIES, FIRST, Figures, Happening, Place, Report, Says};

impl Happening {
    fn cities(&self) -> Vec<usize> {
        let mut cities: Vec<usize> = self.deeds.iter().map(|deed| deed.city).collect();
        cities.sort_unstable();
        cities.dedup();
        cities
    }

    fn killed(&self, group: usize) -> u64 {
        self.deeds.iter().map(|deed| deed.killed[group]).sum()
    }

    fn all_killed(&self) -> u64 {
        (0..3).map(|group| self.killed(group)).sum()
    }

    fn injured(&self) -> u64 {
        self.deeds.iter().map(|deed| deed.injured).sum()
    }

    /// The keys of a place that holds all of it, as closely as the report knows it and the truth allows.
    fn place(&self, place: Place) -> String {
        let cities = self.cities();
        let lies_in = |region: &str| cities.iter().all(|city| CITIES[*city].1.contains(&region));
        let closest = CITIES[cities[0]].1;
        let in_iraq = |city: &usize| CITIES[*city].0 != "Kyiv";
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
                format!("city: {}\nlocation: {{precision: subregion}}", CITIES[cities[0]].0)
            }
            (Place::CitiesAndMore(more), _) => named(cities.iter().copied().chain([more])),
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

    /// One voice's figures as keys in a mapping.
    fn figures(&self, figures: &Figures) -> String {
        let (killed, injured) = (self.all_killed(), self.injured());
        match figures {
            Figures::Silent | Figures::Claims(..) => String::new(),
            Figures::Bare(says) => format!("casualties: {}", says.of(killed + injured)),
            Figures::Killed(says) => format!("killed: {}", says.of(killed)),
            Figures::Apart(one, other) => {
                format!("killed: {}, injured: {}", one.of(killed), other.of(injured))
            }
            Figures::Groups(all, parts) => {
                let all = all.map(|says| format!("total: {}", says.of(killed)));
                let names = ["civilian", "combatant", "unknown_status"];
                let parts = parts.iter().enumerate().filter_map(|(group, says)| {
                    Some(format!("{}: {}", names[group], says.as_ref()?.of(self.killed(group))))
                });
                let given: Vec<String> = all.into_iter().chain(parts).collect();
                match given.is_empty() {
                    true => "killed: unknown".to_owned(),
                    false => format!("killed: {{{}}}", given.join(", ")),
                }
            }
        }
    }

    fn report_on(&self, report: &Report, published: u16) -> String {
        let mut keys = format!("{}\n{}\n", self.place(report.place), self.event(report.slack));
        match &report.figures {
            Figures::Silent => {}
            Figures::Claims(claims, lie) => {
                keys += "attribution: [{to: coalition, how: alleged}]\nclaims:\n";
                for (speaker, age, figures) in claims {
                    let as_of = date(published - age);
                    let figures = self.figures(figures);
                    let _ =
                        writeln!(keys, "- {{by: Speaker {speaker}, as_of: {as_of}, {figures}}}");
                }
                // The accused are heard on what nobody else speaks of, so their lie is of the killed and the injured.
                let all_spoken_of = claims.iter().any(|(.., it)| matches!(it, Figures::Apart(..)));
                if *lie && all_spoken_of {
                    keys += "- {by: The coalition, party: coalition, killed: 0, injured: 90000}\n";
                }
            }
            Figures::Bare(says) => {
                let _ =
                    writeln!(keys, "casualties: {}", says.of(self.all_killed() + self.injured()));
            }
            figures => {
                let _ = writeln!(keys, "casualties: {{{}}}", self.figures(figures));
            }
        }
        keys
    }

    /// The dispatches on it: their names and keys.
    pub(super) fn dispatches(&self, id: usize) -> Vec<(String, String)> {
        let mut dispatches = Vec::new();
        for (n, report) in self.reports.iter().enumerate() {
            let published = 200 + u16::try_from(n).unwrap_or(0);
            let mut keys = format!("date: {}\nincident: i-{id}\n", date(published));
            let is_last = n + 1 == self.reports.len();
            if is_last && self.replaced {
                let _ = writeln!(keys, "supersedes: lie-{id}");
            }
            keys += &self.report_on(report, published);
            dispatches.push((format!("report-{id}-{n}"), keys));
        }
        let lie =
            format!("incident: i-{id}\ncasualties: {{killed: 70000, injured: 80000, missing: 5}}");
        if self.replaced {
            let (place, event) = (self.place(Place::Cities), self.event((0, 0)));
            let keys = format!("date: {}\n{lie}\n{place}\n{event}", date(150));
            dispatches.push((format!("lie-{id}"), keys));
        }
        if self.withdrawn {
            let keys = format!("date: {}\n{lie}\n{}", date(250), WITHDRAWN);
            dispatches.push((format!("gone-{id}"), keys));
        }
        dispatches
    }
}

/// What a withdrawn dispatch says, and none of it may be left in any toll.
pub(in crate::reckoning) const WITHDRAWN: &str =
    "city: Erbil\nregion: Nineveh\ngrade: discounted\nevent: 2016-12-31
withdrawn: {on: 2018-01-01, why: invented}";

impl Says {
    fn of(self, truth: u64) -> String {
        match self {
            Says::Exactly => truth.to_string(),
            Says::Between(below, above) => {
                format!("{}-{}", truth.saturating_sub(below), truth + above)
            }
            Says::AtLeast(below) => format!("at least {}", truth.saturating_sub(below)),
            Says::UpTo(above) => format!("up to {}", truth + above),
            Says::Nothing => "unknown".to_owned(),
        }
    }
}

fn named(cities: impl Iterator<Item = usize>) -> String {
    let names: Vec<&str> = cities.map(|city| CITIES[city].0).collect();
    format!("cities: [{}]", names.join(", "))
}

pub(super) fn date(day: u16) -> Day {
    let first = Day::parse(FIRST).expect("it is a day");
    let mut days = std::iter::successors(Some(first), |day| day.next());
    days.nth(usize::from(day)).expect("time goes on")
}
