//! How each file gets into the folder of a new site: linked from the site that readers see, written, or copied from the project.
//! It does not know which pages there are.

use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::time::SystemTime;

use crate::edge::file_id::FileId;
use crate::edge::io_fault::IoFault;
use crate::edge::publish::attributes::{FILE, Stamp, make_newer, permit};
use crate::edge::publish::checksum::{Checksum, Summing};
use crate::edge::publish::fault::PublishFault;
use crate::edge::publish::known::Looks;
use crate::edge::publish::manifest;
use crate::edge::publish::new_site::{Before, NewSite, delete};
use crate::edge::publish::printed::{PrintedContent, PrintedPage};
use crate::edge::regular_file::{CopyFault, RegularFile};
use crate::plan::edition::{Outline, Page};
use crate::plan::route::Route;
use crate::text::source::{Hash, SourcePath};

/// A file of the new site.
#[derive(Clone, Copy, Debug)]
pub(super) struct Put {
    /// Its length in bytes.
    pub(super) len: u64,
    /// How it looks on the disk. None if the system does not say.
    pub(super) looks: Option<Looks>,
    /// The checksum of its bytes.
    pub(super) checksum: Checksum,
}

impl Put {
    fn new(found: &Metadata, checksum: Checksum) -> Put {
        Put { len: found.len(), looks: Looks::of(found), checksum }
    }
}

impl NewSite<'_> {
    pub(super) fn put<F>(
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

    /// Keeps the file of a page that is made from the same as it is in the site that readers see, if only bodies differ from what that
    /// site was made from. Then the sheet of the page need not be made. None if it has to be printed.
    pub(super) fn keep_unchanged(
        &self,
        route: &Route,
        page: &Page,
        outline: Option<&Outline>,
    ) -> Option<Result<(PrintedPage, Put), IoFault>> {
        let (Page::Made(_), Some(outline)) = (page, outline) else { return None };
        let known = self.known.get(route).filter(|known| outline.has_all(&known.bodies))?;
        let (stamp, checksum) = self.known_file(route, known.printed_from)?;
        let (key, bodies) = (Some(known.printed_from), known.bodies.clone());
        let printed = PrintedPage { key, bodies, content: PrintedContent::Known };
        let kept = self.keep_as(route, &stamp, checksum);
        Some(kept.map(|put| (printed, put)))
    }

    /// The file of a page in the site that readers see, and its checksum, if it was printed from the same and looks as it did then.
    pub(super) fn known_file(&self, route: &Route, key: Hash) -> Option<(Stamp, Checksum)> {
        let known = self.known.get(route).filter(|known| known.printed_from == key)?;
        let found = fs::symlink_metadata(self.live.join(route.as_file())).ok()?;
        (Looks::of(&found) == Some(known.looks)).then(|| (Stamp::new(found), known.checksum))
    }

    fn keep_known(&self, route: &Route, key: Option<Hash>) -> Result<Put, IoFault> {
        match key.and_then(|key| self.known_file(route, key)) {
            Some((stamp, checksum)) => self.keep_as(route, &stamp, checksum),
            // Somebody changed it in this very moment.
            None => {
                let live = self.live.join(route.as_file());
                Err(IoFault::on("read", &live)(io::Error::from(ErrorKind::NotFound)))
            }
        }
    }

    fn keep_as(&self, route: &Route, stamp: &Stamp, checksum: Checksum) -> Result<Put, IoFault> {
        let [live, path] = [self.live, &self.folder].map(|folder| folder.join(route.as_file()));
        self.keep(&live, stamp, checksum, &path)
    }

    fn write(&self, file: &str, bytes: &[u8]) -> Result<Put, IoFault> {
        let (live, path) = (self.live.join(file), self.folder.join(file));
        let shown = RegularFile::open(&live).ok().flatten();
        if let Some(shown) = shown {
            let stamp = Stamp::of(&shown);
            if shown.holds(bytes).is_ok_and(|same| same) {
                return self.keep(&live, &stamp, Checksum::of(bytes), &path);
            }
            return self.write_new(&path, bytes, Some(stamp.written));
        }
        self.write_new(&path, bytes, None)
    }

    /// Writes the list. It is never the same file as that of the site that readers see, so that damage to one leaves the other.
    pub(super) fn write_list(&self, bytes: &[u8]) -> Result<(), IoFault> {
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
        let checksum = Checksum::of(bytes);
        let written = dated.and_then(|()| file.metadata()).map(|found| Put::new(&found, checksum));
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
            let mut sums = Summing::new(io::sink());
            let read = shown.copy(source, &mut sums).ok();
            if read.is_some_and(|(_, hash)| hash == known) {
                return Ok(self.keep(&live, stamp, sums.finish(), &to)?);
            }
        }
        let changed = || PublishFault::SourceChanged(from.clone());
        let opened = RegularFile::open(&from).map_err(IoFault::on("read", &from))?;
        // It was a file when the project was read. A link may lead out of the project.
        let regular = opened.ok_or_else(changed)?;
        let new = self.create(&to)?;
        let mut sums = Summing::new(&new);
        let (_, hash) = regular.copy(source, &mut sums).map_err(|fault| match fault {
            CopyFault::Read(error) => IoFault::on("read", &from)(error),
            CopyFault::Write(error) => IoFault::on("write", &to)(error),
        })?;
        let checksum = sums.finish();
        let replaced = stamp.map(|stamp| stamp.written);
        let dated = make_newer(&new, replaced).and_then(|()| new.metadata());
        let found = dated.map_err(IoFault::on("write", &to))?;
        if known.is_none_or(|known| known == hash) {
            Ok(Put::new(&found, checksum))
        } else {
            Err(changed())
        }
    }

    /// Makes `path` the file that readers see at `live`, with its time.
    fn keep(
        &self,
        live: &Path,
        stamp: &Stamp,
        checksum: Checksum,
        path: &Path,
    ) -> Result<Put, IoFault> {
        permit(live, &stamp.metadata, FILE).map_err(IoFault::on("write", live))?;
        let kept = Put::new(&stamp.metadata, checksum);
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
            Ok(Put::new(&file.metadata()?, checksum))
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
