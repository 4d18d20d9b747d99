//! Everything a reader can fetch, as a value: an ordered map from route to how that page is made.
//! It has no modes and no I/O; it does not know what a page's bytes will be.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::chronicle::visible::Reason;
use crate::picture::Head;
use crate::plan::route::Route;
use crate::plan::view::document::Document;
use crate::plan::view::prose::Prose;
use crate::plan::view::{Kind, View};
use crate::text::source::{Hash, Hasher, SourcePath};
use crate::text::span::Span;

/// How one page is made.
#[derive(Clone)]
pub enum Page {
    /// Of what the account says, at the moment it is printed.
    Made(Recipe),
    /// A file of the project, as it is.
    Copy {
        /// The file.
        source: SourcePath,
        /// Its hash.
        hash: Hash,
    },
    /// A picture of the project, cleaned or made narrower.
    Picture(Picture),
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
        match self {
            Page::Made(recipe) => recipe.make().key(),
            Page::Picture(picture) => picture.key(),
            Page::Copy { hash, .. } | Page::Asset { hash, .. } => *hash,
        }
    }

    /// What the template sees, if a template prints it.
    pub fn view(&self) -> Option<View> {
        match self {
            Page::Made(recipe) => match recipe.make() {
                Sheet::Template { view, .. } => Some(view),
                Sheet::Document(_) => None,
            },
            Page::Copy { .. } | Page::Picture(_) | Page::Asset { .. } => None,
        }
    }
}

/// What is made of a picture of the project.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The file.
    pub source: SourcePath,
    /// Its hash.
    pub hash: Hash,
    /// What its head says.
    pub head: Head,
    /// What is made of it.
    pub making: Making,
    /// Where it is asked for: the file, and the place in it.
    pub asked_by: (SourcePath, Span),
}

/// What is made of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Making {
    /// The same without what is written beside it.
    Cleaned,
    /// One of so many pixels in width, as WebP.
    Narrowed(u32),
}

/// Another number whenever the press makes something else of the same picture.
const WAY_OF_MAKING: u32 = 1;

impl Picture {
    /// What decides its bytes.
    pub fn key(&self) -> Hash {
        let width = match self.making {
            Making::Cleaned => 0,
            Making::Narrowed(width) => width,
        };
        let hash = self.hash.number().to_le_bytes();
        Hash::of(&[b"picture", &WAY_OF_MAKING.to_le_bytes(), &hash, &width.to_le_bytes()])
    }
}

/// A page that is made when it is asked for. Until then nothing of it exists: an edition of a hundred thousand pages is composed
/// without making them.
#[derive(Clone)]
pub struct Recipe {
    /// What kind of page it will be; none if it is a document.
    pub kind: Option<Kind>,
    /// The content file that it shows, if it is the page of one: where an editor would change it.
    pub source: Option<SourcePath>,
    /// Why readers may not see that file yet, if they may not. Such a page is there only if drafts are shown.
    pub hidden: Option<Reason>,
    /// How the sheet is made.
    pub make: Arc<Make>,
}

/// The maker of one sheet, with all that it is made from.
pub type Make = dyn Fn() -> Sheet + Send + Sync;

impl Recipe {
    /// Makes the sheet, an equal one each time.
    pub fn make(&self) -> Sheet {
        (self.make)()
    }
}

/// What a page is printed from.
#[derive(Clone, Debug)]
pub enum Sheet {
    /// For the template of its kind.
    Template {
        /// All that the template sees.
        view: View,
        /// The body, printed as `body`.
        prose: Option<Prose>,
    },
    /// A feed, a sitemap or another text for machines.
    Document(Document),
}

impl Sheet {
    /// A sheet for a template without a body.
    pub fn of(view: View) -> Sheet {
        Sheet::Template { view, prose: None }
    }

    /// What decides the bytes it is printed as, apart from the theme: equal keys, equal bytes.
    pub fn key(&self) -> Hash {
        let mut hash = Hasher::default();
        let written = match self {
            Sheet::Template { view, prose } => {
                serde_json::to_writer(&mut hash, &(view.template(), view, prose))
            }
            Sheet::Document(document) => serde_json::to_writer(&mut hash, document),
        };
        written.expect("a view is plain data, and a hash takes every byte");
        hash.finish()
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

/// Everything a reader can fetch.
#[derive(Clone, Debug, Default)]
pub struct Edition {
    /// The pages by route.
    pub pages: BTreeMap<Route, Page>,
}
