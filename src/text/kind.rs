//! What the bytes of a file are: text, a picture, or another kind of file that begins in a known way.
//! It does not look at names, and does not know which kinds are published.

use std::fmt;
use std::io::Write;

use crate::picture::Format;

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

/// A kind of file that dateline recognizes but cannot clean.
#[derive(Debug)]
pub struct Known {
    /// Its name with an article.
    pub name: &'static str,
    /// Whether it is a picture, which can be saved as one that dateline can clean.
    pub is_picture: bool,
    /// The extensions of its files. The first is the usual one.
    pub extensions: &'static [&'static str],
    /// Whether a file that begins like this is one.
    begins: fn(&[u8]) -> bool,
}

impl PartialEq for Known {
    fn eq(&self, other: &Known) -> bool {
        // No two kinds have the same extensions.
        self.extensions == other.extensions
    }
}

impl Eq for Known {}

/// The extensions of fonts.
pub const FONTS: [&str; 5] = ["woff2", "woff", "ttf", "otf", "ttc"];

/// Known kinds. The first that fits counts.
static KNOWN: [Known; 27] = [
    picture("an AVIF picture", &["avif", "avifs"], |head| is_of_brand(head, &[b"avif", b"avis"])),
    picture("a HEIC picture", &["heic", "heif", "hif", "heics"], |head| {
        is_of_brand(head, &[b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"])
    }),
    picture("a raw photo", &["cr3"], |head| is_of_brand(head, &[b"crx "])),
    picture("a raw photo", &["raf", "rw2", "orf"], |head| {
        [&b"FUJIFILMCCD-RAW"[..], b"IIU\0", b"IIRO", b"IIRS"].iter().any(|it| head.starts_with(it))
    }),
    picture(
        "a TIFF picture",
        &[
            "tif", "tiff", "dng", "nef", "nrw", "cr2", "arw", "sr2", "srf", "srw", "pef", "erf",
            "3fr", "kdc",
        ],
        |head| matches!(head, [b'I', b'I', 42 | 43, 0, ..] | [b'M', b'M', 0, 42 | 43, ..]),
    ),
    picture("a BMP picture", &["bmp", "dib"], |head| {
        matches!(head, [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..])
    }),
    picture("a Photoshop picture", &["psd", "psb"], |head| head.starts_with(b"8BPS\0")),
    picture("a GIMP picture", &["xcf"], |head| head.starts_with(b"gimp xcf ")),
    picture("a JPEG XL picture", &["jxl"], |head| {
        head.starts_with(b"\xFF\x0A") || head.starts_with(b"\0\0\0\x0CJXL ")
    }),
    picture("a JPEG 2000 picture", &["jp2", "jpx", "j2k", "jpf"], |head| {
        head.starts_with(b"\0\0\0\x0CjP  ") || head.starts_with(b"\xFF\x4F\xFF\x51")
    }),
    picture("a cursor", &["cur"], |head| head.starts_with(b"\0\0\x02\0")),
    other("a PDF", &["pdf", "ai"], |head| head.starts_with(b"%PDF")),
    other("a PostScript file", &["ps", "eps", "ai"], |head| {
        head.starts_with(b"%!PS") || head.starts_with(b"\xC5\xD0\xD3\xC6")
    }),
    other("an RTF document", &["rtf", "doc"], |head| head.starts_with(b"{\\rtf")),
    other("an Office document", &["doc", "xls", "ppt", "pps", "msg", "vsd"], |head| {
        head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
    }),
    other(
        "a ZIP archive",
        &[
            "zip", "docx", "docm", "dotx", "xlsx", "xlsm", "pptx", "pptm", "odt", "ods", "odp",
            "odg", "ott", "epub", "kmz", "pages", "numbers", "sketch", "jar", "apk", "xpi", "vsdx",
            "usdz",
        ],
        |head| matches!(head, [b'P', b'K', 3 | 5, 4 | 6, ..]),
    ),
    other("a packed file", &["gz", "tgz", "svgz"], |head| head.starts_with(b"\x1F\x8B")),
    other("a packed file", &["bz2", "xz", "7z", "rar", "zst"], |head| {
        let known: [&[u8]; 5] =
            [b"BZh", b"\xFD7zXZ\0", b"7z\xBC\xAF\x27\x1C", b"Rar!\x1A\x07", b"\x28\xB5\x2F\xFD"];
        known.iter().any(|it| head.starts_with(it))
    }),
    other("a TAR archive", &["tar"], |head| head.get(257..262) == Some(b"ustar")),
    other(
        "a film or a recording",
        &["mp4", "m4v", "mov", "m4a", "m4b", "3gp", "3g2", "qt"],
        |head| {
            let kinds: [&[u8; 4]; 6] = [b"ftyp", b"moov", b"mdat", b"wide", b"pnot", b"skip"];
            head.get(4..8).is_some_and(|kind| kinds.iter().any(|it| kind == *it))
        },
    ),
    other("a film or a recording", &["webm", "mkv", "mka"], |head| {
        head.starts_with(b"\x1A\x45\xDF\xA3")
    }),
    other("a film or a recording", &["ogg", "oga", "ogv", "opus", "spx"], |head| {
        head.starts_with(b"OggS")
    }),
    other("a recording", &["mp3"], |head| {
        head.starts_with(b"ID3") || matches!(head, [0xFF, 0xFB | 0xF3 | 0xF2 | 0xFA, ..])
    }),
    other("a recording", &["wav", "flac", "aif", "aiff", "aac", "amr", "mid"], |head| {
        let riff = head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WAVE");
        let known: [&[u8]; 6] = [b"fLaC", b"FORM", b"#!AMR", b"MThd", b"\xFF\xF1", b"\xFF\xF9"];
        riff || known.iter().any(|it| head.starts_with(it))
    }),
    other("a film", &["avi", "wmv", "wma", "asf", "flv", "mpg", "mpeg"], |head| {
        let riff = head.starts_with(b"RIFF") && head.get(8..12) == Some(b"AVI ");
        let known: [&[u8]; 4] = [b"\x30\x26\xB2\x75", b"FLV\x01", b"\0\0\x01\xBA", b"\0\0\x01\xB3"];
        riff || known.iter().any(|it| head.starts_with(it))
    }),
    other("a database", &["sqlite", "db", "gpkg"], |head| head.starts_with(b"SQLite format 3\0")),
    other("a program", &["wasm"], |head| head.starts_with(b"\0asm")),
];

const fn picture(
    name: &'static str,
    extensions: &'static [&'static str],
    begins: fn(&[u8]) -> bool,
) -> Known {
    Known { name, is_picture: true, extensions, begins }
}

const fn other(
    name: &'static str,
    extensions: &'static [&'static str],
    begins: fn(&[u8]) -> bool,
) -> Known {
    Known { name, is_picture: false, extensions, begins }
}

/// Whether a file begins as films and HEIC pictures do, and names one of these brands among those that can read it.
fn is_of_brand(head: &[u8], brands: &[&[u8; 4]]) -> bool {
    let Some([l1, l2, l3, l4, b'f', b't', b'y', b'p', rest @ ..]) = head.get(..64.min(head.len()))
    else {
        return false;
    };
    let length = usize::try_from(u32::from_be_bytes([*l1, *l2, *l3, *l4])).unwrap_or(usize::MAX);
    let own = rest.get(..length.saturating_sub(8).min(rest.len())).unwrap_or_default();
    own.chunks_exact(4).any(|brand| brands.iter().any(|known| brand == *known))
}

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
            (!is_text || is_document) && (known.begins)(head)
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
