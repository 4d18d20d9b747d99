//! An incident as its own file describes it. Most incidents have no file.
//! It does not know the dispatches on the incident.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::field::claim::Grade;
use crate::field::correction::Correction;
use crate::field::dateline::{Event, Place};
use crate::field::page::{Alias, Body};
use crate::field::slug::Slug;
use crate::field::written_date::WrittenDate;
use crate::text::source::SourcePath;
use crate::text::span::Spanned;

/// An incident file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentFile {
    /// The file.
    pub path: SourcePath,
    /// The id that dispatches use.
    pub id: Spanned<Slug>,
    /// Its title.
    pub title: Option<String>,
    /// Where it happened.
    pub place: Place,
    /// When it happened.
    pub event: Option<Event>,
    /// How well it is established.
    pub grade: Option<Grade>,
    /// The incident that it turned out to be the same as.
    pub merged_into: Option<Spanned<Slug>>,
    /// Incidents that it is known not to be.
    pub distinct_from: Vec<Spanned<Slug>>,
    /// Addresses that lead here.
    pub aliases: Vec<Alias>,
    /// Corrections after publication.
    pub corrections: Vec<Correction>,
    /// Its ids in other databases, by database (ucdp, acled, airwars, ibc).
    pub ids: BTreeMap<String, String>,
    /// Every date in the front matter.
    pub dates: Vec<WrittenDate>,
    /// The text of the file.
    pub body: Body,
}
