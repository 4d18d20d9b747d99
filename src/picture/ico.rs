//! ICO, the small pictures of browsers' tabs: each is a PNG, or pixels after a short header.
//! It does not decode pixels.

use std::borrow::Cow;

use crate::picture::{Flaw, Format, Head, Parsed, cleaned};

/// The file's own header, and one entry for each picture.
const HEADER: usize = 6;
const ENTRY: usize = 16;

/// The header of pixels.
const BITMAP: usize = 40;

/// Whether `bytes` begin as an ICO: with the number of pictures, and with the place of the first of them.
pub(super) fn begins(bytes: &[u8]) -> bool {
    let [0, 0, 1, 0, count, 0, _, _, _, 0, ..] = *bytes else { return false };
    let first = HEADER + ENTRY * usize::from(count);
    count > 0 && number(bytes, 18) == u32::try_from(first).ok()
}

pub(super) fn parse(bytes: &[u8]) -> Result<Parsed<'_>, Flaw> {
    let format = Format::Ico;
    let mut head = Head { format, width: 0, height: 0, orientation: 1, is_animated: false };
    let count = usize::from(*bytes.get(4).ok_or(Flaw::Truncated(format))?);
    let entries = bytes.get(HEADER..HEADER + ENTRY * count).ok_or(Flaw::Truncated(format))?;
    let mut written = bytes[..HEADER].to_vec();
    let mut pictures = Vec::new();
    for entry in entries.chunks_exact(ENTRY) {
        let side = |at: usize| if entry[at] == 0 { 256 } else { u32::from(entry[at]) };
        (head.width, head.height) = (head.width.max(side(0)), head.height.max(side(1)));
        let place = |at| usize::try_from(number(entry, at)?).ok();
        let (length, offset) = place(8).zip(place(12)).ok_or(Flaw::Damaged(format))?;
        let picture = bytes.get(offset..).and_then(|rest| rest.get(..length));
        let picture = picture.ok_or(Flaw::Truncated(format))?;
        let picture = match Format::from_signature(picture) {
            Some(Format::Png) => cleaned(Format::Png, picture)?,
            _ => bitmap(picture).ok_or(Flaw::Damaged(format))?,
        };
        let offset = HEADER + entries.len() + pictures.len();
        written.extend(&entry[..8]);
        for number in [picture.len(), offset] {
            written.extend(u32::try_from(number).map_err(|_| Flaw::Damaged(format))?.to_le_bytes());
        }
        pictures.extend(picture);
    }
    Ok(Parsed { head, kept: vec![Cow::Owned(written), Cow::Owned(pictures)] })
}

/// A header, colours, pixels and their mask, and nothing after them.
fn bitmap(bytes: &[u8]) -> Option<Vec<u8>> {
    let side = |at| usize::try_from(number(bytes, at)?).ok();
    // The height counts the pixels and their mask.
    let (width, height) = (side(4)?, side(8)? / 2);
    let depth = usize::from(*bytes.get(14)?);
    let is_plain = side(0)? == BITMAP && number(bytes, 16)? == 0 && width.max(height) <= 1024;
    if !is_plain || !matches!(depth, 1 | 4 | 8 | 24 | 32) {
        return None;
    }
    let colours = match (depth, side(32)?) {
        (24 | 32, _) => 0,
        (_, 0) => 1 << depth,
        (_, count) => count.min(256),
    };
    let rows = |depth: usize| (width * depth).div_ceil(32) * 4 * height;
    let needed = BITMAP + 4 * colours + rows(depth);
    // Some programs leave out the mask where the pixels are transparent themselves.
    let length = (needed + rows(1)).min(bytes.len());
    let mut kept = bytes.get(..length.max(needed))?.to_vec();
    // The length, the density, and which colours matter: nobody reads them.
    kept[20..32].fill(0);
    kept[36..40].fill(0);
    Some(kept)
}

/// The number that stands `at` these bytes.
fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

#[cfg(test)]
mod tests {
    use crate::picture::{Format, cleaned, head};

    /// Two by two pixels of 32 bits.
    fn icon(rest: &[u8]) -> Vec<u8> {
        let header = [40_u32, 2, 4, 32 << 16 | 1, 0, 0, 0, 0, 0, 0].map(u32::to_le_bytes).concat();
        let bitmap = [header.as_slice(), &[9; 16], &[0; 8], rest].concat();
        let length = u32::try_from(bitmap.len()).expect("small").to_le_bytes();
        let entry = [&[2, 2, 0, 0, 1, 0, 32, 0], length.as_slice(), &22_u32.to_le_bytes()].concat();
        [b"\0\0\x01\0\x01\0".as_slice(), &entry, &bitmap].concat()
    }

    #[test]
    fn an_icon_ends_where_its_pixels_end() {
        let whole = icon(b"SECRET");
        assert_eq!(Format::from_signature(&whole), Some(Format::Ico));
        assert_eq!(cleaned(Format::Ico, &whole), Ok(icon(b"")));
        let head = head(Format::Ico, &whole).expect("an icon");
        assert_eq!((head.width, head.height), (2, 2));
    }

    #[test]
    fn no_damage_makes_anything_but_an_icon_or_a_flaw() {
        let whole = icon(b"");
        for at in 0..whole.len() {
            assert!(head(Format::Ico, &whole[..at]).is_err(), "cut at {at}");
            for value in [0, 1, 0x7F, 0xFF] {
                let mut changed = whole.clone();
                changed[at] = value;
                let made = cleaned(Format::Ico, &changed).unwrap_or_default();
                assert!(made.len() <= whole.len(), "{value} at {at}");
            }
        }
    }
}
