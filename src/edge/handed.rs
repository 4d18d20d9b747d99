//! A file that the command line names, read whole.
//! It does not know what the file is for.

use std::error::Error;
use std::fmt;
use std::fs;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use crate::edge::os;

/// A larger file is not what anybody means to hand over.
const MOST_BYTES: u64 = 1 << 30;

/// Why a file was not read.
#[derive(Debug)]
pub enum HandedFault {
    /// The system would not have it.
    Unread(PathBuf, io::Error),
    /// It is larger than 1 GiB.
    TooLarge(PathBuf),
}

/// The bytes of the file at `path`.
///
/// # Errors
/// When it cannot be read, or is larger than 1 GiB.
pub fn read(path: &Path) -> Result<Vec<u8>, HandedFault> {
    let unread = |error| HandedFault::Unread(path.to_owned(), error);
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(unread)?;
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(unread)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(HandedFault::TooLarge(path.to_owned()));
    }
    Ok(bytes)
}

impl HandedFault {
    /// Whether there is no such file.
    pub fn is_missing(&self) -> bool {
        matches!(self, HandedFault::Unread(_, error) if error.kind() == ErrorKind::NotFound)
    }
}

impl fmt::Display for HandedFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            HandedFault::Unread(path, error) => {
                let (reason, remedy) = (os::reason(error), os::remedy(error));
                write!(f, "cannot read {}: {reason}; {remedy}", path.display())
            }
            HandedFault::TooLarge(path) => {
                write!(f, "{} is larger than 1 GiB; split it", path.display())
            }
        }
    }
}

impl Error for HandedFault {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            HandedFault::Unread(_, error) => Some(error),
            HandedFault::TooLarge(_) => None,
        }
    }
}
