//! A dispatch: all that one content file says.
//! It knows nothing of other dispatches; what they amount to together is the chronicle's.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::field::casualties::Casualties;
use crate::field::claim::{Attributed, Citation, Claim, Grade, Position};
use crate::field::correction::{Correction, Withdrawal};
use crate::field::dateline::{Event, Place};
use crate::field::day::Moment;
use crate::field::page::{Alias, Body};
use crate::field::slug::Slug;
use crate::field::word::words;
use crate::text::source::{Hash, SourcePath};
use crate::text::span::{Span, Spanned};

words! {
    /// What a dispatch's figures are of.
    Kind, "kind of dispatch" {
        /// One incident, or several in a round-up.
        Incident = "incident",
        /// A total over a period.
        Toll = "toll",
        /// Somebody's statement; no count of its own.
        Statement = "statement",
    }
}

words! {
    /// How far the newsroom has come with what a dispatch tells.
    Status, "status" {
        /// More is expected, and what stands there may turn out otherwise.
        Developing = "developing",
        /// The newsroom has checked what it tells.
        Verified = "verified",
    }
}

/// What a dispatch says of one incident or toll. Most dispatches hold one; a round-up holds several.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct IncidentReport {
    /// The incident's id, shared by every dispatch on it.
    pub incident: Option<Spanned<Slug>>,
    /// Where.
    pub place: Place,
    /// When.
    pub event: Option<Spanned<Event>>,
    /// The state of knowledge.
    pub as_of: Option<Moment>,
    /// The newsroom's own figures.
    pub casualties: Casualties,
    /// What others say.
    pub claims: Vec<Claim>,
    /// The claim that stands for the incident.
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
        self.incident.is_some() || !self.casualties.is_empty() || !self.claims.is_empty()
    }
}

/// A cumulative toll that is updated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Series {
    /// Its name.
    pub name: Spanned<Slug>,
    /// Its phase; a new phase starts from zero.
    pub phase: u32,
}

/// A picture, a film or a document that belongs to a dispatch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Medium {
    /// The file's name, beside the dispatch.
    pub file: Spanned<String>,
    /// What it shows, for those who cannot see it.
    pub alt: String,
    /// Whose it is.
    pub credit: String,
    /// Whether it is graphic and must be asked for.
    pub graphic: bool,
    /// The warning before it.
    pub warning: Option<String>,
}

/// A value under `extra`, for the theme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
    /// What its figures are of.
    pub kind: Kind,
    /// How far the newsroom has come with it, if that was written.
    pub status: Option<Status>,
    /// The cumulative toll it continues.
    pub series: Option<Series>,
    /// Incidents or tolls known to be inside this toll.
    pub includes: Vec<Spanned<Slug>>,
    /// Incidents or tolls known to be outside it.
    pub excludes: Vec<Spanned<Slug>>,
    /// Incidents or tolls of which nobody knows whether they are inside it.
    pub may_include: Vec<Spanned<Slug>>,
    /// The earlier dispatch that this one replaces.
    pub supersedes: Option<Spanned<Slug>>,
    /// Where it was taken from.
    pub sources: Vec<Citation>,
    /// What was changed in the open.
    pub corrections: Vec<Correction>,
    /// What to say before anything graphic.
    pub content_warning: Option<String>,
    /// Pictures, films, documents.
    pub media: Vec<Medium>,
    /// Not for publication yet.
    pub draft: bool,
    /// Not before this moment.
    pub embargo: Option<Spanned<Moment>>,
    /// Taken back.
    pub withdrawn: Option<Withdrawal>,
    /// For the theme.
    pub extra: BTreeMap<String, Extra>,
    /// The text.
    pub body: Body,
}
