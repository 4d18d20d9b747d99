//! Why a site was not published, and what to do about it.
//! It does not know how to find out; the steps of publishing do.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::edge::io_fault::IoFault;
use crate::edge::os;
use crate::text::listing;

/// The address in the settings of every new site. It says nothing of whose it is.
pub const ADDRESS_OF_NEW_SITES: &str = "https://example.org/";

/// Why a site was not published.
#[derive(Debug)]
pub enum PublishFault<F> {
    /// dateline does not publish into this folder.
    Refused(Refusal),
    /// Another build holds a lock.
    Locked {
        /// What is locked, as in "another build *of this project*".
        what: &'static str,
        /// The file of the lock.
        lock: PathBuf,
    },
    /// The disk refused.
    Io(IoFault),
    /// This file changed while it was copied.
    SourceChanged(PathBuf),
    /// These pages could not be printed.
    Unprinted(Vec<F>),
}

/// A folder into which dateline does not publish.
#[derive(Debug)]
pub struct Refusal {
    /// The folder.
    pub output: PathBuf,
    /// Why not.
    pub reason: Reason,
}

/// Why dateline does not publish into a folder.
#[derive(Debug)]
pub enum Reason {
    /// It is the root of the file system.
    FileSystemRoot,
    /// It is the user's home folder, or a folder above it.
    Home,
    /// It is the project, or a folder above it.
    Project,
    /// It is this folder of the project, or inside it.
    Inside(&'static str),
    /// It is this file of the project, or would be in its place.
    OwnFile(&'static str),
    /// Its path has `..` below a folder that does not exist.
    ParentOfMissing,
    /// It is a symbolic link.
    Link,
    /// It is a file.
    File,
    /// Another disk is mounted there.
    Mount,
    /// It is a git repository.
    Repository,
    /// It has files, and dateline did not make it.
    NotOurs,
    /// dateline made it, and somebody else put these files into it.
    ForeignFiles(Vec<String>),
    /// It is the site of this address, which is not that of the project.
    OtherSite(String),
    /// It cannot be read.
    Unreadable(io::Error),
    /// The site has a file whose name cannot be published.
    FileName(String),
}

impl Refusal {
    /// Whether the disk is what refuses.
    pub fn is_of_disk(&self) -> bool {
        matches!(self.reason, Reason::Unreadable(_))
    }
}

impl<F> From<Refusal> for PublishFault<F> {
    fn from(refusal: Refusal) -> PublishFault<F> {
        PublishFault::Refused(refusal)
    }
}

impl<F> From<IoFault> for PublishFault<F> {
    fn from(fault: IoFault) -> PublishFault<F> {
        PublishFault::Io(fault)
    }
}

impl<F> fmt::Display for PublishFault<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PublishFault::Refused(refusal) => refusal.fmt(f),
            PublishFault::Locked { what, lock } => write!(
                f,
                "another build {what} is running (it holds {}); wait until it is done",
                lock.display()
            ),
            PublishFault::Io(fault) => fault.fmt(f),
            PublishFault::SourceChanged(path) => {
                write!(
                    f,
                    "cannot copy {}: it changed during the build; build again",
                    path.display()
                )
            }
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
        write!(f, "cannot publish into {}: {}", self.output.display(), self.reason)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = match self {
            Reason::FileSystemRoot => "it is the whole disk; name a folder such as public",
            Reason::Home => "your home folder is inside it; name a folder such as public",
            Reason::Project => "the project itself is inside it; name a folder such as public",
            Reason::Inside(own) => {
                return write!(
                    f,
                    "`{own}` is a folder of the project's own files; name another folder"
                );
            }
            Reason::OwnFile(file) => {
                return write!(
                    f,
                    "`{file}` is a file of the project; name a folder such as public"
                );
            }
            Reason::ParentOfMissing => {
                "the folder before `..` does not exist; write the path without `..`"
            }
            Reason::Link => "it is a symbolic link; name the folder it leads to",
            Reason::File => "it is not a folder; name another, or delete it",
            Reason::Mount => "another disk is mounted there; name a folder inside it",
            Reason::Repository => {
                "it is a git repository; publish into another folder and copy the site over"
            }
            Reason::NotOurs => {
                "it holds files that dateline did not make; name an empty or a new folder"
            }
            Reason::ForeignFiles(files) => return foreign_files(files, f),
            Reason::OtherSite(address) => return other_site(address, f),
            Reason::Unreadable(error) => {
                return write!(f, "{}; {}", os::reason(error), os::remedy(error));
            }
            Reason::FileName(route) => {
                return write!(
                    f,
                    "the site would have a file named `{route}`, which cannot be published; rename its source"
                );
            }
        };
        f.write_str(said)
    }
}

fn other_site(address: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let whose = if address == ADDRESS_OF_NEW_SITES {
        format!(
            "it holds a site that another project made (with `base_url = \"{address}\"`, as every new site)"
        )
    } else {
        format!("it holds the site {address}, and this build has another address")
    };
    write!(f, "{whose}; name another folder, or add --take-over to replace that site by this one")
}

fn foreign_files(files: &[String], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    const SHOWN: usize = 5;
    let named = listing::first_few(files, SHOWN);
    write!(
        f,
        "dateline did not make {named} in it; move what you need into static/, and delete the rest"
    )
}

impl<F: fmt::Debug> Error for PublishFault<F> {}
impl Error for Refusal {}
