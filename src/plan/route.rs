//! Where a page lies in the output.
//! It does not know which addresses there are; `address` makes them.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use crate::text::spelling::composed;

/// The name of the list of all files of a published site, in its root folder.
pub const LIST: &str = ".dateline";

/// The path of a page's file in the output, with `/` between the parts and none in front.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Route(Arc<str>);

/// Maximum length of one part of a path, in bytes. No common file system allows more.
const LONGEST_NAME: usize = 255;

/// Maximum length of a path, in bytes. Systems allow from 1,024 on, with the folder in which the site is.
const LONGEST_PATH: usize = 700;

/// Why nothing can be published at a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The list of the site's files, which marks the folder as dateline's, has this name.
    Own,
    /// The site would be a git repository, which is never replaced.
    Repository,
    /// It contains a control character. The list of files has one line for each.
    Control,
    /// It contains a backslash, which browsers and Windows read as a slash.
    Backslash,
    /// A part of it has more bytes than this.
    LongName(usize),
    /// It has more bytes than this.
    LongPath(usize),
}

impl Route {
    /// Why nothing can be published here, if so. It depends on the name only, so that every system gives the same answer.
    pub fn refusal(&self) -> Option<Refusal> {
        let top = self.0.split('/').next().unwrap_or_default();
        // Some disks ignore the difference between small and large letters.
        if top.eq_ignore_ascii_case(LIST) {
            return Some(Refusal::Own);
        }
        if top.eq_ignore_ascii_case(".git") {
            return Some(Refusal::Repository);
        }
        if self.0.contains(char::is_control) {
            return Some(Refusal::Control);
        }
        if self.0.contains('\\') {
            return Some(Refusal::Backslash);
        }
        if self.0.len() > LONGEST_PATH {
            return Some(Refusal::LongPath(LONGEST_PATH));
        }
        let is_long = |part: &str| part.len() > LONGEST_NAME;
        self.0.split('/').any(is_long).then_some(Refusal::LongName(LONGEST_NAME))
    }

    /// The route of the file `path`, such as `cities/mosul/index.html`. Its accents are in the form that links and the web use, also
    /// if the name of the file on the disk has the other one.
    pub fn file(path: &str) -> Route {
        Route((&*composed(path.trim_start_matches('/'))).into())
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
