//! Something that the operating system refused, with the action and the path.
//! It does not know why anybody wanted it.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::edge::os;

/// Something that could not be done to a file or a folder.
#[derive(Debug)]
pub struct IoFault {
    /// What was tried, as in "cannot *write*".
    action: &'static str,
    path: PathBuf,
    /// What the system answered.
    cause: io::Error,
}

impl IoFault {
    /// A function that adds the action and the path to what the system answered.
    pub(super) fn on(action: &'static str, path: &Path) -> impl Fn(io::Error) -> IoFault + use<> {
        let path = path.to_path_buf();
        move |cause| IoFault { action, path: path.clone(), cause }
    }

    /// Whether there is no such file.
    pub fn is_missing(&self) -> bool {
        self.cause.kind() == io::ErrorKind::NotFound
    }
}

impl fmt::Display for IoFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let IoFault { action, path, cause } = self;
        let (reason, remedy) = (os::reason(cause), os::remedy(cause));
        write!(f, "cannot {action} {}: {reason}; {remedy}", path.display())
    }
}

impl Error for IoFault {}
