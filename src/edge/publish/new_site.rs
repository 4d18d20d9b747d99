//! Prints the pages of an edition into a folder aside.
//! It does not know where that folder goes, or what readers see meanwhile.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use crate::edge::publish::Made;
use crate::edge::publish::fault::{Cause, PublishFault, WriteFault};
use crate::edge::publish::manifest::{self, Manifest};
use crate::edge::regular::{Regular, Torn};
use crate::plan::edition::{Edition, Page};
use crate::plan::route::Route;
use crate::text::source::SourcePath;

/// The permissions of a published folder and of a file, whatever the user's umask: all may read.
const FOLDER: u32 = 0o755;
const FILE: u32 = 0o644;

/// A folder with all its folders and its list, waiting for the pages.
#[derive(Debug)]
pub(super) struct NewSite<'a> {
    project: &'a Path,
    folder: PathBuf,
    start: Start,
}

/// How much was written.
#[derive(Debug, Default)]
pub(super) struct Filled {
    /// Pages.
    pub(super) pages: usize,
    /// Their bytes.
    pub(super) bytes: u64,
}

/// What the folder held at the beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Start {
    Nothing,
    /// Files of an earlier site. Each stays if it has the right bytes, which it is asked for: so it
    /// does not matter how a build that was killed, or a power cut, has left them.
    Spare,
}

/// What has become of the pages so far, from left to right.
struct Tally<F> {
    filled: Filled,
    faults: Vec<F>,
    broken: Option<WriteFault>,
}

impl<'a> NewSite<'a> {
    /// Makes `folder`, the folders in it, and its list; takes out what is not on the list. The
    /// files that are copied lie in `project`.
    pub(super) fn begin(
        project: &'a Path,
        folder: PathBuf,
        manifest: &Manifest,
    ) -> Result<NewSite<'a>, WriteFault> {
        let start = make_folder(&folder)?;
        let new = NewSite { project, folder, start };
        if start == Start::Spare {
            let strays = manifest.strays(&new.folder);
            let strays = strays.map_err(WriteFault::on("read", &new.folder))?;
            strays.par_iter().try_for_each(|stray| delete(&new.folder.join(stray)))?;
        }
        new.write(manifest::NAME, manifest.text().as_bytes())?;
        for path in manifest.folders() {
            make_folder(&new.folder.join(path))?;
        }
        Ok(new)
    }

    /// Prints and writes the pages of `edition`. All faults of `print` are gathered; the first of
    /// the disk ends it.
    pub(super) fn fill<F: Send>(
        &self,
        edition: &Edition,
        print: impl Fn(&Route, &Page) -> Result<Made, F> + Sync,
        progress: impl Fn() + Sync,
    ) -> Result<Filled, PublishFault<F>> {
        let stopped = AtomicBool::new(false);
        let page = |mut tally: Tally<F>, (route, page): (&Route, &Page)| {
            if stopped.load(Ordering::Relaxed) {
                return tally;
            }
            match print(route, page) {
                Err(fault) => tally.faults.push(fault),
                Ok(made) => match self.put(route, page, made) {
                    Ok(bytes) => tally.filled.add(&Filled { pages: 1, bytes }),
                    Err(fault) => {
                        stopped.store(true, Ordering::Relaxed);
                        tally.broken.get_or_insert(fault);
                    }
                },
            }
            progress();
            tally
        };
        let tally = edition.pages.par_iter().fold(Tally::new, page).reduce(Tally::new, Tally::then);
        match tally {
            Tally { broken: Some(fault), .. } => Err(PublishFault::Disk(fault)),
            Tally { faults, .. } if !faults.is_empty() => Err(PublishFault::Unprinted(faults)),
            Tally { filled, .. } => Ok(filled),
        }
    }

    fn put(&self, route: &Route, page: &Page, made: Made) -> Result<u64, WriteFault> {
        match made {
            Made::Bytes(bytes) => self.write(route.as_file(), &bytes),
            Made::Copy(source) => self.copy(route.as_file(), page, &source),
        }
    }

    fn write(&self, file: &str, bytes: &[u8]) -> Result<u64, WriteFault> {
        let path = self.folder.join(file);
        let len = bytes.len() as u64;
        let unchanged = |kept: Regular| kept.holds(bytes).is_ok_and(|same| same);
        if self.kept(&path).is_some_and(unchanged) {
            return Ok(len);
        }
        let written = self.create(&path)?.write_all(bytes);
        written.map_err(WriteFault::on("write", &path)).map(|()| len)
    }

    /// Copies `source`, byte for byte as it was when the project was read.
    fn copy(&self, file: &str, page: &Page, source: &SourcePath) -> Result<u64, WriteFault> {
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
        let changed = || WriteFault { action: "copy", path: from.clone(), cause: Cause::Changed };
        let opened = Regular::open(&from).map_err(WriteFault::on("read", &from))?;
        // It was a file when the project was read; a link may lead out of the project.
        let regular = opened.ok_or_else(changed)?;
        let copied = regular.copy(source, &mut self.create(&to)?);
        let (len, hash) = copied.map_err(|torn| match torn {
            Torn::Reading(error) => WriteFault::on("read", &from)(error),
            Torn::Writing(error) => WriteFault::on("write", &to)(error),
        })?;
        if known.is_none_or(|known| known == hash) { Ok(len) } else { Err(changed()) }
    }

    /// The file that an earlier site has left at `path`, if it can be read.
    fn kept(&self, path: &Path) -> Option<Regular> {
        match self.start {
            Start::Nothing => None,
            Start::Spare => Regular::open(path).ok().flatten(),
        }
    }

    /// An empty file at `path`, never the one that is there: somebody may still be reading that.
    fn create(&self, path: &Path) -> Result<File, WriteFault> {
        if self.start == Start::Spare {
            delete(path)?;
        }
        let created = File::create_new(path).and_then(|file| permit(path, FILE).map(|()| file));
        created.map_err(WriteFault::on("write", path))
    }
}

impl Filled {
    fn add(&mut self, more: &Filled) {
        self.pages += more.pages;
        self.bytes += more.bytes;
    }
}

impl<F> Tally<F> {
    fn new() -> Tally<F> {
        Tally { filled: Filled::default(), faults: Vec::new(), broken: None }
    }

    fn then(mut self, mut right: Tally<F>) -> Tally<F> {
        self.filled.add(&right.filled);
        self.faults.append(&mut right.faults);
        self.broken = self.broken.or(right.broken);
        self
    }
}

/// Makes the folder `path`; says what it holds if it is there already.
fn make_folder(path: &Path) -> Result<Start, WriteFault> {
    let made = match fs::create_dir(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(Start::Spare),
        made => made.and_then(|()| permit(path, FOLDER)).map(|()| Start::Nothing),
    };
    made.map_err(WriteFault::on("make", path))
}

/// Deletes whatever stands at `path`.
fn delete(path: &Path) -> Result<(), WriteFault> {
    let deleted = match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    };
    deleted.map_err(WriteFault::on("delete", path))
}

/// Sets the permissions of what was just made, if the umask has made them others than `wanted`.
#[cfg(unix)]
fn permit(path: &Path, wanted: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    // The bits above the nine say whose group the folder belongs to, and are the system's.
    const NINE: u32 = 0o777;
    let mut permissions = fs::symlink_metadata(path)?.permissions();
    let found = permissions.mode();
    if found & NINE == wanted {
        return Ok(());
    }
    permissions.set_mode(found & !NINE | wanted);
    fs::set_permissions(path, permissions)
}

#[cfg(not(unix))]
fn permit(_: &Path, _: u32) -> io::Result<()> {
    Ok(())
}
