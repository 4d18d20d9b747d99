//! Everything a reader can fetch, as a value: a sorted map from route to how that page is made.
//! It has no modes and no I/O, and does not know the bytes of a page.

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::sync::Arc;

use crate::chronicle::visible::Reason;
use crate::picture::Head;
use crate::plan::route::Route;
use crate::plan::view::document::Document;
use crate::plan::view::prose::Prose;
use crate::plan::view::{Kind, View};
use crate::text::source::{Hash, SourcePath};
use crate::text::span::Span;

/// How one page is made.
#[derive(Clone)]
pub enum Page {
    /// Made from the site when it is printed.
    Made(Recipe),
    /// A copy of a file of the project.
    Copy {
        /// The path of the file.
        source: SourcePath,
        /// The hash of its content.
        hash: Hash,
    },
    /// A picture of the project, cleaned or made narrower.
    Picture(Picture),
    /// A copy of a file of the theme.
    Asset {
        /// The content of the file.
        bytes: Arc<[u8]>,
        /// The hash of the content.
        hash: Hash,
    },
}

impl Page {
    /// A hash of everything but the theme that determines the bytes. Pages with equal keys have equal bytes.
    pub fn key(&self) -> Hash {
        match self {
            Page::Made(recipe) => recipe.make().key(),
            Page::Picture(picture) => picture.key(),
            Page::Copy { hash, .. } | Page::Asset { hash, .. } => *hash,
        }
    }

    /// Whether it is a feed, a table or another file for programs that is made from the site.
    pub fn is_document(&self) -> bool {
        matches!(self, Page::Made(recipe) if recipe.kind.is_none())
    }

    /// What the template sees. None if no template prints the page.
    pub fn view(&self) -> Option<View> {
        match self {
            Page::Made(recipe) => match recipe.make() {
                Sheet::Template { view, .. } => Some(*view),
                Sheet::Document(_) => None,
            },
            Page::Copy { .. } | Page::Picture(_) | Page::Asset { .. } => None,
        }
    }
}

/// A picture of the project, and what to make from it.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The path of the file.
    pub source: SourcePath,
    /// The hash of its content.
    pub hash: Hash,
    /// What the header of the file says.
    pub head: Head,
    /// What to make from it.
    pub making: Making,
    /// The file that uses the picture, and the place in it.
    pub asked_by: (SourcePath, Span),
}

/// What to make from a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Making {
    /// The same picture without its metadata.
    Cleaned,
    /// A WebP picture of this width in pixels.
    Narrowed(u32),
}

/// Version of how pictures are made. Increase it when the press makes different bytes from the same picture.
const WAY_OF_MAKING: u32 = 2;

impl Picture {
    /// A hash of everything that determines the bytes.
    pub fn key(&self) -> Hash {
        let width = match self.making {
            Making::Cleaned => 0,
            Making::Narrowed(width) => width,
        };
        let hash = self.hash.number().to_le_bytes();
        Hash::of(&[b"picture", &WAY_OF_MAKING.to_le_bytes(), &hash, &width.to_le_bytes()])
    }
}

/// A page that is made on request. Until then only the recipe exists, so large editions are composed quickly.
#[derive(Clone)]
pub struct Recipe {
    /// The kind of page. None for a document.
    pub kind: Option<Kind>,
    /// The content file that the page shows, which an editor changes to change the page. None if it shows no single file.
    pub source: Option<SourcePath>,
    /// Why readers may not see that file yet. None if they may. Hidden pages exist only if drafts are shown.
    pub hidden: Option<Reason>,
    /// The function that makes the sheet.
    pub make: Arc<Make>,
}

/// A function that makes one sheet. It holds everything that it needs.
pub type Make = dyn Fn() -> Sheet + Send + Sync;

impl Recipe {
    /// Makes the sheet. The result is equal each time.
    pub fn make(&self) -> Sheet {
        (self.make)()
    }
}

/// What a page is printed from.
#[derive(Clone, Debug)]
pub enum Sheet {
    /// The input of a template.
    Template {
        /// Everything the template sees.
        view: Box<View>,
        /// The body text, printed as `body`.
        prose: Option<Prose>,
    },
    /// A feed, a sitemap or another file for programs.
    Document(Document),
}

impl Sheet {
    /// A sheet for a template, without a body text.
    pub fn of(view: View) -> Sheet {
        Sheet::Template { view: Box::new(view), prose: None }
    }

    /// The files whose bodies it prints, by their hashes.
    pub fn bodies(&self) -> Vec<Hash> {
        match self {
            Sheet::Template { prose, .. } => prose.iter().map(|prose| prose.hash).collect(),
            Sheet::Document(document) => document.bodies(),
        }
    }

    /// A hash of everything but the theme that determines the bytes. Sheets with equal keys give equal bytes.
    pub fn key(&self) -> Hash {
        // A hash of many bytes at once is far quicker than one of each field.
        let mut bytes = Vec::with_capacity(16 * 1024);
        let written = match self {
            Sheet::Template { view, prose } => {
                rmp_serde::encode::write(&mut bytes, &(view.template(), view, prose))
            }
            Sheet::Document(document) => rmp_serde::encode::write(&mut bytes, document),
        };
        written.expect("a view is plain data, and a vector takes every byte");
        Hash::of(&[&bytes])
    }
}

impl fmt::Debug for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Page::Made(recipe) => write!(f, "Made({:?})", recipe.kind),
            Page::Copy { source, .. } => write!(f, "Copy({source})"),
            Page::Picture(Picture { source, making, .. }) => write!(f, "{making:?}({source})"),
            Page::Asset { hash, .. } => write!(f, "Asset({hash:?})"),
        }
    }
}

/// A link to an anchor of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnchorLink {
    /// The file with the link.
    pub path: SourcePath,
    /// Where the link is.
    pub span: Span,
    /// The page that it leads to.
    pub route: Route,
    /// What follows `#`, decoded.
    pub anchor: String,
    /// The link as written.
    pub written: String,
}

/// Everything a reader can fetch.
#[derive(Clone, Debug, Default)]
pub struct Edition {
    /// The pages by route.
    pub pages: BTreeMap<Route, Page>,
    /// What they are made from. None if nobody knows.
    pub outline: Option<Outline>,
}

impl Edition {
    /// Whether it has pages that readers may not see yet.
    pub fn shows_hidden(&self) -> bool {
        let is_hidden = |page: &Page| matches!(page, Page::Made(recipe) if recipe.hidden.is_some());
        self.pages.values().any(is_hidden)
    }
}

/// What all pages of an edition are made from. It says of a page that has not changed that it has not, without making its sheet.
#[derive(Clone, Debug)]
pub struct Outline {
    /// A hash of everything but the texts of bodies.
    pub but_bodies: Hash,
    /// The content files, by their hashes.
    pub files: HashSet<Hash>,
}

impl Outline {
    /// Whether it has all the files with these hashes.
    pub fn has_all(&self, files: &[Hash]) -> bool {
        files.iter().all(|file| self.files.contains(file))
    }
}
