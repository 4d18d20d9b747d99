//! Opens a regular file and nothing else, and copies it while computing its hash.
//! It does not know what the file is for.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;

use crate::text::source::{Hash, Hasher, SourcePath};

/// An open regular file.
#[derive(Debug)]
pub(super) struct RegularFile {
    /// The file, at its beginning.
    pub(super) file: File,
    /// Its length in bytes when it was opened.
    pub(super) len: u64,
    /// What else the system knew about it then.
    pub(super) metadata: Metadata,
}

/// Which side of a copy failed.
#[derive(Debug)]
pub(super) enum CopyFault {
    /// The original could not be read.
    Read(io::Error),
    /// The copy could not be written.
    Write(io::Error),
}

impl RegularFile {
    /// Opens the file at `path`; `None` if it is a link, a pipe or anything else.
    ///
    /// It does not wait, even if a pipe has just replaced the file.
    pub(super) fn open(path: &Path) -> io::Result<Option<RegularFile>> {
        let mut options = OpenOptions::new();
        options.read(true);
        #[cfg(unix)]
        {
            use rustix::fs::OFlags;
            use std::os::unix::fs::OpenOptionsExt;
            let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
            options.custom_flags(flags.bits().cast_signed());
        }
        let file = match options.open(path) {
            Ok(file) => file,
            Err(error) if is_link(&error) => return Ok(None),
            Err(error) => return Err(error),
        };
        let metadata = file.metadata()?;
        let len = metadata.len();
        Ok(metadata.is_file().then_some(RegularFile { file, len, metadata }))
    }

    /// Whether the content of the file is exactly `bytes`.
    pub(super) fn holds(mut self, bytes: &[u8]) -> io::Result<bool> {
        if self.len != bytes.len() as u64 {
            return Ok(false);
        }
        let mut held = Vec::with_capacity(bytes.len() + 1);
        self.file.read_to_end(&mut held)?;
        Ok(held == bytes)
    }

    /// Copies the file, known in the project as `path`, to `to`. Gives its length in bytes and the hash that a
    /// [`Source`](crate::text::source::Source) of the same path and bytes has.
    ///
    /// If the length of the file changes meanwhile, the hash matches neither the old nor the new content.
    pub(super) fn copy(
        mut self,
        path: &SourcePath,
        to: &mut impl Write,
    ) -> Result<(u64, Hash), CopyFault> {
        let mut hash = Hasher::default();
        hash.part(path.as_str().as_bytes());
        hash.begin_part(self.len);
        let mut chunk = vec![0; 128 * 1024];
        let mut len = 0;
        loop {
            let taken = match self.file.read(&mut chunk) {
                Ok(0) => return Ok((len, hash.finish())),
                Ok(taken) => taken,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(CopyFault::Read(error)),
            };
            hash.write_all(&chunk[..taken]).map_err(CopyFault::Write)?;
            to.write_all(&chunk[..taken]).map_err(CopyFault::Write)?;
            len += taken as u64;
        }
    }
}

/// Whether a file was not opened because it is a link.
#[cfg(unix)]
fn is_link(error: &io::Error) -> bool {
    error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error())
}

#[cfg(not(unix))]
fn is_link(_: &io::Error) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::RegularFile;
    use crate::text::source::{Source, SourcePath};

    #[test]
    fn a_file_has_the_same_hash_whether_it_is_held_or_copied() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("photo.jpg");
        let bytes: Vec<u8> = (0..400_000_u32).map(|n| (n % 251) as u8).collect();
        std::fs::write(&file, &bytes).expect("a photo");

        let path = SourcePath::new("static/photo.jpg");
        let mut copy = Vec::new();
        let regular = RegularFile::open(&file).expect("it opens").expect("it is a file");
        let (len, hash) = regular.copy(&path, &mut copy).expect("it is copied");

        assert_eq!((len, &copy), (400_000, &bytes));
        assert_eq!(hash, Source::new(&path, bytes).hash);
    }
}
