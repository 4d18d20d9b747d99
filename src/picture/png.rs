//! PNG, chunk by chunk.
//! It does not decompress what the chunks hold.

use std::borrow::Cow;

use crate::picture::{Flaw, Format, Head, Parsed, Reader, exif};

/// The chunks that decide how a picture looks: its pixels, its frames, its transparency, its colours, its proportions.
const VISIBLE: [&[u8; 4]; 15] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"acTL", b"fcTL", b"fdAT", b"cHRM", b"cICP",
    b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"pHYs",
];

pub(super) fn parse(bytes: &[u8]) -> Result<Parsed<'_>, Flaw> {
    let format = Format::Png;
    let mut reader = Reader { format, bytes };
    let mut head = Head { format, width: 0, height: 0, orientation: 1, is_animated: false };
    let mut kept = vec![Cow::Borrowed(reader.take(8)?)];
    loop {
        let whole = reader.bytes;
        let length = u32::from_be_bytes(reader.array()?);
        let kind: [u8; 4] = reader.array()?;
        let length = usize::try_from(length).map_err(|_| Flaw::Damaged(format))?;
        let payload = reader.take(length)?;
        reader.take(4)?;
        match (&kind, payload) {
            (b"IHDR", [w1, w2, w3, w4, h1, h2, h3, h4, ..]) => {
                head.width = u32::from_be_bytes([*w1, *w2, *w3, *w4]);
                head.height = u32::from_be_bytes([*h1, *h2, *h3, *h4]);
            }
            (b"eXIf", exif) => head.orientation = exif::orientation(exif),
            (b"acTL", _) => head.is_animated = true,
            _ => {}
        }
        if VISIBLE.contains(&&kind) {
            kept.push(Cow::Borrowed(&whole[..12 + length]));
        }
        if &kind == b"IEND" {
            break;
        }
    }
    if head.orientation != 1 {
        // After the header, which comes first.
        let exif = chunk(*b"eXIf", &exif::with_orientation(head.orientation));
        kept.insert(2.min(kept.len()), Cow::Owned(exif));
    }
    Ok(Parsed { head, kept })
}

fn chunk(kind: [u8; 4], payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).expect("it holds one tag");
    let sum = checksum(kind.iter().chain(payload)).to_be_bytes();
    [&length.to_be_bytes(), kind.as_slice(), payload, &sum].concat()
}

/// CRC-32 as PNG has it, bit by bit: it is only used for thirty bytes.
fn checksum<'b>(bytes: impl Iterator<Item = &'b u8>) -> u32 {
    let step = |sum: u32, _| if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 };
    !bytes.fold(u32::MAX, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), step))
}
