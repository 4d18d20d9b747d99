//! WebP, chunk by chunk.
//! It does not decode what the chunks hold.

use std::borrow::Cow;

use crate::picture::{Flaw, Format, Head, Look, Rest, exif};

/// What the first chunk says of the others: that there is a profile, transparency, Exif, that it moves.
const PROFILE: u8 = 0x20;
const ALPHA: u8 = 0x10;
const EXIF: u8 = 0x08;
const MOVES: u8 = 0x02;

pub(super) fn look(bytes: &[u8]) -> Result<Look<'_>, Flaw> {
    let damaged = Flaw::Damaged(Format::WebP);
    let mut rest = Rest { format: Format::WebP, bytes };
    rest.take(4)?;
    let length = usize::try_from(u32::from_le_bytes(rest.array()?)).map_err(|_| damaged)?;
    // What follows on the length that is given is no part of the picture.
    let mut rest = Rest { format: Format::WebP, bytes: rest.take(length)? };
    rest.take(4)?;

    let mut head = Head { format: Format::WebP, width: 0, height: 0, turn: 1, moves: false };
    let mut size = None;
    let mut kept = vec![Cow::Borrowed([].as_slice())];
    let mut flags = None;
    while !rest.bytes.is_empty() {
        let (kind, payload) = chunk(&mut rest)?;
        match &kind {
            b"VP8X" => {
                let [says, _, _, _, w1, w2, w3, h1, h2, h3] = *payload else { return Err(damaged) };
                let wide =
                    |bytes: [u8; 3]| u32::from_le_bytes([bytes[0], bytes[1], bytes[2], 0]) + 1;
                size = Some((wide([w1, w2, w3]), wide([h1, h2, h3])));
                head.moves = says & MOVES != 0;
                flags = Some((kept.len(), says));
                kept.push(Cow::Borrowed([].as_slice()));
                kept.push(Cow::Borrowed(payload));
            }
            b"VP8 " | b"VP8L" => {
                size = size.or(frame(kind, payload));
                kept.extend(written(kind, payload));
            }
            b"ALPH" | b"ANIM" | b"ICCP" => kept.extend(written(kind, payload)),
            b"ANMF" => {
                kept.extend(written(kind, &moving(payload)?).map(|it| Cow::Owned(it.into_owned())))
            }
            b"EXIF" => {
                // Some cameras put the heading of JPEG in front.
                head.turn = exif::turn(payload.strip_prefix(b"Exif\0\0").unwrap_or(payload));
            }
            _ => {}
        }
    }
    (head.width, head.height) = size.ok_or(damaged)?;
    match flags {
        Some((at, says)) => {
            let turned = if head.turn == 1 { 0 } else { EXIF };
            let [_, size @ ..] = <[u8; 10]>::try_from(&*kept[at + 1]).map_err(|_| damaged)?;
            let says = says & (PROFILE | ALPHA | MOVES) | turned;
            let first = [&b"VP8X\x0A\0\0\0"[..], &[says, 0, 0, 0], &size[3..]].concat();
            kept[at] = Cow::Owned(first);
            kept[at + 1] = Cow::Borrowed([].as_slice());
            if turned != 0 {
                kept.extend(
                    written(*b"EXIF", &exif::saying(head.turn))
                        .map(|it| Cow::Owned(it.into_owned())),
                );
            }
        }
        // Without the first chunk there is nothing that Exif could be announced by.
        None => head.turn = 1,
    }
    let length: usize = kept.iter().map(|part| part.len()).sum();
    let length = u32::try_from(length + 4).map_err(|_| damaged)?;
    kept[0] = Cow::Owned([b"RIFF", &length.to_le_bytes()[..], b"WEBP"].concat());
    Ok(Look { head, kept })
}

/// The picture `bytes`, which holds no profile, with this one.
pub(super) fn with_profile(bytes: &[u8], profile: &[u8]) -> Option<Vec<u8>> {
    let head = look(bytes).ok()?.head;
    let mut rest = Rest { format: Format::WebP, bytes: bytes.get(12..)? };
    let whole = rest.bytes;
    let says = match chunk(&mut rest).ok()? {
        (kind, payload) if &kind == b"VP8X" => *payload.first()?,
        _ => {
            rest.bytes = whole;
            0
        }
    };
    if says & PROFILE != 0 {
        return None;
    }
    let [w1, w2, w3, _] = head.width.checked_sub(1)?.to_le_bytes();
    let [h1, h2, h3, _] = head.height.checked_sub(1)?.to_le_bytes();
    let first = [says | PROFILE, 0, 0, 0, w1, w2, w3, h1, h2, h3];
    let [first, profile] =
        [written(*b"VP8X", &first).concat(), written(*b"ICCP", profile).concat()];
    let length = u32::try_from(4 + first.len() + profile.len() + rest.bytes.len()).ok()?;
    let opening = [b"RIFF", &length.to_le_bytes()[..], b"WEBP"].concat();
    Some([&opening, &first, &profile, rest.bytes].concat())
}

/// A frame of a picture that moves: its place and time, and its own chunks.
fn moving(payload: &[u8]) -> Result<Vec<u8>, Flaw> {
    let mut rest = Rest { format: Format::WebP, bytes: payload };
    let mut kept = vec![Cow::Borrowed(rest.take(16)?)];
    while !rest.bytes.is_empty() {
        let (kind, payload) = chunk(&mut rest)?;
        if matches!(&kind, b"VP8 " | b"VP8L" | b"ALPH") {
            kept.extend(written(kind, payload));
        }
    }
    Ok(kept.concat())
}

fn chunk<'b>(rest: &mut Rest<'b>) -> Result<([u8; 4], &'b [u8]), Flaw> {
    let kind = rest.array()?;
    let length = u32::from_le_bytes(rest.array()?);
    let length = usize::try_from(length).map_err(|_| Flaw::Damaged(Format::WebP))?;
    let payload = rest.take(length)?;
    // Some programs leave out the last byte, which only makes the length even.
    let odd = (length % 2).min(rest.bytes.len());
    rest.take(odd)?;
    Ok((kind, payload))
}

/// A chunk as it is written.
fn written(kind: [u8; 4], payload: &[u8]) -> [Cow<'_, [u8]>; 3] {
    let length = u32::try_from(payload.len()).expect("it was as long or longer when it was read");
    let opening = [kind, length.to_le_bytes()].concat();
    let even: &[u8] = if payload.len() % 2 == 1 { &[0] } else { &[] };
    [Cow::Owned(opening), Cow::Borrowed(payload), Cow::Borrowed(even)]
}

/// The width and the height of coded pixels.
fn frame(kind: [u8; 4], payload: &[u8]) -> Option<(u32, u32)> {
    match (&kind, payload) {
        (b"VP8 ", [_, _, _, 0x9D, 0x01, 0x2A, w1, w2, h1, h2, ..]) => {
            let side = |bytes| u32::from(u16::from_le_bytes(bytes) & 0x3FFF);
            Some((side([*w1, *w2]), side([*h1, *h2])))
        }
        (b"VP8L", [0x2F, b1, b2, b3, b4, ..]) => {
            let bits = u32::from_le_bytes([*b1, *b2, *b3, *b4]);
            Some(((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1))
        }
        _ => None,
    }
}
