//! The version that a tab shows: a key of its page, and a key of the files that pages load.
//! Knows neither tabs nor streams. Versions can be compared at any time, also between two runs of the preview.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::edge::preview::content::{PageInfo, Resource, Visibility};
use crate::text::source::{Hash, Hashing};

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

/// A text is not a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NotAVersion;

impl FromStr for Version {
    type Err = NotAVersion;

    fn from_str(text: &str) -> Result<Version, NotAVersion> {
        let (page, files) = text.split_once('-').ok_or(NotAVersion)?;
        let key = |text| u128::from_str_radix(text, 16).map_err(|_| NotAVersion);
        Ok(Version { page: key(page)?, files: key(files)? })
    }
}

/// The key of a resource as a tab shows it, its label included.
pub(super) fn page_key(resource: &Resource) -> u128 {
    let hash = match resource {
        Resource::Found { key, info: PageInfo { source, visibility }, .. } => {
            let (visibility, until) = match visibility {
                Visibility::Published => ("published", ""),
                Visibility::Draft => ("draft", ""),
                Visibility::Embargoed { until } => ("embargoed", until.as_str()),
            };
            let source = source.as_deref().unwrap_or_default();
            let [source, visibility, until] = [source, visibility, until].map(str::as_bytes);
            Hash::of(&[b"found", &key.to_le_bytes(), source, visibility, until])
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
        let mut hash = Hashing::default();
        for (path, key) in keys.iter() {
            hash.piece(path.as_bytes());
            hash.piece(&key.to_le_bytes());
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
        assert_eq!(version.to_string().parse(), Ok(version));
        for text in ["", "-", "none", "7", "7-", "g-7", "7-7-7", &"f".repeat(40)] {
            assert_eq!(text.parse::<Version>(), Err(NotAVersion), "{text}");
        }
    }
}
