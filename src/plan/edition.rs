//! Everything a reader can fetch, as a value: an ordered map from route to how that page is made.
//! It has no modes and no I/O; it does not know what a page's bytes will be.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use crate::plan::view::View;
use crate::plan::view::document::Document;
use crate::prose::html::RawHtml;
use crate::text::source::{Hash, Hashing, SourcePath};
use crate::text::span::Span;

/// Where a page lies in the output: the path of its file, with `/` between parts and none in front.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Route(Arc<str>);

impl Route {
    /// The route of the file `path`, such as `cities/mosul/index.html`.
    pub fn file(path: &str) -> Route {
        Route(path.trim_start_matches('/').into())
    }

    /// The path of the file in the output.
    pub fn as_file(&self) -> &str {
        &self.0
    }

    /// What a browser asks for: `/cities/mosul/` for `cities/mosul/index.html`.
    pub fn as_path(&self) -> String {
        format!("/{}", self.0.strip_suffix("index.html").unwrap_or(&self.0))
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.as_path())
    }
}

/// A body to be printed: the text, and where its links lead from this page.
#[derive(Clone, Debug, Serialize)]
pub struct Prose {
    /// The text of the whole file.
    #[serde(skip)]
    pub text: Arc<str>,
    /// The file.
    #[serde(skip)]
    pub path: SourcePath,
    /// The stretch of it that is the body.
    pub span: Span,
    /// The file's hash, which stands for the text in the page's key.
    pub hash: Hash,
    /// Internal destinations as written, and the addresses they become.
    pub links: BTreeMap<String, String>,
    /// Whether raw HTML is trusted.
    pub raw_html: RawHtml,
}

impl Prose {
    /// The Markdown.
    pub fn markdown(&self) -> &str {
        self.text.get(self.span.range()).unwrap_or_default()
    }
}

/// How one page is made.
#[derive(Clone, Debug)]
pub enum Page {
    /// By a template, from its view and perhaps a body.
    Template {
        /// All that the template sees.
        view: Arc<View>,
        /// The body, printed as `body`.
        prose: Option<Prose>,
    },
    /// A feed, a sitemap or another text for machines.
    Document(Arc<Document>),
    /// A file of the project, as it is.
    Copy {
        /// The file.
        source: SourcePath,
        /// Its hash.
        hash: Hash,
    },
    /// A file of the theme, as it is.
    Asset {
        /// Its bytes.
        bytes: Arc<[u8]>,
        /// Their hash.
        hash: Hash,
    },
}

impl Page {
    /// What decides this page's bytes, apart from the theme: equal keys, equal bytes.
    pub fn key(&self) -> Hash {
        let mut hash = Hashing::default();
        let written = match self {
            Page::Template { view, prose } => {
                serde_json::to_writer(&mut hash, &(view.template(), view, prose))
            }
            Page::Document(document) => serde_json::to_writer(&mut hash, document),
            Page::Copy { hash, .. } | Page::Asset { hash, .. } => return *hash,
        };
        written.expect("a view is plain data, and a hash takes every byte");
        hash.finish()
    }
}

/// Everything a reader can fetch.
#[derive(Clone, Debug, Default)]
pub struct Edition {
    /// The pages by route.
    pub pages: BTreeMap<Route, Page>,
}
