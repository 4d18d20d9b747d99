//! A dispatch: all that one content file says.
//! It does not know other dispatches.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::field::casualties::Casualties;
use crate::field::claim::{Attributed, Citation, Claim, Grade, Position};
use crate::field::correction::{Correction, Withdrawal};
use crate::field::dateline::{Event, Place};
use crate::field::day::Moment;
use crate::field::page::{Alias, Body};
use crate::field::person::People;
use crate::field::related::Related;
use crate::field::slug::Slug;
use crate::field::word::words;
use crate::field::written_date::WrittenDate;
use crate::text::source::{Hash, SourcePath};
use crate::text::span::{Span, Spanned};

words! {
    /// What the figures of a dispatch count.
    Kind, "kind of dispatch" {
        /// One incident, or several in a round-up.
        Incident = "incident",
        /// A total over a period.
        Toll = "toll",
        /// Somebody's statement, without figures of its own.
        Statement = "statement",
    }
}

words! {
    /// How far the newsroom has checked a dispatch.
    Status, "status" {
        /// More is expected, and it may still turn out to be wrong.
        Developing = "developing",
        /// The newsroom has checked it.
        Verified = "verified",
    }
}

/// What a dispatch says of one incident or toll. Most dispatches hold one; a round-up holds several.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentReport {
    /// The incident's id, shared by every dispatch on it.
    pub incident: Option<Spanned<Slug>>,
    /// Where it happened.
    pub place: Place,
    /// When it happened.
    pub event: Option<Spanned<Event>>,
    /// The state of knowledge.
    pub as_of: Option<Moment>,
    /// The newsroom's own figures.
    pub casualties: Casualties,
    /// The people it lists.
    pub people: People,
    /// The figures of others.
    pub claims: Vec<Claim>,
    /// The claim that counts for the incident.
    pub adopt: Option<Spanned<String>>,
    /// Who is held responsible.
    pub attribution: Vec<Attributed>,
    /// What the accused say.
    pub positions: Vec<Position>,
    /// How well it is established.
    pub grade: Option<Grade>,
    /// Where it stands in the file.
    pub span: Span,
}

impl IncidentReport {
    /// Whether it is on an incident at all.
    pub fn is_on_incident(&self) -> bool {
        self.incident.is_some()
            || !self.casualties.is_empty()
            || !self.claims.is_empty()
            || !self.people.is_empty()
    }
}

/// A cumulative toll that is updated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    /// Its name.
    pub name: Spanned<Slug>,
    /// Its phase; a new phase starts from zero.
    pub phase: u32,
}

/// A picture, a film or a document that belongs to a dispatch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Medium {
    /// The file's name, beside the dispatch.
    pub file: Spanned<String>,
    /// What it shows, for those who cannot see it.
    pub alt: String,
    /// Who made it or owns it.
    pub credit: String,
    /// Whether it is graphic, so that readers see it only when they ask.
    pub graphic: bool,
    /// The warning before it.
    pub warning: Option<String>,
}

/// A value under `extra`. Only themes use it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Extra {
    /// A scalar, as written.
    Text(String),
    /// A list.
    List(Vec<Extra>),
    /// A mapping.
    Map(BTreeMap<String, Extra>),
}

/// One dispatch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispatch {
    /// The file.
    pub path: SourcePath,
    /// The hash of the file.
    pub hash: Hash,
    /// The headline.
    pub title: Spanned<String>,
    /// When it was published.
    pub date: Spanned<Moment>,
    /// When it was last changed.
    pub updated: Option<Moment>,
    /// Its part of the address.
    pub slug: Spanned<Slug>,
    /// Other addresses that lead here.
    pub aliases: Vec<Alias>,
    /// The language, when not the site's.
    pub lang: Option<String>,
    /// The dispatch that this one translates.
    pub translation_of: Option<Spanned<Slug>>,
    /// The standfirst.
    pub summary: Option<String>,
    /// Who wrote it.
    pub authors: Vec<Spanned<String>>,
    /// What it is about.
    pub topics: Vec<Spanned<String>>,
    /// Where it was filed from.
    pub filed_from: Option<String>,
    /// What it says of one incident or several.
    pub reports: Vec<IncidentReport>,
    /// What its figures count.
    pub kind: Kind,
    /// How far the newsroom has checked it, if that was written.
    pub status: Option<Status>,
    /// The cumulative toll it continues.
    pub series: Option<Series>,
    /// Incidents and tolls that are known to be inside this toll.
    pub includes: Vec<Spanned<Slug>>,
    /// Incidents and tolls that are known to be outside it.
    pub excludes: Vec<Spanned<Slug>>,
    /// Incidents and tolls that may be inside it; nobody knows.
    pub may_include: Vec<Spanned<Slug>>,
    /// The earlier dispatch that this one replaces.
    pub supersedes: Option<Spanned<Slug>>,
    /// What to read next.
    pub related: Vec<Related>,
    /// Its sources.
    pub sources: Vec<Citation>,
    /// Corrections after publication.
    pub corrections: Vec<Correction>,
    /// A warning that stands before the text.
    pub content_warning: Option<String>,
    /// Pictures, films, documents.
    pub media: Vec<Medium>,
    /// Whether it is not for publication yet.
    pub draft: bool,
    /// When it may be published.
    pub embargo: Option<Spanned<Moment>>,
    /// When and why it was withdrawn, if it was.
    pub withdrawn: Option<Withdrawal>,
    /// Every date in the front matter except `embargo`.
    pub dates: Vec<WrittenDate>,
    /// Values that only themes use.
    pub extra: BTreeMap<String, Extra>,
    /// The text.
    pub body: Body,
}
