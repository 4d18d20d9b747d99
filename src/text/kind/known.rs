//! Kinds of files that dateline recognizes by how they begin, and that may hold hidden data.
//! It does not know names of files, nor what happens to a file of such a kind.

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
    beginning: fn(&[u8]) -> bool,
}

impl Known {
    /// Whether a file that begins with `head` is one.
    pub(super) fn begins(&self, head: &[u8]) -> bool {
        (self.beginning)(head)
    }
}

impl PartialEq for Known {
    fn eq(&self, other: &Known) -> bool {
        // No two kinds have the same extensions.
        self.extensions == other.extensions
    }
}

impl Eq for Known {}

/// Known kinds. The first that fits counts.
pub(super) static KNOWN: [Known; 27] = [
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
    beginning: fn(&[u8]) -> bool,
) -> Known {
    Known { name, is_picture: true, extensions, beginning }
}

const fn other(
    name: &'static str,
    extensions: &'static [&'static str],
    beginning: fn(&[u8]) -> bool,
) -> Known {
    Known { name, is_picture: false, extensions, beginning }
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
