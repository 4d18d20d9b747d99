//! JPEG, segment by segment.
//! It does not decode what the segments hold.

mod segment;

use std::borrow::Cow;

use crate::picture::jpeg::segment::{DAMAGED, marker, payload, scan, segment, tables};
use crate::picture::{Flaw, Format, Head, Parsed, Reader, exif, profile};

const START: u8 = 0xD8;
const END: u8 = 0xD9;
const SCAN: u8 = 0xDA;
const APP0: u8 = 0xE0;
const APP1: u8 = 0xE1;
const APP2: u8 = 0xE2;
const APP14: u8 = 0xEE;

const PROFILE: &[u8] = b"ICC_PROFILE\0";

/// Maximum length of the part of a profile in one segment: two bytes for the length, and two for the number of the part.
const PROFILE_PART: usize = 0xFFFF - 2 - PROFILE.len() - 2;

/// What a picture says about itself before its pixels, as far as that decides how it looks.
#[derive(Default)]
struct Settings<'b> {
    /// Version and density.
    jfif: Option<&'b [u8]>,
    /// The parts of the colour profile, each with its number and the number of all parts.
    profile: Vec<(u8, u8, &'b [u8])>,
    /// How the colours are encoded.
    transform: Option<u8>,
}

pub(super) fn parse(bytes: &[u8]) -> Result<Parsed<'_>, Flaw> {
    let format = Format::Jpeg;
    let mut reader = Reader { format, bytes };
    let mut head = Head { format, width: 0, height: 0, orientation: 1, is_animated: false };
    let mut settings = Settings::default();
    let mut pixels: Vec<Cow<'_, [u8]>> = Vec::new();
    reader.take(2)?;
    loop {
        let marker = match marker(&mut reader)? {
            END => break,
            START => return Err(DAMAGED),
            // Markers without a segment mean nothing here.
            0x01 | 0xD0..=0xD7 => continue,
            marker => marker,
        };
        let payload = payload(&mut reader)?;
        match (marker, payload) {
            (0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF, _) => {
                let [_, h1, h2, w1, w2, ..] = *payload else { return Err(DAMAGED) };
                if head.width != 0 {
                    return Err(DAMAGED);
                }
                head.height = u16::from_be_bytes([h1, h2]).into();
                head.width = u16::from_be_bytes([w1, w2]).into();
            }
            (APP1, [b'E', b'x', b'i', b'f', 0, 0, exif @ ..]) => {
                head.orientation = exif::orientation(exif);
            }
            _ => settings.read(marker, payload),
        }
        if let Some(tables) = tables(marker, payload)? {
            pixels.push(segment(marker, tables));
        }
        if marker == SCAN {
            pixels.push(Cow::Borrowed(scan(&mut reader)?));
        }
    }
    let mut kept = vec![Cow::Borrowed([0xFF, START].as_slice())];
    kept.extend(settings.written(head.orientation));
    kept.append(&mut pixels);
    kept.push(Cow::Borrowed(&[0xFF, END]));
    Ok(Parsed { head, kept })
}

impl<'b> Settings<'b> {
    /// Takes from a segment what decides how the picture looks, if there is anything.
    fn read(&mut self, marker: u8, payload: &'b [u8]) {
        match (marker, payload) {
            (APP0, [b'J', b'F', b'I', b'F', 0, rest @ ..]) => {
                self.jfif = self.jfif.or(rest.get(..7));
            }
            (APP2, payload) => {
                if let Some([number, count, part @ ..]) = payload.strip_prefix(PROFILE) {
                    self.profile.push((*number, *count, part));
                }
            }
            (APP14, [b'A', b'd', b'o', b'b', b'e', _, _, _, _, _, _, transform, ..]) => {
                self.transform = Some(*transform);
            }
            _ => {}
        }
    }

    /// The segments that say the same and nothing else.
    fn written(self, orientation: u8) -> Vec<Cow<'b, [u8]>> {
        let mut segments = Vec::new();
        if let Some(jfif) = self.jfif {
            // A thumbnail of no size. The one in the file may show the picture before it was cropped.
            segments.push(segment(APP0, &[b"JFIF\0", jfif, &[0, 0]].concat()));
        }
        if orientation != 1 {
            let exif = [b"Exif\0\0".as_slice(), &exif::with_orientation(orientation)].concat();
            segments.push(segment(APP1, &exif));
        }
        let profile = whole(self.profile).and_then(|profile| profile::cleaned(&profile));
        let parts: Vec<&[u8]> = profile.iter().flat_map(|it| it.chunks(PROFILE_PART)).collect();
        // Longer profiles cannot be numbered, and none was.
        let count = u8::try_from(parts.len()).unwrap_or(0);
        for (number, part) in (1..=count).zip(parts) {
            segments.push(segment(APP2, &[PROFILE, &[number, count], part].concat()));
        }
        if let Some(transform) = self.transform {
            segments
                .push(segment(APP14, &[b"Adobe\0\x64\0\0\0\0".as_slice(), &[transform]].concat()));
        }
        segments
    }
}

/// The profile of these parts; none if a part is missing, as browsers see it.
fn whole(mut parts: Vec<(u8, u8, &[u8])>) -> Option<Vec<u8>> {
    parts.sort_by_key(|(number, ..)| *number);
    let count = u8::try_from(parts.len()).ok()?;
    let complete =
        (1..=count).zip(&parts).all(|(at, (number, of, _))| at == *number && *of == count);
    let parts: Vec<&[u8]> = parts.into_iter().map(|(.., part)| part).collect();
    complete.then(|| parts.concat())
}
