//! What machines read: feeds, sitemaps, data, plain texts.
//! No template sees these.

use std::sync::Arc;

use serde::Serialize;

use crate::plan::table::Table;
use crate::plan::table::format::Format;
use crate::plan::table::package::Package;
use crate::plan::view::prose::Prose;
use crate::plan::view::values::CorrectionView;
use crate::text::source::Hash;

/// A text for machines.
#[derive(Clone, Debug, Serialize)]
pub enum Document {
    /// A feed as Atom.
    Atom(FeedView),
    /// A feed as JSON Feed.
    JsonFeed(FeedView),
    /// A sitemap.
    Sitemap(Vec<MappedView>),
    /// Plain text.
    Text(String),
    /// A table in one of its formats.
    Table(Format, Arc<Table>),
    /// A row of a table as JSON.
    Row(Row),
    /// What the files of data hold, as JSON.
    Package(Package),
}

/// A row of a table.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// The table.
    #[serde(skip)]
    pub table: Arc<Table>,
    /// Which row.
    #[serde(skip)]
    pub row: usize,
    /// Its hash, which stands for it in a page's key.
    pub hash: Hash,
}

/// A feed.
#[derive(Clone, Debug, Serialize)]
pub struct FeedView {
    /// What it is called.
    pub title: String,
    /// What the site is about.
    pub subtitle: Option<String>,
    /// Who speaks where no author is named: the site, by its title.
    pub newsroom: String,
    /// Its language.
    pub lang: String,
    /// The whole address of the page that lists the same.
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
        /// The text, with whole addresses, if the feed holds texts.
        prose: Option<Prose>,
    },
    /// What was changed in a dispatch.
    Correction(CorrectionView),
    /// That a dispatch was withdrawn, and why.
    Withdrawal(String),
}

/// A page in a sitemap.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct MappedView {
    /// Its whole address.
    pub address: String,
    /// The day it last changed, if that is known.
    pub changed: Option<String>,
    /// The same in every language it is told in, its own among them: the language and the whole address. Empty if there is only one.
    pub languages: Vec<(String, String)>,
}
