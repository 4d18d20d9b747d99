//! What is written beside pictures: where, when, with what and by whom they were made. None of it is published.
//! The pictures here carry it in every place that cameras, phones and programs use.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use image::codecs::png::PngDecoder;
use image::{
    AnimationDecoder, DynamicImage, GenericImageView, ImageDecoder, ImageFormat, ImageReader,
};

use super::making::{gif, jpeg, painted, png, written};
use super::{beside, decoded, dispatch, page, published};

pub(crate) const SECRET: &str = "SECRET 36.34N 43.13E";

/// Exif that turns the picture a quarter to the right, says where it was made, and has a thumbnail.
fn exif() -> Vec<u8> {
    let mut exif = b"II\x2A\0\x08\0\0\0\x02\0".to_vec();
    exif.extend(b"\x12\x01\x03\0\x01\0\0\0\x06\0\0\0");
    exif.extend(b"\x0E\x01\x02\0\x14\0\0\0\x26\0\0\0");
    exif.extend(b"\0\0\0\0");
    exif.extend(SECRET.as_bytes());
    exif
}

/// What a profile says about colours: three points, and three curves too long for one segment of a JPEG.
fn colours() -> BTreeMap<[u8; 4], Vec<u8>> {
    let point =
        |x: u8| [b"XYZ \0\0\0\0".as_slice(), &[0, 0, x, 1, 0, 0, x, 2, 0, 0, x, 3]].concat();
    let curve = |step: u16| {
        let values = (0..20_000_u16).flat_map(move |at| at.wrapping_mul(step).to_be_bytes());
        let count = 20_000_u32.to_be_bytes();
        [b"curv\0\0\0\0".to_vec(), count.to_vec(), values.collect()].concat()
    };
    let (points, curves) = ([*b"rXYZ", *b"gXYZ", *b"bXYZ"], [*b"rTRC", *b"gTRC", *b"bTRC"]);
    let points = points.into_iter().zip([point(1), point(2), point(3)]);
    points.chain(curves.into_iter().zip([curve(2), curve(3), curve(1)])).collect()
}

/// A profile of a display with these colours, and with the display's name and serial number.
pub(super) fn profile() -> Vec<u8> {
    let secret = SECRET.as_bytes();
    let mut tags = colours();
    let text = [b"text\0\0\0\0", secret, b"\0"].concat();
    tags.extend([*b"cprt", *b"desc", *b"mmod", *b"dscm", *b"ABCD"].map(|tag| (tag, text.clone())));
    let number = |it: usize| u32::try_from(it).expect("it is small").to_be_bytes();
    let mut header = [0; 128];
    header[8] = 2;
    header[12..24].copy_from_slice(b"mntrRGB XYZ ");
    header[36..40].copy_from_slice(b"acsp");
    header[48..56].copy_from_slice(b"SECRET 1");
    let (mut table, mut elements) = (number(tags.len()).to_vec(), Vec::new());
    for (tag, element) in &tags {
        let at = 128 + 4 + 12 * tags.len() + elements.len();
        table.extend([*tag, number(at), number(element.len())].concat());
        elements.extend(element);
        elements.extend(b"SECR");
    }
    let length = number(128 + table.len() + elements.len());
    header[..4].copy_from_slice(&length);
    [header.as_slice(), &table, &elements, secret].concat()
}

/// The tags of the colour profile of a picture, as another reader finds it.
fn tags(picture: &[u8]) -> BTreeMap<[u8; 4], Vec<u8>> {
    let reader = ImageReader::new(Cursor::new(picture)).with_guessed_format().expect("a picture");
    let mut decoder = reader.into_decoder().expect("a picture");
    let profile = decoder.icc_profile().expect("it can be read").expect("a profile");
    let number = |at: usize| {
        let bytes = profile[at..at + 4].try_into().expect("four bytes");
        u32::from_be_bytes(bytes) as usize
    };
    let tag = |at: usize| {
        let element = profile[number(at + 4)..][..number(at + 8)].to_vec();
        (profile[at..at + 4].try_into().expect("four bytes"), element)
    };
    (0..number(128)).map(|at| tag(132 + 12 * at)).collect()
}

fn segment(marker: u8, parts: &[&[u8]]) -> Vec<u8> {
    let payload = parts.concat();
    let length = u16::try_from(payload.len() + 2).expect("it is short").to_be_bytes();
    [&[0xFF, marker], length.as_slice(), &payload].concat()
}

