//! How the sources of a project look from outside, without reading one of them.
//! It does not know what they mean.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use rayon::prelude::*;

use crate::edge::disk::is_source;
use crate::edge::disk::source_cache::FileStamp;
use crate::edge::file_tree;
use crate::text::source::{Hash, Hasher};

/// A hash of the names and stamps of all sources of the project at `root`. As long as it is the same, so are the sources.
///
/// None if that cannot be said: a name cannot be looked at, or changed so short a time ago that it may change again and keep its
/// stamp.
pub fn looks(root: &Path) -> Option<Hash> {
    let now = SystemTime::now();
    let mut tree = file_tree::list(root, is_source);
    if !tree.unreadable.is_empty() || !tree.vanished.is_empty() {
        return None;
    }
    tree.entries.sort_unstable_by(|one, other| one.path.cmp(&other.path));
    tree.unwanted.sort_unstable();
    let stamp = |path: &str| {
        let found = fs::symlink_metadata(root.join(path)).ok()?;
        FileStamp::new(&found).filter(|stamp| !stamp.is_fresh(now))
    };
    let stamps: Option<Vec<FileStamp>> =
        tree.entries.par_iter().map(|entry| stamp(&entry.path)).collect();
    let mut hash = Hasher::default();
    for (entry, stamp) in tree.entries.iter().zip(stamps?) {
        hash.part(entry.path.as_bytes());
        stamp.add_to(&mut hash);
    }
    // Those at the root come and go with every build, and no source is among them.
    for path in tree.unwanted.iter().filter(|path| path.contains('/')) {
        hash.part(path.as_bytes());
    }
    Some(hash.finish())
}
