//! Reads a project from the disk into a snapshot.
//! It does not know what the files mean: only where sources lie and which of them are small enough
//! to hold.

mod load;
mod source_cache;
#[cfg(test)]
mod tests;

use std::error::Error;
use std::fmt;
use std::io::{self, Read};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::time::SystemTime;

use jiff::Timestamp;
use rayon::prelude::*;

use crate::edge::disk::load::Loaded;
pub use crate::edge::disk::source_cache::SourceCache;
use crate::edge::os;
use crate::edge::regular::Regular;
use crate::edge::walk::{Walked, is_gone, walk};
use crate::text::source::{Snapshot, SourcePath};

/// The file that makes a folder a project.
const SETTINGS: &str = "site.toml";

/// The other file at the root that is a source.
const FIGURES: &str = "figures.lock";

/// The folders whose files are sources.
const FOLDERS: [&str; 6] = ["content", "themes", "templates", "strings", "assets", "static"];

/// Why a project could not be read at all. What is wrong with one of its files is a diagnostic in
/// the snapshot instead.
#[derive(Debug)]
pub enum DiskFault {
    /// The folder holds no `site.toml`.
    NoProject(PathBuf),
    /// The folder cannot be listed.
    Closed(PathBuf, io::Error),
}

/// The nearest folder that holds a `site.toml`, from `from` upwards.
pub fn find_root(from: &Path) -> Option<PathBuf> {
    let from = std::path::absolute(from).ok()?;
    from.ancestors().find(|folder| folder.join(SETTINGS).is_file()).map(Path::to_path_buf)
}

/// Reads every source of the project at `root`, to be looked at as of `now`.
///
/// What is not a regular file, cannot be read or is too large is reported in
/// [`Snapshot::unreadable`]. A file that vanishes while the project is read is not there.
///
/// # Errors
/// When `root` cannot be listed or holds no `site.toml`.
pub fn read(root: &Path, now: Timestamp) -> Result<Snapshot, DiskFault> {
    read_again(root, now, &mut SourceCache::default())
}

/// The same; what lies on the `cache` and was not touched since it was put there is taken from it.
///
/// # Errors
/// As those of [`read`].
pub fn read_again(
    root: &Path,
    now: Timestamp,
    cache: &mut SourceCache,
) -> Result<Snapshot, DiskFault> {
    let begun = SystemTime::now();
    let Walked { entries, closed } = walk(root, is_source);
    let mut unreadable = Vec::new();
    for (folder, error) in closed {
        if folder.is_empty() {
            return Err(DiskFault::Closed(root.to_path_buf(), error));
        }
        unreadable.push(load::closed(&folder, &error));
    }
    if !entries.iter().any(|entry| entry.path == SETTINGS) {
        return Err(DiskFault::NoProject(root.to_path_buf()));
    }

    let loaded: Vec<Loaded> = entries
        .par_iter()
        .map_init(Vec::new, |room, entry| load::load(root, entry, cache, room))
        .collect();
    let known = loaded.iter().filter_map(|file| match file {
        Loaded::Source(path, source, stamp) => Some(((*stamp)?, path, source)),
        Loaded::Faulty(_) | Loaded::Nothing => None,
    });
    cache.keep(known, begun);
    let mut sources = Vec::with_capacity(loaded.len());
    for file in loaded {
        match file {
            Loaded::Source(path, source, _) => sources.push((path, source)),
            Loaded::Faulty(fault) => unreadable.push(fault),
            Loaded::Nothing => {}
        }
    }
    unreadable.sort();
    Ok(Snapshot { sources: sources.into_iter().collect(), unreadable, now })
}

/// The text of the settings of the project at `root`; none if it cannot be read as text.
///
/// # Errors
/// When there is no such file, so that the folder is no project.
pub fn settings(root: &Path) -> Result<Option<String>, DiskFault> {
    match bytes(root, &SourcePath::new(SETTINGS)) {
        Ok(bytes) => Ok(String::from_utf8(bytes).ok()),
        Err(fault) if is_gone(&fault) && !root.join(SETTINGS).exists() => {
            Err(DiskFault::NoProject(root.to_path_buf()))
        }
        Err(_) => Ok(None),
    }
}

/// The bytes of a source that is too large to be held in a snapshot.
///
/// # Errors
/// When it is gone, is no regular file any more or cannot be read.
pub fn bytes(root: &Path, path: &SourcePath) -> io::Result<Vec<u8>> {
    let gone = || io::Error::from(io::ErrorKind::NotFound);
    let mut regular = Regular::open(&root.join(path.as_str()))?.ok_or_else(gone)?;
    let mut bytes = Vec::new();
    regular.file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Whether nothing at `path`, relative to the root of a project, is ever one of its sources: it lies
/// elsewhere, or is what an editor or a system leaves beside the files it works on.
pub fn is_no_source(path: &Path) -> bool {
    let path = path.to_string_lossy().replace(MAIN_SEPARATOR, "/");
    let ends = path.match_indices('/').map(|(end, _)| end).chain([path.len()]);
    // The root itself is at the path that is empty.
    !path.is_empty() && ends.into_iter().any(|end| !is_source(&path[..end]))
}

/// Whether the name at `path` belongs to the project. The folders above it were asked about before.
fn is_source(path: &str) -> bool {
    let (top, below) = path.split_once('/').unwrap_or((path, ""));
    let name = path.rsplit('/').next().unwrap_or(path);
    match top {
        SETTINGS | FIGURES => below.is_empty(),
        // Which of them is drawn, if any, the settings say.
        _ if SourcePath::new(path).is_like_borders() => !is_dropping(name),
        // What is in static goes to readers under its own name: `.well-known` and `.nojekyll` are
        // meant, what a Finder, an editor or a git checkout leaves behind is not.
        "static" => !matches!(name, ".DS_Store" | ".git") && !is_of_an_open_file(name),
        _ => FOLDERS.contains(&top) && !is_dropping(name),
    }
}

/// Whether `name` is one that editors and systems leave beside the files they work on.
fn is_dropping(name: &str) -> bool {
    // Vim tries out whether a folder can be written to with a file of this name.
    let vim = name == "4913";
    name.starts_with('.') || name.ends_with('~') || vim || is_of_an_open_file(name)
}

/// Whether `name` is one that an editor gives to a file for as long as another is open or is being
/// saved: the swap files of Vim, the locks and the copies of Emacs, the halves of a save of JetBrains.
fn is_of_an_open_file(name: &str) -> bool {
    let vim = name.ends_with(".swp");
    let emacs =
        name.starts_with(".#") || name.len() > 1 && name.starts_with('#') && name.ends_with('#');
    let jetbrains = name.ends_with("___jb_tmp___") || name.ends_with("___jb_old___");
    vim || emacs || jetbrains
}

impl fmt::Display for DiskFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DiskFault::NoProject(root) => write!(
                f,
                "there is no {SETTINGS} in {}; go to the folder of a project, or make one with \
                 `dateline init`",
                root.display()
            ),
            DiskFault::Closed(root, error) => write!(
                f,
                "cannot read the folder {}: {}; {}",
                root.display(),
                os::reason(error),
                os::remedy(error)
            ),
        }
    }
}

impl Error for DiskFault {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            DiskFault::NoProject(_) => None,
            DiskFault::Closed(_, error) => Some(error),
        }
    }
}
