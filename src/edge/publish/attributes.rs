//! The permissions and times of published files.
//! It does not know what is in them.

use std::fs::{self, File, Metadata};
use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::edge::regular_file::RegularFile;

/// The permissions of published folders, whatever the user's umask is: everybody may read them.
pub(super) const FOLDER: u32 = 0o755;

/// The permissions of published files.
pub(super) const FILE: u32 = 0o644;

/// What has to be known of a file after it is read.
pub(super) struct Stamp {
    /// All that the system knows of it.
    pub(super) metadata: Metadata,
    /// When it was written last.
    pub(super) written: SystemTime,
}

impl Stamp {
    /// That of an open file.
    pub(super) fn of(file: &RegularFile) -> Stamp {
        Stamp::new(file.metadata.clone())
    }

    /// That of a file of which the system knows `metadata`.
    pub(super) fn new(metadata: Metadata) -> Stamp {
        let written = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        Stamp { metadata, written }
    }
}

/// Sets the time of a file that was just written and replaces one of the time `replaced`, if both are in the same second. The file is
/// asked for its time: the system's clock for files may be some milliseconds behind, in the second before.
pub(super) fn make_newer(file: &File, replaced: Option<SystemTime>) -> io::Result<()> {
    let second = |time: SystemTime| {
        time.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs())
    };
    match replaced {
        Some(replaced) if second(file.metadata()?.modified()?) <= second(replaced) => {
            let next = Duration::from_secs(second(replaced) + 1);
            file.set_modified(SystemTime::UNIX_EPOCH + next)
        }
        _ => Ok(()),
    }
}

/// Whether a file or folder of which the system knows `found` has the permissions `wanted`.
#[cfg(unix)]
pub(super) fn is_permitted(found: &Metadata, wanted: u32) -> bool {
    use std::os::unix::fs::PermissionsExt;
    found.permissions().mode() & MASK == wanted
}

#[cfg(not(unix))]
pub(super) fn is_permitted(_: &Metadata, _: u32) -> bool {
    true
}

/// The bits above these belong to the system: they say, for instance, which group new files get.
#[cfg(unix)]
const MASK: u32 = 0o777;

/// Sets the permissions of a file or folder, if a umask or a person has changed them. `found` is what the system knows of it.
#[cfg(unix)]
pub(super) fn permit(path: &Path, found: &Metadata, wanted: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    if is_permitted(found, wanted) {
        return Ok(());
    }
    let mut permissions = found.permissions();
    permissions.set_mode(permissions.mode() & !MASK | wanted);
    fs::set_permissions(path, permissions)
}

#[cfg(not(unix))]
pub(super) fn permit(_: &Path, _: &Metadata, _: u32) -> io::Result<()> {
    Ok(())
}
