//! The locks that keep two builds from one project, and from one published folder.
//! They do not know what a build does. When a build is killed, the system releases them.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::edge::io_fault::IoFault;
use crate::edge::project_layout::OWN;
use crate::edge::publish::fault::PublishFault;
use crate::edge::publish::output::Output;

/// The name of a lock in a folder of dateline's own.
const NAME: &str = "lock";

/// What the lock of an output keeps apart, as in "another build *into this folder*".
const INTO_IT: &str = "into this folder";

/// Held while a build runs.
#[derive(Debug)]
pub(super) struct Locks {
    _project: Lock,
    _output: Option<Lock>,
}

/// One lock.
#[derive(Debug)]
struct Lock {
    file: File,
    path: PathBuf,
    is_kept: bool,
}

impl Locks {
    /// Takes the lock of the project at `site` and that of `output`, unless another build has one of them. Whichever project
    /// publishes it, the lock of an output is the same file.
    pub(super) fn take<F>(site: &Path, output: &Output) -> Result<Locks, PublishFault<F>> {
        let own = site.join(OWN);
        fs::create_dir_all(&own).map_err(IoFault::on("make", &own))?;
        let in_own_project = output.project().map(|project| project.join(OWN).join(NAME));
        let project = Lock::take(own.join(NAME), "of this project", true)?;
        let of_output = match in_own_project {
            Some(path) if is_same(&path, &own.join(NAME)) => None,
            Some(path) => Some(Lock::take(path, INTO_IT, true)?),
            // A web server may show the folder: nothing is left in it.
            None => Some(Lock::take(output.beside(".lock"), INTO_IT, false)?),
        };
        Ok(Locks { _project: project, _output: of_output })
    }
}

impl Lock {
    fn take<F>(path: PathBuf, what: &'static str, is_kept: bool) -> Result<Lock, PublishFault<F>> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(IoFault::on("make", folder))?;
        }
        loop {
            let file = open(&path).map_err(IoFault::on("write", &path))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    return Err(PublishFault::Locked { what, lock: path });
                }
                Err(TryLockError::Error(error)) => {
                    return Err(IoFault::on("lock", &path)(error).into());
                }
            }
            // A build that has just ended may have deleted the file between the two steps.
            if is_kept || is_still_at(&file, &path) {
                return Ok(Lock { file, path, is_kept });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if !self.is_kept {
            // While the lock is held. If it cannot be deleted, the next build uses it.
            let _ = fs::remove_file(&self.path);
        }
        let _ = self.file.unlock();
    }
}

/// Opens the file of a lock. It does not wait, even if the file is a pipe.
fn open(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed());
    }
    let file = options.open(path)?;
    if file.metadata()?.is_file() {
        return Ok(file);
    }
    Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a file"))
}

fn is_same(one: &Path, other: &Path) -> bool {
    one == other
        || fs::canonicalize(one).ok().is_some_and(|one| fs::canonicalize(other).ok() == Some(one))
}

#[cfg(unix)]
fn is_still_at(file: &File, path: &Path) -> bool {
    use crate::edge::file_id::FileId;
    let id = |found: io::Result<fs::Metadata>| found.ok().map(|found| FileId::new(&found));
    let own = id(file.metadata());
    own.is_some() && own == id(fs::symlink_metadata(path))
}

#[cfg(not(unix))]
fn is_still_at(_: &File, _: &Path) -> bool {
    // An open file cannot be deleted there.
    true
}
