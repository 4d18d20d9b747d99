//! How reporters word the numbers they know: as much of the truth as they have, and nothing against it.
//! It does not know where or when, nor what is told: an incident and a toll are worded alike.

use std::fmt::Write;

use proptest::collection::vec;
use proptest::prelude::*;

use super::deeds::{Harmed, date};

/// What a report says of a number it knows something about.
#[derive(Clone, Copy, Debug)]
pub(super) enum Says {
    Exactly,
    Between(u64, u64),
    AtLeast(u64),
    UpTo(u64),
    Nothing,
}

/// How a report words its figures.
#[derive(Clone, Debug)]
pub(super) enum Figures {
    Silent,
    Bare(Says),
    Killed(Says),
    Apart(Says, Says),
    Groups(Option<Says>, [Option<Says>; 3]),
    /// What several speakers say, how long before the report, and whether the accused lie beside them.
    Claims(Vec<(usize, u16, Figures)>, bool),
}

fn says() -> impl Strategy<Value = Says> {
    prop_oneof![
        4 => Just(Says::Exactly),
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
        3 => (proptest::option::weighted(0.3, says()), groups).prop_map(|(all, parts)| Figures::Groups(all, parts)),
    ]
}

pub(super) fn figures() -> impl Strategy<Value = Figures> {
    let claim = (0..3_usize, 0..3_u16, plain_figures());
    let claims = (vec(claim, 1..4), any::<bool>());
    prop_oneof![
        1 => Just(Figures::Silent),
        4 => plain_figures(),
        3 => claims.prop_map(|(claims, lie)| Figures::Claims(claims, lie)),
    ]
}

impl Figures {
    /// All of the truth.
    pub(super) const EXACT: Figures = Figures::Apart(Says::Exactly, Says::Exactly);

    /// The keys of a report on `harmed` that is published on this day.
    pub(super) fn keys(&self, harmed: Harmed, published: u16) -> String {
        match self {
            Figures::Silent => String::new(),
            Figures::Claims(claims, lie) => {
                let mut keys = "attribution: [{to: coalition, how: alleged}]\nclaims:\n".to_owned();
                for (speaker, age, figures) in claims {
                    let (as_of, figures) = (date(published - age), figures.in_mapping(harmed));
                    let _ =
                        writeln!(keys, "- {{by: Speaker {speaker}, as_of: {as_of}, {figures}}}");
                }
                // The accused are heard on what nobody else speaks of, so their lie is of the killed and the injured.
                let all_spoken_of = claims.iter().any(|(.., it)| matches!(it, Figures::Apart(..)));
                if *lie && all_spoken_of {
                    keys += "- {by: The coalition, party: coalition, killed: 0, injured: 90000}\n";
                }
                keys
            }
            Figures::Bare(_) => format!("{}\n", self.in_mapping(harmed)),
            figures => format!("casualties: {{{}}}\n", figures.in_mapping(harmed)),
        }
    }

    /// One voice's figures as keys in a mapping.
    fn in_mapping(&self, harmed: Harmed) -> String {
        let (killed, injured) = (harmed.all_killed(), harmed.injured);
        match self {
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
                    Some(format!("{}: {}", names[group], says.as_ref()?.of(harmed.killed[group])))
                });
                let given: Vec<String> = all.into_iter().chain(parts).collect();
                match given.is_empty() {
                    true => "killed: unknown".to_owned(),
                    false => format!("killed: {{{}}}", given.join(", ")),
                }
            }
        }
    }
}

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