fn photo() -> Vec<u8> {
    let plain = jpeg(600, 300);
    let secret = SECRET.as_bytes();
    let mut photo = plain[..2].to_vec();
    photo.extend(segment(0xE0, &[b"JFIF\0\x01\x01\0\0\x01\0\x01\x01\x07", secret, b"!"]));
    photo.extend(segment(0xE0, &[b"JFXX\0\x10", secret]));
    photo.extend(segment(0xE1, &[b"Exif\0\0", &exif()]));
    photo.extend(segment(0xE1, &[b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>", secret]));
    photo.extend(segment(0xE2, &[b"MPF\0", secret]));
    let profile = profile();
    let parts: Vec<&[u8]> = profile.chunks(60_000).collect();
    for (number, part) in (1..).zip(&parts) {
        let count = u8::try_from(parts.len()).expect("there are few");
        photo.extend(segment(0xE2, &[b"ICC_PROFILE\0", &[number, count], part]));
    }
    photo.extend(segment(0xED, &[b"Photoshop 3.0\08BIM", secret]));
    photo.extend(segment(0xEF, &[secret]));
    photo.extend(segment(0xFE, &[secret]));
    // Segments that no photo needs, and more bytes than a segment needs.
    for marker in [0xC8, 0xDC, 0xDE, 0xDF, 0xF0, 0xFD] {
        photo.extend(segment(marker, &[secret]));
    }
    photo.extend(segment(0xDD, &[&[0, 0], secret]));
    photo.extend(&plain[2..]);
    photo.extend(secret);
    photo.extend(&plain);
    photo
}

fn chunk(kind: &[u8; 4], payload: &[u8]) -> Vec<u8> {
    let mut sum = u32::MAX;
    for byte in kind.iter().chain(payload) {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 };
        }
    }
    let length = u32::try_from(payload.len()).expect("it is short").to_be_bytes();
    [length.as_slice(), kind, payload, &(!sum).to_be_bytes()].concat()
}

/// A screenshot with secrets in every chunk that may hold some.
pub(crate) fn screen() -> Vec<u8> {
    let plain = png(600, 300);
    let secret = SECRET.as_bytes();
    let (head, rest) = plain.split_at(33);
    let mut screen = head.to_vec();
    screen.extend(chunk(b"tEXt", &[b"Author\0", secret].concat()));
    screen.extend(chunk(b"iTXt", &[b"XML:com.adobe.xmp\0\0\0\0\0", secret].concat()));
    screen.extend(chunk(b"eXIf", &exif()));
    screen.extend(chunk(b"tIME", &[7, 0xE1, 6, 1, 9, 0, 0]));
    screen.extend(chunk(b"prIV", secret));
    screen.extend(chunk(b"sPLT", secret));
    screen.extend(chunk(b"pHYs", &[&[0, 0, 11, 18, 0, 0, 11, 18, 1], secret].concat()));
    let mut packed = ZlibEncoder::new([secret, b"\0\0"].concat(), Compression::default());
    packed.write_all(&profile()).expect("it is packed");
    screen.extend(chunk(b"iCCP", &packed.finish().expect("it is packed")));
    // The last chunk has twelve bytes. Before it, pixels go on after their end.
    let (pixels, end) = rest.split_at(rest.len() - 12);
    screen.extend(pixels);
    screen.extend(chunk(b"IDAT", secret));
    screen.extend(end);
    screen.extend(secret);
    screen
}

/// Two frames of the same pixels; after the pixels of each comes more.
fn moving() -> Vec<u8> {
    let plain = png(60, 30);
    let secret = SECRET.as_bytes();
    let number = |it: u32| it.to_be_bytes();
    let frame = |at: u32| {
        chunk(b"fcTL", &[[at, 60, 30, 0, 0].map(number).concat(), vec![0, 1, 0, 10, 0, 0]].concat())
    };
    // The writer puts all pixels into chunks of their own, one after the other, and the end after them.
    let (mut pixels, mut at) = (Vec::new(), 33);
    while &plain[at + 4..at + 8] != b"IEND" {
        let length = u32::from_be_bytes(plain[at..at + 4].try_into().expect("four bytes")) as usize;
        if &plain[at + 4..at + 8] == b"IDAT" {
            pixels.extend(&plain[at + 8..at + 8 + length]);
        }
        at += 12 + length;
    }
    let mut moving = plain[..33].to_vec();
    moving.extend(chunk(b"acTL", &[number(2), number(0)].concat()));
    moving.extend(frame(0));
    moving.extend(chunk(b"IDAT", &[&pixels, secret].concat()));
    moving.extend(frame(1));
    let (first, second) = pixels.split_at(pixels.len() / 2);
    moving.extend(chunk(b"fdAT", &[&number(2), first].concat()));
    moving.extend(chunk(b"fdAT", &[&number(3), second, secret].concat()));
    moving.extend(chunk(b"IEND", b""));
    moving
}

fn riff(kind: &[u8; 4], payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).expect("it is short").to_le_bytes();
    let even: &[u8] = if payload.len() % 2 == 1 { b"\0" } else { b"" };
    [kind, length.as_slice(), payload, even].concat()
}

