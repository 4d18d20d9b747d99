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
