//! Why a site was not published, in words that say what to do next.
//! It does not know how to find out; the steps of publishing do.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::edge::os;
use crate::text::listing;

/// Why a site was not published.
#[derive(Debug)]
pub enum PublishFault<F> {
    /// It may not be put where it was asked for.
    Refused(Refusal),
    /// Another build holds this lock.
    Busy(PathBuf),
    /// The disk would not have it.
    Disk(WriteFault),
    /// These pages could not be printed.
    Unprinted(Vec<F>),
}

/// A folder into which dateline does not publish.
#[derive(Debug)]
pub struct Refusal {
    /// The folder.
    pub output: PathBuf,
    /// What speaks against it.
    pub reason: Reason,
}

/// What speaks against publishing into a folder.
#[derive(Debug)]
pub enum Reason {
    /// It is the top of the file system.
    Top,
    /// It is, or holds, the user's home.
    Home,
    /// It is, or holds, the project.
    Project,
    /// It is, or lies in, this folder of the project's own.
    Inside(&'static str),
    /// Its path climbs with `..` out of a folder that does not exist.
    Climbs,
    /// It is a symbolic link.
    Link,
    /// It is a file.
    File,
    /// Another disk is mounted there.
    Mount,
    /// It is a git repository.
    Repository,
    /// It has files, and dateline did not make it.
    Unmarked,
    /// Dateline made it, and somebody put these files into it.
    Foreign(Vec<String>),
    /// It cannot be looked at.
    Closed(io::Error),
    /// The site has a file with a name that cannot be published.
    Name(String),
}

/// Something could not be done to a file or folder.
#[derive(Debug)]
pub struct WriteFault {
    /// What was tried, as in "cannot *write*".
    pub action: &'static str,
    /// With what.
    pub path: PathBuf,
    /// What the system answered.
    pub cause: Cause,
}

/// Why something could not be done to a file.
#[derive(Debug)]
pub enum Cause {
    /// The system refused.
    System(io::Error),
    /// The file is not what it was when the project was read.
    Changed,
}

impl WriteFault {
    /// Something that makes of a system's answer the fault that `path` could not be written.
    pub(super) fn on(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> WriteFault {
        move |error| WriteFault { action, path: path.to_path_buf(), cause: Cause::System(error) }
    }
}

impl<F> From<Refusal> for PublishFault<F> {
    fn from(refusal: Refusal) -> PublishFault<F> {
        PublishFault::Refused(refusal)
    }
}

impl<F> From<WriteFault> for PublishFault<F> {
    fn from(fault: WriteFault) -> PublishFault<F> {
        PublishFault::Disk(fault)
    }
}

impl<F> fmt::Display for PublishFault<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PublishFault::Refused(refusal) => refusal.fmt(f),
            PublishFault::Busy(lock) => write!(
                f,
                "another build of this project is running (it holds {}); wait until it is done",
                lock.display()
            ),
            PublishFault::Disk(fault) => fault.fmt(f),
            PublishFault::Unprinted(faults) if faults.len() == 1 => {
                f.write_str("a page could not be printed; nothing was published")
            }
            PublishFault::Unprinted(faults) => {
                write!(f, "{} pages could not be printed; nothing was published", faults.len())
            }
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "will not publish into {}: {}", self.output.display(), self.reason)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = match self {
            Reason::Top => "it is the whole disk; name a folder such as public",
            Reason::Home => "your home folder is in it; name a folder such as public",
            Reason::Project => "the project itself is in it; name a folder such as public",
            Reason::Inside(own) => {
                return write!(
                    f,
                    "`{own}` belongs to the project's own files; name a folder outside it"
                );
            }
            Reason::Climbs => "the folder above does not exist; write the path without `..`",
            Reason::Link => "it is a symbolic link; name the folder it leads to",
            Reason::File => "it is not a folder; name another, or take it away",
            Reason::Mount => "another disk is mounted there; name a folder inside it",
            Reason::Repository => {
                "it is a git repository; publish into another folder and copy the site over"
            }
            Reason::Unmarked => {
                "it holds files that dateline did not make; name an empty or a new folder"
            }
            Reason::Foreign(files) => return foreign(files, f),
            Reason::Closed(error) => {
                return write!(f, "{}; {}", os::reason(error), os::remedy(error));
            }
            Reason::Name(route) => {
                return write!(f, "`{route}` is not a name for a page; rename its source");
            }
        };
        f.write_str(said)
    }
}

fn foreign(files: &[String], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    const SHOWN: usize = 5;
    let named = listing::first_few(files, SHOWN);
    write!(
        f,
        "dateline did not make {named} in it; move what you need to static/, and take it away there"
    )
}

impl fmt::Display for WriteFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {} {}: ", self.action, self.path.display())?;
        match &self.cause {
            Cause::System(error) => write!(f, "{}; {}", os::reason(error), os::remedy(error)),
            Cause::Changed => f.write_str("it changed during the build; build again"),
        }
    }
}

impl<F: fmt::Debug> Error for PublishFault<F> {}
impl Error for Refusal {}
impl Error for WriteFault {}
