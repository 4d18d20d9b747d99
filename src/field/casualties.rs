//! What happened to people, and to whom: harms, groups and the figures for them.
//! It does not add anything up.

use litemap::LiteMap;
use serde::{Deserialize, Serialize};

use crate::field::area::Area;
use crate::field::count::Count;
use crate::field::day::Moment;
use crate::field::word::words;
use crate::text::span::Span;

words! {
    /// What happened to people.
    Harm, "kind of harm" {
        /// Dead. Adds up over time.
        Killed = "killed",
        /// Hurt and alive. Adds up over time.
        Injured = "injured",
        /// Arrested or taken prisoner. Adds up over time.
        Detained = "detained",
        /// Taken away by force. Adds up over time.
        Abducted = "abducted",
        /// Whereabouts unknown, as of a date; never added, and never added to the dead.
        Missing = "missing",
        /// Driven from home, as of a date; never added.
        Displaced = "displaced",
        /// Unable to leave, as of a date; never added.
        Trapped = "trapped",
        /// In the hands of an authority or a party, as of a date; never added, and never added to the detained.
        Held = "held",
    }
}

impl Harm {
    /// Whether it is a state, which holds as of a date and is never added up. The others are events and do add up.
    pub fn is_state(self) -> bool {
        match self {
            Harm::Killed | Harm::Injured | Harm::Detained | Harm::Abducted => false,
            Harm::Missing | Harm::Displaced | Harm::Trapped | Harm::Held => true,
        }
    }

    /// Whether a bare number of casualties counts it.
    pub fn is_casualty(self) -> bool {
        match self {
            Harm::Killed | Harm::Injured => true,
            Harm::Detained | Harm::Abducted => false,
            Harm::Missing | Harm::Displaced | Harm::Trapped | Harm::Held => false,
        }
    }
}

words! {
    /// Who was harmed.
    Group, "group" {
        /// Not taking part in the fighting.
        Civilian = "civilian",
        /// Taking part in the fighting.
        Combatant = "combatant",
        /// Not known to be either.
        UnknownStatus = "unknown_status",
        /// Of whom children.
        Children = "children",
        /// Of whom women.
        Women = "women",
        /// Of whom journalists.
        Journalists = "journalists",
        /// Of whom medics.
        Medics = "medics",
    }
}

impl Group {
    /// Whether it is a status: everybody has one of them, so their numbers add up to the whole. The other groups are "of
    /// whom" and overlap.
    pub fn is_status(self) -> bool {
        match self {
            Group::Civilian | Group::Combatant | Group::UnknownStatus => true,
            Group::Children | Group::Women | Group::Journalists | Group::Medics => false,
        }
    }
}

/// The figures for one harm: the whole, and what is known of its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Figures {
    /// The whole, if it was given.
    pub total: Option<Count>,
    /// The parts that were given.
    pub parts: LiteMap<Group, Count>,
    /// The state of knowledge, where it differs from the dispatch's.
    pub as_of: Option<Moment>,
    /// The area in which it holds, if it is a state.
    pub area: Option<Area>,
    /// Where they stand in the file.
    pub span: Span,
}

/// A number of casualties that does not tell the killed from the injured, such as `casualties: 120`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct BareNumber {
    /// The number as written.
    pub count: Count,
    /// Where it stands in the file.
    pub span: Span,
}

/// All figures that one speaker gives.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Casualties {
    /// A bare number, if one was given.
    pub bare_number: Option<BareNumber>,
    /// The figures by harm.
    pub harms: LiteMap<Harm, Figures>,
}

impl Casualties {
    /// Whether nothing at all is said.
    pub fn is_empty(&self) -> bool {
        self.bare_number.is_none() && self.harms.is_empty()
    }
}
