//! Prints the pages of an edition into a folder.
//! It does not know where that folder goes, or what readers see meanwhile.

use std::collections::BTreeMap;
use std::fs::{self, File, Metadata};
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
use crate::edge::publish::known::{KnownFile, KnownFiles, Looks};
use crate::edge::publish::manifest::{self, Manifest};
use crate::edge::publish::printed::{IsKnown, PrintedContent, PrintedPage};
use crate::edge::regular_file::{CopyFault, RegularFile};
use crate::plan::edition::{Edition, Page};
use crate::plan::route::Route;
use crate::text::source::{Hash, SourcePath};

/// A folder with all its subfolders and its list, but without the pages.
#[derive(Debug)]
pub(super) struct NewSite<'a> {
    project: &'a Path,
    folder: PathBuf,
    /// The folder of the site that readers see now, if there is one. A file that stays the same is linked from there.
    live: &'a Path,
    before: Before,
    /// What is known of the files of that site.
    known: &'a KnownFiles,
    changed: Mutex<Vec<PathBuf>>,
}

/// What was written.
#[derive(Debug, Default)]
pub(super) struct Filled {
    /// The number of pages.
    pub(super) pages: usize,
    /// How many were not printed, because their files were known.
    pub(super) reused: usize,
    /// Their length in bytes.
    pub(super) bytes: u64,
    /// The files that are not in this folder since an earlier build.
    pub(super) changed: Vec<PathBuf>,
    /// What is known of its files.
    pub(super) known: BTreeMap<String, KnownFile>,
}

/// A file of the new site.
#[derive(Clone, Copy, Debug)]
struct Put {
    /// Its length in bytes.
    len: u64,
    /// How it looks on the disk. None if the system does not say.
    looks: Option<Looks>,
}

