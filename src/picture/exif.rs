//! The one thing that is kept of Exif: the orientation of a picture.
//! It does not know where in a picture Exif stands.

use image::metadata::Orientation;

/// The orientation that `exif` gives; 1, for upright, where it gives none that makes sense.
pub(super) fn orientation(exif: &[u8]) -> u8 {
    Orientation::from_exif_chunk(exif).unwrap_or(Orientation::NoTransforms).to_exif()
}

/// Exif with this orientation and nothing else: one directory with one tag.
pub(super) fn with_orientation(orientation: u8) -> [u8; 26] {
    let mut exif = *b"MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
    exif[19] = orientation;
    exif
}
