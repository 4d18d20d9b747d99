//! Prints the pages of an edition into a folder.
//! It does not know where that folder goes, or what readers see meanwhile.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use crate::edge::io_fault::IoFault;
use crate::edge::publish::fault::PublishFault;
use crate::edge::publish::manifest::{self, Manifest};
use crate::edge::publish::printed::PrintedPage;
use crate::edge::regular_file::{CopyFault, RegularFile};
use crate::plan::edition::{Edition, Page};
use crate::plan::route::Route;
use crate::text::source::SourcePath;

/// The permissions of published folders and files, whatever the user's umask is: everybody may read them.
const FOLDER: u32 = 0o755;
const FILE: u32 = 0o644;

/// A folder with all its subfolders and its list, but without the pages.
#[derive(Debug)]
pub(super) struct NewSite<'a> {
    project: &'a Path,
    folder: PathBuf,
    before: Before,
}

/// What was written.
#[derive(Debug, Default)]
pub(super) struct Filled {
    /// The number of pages.
    pub(super) pages: usize,
    /// Their length in bytes.
    pub(super) bytes: u64,
}

/// What was in the folder before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    Nothing,
    /// Files of an earlier site. A file stays if its bytes are right, which is checked: a build that was killed, or a power
    /// cut, may have left anything.
    OldSite,
}

impl<'a> NewSite<'a> {
    /// Makes `folder` with its subfolders and its list, and deletes what is not on the list. Files to be copied are in
    /// `project`.
    pub(super) fn begin(
        project: &'a Path,
        folder: PathBuf,
        manifest: &Manifest,
    ) -> Result<NewSite<'a>, IoFault> {
        let before = make_folder(&folder)?;
        let new = NewSite { project, folder, before };
        if before == Before::OldSite {
            let unlisted = manifest.unlisted(&new.folder);
            let unlisted = unlisted.map_err(IoFault::on("read", &new.folder))?;
            unlisted.par_iter().try_for_each(|path| delete(&new.folder.join(path)))?;
        }
        new.write(manifest::NAME, manifest.text().as_bytes())?;
        for path in manifest.folders() {
            make_folder(&new.folder.join(path))?;
        }
        Ok(new)
    }

    /// Prints and writes the pages of `edition`. All faults of `print` are collected; the first fault of the disk ends it.
    pub(super) fn fill<F: Send>(
        &self,
        edition: &Edition,
        print: impl Fn(&Route, &Page) -> Result<PrintedPage, F> + Sync,
        progress: impl Fn() + Sync,
    ) -> Result<Filled, PublishFault<F>> {
        let disk_failed = AtomicBool::new(false);
        let write_page = |(route, page): (&Route, &Page)| {
            let written = match print(route, page) {
                Ok(printed) => self.put(route, page, printed).inspect_err(|_| {
                    disk_failed.store(true, Ordering::Relaxed);
                }),
                Err(fault) => Err(PublishFault::Unprinted(vec![fault])),
            };
            progress();
            written.map_err(Box::new)
        };
        let pages = edition.pages.par_iter().filter(|_| !disk_failed.load(Ordering::Relaxed));
        let results: Vec<Result<u64, Box<PublishFault<F>>>> = pages.map(write_page).collect();
        let mut filled = Filled::default();
        let mut unprinted = Vec::new();
        for result in results {
            match result.map_err(|fault| *fault) {
                Ok(bytes) => {
                    filled.pages += 1;
                    filled.bytes += bytes;
                }
                Err(PublishFault::Unprinted(faults)) => unprinted.extend(faults),
                Err(fault) => return Err(fault),
            }
        }
        if unprinted.is_empty() { Ok(filled) } else { Err(PublishFault::Unprinted(unprinted)) }
    }

    fn put<F>(
        &self,
        route: &Route,
        page: &Page,
        printed: PrintedPage,
    ) -> Result<u64, PublishFault<F>> {
        match printed {
            PrintedPage::Bytes(bytes) => Ok(self.write(route.as_file(), &bytes)?),
            PrintedPage::Copy(source) => self.copy(route.as_file(), page, &source),
        }
    }

    fn write(&self, file: &str, bytes: &[u8]) -> Result<u64, IoFault> {
        let path = self.folder.join(file);
        let len = bytes.len() as u64;
        let unchanged = |kept: RegularFile| kept.holds(bytes).is_ok_and(|same| same);
        if self.kept(&path).is_some_and(unchanged) {
            return Ok(len);
        }
        let written = self.create(&path)?.write_all(bytes);
        written.map_err(IoFault::on("write", &path)).map(|()| len)
    }

    /// Copies `source`, if it is still the file that it was when the project was read.
    fn copy<F>(
        &self,
        file: &str,
        page: &Page,
        source: &SourcePath,
    ) -> Result<u64, PublishFault<F>> {
        let (from, to) = (self.project.join(source.as_str()), self.folder.join(file));
        let known = match page {
            Page::Copy { hash, .. } => Some(*hash),
            _ => None,
        };
        if let (Some(known), Some(kept)) = (known, self.kept(&to)) {
            let read = kept.copy(source, &mut io::sink()).ok();
            if let Some((len, _)) = read.filter(|(_, hash)| *hash == known) {
                return Ok(len);
            }
        }
        let changed = || PublishFault::SourceChanged(from.clone());
        let opened = RegularFile::open(&from).map_err(IoFault::on("read", &from))?;
        // It was a file when the project was read. A link may lead out of the project.
        let regular = opened.ok_or_else(changed)?;
        let copied = regular.copy(source, &mut self.create(&to)?);
        let (len, hash) = copied.map_err(|fault| match fault {
            CopyFault::Read(error) => IoFault::on("read", &from)(error),
            CopyFault::Write(error) => IoFault::on("write", &to)(error),
        })?;
        if known.is_none_or(|known| known == hash) { Ok(len) } else { Err(changed()) }
    }

    /// The file of an earlier site at `path`, if it can be read.
    fn kept(&self, path: &Path) -> Option<RegularFile> {
        match self.before {
            Before::Nothing => None,
            Before::OldSite => RegularFile::open(path).ok().flatten(),
        }
    }

    /// A new empty file at `path`. The old file is not reused: somebody may still be reading it.
    fn create(&self, path: &Path) -> Result<File, IoFault> {
        if self.before == Before::OldSite {
            delete(path)?;
        }
        let created = File::create_new(path).and_then(|file| permit(path, FILE).map(|()| file));
        created.map_err(IoFault::on("write", path))
    }
}

/// Makes the folder `path`, unless it exists.
fn make_folder(path: &Path) -> Result<Before, IoFault> {
    let made = match fs::create_dir(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(Before::OldSite),
        made => made.and_then(|()| permit(path, FOLDER)).map(|()| Before::Nothing),
    };
    made.map_err(IoFault::on("make", path))
}

/// Deletes the file or folder at `path`, if there is one.
fn delete(path: &Path) -> Result<(), IoFault> {
    let deleted = match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    };
    deleted.map_err(IoFault::on("delete", path))
}

/// Sets the permissions of a new file or folder, if the umask has changed them.
#[cfg(unix)]
fn permit(path: &Path, wanted: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    // The bits above these belong to the system: they say, for instance, which group new files get.
    const MASK: u32 = 0o777;
    let mut permissions = fs::symlink_metadata(path)?.permissions();
    let found = permissions.mode();
    if found & MASK == wanted {
        return Ok(());
    }
    permissions.set_mode(found & !MASK | wanted);
    fs::set_permissions(path, permissions)
}

#[cfg(not(unix))]
fn permit(_: &Path, _: u32) -> io::Result<()> {
    Ok(())
}
