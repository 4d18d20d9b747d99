//! The one thing that is kept of Exif: which way up a picture is.
//! It does not know where in a picture Exif stands.

use image::metadata::Orientation;

/// How a picture is turned by its Exif; 1, for not at all, where that says nothing that makes sense.
pub(super) fn turn(exif: &[u8]) -> u8 {
    Orientation::from_exif_chunk(exif).unwrap_or(Orientation::NoTransforms).to_exif()
}

/// Exif that says this and nothing else: one directory with one tag.
pub(super) fn saying(turn: u8) -> [u8; 26] {
    let mut exif = *b"MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
    exif[19] = turn;
    exif
}