impl Put {
    fn new(found: &Metadata) -> Put {
        Put { len: found.len(), looks: Looks::of(found) }
    }
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
    /// `project`, and the site that readers see is at `live`, with files of which some are `known`.
    pub(super) fn begin(
        project: &'a Path,
        folder: PathBuf,
        (live, known): (&'a Path, &'a KnownFiles),
        manifest: &Manifest,
    ) -> Result<NewSite<'a>, IoFault> {
        let before = make_folder(&folder)?;
        let new = NewSite { project, folder, live, known, before, changed: Mutex::default() };
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
        print: impl Fn(&Route, &Page, IsKnown<'_>) -> Result<PrintedPage, F> + Sync,
        done: impl Fn(&Route, u64) + Sync,
    ) -> Result<Filled, PublishFault<F>> {
        let disk_failed = AtomicBool::new(false);
        let write_page = |(route, page): (&Route, &Page)| {
            let is_known = |key| self.known_file(route, key).is_some();
            let written = match print(route, page, &is_known) {
                Ok(printed) => {
                    let put = self.put(route, page, &printed).inspect_err(|_| {
                        disk_failed.store(true, Ordering::Relaxed);
                    });
                    let reused = usize::from(printed.content == PrintedContent::Known);
                    put.map(|put| (put.len, reused, known(route, printed.key, put.looks)))
                }
                Err(fault) => Err(PublishFault::Unprinted(vec![fault])),
            };
            done(route, written.as_ref().map_or(0, |(length, ..)| *length));
            written.map_err(Box::new)
        };
        let pages = edition.pages.par_iter().filter(|_| !disk_failed.load(Ordering::Relaxed));
        let results: Vec<Result<_, Box<PublishFault<F>>>> = pages.map(write_page).collect();
        let mut filled = Filled::default();
        let mut unprinted = Vec::new();
        for result in results {
            match result.map_err(|fault| *fault) {
                Ok((len, reused, known)) => {
                    filled.pages += 1;
                    filled.reused += reused;
                    filled.bytes += len;
                    filled.known.extend(known);
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
        printed: &PrintedPage,
    ) -> Result<Put, PublishFault<F>> {
        match &printed.content {
            PrintedContent::Bytes(bytes) => Ok(self.write(route.as_file(), bytes)?),
            PrintedContent::Copy(source) => self.copy(route.as_file(), page, source),
            PrintedContent::Known => Ok(self.keep_known(route, printed.key)?),
        }
    }

    /// The file of a page in the site that readers see, if it was printed from the same and looks as it did then.
    fn known_file(&self, route: &Route, key: Hash) -> Option<Stamp> {
        let known = self.known.get(route).filter(|known| known.printed_from == key)?;
        let found = fs::symlink_metadata(self.live.join(route.as_file())).ok()?;
        (Looks::of(&found) == Some(known.looks)).then(|| Stamp::new(found))
    }

    fn keep_known(&self, route: &Route, key: Option<Hash>) -> Result<Put, IoFault> {
        let [live, path] = [self.live, &self.folder].map(|folder| folder.join(route.as_file()));
        match key.and_then(|key| self.known_file(route, key)) {
            Some(stamp) => self.keep(&live, &stamp, &path),
            // Somebody changed it in this very moment.
            None => Err(IoFault::on("read", &live)(io::Error::from(ErrorKind::NotFound))),
        }
    }

    fn write(&self, file: &str, bytes: &[u8]) -> Result<Put, IoFault> {
        let (live, path) = (self.live.join(file), self.folder.join(file));
        let shown = RegularFile::open(&live).ok().flatten();
        if let Some(shown) = shown {
            let stamp = Stamp::of(&shown);
            if shown.holds(bytes).is_ok_and(|same| same) {
                return self.keep(&live, &stamp, &path);
            }
            return self.write_new(&path, bytes, Some(stamp.written));
        }
        self.write_new(&path, bytes, None)
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
            return self.write_new(&path, bytes, shown_time).map(|_| ());
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
    ) -> Result<Put, IoFault> {
        let mut file = self.create(path)?;
        let dated = file.write_all(bytes).and_then(|()| make_newer(&file, replaced));
        let written = dated.and_then(|()| file.metadata()).map(|found| Put::new(&found));
        written.map_err(IoFault::on("write", path))
    }

    /// Copies `source`, if it is still the file that it was when the project was read.
    fn copy<F>(
        &self,
        file: &str,
        page: &Page,
        source: &SourcePath,
    ) -> Result<Put, PublishFault<F>> {
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
            if read.is_some_and(|(_, hash)| hash == known) {
                return Ok(self.keep(&live, stamp, &to)?);
            }
        }
        let changed = || PublishFault::SourceChanged(from.clone());
        let opened = RegularFile::open(&from).map_err(IoFault::on("read", &from))?;
        // It was a file when the project was read. A link may lead out of the project.
        let regular = opened.ok_or_else(changed)?;
        let mut new = self.create(&to)?;
        let (_, hash) = regular.copy(source, &mut new).map_err(|fault| match fault {
            CopyFault::Read(error) => IoFault::on("read", &from)(error),
            CopyFault::Write(error) => IoFault::on("write", &to)(error),
        })?;
        let replaced = stamp.map(|stamp| stamp.written);
        let dated = make_newer(&new, replaced).and_then(|()| new.metadata());
        let found = dated.map_err(IoFault::on("write", &to))?;
        if known.is_none_or(|known| known == hash) { Ok(Put::new(&found)) } else { Err(changed()) }
    }

    /// Makes `path` the file that readers see at `live`, with its time.
    fn keep(&self, live: &Path, stamp: &Stamp, path: &Path) -> Result<Put, IoFault> {
        permit(live, &stamp.metadata, FILE).map_err(IoFault::on("write", live))?;
        let kept = Put::new(&stamp.metadata);
        if self.before == Before::OldSite {
            let found = fs::symlink_metadata(path).ok();
            if found.is_some_and(|found| FileId::new(&found) == FileId::new(&stamp.metadata)) {
                return Ok(kept);
            }
            delete(path)?;
        }
        self.note(path);
        if fs::hard_link(live, path).is_ok() {
            return Ok(kept);
        }
        // Not every disk can link files.
        let copied = fs::copy(live, path).and_then(|_| {
            let file = File::options().write(true).open(path)?;
            file.set_modified(stamp.written)?;
            Ok(Put::new(&file.metadata()?))
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

/// What is known of the file of a page from now on, with its name.
fn known(route: &Route, key: Option<Hash>, looks: Option<Looks>) -> Option<(String, KnownFile)> {
    let (printed_from, looks) = key.zip(looks)?;
    Some((route.as_file().to_owned(), KnownFile { printed_from, looks }))
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
