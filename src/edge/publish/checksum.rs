//! The checksum of a published file, as `sha256sum` writes it, so that a copy can be proved without dateline too.
//! It does not know which file it is of.

use std::fmt;
use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The SHA-256 of the bytes of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Checksum([u8; 32]);

impl Checksum {
    /// That of `bytes`.
    pub(super) fn of(bytes: &[u8]) -> Checksum {
        Checksum(Sha256::digest(bytes).into())
    }

    /// That of everything that `from` gives.
    pub(super) fn of_reader(mut from: impl Read) -> io::Result<Checksum> {
        let mut sums = Summing::new(io::sink());
        let mut chunk = vec![0; 128 * 1024];
        loop {
            match from.read(&mut chunk) {
                Ok(0) => return Ok(sums.finish()),
                Ok(taken) => sums.write_all(&chunk[..taken])?,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Reads what `Display` writes: 64 small hexadecimal digits. Every build reads some ten thousand of them several times.
    pub(super) fn parse(text: &str) -> Option<Checksum> {
        let digits: &[u8; 64] = text.as_bytes().try_into().ok()?;
        let mut sum = [0; 32];
        for (byte, pair) in sum.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = digit(pair[0])? << 4 | digit(pair[1])?;
        }
        Some(Checksum(sum))
    }
}

fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    }
}

impl fmt::Display for Checksum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        // A site has tens of thousands of them, and `{:02x}` takes several times as long.
        let mut text = [0; 64];
        for (digits, byte) in text.chunks_exact_mut(2).zip(self.0) {
            digits[0] = DIGITS[usize::from(byte >> 4)];
            digits[1] = DIGITS[usize::from(byte & 15)];
        }
        f.write_str(std::str::from_utf8(&text).expect("digits are ASCII"))
    }
}

/// Passes on what is written to it, and computes its checksum.
pub(super) struct Summing<W> {
    to: W,
    hash: Sha256,
}

impl<W> Summing<W> {
    /// Passes everything on to `to`.
    pub(super) fn new(to: W) -> Summing<W> {
        Summing { to, hash: Sha256::new() }
    }

    /// The checksum of everything that was written.
    pub(super) fn finish(self) -> Checksum {
        Checksum(self.hash.finalize().into())
    }
}

impl<W: Write> Write for Summing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.to.write(bytes)?;
        self.hash.update(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::Checksum;

    #[test]
    fn a_checksum_is_written_as_common_tools_write_it_and_read_again() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        let sum = Checksum::of(b"");
        assert_eq!(sum.to_string(), empty);
        assert_eq!(Checksum::parse(empty), Some(sum));
        let of_reader = Checksum::of_reader(&b"text"[..]).expect("it is read");
        assert_eq!(of_reader, Checksum::of(b"text"));
        for wrong in ["", &empty[1..], &empty.to_uppercase(), &empty.replace('e', "\u{e9}")] {
            assert_eq!(Checksum::parse(wrong), None, "{wrong}");
        }
    }
}
