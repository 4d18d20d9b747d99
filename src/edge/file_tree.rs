//! Lists everything below a folder, without following links.
//! It opens no file and does not know what the files are for.

use std::fs::{self, FileType};
use std::io;
use std::path::Path;

use rayon::prelude::*;

/// What a name in a folder stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A regular file.
    File,
    /// A folder. Its entries are listed too, unless it cannot be read.
    Folder,
    /// Anything else, as in "a symbolic link".
    Other(&'static str),
    /// Anything whose name is not UTF-8.
    Misnamed,
}

/// The kind of a symbolic link, to anything.
pub(super) const LINK: &str = "a symbolic link";

/// One name below the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// The path from the folder, with `/` between its parts. It is approximate if the name is not UTF-8.
    pub(super) path: String,
    /// What is there.
    pub(super) kind: Kind,
}

/// Everything below a folder.
#[derive(Debug, Default)]
pub(super) struct FileTree {
    /// The entries, in no particular order.
    pub(super) entries: Vec<Entry>,
    /// The paths that are not wanted, in no particular order.
    pub(super) unwanted: Vec<String>,
    /// The folders that cannot be listed, and why. The path of the folder itself is empty.
    pub(super) unreadable: Vec<(String, io::Error)>,
    /// The folders that were deleted after the folder above them was listed, or are being replaced.
    pub(super) vanished: Vec<String>,
}

/// Lists what is below `root`. Of paths that are not `wanted` only the names are listed, and nothing that is in them. A folder that is
/// deleted meanwhile is not listed.
pub(super) fn list(root: &Path, wanted: impl Fn(&str) -> bool + Sync) -> FileTree {
    let mut tree = FileTree::default();
    let mut level = vec![String::new()];
    // Level by level and not by recursion: thousands of nested folders would overflow the stack.
    while !level.is_empty() {
        let listed: Vec<_> =
            level.par_iter().map(|folder| list_wanted(root, folder, &wanted)).collect();
        let mut below = Vec::new();
        for (folder, listed) in level.into_iter().zip(listed) {
            match listed {
                Ok((entries, unwanted)) => {
                    tree.unwanted.extend(unwanted);
                    let folders = entries.iter().filter(|entry| entry.kind == Kind::Folder);
                    below.extend(folders.map(|entry| entry.path.clone()));
                    tree.entries.extend(entries);
                }
                Err(error) if is_gone(&error) && !folder.is_empty() => tree.vanished.push(folder),
                Err(error) => tree.unreadable.push((folder, error)),
            }
        }
        level = below;
    }
    tree
}

/// Whether `error` says that a file or folder does not exist any more.
pub(super) fn is_gone(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Lists what is in the folder at `folder`, a path from `root`, and nothing below that.
pub(super) fn list_folder(root: &Path, folder: &str) -> io::Result<Vec<Entry>> {
    list_wanted(root, folder, &|_| true).map(|(entries, _)| entries)
}

fn list_wanted(
    root: &Path,
    folder: &str,
    wanted: &impl Fn(&str) -> bool,
) -> io::Result<(Vec<Entry>, Vec<String>)> {
    let (mut entries, mut unwanted) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(root.join(folder))? {
        let entry = entry?;
        let name = entry.file_name();
        let shown = name.to_string_lossy();
        let path = if folder.is_empty() { shown.into_owned() } else { format!("{folder}/{shown}") };
        if !wanted(&path) {
            unwanted.push(path);
            continue;
        }
        let kind = match entry.file_type() {
            Ok(_) if name.to_str().is_none() => Kind::Misnamed,
            Ok(kind) => Kind::from(kind),
            Err(error) if is_gone(&error) => continue,
            Err(error) => return Err(error),
        };
        entries.push(Entry { path, kind });
    }
    Ok((entries, unwanted))
}

impl From<FileType> for Kind {
    fn from(kind: FileType) -> Kind {
        if kind.is_file() {
            Kind::File
        } else if kind.is_dir() {
            Kind::Folder
        } else if kind.is_symlink() {
            Kind::Other(LINK)
        } else {
            Kind::Other(special(kind))
        }
    }
}

#[cfg(unix)]
fn special(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_fifo() {
        "a named pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn special(_: FileType) -> &'static str {
    "a device"
}
