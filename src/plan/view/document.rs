//! What machines read: feeds, sitemaps, data, plain texts.
//! No template sees these.

use std::sync::Arc;

use serde::Serialize;

use crate::plan::data::package::Package;
use crate::plan::edition::Prose;
use crate::plan::table::Table;
use crate::plan::view::dispatch::CorrectionView;

/// A text for machines.
#[derive(Clone, Debug, Serialize)]
pub enum Document {
    /// An Atom feed.
    Feed(FeedView),
    /// A sitemap: each page's whole address, and the day it last changed if that is known.
    Sitemap(Vec<(String, Option<String>)>),
    /// Plain text.
    Text(String),
    /// A table as CSV.
    Csv(Arc<Table>),
    /// A table as CSV with a second line of humanitarian (HXL) tags.
    TaggedCsv(Arc<Table>),
    /// A table as JSON, an object for each row.
    Records(Arc<Table>),
    /// A table as GeoJSON, a feature for each row.
    Features(Arc<Table>),
    /// What the files of data hold, as JSON.
    Package(Package),
}

/// An Atom feed.
#[derive(Clone, Debug, Serialize)]
pub struct FeedView {
    /// What the site is called.
    pub title: String,
    /// What it is about.
    pub subtitle: Option<String>,
    /// Its language.
    pub lang: String,
    /// The front page's whole address.
    pub home: String,
    /// The feed's own.
    pub address: String,
    /// When anything last changed, in RFC 3339.
    pub updated: String,
    /// The newest first.
    pub entries: Vec<EntryView>,
}

/// An entry of a feed.
#[derive(Clone, Debug, Serialize)]
pub struct EntryView {
    /// The headline of the dispatch; its slug if it is withdrawn.
    pub title: String,
    /// The whole address, which is also its lasting id.
    pub address: String,
    /// When it was published, in RFC 3339.
    pub published: String,
    /// When it last changed, in RFC 3339.
    pub updated: String,
    /// The language, when not the site's.
    pub lang: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// What it is about, and where.
    pub categories: Vec<String>,
    /// What it tells.
    pub tells: Tells,
}

/// What an entry of a feed tells.
#[derive(Clone, Debug, Serialize)]
pub enum Tells {
    /// A dispatch.
    Dispatch {
        /// The standfirst, or the opening words.
        summary: String,
        /// The text, with whole addresses.
        prose: Option<Prose>,
    },
    /// What was changed in a dispatch.
    Correction(CorrectionView),
    /// That a dispatch was withdrawn, and why.
    Withdrawal(String),
}
