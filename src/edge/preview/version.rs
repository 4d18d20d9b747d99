//! The version that a tab shows: a key of its page, and a key of the files that pages load.
//! Knows neither tabs nor streams. Versions can be compared at any time, also between two runs of the preview.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::edge::preview::content::Resource;
use crate::text::source::{Hash, Hasher};

/// What a tab shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Version {
    /// The key of the page.
    pub(super) page: u128,
    /// The key of all files that pages load.
    pub(super) files: u128,
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}-{:032x}", self.page, self.files)
    }
}

impl Version {
    /// Reads a version back from its text; `None` if the text is something else.
    pub(super) fn parse(text: &str) -> Option<Version> {
        let (page, files) = text.split_once('-')?;
        let key = |text| u128::from_str_radix(text, 16).ok();
        Some(Version { page: key(page)?, files: key(files)? })
    }
}

/// The key of a resource as a tab shows it, its label included.
pub(super) fn page_key(resource: &Resource) -> u128 {
    let hash = match resource {
        Resource::Found { key, info, .. } => {
            Hash::of(&[b"found", &key.to_le_bytes(), info.json().as_bytes()])
        }
        Resource::OnDisk { key, .. } => Hash::of(&[b"on disk", &key.to_le_bytes()]),
        Resource::Moved(to) => Hash::of(&[b"moved", to.as_bytes()]),
        Resource::Missing(page) => Hash::of(&[b"missing", page]),
        Resource::Faulty(report) => Hash::of(&[b"faulty", report.json().as_bytes()]),
    };
    hash.number()
}

/// The files that pages load.
#[derive(Clone, Debug)]
pub(super) struct Files {
    /// By path, the key of each file's bytes.
    pub(super) keys: Arc<BTreeMap<String, u128>>,
    /// The key of all of them together.
    pub(super) key: u128,
}

impl From<Arc<BTreeMap<String, u128>>> for Files {
    fn from(keys: Arc<BTreeMap<String, u128>>) -> Files {
        let mut hash = Hasher::default();
        for (path, key) in keys.iter() {
            hash.part(path.as_bytes());
            hash.part(&key.to_le_bytes());
        }
        Files { keys, key: hash.finish().number() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_back_from_its_text_and_nothing_else_is_one() {
        let version = Version { page: 7, files: u128::MAX };
        assert_eq!(Version::parse(&version.to_string()), Some(version));
        for text in ["", "-", "none", "7", "7-", "g-7", "7-7-7", &"f".repeat(40)] {
            assert_eq!(Version::parse(text), None, "{text}");
        }
    }
}
