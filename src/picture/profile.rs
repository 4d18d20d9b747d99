//! Colour profiles (ICC): which of their parts decide colours. The rest may name a display, its serial number or its owner.
//! It does not know which picture has the profile, and changes no colour.

mod element;

use std::collections::BTreeMap;

use crate::picture::profile::element::element;

/// Length of the header, which the table of tags follows.
const HEADER: usize = 128;

/// The white point in the header. The standard knows only this one.
const ILLUMINANT: [u8; 12] = [0, 0, 0xF6, 0xD6, 0, 1, 0, 0, 0, 0, 0xD3, 0x2D];

/// The words in place of a profile's name and of its copyright. A profile without them is not valid.
const NAME: &str = "Profile";
const COPYRIGHT: &str = "None";

/// Maximum number of tags that are read. No profile has so many, and a hostile one could have millions.
const MOST_TAGS: usize = 100;

type Signature = [u8; 4];

/// The same profile with nothing but what decides colours. None if it is no profile of a picture: browsers show a picture with
/// such a profile as if it had none, so the picture looks the same without it.
pub fn cleaned(profile: &[u8]) -> Option<Vec<u8>> {
    let size = usize::try_from(number(profile, 0)?).ok()?;
    let profile = profile.get(..size)?;
    let header = header(profile.get(..HEADER)?)?;
    let count = usize::try_from(number(profile, HEADER)?).ok()?;
    let mut tags: BTreeMap<Signature, Vec<u8>> = BTreeMap::new();
    for entry in profile.get(HEADER + 4..)?.chunks_exact(12).take(count.min(MOST_TAGS)) {
        let tag = *entry.first_chunk()?;
        let (offset, length) = (number(entry, 4)?, number(entry, 8)?);
        let (offset, length) = (usize::try_from(offset).ok()?, usize::try_from(length).ok()?);
        let written = profile.get(offset..)?.get(..length)?;
        tags.extend(element(tag, written).map(|element| (tag, element)));
    }
    let has = |needed: &[&Signature]| needed.iter().all(|tag| tags.contains_key(*tag));
    let gives_colours = has(&[b"A2B0"])
        || has(&[b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC"])
        || has(&[b"kTRC"]);
    if !gives_colours {
        return None;
    }
    let is_new = header[8] >= 4;
    tags.insert(*b"desc", if is_new { localized(NAME) } else { description(NAME) });
    tags.insert(*b"cprt", if is_new { localized(COPYRIGHT) } else { text(COPYRIGHT) });
    Some(written(header, &tags))
}

/// The header without its date, its maker, its device and its checksum.
fn header(old: &[u8]) -> Option<[u8; HEADER]> {
    let is_of_pictures = matches!(old.get(12..16)?, b"scnr" | b"mntr" | b"prtr" | b"spac");
    if old.get(36..40)? != b"acsp" || !is_of_pictures {
        return None;
    }
    let mut header = [0; HEADER];
    // The version, the class, the colours of the picture and those that they are turned into, the signature, the intent.
    for kept in [8..10, 12..24, 36..40, 67..68] {
        header[kept.clone()].copy_from_slice(&old[kept]);
    }
    // There are four intents.
    header[67] &= 3;
    header[68..80].copy_from_slice(&ILLUMINANT);
    Some(header)
}

/// A profile of this header and these tags. Equal elements are written once.
fn written(mut header: [u8; HEADER], tags: &BTreeMap<Signature, Vec<u8>>) -> Vec<u8> {
    let mut table = length(tags.len()).to_vec();
    let mut elements = Vec::new();
    let first = HEADER + 4 + 12 * tags.len();
    let mut places: BTreeMap<&[u8], usize> = BTreeMap::new();
    for (tag, element) in tags {
        let place = *places.entry(element).or_insert_with(|| {
            let place = first + elements.len();
            elements.extend(element);
            elements.resize(elements.len().next_multiple_of(4), 0);
            place
        });
        table.extend([*tag, length(place), length(element.len())].concat());
    }
    header[..4].copy_from_slice(&length(first + elements.len()));
    [header.as_slice(), &table, &elements].concat()
}

/// A text as profiles of version 4 have it.
fn localized(words: &str) -> Vec<u8> {
    let units: Vec<u8> = words.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let record = [*b"enUS", length(units.len()), length(28)].concat();
    [b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0C".as_slice(), &record, &units].concat()
}

/// A name as profiles of version 2 have it. It may stand there in two more alphabets, which are empty.
fn description(words: &str) -> Vec<u8> {
    let count = length(words.len() + 1);
    [b"desc\0\0\0\0", count.as_slice(), words.as_bytes(), &[0; 1 + 4 + 4 + 2 + 1 + 67]].concat()
}

/// A text as profiles of version 2 have it.
fn text(words: &str) -> Vec<u8> {
    [b"text\0\0\0\0", words.as_bytes(), b"\0"].concat()
}

/// The number that stands `at` these bytes.
fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn length(length: usize) -> [u8; 4] {
    u32::try_from(length)
        .expect("it is no longer than the profile that it was read from")
        .to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::{HEADER, cleaned, description, localized, number, written};
    use std::collections::BTreeMap;

    const CURVE: &[u8] = b"curv\0\0\0\0\0\0\0\x01\x02\x33";

    fn point(x: u8) -> Vec<u8> {
        [b"XYZ \0\0\0\0".as_slice(), &[0, 0, x, 1, 0, 0, x, 2, 0, 0, x, 3]].concat()
    }

    /// A profile of a display, of version `major`, with `more` tags.
    fn profile(major: u8, more: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
        let mut header = [0x41; HEADER];
        header[8..10].copy_from_slice(&[major, 0]);
        header[12..24].copy_from_slice(b"mntrRGB XYZ ");
        header[36..40].copy_from_slice(b"acsp");
        let mut tags =
            BTreeMap::from([(*b"rXYZ", point(1)), (*b"gXYZ", point(2)), (*b"bXYZ", point(3))]);
        tags.extend([*b"rTRC", *b"gTRC", *b"bTRC"].map(|tag| (tag, CURVE.to_vec())));
        tags.extend(more.iter().map(|(tag, element)| (**tag, element.to_vec())));
        written(header, &tags)
    }

    fn tags(profile: &[u8]) -> BTreeMap<[u8; 4], Vec<u8>> {
        let count = number(profile, HEADER).expect("a count") as usize;
        let entries = profile[HEADER + 4..].chunks_exact(12).take(count);
        let tag = |entry: &[u8]| {
            let place = |at| number(entry, at).expect("a number") as usize;
            let element = profile[place(4)..][..place(8)].to_vec();
            (*entry.first_chunk().expect("four bytes"), element)
        };
        entries.map(tag).collect()
    }

    #[test]
    fn a_profile_keeps_its_colours_and_loses_its_name_and_its_display() {
        let padded = [CURVE, b"SERIAL 123"].concat();
        let more: &[(&[u8; 4], &[u8])] = &[
            (b"desc", &description("Jane's display")),
            (b"cprt", b"text\0\0\0\0Jane\0"),
            (b"mmod", b"mmod\0\0\0\0SERIAL 123"),
            (b"dmdd", &localized("SERIAL 123")),
            (b"vcgt", b"vcgt\0\0\0\0SERIAL 123"),
            (b"wtpt", b"text\0\0\0\0SERIAL 123, not a colour"),
            (b"bTRC", &padded),
        ];
        for (major, name, copyright) in [
            (2, description("Profile"), b"text\0\0\0\0None\0".to_vec()),
            (4, localized("Profile"), localized("None")),
        ] {
            let old = [profile(major, more), b"SERIAL 123".to_vec()].concat();
            let new = cleaned(&old).expect("a profile");
            let mut expected = tags(&profile(major, &[]));
            expected.extend([(*b"desc", name), (*b"cprt", copyright)]);
            assert_eq!(tags(&new), expected);
            assert_eq!(number(&new, 0), u32::try_from(new.len()).ok());
            assert!(!new[..HEADER].contains(&0x41), "nothing of the old header is left");
        }
    }

    #[test]
    fn what_is_no_profile_is_dropped() {
        let whole = profile(4, &[]);
        assert!(cleaned(&whole).is_some());
        for at in 0..whole.len() {
            assert_eq!(cleaned(&whole[..at]), None, "cut at {at}");
        }
        let mut link = whole.clone();
        link[12..16].copy_from_slice(b"link");
        assert_eq!(cleaned(&link), None);
        assert_eq!(cleaned(b"................RGB XYZ colours"), None);
    }
}
