//! The rows of a toll: killed, injured, killed civilians, and so on.
//! It does not know the numbers in them.

use std::cmp::Ordering;

use serde::Serialize;

use crate::field::casualties::{Group, Harm};
use crate::field::word::Word;

/// One row of a toll. Rows sort in the order in which they are shown: each harm, then its parts; casualties are last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Measure {
    /// All people who suffered this harm.
    Whole(Harm),
    /// The people of one group who did.
    Part(Harm, Group),
    /// Killed and injured together, including bare numbers, which do not tell the two apart.
    Casualties,
}

impl Measure {
    /// Its name in data and templates: `killed`, `killed_civilian`, `casualties`.
    pub fn name(self) -> String {
        match self {
            Measure::Whole(harm) => harm.word().to_owned(),
            Measure::Part(harm, group) => format!("{}_{}", harm.word(), group.word()),
            Measure::Casualties => "casualties".to_owned(),
        }
    }

    /// The key it is written under: `casualties.killed`, `casualties.killed.civilian`, `casualties`.
    pub fn key(self) -> String {
        match self {
            Measure::Whole(harm) => format!("casualties.{}", harm.word()),
            Measure::Part(harm, group) => format!("casualties.{}.{}", harm.word(), group.word()),
            Measure::Casualties => "casualties".to_owned(),
        }
    }

    /// The measure written under `key`, which may leave out `casualties.`. None if it is no figure.
    pub fn of_key(key: &str) -> Option<Measure> {
        let mut parts = key.strip_prefix("casualties.").unwrap_or(key).split('.');
        let (whole, part, rest) = (parts.next()?, parts.next(), parts.next());
        match (whole, part, rest) {
            ("casualties", None, None) => Some(Measure::Casualties),
            (harm, None | Some("total"), None) => Harm::parse(harm).map(Measure::Whole),
            (harm, Some(group), None) => {
                Some(Measure::Part(Harm::parse(harm)?, Group::parse(group)?))
            }
            _ => None,
        }
    }

    /// The harm it is of; `None` for casualties, which are of several.
    pub fn harm(self) -> Option<Harm> {
        self.place().0
    }

    /// The group it is of, if it is of one.
    pub fn group(self) -> Option<Group> {
        self.place().1
    }

    /// The whole that it is a part of; itself, if it is a whole.
    pub fn whole(self) -> Measure {
        match self {
            Measure::Part(harm, _) => Measure::Whole(harm),
            whole => whole,
        }
    }

    /// Whether it is a part of another measure.
    pub fn is_part(self) -> bool {
        matches!(self, Measure::Part(..))
    }

    fn place(self) -> (Option<Harm>, Option<Group>) {
        match self {
            Measure::Whole(harm) => (Some(harm), None),
            Measure::Part(harm, group) => (Some(harm), Some(group)),
            Measure::Casualties => (None, None),
        }
    }

    /// The measures that the row of casualties adds up.
    pub fn in_casualties() -> impl Iterator<Item = Measure> + Clone {
        Harm::ALL.iter().filter(|harm| harm.is_casualty()).map(|harm| Measure::Whole(*harm))
    }

    /// Every whole that adds up over time, and last the row of casualties.
    pub fn adding_up() -> impl Iterator<Item = Measure> + Clone {
        let events = Harm::ALL.iter().filter(|harm| !harm.is_state());
        events.map(|harm| Measure::Whole(*harm)).chain([Measure::Casualties])
    }

    /// Whether it adds up over time. States (missing, displaced, trapped, held) are never added.
    pub fn adds_up(self) -> bool {
        match self {
            Measure::Whole(harm) | Measure::Part(harm, _) => !harm.is_state(),
            Measure::Casualties => true,
        }
    }

    /// Whether it is this harm, or a part of it.
    pub fn is_of(self, harm: Harm) -> bool {
        match self {
            Measure::Whole(of) | Measure::Part(of, _) => of == harm,
            Measure::Casualties => false,
        }
    }
}

impl Ord for Measure {
    fn cmp(&self, other: &Measure) -> Ordering {
        // Numbers are compared far faster than optional words, and a toll compares millions.
        let rank = |measure: &Measure| match *measure {
            Measure::Whole(harm) => (harm as u8, 0),
            Measure::Part(harm, group) => (harm as u8, 1 + group as u8),
            // Casualties have no harm of their own and come last.
            Measure::Casualties => (u8::MAX, 0),
        };
        rank(self).cmp(&rank(other))
    }
}

impl PartialOrd for Measure {
    fn partial_cmp(&self, other: &Measure) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Serialize for Measure {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.name())
    }
}
