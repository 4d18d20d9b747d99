//! Who says what: claims, attributions, positions, grades and sources.
//! It does not decide which claim counts.

use serde::{Deserialize, Serialize};

use crate::field::casualties::Casualties;
use crate::field::day::{Day, Moment};
use crate::field::word::words;
use crate::text::span::{Span, Spanned};

words! {
    /// The capacity in which somebody speaks.
    Role, "role" {
        /// A newsroom or its sources.
        Media = "media",
        /// A party to the conflict.
        Belligerent = "belligerent",
        /// A state's or a town's authorities.
        Government = "government",
        /// The United Nations or another body of states.
        International = "international",
        /// An organisation that counts casualties.
        Monitor = "monitor",
        /// Hospitals, ambulances, morgues.
        Medical = "medical",
        /// An aid or rights organisation.
        Ngo = "ngo",
        /// People who were there, or live there.
        Witness = "witness",
        /// Anyone else.
        Other = "other",
    }
}

words! {
    /// How well an incident is established.
    Grade, "grade" {
        /// Acknowledged by the party responsible, or beyond dispute.
        Confirmed = "confirmed",
        /// At least two independent sources agree.
        Fair = "fair",
        /// One source, or several that are not independent.
        Weak = "weak",
        /// Credible accounts contradict one another.
        Contested = "contested",
        /// Those who looked into it found that it did not happen so.
        Discounted = "discounted",
        /// Nobody has looked into it yet.
        Unassessed = "unassessed",
    }
}

words! {
    /// How a party is held responsible.
    Attribution, "kind of attribution" {
        /// Others hold it responsible.
        Alleged = "alleged",
        /// The party says that it did it.
        Claimed = "claimed",
        /// Established.
        Confirmed = "confirmed",
        /// The party denies that it did it.
        Denied = "denied",
    }
}

words! {
    /// How much of the harm is attributed to a party.
    Scope, "scope" {
        /// All of it.
        All = "all",
        /// Some of it.
        Some = "some",
        /// Not known.
        Unknown = "unknown",
    }
}

words! {
    /// What an accused party says about the accusation.
    Stance, "position" {
        /// Looking into it.
        Investigating = "investigating",
        /// Accepts responsibility.
        Acknowledged = "acknowledged",
        /// Says that it did not do it.
        Denied = "denied",
        /// Says that the report is not credible.
        Rejected = "rejected",
        /// Has been asked and has not answered.
        Silent = "silent",
        /// Neither confirms nor denies.
        NoComment = "no_comment",
    }
}

impl Stance {
    /// Whether it says yes or no.
    pub fn is_answer(self) -> bool {
        match self {
            Stance::Acknowledged | Stance::Denied | Stance::Rejected => true,
            Stance::Investigating | Stance::Silent | Stance::NoComment => false,
        }
    }
}

words! {
    /// The kind of a source.
    SourceKind, "kind of source" {
        /// A news report.
        News = "news",
        /// A report by an organisation.
        Report = "report",
        /// A statement.
        Statement = "statement",
        /// A data set.
        Dataset = "dataset",
        /// Video.
        Video = "video",
        /// A picture.
        Photo = "photo",
        /// A post on a social network.
        Social = "social",
        /// An interview.
        Interview = "interview",
        /// A document.
        Document = "document",
        /// Anything else.
        Other = "other",
    }
}

/// One speaker's figures, as a report quotes them.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Claim {
    /// The name by which `adopt` refers to it.
    pub id: Option<Spanned<String>>,
    /// Who speaks.
    pub by: Spanned<String>,
    /// The party, if the speaker is one.
    pub party: Option<Spanned<String>>,
    /// The capacity in which they speak.
    pub role: Option<Role>,
    /// The state of knowledge.
    pub as_of: Option<Moment>,
    /// Their figures.
    pub casualties: Casualties,
    /// Whether it may count.
    pub counted: bool,
    /// Why it may not.
    pub why: Option<String>,
    /// The id of the source it was taken from.
    pub source: Option<Spanned<String>>,
    /// Where it stands in the file.
    pub span: Span,
}

impl Claim {
    /// The name by which claims of the same speaker are recognised.
    pub fn speaker(&self) -> &str {
        &self.party.as_ref().unwrap_or(&self.by).value
    }
}

/// A party that is held responsible, and how firmly.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Attributed {
    /// The party.
    pub to: Spanned<String>,
    /// How it is held responsible.
    pub how: Attribution,
    /// For how much of the harm; `None` if nobody says.
    pub scope: Option<Scope>,
    /// The means, such as an airstrike.
    pub means: Option<String>,
}

/// The position of an accused party.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Position {
    /// The party.
    pub party: Spanned<String>,
    /// Its position.
    pub position: Stance,
    /// When it said so.
    pub on: Option<Day>,
    /// What it promised to publish.
    pub promised: Option<String>,
    /// The last day for it. It may lie in the future.
    pub due: Option<Day>,
    /// A sentence about it.
    pub note: Option<String>,
}

/// A source of a report.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Citation {
    /// The name by which claims refer to it.
    pub id: Option<Spanned<String>>,
    /// Its name.
    pub name: String,
    /// Where it was published.
    pub url: Option<String>,
    /// Where it is archived.
    pub archived: Option<String>,
    /// When it was read.
    pub accessed: Option<Day>,
    /// When it was published.
    pub published: Option<Day>,
    /// Its language.
    pub language: Option<String>,
    /// Its kind.
    pub kind: Option<SourceKind>,
    /// The source whose text it repeats.
    pub syndicated_from: Option<String>,
    /// Whether its name must not be published.
    pub protect: bool,
}
