//! The lock that keeps two builds of one project from running at once.
//! It does not know what is done under it. The system lets go of it when a build is killed.

use std::fs::{self, File, TryLockError};
use std::path::Path;

use crate::edge::publish::OWN;
use crate::edge::publish::fault::{PublishFault, WriteFault};

/// Held while a build runs.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock of the project at `site`; the fault says so when another build has it.
    pub(super) fn take<F>(site: &Path) -> Result<Lock, PublishFault<F>> {
        let own = site.join(OWN);
        fs::create_dir_all(&own).map_err(WriteFault::on("make", &own))?;
        let path = own.join("lock");
        let mut options = File::options();
        let opened = options.create(true).truncate(false).write(true).open(&path);
        let file = opened.map_err(WriteFault::on("write", &path))?;
        match file.try_lock() {
            Ok(()) => Ok(Lock { _file: file }),
            Err(TryLockError::WouldBlock) => Err(PublishFault::Busy(path)),
            Err(TryLockError::Error(error)) => Err(WriteFault::on("lock", &path)(error).into()),
        }
    }
}
