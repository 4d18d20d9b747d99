//! What the program gives to the preview server: the content to show, and a way to open a file in an editor.
//! Knows neither HTTP nor how pages are made.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;

use crate::edge::editor::FileLocation;
use crate::edge::preview::report::Report;

/// The content that a preview shows. Several threads ask for it at the same time.
pub trait PreviewContent: Send + Sync + 'static {
    /// What the preview has at an absolute, decoded path (`/cities/mosul/`), made now.
    fn page(&self, path: &str) -> Resource;

    /// The errors of the latest save; `None` while the preview shows the latest save and it can be published.
    fn report(&self) -> Option<Arc<Report>>;

    /// The files that pages load (style sheets, pictures, scripts, fonts), by absolute, decoded path.
    /// Each has a key; equal bytes have equal keys.
    fn files(&self) -> Arc<BTreeMap<String, u128>>;

    /// Where the project file `path` (`content/dispatches/a.md`) is on the disk; `None` if the project has no such file.
    ///
    /// `path` comes from the browser. It is only looked up, never made into a path on the disk.
    fn source(&self, path: &str) -> Option<PathBuf>;
}

/// What a preview has at a path.
#[derive(Clone, Debug)]
pub enum Resource {
    /// A page or a file.
    Found {
        /// The same bytes that a build publishes.
        bytes: Arc<[u8]>,
        /// The media type, such as `text/html; charset=utf-8`. The preview adds its script to HTML.
        media_type: &'static str,
        /// A key of the bytes; equal bytes have equal keys. A browser fetches again only what has a new key.
        key: u128,
        /// What the label on a page shows. Empty for a file.
        info: PageInfo,
    },
    /// A project file that is too large to be held in memory.
    OnDisk {
        /// Its path on the disk.
        file: PathBuf,
        /// The media type, such as `video/mp4`.
        media_type: &'static str,
        /// A key of the bytes; equal bytes have equal keys.
        key: u128,
    },
    /// No page here. The page is at this absolute, decoded path of the same site.
    Moved(String),
    /// No page here. Holds the site's own "not found" page as HTML, or nothing if the site has none.
    Missing(Arc<[u8]>),
    /// A page that could not be made, and why.
    Faulty(Arc<Report>),
}

/// Where a page comes from and who can see it. Only editors see this.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PageInfo {
    /// The file that the page is written in (`content/dispatches/a.md`), if it is one file.
    pub source: Option<String>,
    /// Whether readers see the page.
    pub visibility: Visibility,
}

impl PageInfo {
    /// What the script reads.
    pub(super) fn json(&self) -> String {
        serde_json::to_string(self).expect("plain data can be written as JSON")
    }
}

/// Whether readers see a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase", tag = "kind")]
pub enum Visibility {
    /// Readers see it, or will see it after the next build.
    #[default]
    Published,
    /// Readers do not see it while the source says `draft`.
    Draft,
    /// Readers do not see it yet.
    Embargoed {
        /// The end of the embargo, as text for the editor.
        until: String,
    },
}

/// Opens a file in the editor's own program. The error is a sentence that says why it could not.
pub type OpenInEditor = Box<dyn Fn(&FileLocation) -> Result<(), String> + Send + Sync>;
