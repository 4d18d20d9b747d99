//! What a host may refuse of a site: too many files, or a file that is too large.
//! It does not know which host the site is for.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use dateline::plan::route::Route;

use crate::command::plural::count;

/// The number of files up to which every common host takes a site. The least is that of Cloudflare Pages.
const MAX_FILES: usize = 20_000;

/// The length of a file, in bytes, up to which every common host takes it. The least is that of Cloudflare Pages, which is a little
/// more.
const MAX_BYTES: u64 = 25_000_000;

/// How many files that are too large are named.
const NAMED: usize = 5;

/// The files of a site that are larger than some hosts take, by their routes.
#[derive(Debug, Default)]
pub(super) struct LargeFiles(Mutex<BTreeMap<String, u64>>);

impl LargeFiles {
    /// Looks at the `length` of a file.
    pub(super) fn look_at(&self, route: &Route, length: u64) {
        if length > MAX_BYTES {
            let mut large = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            large.insert(route.as_file().to_owned(), length);
        }
    }

    /// What to tell of a site of this many `files`; nothing, if every common host takes it.
    pub(super) fn warnings(&self, files: usize) -> Vec<String> {
        let large = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut warnings = Vec::new();
        if files > MAX_FILES {
            warnings.push(format!(
                "warning: the site has {files} files, and some hosts take no more than {MAX_FILES}; docs/publishing.md names them"
            ));
        }
        if !large.is_empty() {
            let size =
                |(file, bytes): (&String, &u64)| format!("{file} ({} MB)", bytes / 1_000_000);
            let mut named: Vec<String> = large.iter().take(NAMED).map(size).collect();
            if large.len() > NAMED {
                named.push(format!("and {} more", large.len() - NAMED));
            }
            let files = count(large.len(), ["file is", "files are"]);
            warnings.push(format!(
                "warning: {files} larger than 25 MB, which some hosts refuse: {}; docs/publishing.md names them",
                named.join(", ")
            ));
        }
        warnings
    }
}

#[cfg(test)]
mod tests {
    use super::LargeFiles;

    #[test]
    fn a_site_that_every_host_takes_is_not_warned_of() {
        assert!(LargeFiles::default().warnings(20_000).is_empty());
    }

    #[test]
    fn a_site_of_more_files_than_some_hosts_take_is_warned_of() {
        let warnings = LargeFiles::default().warnings(20_001);
        assert_eq!(warnings.len(), 1);
        assert!(warnings[0].contains("20001 files"), "{warnings:?}");
    }
}
