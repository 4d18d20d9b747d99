//! The bytes of an answer, all or some of them: in memory, or in a file too large to be held there.
//! Knows no pages and no headers.

use std::fs::{File, Metadata};
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use crate::edge::regular_file::RegularFile;
use crate::text::source::Hash;

/// What is sent after an answer's head.
#[derive(Debug)]
pub(super) struct Body {
    bytes: Bytes,
    part: Range<u64>,
}

#[derive(Debug)]
enum Bytes {
    Shared(Arc<[u8]>),
    Own(Vec<u8>),
    OnDisk(File),
}

impl Body {
    /// Bytes that many answers have in common.
    pub(super) fn shared(bytes: Arc<[u8]>) -> Body {
        Body { part: 0..bytes.len() as u64, bytes: Bytes::Shared(bytes) }
    }

    /// Bytes of this answer alone.
    pub(super) fn own(bytes: Vec<u8>) -> Body {
        Body { part: 0..bytes.len() as u64, bytes: Bytes::Own(bytes) }
    }

    /// The bytes of a file, read as they are sent: a film in a hundred answers is not a hundred films in memory. With
    /// them comes the key of the state in which the file was opened, which may be a later one than was last looked at.
    ///
    /// # Errors
    /// When there is no such file (any more), or it cannot be opened, or is a link or a pipe.
    pub(super) fn on_disk(path: &Path) -> io::Result<(Body, u128)> {
        let gone = || io::Error::from(io::ErrorKind::NotFound);
        let RegularFile { file, len, metadata: found } =
            RegularFile::open(path)?.ok_or_else(gone)?;
        let key = state(&found)?;
        Ok((Body { bytes: Bytes::OnDisk(file), part: 0..len }, key))
    }

    /// How many bytes there are.
    pub(super) fn length(&self) -> u64 {
        self.part.end.saturating_sub(self.part.start)
    }

    /// The same bytes from one place up to another; no more than there are.
    pub(super) fn cut(self, part: Range<u64>) -> Body {
        let whole = self.part;
        let place = |offset: u64| whole.start.saturating_add(offset).min(whole.end);
        Body { bytes: self.bytes, part: place(part.start)..place(part.end) }
    }

    /// The bytes, to be read one after the other. A file that has become shorter meanwhile ends early, and the browser sees
    /// that the answer broke off.
    ///
    /// # Errors
    /// When a file does not let itself be read from there.
    pub(super) fn read(self) -> io::Result<Box<dyn Read>> {
        let (start, length) = (self.part.start, self.length());
        Ok(match self.bytes {
            Bytes::Shared(bytes) => Box::new(from(start, bytes).take(length)),
            Bytes::Own(bytes) => Box::new(from(start, bytes).take(length)),
            Bytes::OnDisk(mut file) => {
                file.seek(SeekFrom::Start(start))?;
                Box::new(file.take(length))
            }
        })
    }
}

/// Told from any other state without reading the file: by its length, when it was written, and which file it is.
fn state(found: &Metadata) -> io::Result<u128> {
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

fn from<T: AsRef<[u8]>>(start: u64, bytes: T) -> Cursor<T> {
    let mut cursor = Cursor::new(bytes);
    cursor.set_position(start);
    cursor
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: Body) -> String {
        let mut text = String::new();
        let mut reader = body.read().expect("it can be read");
        reader.read_to_string(&mut text).expect("it can be read");
        text
    }

    #[test]
    fn a_part_is_the_same_bytes_wherever_they_lie() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("film.mp4");
        std::fs::write(&path, "0123456789").expect("a film");
        let bodies = || {
            let (file, _) = Body::on_disk(&path).expect("it is there");
            [file, Body::own(b"0123456789".to_vec()), Body::shared(b"0123456789".as_slice().into())]
        };
        for (part, expected) in [(0..10, "0123456789"), (2..5, "234"), (9..99, "9"), (10..12, "")] {
            for body in bodies() {
                let body = body.cut(part.clone());
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
        let (body, _) = Body::on_disk(&path).expect("it is there");
        std::fs::write(&path, "01").expect("a shorter film");
        assert_eq!(read(body), "01");
    }

    #[test]
    fn what_is_no_file_is_not_sent() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(Body::on_disk(folder.path()).is_err());
        assert!(Body::on_disk(&folder.path().join("gone.mp4")).is_err());
    }
}
