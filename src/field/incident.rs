//! An incident as its own file describes it.
//! Most incidents have no file: their dispatches say enough.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::field::claim::Grade;
use crate::field::correction::Correction;
use crate::field::dateline::{Event, Place};
use crate::field::page::{Alias, Body};
use crate::field::slug::Slug;
use crate::text::source::SourcePath;
use crate::text::span::Spanned;

/// An incident file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IncidentFile {
    /// The file.
    pub path: SourcePath,
    /// The id that dispatches use.
    pub id: Spanned<Slug>,
    /// What it is called.
    pub title: Option<String>,
    /// Where it happened.
    pub place: Place,
    /// When it happened.
    pub event: Option<Event>,
    /// How well it is established.
    pub grade: Option<Grade>,
    /// The incident it turned out to be.
    pub merged_into: Option<Spanned<Slug>>,
    /// Incidents it is known not to be.
    pub distinct_from: Vec<Spanned<Slug>>,
    /// Addresses that lead here.
    pub aliases: Vec<Alias>,
    /// What was changed in the open.
    pub corrections: Vec<Correction>,
    /// What others call it, by whose id it is (ucdp, acled, airwars, ibc).
    pub ids: BTreeMap<String, String>,
    /// What the file says of it.
    pub body: Body,
}