fn webp() -> Vec<u8> {
    let plain = written(&painted(600, 300).into(), ImageFormat::WebP);
    let secret = SECRET.as_bytes();
    let mut chunks = riff(b"VP8X", &[0x2C, 0, 0, 0, 0x57, 2, 0, 0x2B, 1, 0]);
    chunks.extend(riff(b"ICCP", &profile()));
    chunks.extend(&plain[12..]);
    // A second picture, which nobody sees.
    chunks.extend(riff(b"VP8L", secret));
    chunks.extend(riff(b"EXIF", &exif()));
    chunks.extend(riff(b"XMP ", secret));
    chunks.extend(riff(b"PRIV", secret));
    let length = u32::try_from(chunks.len() + 4).expect("it is short").to_le_bytes();
    [b"RIFF", length.as_slice(), b"WEBP", &chunks, secret].concat()
}

/// An icon of one PNG and one bitmap of two by two pixels.
fn icon() -> Vec<u8> {
    let (png, secret) = (screen(), SECRET.as_bytes());
    let mut bitmap = [40_u32, 2, 4, 32 << 16 | 1, 0, 16, 7, 7, 0, 0].map(u32::to_le_bytes).concat();
    bitmap.extend([9; 16]);
    bitmap.extend([0; 8]);
    bitmap.extend(secret);
    let mut icon = b"\0\0\x01\0\x02\0".to_vec();
    let mut at = 6 + 2 * 16;
    for (side, picture) in [(0, &png), (2, &bitmap)] {
        let length = u32::try_from(picture.len()).expect("it is small");
        icon.extend([side, side, 0, 0, 1, 0, 32, 0]);
        icon.extend([length.to_le_bytes(), u32::to_le_bytes(at)].concat());
        at += length;
    }
    [icon.as_slice(), &png, &bitmap, secret].concat()
}

fn drawing() -> Vec<u8> {
    let plain = gif(60, 30);
    let secret = SECRET.as_bytes();
    let piece = [&[u8::try_from(secret.len()).expect("it is short")], secret, b"\0"].concat();
    let colours = if plain[10] & 0x80 == 0 { 0 } else { 3 << ((plain[10] & 7) + 1) };
    let (head, rest) = plain.split_at(13 + colours);
    let mut drawing = head.to_vec();
    drawing.extend([b"\x21\xFE".as_slice(), &piece].concat());
    drawing.extend([b"\x21\xFF\x0BXMP DataXMP".as_slice(), &piece].concat());
    drawing.extend([b"\x21\xF9\x04\0\0\0\0".as_slice(), &piece].concat());
    drawing.extend(rest);
    drawing.extend(secret);
    drawing
}

