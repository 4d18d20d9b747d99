//! The lock that keeps two builds of one project from running at once.
//! It does not know what a build does. When a build is killed, the system releases it.

use std::fs::{self, File, TryLockError};
use std::path::Path;

use crate::edge::io_fault::IoFault;
use crate::edge::project_layout::OWN;
use crate::edge::publish::fault::PublishFault;

/// Held while a build runs.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock of the project at `site`, unless another build has it.
    pub(super) fn take<F>(site: &Path) -> Result<Lock, PublishFault<F>> {
        let own = site.join(OWN);
        fs::create_dir_all(&own).map_err(IoFault::on("make", &own))?;
        let path = own.join("lock");
        let mut options = File::options();
        let opened = options.create(true).truncate(false).write(true).open(&path);
        let file = opened.map_err(IoFault::on("write", &path))?;
        match file.try_lock() {
            Ok(()) => Ok(Lock { _file: file }),
            Err(TryLockError::WouldBlock) => Err(PublishFault::Locked(path)),
            Err(TryLockError::Error(error)) => Err(IoFault::on("lock", &path)(error).into()),
        }
    }
}
