//! Makes the links from one page to another.
//! It does not know which pages there are.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::config::{Config, Links};
use crate::plan::address::not_found;
use crate::plan::route::Route;

/// Characters that must be percent-encoded in a path.
const NOT_IN_A_PATH: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'<').add(b'>').add(b'?').add(b'`').add(b'%');

/// Makes the links between the pages of one site.
#[derive(Clone, Debug)]
pub struct Linker {
    base_url: String,
    /// The path of the site on its host. It starts and ends with `/`.
    root: String,
    links: Links,
}

impl Linker {
    /// The linker for a site with these settings.
    pub fn new(config: &Config) -> Linker {
        let host_and_path = config.base_url.split_once("://").map_or("", |(_, rest)| rest);
        let root = host_and_path.find('/').map_or("/", |at| &host_and_path[at..]);
        Linker { base_url: config.base_url.clone(), root: root.to_owned(), links: config.links }
    }

    /// The path of the site on its host. It starts and ends with `/`.
    pub fn root(&self) -> &str {
        &self.root
    }

    /// The link from the page `here` to `there`.
    pub fn link(&self, here: &Route, there: &Route) -> String {
        let rooted = || format!("{}{}", self.root, encoded(clean(there)));
        match self.links {
            Links::Root => rooted(),
            // Hosts show the 404 page at any address, so relative links would break on it.
            Links::Relative if *here == not_found() => rooted(),
            Links::Relative => {
                let up = here.as_file().matches('/').count();
                format!("{}{}", "../".repeat(up), encoded(there.as_file()))
            }
        }
    }

    /// The full URL of `there`.
    pub fn absolute(&self, there: &Route) -> String {
        format!("{}{}", self.base_url, encoded(clean(there)))
    }

    /// The path that a browser requests from the host to get `there`.
    pub fn path(&self, there: &Route) -> String {
        format!("{}{}", self.root, encoded(clean(there)))
    }
}

fn clean(route: &Route) -> &str {
    let file = route.as_file();
    file.strip_suffix("index.html").unwrap_or(file)
}

fn encoded(path: &str) -> String {
    utf8_percent_encode(path, NOT_IN_A_PATH).to_string()
}
