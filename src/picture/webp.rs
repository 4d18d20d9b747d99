//! WebP, chunk by chunk.
//! It does not decode what the chunks hold.

use std::borrow::Cow;
use std::mem;

use crate::picture::{Flaw, Format, Head, Parsed, Reader, exif, profile};

/// Flags of the chunk `VP8X`, which comes first if it is there: what the file holds beside a plain picture.
const PROFILE: u8 = 0x20;
const ALPHA: u8 = 0x10;
const EXIF: u8 = 0x08;
const ANIMATION: u8 = 0x02;

const DAMAGED: Flaw = Flaw::Damaged(Format::WebP);

pub(super) fn parse(bytes: &[u8]) -> Result<Parsed<'_>, Flaw> {
    let Contents { mut head, flags, mut chunks } = contents(bytes)?;
    let has_profile = chunks.first().is_some_and(|chunk| chunk.starts_with(b"ICCP"));
    let kept = ALPHA | ANIMATION | if has_profile { PROFILE } else { 0 };
    let mut flags = flags.map(|flags| flags & kept);
    match &mut flags {
        Some(flags) if head.orientation != 1 => {
            *flags |= EXIF;
            let exif = chunk(*b"EXIF", &exif::with_orientation(head.orientation)).concat();
            chunks.push(Cow::Owned(exif));
        }
        Some(_) => {}
        // Exif counts only where a flag announces it.
        None => head.orientation = 1,
    }
    Ok(Parsed { head, kept: file(&head, flags, chunks)? })
}

/// The WebP `bytes` with a colour profile; none if it is no WebP, or has one already.
pub fn with_profile(bytes: &[u8], profile: &[u8]) -> Option<Vec<u8>> {
    let Contents { head, flags, mut chunks } = contents(bytes).ok()?;
    let flags = flags.unwrap_or_default();
    if flags & PROFILE != 0 {
        return None;
    }
    chunks.splice(0..0, chunk(*b"ICCP", profile));
    Some(file(&head, Some(flags | PROFILE), chunks).ok()?.concat())
}

/// What a file holds.
struct Contents<'b> {
    head: Head,
    /// The flags of `VP8X`, if that is there.
    flags: Option<u8>,
    /// The other chunks that decide how the picture looks, as they are written.
    chunks: Vec<Cow<'b, [u8]>>,
}

fn contents(bytes: &[u8]) -> Result<Contents<'_>, Flaw> {
    let format = Format::WebP;
    let mut reader = Reader { format, bytes };
    reader.take(4)?;
    let length = usize::try_from(u32::from_le_bytes(reader.array()?)).map_err(|_| DAMAGED)?;
    // What follows after this length is no part of the picture.
    let mut reader = Reader { format, bytes: reader.take(length)? };
    reader.take(4)?;

    let mut head = Head { format, width: 0, height: 0, orientation: 1, is_animated: false };
    let (mut flags, mut size, mut chunks) = (None, None, Vec::new());
    let mut has_pixels = false;
    while !reader.bytes.is_empty() {
        let (kind, payload) = next_chunk(&mut reader)?;
        match &kind {
            b"VP8X" => {
                let [all, _, _, _, w1, w2, w3, h1, h2, h3] = *payload else { return Err(DAMAGED) };
                let side = |[b1, b2, b3]: [u8; 3]| u32::from_le_bytes([b1, b2, b3, 0]) + 1;
                size = Some((side([w1, w2, w3]), side([h1, h2, h3])));
                head.is_animated = all & ANIMATION != 0;
                flags = Some(all);
            }
            // Nobody sees a second picture.
            b"VP8 " | b"VP8L" if !mem::replace(&mut has_pixels, true) => {
                size = size.or(frame_size(kind, payload));
                chunks.extend(chunk(kind, payload));
            }
            b"ALPH" if !has_pixels => chunks.extend(chunk(kind, payload)),
            b"ANIM" if payload.len() == 6 => chunks.extend(chunk(kind, payload)),
            b"ICCP" if flags.is_some() && chunks.is_empty() => {
                let cleaned = profile::cleaned(payload).map(|it| chunk(kind, &it).concat());
                chunks.extend(cleaned.map(Cow::Owned));
            }
            b"ANMF" => chunks.push(Cow::Owned(chunk(kind, &frame(payload)?).concat())),
            b"EXIF" => {
                // Some cameras write the heading that Exif has in a JPEG.
                let exif = payload.strip_prefix(b"Exif\0\0").unwrap_or(payload);
                head.orientation = exif::orientation(exif);
            }
            _ => {}
        }
    }
    (head.width, head.height) = size.ok_or(DAMAGED)?;
    Ok(Contents { head, flags, chunks })
}

/// The file that holds these `chunks`, after `VP8X` if there are `flags`.
fn file<'b>(
    head: &Head,
    flags: Option<u8>,
    mut chunks: Vec<Cow<'b, [u8]>>,
) -> Result<Vec<Cow<'b, [u8]>>, Flaw> {
    if let Some(flags) = flags {
        let [w1, w2, w3, _] = head.width.checked_sub(1).ok_or(DAMAGED)?.to_le_bytes();
        let [h1, h2, h3, _] = head.height.checked_sub(1).ok_or(DAMAGED)?.to_le_bytes();
        let extended = chunk(*b"VP8X", &[flags, 0, 0, 0, w1, w2, w3, h1, h2, h3]).concat();
        chunks.insert(0, Cow::Owned(extended));
    }
    let length: usize = chunks.iter().map(|chunk| chunk.len()).sum();
    let length = u32::try_from(length + 4).map_err(|_| DAMAGED)?;
    chunks.insert(0, Cow::Owned([b"RIFF", &length.to_le_bytes()[..], b"WEBP"].concat()));
    Ok(chunks)
}

/// A frame of an animation: its place and time, and those of its chunks that decide how it looks.
fn frame(payload: &[u8]) -> Result<Vec<u8>, Flaw> {
    let mut reader = Reader { format: Format::WebP, bytes: payload };
    let mut kept = vec![Cow::Borrowed(reader.take(16)?)];
    let mut has_pixels = false;
    while !has_pixels && !reader.bytes.is_empty() {
        let (kind, payload) = next_chunk(&mut reader)?;
        if matches!(&kind, b"VP8 " | b"VP8L" | b"ALPH") {
            has_pixels = &kind != b"ALPH";
            kept.extend(chunk(kind, payload));
        }
    }
    Ok(kept.concat())
}

fn next_chunk<'b>(reader: &mut Reader<'b>) -> Result<([u8; 4], &'b [u8]), Flaw> {
    let kind = reader.array()?;
    let length = u32::from_le_bytes(reader.array()?);
    let payload = reader.take(usize::try_from(length).map_err(|_| DAMAGED)?)?;
    // Some programs leave out the last byte, which only makes the length even.
    let padding = (payload.len() % 2).min(reader.bytes.len());
    reader.take(padding)?;
    Ok((kind, payload))
}

/// A chunk as it is written.
fn chunk(kind: [u8; 4], payload: &[u8]) -> [Cow<'_, [u8]>; 3] {
    let length = u32::try_from(payload.len()).expect("no payload is longer than it was read");
    let opening = [kind, length.to_le_bytes()].concat();
    let padding: &[u8] = if payload.len() % 2 == 1 { &[0] } else { &[] };
    [Cow::Owned(opening), Cow::Borrowed(payload), Cow::Borrowed(padding)]
}

/// The width and the height of encoded pixels.
fn frame_size(kind: [u8; 4], payload: &[u8]) -> Option<(u32, u32)> {
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
