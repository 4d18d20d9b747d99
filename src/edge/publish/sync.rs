//! Makes sure that a site is on the disk, so that a power cut leaves the old site or the new one.
//! It does not know what is in it.

use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use crate::edge::io_fault::IoFault;

/// Maximum number of files that are written to the disk one by one. For more files, one call for the whole file system is faster. That
/// call also writes what other programs have not written yet.
#[cfg(any(target_os = "linux", target_os = "android"))]
const FEW: usize = 64;

/// Writes to the disk what is new in `site`: the files `changed`, and the names of them.
pub(super) fn site(site: &Path, changed: &[PathBuf]) -> Result<(), IoFault> {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    if changed.len() > FEW {
        let synced = File::open(site).and_then(|folder| Ok(rustix::fs::syncfs(folder)?));
        return synced.map_err(IoFault::on("write to the disk", site));
    }
    let folders = changed.iter().flat_map(|path| path.ancestors().skip(1));
    let folders: BTreeSet<&Path> = folders.filter(|folder| folder.starts_with(site)).collect();
    // The deepest come first, and a folder after what is in it.
    let paths = changed.iter().map(PathBuf::as_path).chain(folders.into_iter().rev());
    paths.into_iter().try_for_each(one)
}

/// Writes to the disk that the sites at `next` and `output` were exchanged.
pub(super) fn exchange(next: &Path, output: &Path) -> Result<(), IoFault> {
    [output, next].into_iter().filter_map(Path::parent).try_for_each(one)
}

/// Writes one file or folder to the disk.
fn one(path: &Path) -> Result<(), IoFault> {
    let synced = match File::open(path).and_then(|it| it.sync_all()) {
        // Not every system can do this to a folder.
        Err(error) if cannot(&error) => Ok(()),
        synced => synced,
    };
    synced.map_err(IoFault::on("write to the disk", path))
}

fn cannot(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported)
        || cfg!(windows) && error.kind() == io::ErrorKind::PermissionDenied
}
