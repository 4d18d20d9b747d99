//! Reads a project from the disk into a snapshot.
//! It knows where the sources of a project are, but not what they mean.

mod load_file;
pub mod looks;
pub mod settled;
pub mod source_cache;
#[cfg(test)]
mod tests;
pub mod texts;

use std::error::Error;
use std::fmt;
use std::io::{self, Read};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::time::SystemTime;

use jiff::Timestamp;
use rayon::prelude::*;

use crate::edge::clock;
use crate::edge::disk::load_file::{Loaded, load, unreadable_folder};
use crate::edge::disk::source_cache::{FileStamp, SourceCache};
use crate::edge::file_tree::{self, FileTree, is_gone};
use crate::edge::io_fault::IoFault;
use crate::edge::project_layout::{FIGURES, FOLDERS, SETTINGS};
use crate::edge::regular_file::RegularFile;
use crate::text::snapshot::Snapshot;
use crate::text::source::SourcePath;

/// Why a project could not be read at all. A fault of one of its files is a diagnostic in the snapshot instead.
#[derive(Debug)]
pub enum DiskFault {
    /// There is no `site.toml` in the folder.
    NoProject(PathBuf),
    /// The folder cannot be listed.
    Io(IoFault),
}

/// The nearest folder that has a `site.toml`: `from` or one above it.
pub fn find_root(from: &Path) -> Option<PathBuf> {
    let from = std::path::absolute(from).ok()?;
    from.ancestors().find(|folder| folder.join(SETTINGS).is_file()).map(Path::to_path_buf)
}

/// Reads every source of the project at `root`, to be composed as of `now`, as it is at this moment.
///
/// # Errors
/// As those of [`read_cached`].
pub fn read(root: &Path, now: Timestamp) -> Result<Snapshot, DiskFault> {
    read_cached(root, now, &mut SourceCache::default())
}

/// Reads every source of the project at `root`, to be composed as of `now`. Files in `cache` that have not changed are not read
/// again.
///
/// Files that are not regular, cannot be read or are too large are reported in [`Snapshot::unreadable`]. Files that are
/// deleted meanwhile are left out.
///
/// # Errors
/// When `root` cannot be listed or has no `site.toml`.
pub fn read_cached(
    root: &Path,
    now: Timestamp,
    cache: &mut SourceCache,
) -> Result<Snapshot, DiskFault> {
    read_once(root, now, cache).map(|reading| reading.snapshot)
}

/// What was read, and what was changing meanwhile.
struct Reading {
    snapshot: Snapshot,
    /// The stamp of each source that was read, and not taken from the cache.
    stamps: Vec<(SourcePath, FileStamp)>,
    /// The folders that were listed.
    folders: Vec<String>,
    /// The files and folders that were listed and were gone when they were opened.
    gone: Vec<String>,
}

fn read_once(root: &Path, now: Timestamp, cache: &mut SourceCache) -> Result<Reading, DiskFault> {
    let started = SystemTime::now();
    let FileTree { entries, unwanted, unreadable: faulty, vanished } =
        file_tree::list(root, is_source);
    let mut unreadable = Vec::new();
    for (folder, error) in faulty {
        if folder.is_empty() {
            return Err(DiskFault::Io(IoFault::on("read the folder", root)(error)));
        }
        unreadable.push(unreadable_folder(&folder, &error));
    }
    if !entries.iter().any(|entry| entry.path == SETTINGS) {
        return Err(DiskFault::NoProject(root.to_path_buf()));
    }

    let loaded: Vec<Loaded> = entries
        .par_iter()
        .map_init(Vec::new, |buffer, entry| load(root, entry, cache, buffer))
        .collect();
    let read = |file: &Loaded| match file {
        Loaded::Source(path, _, stamp) => Some((path.clone(), (*stamp)?)),
        _ => None,
    };
    let stamps = loaded.iter().filter_map(read).collect();
    let stamped = loaded.iter().filter_map(|file| match file {
        Loaded::Source(path, source, stamp) => Some(((*stamp)?, path, source)),
        Loaded::Known(path, source, stamp) => Some((*stamp, path, source)),
        Loaded::Faulty(_) | Loaded::Nothing | Loaded::Gone => None,
    });
    cache.update(stamped, started);
    let mut gone = vanished;
    let mut folders = Vec::new();
    let mut sources = Vec::with_capacity(loaded.len());
    for (file, entry) in loaded.into_iter().zip(entries) {
        match file {
            Loaded::Source(path, source, _) | Loaded::Known(path, source, _) => {
                sources.push((path, source));
            }
            Loaded::Faulty(fault) => unreadable.push(fault),
            Loaded::Gone => gone.push(entry.path),
            Loaded::Nothing => folders.push(entry.path),
        }
    }
    unreadable.sort();
    let is_inside =
        |path: &&String| path.split_once('/').is_some_and(|(top, _)| FOLDERS.contains(&top));
    let mut ignored: Vec<SourcePath> =
        unwanted.iter().filter(is_inside).map(|path| SourcePath::new(path)).collect();
    ignored.sort();
    let clock = clock::latest(now);
    let sources = sources.into_iter().collect();
    let snapshot = Snapshot { sources, unreadable, ignored, now, clock };
    Ok(Reading { snapshot, stamps, folders, gone })
}

