//! PNG, chunk by chunk.
//! It unpacks pixels only to find where they end.

use std::borrow::Cow;
use std::io::{Read, Write};
use std::mem;

use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc, Decompress, FlushDecompress, Status};

use crate::picture::{Flaw, Format, Head, Parsed, Reader, exif, profile};

/// Maximum length of a colour profile. The longest ones, for printing, have about 3 MiB.
const LONGEST_PROFILE: u64 = 16 << 20;

const DAMAGED: Flaw = Flaw::Damaged(Format::Png);

pub(super) fn parse(bytes: &[u8]) -> Result<Parsed<'_>, Flaw> {
    let format = Format::Png;
    let mut reader = Reader { format, bytes };
    let mut head = Head { format, width: 0, height: 0, orientation: 1, is_animated: false };
    let mut kept = vec![Cow::Borrowed(reader.take(8)?)];
    let mut has_profile = false;
    loop {
        let whole = reader.bytes;
        let length = u32::from_be_bytes(reader.array()?);
        let kind: [u8; 4] = reader.array()?;
        let length = usize::try_from(length).map_err(|_| DAMAGED)?;
        let payload = reader.take(length)?;
        reader.take(4)?;
        match (&kind, payload) {
            (b"IHDR", [w1, w2, w3, w4, h1, h2, h3, h4, _, _, _, _, _]) => {
                head.width = u32::from_be_bytes([*w1, *w2, *w3, *w4]);
                head.height = u32::from_be_bytes([*h1, *h2, *h3, *h4]);
            }
            // It would be left out, and the rest is nothing without it.
            (b"IHDR", _) => return Err(DAMAGED),
            (b"eXIf", exif) => head.orientation = exif::orientation(exif),
            (b"acTL", _) => head.is_animated = true,
            // Only one is allowed, and each can unpack to many times its length.
            (b"iCCP", _) if !mem::replace(&mut has_profile, true) => {
                let profile = unpacked(payload).and_then(|profile| profile::cleaned(&profile));
                kept.extend(profile.map(|profile| Cow::Owned(chunk(*b"iCCP", &packed(&profile)))));
            }
            _ => {}
        }
        if is_visible(&kind, length) {
            kept.push(Cow::Borrowed(&whole[..12 + length]));
        }
        if &kind == b"IEND" {
            break;
        }
    }
    kept.push(Cow::Owned(chunk(*b"IEND", &[])));
    if head.orientation != 1 {
        // After the header, which comes first.
        let exif = chunk(*b"eXIf", &exif::with_orientation(head.orientation));
        kept.insert(2.min(kept.len()), Cow::Owned(exif));
    }
    Ok(Parsed { head, kept })
}

/// Whether a chunk decides how a picture looks: its pixels, its frames, its transparency, its colours, its proportions. One that
/// is longer than its numbers is not what it says.
fn is_visible(kind: &[u8; 4], length: usize) -> bool {
    match kind {
        b"IHDR" => length == 13,
        b"PLTE" => length <= 3 * 256,
        b"IDAT" | b"fdAT" => true,
        b"tRNS" => length <= 256,
        b"acTL" | b"fcTL" => length == if kind == b"acTL" { 8 } else { 26 },
        b"cHRM" => length == 32,
        b"cICP" | b"gAMA" => length == 4,
        b"sBIT" => length <= 4,
        b"sRGB" => length == 1,
        b"pHYs" => length == 9,
        _ => false,
    }
}

/// The chunks in `kept`, without what follows the packed pixels of each frame.
pub(super) fn without_rest(head: &Head, kept: &[Cow<'_, [u8]>]) -> Result<Vec<u8>, Flaw> {
    // At most eight bytes for a pixel and one for a row; if interlaced, seven rows in place of one.
    let most = (u64::from(head.width) * 8 + 7) * (u64::from(head.height) + 7);
    let mut stream = PackedPixels { unpacker: Decompress::new(true), ended: false, most };
    let mut bytes = Vec::with_capacity(kept.iter().map(|chunk| chunk.len()).sum());
    for chunk in kept {
        // A number precedes the pixels of a frame.
        let number = match chunk.get(4..8) {
            Some(b"IDAT") => 0,
            Some(b"fdAT") => 4,
            Some(b"fcTL") => {
                stream = PackedPixels { unpacker: Decompress::new(true), ended: false, most };
                bytes.extend_from_slice(chunk);
                continue;
            }
            _ => {
                bytes.extend_from_slice(chunk);
                continue;
            }
        };
        let payload = chunk.get(8..chunk.len() - 4).unwrap_or_default();
        let packed = payload.get(number..).ok_or(DAMAGED)?;
        let length = stream.length_in(packed)?;
        if length == packed.len() {
            bytes.extend_from_slice(chunk);
        } else if length > 0 {
            let kind = if number == 0 { *b"IDAT" } else { *b"fdAT" };
            bytes.extend(self::chunk(kind, &payload[..number + length]));
        }
    }
    Ok(bytes)
}

/// The packed pixels of a frame, which may be spread over several chunks.
struct PackedPixels {
    unpacker: Decompress,
    ended: bool,
    /// Maximum number of bytes that they unpack to.
    most: u64,
}

impl PackedPixels {
    /// How many of the next bytes belong to them.
    fn length_in(&mut self, packed: &[u8]) -> Result<usize, Flaw> {
        let mut unpacked = [0; 32 * 1024];
        let before = self.unpacker.total_in();
        let mut length = 0;
        while !self.ended && length < packed.len() {
            let status = self
                .unpacker
                .decompress(&packed[length..], &mut unpacked, FlushDecompress::None)
                .map_err(|_| DAMAGED)?;
            length = usize::try_from(self.unpacker.total_in() - before).map_err(|_| DAMAGED)?;
            self.ended = status == Status::StreamEnd;
            if self.unpacker.total_out() > self.most || status == Status::BufError {
                return Err(DAMAGED);
            }
        }
        Ok(length)
    }
}

/// The profile in a chunk. Its name, which comes first, is anything.
fn unpacked(payload: &[u8]) -> Option<Vec<u8>> {
    let end = payload.iter().take(80).position(|byte| *byte == 0)?;
    // One byte says how it is packed; there is only one way.
    let packed = payload.get(end + 2..)?;
    let mut profile = Vec::new();
    ZlibDecoder::new(packed).take(LONGEST_PROFILE).read_to_end(&mut profile).ok()?;
    Some(profile)
}

/// A profile as a chunk holds it.
fn packed(profile: &[u8]) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(b"icc\0\0".to_vec(), Compression::default());
    packed.write_all(profile).expect("memory takes every byte");
    packed.finish().expect("memory takes every byte")
}

fn chunk(kind: [u8; 4], payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).expect("no chunk is longer than it was read");
    let mut sum = Crc::new();
    sum.update(&kind);
    sum.update(payload);
    [&length.to_be_bytes(), kind.as_slice(), payload, &sum.sum().to_be_bytes()].concat()
}
