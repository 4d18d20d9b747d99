//! Prints the pages of an edition into a folder.
//! It does not know where that folder goes, or what readers see meanwhile.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;

use rayon::prelude::*;

use crate::edge::file_id::FileId;
use crate::edge::io_fault::IoFault;
use crate::edge::publish::attributes::{FILE, FOLDER, Stamp, make_newer, permit};
use crate::edge::publish::fault::PublishFault;
use crate::edge::publish::manifest::{self, Manifest};
use crate::edge::publish::printed::PrintedPage;
use crate::edge::regular_file::{CopyFault, RegularFile};
use crate::plan::edition::{Edition, Page};
use crate::plan::route::Route;
use crate::text::source::SourcePath;

/// A folder with all its subfolders and its list, but without the pages.
#[derive(Debug)]
pub(super) struct NewSite<'a> {
    project: &'a Path,
    folder: PathBuf,
    /// The folder of the site that readers see now, if there is one. A file that stays the same is linked from there.
    live: &'a Path,
    before: Before,
    changed: Mutex<Vec<PathBuf>>,
}

/// What was written.
#[derive(Debug, Default)]
pub(super) struct Filled {
    /// The number of pages.
    pub(super) pages: usize,
    /// Their length in bytes.
    pub(super) bytes: u64,
    /// The files that are not in this folder since an earlier build.
    pub(super) changed: Vec<PathBuf>,
}

/// What was in the folder before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    Nothing,
    /// Files of an earlier site, or whatever a build that was killed has left. A file stays only if it is the very file that
    /// readers see.
    OldSite,
}

