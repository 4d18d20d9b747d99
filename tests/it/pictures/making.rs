//! Pictures made for a test: something to see in every corner, so that a turn and a loss are seen too.
//! It does not know what a test does with them.

use std::io::Cursor;

use image::codecs::gif::GifEncoder;
use image::{DynamicImage, Frame, ImageFormat, Rgb, RgbImage};

/// Bright at the top, blue at the start, and grained like a photo.
pub(super) fn painted(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let grain = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)) >> 11 & 15;
        let part = |at: u32, of: u32| u8::try_from(at * 230 / of + grain).expect("up to 245");
        Rgb([part(height - 1 - y, height), 40, part(width - 1 - x, width)])
    })
}

pub(super) fn written(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).expect("it can be written");
    bytes.into_inner()
}

pub(super) fn jpeg(width: u32, height: u32) -> Vec<u8> {
    written(&painted(width, height).into(), ImageFormat::Jpeg)
}

pub(super) fn png(width: u32, height: u32) -> Vec<u8> {
    written(&painted(width, height).into(), ImageFormat::Png)
}

/// Two frames.
pub(super) fn gif(width: u32, height: u32) -> Vec<u8> {
    frames(width, height, 2)
}

/// One frame.
pub(super) fn still_gif(width: u32, height: u32) -> Vec<u8> {
    frames(width, height, 1)
}

fn frames(width: u32, height: u32, count: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    let frame = DynamicImage::from(painted(width, height)).into_rgba8();
    let mut encoder = GifEncoder::new(&mut bytes);
    for _ in 0..count {
        encoder.encode_frame(Frame::new(frame.clone())).expect("it can be written");
    }
    drop(encoder);
    bytes
}

/// A few bytes that promise 3.6 billion pixels.
pub(super) fn bomb() -> Vec<u8> {
    let mut bytes = png(2, 2);
    // The width and the height stand at the front; the sum behind them is wrong then, which nobody gets to see.
    for at in [16, 20] {
        bytes[at..at + 4].copy_from_slice(&60_000_u32.to_be_bytes());
    }
    bytes
}
