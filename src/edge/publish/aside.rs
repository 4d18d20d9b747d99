//! The place aside where the next site is made, out of the sight of readers.
//! It does not know what a site holds, nor how the two change places.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::edge::publish::OWN;
use crate::edge::publish::fault::WriteFault;
use crate::edge::publish::output::Output;
use crate::text::source::Hash;

/// A folder that is dateline's own, on the same disk as the output.
#[derive(Debug)]
pub(super) struct Aside {
    home: PathBuf,
    output: PathBuf,
    keeping: Keeping,
}

/// What happens to the site that was replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Keeping {
    /// It stays as the spare: bringing it up to date is several times faster than writing a site
    /// anew and deleting the old one.
    Spare,
    /// It is deleted: the folder is not in the project, and a web server may well show the folders
    /// there. What was withdrawn must be gone.
    Nothing,
}

impl Aside {
    /// The folder for building `output` of the project at `site`: inside the project when both
    /// share a disk, else a hidden one beside the output.
    pub(super) fn of(site: &Path, output: &Output) -> Aside {
        // Projects may have several outputs; each has a place of its own.
        let key = Hash::of(&[output.folder().as_os_str().as_encoded_bytes()]).number() >> 64;
        let own = site.join(OWN);
        let (home, keeping) = if output.shares_disk_with(&own) {
            (own.join(format!("aside-{key:016x}")), Keeping::Spare)
        } else {
            (output.ground().join(format!(".dateline-aside-{key:016x}")), Keeping::Nothing)
        };
        Aside { home, output: output.folder().to_path_buf(), keeping }
    }

    /// The folder the next site is made of. It may hold an earlier one, or what a build that was
    /// killed has made of it.
    pub(super) fn spare(&self) -> PathBuf {
        self.home.join("spare")
    }

    /// Where the site before stands for the moment in which there is none, on systems that cannot
    /// exchange two folders.
    pub(super) fn old_site(&self) -> PathBuf {
        self.home.join("old")
    }

    /// Makes way for a build, and puts in order what a build that was killed has left.
    pub(super) fn begin(&self) -> Result<PathBuf, WriteFault> {
        self.heal()?;
        fs::create_dir_all(&self.home).map_err(WriteFault::on("make", &self.home))?;
        Ok(self.spare())
    }

    /// After a build: keeps the site that was replaced, or deletes it.
    pub(super) fn end(&self) -> Result<(), WriteFault> {
        match self.keeping {
            Keeping::Spare => self.heal(),
            Keeping::Nothing => self.clear(),
        }
    }

    /// After a build in vain: deletes all that lies here.
    pub(super) fn clear(&self) -> Result<(), WriteFault> {
        self.heal()?;
        gone(fs::remove_dir_all(&self.home)).map_err(WriteFault::on("delete", &self.home))
    }

    /// Puts a site back that was on its way out when its build was killed or failed; if the new one
    /// is there already, it becomes the spare.
    fn heal(&self) -> Result<(), WriteFault> {
        let (spare, old) = (self.spare(), self.old_site());
        if !is_there(&old) {
            return Ok(());
        }
        let goal = if is_there(&self.output) { &spare } else { &self.output };
        if is_there(goal) {
            return fs::remove_dir_all(&old).map_err(WriteFault::on("delete", &old));
        }
        fs::rename(&old, goal).map_err(WriteFault::on("move the site to", goal))
    }

    /// Deletes what builds for other outputs of the project at `site` have left, so that a project
    /// has one spare at most. A site on its way out stays, until its own output is built again.
    pub(super) fn sweep(&self, site: &Path) -> Result<(), WriteFault> {
        let own = site.join(OWN);
        let listed = fs::read_dir(&own).map_err(WriteFault::on("read", &own))?;
        for home in listed.filter_map(Result::ok).map(|entry| entry.path()) {
            let is_aside = home.file_name().is_some_and(is_aside);
            if is_aside && home != self.home && !is_there(&home.join("old")) {
                gone(fs::remove_dir_all(&home)).map_err(WriteFault::on("delete", &home))?;
            }
        }
        Ok(())
    }
}

fn is_aside(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b"aside-")
}

fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// What was to be deleted and is not there is as good as deleted.
fn gone(deleted: io::Result<()>) -> io::Result<()> {
    match deleted {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        deleted => deleted,
    }
}