impl<'a> NewSite<'a> {
    /// Makes `folder` with its subfolders and its list, and deletes what is not on the list. Files to be copied are in
    /// `project`, and the site that readers see is at `live`.
    pub(super) fn begin(
        project: &'a Path,
        folder: PathBuf,
        live: &'a Path,
        manifest: &Manifest,
    ) -> Result<NewSite<'a>, IoFault> {
        let before = make_folder(&folder)?;
        let new = NewSite { project, folder, live, before, changed: Mutex::default() };
        if before == Before::OldSite {
            let unlisted = manifest.unlisted(&new.folder);
            let unlisted = unlisted.map_err(IoFault::on("read", &new.folder))?;
            unlisted.par_iter().try_for_each(|path| delete(&new.folder.join(path)))?;
        }
        new.write_list(manifest.text().as_bytes())?;
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
        if !unprinted.is_empty() {
            return Err(PublishFault::Unprinted(unprinted));
        }
        filled.changed = std::mem::take(&mut self.changed.lock().expect("no page panicked"));
        Ok(filled)
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
        let (live, path) = (self.live.join(file), self.folder.join(file));
        let len = bytes.len() as u64;
        let shown = RegularFile::open(&live).ok().flatten();
        if let Some(shown) = shown {
            let stamp = Stamp::of(&shown);
            if shown.holds(bytes).is_ok_and(|same| same) {
                return self.keep(&live, &stamp, &path).map(|()| len);
            }
            return self.write_new(&path, bytes, Some(stamp.written)).map(|()| len);
        }
        self.write_new(&path, bytes, None).map(|()| len)
    }

    /// Writes the list. It is never the same file as that of the site that readers see, so that damage to one leaves the other.
    fn write_list(&self, bytes: &[u8]) -> Result<(), IoFault> {
        let opened = |folder: &Path| RegularFile::open(&folder.join(manifest::NAME)).ok().flatten();
        let (shown, own) = (opened(self.live), opened(&self.folder));
        let time = |file: &RegularFile| file.metadata.modified().ok();
        let [shown_time, own_time] = [&shown, &own].map(|file| file.as_ref().and_then(time));
        let [is_shown, is_own] =
            [shown, own].map(|file| file.is_some_and(|it| it.holds(bytes).is_ok_and(|same| same)));
        let path = self.folder.join(manifest::NAME);
        if !is_shown {
            return self.write_new(&path, bytes, shown_time);
        }
        if is_own && own_time == shown_time {
            return Ok(());
        }
        let mut file = self.create(&path)?;
        let dated = file
            .write_all(bytes)
            .and_then(|()| shown_time.map_or(Ok(()), |time| file.set_modified(time)));
        dated.map_err(IoFault::on("write", &path))
    }

    /// Writes a file that readers have not seen. It is newer than the one that it replaces, by a second at least: some programs
    /// that copy a site compare no more than that.
    fn write_new(
        &self,
        path: &Path,
        bytes: &[u8],
        replaced: Option<SystemTime>,
    ) -> Result<(), IoFault> {
        let mut file = self.create(path)?;
        let written = file.write_all(bytes).and_then(|()| make_newer(&file, replaced));
        written.map_err(IoFault::on("write", path))
    }

    /// Copies `source`, if it is still the file that it was when the project was read.
    fn copy<F>(
        &self,
        file: &str,
        page: &Page,
        source: &SourcePath,
    ) -> Result<u64, PublishFault<F>> {
        let (from, to) = (self.project.join(source.as_str()), self.folder.join(file));
        let live = self.live.join(file);
        let known = match page {
            Page::Copy { hash, .. } => Some(*hash),
            _ => None,
        };
        let shown = RegularFile::open(&live).ok().flatten();
        let stamp = shown.as_ref().map(Stamp::of);
        if let (Some(known), Some(shown), Some(stamp)) = (known, shown, &stamp) {
            let read = shown.copy(source, &mut io::sink()).ok();
            if let Some((len, _)) = read.filter(|(_, hash)| *hash == known) {
                self.keep(&live, stamp, &to)?;
                return Ok(len);
            }
        }
        let changed = || PublishFault::SourceChanged(from.clone());
        let opened = RegularFile::open(&from).map_err(IoFault::on("read", &from))?;
        // It was a file when the project was read. A link may lead out of the project.
        let regular = opened.ok_or_else(changed)?;
        let mut new = self.create(&to)?;
        let (len, hash) = regular.copy(source, &mut new).map_err(|fault| match fault {
            CopyFault::Read(error) => IoFault::on("read", &from)(error),
            CopyFault::Write(error) => IoFault::on("write", &to)(error),
        })?;
        let replaced = stamp.map(|stamp| stamp.written);
        make_newer(&new, replaced).map_err(IoFault::on("write", &to))?;
        if known.is_none_or(|known| known == hash) { Ok(len) } else { Err(changed()) }
    }

    /// Makes `path` the file that readers see at `live`, with its time.
    fn keep(&self, live: &Path, stamp: &Stamp, path: &Path) -> Result<(), IoFault> {
        permit(live, &stamp.metadata, FILE).map_err(IoFault::on("write", live))?;
        if self.before == Before::OldSite {
            let found = fs::symlink_metadata(path).ok();
            if found.is_some_and(|found| FileId::new(&found) == FileId::new(&stamp.metadata)) {
                return Ok(());
            }
            delete(path)?;
        }
        self.note(path);
        if fs::hard_link(live, path).is_ok() {
            return Ok(());
        }
        // Not every disk can link files.
        let copied = fs::copy(live, path).and_then(|_| {
            let file = File::options().write(true).open(path)?;
            file.set_modified(stamp.written)
        });
        copied.map_err(IoFault::on("write", path))
    }

    /// A new empty file at `path`. The old file is not reused: somebody may still be reading it.
    fn create(&self, path: &Path) -> Result<File, IoFault> {
        if self.before == Before::OldSite {
            delete(path)?;
        }
        self.note(path);
        let permitted = |file: File| permit(path, &file.metadata()?, FILE).map(|()| file);
        File::create_new(path).and_then(permitted).map_err(IoFault::on("write", path))
    }

    fn note(&self, path: &Path) {
        self.changed.lock().expect("no page panicked").push(path.to_path_buf());
    }
}

/// Makes the folder `path`, unless it exists, and lets everybody read it.
fn make_folder(path: &Path) -> Result<Before, IoFault> {
    let made = match fs::create_dir(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(Before::OldSite),
        made => made.map(|()| Before::Nothing),
    };
    let found = |before| {
        let found = fs::symlink_metadata(path)?;
        permit(path, &found, FOLDER).map(|()| before)
    };
    made.and_then(found).map_err(IoFault::on("make", path))
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
