//! Pictures as bytes: what their heads say, and which of their bytes decide how they look.
//! It does not know whose pictures they are or where they are shown, and decodes no pixel.

mod exif;
mod gif;
mod ico;
mod jpeg;
mod png;
pub mod profile;
pub mod svg;
pub mod webp;

use std::borrow::Cow;
use std::fmt;

/// Maximum number of pixels of a picture that is decoded. No camera has more, and a file of a few hundred bytes can
/// promise billions.
pub const MOST_PIXELS: u64 = 100_000_000;

/// Maximum size in bytes of a picture that is held in memory.
pub const MOST_BYTES: u64 = 64 << 20;

/// A format whose metadata can be removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Photos of cameras.
    Jpeg,
    /// Screenshots and drawings.
    Png,
    /// Photos or drawings, smaller.
    WebP,
    /// Drawings and animations.
    Gif,
    /// The small pictures of browsers' tabs.
    Ico,
}

impl Format {
    /// The format that a file with this `extension`, in lower case, must have. `favicon.ico` may be of any format: browsers look
    /// at its bytes.
    pub fn from_extension(extension: &str) -> Option<Format> {
        match extension {
            "jpg" | "jpeg" | "jpe" | "jif" | "jfif" | "jfi" | "pjpeg" => Some(Format::Jpeg),
            "png" | "apng" => Some(Format::Png),
            "webp" => Some(Format::WebP),
            "gif" => Some(Format::Gif),
            _ => None,
        }
    }

    /// Its name, and the extension of its files.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Format::Jpeg => ("JPEG", "jpg"),
            Format::Png => ("PNG", "png"),
            Format::WebP => ("WebP", "webp"),
            Format::Gif => ("GIF", "gif"),
            Format::Ico => ("ICO", "ico"),
        }
    }

    /// Its name with an article.
    pub fn with_article(self) -> String {
        let article = if self == Format::Ico { "an" } else { "a" };
        format!("{article} {self}")
    }

    /// The extension of its files.
    pub fn extension(self) -> &'static str {
        self.names().1
    }

    /// The format whose signature `bytes` begin with.
    pub fn from_signature(bytes: &[u8]) -> Option<Format> {
        match bytes {
            [0xFF, 0xD8, 0xFF, ..] => Some(Format::Jpeg),
            [0x89, b'P', b'N', b'G', ..] => Some(Format::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Format::WebP),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Format::Gif),
            _ if ico::begins(bytes) => Some(Format::Ico),
            _ => None,
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.names().0)
    }
}

/// What the head of a picture says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its format.
    pub format: Format,
    /// Its width in pixels, the right way up.
    pub width: u32,
    /// Its height in pixels, the right way up.
    pub height: u32,
    /// How its pixels have to be turned and mirrored to be the right way up, as Exif counts it: 1 is not at all.
    pub orientation: u8,
    /// Whether it has more than one frame.
    pub is_animated: bool,
}

/// Why a picture cannot be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// It is not of the format that its name says, but of this one, or of none that is known.
    Misnamed(Format, Option<Format>),
    /// Its end is missing.
    Truncated(Format),
    /// It contradicts itself, or cannot be decoded.
    Damaged(Format),
    /// It has more than [`MOST_PIXELS`]: its width and its height.
    TooManyPixels(u32, u32),
    /// It has more than [`MOST_BYTES`].
    TooManyBytes,
}

impl Flaw {
    /// What to do about it.
    pub fn remedy(self) -> String {
        match self {
            Flaw::Misnamed(_, Some(is)) => {
                format!("rename it so that it ends in `.{}`", is.names().1)
            }
            Flaw::Misnamed(named, None) => {
                format!("open it in a program that shows it and save it as {named}")
            }
            Flaw::Truncated(_) => "copy the file again from where it came from".to_owned(),
            Flaw::Damaged(_) => {
                "open it in a program that shows it and save it again, or leave it out".to_owned()
            }
            Flaw::TooManyPixels(..) | Flaw::TooManyBytes => {
                "make it smaller; readers see it at most 1,600 pixels wide".to_owned()
            }
        }
    }
}

