//! The body of a response: bytes in memory, or a file that is too large for that, or a part of either.
//! Knows no pages and no headers.

use std::fs::Metadata;
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::Path;
use std::time::UNIX_EPOCH;

use crate::edge::regular_file::RegularFile;
use crate::text::source::Hash;

/// The body of one response.
pub(super) struct Body {
    reader: Box<dyn ReadSeek>,
    part: Range<u64>,
}

/// A reader that starts anywhere.
trait ReadSeek: Read + Seek {}

impl<T: Read + Seek> ReadSeek for T {}

impl Body {
    /// Bytes in memory.
    pub(super) fn from_bytes(bytes: impl AsRef<[u8]> + 'static) -> Body {
        let part = 0..bytes.as_ref().len() as u64;
        Body { reader: Box::new(Cursor::new(bytes)), part }
    }

    /// A file, and a key of the state in which it was opened. The file is read while it is sent, so a hundred
    /// responses with one film do not hold a hundred films in memory.
    ///
    /// # Errors
    /// When the file is gone or cannot be opened, or when it is a link or a pipe.
    pub(super) fn from_file(path: &Path) -> io::Result<(Body, u128)> {
        let not_found = || io::Error::from(io::ErrorKind::NotFound);
        let RegularFile { file, len, metadata: found } =
            RegularFile::open(path)?.ok_or_else(not_found)?;
        let key = file_key(&found)?;
        Ok((Body { reader: Box::new(file), part: 0..len }, key))
    }

    /// The number of bytes.
    pub(super) fn length(&self) -> u64 {
        self.part.end.saturating_sub(self.part.start)
    }

    /// Only the bytes in `range`, as far as they exist.
    pub(super) fn cut(self, range: &Range<u64>) -> Body {
        let position = |offset: u64| self.part.start.saturating_add(offset).min(self.part.end);
        Body { part: position(range.start)..position(range.end), ..self }
    }

    /// Writes the bytes. If a file has become shorter meanwhile, fewer bytes are written than `length` said, and the
    /// browser sees that the response is incomplete.
    ///
    /// # Errors
    /// When the file cannot be read or `out` cannot be written to.
    pub(super) fn write(mut self, out: &mut impl Write) -> io::Result<()> {
        let length = self.length();
        self.reader.seek(SeekFrom::Start(self.part.start))?;
        io::copy(&mut self.reader.take(length), out).map(|_| ())
    }
}

/// A key of a file's state, made without reading the file: from its length, its time of writing and its number on the disk.
fn file_key(found: &Metadata) -> io::Result<u128> {
    let written = found.modified()?;
    let written = written.duration_since(UNIX_EPOCH).unwrap_or_else(|before| before.duration());
    let written = written.as_nanos();
    #[cfg(unix)]
    let which = std::os::unix::fs::MetadataExt::ino(found);
    #[cfg(not(unix))]
    let which = 0_u64;
    let state = [&found.len().to_le_bytes()[..], &written.to_le_bytes(), &which.to_le_bytes()];
    Ok(Hash::of(&state).number())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: Body) -> String {
        let mut bytes = Vec::new();
        body.write(&mut bytes).expect("it can be read");
        String::from_utf8(bytes).expect("it is text")
    }

    #[test]
    fn a_part_is_the_same_bytes_wherever_they_lie() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("film.mp4");
        std::fs::write(&path, "0123456789").expect("a film");
        let bodies = || {
            let (file, _) = Body::from_file(&path).expect("it is there");
            [file, Body::from_bytes("0123456789")]
        };
        for (part, expected) in [(0..10, "0123456789"), (2..5, "234"), (9..99, "9"), (10..12, "")] {
            for body in bodies() {
                let body = body.cut(&part);
                assert_eq!(body.length(), expected.len() as u64);
                assert_eq!(read(body), expected);
            }
        }
    }

    #[test]
    fn a_file_that_became_shorter_ends_early() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("film.mp4");
        std::fs::write(&path, "0123456789").expect("a film");
        let (body, _) = Body::from_file(&path).expect("it is there");
        std::fs::write(&path, "01").expect("a shorter film");
        assert_eq!(read(body), "01");
    }

    #[test]
    fn what_is_no_file_is_not_sent() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(Body::from_file(folder.path()).is_err());
        assert!(Body::from_file(&folder.path().join("gone.mp4")).is_err());
    }
}
