//! Pictures as bytes: what their heads say, and which of their bytes show something.
//! It does not know whose pictures they are or where they are shown, and looks at no pixel.

mod exif;
mod gif;
mod jpeg;
mod png;
pub mod svg;
mod webp;

use std::borrow::Cow;
use std::fmt;

/// A picture of more pixels is not decoded: the largest sensors of cameras have fewer, and a few hundred bytes can
/// promise billions.
pub const MOST_PIXELS: u64 = 100_000_000;

/// A picture of more bytes is not held in memory.
pub const MOST_BYTES: u64 = 64 << 20;

/// A format that can be cleaned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Photos of cameras.
    Jpeg,
    /// Screens and drawings.
    Png,
    /// Either, smaller.
    WebP,
    /// Drawings that move.
    Gif,
}

impl Format {
    /// The format that files with this `extension`, in lower case, have.
    pub fn of_extension(extension: &str) -> Option<Format> {
        match extension {
            "jpg" | "jpeg" => Some(Format::Jpeg),
            "png" => Some(Format::Png),
            "webp" => Some(Format::WebP),
            "gif" => Some(Format::Gif),
            _ => None,
        }
    }

    /// What it is called, and the extension of its files.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Format::Jpeg => ("JPEG", "jpg"),
            Format::Png => ("PNG", "png"),
            Format::WebP => ("WebP", "webp"),
            Format::Gif => ("GIF", "gif"),
        }
    }

    /// The format that `bytes` begin as.
    fn of(bytes: &[u8]) -> Option<Format> {
        match bytes {
            [0xFF, 0xD8, 0xFF, ..] => Some(Format::Jpeg),
            [0x89, b'P', b'N', b'G', ..] => Some(Format::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Format::WebP),
            [b'G', b'I', b'F', b'8', ..] => Some(Format::Gif),
            _ => None,
        }
    }
}

/// What the head of a picture says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// How it is written.
    pub format: Format,
    /// Its width in pixels, the right way up.
    pub width: u32,
    /// Its height in pixels, the right way up.
    pub height: u32,
    /// How its pixels are turned and mirrored to stand the right way up, as Exif counts it: 1 is not at all.
    pub turn: u8,
    /// Whether it has more than one frame.
    pub moves: bool,
}

/// Why a picture is not published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// It is written in another way than its name says: in this one, or in none that is known.
    Misnamed(Format, Option<Format>),
    /// It ends before its end.
    BreaksOff(Format),
    /// It contradicts itself, or cannot be decoded.
    Damaged(Format),
    /// It has more than [`MOST_PIXELS`]: its width and its height.
    TooLarge(u32, u32),
    /// It has more than [`MOST_BYTES`].
    TooHeavy,
}

impl Flaw {
    /// What to do about it.
    pub fn remedy(self) -> String {
        match self {
            Flaw::Misnamed(_, Some(is)) => {
                format!("give its name the ending `.{}`", is.name().1)
            }
            Flaw::Misnamed(named, None) => {
                format!("save it as a {} with a program that shows it", named.name().0)
            }
            Flaw::BreaksOff(_) => "copy it again from where it came from".to_owned(),
            Flaw::Damaged(_) => {
                "open it in a program that shows it and save it anew, or leave it out".to_owned()
            }
            Flaw::TooLarge(..) | Flaw::TooHeavy => {
                "make it smaller; readers see it no wider than 1,600 pixels".to_owned()
            }
        }
    }
}

/// What is wrong with it, as it follows on its name.
impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Flaw::Misnamed(named, Some(is)) => {
                write!(f, "is a {} and not a {}", is.name().0, named.name().0)
            }
            Flaw::Misnamed(named, None) => write!(f, "is not a {}", named.name().0),
            Flaw::BreaksOff(format) => {
                write!(f, "breaks off: the end of the {} is missing", format.name().0)
            }
            Flaw::Damaged(format) => {
                write!(f, "is damaged: it cannot be read as a {}", format.name().0)
            }
            Flaw::TooLarge(width, height) => {
                write!(f, "has {width} by {height} pixels, and a picture has 100 million at most")
            }
            Flaw::TooHeavy => f.write_str("has more than 64 MiB"),
        }
    }
}

/// What the head of a picture says that is named as one of `format`.
///
/// # Errors
/// When it is not whole, is of another format, or promises too much.
pub fn head(format: Format, bytes: &[u8]) -> Result<Head, Flaw> {
    Ok(look(format, bytes)?.head)
}

/// The same picture without anything that was written beside it: no place, no camera, no name, no date, no thumbnail, nothing
/// after its end. Only what decides how it looks is kept: its pixels bit by bit, its colour profile, which way up it is.
///
/// # Errors
/// Those of [`head`].
pub fn cleaned(format: Format, bytes: &[u8]) -> Result<Vec<u8>, Flaw> {
    Ok(look(format, bytes)?.kept.concat())
}

/// The WebP `bytes` with the profile that says what its colours mean; none if it is no WebP, or has one already.
pub fn with_profile(bytes: &[u8], profile: &[u8]) -> Option<Vec<u8>> {
    webp::with_profile(bytes, profile)
}

/// A picture taken apart.
struct Look<'b> {
    head: Head,
    /// Its parts that show something, in order. What is not known to is not among them.
    kept: Vec<Cow<'b, [u8]>>,
}

fn look(format: Format, bytes: &[u8]) -> Result<Look<'_>, Flaw> {
    let is = Format::of(bytes);
    if is != Some(format) {
        return Err(Flaw::Misnamed(format, is));
    }
    let mut look = match format {
        Format::Jpeg => jpeg::look(bytes),
        Format::Png => png::look(bytes),
        Format::WebP => webp::look(bytes),
        Format::Gif => gif::look(bytes),
    }?;
    let Head { width, height, turn, .. } = look.head;
    match u64::from(width) * u64::from(height) {
        0 => return Err(Flaw::Damaged(format)),
        1..=MOST_PIXELS => {}
        _ => return Err(Flaw::TooLarge(width, height)),
    }
    // Those that lie on their side.
    if turn >= 5 {
        (look.head.width, look.head.height) = (height, width);
    }
    Ok(look)
}

/// Bytes that are taken from the front, one piece after the other.
struct Rest<'b> {
    format: Format,
    bytes: &'b [u8],
}

impl<'b> Rest<'b> {
    /// The next `length` bytes.
    fn take(&mut self, length: usize) -> Result<&'b [u8], Flaw> {
        let (taken, rest) =
            self.bytes.split_at_checked(length).ok_or(Flaw::BreaksOff(self.format))?;
        self.bytes = rest;
        Ok(taken)
    }

    /// The next bytes, as many as the array holds.
    fn array<const N: usize>(&mut self) -> Result<[u8; N], Flaw> {
        let (taken, rest) = self.bytes.split_first_chunk().ok_or(Flaw::BreaksOff(self.format))?;
        self.bytes = rest;
        Ok(*taken)
    }
}
