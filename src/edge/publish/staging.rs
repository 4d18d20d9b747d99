//! The folder where the next site is built, out of sight of readers.
//! It does not know what is in a site, or how it replaces the published one.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::edge::io_fault::IoFault;
use crate::edge::project_layout::OWN;
use crate::edge::publish::output::Output;

/// A folder of dateline's own, on the same disk as the output.
#[derive(Debug)]
pub(super) struct StagingFolder {
    home: PathBuf,
    output: PathBuf,
    keeping: Keeping,
}

/// What happens to the site that is replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Keeping {
    /// It is kept, and the next build updates it. That is several times faster than writing a site anew.
    Spare,
    /// It is deleted. Outside the project a web server may show the folder, and what was withdrawn must be gone.
    Nothing,
}

impl StagingFolder {
    /// The folder for building `output` of the project at `site`: inside the project if both are on one disk, else a hidden
    /// folder beside the output.
    pub(super) fn new(site: &Path, output: &Output) -> StagingFolder {
        // A project may have several outputs, and each has its own folder.
        let own = site.join(OWN);
        let (home, keeping) = if output.shares_disk_with(&own) {
            (own.join(format!("aside-{}", output.key())), Keeping::Spare)
        } else {
            (output.beside(""), Keeping::Nothing)
        };
        StagingFolder { home, output: output.folder().to_path_buf(), keeping }
    }

    /// The folder of the next site. It may hold an earlier site, or what a build that was killed has left.
    pub(super) fn next_site(&self) -> PathBuf {
        self.home.join("spare")
    }

    /// The folder of the old site while it is replaced, on systems that cannot exchange two folders.
    pub(super) fn old_site(&self) -> PathBuf {
        self.home.join("old")
    }

    /// Prepares for a build, and repairs what a build that was killed has left.
    pub(super) fn begin(&self) -> Result<PathBuf, IoFault> {
        self.repair()?;
        fs::create_dir_all(&self.home).map_err(IoFault::on("make", &self.home))?;
        Ok(self.next_site())
    }

    /// After a build: keeps the site that was replaced, or deletes it.
    pub(super) fn finish(&self) -> Result<(), IoFault> {
        match self.keeping {
            Keeping::Spare => self.repair(),
            Keeping::Nothing => self.clear(),
        }
    }

    /// After a build that failed: deletes everything here.
    pub(super) fn clear(&self) -> Result<(), IoFault> {
        self.repair()?;
        deleted(fs::remove_dir_all(&self.home)).map_err(IoFault::on("delete", &self.home))
    }

    /// Puts an old site back if its build was killed or failed while replacing it. If the new one is already published, the
    /// old one is kept for the next build.
    fn repair(&self) -> Result<(), IoFault> {
        let (next, old) = (self.next_site(), self.old_site());
        if !exists(&old) {
            return Ok(());
        }
        let goal = if exists(&self.output) { &next } else { &self.output };
        if exists(goal) {
            return fs::remove_dir_all(&old).map_err(IoFault::on("delete", &old));
        }
        fs::rename(&old, goal).map_err(IoFault::on("move the site to", goal))
    }

    /// Deletes what builds for other outputs of the project at `site` have left, so that a project keeps one old site at most.
    /// A site that was being replaced stays until its own output is built again.
    pub(super) fn delete_others(&self, site: &Path) -> Result<(), IoFault> {
        let own = site.join(OWN);
        let listed = fs::read_dir(&own).map_err(IoFault::on("read", &own))?;
        for home in listed.filter_map(Result::ok).map(|entry| entry.path()) {
            let is_staging = home.file_name().is_some_and(is_staging);
            if is_staging && home != self.home && !exists(&home.join("old")) {
                deleted(fs::remove_dir_all(&home)).map_err(IoFault::on("delete", &home))?;
            }
        }
        Ok(())
    }
}

fn is_staging(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b"aside-")
}

fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Something that does not exist need not be deleted.
fn deleted(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        result => result,
    }
}