/// What is wrong with it, to be read after its name.
impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Flaw::Misnamed(named, Some(is)) => {
                write!(f, "is {} and not {}", is.with_article(), named.with_article())
            }
            Flaw::Misnamed(named, None) => write!(f, "is not {}", named.with_article()),
            Flaw::Truncated(format) => {
                write!(f, "is incomplete: the end of the {format} is missing")
            }
            Flaw::Damaged(format) => {
                write!(f, "is damaged: it cannot be read as {}", format.with_article())
            }
            Flaw::TooManyPixels(width, height) => {
                write!(f, "has {width} by {height} pixels; the limit is 100 million pixels")
            }
            Flaw::TooManyBytes => f.write_str("is larger than 64 MiB"),
        }
    }
}

/// The head of a picture whose name says that it is of `format`.
///
/// # Errors
/// When it is incomplete, of another format, or too large.
pub fn head(format: Format, bytes: &[u8]) -> Result<Head, Flaw> {
    Ok(parse(format, bytes)?.head)
}

/// The same picture without metadata: no place, no camera, no name, no date, no thumbnail, nothing after its end. Kept is only what
/// decides how it looks: its pixels bit by bit, the colours of its profile, its orientation.
///
/// # Errors
/// Those of [`head`], and when its pixels cannot be unpacked.
pub fn cleaned(format: Format, bytes: &[u8]) -> Result<Vec<u8>, Flaw> {
    let Parsed { head, kept } = parse(format, bytes)?;
    match format {
        Format::Png => png::without_rest(&head, &kept),
        Format::Jpeg | Format::WebP | Format::Gif | Format::Ico => Ok(kept.concat()),
    }
}

/// A picture split into its parts.
struct Parsed<'b> {
    head: Head,
    /// The parts that decide how it looks, in order. Unknown parts are not among them.
    kept: Vec<Cow<'b, [u8]>>,
}

fn parse(format: Format, bytes: &[u8]) -> Result<Parsed<'_>, Flaw> {
    let is = Format::from_signature(bytes);
    if is != Some(format) {
        return Err(Flaw::Misnamed(format, is));
    }
    let mut parsed = match format {
        Format::Jpeg => jpeg::parse(bytes),
        Format::Png => png::parse(bytes),
        Format::WebP => webp::parse(bytes),
        Format::Gif => gif::parse(bytes),
        Format::Ico => ico::parse(bytes),
    }?;
    let Head { width, height, orientation, .. } = parsed.head;
    match u64::from(width) * u64::from(height) {
        0 => return Err(Flaw::Damaged(format)),
        1..=MOST_PIXELS => {}
        _ => return Err(Flaw::TooManyPixels(width, height)),
    }
    // From 5 on the picture lies on its side.
    if orientation >= 5 {
        (parsed.head.width, parsed.head.height) = (height, width);
    }
    Ok(parsed)
}

/// The bytes of a picture that are still to be read.
struct Reader<'b> {
    format: Format,
    bytes: &'b [u8],
}

impl<'b> Reader<'b> {
    /// The next `length` bytes.
    fn take(&mut self, length: usize) -> Result<&'b [u8], Flaw> {
        let (taken, rest) =
            self.bytes.split_at_checked(length).ok_or(Flaw::Truncated(self.format))?;
        self.bytes = rest;
        Ok(taken)
    }

    /// The next bytes, as many as the array holds.
    fn array<const N: usize>(&mut self) -> Result<[u8; N], Flaw> {
        let (taken, rest) = self.bytes.split_first_chunk().ok_or(Flaw::Truncated(self.format))?;
        self.bytes = rest;
        Ok(*taken)
    }
}
