//! JPEG, segment by segment.
//! It does not decode what the segments hold.

use std::borrow::Cow;

use crate::picture::{Flaw, Format, Head, Look, Rest, exif};

const END: u8 = 0xD9;
const SCAN: u8 = 0xDA;

pub(super) fn look(bytes: &[u8]) -> Result<Look<'_>, Flaw> {
    let mut rest = Rest { format: Format::Jpeg, bytes };
    let mut head = Head { format: Format::Jpeg, width: 0, height: 0, turn: 1, moves: false };
    let mut kept: Vec<Cow<'_, [u8]>> = vec![Cow::Borrowed(rest.take(2)?)];
    let mut after_signature = 1;
    loop {
        match marker(&mut rest)? {
            END => {
                kept.push(Cow::Borrowed(&[0xFF, END]));
                break;
            }
            // Markers that stand alone mean nothing between segments.
            0x01 | 0xD0..=0xD7 => {}
            marker => {
                let payload = payload(&mut rest)?;
                match (marker, payload) {
                    (0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF, _) => {
                        let [_, h1, h2, w1, w2, ..] = *payload else {
                            return Err(Flaw::Damaged(Format::Jpeg));
                        };
                        head.height = u16::from_be_bytes([h1, h2]).into();
                        head.width = u16::from_be_bytes([w1, w2]).into();
                    }
                    (0xE1, [b'E', b'x', b'i', b'f', 0, 0, exif @ ..]) => {
                        head.turn = exif::turn(exif)
                    }
                    _ => {}
                }
                if let Some(shows) = shows(marker, payload) {
                    kept.push(segment(marker, &shows));
                    if marker == 0xE0 {
                        after_signature = kept.len();
                    }
                }
                if marker == SCAN {
                    kept.push(Cow::Borrowed(scan(&mut rest)?));
                }
            }
        }
    }
    if head.turn != 1 {
        let exif = [b"Exif\0\0".as_slice(), &exif::saying(head.turn)].concat();
        kept.insert(after_signature, segment(0xE1, &exif));
    }
    Ok(Look { head, kept })
}

/// What of a segment decides how the picture looks.
fn shows(marker: u8, payload: &[u8]) -> Option<Cow<'_, [u8]>> {
    match (marker, payload) {
        // JFIF: version and density, and a thumbnail, which is of the picture as it was before somebody cropped it.
        (0xE0, [b'J', b'F', b'I', b'F', 0, ..]) => {
            let mut plain = payload.get(..12)?.to_vec();
            plain.extend([0, 0]);
            Some(Cow::Owned(plain))
        }
        (0xE2, payload) if payload.starts_with(b"ICC_PROFILE\0") => Some(Cow::Borrowed(payload)),
        // How the colours are to be understood.
        (0xEE, payload) if payload.starts_with(b"Adobe") => payload.get(..12).map(Cow::Borrowed),
        // Tables, frames, scans, restart intervals.
        (0xC0..=0xC7 | 0xC9..=0xCF | 0xDA..=0xDF, _) => Some(Cow::Borrowed(payload)),
        _ => None,
    }
}

fn segment(marker: u8, payload: &[u8]) -> Cow<'static, [u8]> {
    let length =
        u16::try_from(payload.len() + 2).expect("a payload was as long or longer when it was read");
    let [l1, l2] = length.to_be_bytes();
    Cow::Owned([&[0xFF, marker, l1, l2], payload].concat())
}

/// The next marker; any number of fill bytes may stand before it.
fn marker(rest: &mut Rest<'_>) -> Result<u8, Flaw> {
    if rest.take(1)? != [0xFF] {
        return Err(Flaw::Damaged(Format::Jpeg));
    }
    loop {
        match rest.array()? {
            [0xFF] => {}
            [0] => return Err(Flaw::Damaged(Format::Jpeg)),
            [marker] => return Ok(marker),
        }
    }
}

fn payload<'b>(rest: &mut Rest<'b>) -> Result<&'b [u8], Flaw> {
    let length = usize::from(u16::from_be_bytes(rest.array()?));
    rest.take(length.checked_sub(2).ok_or(Flaw::Damaged(Format::Jpeg))?)
}

/// The coded pixels up to the next segment. A marker in them is one only if it is not stuffed and no restart.
fn scan<'b>(rest: &mut Rest<'b>) -> Result<&'b [u8], Flaw> {
    let mut length = 0;
    loop {
        let ahead = rest.bytes.get(length..).unwrap_or_default();
        let next = ahead.iter().position(|byte| *byte == 0xFF);
        match next.map(|at| (at, ahead.get(at + 1))) {
            Some((at, Some(0 | 0xD0..=0xD7))) => length += at + 2,
            Some((at, Some(_))) => return rest.take(length + at),
            Some((_, None)) | None => return Err(Flaw::BreaksOff(Format::Jpeg)),
        }
    }
}
