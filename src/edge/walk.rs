//! Everything below a folder, level by level and never through a link.
//! It opens no file and does not know what the names are for.

use std::fmt;
use std::fs::{self, FileType};
use std::io;
use std::path::Path;

use rayon::prelude::*;

/// What stands in a folder under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A regular file.
    File,
    /// A folder, whose entries follow unless it was refused.
    Folder,
    /// A symbolic link, wherever it leads.
    Link,
    /// A named pipe.
    Pipe,
    /// A socket.
    Socket,
    /// A device, or something else that is neither file nor folder.
    Device,
    /// Anything whose name is not UTF-8.
    Misnamed,
}

/// One name below the folder that was walked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// The path from that folder, with `/` between its parts; approximate if the name is not UTF-8.
    pub(super) path: String,
    /// What stands there.
    pub(super) kind: Kind,
}

/// All that was found.
#[derive(Debug, Default)]
pub(super) struct Walked {
    /// The entries, in no particular order.
    pub(super) entries: Vec<Entry>,
    /// The folders that could not be listed, and why. The folder walked itself has an empty path.
    pub(super) closed: Vec<(String, io::Error)>,
}

/// Lists what is below `root`. Names that are not `wanted` (asked with their path) are left out,
/// folders among them are not entered. Folders that vanish meanwhile are simply not there.
pub(super) fn walk(root: &Path, wanted: impl Fn(&str) -> bool + Sync) -> Walked {
    let mut walked = Walked::default();
    let mut level = vec![String::new()];
    // Level by level instead of by recursion: a folder nested thousands deep costs no stack.
    while !level.is_empty() {
        let listed: Vec<_> = level.par_iter().map(|folder| list(root, folder, &wanted)).collect();
        let mut below = Vec::new();
        for (folder, listed) in level.into_iter().zip(listed) {
            match listed {
                Ok(entries) => {
                    let folders = entries.iter().filter(|entry| entry.kind == Kind::Folder);
                    below.extend(folders.map(|entry| entry.path.clone()));
                    walked.entries.extend(entries);
                }
                Err(error) if is_gone(&error) && !folder.is_empty() => {}
                Err(error) => walked.closed.push((folder, error)),
            }
        }
        level = below;
    }
    walked
}

/// Whether `error` says that what was there a moment ago is there no more.
pub(super) fn is_gone(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

fn list(root: &Path, folder: &str, wanted: &impl Fn(&str) -> bool) -> io::Result<Vec<Entry>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(root.join(folder))? {
        let entry = entry?;
        let name = entry.file_name();
        let shown = name.to_string_lossy();
        let path = if folder.is_empty() { shown.into_owned() } else { format!("{folder}/{shown}") };
        if !wanted(&path) {
            continue;
        }
        let kind = match entry.file_type() {
            Ok(_) if name.to_str().is_none() => Kind::Misnamed,
            Ok(kind) => Kind::of(kind),
            Err(error) if is_gone(&error) => continue,
            Err(error) => return Err(error),
        };
        entries.push(Entry { path, kind });
    }
    Ok(entries)
}

impl Kind {
    fn of(kind: FileType) -> Kind {
        if kind.is_file() {
            Kind::File
        } else if kind.is_dir() {
            Kind::Folder
        } else if kind.is_symlink() {
            Kind::Link
        } else {
            Kind::special(kind)
        }
    }

    #[cfg(unix)]
    fn special(kind: FileType) -> Kind {
        use std::os::unix::fs::FileTypeExt;
        if kind.is_fifo() {
            Kind::Pipe
        } else if kind.is_socket() {
            Kind::Socket
        } else {
            Kind::Device
        }
    }

    #[cfg(not(unix))]
    fn special(_: FileType) -> Kind {
        Kind::Device
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Kind::File => "a file",
            Kind::Folder => "a folder",
            Kind::Link => "a symbolic link",
            Kind::Pipe => "a named pipe",
            Kind::Socket => "a socket",
            Kind::Device => "a device",
            Kind::Misnamed => "a name that is not UTF-8",
        })
    }
}
