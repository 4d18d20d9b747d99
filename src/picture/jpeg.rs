//! JPEG, segment by segment.
//! It does not decode what the segments hold.

use std::borrow::Cow;

use crate::picture::{Flaw, Format, Head, Parsed, Reader, exif};

const END: u8 = 0xD9;
const SCAN: u8 = 0xDA;
const APP0: u8 = 0xE0;
const APP1: u8 = 0xE1;
const APP2: u8 = 0xE2;
const APP14: u8 = 0xEE;

const DAMAGED: Flaw = Flaw::Damaged(Format::Jpeg);

pub(super) fn parse(bytes: &[u8]) -> Result<Parsed<'_>, Flaw> {
    let format = Format::Jpeg;
    let mut reader = Reader { format, bytes };
    let mut head = Head { format, width: 0, height: 0, orientation: 1, is_animated: false };
    let mut kept: Vec<Cow<'_, [u8]>> = vec![Cow::Borrowed(reader.take(2)?)];
    let mut after_signature = 1;
    loop {
        let marker = match marker(&mut reader)? {
            END => break,
            // Markers without a segment mean nothing here.
            0x01 | 0xD0..=0xD7 => continue,
            marker => marker,
        };
        let payload = payload(&mut reader)?;
        match (marker, payload) {
            (0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF, _) => {
                let [_, h1, h2, w1, w2, ..] = *payload else { return Err(DAMAGED) };
                head.height = u16::from_be_bytes([h1, h2]).into();
                head.width = u16::from_be_bytes([w1, w2]).into();
            }
            (APP1, [b'E', b'x', b'i', b'f', 0, 0, exif @ ..]) => {
                head.orientation = exif::orientation(exif);
            }
            _ => {}
        }
        if let Some(visible) = visible(marker, payload) {
            kept.push(segment(marker, &visible));
            if marker == APP0 {
                after_signature = kept.len();
            }
        }
        if marker == SCAN {
            kept.push(Cow::Borrowed(scan(&mut reader)?));
        }
    }
    kept.push(Cow::Borrowed(&[0xFF, END]));
    if head.orientation != 1 {
        let exif = [b"Exif\0\0".as_slice(), &exif::with_orientation(head.orientation)].concat();
        kept.insert(after_signature, segment(APP1, &exif));
    }
    Ok(Parsed { head, kept })
}

/// The part of a segment that decides how the picture looks.
fn visible(marker: u8, payload: &[u8]) -> Option<Cow<'_, [u8]>> {
    match (marker, payload) {
        // JFIF: version and density are kept. The thumbnail is not: it may show the picture before it was cropped.
        (APP0, [b'J', b'F', b'I', b'F', 0, ..]) => {
            Some(Cow::Owned([payload.get(..12)?, &[0, 0]].concat()))
        }
        (APP2, payload) if payload.starts_with(b"ICC_PROFILE\0") => Some(Cow::Borrowed(payload)),
        // How the colours are encoded.
        (APP14, payload) if payload.starts_with(b"Adobe") => payload.get(..12).map(Cow::Borrowed),
        // Tables, frames, scans, restart intervals.
        (0xC0..=0xC7 | 0xC9..=0xCF | 0xDA..=0xDF, _) => Some(Cow::Borrowed(payload)),
        _ => None,
    }
}

fn segment(marker: u8, payload: &[u8]) -> Cow<'static, [u8]> {
    let length = u16::try_from(payload.len() + 2).expect("no payload is longer than it was read");
    let [l1, l2] = length.to_be_bytes();
    Cow::Owned([&[0xFF, marker, l1, l2], payload].concat())
}

/// The next marker; any number of fill bytes may precede it.
fn marker(reader: &mut Reader<'_>) -> Result<u8, Flaw> {
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

fn payload<'b>(reader: &mut Reader<'b>) -> Result<&'b [u8], Flaw> {
    let length = usize::from(u16::from_be_bytes(reader.array()?));
    reader.take(length.checked_sub(2).ok_or(DAMAGED)?)
}

/// The encoded pixels up to the next segment. Byte stuffing and restart markers among them do not end them.
fn scan<'b>(reader: &mut Reader<'b>) -> Result<&'b [u8], Flaw> {
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
