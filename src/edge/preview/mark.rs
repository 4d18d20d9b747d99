//! What a tab shows, as two keys: one of its page and one of the files that pages load.
//! Knows neither tabs nor streams. Whoever holds a mark can tell at any time, in any run, whether it is out of date.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};

use crate::edge::preview::content::{PageInfo, Resource, Visibility};
use crate::text::source::{Hash, Hashing};

/// What a tab shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// The key of the page.
    pub(super) page: u128,
    /// The key of all files that pages load.
    pub(super) files: u128,
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}-{:032x}", self.page, self.files)
    }
}

/// A word that is no mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NoMark;

impl FromStr for Mark {
    type Err = NoMark;

    fn from_str(word: &str) -> Result<Mark, NoMark> {
        let (page, files) = word.split_once('-').ok_or(NoMark)?;
        let key = |word| u128::from_str_radix(word, 16).map_err(|_| NoMark);
        Ok(Mark { page: key(page)?, files: key(files)? })
    }
}

/// The key of an answer as a tab shows it, its badge included.
pub(super) fn page_key(answer: &Resource) -> u128 {
    let hash = match answer {
        Resource::Found { key, info: PageInfo { source, visibility }, .. } => {
            let (visibility, until) = match visibility {
                Visibility::Published => ("published", ""),
                Visibility::Draft => ("draft", ""),
                Visibility::Embargoed { until } => ("embargoed", until.as_str()),
            };
            let source = source.as_deref().unwrap_or_default();
            let about = [source, visibility, until].map(str::as_bytes);
            Hash::of(&[b"found", &key.to_le_bytes(), about[0], about[1], about[2]])
        }
        Resource::OnDisk { key, .. } => Hash::of(&[b"on disk", &key.to_le_bytes()]),
        Resource::Moved(to) => Hash::of(&[b"moved", to.as_bytes()]),
        Resource::Missing(page) => Hash::of(&[b"missing", page]),
        Resource::Faulty(report) => Hash::of(&[b"faulty", report.json().as_bytes()]),
    };
    hash.number()
}

/// The files that pages load: by path, each with the key of its bytes.
pub(super) type Files = Arc<BTreeMap<String, u128>>;

/// The key of all files, reckoned once for each set of them: there may be a hundred thousand.
#[derive(Debug, Default)]
pub(super) struct FilesKey {
    latest: Mutex<Option<(Files, u128)>>,
}

impl FilesKey {
    /// The key of `files`.
    pub(super) fn of(&self, files: &Files) -> u128 {
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, key)) = latest.as_ref()
            && Arc::ptr_eq(known, files)
        {
            return *key;
        }
        let mut hash = Hashing::default();
        for (path, key) in files.iter() {
            hash.piece(path.as_bytes());
            hash.piece(&key.to_le_bytes());
        }
        let key = hash.finish().number();
        *latest = Some((Arc::clone(files), key));
        key
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_read_back_from_its_word_and_nothing_else_is_one() {
        let mark = Mark { page: 7, files: u128::MAX };
        assert_eq!(mark.to_string().parse(), Ok(mark));
        for word in ["", "-", "none", "7", "7-", "g-7", "7-7-7", &"f".repeat(40)] {
            assert_eq!(word.parse::<Mark>(), Err(NoMark), "{word}");
        }
    }
}
