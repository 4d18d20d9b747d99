//! Why a verb could not do its work, in the terms of its exit code.

use std::fmt::Display;

/// How a verb ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// All is well.
    Clean,
    /// There are faults in the content.
    Content,
    /// The command or the settings are wrong.
    Usage,
    /// The world would not have it: the disk, the network, another program.
    World,
}

/// A verb that could not do its work.
#[derive(Debug)]
pub(crate) struct Failure {
    /// In which terms.
    pub(crate) exit: Exit,
    /// What happened and what to do, in a sentence.
    pub(crate) message: String,
}

impl Failure {
    /// The command line is wrong.
    pub(crate) fn usage(message: impl Display) -> Failure {
        Failure { exit: Exit::Usage, message: message.to_string() }
    }

    /// The world would not have it.
    pub(crate) fn world(message: impl Display) -> Failure {
        Failure { exit: Exit::World, message: message.to_string() }
    }
}
