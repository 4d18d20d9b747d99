//! Why a command failed, and its exit code.
//! It does not know how to find out.

use std::fmt::Display;

use dateline::edge::disk::DiskFault;
use dateline::edge::io_fault::IoFault;
use dateline::edge::new_files::NewFilesFault;
use dateline::edge::publish::fault::{PublishFault, Refusal};
use serde::{Deserialize, Serialize};

/// How a command ended, as its exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[repr(u8)]
pub(super) enum Exit {
    /// Nothing is wrong.
    Clean = 0,
    /// There are errors in the content.
    Content = 1,
    /// There are errors in the command or the settings.
    Usage = 2,
    /// The disk, the network or another program failed.
    World = 3,
}

/// A command that could not do its work.
#[derive(Debug)]
pub(super) struct Failure {
    /// Whose fault it is.
    pub(super) exit: Exit,
    /// What happened and what to do, in a sentence.
    pub(super) message: String,
}

impl Failure {
    /// The command line is wrong.
    pub(super) fn usage(message: impl Display) -> Failure {
        Failure { exit: Exit::Usage, message: message.to_string() }
    }

    /// The disk, the network or another program failed.
    pub(super) fn world(message: impl Display) -> Failure {
        Failure { exit: Exit::World, message: message.to_string() }
    }
}

impl From<IoFault> for Failure {
    fn from(fault: IoFault) -> Failure {
        Failure::world(fault)
    }
}

impl From<DiskFault> for Failure {
    fn from(fault: DiskFault) -> Failure {
        match fault {
            DiskFault::NoProject(_) => Failure::usage(fault),
            DiskFault::Io(_) => Failure::world(fault),
        }
    }
}

impl From<NewFilesFault> for Failure {
    fn from(fault: NewFilesFault) -> Failure {
        match fault {
            NewFilesFault::Io(_) => Failure::world(fault),
            NewFilesFault::Exists(_)
            | NewFilesFault::NotAFolder(_)
            | NewFilesFault::InProgress(_) => Failure::usage(fault),
        }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Failure {
        if refusal.is_of_disk() { Failure::world(refusal) } else { Failure::usage(refusal) }
    }
}

impl<F> From<PublishFault<F>> for Failure {
    fn from(fault: PublishFault<F>) -> Failure {
        match fault {
            PublishFault::Refused(refusal) => refusal.into(),
            _ => Failure::world(fault),
        }
    }
}
