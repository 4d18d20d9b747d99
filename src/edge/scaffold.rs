//! New files for an editor to fill in. Nothing that is there is ever touched.
//! It does not know what stands in them.

use std::error::Error;
use std::fmt;
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Why a file was not made.
#[derive(Debug)]
pub enum ScaffoldFault {
    /// The folder for a new site holds something already.
    NotEmpty(PathBuf),
    /// The file is there already.
    There(PathBuf),
    /// The system would not have it.
    Unwritten(PathBuf, io::Error),
}

impl fmt::Display for ScaffoldFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ScaffoldFault::NotEmpty(path) => write!(
                f,
                "{} is not empty, and a new site needs a folder of its own; name another",
                path.display()
            ),
            ScaffoldFault::There(path) => {
                write!(f, "{} is there already and was not touched", path.display())
            }
            ScaffoldFault::Unwritten(path, cause) => {
                write!(f, "cannot write {}: {cause}", path.display())
            }
        }
    }
}

impl Error for ScaffoldFault {}

/// Makes the folder `dir` with `files`, given by their path in it and their text.
///
/// # Errors
/// When the folder holds anything, or a file cannot be written.
pub fn lay_out(dir: &Path, files: &[(&str, &str)]) -> Result<(), ScaffoldFault> {
    match fs::read_dir(dir) {
        Ok(mut entries) => {
            if entries.next().is_some() {
                return Err(ScaffoldFault::NotEmpty(dir.to_owned()));
            }
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(ScaffoldFault::Unwritten(dir.to_owned(), error)),
    }
    files.iter().try_for_each(|(path, text)| create(&dir.join(path), text))
}

/// Makes the file `path` with `text` in it, and the folders above it.
///
/// # Errors
/// When the file is there already, or cannot be written.
pub fn create(path: &Path, text: &str) -> Result<(), ScaffoldFault> {
    let unwritten = |error| ScaffoldFault::Unwritten(path.to_owned(), error);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(unwritten)?;
    }
    let mut file = match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            return Err(ScaffoldFault::There(path.to_owned()));
        }
        Err(error) => return Err(unwritten(error)),
    };
    file.write_all(text.as_bytes()).map_err(unwritten)
}
