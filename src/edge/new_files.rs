//! Writes many new files into a folder, all of them or none. It never changes a file that exists.
//! It does not know what is in the files.
//!
//! A folder that does not exist yet is filled under another name and renamed in one step. In a folder that exists the files
//! are written one by one, and deleted again if one of them cannot be written.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::edge::io_fault::IoFault;

/// Why no file was written.
#[derive(Debug)]
pub enum NewFilesFault {
    /// This file exists.
    Exists(PathBuf),
    /// This is not a folder. A link to a folder is refused too.
    NotAFolder(PathBuf),
    /// Another run writes to the same folder, or was killed and left this one.
    InProgress(PathBuf),
    /// The disk refused.
    Io(IoFault),
}

/// Whether nothing is in the folder `dir`, or there is no such folder.
///
/// # Errors
/// When it cannot be listed.
pub fn is_empty(dir: &Path) -> Result<bool, IoFault> {
    match fs::read_dir(dir) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(true),
        Err(error) => Err(IoFault::on("read", dir)(error)),
    }
}

/// Writes `files`, each given by its path below `dir` and its text, into the folder `dir`.
///
/// # Errors
/// When a file exists or cannot be written. Then everything that was written is deleted again.
pub fn write<'f>(
    dir: &Path,
    files: impl Iterator<Item = (&'f str, &'f str)> + Clone,
) -> Result<(), NewFilesFault> {
    let dir = std::path::absolute(dir).map_err(IoFault::on("write", dir))?;
    let mut written = Written::default();
    let done = match fs::metadata(&dir) {
        Ok(found) if found.is_dir() => into_folder(&dir, files, &mut written),
        Ok(_) => Err(NewFilesFault::NotAFolder(dir)),
        Err(error) if error.kind() == ErrorKind::NotFound => as_folder(&dir, files, &mut written),
        Err(error) => Err(IoFault::on("write", &dir)(error).into()),
    };
    if done.is_err() {
        written.delete();
    }
    done
}

/// Makes the folder `dir` under another name, and renames it.
fn as_folder<'f>(
    dir: &Path,
    files: impl Iterator<Item = (&'f str, &'f str)>,
    written: &mut Written,
) -> Result<(), NewFilesFault> {
    let (Some(above), Some(name)) = (dir.parent(), dir.file_name()) else {
        return Err(NewFilesFault::NotAFolder(dir.to_owned()));
    };
    written.make_folders(above)?;
    let temporary = above.join(format!(".{}.arriving", name.display()));
    match fs::create_dir(&temporary) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            return Err(NewFilesFault::InProgress(temporary));
        }
        made => made.map_err(IoFault::on("make", &temporary))?,
    }
    written.folders.push(temporary.clone());
    written.write_all(&temporary, files)?;
    // A plain rename would replace an empty folder that somebody made meanwhile.
    if fs::symlink_metadata(dir).is_ok() {
        return Err(NewFilesFault::Exists(dir.to_owned()));
    }
    Ok(fs::rename(&temporary, dir).map_err(IoFault::on("write", dir))?)
}

/// Adds the files to a folder that exists.
fn into_folder<'f>(
    dir: &Path,
    files: impl Iterator<Item = (&'f str, &'f str)> + Clone,
    written: &mut Written,
) -> Result<(), NewFilesFault> {
    // Checked before anything is written, so that a fault that can be foreseen changes nothing.
    let mut folders = BTreeSet::new();
    for (path, _) in files.clone() {
        let file = dir.join(path);
        if fs::symlink_metadata(&file).is_ok() {
            return Err(NewFilesFault::Exists(file));
        }
        let above = file.ancestors().skip(1).take_while(|folder| *folder != dir);
        folders.extend(above.map(Path::to_path_buf));
    }
    for folder in folders {
        // A link would lead out of the folder.
        if fs::symlink_metadata(&folder).is_ok_and(|found| !found.is_dir()) {
            return Err(NewFilesFault::NotAFolder(folder));
        }
    }
    written.write_all(dir, files)
}

/// What this run has written, in order.
#[derive(Default)]
struct Written {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

impl Written {
    fn write_all<'f>(
        &mut self,
        dir: &Path,
        files: impl Iterator<Item = (&'f str, &'f str)>,
    ) -> Result<(), NewFilesFault> {
        for (path, text) in files {
            let path = dir.join(path);
            self.make_folders(path.parent().unwrap_or(dir))?;
            let mut file = match OpenOptions::new().write(true).create_new(true).open(&path) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                    return Err(NewFilesFault::Exists(path));
                }
                opened => opened.map_err(IoFault::on("write", &path))?,
            };
            self.files.push(path.clone());
            file.write_all(text.as_bytes()).map_err(IoFault::on("write", &path))?;
        }
        Ok(())
    }

    /// Makes the folder and those above it, as far as they are missing.
    fn make_folders(&mut self, folder: &Path) -> Result<(), IoFault> {
        if self.folders.last().is_some_and(|last| last == folder) {
            return Ok(());
        }
        let missing: Vec<&Path> = folder.ancestors().take_while(|it| !it.exists()).collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder).map_err(IoFault::on("make", folder))?;
            self.folders.push(folder.to_owned());
        }
        Ok(())
    }

    /// Deletes everything again; a folder only if nobody else has put anything into it.
    fn delete(self) {
        for file in self.files.iter().rev() {
            // The fault that brought us here is the one to report.
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

impl From<IoFault> for NewFilesFault {
    fn from(fault: IoFault) -> NewFilesFault {
        NewFilesFault::Io(fault)
    }
}

impl fmt::Display for NewFilesFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NewFilesFault::Exists(path) => write!(
                f,
                "{} exists already, so nothing was written; move it away, or name another folder",
                path.display()
            ),
            NewFilesFault::NotAFolder(path) => write!(
                f,
                "{} is not a folder, so nothing was written; name another folder",
                path.display()
            ),
            NewFilesFault::InProgress(path) => write!(
                f,
                "{} exists: the same command is running already, or was killed; delete it if none is running",
                path.display()
            ),
            NewFilesFault::Io(fault) => {
                write!(f, "{fault}; files that were written before it are deleted again")
            }
        }
    }
}

impl Error for NewFilesFault {}
