//! Many new files put into a folder, all of them or none. Nothing that is there is ever touched.
//! It does not know what stands in them.
//!
//! A folder that is not there yet is filled aside and put in its place in one step. Into a folder that is there the
//! files are written one by one, and taken away again if one of them cannot be.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt;
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::edge::os;

/// Why nothing was delivered.
#[derive(Debug)]
pub enum DeliveryFault {
    /// A file is there already.
    There(PathBuf),
    /// Something that is no folder stands where a folder is needed; a link to one is none either.
    NoFolder(PathBuf),
    /// A delivery to the same folder is under way, or was killed.
    UnderWay(PathBuf),
    /// The system would not have it.
    Unwritten(PathBuf, io::Error),
}

/// Puts `files`, by their paths below it and their texts, into the folder `dir`.
///
/// # Errors
/// When a file is there already or cannot be written. Then what was written is taken away again.
pub fn deliver<'f>(
    dir: &Path,
    files: impl Iterator<Item = (&'f str, &'f str)> + Clone,
) -> Result<(), DeliveryFault> {
    let dir = std::path::absolute(dir).map_err(unwritten(dir))?;
    match fs::metadata(&dir) {
        Ok(found) if found.is_dir() => into_the_folder(&dir, files),
        Ok(_) => Err(DeliveryFault::NoFolder(dir)),
        Err(error) if error.kind() == ErrorKind::NotFound => as_a_folder(&dir, files),
        Err(error) => Err(DeliveryFault::Unwritten(dir, error)),
    }
}

/// Makes the folder `dir` aside and puts it in its place.
fn as_a_folder<'f>(
    dir: &Path,
    files: impl Iterator<Item = (&'f str, &'f str)>,
) -> Result<(), DeliveryFault> {
    let (Some(above), Some(name)) = (dir.parent(), dir.file_name()) else {
        return Err(DeliveryFault::NoFolder(dir.to_owned()));
    };
    let mut made = Made::default();
    let aside = above.join(format!(".{}.arriving", name.display()));
    let delivered = made.folders(above).and_then(|()| {
        match fs::create_dir(&aside) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                return Err(DeliveryFault::UnderWay(aside.clone()));
            }
            done => done.map_err(unwritten(&aside))?,
        }
        made.folders.push(aside.clone());
        made.write_all(&aside, files)?;
        put(&aside, dir)
    });
    if delivered.is_err() {
        made.take_away();
    }
    delivered
}

/// Adds the files to a folder that is there.
fn into_the_folder<'f>(
    dir: &Path,
    files: impl Iterator<Item = (&'f str, &'f str)> + Clone,
) -> Result<(), DeliveryFault> {
    let mut folders = BTreeSet::new();
    for (path, _) in files.clone() {
        let file = dir.join(path);
        // Looked at before anything is written, so that what can be foreseen touches nothing.
        if fs::symlink_metadata(&file).is_ok() {
            return Err(DeliveryFault::There(file));
        }
        let above = file.ancestors().skip(1).take_while(|folder| *folder != dir);
        folders.extend(above.map(Path::to_path_buf));
    }
    for folder in folders {
        // A link would lead out of the folder.
        if fs::symlink_metadata(&folder).is_ok_and(|found| !found.is_dir()) {
            return Err(DeliveryFault::NoFolder(folder));
        }
    }
    let mut made = Made::default();
    let delivered = made.write_all(dir, files);
    if delivered.is_err() {
        made.take_away();
    }
    delivered
}

/// What this run has made, in order.
#[derive(Default)]
struct Made {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

impl Made {
    fn write_all<'f>(
        &mut self,
        dir: &Path,
        mut files: impl Iterator<Item = (&'f str, &'f str)>,
    ) -> Result<(), DeliveryFault> {
        files.try_for_each(|(path, text)| self.write(&dir.join(path), text))
    }

    fn write(&mut self, path: &Path, text: &str) -> Result<(), DeliveryFault> {
        if let Some(above) = path.parent() {
            self.folders(above)?;
        }
        let mut file = match OpenOptions::new().write(true).create_new(true).open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                return Err(DeliveryFault::There(path.to_owned()));
            }
            Err(error) => return Err(unwritten(path)(error)),
        };
        self.files.push(path.to_owned());
        file.write_all(text.as_bytes()).map_err(unwritten(path))
    }

    /// Makes the folder and those above it that are missing.
    fn folders(&mut self, folder: &Path) -> Result<(), DeliveryFault> {
        if self.folders.last().is_some_and(|last| last == folder) {
            return Ok(());
        }
        let missing: Vec<&Path> = folder.ancestors().take_while(|it| !it.exists()).collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder).map_err(unwritten(folder))?;
            self.folders.push(folder.to_owned());
        }
        Ok(())
    }

    /// Takes everything away again; a folder only if nobody else has put anything there.
    fn take_away(self) {
        for file in self.files.iter().rev() {
            // The fault that brought us here is the one to report.
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Puts the folder `aside` where nothing stands.
fn put(aside: &Path, dir: &Path) -> Result<(), DeliveryFault> {
    // A plain rename would take the place of an empty folder that somebody made meanwhile.
    if fs::symlink_metadata(dir).is_ok() {
        return Err(DeliveryFault::There(dir.to_owned()));
    }
    fs::rename(aside, dir).map_err(unwritten(dir))
}

fn unwritten(path: &Path) -> impl Fn(io::Error) -> DeliveryFault + '_ {
    |error| DeliveryFault::Unwritten(path.to_owned(), error)
}

impl fmt::Display for DeliveryFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DeliveryFault::There(path) => write!(
                f,
                "{} is there already, so nothing was written; move it away, or name another folder",
                path.display()
            ),
            DeliveryFault::NoFolder(path) => write!(
                f,
                "{} is not a folder, so nothing was written; name another folder",
                path.display()
            ),
            DeliveryFault::UnderWay(path) => write!(
                f,
                "{} is there: the same is under way already, or was killed; delete it if none runs",
                path.display()
            ),
            DeliveryFault::Unwritten(path, error) => {
                let (reason, remedy) = (os::reason(error), os::remedy(error));
                write!(
                    f,
                    "cannot write {}: {reason}; {remedy}; nothing is left of what was written",
                    path.display()
                )
            }
        }
    }
}

impl Error for DeliveryFault {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            DeliveryFault::Unwritten(_, error) => Some(error),
            DeliveryFault::There(_) | DeliveryFault::NoFolder(_) | DeliveryFault::UnderWay(_) => {
                None
            }
        }
    }
}
