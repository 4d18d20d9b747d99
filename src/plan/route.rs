//! Where a page lies in the output.
//! It does not know which addresses there are; `address` makes them.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

/// The path of a page's file in the output, with `/` between the parts and none in front.
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