#[test]
fn nothing_that_is_written_beside_a_picture_is_published() {
    let media = "media:\n  - {file: a.jpg, alt: A, credit: B}\n  - {file: b.png, alt: A, credit: B}\n  - {file: c.webp, alt: A, credit: B}\n  - {file: d.gif, alt: A, credit: B}\n";
    let pictures = [
        ("content/dispatches/a.jpg", photo()),
        ("content/dispatches/b.png", screen()),
        ("content/dispatches/c.webp", webp()),
        ("content/dispatches/d.gif", drawing()),
        ("static/e.jpg", photo()),
        ("static/favicon.ico", icon()),
        ("static/moving.png", moving()),
    ];
    let holds = |bytes: &[u8], words: &[u8]| bytes.windows(words.len()).any(|it| it == words);
    for (path, bytes) in &pictures {
        assert!(holds(bytes, SECRET.as_bytes()), "{path} has something to hide");
    }
    let mut files = vec![("content/dispatches/a.md", dispatch(media, "Text."))];
    files.extend(pictures.clone());
    let pages = published(&files);
    assert!(beside(&pages).contains(&"a-300.webp"), "{:?}", beside(&pages));
    for (file, bytes) in &pages {
        for words in
            [&b"SECRET"[..], b"43.13E", b"tIME", b"prIV", b"XMP", b"xmpmeta", b"MPF", b"8BIM"]
        {
            assert!(!holds(bytes, words), "{file} tells {}", String::from_utf8_lossy(words));
        }
    }
    let painted: DynamicImage = painted(600, 300).into();
    let plain = [jpeg(600, 300), png(600, 300), written(&painted, ImageFormat::WebP), gif(60, 30)];
    for (file, plain) in ["a.jpg", "b.png", "c.webp", "d.gif"].iter().zip(plain) {
        let after = &pages[&format!("dispatches/a/{file}")];
        assert_eq!(decoded(after), decoded(&plain), "{file} looks as it did, to the bit");
    }
    let mut expected = colours();
    let name = [b"desc\0\0\0\0\0\0\0\x08Profile".as_slice(), &[0; 79]].concat();
    expected.extend([(*b"desc", name), (*b"cprt", b"text\0\0\0\0None\0".to_vec())]);
    for file in ["a.jpg", "a-300.webp", "b.png", "b-300.webp", "c.webp", "c-300.webp"] {
        let tags = tags(&pages[&format!("dispatches/a/{file}")]);
        assert_eq!(tags.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>(), "{file}");
        assert!(tags == expected, "{file} has its colours");
    }
    assert!(tags(&pages["e.jpg"]) == expected);
    let moving = PngDecoder::new(Cursor::new(&pages["moving.png"])).expect("a picture");
    let frames = moving.apng().expect("it moves").into_frames().collect_frames();
    let frames = frames.expect("every frame can be decoded");
    let frame = decoded(&png(60, 30)).into_rgba8();
    assert!(
        frames.len() == 2 && frames.iter().all(|it| *it.buffer() == frame),
        "it moves as it did"
    );
    let icon = &pages["favicon.ico"];
    assert!(icon.ends_with(&[[9; 8].as_slice(), &[0; 8]].concat()), "the bitmap is there");
    let (large, small) = (icon.len() - 64, &icon[icon.len() - 64..]);
    assert_eq!(decoded(&icon[38..large]), decoded(&png(600, 300)), "the PNG looks as it did");
    assert_eq!(small[..4], 40_u32.to_le_bytes());
}

#[test]
fn a_picture_that_lies_on_its_side_stands_up_in_every_size() {
    let media = "media:\n  - {file: a.jpg, alt: A, credit: B}\n  - {file: b.png, alt: A, credit: B}\n  - {file: c.webp, alt: A, credit: B}\n";
    let pages = published(&[
        ("content/dispatches/a.md", dispatch(media, "Text.")),
        ("content/dispatches/a.jpg", photo()),
        ("content/dispatches/b.png", screen()),
        ("content/dispatches/c.webp", webp()),
    ]);
    let html = page(&pages, "dispatches/a/index.html");
    assert_eq!(html.matches("width=\"300\" height=\"600\"").count(), 3, "{html}");
    // Turned to the right, what was blue at the start is blue at the top, and what was bright at the top is at the end.
    let colour = |picture: &DynamicImage, x: u32, y: u32| {
        let image::Rgba([red, _, blue, _]) = picture.get_pixel(x, y);
        (red > 128, blue > 128)
    };
    for file in ["a-300.webp", "b-300.webp", "c-300.webp"] {
        let picture = decoded(&pages[&format!("dispatches/a/{file}")]);
        assert_eq!(picture.dimensions(), (300, 600), "{file}");
        assert_eq!(colour(&picture, 280, 20), (true, true), "{file}");
        assert_eq!(colour(&picture, 20, 20), (false, true), "{file}");
        assert_eq!(colour(&picture, 280, 580), (true, false), "{file}");
    }
    let turn = |file: &str| {
        let bytes = std::io::Cursor::new(pages[&format!("dispatches/a/{file}")].clone());
        let reader = image::ImageReader::new(bytes).with_guessed_format().expect("a picture");
        image::ImageDecoder::orientation(&mut reader.into_decoder().expect("a picture"))
            .expect("a turn")
    };
    for file in ["a.jpg", "b.png", "c.webp"] {
        assert_eq!(turn(file), image::metadata::Orientation::Rotate90, "{file}");
    }
}
