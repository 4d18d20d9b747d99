//! PNG, chunk by chunk.
//! It does not inflate what the chunks hold.

use std::borrow::Cow;

use crate::picture::{Flaw, Format, Head, Look, Rest, exif};

/// The chunks that decide how a picture looks: its pixels, its frames, its transparency, its colours, its shape.
const SHOWN: [&[u8; 4]; 15] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"acTL", b"fcTL", b"fdAT", b"cHRM", b"cICP",
    b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"pHYs",
];

pub(super) fn look(bytes: &[u8]) -> Result<Look<'_>, Flaw> {
    let mut rest = Rest { format: Format::Png, bytes };
    let mut head = Head { format: Format::Png, width: 0, height: 0, turn: 1, moves: false };
    let mut kept = vec![Cow::Borrowed(rest.take(8)?)];
    loop {
        let whole = rest.bytes;
        let length = u32::from_be_bytes(rest.array()?);
        let kind: [u8; 4] = rest.array()?;
        let length = usize::try_from(length).map_err(|_| Flaw::Damaged(Format::Png))?;
        let payload = rest.take(length)?;
        rest.take(4)?;
        match (&kind, payload) {
            (b"IHDR", [w1, w2, w3, w4, h1, h2, h3, h4, ..]) => {
                head.width = u32::from_be_bytes([*w1, *w2, *w3, *w4]);
                head.height = u32::from_be_bytes([*h1, *h2, *h3, *h4]);
            }
            (b"eXIf", exif) => head.turn = exif::turn(exif),
            (b"acTL", _) => head.moves = true,
            _ => {}
        }
        if SHOWN.contains(&&kind) {
            kept.push(Cow::Borrowed(&whole[..12 + length]));
        }
        if &kind == b"IEND" {
            break;
        }
    }
    if head.turn != 1 {
        // After the header, which comes first.
        kept.insert(2.min(kept.len()), Cow::Owned(chunk(*b"eXIf", &exif::saying(head.turn))));
    }
    Ok(Look { head, kept })
}

fn chunk(kind: [u8; 4], payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).expect("it holds one tag");
    let sum = checksum(kind.iter().chain(payload)).to_be_bytes();
    [&length.to_be_bytes(), kind.as_slice(), payload, &sum].concat()
}

/// CRC-32 as PNG has it, bit by bit: there are thirty bytes.
fn checksum<'b>(bytes: impl Iterator<Item = &'b u8>) -> u32 {
    let step = |sum: u32, _| if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 };
    !bytes.fold(u32::MAX, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), step))
}
