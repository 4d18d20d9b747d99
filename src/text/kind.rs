//! What the bytes of a file are: text, a picture, or another kind of file that begins in a known way.
//! It does not look at names, and does not know which kinds are published.

pub mod known;

use std::fmt;
use std::io::Write;

use crate::picture::Format;
use crate::text::kind::known::{KNOWN, Known};

/// The number of bytes at the beginning of a file that tell its kind.
pub const HEAD: usize = 512;

/// What the bytes of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// UTF-8 without NUL: everything in it can be read.
    Text,
    /// A picture that dateline can clean.
    Picture(Format),
    /// A font.
    Font,
    /// Another known kind, which may hold hidden data.
    Known(&'static Known),
    /// Bytes of an unknown kind.
    Unknown,
}

/// The extensions of fonts.
pub const FONTS: [&str; 5] = ["woff2", "woff", "ttf", "otf", "ttc"];

impl Kind {
    /// The kind of a file of these `bytes`.
    pub fn of(bytes: &[u8]) -> Kind {
        Kind::by_head(bytes, is_text(bytes))
    }

    /// The known kind whose files have this `extension`.
    pub fn of_extension(extension: &str) -> Option<&'static Known> {
        KNOWN.iter().find(|known| known.extensions.contains(&extension))
    }

    fn by_head(head: &[u8], is_text: bool) -> Kind {
        // Some documents are made of text, and are not read as text.
        let known = |known: &&Known| {
            let is_document = matches!(known.extensions, ["pdf" | "ps" | "rtf", ..]);
            (!is_text || is_document) && known.begins(head)
        };
        let is_font = || {
            let font =
                matches!(head.first_chunk(), Some(b"wOF2" | b"wOFF" | b"OTTO" | b"true" | b"ttcf"));
            font || matches!(head, [0, 1, 0, 0, 0, 1..=64, ..])
        };
        if let Some(known) = KNOWN.iter().find(known) {
            return Kind::Known(known);
        }
        match Format::from_signature(head) {
            _ if is_text => Kind::Text,
            Some(format) => Kind::Picture(format),
            None if is_font() => Kind::Font,
            None => Kind::Unknown,
        }
    }
}

/// The kind with an article, to be read after "is".
impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Kind::Text => f.write_str("text"),
            Kind::Picture(format) => f.write_str(&format.with_article()),
            Kind::Font => f.write_str("a font"),
            Kind::Known(known) => f.write_str(known.name),
            Kind::Unknown => f.write_str("a file of an unknown kind"),
        }
    }
}

/// Whether these bytes are text, all of which can be read.
pub fn is_text(bytes: &[u8]) -> bool {
    !bytes.contains(&0) && std::str::from_utf8(bytes).is_ok()
}

/// Tells the kind of a file that is written to it piece by piece.
#[derive(Default)]
pub struct Sniffer {
    head: Vec<u8>,
    /// The first bytes of a character whose last ones are still to come.
    unfinished: Vec<u8>,
    is_binary: bool,
}

impl Sniffer {
    /// The kind of everything that was written.
    pub fn kind(&self) -> Kind {
        Kind::by_head(&self.head, !self.is_binary && self.unfinished.is_empty())
    }

    fn read(&mut self, piece: &[u8]) {
        if piece.contains(&0) {
            self.is_binary = true;
            return;
        }
        let mut rest = piece;
        // At most three bytes are missing.
        while let (false, [first, after @ ..]) = (self.unfinished.is_empty(), rest) {
            self.unfinished.push(*first);
            rest = after;
            match std::str::from_utf8(&self.unfinished) {
                Ok(_) => self.unfinished.clear(),
                Err(error) if error.error_len().is_some() => {
                    self.is_binary = true;
                    return;
                }
                Err(_) => {}
            }
        }
        match std::str::from_utf8(rest) {
            Ok(_) => {}
            Err(error) if error.error_len().is_none() => {
                self.unfinished = rest[error.valid_up_to()..].to_vec();
            }
            Err(_) => self.is_binary = true,
        }
    }
}

impl Write for Sniffer {
    fn write(&mut self, piece: &[u8]) -> std::io::Result<usize> {
        let missing = HEAD.saturating_sub(self.head.len()).min(piece.len());
        self.head.extend_from_slice(&piece[..missing]);
        if !self.is_binary {
            self.read(piece);
        }
        Ok(piece.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::{Kind, Sniffer};

    /// The kind by all bytes, which is the same in whatever pieces they come.
    fn kind(bytes: &[u8]) -> String {
        let kind = Kind::of(bytes);
        for length in [1, 2, 3, 7, 1000] {
            let mut sniffer = Sniffer::default();
            bytes.chunks(length).for_each(|piece| sniffer.write_all(piece).expect("it takes all"));
            assert_eq!(sniffer.kind(), kind, "in pieces of {length}: {bytes:?}");
        }
        kind.to_string()
    }

    #[test]
    fn the_kind_of_a_file_is_told_by_its_bytes() {
        for (bytes, expected) in [
            (&b""[..], "text"),
            ("Köln, Мариуполь 😀".as_bytes(), "text"),
            (b"BM, GIF89a and ID3 are only words here", "text"),
            (b"K\xF6ln", "a file of an unknown kind"),
            (b"half a character \xE2\x82", "a file of an unknown kind"),
            (b"a\0b", "a file of an unknown kind"),
            (b"\xFF\xFEa\0", "a file of an unknown kind"),
            (b"\xFF\xD8\xFF\xE0", "a JPEG"),
            (b"\x89PNG\r\n\x1A\n", "a PNG"),
            (b"GIF89a\0\0", "a GIF"),
            (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "a HEIC picture"),
            (b"\0\0\0\x18ftypmif1\0\0\0\0avifmif1", "an AVIF picture"),
            (b"\0\0\0\x18ftypisom\0\0\0\0isommp42", "a film or a recording"),
            (b"\0\0\0\x10ftypisom\0\0\0\0avif", "a film or a recording"),
            (b"II\x2A\0", "a TIFF picture"),
            (b"BM\x10\0\0\0\0\0\0\0", "a BMP picture"),
            (b"\xFF\x0A\0", "a JPEG XL picture"),
            (b"%PDF-1.7 only text", "a PDF"),
            (b"{\\rtf1 only text", "an RTF document"),
            (b"PK\x03\x04\0", "a ZIP archive"),
            (b"wOF2\0\x01\0\0", "a font"),
            (b"\0\x01\0\0\0\x0A\0", "a font"),
        ] {
            assert_eq!(kind(bytes), expected, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
