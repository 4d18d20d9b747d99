//! Prints the pages of an edition into a folder.
//! It does not know where that folder goes, or what readers see meanwhile.

mod files;

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use crate::edge::io_fault::IoFault;
use crate::edge::publish::attributes::{FOLDER, permit};
use crate::edge::publish::checksum::Checksum;
use crate::edge::publish::fault::PublishFault;
use crate::edge::publish::known::{KnownFile, KnownFiles};
use crate::edge::publish::known_folders::Differences;
use crate::edge::publish::manifest::Manifest;
use crate::edge::publish::new_site::files::Put;
use crate::edge::publish::printed::{IsKnown, PrintedContent, PrintedPage};
use crate::plan::edition::{Edition, Page};
use crate::plan::route::Route;
use crate::text::source::Hash;

/// A folder with all its subfolders, but without the pages.
#[derive(Debug)]
pub(super) struct NewSite<'a> {
    project: &'a Path,
    folder: PathBuf,
    /// The folder of the site that readers see now, if there is one. A file that stays the same is linked from there.
    live: &'a Path,
    before: Before,
    /// What is known of the files of that site.
    known: &'a KnownFiles,
    manifest: &'a Manifest,
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
    /// The hash of the list of its files.
    pub(super) list: Hash,
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
    /// Makes `folder` with its subfolders, and deletes what is not on the list. Files to be copied are in
    /// `project`, and the site that readers see is at `live`, with files of which some are `known`.
    pub(super) fn begin(
        project: &'a Path,
        folder: PathBuf,
        (live, known): (&'a Path, &'a KnownFiles),
        manifest: &'a Manifest,
    ) -> Result<NewSite<'a>, IoFault> {
        let before = make_folder(&folder)?;
        let Differences { unlisted, missing } = match before {
            Before::Nothing => Differences {
                missing: manifest.folders().into_iter().collect(),
                ..Differences::default()
            },
            Before::OldSite => {
                let found = known.folders.differences(manifest, &folder);
                found.map_err(IoFault::on("read", &folder))?
            }
        };
        unlisted.par_iter().try_for_each(|path| delete(&folder.join(path)))?;
        missing.iter().try_for_each(|path| make_folder(&folder.join(path)).map(|_| ()))?;
        Ok(NewSite { project, folder, live, before, known, manifest, changed: Mutex::default() })
    }

    /// Prints and writes the pages of `edition`, and the list of them. All faults of `print` are collected; the first fault of the disk ends it.
    pub(super) fn fill<'e, F: Send>(
        &self,
        edition: &'e Edition,
        print: impl Fn(&Route, &Page, IsKnown<'_>) -> Result<PrintedPage, F> + Sync,
        done: impl Fn(&Route, u64) + Sync,
    ) -> Result<Filled, PublishFault<F>> {
        let disk_failed = AtomicBool::new(false);
        let outline = self.known.outline_of(edition);
        let write_page = |(route, page): (&'e Route, &'e Page)| {
            let is_known = |key| self.known_file(route, key).is_some();
            let written = match self.keep_unchanged(route, page, outline) {
                Some(kept) => kept.map_err(PublishFault::from),
                None => match print(route, page, &is_known) {
                    Ok(printed) => self.put(route, page, &printed).map(|put| (printed, put)),
                    Err(fault) => Err(PublishFault::Unprinted(vec![fault])),
                },
            };
            let written = written.map(|(printed, put)| {
                let reused = usize::from(printed.content == PrintedContent::Known);
                (reused, put, known(route, printed, put))
            });
            if written.as_ref().is_err_and(|fault| !matches!(fault, PublishFault::Unprinted(_))) {
                disk_failed.store(true, Ordering::Relaxed);
            }
            done(route, written.as_ref().map_or(0, |(_, put, _)| put.len));
            written.map(|written| (route, written)).map_err(Box::new)
        };
        let write_all = |pages: &[(&'e Route, &'e Page)]| {
            let pages = pages.par_iter().filter(|_| !disk_failed.load(Ordering::Relaxed));
            pages.map(|page| write_page(*page)).collect::<Vec<Result<_, Box<PublishFault<F>>>>>()
        };
        // The largest documents take longest. While one thread makes them, the others have pages to make.
        let (documents, pages): (Vec<_>, Vec<_>) =
            edition.pages.iter().partition(|(_, page)| page.is_document());
        let (mut results, of_pages) = rayon::join(|| write_all(&documents), || write_all(&pages));
        results.extend(of_pages);
        let mut filled = Filled::default();
        let mut unprinted = Vec::new();
        let mut checksums: BTreeMap<String, Checksum> = BTreeMap::new();
        for result in results {
            match result.map_err(|fault| *fault) {
                Ok((route, (reused, put, known))) => {
                    filled.pages += 1;
                    filled.reused += reused;
                    filled.bytes += put.len;
                    filled.known.extend(known);
                    checksums.insert(route.as_file().to_owned(), put.checksum);
                }
                Err(PublishFault::Unprinted(faults)) => unprinted.extend(faults),
                Err(fault) => return Err(fault),
            }
        }
        if !unprinted.is_empty() {
            return Err(PublishFault::Unprinted(unprinted));
        }
        let list = self.manifest.with_checksums(checksums);
        filled.list = list.hash();
        self.write_list(list.text().as_bytes())?;
        filled.changed = std::mem::take(&mut self.changed.lock().expect("no page panicked"));
        Ok(filled)
    }
}

/// What is known of the file of a page from now on, with its name.
fn known(route: &Route, printed: PrintedPage, put: Put) -> Option<(String, KnownFile)> {
    let (printed_from, looks) = printed.key.zip(put.looks)?;
    let (bodies, checksum) = (printed.bodies, put.checksum);
    let known = KnownFile { printed_from, bodies, looks, checksum };
    Some((route.as_file().to_owned(), known))
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