/// The text of `site.toml` in the project at `root`; none if it cannot be read as text.
///
/// # Errors
/// When there is no such file, so that the folder is not a project.
pub fn settings(root: &Path) -> Result<Option<String>, DiskFault> {
    match bytes(root, &SourcePath::new(SETTINGS)) {
        Ok(bytes) => Ok(String::from_utf8(bytes).ok()),
        Err(fault) if is_gone(&fault) && !root.join(SETTINGS).exists() => {
            Err(DiskFault::NoProject(root.to_path_buf()))
        }
        Err(_) => Ok(None),
    }
}

/// The bytes of a source that is too large for a snapshot.
///
/// # Errors
/// When it was deleted, is not a regular file any more, or cannot be read.
pub fn bytes(root: &Path, path: &SourcePath) -> io::Result<Vec<u8>> {
    let missing = || io::Error::from(io::ErrorKind::NotFound);
    let mut regular = RegularFile::open(&root.join(path.as_str()))?.ok_or_else(missing)?;
    let mut bytes = Vec::new();
    regular.file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Whether `path`, relative to the root of a project, can never be one of its sources: it is in another folder, or is a
/// temporary file of an editor or a system.
pub fn is_no_source(path: &Path) -> bool {
    let path = path.to_string_lossy().replace(MAIN_SEPARATOR, "/");
    let ends = path.match_indices('/').map(|(end, _)| end).chain([path.len()]);
    // The path of the root itself is empty.
    !path.is_empty() && ends.into_iter().any(|end| !is_source(&path[..end]))
}

/// Whether the file or folder at `path` belongs to the project. The folders above it were checked before.
fn is_source(path: &str) -> bool {
    let (top, below) = path.split_once('/').unwrap_or((path, ""));
    let name = path.rsplit('/').next().unwrap_or(path);
    match top {
        SETTINGS | FIGURES => below.is_empty(),
        // The settings say which of these files is drawn, if any.
        _ if SourcePath::new(path).is_like_borders() => !is_temporary(name),
        // Files in static are published under their own names: `.well-known` and `.nojekyll` are intended, and files
        // that a Finder, an editor or a git checkout leaves there are not.
        // `.dateline` is read so that it can be refused: the published site has a file of this name.
        "static" => {
            path == "static/.dateline"
                || FOR_HOSTS.contains(&name)
                || !name.starts_with('.') && !is_left_behind(name)
        }
        _ => FOLDERS.contains(&top) && !is_temporary(name),
    }
}

/// Hidden files and folders that web servers and hosts ask for.
const FOR_HOSTS: [&str; 4] = [".well-known", ".nojekyll", ".htaccess", ".domains"];

/// Files and folders that Windows and macOS make, whatever the case of their names.
const OF_SYSTEMS: [&str; 6] =
    ["thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "$recycle.bin", "__macosx"];

/// Whether `name` is that of a hidden, backup or temporary file.
fn is_temporary(name: &str) -> bool {
    // Vim makes a file of this name to see whether it can write to a folder.
    let vim = name == "4913";
    name.starts_with('.') || vim || is_left_behind(name)
}

/// Whether a system makes a file of this name, or an editor while it saves, or when it keeps the old text.
fn is_left_behind(name: &str) -> bool {
    let backup = [".bak", ".orig", ".swo", ".swn"].iter().any(|ending| name.ends_with(ending));
    let office = name.starts_with("~$");
    let system = OF_SYSTEMS.iter().any(|known| name.eq_ignore_ascii_case(known));
    name.ends_with('~') || backup || office || system || is_of_open_file(name)
}

/// Whether an editor makes a file of this name while another file is open or being saved: swap files of Vim, locks and
/// autosaves of Emacs, unfinished saves of JetBrains.
fn is_of_open_file(name: &str) -> bool {
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
                "there is no {SETTINGS} in {}; go to the folder of a site, or make one with `dateline init`",
                root.display()
            ),
            DiskFault::Io(fault) => fault.fmt(f),
        }
    }
}

impl Error for DiskFault {}
