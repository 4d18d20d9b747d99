//! The segments of a JPEG: where each ends, and how much of it its own numbers need.
//! It does not know which segments are kept.

use std::borrow::Cow;

use crate::picture::{Flaw, Format, Reader};

pub(super) const DAMAGED: Flaw = Flaw::Damaged(Format::Jpeg);

/// The part of a segment that the pixels are decoded with, without anything after it. None if it is no such segment.
pub(super) fn tables(marker: u8, payload: &[u8]) -> Result<Option<&[u8]>, Flaw> {
    let count = |at: usize| payload.get(at).map(|count| usize::from(*count)).ok_or(DAMAGED);
    let length = match marker {
        // A frame: its size, and three bytes for each of its colours.
        0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => 6 + 3 * count(5)?,
        0xC4 => several(payload, |table| {
            let codes = table.get(1..17)?;
            Some(17 + codes.iter().map(|count| usize::from(*count)).sum::<usize>())
        }),
        0xCC => payload.len() / 2 * 2,
        // 64 numbers of one byte or of two.
        0xDB => several(payload, |table| Some(if table.first()? >> 4 == 0 { 65 } else { 129 })),
        0xDD => 2,
        // A scan: which colours it has, and which part of them.
        0xDA => 4 + 2 * count(0)?,
        _ => return Ok(None),
    };
    payload.get(..length).map(Some).ok_or(DAMAGED)
}

/// The length of the tables at the beginning of `payload`. `length` is that of the first of them.
fn several(payload: &[u8], length: impl Fn(&[u8]) -> Option<usize>) -> usize {
    let mut rest = payload;
    while let Some(after) = length(rest).and_then(|length| rest.get(length..)) {
        rest = after;
    }
    payload.len() - rest.len()
}

pub(super) fn segment(marker: u8, payload: &[u8]) -> Cow<'static, [u8]> {
    let length = u16::try_from(payload.len() + 2).expect("no payload is longer than it was read");
    let [l1, l2] = length.to_be_bytes();
    Cow::Owned([&[0xFF, marker, l1, l2], payload].concat())
}

/// The next marker; any number of fill bytes may precede it.
pub(super) fn marker(reader: &mut Reader<'_>) -> Result<u8, Flaw> {
    if reader.take(1)? != [0xFF] {
        return Err(DAMAGED);
    }
    loop {
        match reader.array()? {
            [0xFF] => {}
            [0] => return Err(DAMAGED),
            [marker] => return Ok(marker),
        }
    }
}

pub(super) fn payload<'b>(reader: &mut Reader<'b>) -> Result<&'b [u8], Flaw> {
    let length = usize::from(u16::from_be_bytes(reader.array()?));
    reader.take(length.checked_sub(2).ok_or(DAMAGED)?)
}

/// The encoded pixels up to the next segment. Byte stuffing and restart markers among them do not end them.
pub(super) fn scan<'b>(reader: &mut Reader<'b>) -> Result<&'b [u8], Flaw> {
    let mut length = 0;
    loop {
        let ahead = reader.bytes.get(length..).unwrap_or_default();
        let next = ahead.iter().position(|byte| *byte == 0xFF);
        match next.map(|at| (at, ahead.get(at + 1))) {
            Some((at, Some(0 | 0xD0..=0xD7))) => length += at + 2,
            Some((at, Some(_))) => return reader.take(length + at),
            Some((_, None)) | None => return Err(Flaw::Truncated(Format::Jpeg)),
        }
    }
}
