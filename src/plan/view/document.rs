//! Documents for programs: feeds, sitemaps, data and plain text.
//! No template sees them.

use std::sync::Arc;

use serde::Serialize;

use crate::plan::table::Table;
use crate::plan::table::format::Format;
use crate::plan::table::package::Package;
use crate::plan::view::prose::Prose;
use crate::plan::view::values::CorrectionView;
use crate::text::source::Hash;

/// A document for programs.
#[derive(Clone, Debug, Serialize)]
pub enum Document {
    /// A feed as Atom.
    Atom(FeedView),
    /// A feed as JSON Feed.
    JsonFeed(FeedView),
    /// A sitemap.
    Sitemap(Vec<MappedView>),
    /// The list of several sitemaps, by their whole addresses.
    SitemapIndex(Vec<String>),
    /// Plain text.
    Text(String),
    /// A table in one of its formats.
    Table(Format, Arc<Table>),
    /// The description of the data files, as JSON.
    Package(Package),
}

impl Document {
    /// The files whose bodies it prints, by their hashes.
    pub fn bodies(&self) -> Vec<Hash> {
        let (Document::Atom(feed) | Document::JsonFeed(feed)) = self else { return Vec::new() };
        let prose = feed.entries.iter().filter_map(|entry| match &entry.tells {
            Tells::Dispatch { prose, .. } => prose.as_ref(),
            Tells::Correction(_) | Tells::Withdrawal(_) => None,
        });
        prose.map(|prose| prose.hash).collect()
    }
}

/// A feed.
#[derive(Clone, Debug, Serialize)]
pub struct FeedView {
    /// What it is called.
    pub title: String,
    /// What the site is about.
    pub subtitle: Option<String>,
    /// The author of entries without an author: the title of the site.
    pub newsroom: String,
    /// Its language.
    pub lang: String,
    /// The whole address of the page with the same list.
    pub home: String,
    /// The whole address of the feed.
    pub address: String,
    /// When anything last changed, in RFC 3339.
    pub updated: String,
    /// The entries, newest first.
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
    /// Its topics and cities.
    pub categories: Vec<String>,
    /// What it reports.
    pub tells: Tells,
}

/// What an entry of a feed reports.
#[derive(Clone, Debug, Serialize)]
pub enum Tells {
    /// A dispatch.
    Dispatch {
        /// The summary, or the first words of the text.
        summary: String,
        /// The text, with whole addresses. None if the feed has no texts.
        prose: Option<Prose>,
    },
    /// What was changed in a dispatch.
    Correction(CorrectionView),
    /// The withdrawal of a dispatch, with the reason.
    Withdrawal(String),
}

/// A page in a sitemap.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct MappedView {
    /// Its whole address.
    pub address: String,
    /// The day it last changed, if that is known.
    pub changed: Option<String>,
    /// All language versions, including itself: the language tag and the whole address. Empty if there is only one.
    pub languages: Vec<(String, String)>,
}
